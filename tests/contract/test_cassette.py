from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.contract.cassettes.cassette import load_cassette, load_cassettes
from generator.document.dump import dumps
from generator.document.findings import Finding, SpecloomError
from generator.exchange.messages import Request, Response


def plain() -> dict[str, Any]:
    return {
        "metadata": {
            "provenance": "authored",
            "note": "Made up.",
            "call": {"method": "plants.get", "arguments": {"id": 7}, "client": {"region": "eu"}},
        },
        "interactions": [
            {
                "request": {
                    "method": "GET",
                    "uri": "https://eu.garden.example/v1/plants/7?a=1&a=2&b=",
                    "headers": {"Accept": ["application/json"]},
                    "body": None,
                },
                "response": {
                    "status": {"code": 200, "message": "OK"},
                    "headers": {"Set-Cookie": ["a=1", "b=2"]},
                    "body": {"string": "süß"},
                },
            }
        ],
        "version": 1,
    }


def write(folder: Path, data: Any, place: str = "garden/plants.get/success.yaml") -> Path:
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(data if isinstance(data, str) else dumps(data), encoding="utf-8")
    return path


def findings_of(path: Path) -> tuple[Finding, ...]:
    with pytest.raises(SpecloomError) as caught:
        load_cassette(path)
    return caught.value.findings


def test_a_cassette_is_read_with_its_place_and_its_defaults(tmp_path: Path) -> None:
    cassette = load_cassette(write(tmp_path, plain()))
    assert (cassette.vendor, cassette.operation, cassette.case) == ("garden", "plants.get", "success")
    assert (cassette.call.method, cassette.call.arguments, cassette.call.client) == (
        "plants.get",
        {"id": 7},
        {"region": "eu"},
    )
    assert (cassette.raises, cassette.retries, cassette.deviates) == (None, None, {})
    (recorded,) = cassette.interactions
    assert recorded.request == Request(
        "GET", "https://eu.garden.example/v1/plants/7?a=1&a=2&b=", (("Accept", "application/json"),)
    )
    assert recorded.request.query == (("a", "1"), ("a", "2"), ("b", ""))
    assert recorded.response == Response(200, (("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")), "süß".encode())


def test_error_cases_carry_class_retries_and_deviations(tmp_path: Path) -> None:
    data = plain()
    data["metadata"] |= {
        "raises": "NotFoundError",
        "retries": 0,
        "deviates": {"/interactions/0/response/body": "Shown."},
    }
    cassette = load_cassette(write(tmp_path, data))
    assert (cassette.raises, cassette.retries) == ("NotFoundError", 0)
    assert cassette.deviates == {"/interactions/0/response/body": "Shown."}


@pytest.mark.parametrize(
    ("parent", "key", "nearest"),
    [
        ((), "metdata", "metadata"),
        (("metadata",), "provenence", "provenance"),
        (("metadata",), "raise", "raises"),
        (("metadata", "call"), "argument", "arguments"),
        (("interactions", 0, "request"), "url", "uri"),
        (("interactions", 0, "response", "status"), "cod", "code"),
    ],
)
def test_a_wrong_key_is_an_error_with_line_and_nearest_key(
    tmp_path: Path, parent: tuple[Any, ...], key: str, nearest: str
) -> None:
    data = plain()
    target: Any = data
    for token in parent:
        target = target[token]
    target[key] = "x"
    path = write(tmp_path, data)
    wrong = next(finding for finding in findings_of(path) if key in finding.message)
    assert nearest in wrong.remedy
    assert wrong.place.file == str(path)
    line = path.read_text(encoding="utf-8").splitlines()[(wrong.place.line or 0) - 1]
    assert f"{key}: x" in line


def test_a_key_like_no_other_lists_the_known_ones(tmp_path: Path) -> None:
    data = plain()
    data["metadata"]["zzz"] = 1
    (wrong,) = findings_of(write(tmp_path, data))
    assert "provenance" in wrong.remedy


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("version", 2),
        ("metadata.provenance", "somewhere"),
        ("metadata.note", " "),
        ("metadata.call.method", "plants.__class__"),
        ("metadata.call.method", "os;system"),
        ("metadata.call.arguments", {"__init__": 1}),
        ("metadata.call.arguments", [1]),
        ("metadata.call.client", {"http-client": 1}),
        ("metadata.raises", "builtins.SystemExit"),
        ("metadata.retries", -1),
        ("metadata.retries", True),
        ("metadata.deviates", {"/metadata": "no"}),
        ("metadata.deviates", {"/interactions/0": ""}),
        ("interactions", []),
        ("interactions.0.request.uri", "file:///etc/passwd"),
        ("interactions.0.request.uri", "https://[oops/"),
        ("interactions.0.request.uri", "https://user:secret@garden.example/"),
        ("interactions.0.request.uri", "https://garden.example:99999/"),
        ("interactions.0.request.method", "get"),
        ("interactions.0.request.headers", {"Accept": "application/json"}),
        ("interactions.0.request.headers", {"Accept": ["a", "b"]}),
        ("interactions.0.response.headers", {"Retry-After": [2]}),
        ("interactions.0.response.status", 200),
        ("interactions.0.response.status.code", 99),
        ("interactions.0.response.body", "text"),
        ("interactions.0.response.body.string", {"a": 1}),
    ],
)
def test_a_wrong_value_is_an_error_with_its_place(tmp_path: Path, pointer: str, value: Any) -> None:
    data = plain()
    *parents, last = pointer.split(".")
    target: Any = data
    for token in parents:
        target = target[int(token)] if token.isdecimal() else target[token]
    target[last] = value
    path = write(tmp_path, data)
    findings = findings_of(path)
    assert all(finding.place.file == str(path) for finding in findings)
    assert any((finding.place.pointer or "").startswith("/" + pointer.replace(".", "/")) for finding in findings)
    assert all(finding.place.line for finding in findings)


@pytest.mark.parametrize("key", ["metadata", "interactions", "version"])
def test_a_missing_part_is_an_error(tmp_path: Path, key: str) -> None:
    data = plain()
    del data[key]
    assert any(
        repr(key) in finding.message or f'"{key}"' in finding.message for finding in findings_of(write(tmp_path, data))
    )


def test_the_folder_must_be_the_method(tmp_path: Path) -> None:
    (wrong,) = findings_of(write(tmp_path, plain(), "garden/plants.list/success.yaml"))
    assert wrong.rule == "misplaced-cassette"
    assert "'plants.get'" in wrong.message
    assert "'plants.list'" in wrong.message


def test_a_case_has_a_readable_name(tmp_path: Path) -> None:
    assert findings_of(write(tmp_path, plain(), "garden/plants.get/Case_1.yaml"))[0].rule == "misplaced-cassette"


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "a: [", "a: 1\na: 2\n", "x: !!python/object/apply:os.getcwd []\n", "\x00", "&a [*a]"]
)
def test_what_is_no_cassette_is_an_error_that_names_the_file(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    assert findings_of(path)[0].place.file == str(path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    assert findings_of(tmp_path / "garden/plants.get/none.yaml")[0].rule == "unreadable-file"


def test_all_cassettes_of_a_folder_are_read_in_order(tmp_path: Path) -> None:
    for case in ("b", "a", "c"):
        write(tmp_path, plain(), f"garden/plants.get/{case}.yaml")
    assert [cassette.case for cassette in load_cassettes(tmp_path)] == ["a", "b", "c"]


def test_nothing_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, plain())
    write(tmp_path, "[]", "garden/plants.get/broken.yaml")
    write(tmp_path, plain(), "garden/plants.get/renamed.yml")
    write(tmp_path, plain(), "garden/success.yaml")
    with pytest.raises(SpecloomError) as caught:
        load_cassettes(tmp_path)
    files = {Path(finding.place.file).name: finding.rule for finding in caught.value.findings}
    assert files == {"broken.yaml": "invalid-cassette", "renamed.yml": "stray-file", "success.yaml": "stray-file"}

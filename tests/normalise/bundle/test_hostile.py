"""References that are made to read what they must not, or to exhaust the reader."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from generator.document import limits, neighbours
from generator.document.findings import SpecloomError
from generator.normalise.pipeline import normalise_file

from .folder import STRING, answer, components, garden, head, normal, ref, refusal, thing, write


@pytest.mark.parametrize(
    ("reference", "rule"),
    [
        ("../secret.json", "refused-path"),
        ("schemas/../../secret.json", "refused-path"),
        ("..%2Fsecret.json", "refused-path"),
        ("%2e%2e/secret.json", "refused-path"),
        ("/etc/passwd", "refused-path"),
        ("%2Fetc/passwd", "refused-path"),
        ("//garden.example/x.json", "refused-path"),
        ("file:///etc/passwd", "refused-path"),
        ("FILE:x.json", "refused-path"),
        ("ftp://garden.example/x", "refused-path"),
        ("javascript:alert(1)", "refused-path"),
        ("data:application/json,{}", "refused-path"),
        ("C:\\x.json", "refused-path"),
        ("..\\secret.json", "refused-path"),
        ("a%00b.json", "refused-path"),
        ("a\nb.json", "refused-path"),
        ("http://[", "refused-path"),
        ("x.json?y=1", "refused-path"),
        (".", "unreadable-file"),
        ("a" * 5000, "unreadable-file"),
        ("~/x.json", "missing-file"),
        ("%252e%252e/secret.json", "missing-file"),
        ("http://garden.example/x.json", "remote-reference"),
        ("https://169.254.169.254/latest/meta-data", "remote-reference"),
    ],
)
def test_nothing_outside_the_folder_is_read(reference: str, rule: str, tmp_path: Path):
    (tmp_path / "secret.json").write_text('{"type": "string"}')
    finding = refusal(tmp_path / "garden", {"api.json": garden(ref(reference))})
    assert finding.rule == rule
    assert finding.remedy
    assert (finding.place.pointer or "").endswith("/schema/$ref")


def test_links_that_lead_out_are_refused_and_those_that_stay_are_not(tmp_path: Path):
    (tmp_path / "secret.json").write_text('{"type": "string"}')
    (tmp_path / "secrets").mkdir()
    folder = tmp_path / "garden"
    path = write(folder, {"api.json": garden(ref("link.json")), "plant.json": thing(n=STRING)})
    (folder / "link.json").symlink_to(tmp_path / "secret.json")
    (folder / "out").symlink_to(tmp_path / "secrets")
    with pytest.raises(SpecloomError, match="outside the document's folder"):
        normalise_file(path)
    write(folder, {"api.json": garden(ref("out/../secret.json"))})
    with pytest.raises(SpecloomError):
        normalise_file(path)
    write(folder, {"api.json": garden(thing(a=ref("inner.json"), b=ref("plant.json")))})
    (folder / "inner.json").symlink_to("plant.json")
    assert "Plant" in components(normalise_file(path))
    (folder / "round.json").symlink_to("round.json")
    write(folder, {"api.json": garden(ref("round.json"))})
    with pytest.raises(SpecloomError):
        normalise_file(path)


def test_only_ordinary_files_are_read(tmp_path: Path):
    path = write(tmp_path, {"api.json": garden(ref("pipe.json"))})
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(SpecloomError, match="no ordinary file"):
        normalise_file(path)
    (tmp_path / "pipe.json").unlink()
    (tmp_path / "pipe.json").symlink_to("/dev/zero")
    with pytest.raises(SpecloomError, match="outside"):
        normalise_file(path)


def test_files_are_bounded_in_size_and_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    files = {f"f{i}": thing(a=STRING) for i in range(5)}
    document = garden(thing(**{name: ref(f"{name}.json") for name in files}))
    assert normal(tmp_path, document, **files)
    with (tmp_path / "f3.json").open("ab") as file:
        file.truncate(limits.MAX_BYTES + 1)
    with pytest.raises(SpecloomError, match=r"f3\.json: is larger than"):
        normalise_file(tmp_path / "api.json")
    for name, value, words in (
        ("MAX_FILES", 3, "more than 3 files"),
        ("MAX_BYTES", 99, "characters"),
        ("MAX_NODES", 9, "values"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(neighbours, name, value)
            with pytest.raises(SpecloomError, match=words):
                normal(tmp_path, document, **files)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: [1", "invalid-yaml"),
        ("a: !!python/object/apply:os.system ['true']", "invalid-yaml"),
        (f"a: {'9' * 1001}", "invalid-number"),
        ("a: &a [*a]", "recursive-alias"),
        ("[" * 300 + "]" * 300, "too-deep"),
        ("\x00", "invalid-yaml"),
    ],
)
def test_other_files_are_read_as_strictly_as_the_document(text: str, rule: str, tmp_path: Path):
    finding = refusal(tmp_path, {"api.json": garden(ref("x.yaml")), "x.yaml": text})
    assert finding.rule == rule
    assert finding.place.file.endswith("x.yaml")


def test_keys_that_another_file_repeats_are_made_one_and_warned_of(tmp_path: Path):
    (tmp_path / "x.yaml").write_text("type: object\nproperties: {a: {type: string}}\nproperties: {b: {type: string}}\n")
    path = tmp_path / "api.json"
    path.write_text(json.dumps(garden(ref("x.yaml"))))
    form = normalise_file(path)
    [warning] = [finding for finding in form.findings if finding.rule == "duplicate-key"]
    assert warning.place.file.endswith("x.yaml")
    assert any(set(schema.get("properties", {})) == {"a", "b"} for schema in components(form).values())


def test_what_multiplies_from_file_to_file_stays_small(tmp_path: Path):
    files: dict[str, Any] = {f"f{i}": thing(**{f"p{k}": ref(f"f{i + 1}.json") for k in range(10)}) for i in range(20)}
    assert len(components(normal(tmp_path, garden(ref("f0.json")), **files, f20=thing(a=STRING)))) == 21
    files = {f"f{i}": {"allOf": [ref(f"f{i + 1}.json")] * 10} for i in range(20)}
    assert normal(tmp_path, garden(ref("f0.json")), **files, f20=thing(a=STRING))


def test_what_multiplies_where_it_is_written_out_is_refused(tmp_path: Path):
    files = {f"f{i}.json": {f"p{k}": {"properties": ref(f"f{i + 1}.json")} for k in range(10)} for i in range(9)}
    document = garden({"type": "object", "properties": ref("f0.json")})
    assert refusal_rule(tmp_path, {"api.json": document, **files, "f9.json": {"a": STRING}}) == "too-large"


def refusal_rule(folder: Path, files: dict[str, Any]) -> str:
    with pytest.raises(SpecloomError) as caught:
        normalise_file(write(folder, files))
    return caught.value.findings[0].rule


@pytest.mark.parametrize(
    "files",
    [
        {"a.json": ref("b.json"), "b.json": ref("a.json")},
        {"a.json": ref("a.json")},
        {"a.json": ref("#")},
        {"a.json": {"properties": ref("#/properties")}},
        {"a.json": ref("api.json#/x"), "api.json": {**garden(ref("a.json")), "x": ref("a.json")}},
        {"a.json": [ref(f"#/{i + 1}") for i in range(10_000)], "api.json": garden(ref("a.json#/0"))},
        {"api.json": {**garden(ref("#/x")), "x": ref("#/y"), "y": ref("#/x")}},
    ],
)
def test_references_that_only_lead_on_are_refused(files: dict[str, Any], tmp_path: Path):
    finding = refusal(tmp_path, {"api.json": garden(ref("a.json")), **files})
    assert finding.rule == "circular-reference"
    assert finding.remedy


def test_long_chains_and_circles_of_schemas_end(tmp_path: Path):
    chain = [thing(next=ref(f"#/{i + 1}")) for i in range(2_000)]
    assert len(components(normal(tmp_path, garden(ref("a.json#/0")), a=[*chain, thing(next=ref("#/0"))]))) == 2_001


def test_deep_nesting_is_bounded(tmp_path: Path):
    deep: dict[str, Any] = STRING
    for _ in range(60):
        deep = thing(n=deep)
    assert normal(tmp_path, garden(ref("a.json")), a=deep)
    for _ in range(60):
        deep = thing(n=deep)
    assert refusal(tmp_path, {"api.json": garden(ref("a.json")), "a.json": deep}).rule == "too-deep"


def test_a_path_that_calls_back_to_itself_ends(tmp_path: Path):
    item = {"get": {**answer(STRING), "callbacks": {"c": {"e": ref("item.json")}}}}
    form = normal(tmp_path, {**head(), "paths": {"/plants": ref("item.json")}}, item=item)
    assert any("callback of itself" in finding.message for finding in form.findings)

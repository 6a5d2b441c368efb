from __future__ import annotations

import base64
import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from vcr.serialize import deserialize
from vcr.serializers import yamlserializer

from generator.contract.cassettes.cassette import Call, Cassette, load_cassette, read_cassette
from generator.contract.cassettes.cassette_dump import cassette_path, dump_cassette, write_cassette
from generator.document.findings import SpecloomError
from generator.exchange.messages import Interaction, Request, Response

from .planted import ITEM, PNG, document, exchange, recording
from .recordings import cassettes, name

# What one version of YAML, or a writer in a hurry, takes for something else than text.
TRICKY = [
    "no", "Yes", "on", "OFF", "y", "~", "null", "", "=", "<<", "1_000", "017", "0o17", "0x1F", "0b11", "1:30", "12:30:45",
    "1e5", "1.", ".5", "-.inf", ".nan", "2026-01-01", "2026-01-01T00:00:00Z", "True", "a: b", "# x", "- a", " lead",
    "trail ", "a\nb", "a\nb\n", "\na", " a\nb", "a \nb", "a\r\nb", "\t", "é\x85", "\u2028", "\ufeff", "😀", "\x00", "\x7f",
    "a" * 200, "word " * 40, "---", "...", "a\n---\nb", "'", '"', "!a", "&a", "*a", "%a", "@a", "`a", "{a", "[a", "|", "?",
]  # fmt: skip


def written(folder: Path, cassette: Cassette, *secrets: str) -> Path:
    return write_cassette(folder, cassette, secrets=secrets, document=document())


def as_vcrpy_reads(text: str) -> list[Interaction]:
    requests, responses, _ = deserialize(text, yamlserializer)
    return [
        Interaction(
            Request(request.method, request.uri, tuple(request.headers.items()), request.body or b""),
            Response(
                response["status"]["code"],
                tuple((key, value) for key, values in response["headers"].items() for value in values),
                response["body"]["string"],
            ),
        )
        for request, response in zip(requests, responses, strict=True)
    ]


@pytest.mark.parametrize("cassette", cassettes(), ids=name)
def test_the_committed_recordings_are_written_as_they_are(cassette: Cassette) -> None:
    """But for spaces at the ends of lines, and for reason phrases, which say nothing."""

    def plain(text: str) -> str:
        return re.sub(r"message: .*", "", re.sub(r" +\n", "\n", re.sub(r"uri: *\n +", "uri: ", text)))

    text = dump_cassette(cassette)
    assert plain(text) == plain(cassette.path.read_text(encoding="utf-8"))
    assert read_cassette(text, cassette.path) == cassette
    assert as_vcrpy_reads(text) == list(cassette.interactions)


def test_whatever_a_text_is_both_readers_read_it_again() -> None:
    seeded = random.Random(4)
    signs = " \n\t:#-'\"{}[],&*!|>%@`?a1.eEnoy~=\\\r\x00é\u2028😀\x85\ufeff_+0x<"
    made = ["".join(seeded.choices(signs, k=seeded.choice((3, 12, 150)))) for _ in range(300)]
    for text in TRICKY + made:
        body = text.encode()
        recorded = exchange(sent=b"x" + body, body=body, headers={"A": text}, answered={"B": text})
        cassette = recording(recorded, call=Call("items.get", {"a": text, "b": [{text: None}]}, {"c": text}))
        again = dump_cassette(cassette)
        assert read_cassette(again, cassette.path) == cassette
        assert as_vcrpy_reads(again) == [recorded]


@pytest.mark.parametrize("value", [1.5, 1e16, 1e-7, -0.0, 1e300, 12345678901234567890123, True, None, [], {}, [[1]]])
def test_arguments_keep_their_kinds(value: Any) -> None:
    cassette = recording(call=Call("items.get", {"a": value}, {}))
    text = dump_cassette(cassette)
    assert read_cassette(text, cassette.path).call.arguments == {"a": value}
    assert deserialize(text, yamlserializer)[2]["call"]["arguments"] == {"a": value}


def test_bytes_that_are_no_text_are_written_as_vcrpy_does() -> None:
    recorded = exchange(method="POST", sent=PNG * 20, sent_as="image/png", body=b"\xff", body_as="image/png")
    cassette = recording(exchange(), recorded, exchange(body="binary"))
    text = dump_cassette(cassette)
    assert text.count("!!binary") == 2
    assert read_cassette(text, cassette.path) == cassette
    assert as_vcrpy_reads(text) == list(cassette.interactions)
    theirs = yamlserializer.serialize(yamlserializer.deserialize(text))
    assert read_cassette(theirs, cassette.path) == cassette


def test_binary_by_its_long_name_is_read_and_through_an_alias_refused() -> None:
    text = dump_cassette(recording(exchange(body=b"\xff\xfe", body_as="image/png")))
    assert text.count("!!binary |") == 1
    coded = base64.b64encode(b"\xff\xfe").decode()
    long = re.sub(r"!!binary \|\n\s+\S+", f"!<tag:yaml.org,2002:binary> {coded}", text)
    assert read_cassette(long, recording().path).interactions[0].response.body == b"\xff\xfe"
    alias = text.replace("body: null", "body: &a !!binary /w==").replace(f"!!binary |\n          {coded}", "*a")
    with pytest.raises(SpecloomError):
        read_cassette(alias, recording().path)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("string: ''", "string: !!binary '*'", True),
        ("note: Made up.", "note: !!binary aGk=", True),
        ("- application/json", "- !!binary aGk=", True),
        ("string: ''", "string: !!python/object/apply:os.getcwd []", True),
    ],
)
def test_a_tag_elsewhere_or_on_what_is_no_base64_is_an_error(tmp_path: Path, old: str, new: str, line: bool) -> None:
    path = cassette_path(tmp_path, "vault", "items.get", "success")
    path.parent.mkdir(parents=True)
    path.write_text(dump_cassette(recording()).replace(old, new), encoding="utf-8")
    with pytest.raises(SpecloomError) as caught:
        load_cassette(path)
    assert (caught.value.findings[0].place.line is not None) == line


def test_a_cassette_is_written_where_its_names_say_and_read_there(tmp_path: Path) -> None:
    path = written(tmp_path / "new" / "fixtures", recording())
    assert path == tmp_path / "new" / "fixtures" / "vault" / "items.get" / "success.yaml"
    assert load_cassette(path) == recording(path=path)
    assert [child.name for child in path.parent.iterdir()] == ["success.yaml"]


def test_writing_again_gives_the_same_bytes_and_replaces_the_whole_file(tmp_path: Path) -> None:
    long = recording(exchange(body={"list": list(range(5000))}))
    first = written(tmp_path, long).read_bytes()
    assert written(tmp_path, long).read_bytes() == first
    assert written(tmp_path, recording()).read_text(encoding="utf-8") == dump_cassette(recording())


def test_what_is_there_and_is_no_cassette_is_never_overwritten(tmp_path: Path) -> None:
    path = written(tmp_path, recording())
    for text in ("", "metadata: {}\n", "a: [\n", "\x00"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(SpecloomError) as caught:
            written(tmp_path, recording())
        assert caught.value.findings[0].place.file == str(path)
        assert path.read_text(encoding="utf-8") == text
    path.unlink()
    path.mkdir()
    with pytest.raises(SpecloomError):
        written(tmp_path, recording())


def test_with_a_secret_in_it_nothing_is_written_and_what_was_there_stays(tmp_path: Path) -> None:
    leaking = recording(exchange(body={"a": "open-sesame-77"}))
    with pytest.raises(SpecloomError) as caught:
        written(tmp_path, leaking, "open-sesame-77")
    assert list(tmp_path.iterdir()) == []
    (finding,) = caught.value.findings
    assert (finding.rule, finding.place.pointer) == ("leaked-secret", "/interactions/0/response/body/string/a")
    assert "sesame" not in str(caught.value)
    path = written(tmp_path, recording())
    with pytest.raises(SpecloomError):
        written(tmp_path, leaking, "open-sesame-77")
    assert load_cassette(path) == recording(path=path)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("vendor", ".."),
        ("vendor", "a/b"),
        ("vendor", ""),
        ("vendor", "Vault"),
        ("vendor", "vault\n"),
        ("operation", "../items"),
        ("operation", "items/.."),
        ("operation", "."),
        ("operation", "items..get"),
        ("operation", "/items"),
        ("operation", "a" * 300),
        ("case", "../success"),
        ("case", "a/b"),
        ("case", "success.yaml"),
        ("case", "Success"),
        ("case", "süß"),
        ("case", "a\x00"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, what: str, text: str) -> None:
    with pytest.raises(SpecloomError) as caught:
        written(tmp_path / "inner", replace(recording(), **{what: text}))
    assert caught.value.findings[0].rule == "invalid-name"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("link", ["vault", "vault/items.get", "vault/items.get/success.yaml"])
def test_a_link_is_not_followed(tmp_path: Path, link: str) -> None:
    outside = written(tmp_path / "outside", recording())
    target = {"vault": outside.parent.parent, "vault/items.get": outside.parent}.get(link, outside)
    (tmp_path / "inner" / link).parent.mkdir(parents=True)
    (tmp_path / "inner" / link).symlink_to(target)
    before = outside.read_bytes()
    with pytest.raises(SpecloomError):
        written(tmp_path / "inner", recording(note="Another."))
    assert outside.read_bytes() == before


@pytest.mark.parametrize(
    "cassette",
    [
        recording(Interaction(Request("GET", ITEM, (("A", "1"), ("A", "2"))), Response(200))),
        recording(Interaction(Request("get", ITEM), Response(200))),
        recording(Interaction(Request("GET", "https://u:p@vault.example/"), Response(200))),
        recording(Interaction(Request("GET", ITEM), Response(999))),
        recording(call=Call("items.list", {}, {})),
        recording(call=Call("items.get", {"__init__": 1}, {})),
        recording(call=Call("items.get", {"a": float("nan")}, {})),
        recording(call=Call("items.get", {"a": {1: 2}}, {})),
        recording(call=Call("items.get", {"a": object()}, {})),
        recording(call=Call("items.get", {"a": "\ud800"}, {})),
        recording(call=Call("items.get", {"a": (1, 2)}, {})),
        recording(provenance="somewhere"),
        recording(note=" "),
        recording(retries=-1),
    ],
)
def test_what_could_not_be_read_back_is_refused(tmp_path: Path, cassette: Cassette) -> None:
    with pytest.raises(SpecloomError):
        written(tmp_path, cassette)
    assert list(tmp_path.iterdir()) == []

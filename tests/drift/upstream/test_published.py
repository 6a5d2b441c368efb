"""A document that a vendor publishes, as it was captured and as it is today."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.document import dump, load
from generator.drift.comparing import compare
from generator.drift.upstream import Upstream, read_upstream
from generator.drift.upstream.published import with_sentences
from generator.extract import extract
from generator.extract.prose import digest
from generator.extract.provenance import SOURCE
from generator.workspace.vendor import load_vendor

PIERS = 120
DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Piers", "version": "1", "description": "All of the piers."},
    "servers": [{"url": "https://piers.example"}],
    "paths": {
        f"/piers/{number}": {
            "get": {
                "summary": f"Show pier {number}",
                "description": f"Shows the pier of the number {number}",
                "responses": {"204": {"description": "There it is"}},
            }
        }
        for number in range(PIERS)
    },
    "components": {"schemas": {"Pier": {"type": "object", "properties": {"name": {"type": "string"}}}}},
}
YAML = dump.dumps(DOCUMENT)
JSON = json.dumps(DOCUMENT)


def changed(**parts: Any) -> str:
    return dump.dumps({**DOCUMENT, **parts})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a vendor whose document is captured."""
    made = tmp_path / "piers"
    (made / "captured").mkdir(parents=True)
    described = {
        "vendor": "piers", "title": "Piers",
        "sources": [{"captured": "piers.yaml", "page": "openapi.yaml", "dialect": "openapi"}],
        "package": {"distribution": "piers-client", "import": "piers_client", "client": "Piers", "version": "1.0.0"},
    }  # fmt: skip
    (made / "vendor.yaml").write_text(dump.dumps(described))
    (made / "captured" / "piers.yaml").write_text(dump.dumps(extract(YAML, "openapi.yaml").document))
    return made


def read(folder: Path, text: str) -> Upstream:
    return read_upstream(load_vendor(folder), lambda _: text)


def rules(upstream: Upstream) -> list[str]:
    return [each.rule for each in upstream.findings]


def test_the_same_document_is_no_change(folder: Path):
    for text in (YAML, JSON, f"# a remark\n{YAML}", f"\ufeff{JSON}"):
        upstream = read(folder, text)
        assert (upstream.findings, upstream.prose, upstream.readable) == ((), [], True)
        assert upstream.base == upstream.resolved
        [(path, captured)] = upstream.captured.items()
        assert path == folder / "captured" / "piers.yaml"
        assert (captured == path.read_text()) == (text == YAML), "the text has another hash"


def test_where_all_is_reworded_that_is_one_change(folder: Path):
    text = YAML.replace("Shows the pier", "Describes the pier").replace("Show pier", "Have 7 for")
    upstream = read(folder, text)
    assert [(each.id, each.subject, len(each.operations)) for each in upstream.prose] == [
        ("prose-changed", "120 sentences of openapi.yaml", PIERS)
    ] * 2
    assert [each.message.partition(";")[0] for each in upstream.prose] == [
        "changed, and their numbers",
        "changed in words alone",
    ]
    assert "/paths/~1piers~10/get/description, /paths/~1piers~11/get/description" in upstream.prose[1].message
    same = read(folder, text)
    assert same.prose == upstream.prose
    other = read(folder, text.replace("Describes the pier", "Tells of the pier"))
    assert len({each.fingerprint for each in (*upstream.prose, *other.prose)}) == 3, "acceptances are about one state"


def test_a_few_are_told_one_by_one(folder: Path):
    upstream = read(folder, YAML.replace("Show pier 1\n", "Show this pier 1\n").replace("All of the", "All"))
    assert [(each.id, each.subject, each.operations) for each in upstream.prose] == [
        ("prose-changed", "sentence at /info/description", ()),
        ("prose-changed", "sentence at /paths/~1piers~11/get/summary", ("GET /piers/1",)),
    ]


def test_the_sentences_are_those_of_the_specification():
    properties = {"description": {"type": "string", "description": "Of the property."}}
    flows = {"clientCredentials": {"tokenUrl": "https://a.example", "scopes": {"read": "May read."}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1", "summary": "Of the API."},
        "components": {
            "schemas": {"A": {"properties": properties, "example": {"description": "Of no part."}}},
            "securitySchemes": {"o": {"type": "oauth2", "flows": flows}},
        },
        "x-own": {"description": "Of a tool."},
    }
    assert with_sentences(document)[SOURCE]["prose"] == {
        "/info/summary": digest("Of the API."),
        "/components/schemas/A/properties/description/description": digest("Of the property."),
        "/components/securitySchemes/o/flows/clientCredentials/scopes/read": digest("May read."),
    }


BOMB = "".join(f"{chr(99 + n)}: &{chr(99 + n)} [{', '.join([f'*{chr(98 + n)}'] * 20)}]\n" for n in range(8))
GONE: dict[str, tuple[str, str, str]] = {
    "empty": ("", "page-changed", "it is empty"),
    "blank": (" \n", "page-changed", "it is empty"),
    "HTML": ("<!DOCTYPE html><title>Sign in</title>", "page-changed", "it is HTML"),
    "other JSON": ('{"error": "not found"}', "page-changed", "is no OpenAPI document any more"),
    "a list": ("[]", "page-changed", "is no OpenAPI document any more"),
    "words": ("Moved to another place.", "page-changed", "is no OpenAPI document any more"),
    "torn YAML": (YAML[:200] + '\n"', "page-changed", "torn"),
    "torn JSON": (JSON[:900], "page-changed", "torn"),
    "unknown version": (YAML.replace("3.0.3", "4.0.0"), "page-changed", "is a document of OpenAPI 4.0 now"),
    "nothing in it": (changed(paths={}, components={}), "page-changed", "states what cannot be used"),
    "a list of paths": (changed(paths=[{"a": 1}]), "page-changed", "states what cannot be used"),
    "many aliases": (f"openapi: 3.0.3\na: &a [x, x]\nb: &b [*a, *a]\n{BOMB}", "page-changed", "cannot be used"),
    "deep": (f'{{"openapi": "3.0.3", "paths": {"[" * 5000}{"]" * 5000}}}', "page-changed", "cannot be used"),
    "half a pair": ('{"openapi": "3.0.3", "info": {"title": "\\ud800"}, "paths": {"/a": 1}}', "page-changed", "be used"),
    "a tag of Python": ("openapi: 3.0.3\npaths: !!python/object:os.system {}\n", "page-changed", "torn"),
    "a circle": (
        changed(paths={"/a": {"get": {"parameters": [{"$ref": "#/components/parameters/a"}], "responses": {}}}},
                components={"parameters": {"a": {"$ref": "#/components/parameters/a"}}}),
        "pages-do-not-fit", "does not go together"),
    "no such parameter": (
        changed(paths={"/a": {"get": {"parameters": [{"$ref": "#/components/parameters/a"}], "responses": {}}}}),
        "pages-do-not-fit", "does not go together"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "said"), GONE.values(), ids=GONE)
def test_what_is_no_document_any_more_says_who_changed(folder: Path, text: str, rule: str, said: str):
    upstream = read(folder, text)
    first, *others = upstream.findings
    assert (first.rule, said in first.message) == (rule, True), first
    assert others, "and why"
    assert all(each.place.file for each in others)
    assert (upstream.readable, upstream.base == upstream.resolved) == (False, True)


def test_the_reader_is_to_blame_for_what_it_has_read_before(folder: Path, monkeypatch: pytest.MonkeyPatch):
    path = folder / "captured" / "piers.yaml"
    known = load.load(path)
    known[SOURCE]["sha256"] = digest(JSON[:900])
    path.write_text(dump.dumps(known))
    assert rules(read(folder, JSON[:900]))[0] == "extractor-regression"
    monkeypatch.setattr(load.json_text, "MAX_NODES", -1)  # any fault of the reader's own
    assert read(folder, JSON).findings


@pytest.mark.parametrize(
    "reference",
    ["pets.yaml", "./pets.yaml#/Pet", "../../vendor.yaml", "/etc/passwd", "file:///etc/passwd", "//a.example/pet",
     "https://u:secret@pets.example/pet.json", "C:\\pets.yaml", "pets.json#"],
)  # fmt: skip
@pytest.mark.parametrize("version", ["3.0.3", "2.0"])
def test_other_documents_are_refused(folder: Path, reference: str, version: str):
    (folder / "captured" / "pets.yaml").write_text("{Pet: {type: string}}")
    schemas = {"Pet": {"type": "object", "properties": {"a": {"$ref": reference}}}}
    own = {"components": {"schemas": schemas}} if version != "2.0" else {"definitions": schemas}
    named = {"openapi": version} if version != "2.0" else {"swagger": version}
    text = json.dumps({**named, "info": DOCUMENT["info"], "paths": DOCUMENT["paths"], **own}, indent=1)
    upstream = read(folder, text)
    [found] = [each for each in upstream.findings if each.rule == "external-reference"]
    assert (found.place.file, found.place.pointer is not None) == ("openapi.yaml", True)
    assert '"$ref"' in text.splitlines()[(found.place.line or 0) - 1]
    assert "Bundle" in found.remedy
    assert "secret" not in str(found)


def test_urls_of_its_own_are_no_other_documents(folder: Path):
    schemas = {
        "Pet": {"$id": "https://pets.example/pet", "type": "string"},
        "Dog": {"type": "object", "properties": {"pet": {"$ref": "https://pets.example/pet"}}},
    }
    assert read(folder, changed(openapi="3.1.0", components={"schemas": schemas})).readable
    schemas["Cat"] = {"$ref": "https://pets.example/cat"}
    upstream = read(folder, changed(openapi="3.1.0", components={"schemas": schemas}))
    assert not upstream.readable
    assert any("pets.example/cat" in each.message and "Bundle" in each.remedy for each in upstream.findings)


def test_what_is_plain_is_mended_and_compared(folder: Path):
    """A key that is there twice, an empty text, a reference that leads nowhere: the vendor alone could correct them."""
    text = YAML.replace("description: All of the piers.", "description:").replace(
        "    Pier:\n", "    Pier: {properties: {name: {$ref: '#/components/schemas/Gone'}}}\n    Pier:\n"
    )
    upstream = read(folder, text)
    assert upstream.readable
    assert {each.severity.value for each in upstream.findings} == {"warning"}
    assert {"duplicate-key", "missing-target"} <= set(rules(upstream))
    assert load.loads(upstream.captured[folder / "captured" / "piers.yaml"], "x.yaml")["info"]["description"] is None


@pytest.mark.parametrize("version", ["3.1.0", "3.2.0"])
def test_another_version_of_the_notation_is_worth_a_look(folder: Path, version: str):
    paths: dict[str, Any] = json.loads(json.dumps(DOCUMENT["paths"]))
    if version == "3.2.0":
        paths["/piers/0"]["query"] = {"responses": {"204": {"description": "Found."}}}
        paths["/piers/0"]["additionalOperations"] = {"COPY": {"responses": {"204": {"description": "Done."}}}}
    upstream = read(folder, changed(openapi=version, paths=paths))
    assert rules(upstream) == ["page-structure-changed"]
    assert (
        f"is a document of OpenAPI {version[:3]} now, and was a document of OpenAPI 3.0" in upstream.findings[0].message
    )
    found = compare(upstream.base, upstream.resolved, today=date(2026, 1, 1))
    assert [each.operations for each in found] == (
        [("COPY /piers/0",), ("QUERY /piers/0",)] if version == "3.2.0" else []
    )

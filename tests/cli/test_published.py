"""A vendor that publishes an OpenAPI document, from `add` to `refresh`, and what may become of that document."""

from __future__ import annotations

import http.server
import json
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from generator.document import dump, load

from .project import Project, Run, refused, stamps, tree
from .publishing import DOCUMENT, Publishing, shared

CLEAN = "upstream harbour: no change\n\nopenapi.yaml harbour: no change\n\ngenerated code harbour: no change\n"
WRITTEN = "specs/harbour/captured/harbour.yaml: written\n"


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Publishing:
    return shared(tmp_path_factory)


@pytest.fixture
def harbour(published_once: Publishing, tmp_path: Path) -> Publishing:
    root = tmp_path / "publishing"
    shutil.copytree(published_once.root, root, symlinks=True)
    return Publishing(root)


def upstream(run: Run) -> dict[str, Any]:
    return json.loads(run.out)["reports"][0]


def told(run: Run) -> dict[str, tuple[str, ...]]:
    """The verdicts of the changes, by id."""
    return {each["id"]: tuple(each["verdicts"].values())[:3] for each in upstream(run)["changes"]}


def rules(run: Run) -> list[str]:
    return [each["rule"] for each in upstream(run)["findings"]]


def edited(**parts: Any) -> str:
    return dump.dumps({**load.loads(DOCUMENT, "x.yaml"), **parts})


def test_what_is_published_is_captured_as_it_is(published_once: Publishing):
    captured = load.load(published_once.captured)
    source = captured.pop("x-specloom-source")
    assert captured == load.loads(DOCUMENT, "x.yaml")
    assert (source["page"], source["dialect"], source["structure"]) == (
        "openapi.yaml", "openapi", {"layout": "openapi 3.0"},
    )  # fmt: skip
    [described] = load.load(published_once.vendor)["sources"]
    assert described == {"captured": "harbour.yaml", "page": "openapi.yaml", "dialect": "openapi"}
    code = (published_once.generated / "harbour/src/harbour_client/resources/ships.py").read_text()
    assert "The ships in the harbour, at most 100 of them." in code


def test_nothing_changed_and_nothing_is_written(harbour: Publishing):
    before, when = tree(harbour.root), stamps(harbour.root)
    assert harbour.drift("--from", harbour.page) == Run(0, CLEAN, "")
    done = harbour.refresh()
    assert (done.code, done.out.splitlines()[1]) == (0, "specs/harbour/captured/harbour.yaml: unchanged")
    assert (tree(harbour.root), stamps(harbour.root)) == (before, when)


def test_another_notation_is_no_change(harbour: Publishing, tmp_path: Path):
    page = tmp_path / "openapi.json"
    page.write_text(json.dumps(load.loads(DOCUMENT, "x.yaml")))
    assert harbour.drift("--from", page) == Run(0, CLEAN, "")


def test_a_newer_version_of_the_notation_is_worth_a_look(harbour: Publishing):
    harbour.edit(harbour.page, "openapi: 3.0.3", "openapi: 3.1.0")
    done = harbour.drift("--format", "json")
    assert (done.code, told(done), rules(done)) == (0, {}, ["page-structure-changed"])


BREAKS, SAFE = "breaking", "safe"
DELETE = DOCUMENT[DOCUMENT.index("    delete:\n") : DOCUMENT.index("components:\n")]
DOCKS = "  /docks:\n    get: {operationId: listDocks, responses: {'204': {description: None.}}}\n"
BERTH = "        - {name: berth, in: query, required: true, schema: {type: string}}\n"
Told = dict[str, tuple[str, str, str]]
# What the vendor does, the edit, then what is told: ids with their verdicts on wire, source and behaviour, and the symbols.
CHANGES: list[tuple[str, str, str, Told, list[str]]] = [
    ("removed operation", DELETE, "",
     {"api-removed-without-deprecation": (BREAKS, BREAKS, SAFE)}, ["Harbour.ships.delete"]),
    ("new required parameter", "        - {name: limit", f"{BERTH}        - {{name: limit",
     {"new-required-request-parameter": (BREAKS, BREAKS, SAFE)},
     ["Harbour.ships.list", "Harbour.ships.list(berth)"]),
    ("value added to an enum", "[barge, tug]", "[barge, tug, ferry]",
     {"request-parameter-enum-value-added": (SAFE, SAFE, SAFE), "response-property-enum-value-added": (SAFE, SAFE, SAFE)},
     ["Harbour.ships.list(kind)", "models.Kind", "models.Ship.kind"]),
    ("value taken from an enum", "[barge, tug]", "[barge]",
     {"request-parameter-enum-value-removed": (BREAKS, BREAKS, SAFE),
      "response-property-enum-value-removed": (SAFE, BREAKS, SAFE)},
     ["Harbour.ships.list(kind)", "models.Kind", "models.Ship.kind"]),
    ("moved server", "harbour.example/v1", "harbour.example/v2",
     {"api-server-url-changed": (BREAKS, SAFE, SAFE)}, ["Harbour"]),
    ("renamed field", "draught: {type: number, desc", "depth: {type: number, desc",
     {"response-optional-property-removed": (SAFE, BREAKS, "risky"), "response-optional-property-added": (SAFE, SAFE, SAFE)},
     ["models.Ship.depth", "models.Ship.draught"]),
    ("lower limit", "maximum: 100", "maximum: 50",
     {"request-parameter-max-decreased": (BREAKS, SAFE, SAFE)}, ["Harbour.ships.list(limit)"]),
    ("new required field of a body", "required: [name]", "required: [name, draught]",
     {"request-property-became-required": (BREAKS, BREAKS, SAFE)},
     ["Harbour.ships.create", "Harbour.ships.create(draught)", "models.NewShip", "models.NewShip.draught"]),
    ("another type", "draught: {type: number}", "draught: {type: string}",
     {"request-property-type-changed": (BREAKS, BREAKS, SAFE)},
     ["Harbour.ships.create(draught)", "models.NewShip.draught"]),
    ("new operation", "components:\n", f"{DOCKS}components:\n",
     {"endpoint-added": (SAFE, SAFE, SAFE)}, ["Harbour.docks.list"]),
    ("reworded description", "The ships in the harbour, at most", "All the ships, up to",
     {"prose-changed": (SAFE, SAFE, SAFE)}, ["Harbour.ships.list"]),
    ("summary that is gone", "      summary: Get a ship.\n", "",
     {"prose-removed": (SAFE, SAFE, SAFE)}, ["Harbour.ships.get"]),
    ("number in a description", "limited to 600", "limited to 60", {"prose-changed": (SAFE, SAFE, SAFE)}, []),
]  # fmt: skip


def test_changes_are_told_with_their_verdicts_and_what_they_hit(harbour: Publishing):
    together = [each for each in CHANGES if each[0] != "value taken from an enum"]  # to which another adds one
    for _, old, new, _, _ in together:
        harbour.edit(harbour.page, old, new)
    done = harbour.drift("--format", "json")
    expected = [pair for each in together for pair in each[3].items()]
    found = [(each["id"], tuple(each["verdicts"].values())[:3]) for each in upstream(done)["changes"]]
    assert (done.code, done.err, rules(done)) == (1, "", [])
    assert sorted(found) == sorted(expected)
    hit = {symbol for each in upstream(done)["changes"] for symbol in each["symbols"]}
    assert hit == {f"harbour_client.{symbol}" for each in together for symbol in each[4]}


@pytest.mark.soak
@pytest.mark.parametrize(("_about", "old", "new", "expected", "symbols"), CHANGES, ids=[each[0] for each in CHANGES])
def test_a_change_alone_is_told_with_its_verdicts_and_what_it_hits(
    harbour: Publishing, _about: str, old: str, new: str, expected: Told, symbols: list[str]
):
    harbour.edit(harbour.page, old, new)
    done = harbour.drift("--format", "json")
    assert (told(done), rules(done), done.err) == (expected, [], "")
    hit = {symbol for each in upstream(done)["changes"] for symbol in each["symbols"]}
    assert hit == {f"harbour_client.{symbol}" for symbol in symbols}
    assert done.code == any(BREAKS in verdicts for verdicts in expected.values())


def test_it_is_taken_over_and_generated(harbour: Publishing):
    harbour.edit(harbour.page, "maximum: 100", "maximum: 50")
    harbour.edit(harbour.page, "As painted on the bow.", "As it is painted on the bow.")
    done = harbour.refresh()
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("upstream harbour: 1 breaking, 0 risky, 1 safe, next version ")
    assert "sentence at /components/schemas/Ship/properties/name/description: changed in words alone" in done.out
    assert ", at 2 places" in done.out
    assert done.out.endswith(WRITTEN)
    assert "As it is painted" in harbour.captured.read_text()
    assert harbour.run("generate").out == "harbour: written\n"
    assert harbour.drift() == Run(0, CLEAN, "")


OVERLAY = """\
overlay: 1.1.0
info: {title: Harbour, version: 1.0.0}
actions:
  - target: $.paths['/ships'].get.parameters[?@.name == 'limit'].schema
    description: The description of the operation says so.
    x-specloom-rests-on: [/paths/~1ships/get/description]
    update: {minimum: 1}
  - target: $.components.schemas.Ship.properties.name
    description: Text only.
    update: {description: The name on the bow.}
"""


@pytest.mark.soak
def test_what_rests_on_a_sentence_is_named(harbour: Publishing):
    harbour.overlay.write_text(OVERLAY)
    harbour.edit(harbour.page, "at most 100", "at most 90")
    harbour.edit(harbour.page, "As painted", "As it is painted")
    done = harbour.drift("--format", "json")
    rested = {each["message"]: each["verdicts"]["behaviour"] for each in upstream(done)["changes"]}
    assert rested == {
        "changed, and its numbers from 100 to 90; openapi.yaml; on it rest action 1 of overlay.yaml (line 4)": "risky",
        "changed in words alone; openapi.yaml, at 2 places; it is told by action 2 of overlay.yaml (line 8)": SAFE,
    }
    assert rules(done) == []
    harbour.edit(harbour.overlay, "~1ships/get/desc", "~1ships/put/desc")
    assert rules(harbour.drift("--format", "json")) == ["idle-link"]


SWAGGER = {
    "swagger": "2.0",
    "info": {"title": "Yard", "version": "1"},
    "host": "yard.example",
    "schemes": ["https"],
    "paths": {
        "/crates": {
            "post": {
                "operationId": "createCrate",
                "consumes": ["application/json"],
                "parameters": [
                    {
                        "name": "crate",
                        "in": "body",
                        "description": "The crate.",
                        "schema": {"$ref": "#/definitions/Crate"},
                    }
                ],
                "responses": {"204": {"description": "Made."}},
            }
        }
    },
    "definitions": {
        "Crate": {"type": "object", "properties": {"label": {"type": "string", "description": "What stands on it."}}}
    },
}


@pytest.mark.soak
def test_swagger_is_told_in_the_words_of_openapi_3(tmp_path: Path):
    yard = Publishing.begin(tmp_path / "yard", json.dumps(SWAGGER), "swagger.json")
    page = yard.pages / "swagger.json"
    assert load.load(yard.captured)["swagger"] == "2.0"
    page.write_text(page.read_text().replace("What stands on it.", "Its label.").replace("The crate.", "A crate."))
    done = yard.drift("--format", "json")
    assert sorted(each["subject"] for each in upstream(done)["changes"]) == [
        "sentence at /components/schemas/Crate/properties/label/description",
        "sentence at /paths/~1crates/post/requestBody/description",
    ]
    page.write_text(page.read_text().replace('"type": "string"', '"type": "integer"'))
    assert "request-property-type-changed" in told(yard.drift("--format", "json"))


GONE = {
    "<!DOCTYPE html><title>Sign in</title>": "it is HTML",
    DOCUMENT[:700]: "torn",
}


@pytest.mark.parametrize(("text", "said"), GONE.items(), ids=["html", "torn"])
def test_what_is_no_document_any_more_is_a_finding(harbour: Publishing, text: str, said: str):
    before = tree(harbour.folder)
    harbour.page.write_text(text)
    done = harbour.drift("--format", "json")
    first, *others = upstream(done)["findings"]
    assert (done.code, first["rule"], said in first["message"]) == (1, "page-changed", True), first
    assert others, "and why it cannot be read"
    assert upstream(done)["changes"] == []
    refused(harbour.refresh(), "captured")
    assert tree(harbour.folder) == before


OTHERS = ["pets.yaml", "https://u:secret@pets.example/pet.json"]


@pytest.mark.parametrize("reference", OTHERS)
def test_other_files_are_not_read(harbour: Publishing, tmp_path: Path, reference: str):
    (harbour.pages / "pets.yaml").write_text("{Pet: {type: string}}")
    (harbour.folder / "captured" / "pets.yaml").write_text("{Pet: {type: string}}")
    harbour.edit(harbour.page, "    Kind: {", f"    Pet: {{$ref: '{reference}'}}\n    Kind: {{")
    line = DOCUMENT.splitlines().index("    Kind: {type: string, enum: [barge, tug]}") + 1
    done = harbour.drift()
    assert (done.code, "secret" in done.out) == (1, False)
    assert f"openapi.yaml:{line} #/components/schemas/Pet/$ref: refers to " in done.out
    assert "Bundle" in done.out
    shutil.rmtree(harbour.folder)
    refused(harbour.call("add", "harbour", "--from", harbour.page), f":{line} #/components/schemas/Pet/$ref", "Bundle")
    assert not harbour.folder.exists()


def test_what_is_wrong_and_plain_is_mended_with_a_warning(tmp_path: Path):
    """A key that is there twice, an empty text, a reference that leads nowhere: nobody but the vendor can correct them."""
    text = DOCUMENT.replace("  schemas:\n", "  schemas:\n    Kind: {type: string, enum: [barge]}\n")
    text = text.replace("description: Everything that floats. Calls are limited to 600 a minute.", "description: null")
    text = text.replace("draught: {type: number}", "draught: {$ref: '#/components/schemas/Depth'}")
    project = Project.make(tmp_path / "project")
    page = tmp_path / "openapi.yaml"
    page.write_text(text)
    done = project.call("add", "harbour", "--from", page)
    assert done.code == 0, done
    for said in ("twice in one mapping", "#/info/description", "'#/components/schemas/Depth', which does not exist"):
        assert f"{said}" in done.err
    assert done.err.count("warning: ") == 3
    again = project.call("drift", "harbour", "--from", page, "--format", "json")
    assert told(again) == {}
    assert set(rules(again)) <= {"duplicate-key", "mended", "missing-target"}
    assert project.call("normalise", "harbour").code == 0


@pytest.mark.soak
def test_the_overlay_can_add_what_is_missing(harbour: Publishing):
    harbour.edit(harbour.page, "- {name: limit,", "- {$ref: '#/components/parameters/Berth'}\n        - {name: limit,")
    done = harbour.drift("--format", "json")
    assert (done.code, rules(done)[0]) == (1, "pages-do-not-fit")
    assert "#/components/parameters/Berth" in done.out
    harbour.overlay.write_text(
        "overlay: 1.1.0\ninfo: {title: Harbour, version: 1.0.0}\nactions:\n  - target: $.components\n"
        "    description: The document refers to it.\n    update: {parameters: {Berth: {name: berth, in: query, schema: "
        "{type: string}}}}\n"
    )
    done = harbour.drift("--format", "json")
    assert (done.code, told(done)) == (0, {"new-optional-request-parameter": (SAFE, SAFE, SAFE)})
    assert harbour.refresh().code == 0


HOSTILE = ["../../../up", '"""+__import__("os").system("x")+"""', "{{7*7}}", "a\u202eb", "C:\\x", "x" * 3000]


@pytest.mark.parametrize("payload", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.soak
def test_names_in_the_document_name_no_file(tmp_path: Path, payload: str):
    parts = json.loads(json.dumps(load.loads(DOCUMENT, "x.yaml")).replace('"ships"', json.dumps(payload)))
    parts["info"] = {"title": payload, "version": payload, "description": payload}
    parts["x-specloom-source"] = {"page": payload, "dialect": payload, "prose": {payload: payload}}
    harbour = Publishing.begin(tmp_path / "hostile", dump.dumps(parts))
    assert [*tree(harbour.folder)] == ["captured/harbour.yaml", "vendor.yaml"]
    assert [path.name for path in tmp_path.iterdir()] == ["hostile"]
    assert harbour.drift().out.startswith("upstream harbour: no change\n")
    source = load.load(harbour.captured)["x-specloom-source"]
    assert (source["page"], "prose" in source) == ("openapi.yaml", False)


def test_it_is_extracted_as_it_is(harbour: Publishing, tmp_path: Path):
    done = harbour.call("extract", harbour.page, "--out", tmp_path / "out.yaml")
    assert (done.code, done.out) == (0, f"{tmp_path / 'out.yaml'}: 4 operations from openapi\n")
    assert (tmp_path / "out.yaml").read_bytes() == harbour.captured.read_bytes()


def test_a_page_of_html_in_its_place_is_the_vendors_change(harbour: Publishing):
    """The server says so, whatever the text looks like."""

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<html><body>Sign in</body></html>")

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        done = harbour.drift("--from", f"http://127.0.0.1:{server.server_port}/openapi.yaml", "--format", "json")
        server.shutdown()
        thread.join()
    assert (done.code, rules(done)) == (1, ["page-changed", "not-openapi"])

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from generator.cli.add import page_source
from generator.document import load

from .project import DOCUMENT, Project, refused, tree


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The URL of a document on this machine."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "openapi.yaml").write_text(DOCUMENT)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path / "site")) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/openapi.yaml"
        server.shutdown()
        thread.join()


def test_a_document_becomes_a_vendor_that_generates(project: Project, tmp_path: Path):
    source = tmp_path / "source.yaml"
    source.write_text(DOCUMENT)
    done = project.run("add", "yard", "--from", str(source))
    assert (done.code, done.err) == (0, "")
    described = (project.root / "specs" / "yard" / "vendor.yaml").read_text()
    assert "GET /crates: crates.list" in described
    assert "environment: YARD_TOKEN" in described
    assert project.run("generate", "yard").out == "yard: written\n"
    assert (project.generated / "yard" / "src" / "yard_client" / "resources" / "crates.py").is_file()


def test_a_page_becomes_a_vendor_that_generates(project: Project, page: Path):
    assert project.run("add", "yard", "--from", str(page)).code == 0
    assert (project.root / "specs" / "yard" / "captured" / "yard.yaml").is_file()
    assert project.run("generate", "yard").code == 0


@pytest.mark.parametrize("name", ["depot", "../up", "Yard", "a b", "", "x/y"])
def test_a_name_that_is_taken_or_no_name_is_refused(project: Project, tmp_path: Path, name: str):
    source = tmp_path / "source.json"
    source.write_text(json.dumps({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}))
    before = tree(project.root)
    done = project.run("add", name, "--from", str(source))
    assert (done.code, done.err.count("error: ")) == (2, 1)
    assert tree(project.root) == before


def test_nothing_is_written_when_the_page_is_none(project: Project, tmp_path: Path):
    source = tmp_path / "source.txt"
    source.write_text("just words\n")
    before = tree(project.root)
    assert project.run("add", "yard", "--from", str(source)).code == 2
    assert tree(project.root) == before


def test_a_document_is_captured_to_be_compared_with_later_ones(project: Project, tmp_path: Path):
    source = tmp_path / "openapi.yaml"
    source.write_text(DOCUMENT)
    assert project.call("add", "yard", "--from", source).code == 0
    folder = project.root / "specs" / "yard"
    assert [*tree(folder)] == ["captured/yard.yaml", "vendor.yaml"]
    [listed] = load.load(folder / "vendor.yaml")["sources"]
    assert listed == {"captured": "yard.yaml", "page": "openapi.yaml", "dialect": "openapi"}
    done = project.call("refresh", "yard", "--from", source)
    assert (done.code, done.out.splitlines()[-1]) == (0, "specs/yard/captured/yard.yaml: unchanged")


def test_a_document_of_ones_own_is_a_source_beside_the_description(project: Project, tmp_path: Path):
    source = tmp_path / "mine.yaml"
    source.write_text(DOCUMENT)
    assert project.call("add", "yard", "--from", source, "--by-hand").code == 0
    assert [*tree(project.root / "specs" / "yard")] == ["vendor.yaml", "yard.yaml"]
    refused(project.call("drift", "yard", "--from", source), "specloom diff")
    refused(project.call("refresh", "yard"), "by hand")
    source.write_text("# A page\n")
    refused(project.call("add", "mole", "--from", source, "--by-hand"), "[not-openapi]")
    refused(
        project.call("add", "mole", "--from", source, "--by-hand", "--dialect", "openapi"), "--by-hand and --dialect"
    )


def test_a_document_from_standard_input_or_this_machine_has_no_url(project: Project, site: str):
    assert project.call("add", "yard", "--from", "-", stdin=DOCUMENT).code == 0
    [listed] = load.load(project.root / "specs" / "yard" / "vendor.yaml")["sources"]
    assert listed == {"captured": "yard.yaml", "page": "yard.txt", "dialect": "openapi"}
    assert project.call("add", "mole", "--from", site).code == 0
    [listed] = load.load(project.root / "specs" / "mole" / "vendor.yaml")["sources"]
    assert listed == {"captured": "mole.yaml", "page": "openapi.yaml", "dialect": "openapi"}
    for _ in range(2):  # the second time it is asked for on a condition
        done = project.call("refresh", "mole", "--from", site)
        assert (done.code, done.out.splitlines()[0]) == (0, "upstream mole: no change")


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("https://a.example/v1/openapi.json?key=1", "openapi.json"),
        ("https://a.example/", "yard.txt"),
        ("https://a.example/api%20docs", "yard.txt"),
        ("https://a.example/..", "yard.txt"),
        ("https://a.example/" + "x" * 200, "yard.txt"),
    ],
)
def test_a_url_is_kept_and_names_the_page(name: str, page: str):
    assert page_source(name, "yard", "openapi") == {
        "captured": "yard.yaml", "page": page, "url": name, "dialect": "openapi",
    }  # fmt: skip


def test_paths_and_methods_of_any_kind_can_be_named(project: Project, tmp_path: Path):
    answer = {"responses": {"204": {"description": "Done."}}}
    paths = {
        "/a?b=c": {"get": answer},
        "/a#b": {"post": answer},
        "/in port": {"get": answer},
        "/import": {"get": answer},
    }
    document = {"openapi": "3.1.0", "info": {"title": "T\u202e" * 900, "version": "1"}, "paths": paths}
    source = tmp_path / "openapi.json"
    source.write_text(json.dumps(document))
    done = project.call("add", "yard", "--from", source)
    assert (done.code, done.err) == (0, "")
    assert project.call("normalise", "yard").code == 0
    described = load.load(project.root / "specs" / "yard" / "vendor.yaml")
    assert {*described["operations"]} == {"GET /a?b=c", "POST /a#b", "GET /in port", "GET /import"}
    assert described["operations"]["GET /import"].startswith("import_.")

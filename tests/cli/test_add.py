from __future__ import annotations

import json
from pathlib import Path

import pytest

from .project import DOCUMENT, Project, tree


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

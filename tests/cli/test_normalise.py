from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.document.load import loads

from .project import DOCUMENT, Project, Run, call, refused, stamps, tree


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "crates.yaml"
    path.write_text(DOCUMENT)
    return path


def test_a_vendor_is_written_beside_its_inputs(fresh: Project):
    assert fresh.run("normalise") == Run(0, "depot: openapi.yaml written\n", "")
    form = loads(fresh.form.read_text(), "openapi.yaml")
    assert form["paths"]["/crates"]["get"]["operationId"] == "crates_list"
    assert not fresh.generated.exists()


def test_a_file_goes_to_standard_output_and_is_stable(file: Path):
    first = call("normalise", file, cwd=file.parent)
    assert (first.code, first.err) == (0, "")
    again = file.with_name("again.yaml")
    again.write_text(first.out)
    assert call("normalise", again, cwd=file.parent).out == first.out


def test_a_relative_file_name_works(file: Path):
    assert call("normalise", file.name, cwd=file.parent).code == 0


def test_json_is_read_as_well(file: Path):
    twin = file.with_suffix(".json")
    twin.write_text(json.dumps(loads(DOCUMENT, "crates.yaml")))
    assert call("normalise", twin, cwd=file.parent).out == call("normalise", file, cwd=file.parent).out


def test_out_writes_a_file(file: Path, tmp_path: Path):
    out = tmp_path / "new" / "form.yaml"
    done = call("normalise", file, "--out", out, cwd=tmp_path)
    assert (done.code, done.out) == (0, "")
    assert out.read_text() == call("normalise", file, cwd=tmp_path).out


@pytest.mark.parametrize("what", [[], ["depot"]])
def test_out_to_standard_output_writes_nothing(project: Project, what: list[str]):
    before = stamps(project.root)
    done = project.call("normalise", *what, "--out", "-")
    assert done.out == project.form.read_text()
    assert stamps(project.root) == before


def test_out_takes_one_document(project: Project):
    project.add_vendor("shed")
    before = tree(project.root)
    refused(project.call("normalise", "--out", "x.yaml"), "--out")
    assert tree(project.root) == before


def test_the_resolved_form_keeps_the_names_of_the_vendor(file: Path):
    done = call("normalise", file, "--resolved", cwd=file.parent)
    resolved = loads(done.out, "resolved.yaml")
    assert "operationId" not in resolved["paths"]["/crates"]["get"]
    assert resolved["openapi"].startswith("3.1")


def test_explain_tells_what_became_of_what(project: Project):
    before = stamps(project.root)
    done = project.call("normalise", "--explain")
    assert done.code == 0
    lines = done.out.splitlines()
    assert any("#/paths/~1crates/get/operationId" in line and "crates_list" in line for line in lines)
    assert all(line.startswith("depot #/") and line.endswith("]") for line in lines)
    assert stamps(project.root) == before


def test_check_finds_a_difference_and_writes_nothing(project: Project):
    assert project.call("normalise", "--check").code == 0
    project.form.write_text("openapi: 3.1.0\n")
    before = stamps(project.root)
    done = project.call("normalise", "--check")
    assert done.code == 1
    assert "specs/depot/openapi.yaml: is not what its inputs give" in done.err
    assert stamps(project.root) == before
    project.form.unlink()
    assert project.call("normalise", "--check").code == 1


def test_check_of_a_file_tells_whether_it_is_in_the_normal_form(file: Path):
    assert call("normalise", file, "--check", cwd=file.parent).code == 1
    form = file.with_name("form.yaml")
    form.write_text(call("normalise", file, cwd=file.parent).out)
    assert call("normalise", form, "--check", cwd=file.parent).code == 0


@pytest.mark.parametrize(
    "options", [["--check", "--explain"], ["--check", "--out", "x.yaml"], ["--explain", "--out", "x.yaml"]]
)
def test_options_that_exclude_each_other_are_refused(project: Project, options: list[str]):
    before = tree(project.root)
    refused(project.call("normalise", *options), options[0])
    assert tree(project.root) == before


@pytest.mark.parametrize("target", ["file/form.yaml", "folder"])
def test_a_file_that_cannot_be_written_is_refused(file: Path, tmp_path: Path, target: str):
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder").mkdir()
    before = tree(tmp_path)
    refused(call("normalise", file, "--out", tmp_path / target, cwd=tmp_path), str(tmp_path / target.partition("/")[0]))
    assert tree(tmp_path) == before


def test_a_missing_file_is_refused(tmp_path: Path):
    refused(call("normalise", "missing.yaml", cwd=tmp_path), "missing.yaml", "No such file")


def test_a_name_that_is_no_vendor_and_no_file_is_refused(project: Project):
    refused(project.call("normalise", "depto"), "'depto'", "depot")

from __future__ import annotations

from pathlib import Path

import pytest

from generator.emit.stamps import inputs, is_current, outputs, remember
from generator.workspace.paths import ProjectPaths

INPUTS = (
    "specs/depot/vendor.yaml",
    "specs/depot/overlay.yaml",
    "specs/depot/captured/crates.yaml",
    "templates/client/resource.py.jinja",
    "templates/runtime/errors.py",
    "templates/package/README.md.jinja",
    "requirements.txt",
)
OUTPUTS = ("specs/depot/openapi.yaml", "generated/depot/src/depot/models.py", "generated/depot/src/depot/py.typed")


@pytest.fixture
def paths(tmp_path: Path) -> ProjectPaths:
    for name in (*INPUTS, *OUTPUTS, "generated/shed/README.md", "specs/shed/vendor.yaml", "README.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    found = ProjectPaths(tmp_path)
    remember(found, "depot", inputs(found, "depot"))
    return found


def test_what_was_remembered_is_current(paths: ProjectPaths):
    assert is_current(paths, "depot")
    assert not is_current(paths, "shed")


@pytest.mark.parametrize("name", [*INPUTS, *OUTPUTS])
def test_a_change_of_any_input_or_output_is_seen(paths: ProjectPaths, name: str):
    (paths.root / name).write_text("changed")
    assert not is_current(paths, "depot")


@pytest.mark.parametrize("name", [*INPUTS, *OUTPUTS])
def test_a_missing_input_or_output_is_seen(paths: ProjectPaths, name: str):
    (paths.root / name).unlink()
    assert not is_current(paths, "depot")


@pytest.mark.parametrize(
    "name", ["specs/depot/captured/more.yaml", "templates/runtime/more.py", "generated/depot/more.py"]
)
def test_a_further_input_or_output_is_seen(paths: ProjectPaths, name: str):
    (paths.root / name).write_text("more")
    assert not is_current(paths, "depot")


@pytest.mark.parametrize(
    "name", ["README.md", "generated/shed/README.md", "specs/shed/vendor.yaml", "templates/runtime/__pycache__/a.pyc"]
)
def test_what_a_vendor_does_not_follow_from_makes_no_difference(paths: ProjectPaths, name: str):
    (paths.root / name).parent.mkdir(exist_ok=True)
    (paths.root / name).write_text("changed")
    assert is_current(paths, "depot")


def test_an_input_that_changed_during_the_run_is_seen(paths: ProjectPaths):
    before = inputs(paths, "depot")
    (paths.root / "specs/depot/vendor.yaml").write_text("changed meanwhile")
    remember(paths, "depot", before)
    assert not is_current(paths, "depot")


def test_stamps_tell_vendors_apart(paths: ProjectPaths):
    assert inputs(paths, "depot") != inputs(paths, "shed")
    assert outputs(paths, "depot") != outputs(paths, "shed")


def test_the_code_of_the_generator_is_an_input(paths: ProjectPaths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    package = tmp_path / "elsewhere" / "generator"
    (package / "emit").mkdir(parents=True)
    (package / "emit" / "facts.py").write_text("one")
    monkeypatch.setattr("generator.emit.stamps.__file__", str(package / "emit" / "stamps.py"))
    before = inputs(paths, "depot")
    (package / "emit" / "facts.py").write_text("two")
    assert inputs(paths, "depot") != before

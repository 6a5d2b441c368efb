"""Where things lie in a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.findings import SpecloomError
from generator.workspace.paths import ProjectPaths, find_root, vendors


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "specs").mkdir(parents=True)
    (root / "pyproject.toml").write_text("")
    return root


def test_the_root_is_found_from_anywhere_below(root: Path, monkeypatch: pytest.MonkeyPatch):
    deep = root / "specs" / "acme"
    deep.mkdir()
    assert find_root(root) == find_root(deep) == find_root(root / "not" / "yet") == root
    monkeypatch.chdir(deep)
    assert find_root(Path()) == root


def test_a_package_below_is_not_taken_for_the_root(root: Path):
    package = root / "generated" / "acme"
    package.mkdir(parents=True)
    (package / "pyproject.toml").write_text("")
    assert find_root(package) == root


def test_outside_a_project_there_is_no_root(tmp_path: Path):
    (tmp_path / "specs").mkdir()
    with pytest.raises(SpecloomError, match=r"pyproject\.toml"):
        find_root(tmp_path)


def test_vendors_are_the_folders_with_a_vendor_file(root: Path):
    assert vendors(root) == []
    for name in ("zeta", "alpha", "draft"):
        (root / "specs" / name).mkdir()
    for name in ("zeta", "alpha"):
        (root / "specs" / name / "vendor.yaml").write_text("")
    (root / "specs" / "draft" / "vendor.yaml").mkdir()
    (root / "specs" / "README.md").write_text("")
    assert vendors(root) == ["alpha", "zeta"]
    assert vendors(root / "nowhere") == []


def test_folders(root: Path):
    paths = ProjectPaths(root)
    assert [paths.specs, paths.templates, paths.generated, paths.cache, paths.fixtures] == [
        root / "specs",
        root / "templates",
        root / "generated",
        root / ".cache",
        root / "tests" / "fixtures",
    ]

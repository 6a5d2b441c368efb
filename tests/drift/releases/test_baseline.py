from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.document.findings import SpecloomError
from generator.drift.releases.baseline import laid_out, last_tag


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=root, capture_output=True, check=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A project in a folder of a repository, as where there is more in it, with two releases."""
    git(tmp_path, "init", "--quiet")
    root = tmp_path / "project"
    folder = root / "specs" / "depot"
    folder.mkdir(parents=True)
    for version in ("0.9.0", "0.10.0"):
        (folder / "vendor.yaml").write_text(version)
        git(tmp_path, "add", "--all")
        git(tmp_path, "commit", "--quiet", "--message", version)
        git(tmp_path, "tag", f"depot-crates-v{version}")
    return root


def test_the_highest_version_is_the_last_release(repository: Path) -> None:
    for tag in ("depot-v9.0.0", "depot-crates-v9-by-hand", "depot-crates-extra-v9.0.0", "v9.0.0"):
        git(repository, "tag", tag)
    assert last_tag(repository, "depot-crates") == "depot-crates-v0.10.0"
    assert last_tag(repository, "other") is None


def test_a_release_that_is_not_in_the_present_one_does_not_count(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "depot-crates-v0.9.0")
    assert last_tag(repository, "depot-crates") == "depot-crates-v0.9.0"


def test_the_project_is_laid_out_as_it_was(repository: Path) -> None:
    (repository / "specs" / "depot" / "vendor.yaml").write_text("not committed")
    with laid_out(repository, "depot", "depot-crates-v0.9.0") as base:
        assert (base.paths.specs / "depot" / "vendor.yaml").read_text() == "0.9.0"
        assert not base.paths.generated.exists()
        folder = base.paths.root
    assert not folder.exists()
    with laid_out(repository, "depot", str(repository)) as base:
        assert (base.paths.specs / "depot" / "vendor.yaml").read_text() == "not committed"


@pytest.mark.parametrize("since", ["v404", "--output=stolen", "HEAD:project", ""])
def test_what_is_no_release_is_refused(repository: Path, since: str) -> None:
    with pytest.raises(SpecloomError, match="no-baseline"), laid_out(repository, "depot", since):
        pass
    assert not (repository / "stolen").exists()


def test_a_vendor_that_was_not_there_is_refused(repository: Path) -> None:
    with pytest.raises(SpecloomError, match="has no vendor 'other'"), laid_out(repository, "other", "HEAD"):
        pass


def test_outside_a_repository_git_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(SpecloomError, match=r"git tag fails(.|\n)*Name a commit"):
        last_tag(tmp_path, "depot-crates")


def test_without_git_a_folder_has_to_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SpecloomError, match=r"git cannot be run(.|\n)*a folder"):
        last_tag(tmp_path, "depot-crates")

"""`specloom release`, end to end: an edited vendor in a repository of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from uuid import uuid4

import pytest

from tests.cli.project import Project, refused, shared, tree

TAG = "depot-crates-v0.1.0"


def git(project: Project, *arguments: str) -> str:
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *identity, *arguments], cwd=project.root, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def released_once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose package has been released as 0.1.0."""
    built = shared(tmp_path_factory)
    root = built.root.with_name(f"released-{uuid4().hex}")  # beside it, since stamps hold relative paths
    shutil.copytree(built.root, root, symlinks=True)
    project = Project(root)
    (root / ".gitignore").write_text(".cache/\n")
    git(project, "init", "--quiet")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "start")
    done = project.run("release", "depot", "--date", "2026-01-02")
    assert done.code == 0, done
    assert done.out.splitlines() == [
        "depot: 0.1.0, the first release", "specs/depot/CHANGELOG.md: written", "generated/depot: written",
        f"When it is committed: git tag {TAG}",
    ]  # fmt: skip
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "release")
    git(project, "tag", TAG)
    return project


@pytest.fixture
def project(released_once: Project, tmp_path: Path) -> Project:
    root = tmp_path / "project"
    shutil.copytree(released_once.root, root, symlinks=True)
    return Project(root)


def changelog(project: Project) -> str:
    return (project.root / "specs" / "depot" / "CHANGELOG.md").read_text()


def test_nothing_changed_is_nothing_to_release(project: Project) -> None:
    before = tree(project.root / "specs")
    done = project.run("release", "depot")
    assert (done.code, done.out) == (0, f"depot: nothing to release since {TAG}\n")
    assert tree(project.root / "specs") == before


def test_what_breaks_is_a_new_minor_version_in_0_x_and_is_written_everywhere(project: Project) -> None:
    with project.vendor.open("a") as file:
        file.write("# a comment of ours\n")
    project.edit(project.document, "maxWeight", "load")
    needed = "parameters: [{name: kind, in: query, required: true, schema: {type: string}}]"
    project.edit(project.document, "List the crates.\n", f"List the crates.\n      {needed}\n")
    done = project.run("release", "depot", "--date", "2026-03-04")
    assert done.code == 0, done
    assert done.out.startswith("depot: 0.1.0 → 0.2.0 (")
    assert "version: 0.2.0" in project.vendor.read_text()
    assert project.vendor.read_text().endswith("# a comment of ours\n")
    text = changelog(project)
    assert text.index("## [0.2.0] - 2026-03-04") < text.index("## [0.1.0] - 2026-01-02")
    removed = text.partition("### Removed")[2].partition("## [0.1.0]")[0]
    assert "**Breaking:**" in removed
    assert "depot_crates.models.Crate.max_weight" in removed
    assert (project.generated / "depot" / "CHANGELOG.md").read_text() == text
    assert '__version__ = "0.2.0"' in (project.package / "__init__.py").read_text()
    assert project.run("generate", "--check").code == 0

    again = project.run("release", "depot")
    assert (again.code, changelog(project)) == (0, text)  # the day stays with the version
    assert again.out.splitlines()[1:] == [
        "generated/depot: unchanged",
        "When it is committed: git tag depot-crates-v0.2.0",
    ]


@pytest.mark.types
def test_what_no_longer_type_checks_is_said(project: Project) -> None:
    needed = "parameters: [{name: kind, in: query, required: true, schema: {type: string}}]"
    project.edit(project.document, "List the crates.\n", f"List the crates.\n      {needed}\n")
    done = project.run("release", "depot", "--type-check", "--dry-run")
    assert done.code == 0, done
    assert "warning: generated/depot/README.md:" in done.err
    assert 'Missing named argument "kind" for "list" of "Crates"' in done.err


@pytest.mark.soak
def test_an_addition_is_a_patch_in_0_x_and_so_is_a_description(project: Project) -> None:
    project.edit(project.document, "In kilograms.", "In whole kilograms.")
    done = project.run("release", "depot", "--dry-run")
    assert done.out.startswith("depot: 0.1.0 → 0.1.1 (no change of the API or of the package's surface;")
    added = "maxWeight: {type: integer, description: In kilograms.}"
    project.edit(project.document, added.replace("In", "In whole"), f"{added}\n        colour: {{type: string}}")
    done = project.run("release", "depot", "--dry-run")
    assert done.out.startswith("depot: 0.1.0 → 0.1.1 (0 breaking, 0 risky,")
    assert "depot_crates.models.Crate.colour" in done.out.partition("### Added")[2]
    assert git(project, "status", "--porcelain").split() == ["M", "specs/depot/crates.yaml"]


@pytest.mark.soak
def test_a_folder_can_stand_for_the_last_release(project: Project, released_once: Project, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(released_once.root, kept, symlinks=True)
    project.edit(project.document, "maxWeight", "load")
    shutil.rmtree(project.root / ".git")
    done = project.run("release", "depot", "--since", kept, "--dry-run")
    assert "depot: 0.1.0 → 0.2.0" in done.out


@pytest.mark.soak
def test_another_name_is_another_package(project: Project) -> None:
    project.edit(project.vendor, "import: depot_crates", "import: crates_of_depot")
    done = project.run("release", "depot", "--since", TAG, "--dry-run")
    assert "→ 0.2.0" in done.out
    assert "depot-crates \\(" not in done.out
    assert "(crates_of_depot) now" in done.out


def test_a_day_that_is_none_is_refused(project: Project) -> None:
    refused(project.call("release", "depot", "--date", "tomorrow"), "--date 'tomorrow' is no day")


def test_nothing_is_written_where_the_package_cannot_be(project: Project) -> None:
    project.edit(project.document, "maxWeight", "load")
    before = tree(project.root / "specs")
    shutil.rmtree(project.generated)
    project.generated.write_text("not a folder")
    done = project.run("release", "depot")
    refused(done)
    assert tree(project.root / "specs") == before

"""What was released last: the project as it was at a git tag, or in a folder, laid out where it can be read.

The state of a release is its commit: that has the exact bytes of the package, the inputs that they came from, and the
recordings of the time, and nothing of it has to be kept a second time. Nothing is fetched.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.document.findings import Place, SpecloomError, fail
from generator.drift.releases.versions import precedence
from generator.workspace.paths import VENDOR_FILE, ProjectPaths
from generator.workspace.refusals import temporary_folder

if TYPE_CHECKING:
    from collections.abc import Generator

_REMEDY = "Name a commit, a tag, or a folder that holds the project as it was released."


@dataclass(frozen=True, slots=True)
class Baseline:
    """The project as it was, and what that is called."""

    name: str
    paths: ProjectPaths


def tag_of(distribution: str, version: str) -> str:
    """Return the tag that marks the commit of a release."""
    return f"{distribution}-v{version}"


def last_tag(root: Path, distribution: str) -> str | None:
    """Return the tag of the highest version of `distribution` that the present commit contains, None where there is none.

    Raises:
        SpecloomError: git cannot tell, as outside a repository.
    """
    prefix = tag_of(distribution, "")
    listed = _git(root, "tag", "--list", f"{prefix}*", "--merged", "HEAD").decode("utf-8", "replace").split()
    found: list[tuple[tuple[int, ...], str]] = []
    for tag in listed:
        try:
            found.append((precedence(tag.removeprefix(prefix)), tag))
        except SpecloomError:  # another distribution, or a mark of somebody's own
            continue
    return max(found)[1] if found else None


@contextmanager
def laid_out(root: Path, vendor: str, since: str) -> Generator[Baseline]:
    """Yield the project as it was at `since`, as far as it is about `vendor`.

    Args:
        root: the project.
        vendor: a folder in specs/.
        since: a commit or tag of the project's repository, or a folder.

    Raises:
        SpecloomError: there is nothing of that name, or it does not have the vendor.
    """
    if Path(since).is_dir():
        yield Baseline(since, _required(ProjectPaths(Path(since)), vendor, since))
        return
    with temporary_folder() as folder:
        commit = _commit(root, since)
        kept = [f"{name}/{vendor}" for name in ("specs", "generated", "tests/fixtures")]
        kept = [path for path in kept if _has(root, commit, path)]
        if kept:
            archive = _git(root, "archive", "--format=tar", commit, "--", *kept)
            with tarfile.open(fileobj=io.BytesIO(archive)) as files:
                files.extractall(folder, filter="data")
        yield Baseline(since, _required(ProjectPaths(folder), vendor, since))


def _required(paths: ProjectPaths, vendor: str, since: str) -> ProjectPaths:
    if not (paths.specs / vendor / VENDOR_FILE).is_file():
        raise fail("no-baseline", f"has no vendor {vendor!r}", Place(since), _REMEDY)
    return paths


def _commit(root: Path, since: str) -> str:
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}")
    except SpecloomError as error:
        raise fail("no-baseline", "is neither a folder nor a commit here", Place(since), _REMEDY) from error
    return found.decode("ascii").strip()


def _has(root: Path, commit: str, path: str) -> bool:
    return bool(_git(root, "ls-tree", "-d", "--name-only", commit, "--", path).strip())


def _git(root: Path, *arguments: str) -> bytes:
    """Return what a git command that changes nothing prints.

    Raises:
        SpecloomError: it fails, or there is no git.
    """
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise fail("no-git", f"git cannot be run: {error.strerror or error}", Place(str(root)), _REMEDY) from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise fail("no-git", f"git {arguments[0]} fails: {reason}", Place(str(root)), _REMEDY)
    return done.stdout

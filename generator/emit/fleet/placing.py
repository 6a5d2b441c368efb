"""Finished packages into their folders, each as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.document.findings import Place, fail
from generator.workspace.publish import publish, staging
from generator.workspace.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Mapping


def require_ours(out: Path, package: str) -> None:
    """Refuse a folder that holds something else than an earlier package of this name.

    Raises:
        SpecloomError: it does.
    """
    if out.exists() and not (out.is_dir() and (not any(out.iterdir()) or (out / "src" / package).is_dir())):
        raise fail("not-ours", "exists and is not a package of this name", Place(str(out)), "Choose an empty folder.")


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files, by their path below `folder`, into the empty `folder`."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def place(files: Mapping[str, bytes], out: Path) -> bool:
    """Make `out` hold exactly `files`, in one step; return whether it did not before.

    Raises:
        SpecloomError: the file system refuses; `out` is then as it was.
    """
    try:
        if _present(out) == dict(files):
            return False
        with staging(out) as folder:
            write(files, folder)
            publish(folder, out)
    except OSError as error:
        raise refused(error, out) from error
    return True


def _present(out: Path) -> dict[str, bytes]:
    named = {path.relative_to(out): path for path in out.rglob("*") if path.is_file()}
    return {name.as_posix(): path.read_bytes() for name, path in named.items() if "__pycache__" not in name.parts}

"""captured/ of a vendor, replaced as a whole: the files of all its pages are those of one reading."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from generator.document.findings import Place, fail
from generator.workspace.publish import publish, recover, staging, write_file, writing
from generator.workspace.refusals import reported

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "captured"


def settle(vendor: Path) -> None:
    """Put captured/ of the vendor's folder back where a killed run left it under its hidden name; else do nothing.

    Raises:
        SpecloomError: another run is writing there, or the file system refuses.
    """
    target = vendor / FOLDER
    if not os.path.lexists(target) and os.path.lexists(target.with_name(f".{FOLDER}.old")):
        with writing(vendor):
            recover(target)


def write(vendor: Path, texts: Mapping[Path, str]) -> list[Path]:
    """Write `texts` to captured/ of the vendor's folder, all of them or none; what else lies there stays.

    Args:
        vendor: specs/<vendor>.
        texts: the text of each file, by its path, which is directly in captured/.

    Returns:
        The paths whose text was another one before, in their order; where there are none, nothing is touched.

    Raises:
        SpecloomError: another run is writing there, a path lies elsewhere, or the file system refuses.
    """
    target = vendor / FOLDER
    for path in texts:
        if path.parent != target:
            raise fail("cannot-write", f"is not in {target}", Place(str(path)))
    with writing(vendor):
        recover(target)
        changed = [path for path, text in texts.items() if not _holds(path, text)]
        if changed:
            with staging(target) as new:
                if target.is_dir():
                    _copy(target, new)
                for path in changed:
                    write_file(new / path.name, texts[path])
                publish(new, target)
    return changed


def _copy(folder: Path, new: Path) -> None:
    try:
        shutil.copytree(folder, new, symlinks=True, dirs_exist_ok=True, copy_function=_copied)
    except OSError as error:  # of folders: those of files are ours already
        raise fail("cannot-write", f"cannot be copied: {error}", Place(str(folder))) from error


def _copied(source: str, target: str) -> None:
    with reported(Path(target)):
        shutil.copy2(source, target)


def _holds(path: Path, text: str) -> bool:
    try:
        return not path.is_symlink() and path.read_bytes() == text.encode("utf-8", "surrogatepass")
    except OSError:
        return False

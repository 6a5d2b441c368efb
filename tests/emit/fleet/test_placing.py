from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.findings import SpecloomError
from generator.emit.fleet.placing import place, require_ours

FILES = {"pyproject.toml": b"[project]\n", "src/bakery/__init__.py": b"", "src/bakery/deep/x.bin": b"\r\n\x00"}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_holds_exactly_the_files(tmp_path: Path):
    out = tmp_path / "deep" / "out"
    assert place(FILES, out)
    (out / "left_over.py").touch()
    assert place(FILES, out)
    assert tree(out) == FILES
    assert list(out.parent.iterdir()) == [out]


def test_a_folder_that_holds_them_is_not_touched(tmp_path: Path):
    place(FILES, tmp_path / "out")
    cache = tmp_path / "out" / "src" / "bakery" / "__pycache__" / "x.pyc"
    cache.parent.mkdir()
    cache.touch()
    before = (tmp_path / "out").stat().st_mtime_ns
    assert not place(FILES, tmp_path / "out")
    assert (tmp_path / "out").stat().st_mtime_ns == before
    assert cache.exists()


def test_a_file_in_the_way_is_refused_and_stays(tmp_path: Path):
    out = tmp_path / "out"
    out.write_text("precious")
    with pytest.raises(SpecloomError, match="not a folder"):
        place(FILES, out)
    assert out.read_text() == "precious"
    assert list(tmp_path.iterdir()) == [out]


def test_only_an_earlier_package_of_the_name_may_be_replaced(tmp_path: Path):
    require_ours(tmp_path / "missing", "bakery")
    require_ours(tmp_path, "bakery")
    place(FILES, tmp_path / "out")
    require_ours(tmp_path / "out", "bakery")
    with pytest.raises(SpecloomError, match="not-ours"):
        require_ours(tmp_path / "out", "butchery")

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from pathlib import Path

import pytest

from generator.document.findings import SpecloomError
from generator.workspace.captured import settle, write
from generator.workspace.publish import writing

OLD, NEW = {"a.yaml": "a: 1\n", "b.yaml": "b: 1\n"}, {"a.yaml": "a: 2\n", "b.yaml": "b: 2\n"}


@pytest.fixture
def vendor(tmp_path: Path) -> Path:
    folder = tmp_path / "acme"
    write(folder, texts(folder, OLD))
    (folder / "vendor.yaml").write_text("vendor: acme\n")
    return folder


def texts(vendor: Path, files: dict[str, str]) -> dict[Path, str]:
    return {vendor / "captured" / name: text for name, text in files.items()}


def stamps(folder: Path) -> dict[str, int]:
    """The modification time of every file and folder."""
    return {str(path): path.lstat().st_mtime_ns for path in [folder, *sorted(folder.rglob("*"))]}


def held(vendor: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted((vendor / "captured").iterdir())}


def test_all_files_are_written_and_what_else_is_there_stays(vendor: Path):
    (vendor / "captured" / "more").mkdir()
    (vendor / "captured" / "more" / "of.txt").write_text("kept")
    changed = write(vendor, texts(vendor, {**NEW, "b.yaml": OLD["b.yaml"]}))
    assert [path.name for path in changed] == ["a.yaml"]
    assert (vendor / "captured" / "a.yaml").read_text() == NEW["a.yaml"]
    assert (vendor / "captured" / "b.yaml").read_text() == OLD["b.yaml"]
    assert (vendor / "captured" / "more" / "of.txt").read_text() == "kept"
    assert sorted(path.name for path in vendor.iterdir()) == ["captured", "vendor.yaml"]


def test_what_is_there_already_is_not_touched(vendor: Path):
    before = stamps(vendor)
    assert write(vendor, texts(vendor, OLD)) == []
    assert stamps(vendor) == before


def test_a_file_that_cannot_be_read_is_replaced(vendor: Path):
    (vendor / "captured" / "a.yaml").write_bytes(b"\xff\xfe")
    assert [path.name for path in write(vendor, texts(vendor, OLD))] == ["a.yaml"]
    assert held(vendor) == OLD


def test_only_captured_is_written(vendor: Path):
    for path in (vendor / "vendor.yaml", vendor / "captured" / ".." / "x.yaml", vendor / "captured" / "c" / "x.yaml"):
        before = stamps(vendor)
        with pytest.raises(SpecloomError, match="is not in"):
            write(vendor, {**texts(vendor, NEW), path: "x"})
        assert stamps(vendor) == before


def test_a_link_is_not_followed(vendor: Path, tmp_path: Path):
    outside = tmp_path / "outside.yaml"
    outside.write_text("safe")
    (vendor / "captured" / "b.yaml").unlink()
    (vendor / "captured" / "b.yaml").symlink_to(outside)
    with pytest.raises(SpecloomError, match="not a regular file"):
        write(vendor, texts(vendor, NEW))
    assert outside.read_text() == "safe"
    assert (vendor / "captured" / "a.yaml").read_text() == OLD["a.yaml"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_an_error(vendor: Path):
    vendor.chmod(0o500)
    try:
        with pytest.raises(SpecloomError, match="cannot be written"):
            write(vendor, texts(vendor, NEW))
    finally:
        vendor.chmod(0o700)
    assert held(vendor) == OLD


def test_a_run_that_writes_keeps_others_out(vendor: Path):
    with writing(vendor), pytest.raises(SpecloomError, match="another run"):
        write(vendor, texts(vendor, NEW))
    assert held(vendor) == OLD


def write_and_die(vendor: Path, step: int) -> None:
    """Write the new files, and be killed before the operation on files whose number is `step`."""
    left = step

    def count(event: str, _: object) -> None:
        nonlocal left
        if event in {"os.rename", "open", "os.mkdir", "os.remove", "os.rmdir", "os.chmod"}:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    write(vendor, texts(vendor, NEW))
    os._exit(0)


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
@pytest.mark.soak
def test_killed_at_any_step_all_files_are_the_old_or_the_new_ones(vendor: Path):
    """`settle`, which every command calls, is all that follows."""
    seen: set[str] = set()
    for step in range(1, 100):
        write(vendor, texts(vendor, OLD))
        process = multiprocessing.get_context("fork").Process(target=write_and_die, args=(vendor, step))
        process.start()
        process.join()
        settle(vendor)
        assert held(vendor) in (OLD, NEW)
        seen.add(held(vendor)["a.yaml"])
        if process.exitcode == 0:
            break
    assert process.exitcode == 0
    assert step > 8
    assert seen == {OLD["a.yaml"], NEW["a.yaml"]}
    write(vendor, texts(vendor, OLD))
    assert sorted(path.name for path in vendor.iterdir()) == ["captured", "vendor.yaml"], "the next run cleans up"


def test_there_is_nothing_to_settle_as_a_rule(vendor: Path, tmp_path: Path):
    before = stamps(vendor)
    settle(vendor)
    settle(tmp_path / "missing")
    assert stamps(vendor) == before
    assert not (tmp_path / "missing").exists()

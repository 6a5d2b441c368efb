"""What the file system refuses, by a limit of the size of files that the system really has."""

from __future__ import annotations

import errno
import resource
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.document.findings import Finding, SpecloomError, fail
from generator.workspace.captured import write
from generator.workspace.publish import publish, staging, write_file
from generator.workspace.refusals import is_refusal, new_temporary_folder, put, refused, temporary_folder

LARGE = "x" * 10_000
SAID = "cannot be written: File too large"


@contextmanager
def small_files_only() -> Generator[None]:
    """Let files of this process have 4 KiB at most; Python ignores the signal, so that writing more is refused."""
    before, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, hard))


@contextmanager
def refusing() -> Generator[list[Finding]]:
    """Expect that writing is refused; gives what was said."""
    found: list[Finding] = []
    with pytest.raises(SpecloomError) as caught, small_files_only():
        yield found
    found += caught.value.findings


def test_a_file_that_is_refused_is_as_it_was(tmp_path: Path):
    file = tmp_path / "a.txt"
    for old in (None, "old"):
        if old is not None:
            file.write_text(old)
        with refusing() as said:
            write_file(file, LARGE)
        assert (said[0].place.file, said[0].message) == (str(file), SAID)
        assert said[0].remedy.startswith("Raise the limit")
        assert [path.read_text() for path in tmp_path.iterdir()] == ([] if old is None else [old])


def test_what_is_said_of_an_unfinished_folder_names_the_one_that_it_is_for(tmp_path: Path):
    with refusing() as said, staging(tmp_path / "made") as folder:
        put(folder / "src" / "a.py", LARGE)
    assert [(each.place.file, each.message) for each in said] == [(str(tmp_path / "made" / "src" / "a.py"), SAID)]
    with refusing() as said, staging(tmp_path / "made") as folder:
        (folder / "a.py").write_text(LARGE)
    assert [(each.place.file, each.message) for each in said] == [(str(tmp_path / "made"), SAID)]
    assert list(tmp_path.iterdir()) == []


def test_a_copy_of_captured_that_is_refused_leaves_all_as_it_was(tmp_path: Path):
    captured = tmp_path / "acme" / "captured"
    write(captured.parent, {captured / "a.yaml": "a: 1\n", captured / "large.yaml": LARGE})
    with refusing() as said:
        write(captured.parent, {captured / "a.yaml": "a: 2\n"})
    assert [(each.place.file, each.message) for each in said] == [(str(captured / "large.yaml"), SAID)]
    assert {path.name: path.read_text() for path in captured.iterdir()} == {"a.yaml": "a: 1\n", "large.yaml": LARGE}


def test_errors_that_are_no_refusals_stay_what_they_are(tmp_path: Path):
    with pytest.raises(FileNotFoundError), staging(tmp_path / "made") as folder:
        (folder / "missing").read_text()
    with pytest.raises(SpecloomError) as caught, staging(tmp_path / "made") as folder:
        raise fail("other", "is wrong")
    assert str(caught.value) == "is wrong [other]"
    assert not is_refusal(ValueError())
    assert not is_refusal(FileNotFoundError(errno.ENOENT, "No such file"))


def test_a_temporary_folder_that_refuses_is_named_without_what_nobody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with refusing() as said, temporary_folder() as folder:
        put(folder / "a" / "b.py", LARGE)
    assert [(each.place.file, each.message) for each in said] == [(str(tmp_path), SAID)]
    with pytest.raises(SpecloomError) as caught, temporary_folder() as folder:
        raise refused(OSError(errno.ENOSPC, "No space left on device"), folder / "a")
    assert "set TMPDIR" in caught.value.findings[0].remedy
    with pytest.raises(SpecloomError) as caught, temporary_folder() as folder:
        raise fail("wrong", "is wrong", refused(OSError(1, ""), folder / "a").findings[0].place)
    assert caught.value.findings[0].place.file.endswith("/a"), "what is read there keeps its place"
    assert list(tmp_path.iterdir()) == []


def test_where_no_temporary_folder_can_be_made_the_way_around_is_told(tmp_path: Path):
    with pytest.raises(SpecloomError) as caught:
        new_temporary_folder(tmp_path / "missing")
    assert "no temporary folder can be made: No such file or directory" in str(caught.value)
    assert "set TMPDIR" in str(caught.value)


def test_a_refusal_without_a_place_is_told_without_one():
    assert str(refused(OSError(errno.ENOSPC, "No space left on device"))).startswith("No space left on device [cannot-")
    named = OSError(errno.EACCES, "Permission denied", "/somewhere/.a.txt.new-1-2")
    assert refused(named, Path("/somewhere/a.txt")).findings[0].place.file == "/somewhere/a.txt"
    assert refused(named, Path("/elsewhere/b")).findings[0].place.file == "/somewhere/.a.txt.new-1-2"


def test_publishing_what_was_made_works_as_before(tmp_path: Path):
    with staging(tmp_path / "made") as folder:
        put(folder / "deep" / "a.py", "a\r\n")
        publish(folder, tmp_path / "made")
    assert (tmp_path / "made" / "deep" / "a.py").read_bytes() == b"a\r\n"

"""Folders and files replaced as a whole, whatever happens in between."""

from __future__ import annotations

import multiprocessing
import os
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from generator.document.findings import SpecloomError
from generator.workspace.publish import publish, recover, staging, write_file, writing

ROOT = Path(__file__).parents[2]
OLD = {"a.py": "old a", "deep/b.py": "old b", "deep/gone.py": "gone"}
NEW = {"a.py": "new a", "deep/b.py": "new b", "c.py": "new c"}

needs_permissions = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
)


def fill(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def content(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return fill(tmp_path / "generated" / "acme", OLD)


def publish_new(target: Path) -> None:
    with staging(target) as new:
        publish(fill(new, NEW), target)


def test_a_folder_is_replaced_as_a_whole(target: Path):
    publish_new(target)
    assert content(target) == NEW
    assert hidden(target.parent) == []


def test_the_first_time_there_is_nothing_to_replace(tmp_path: Path):
    target = tmp_path / "not" / "yet" / "acme"
    publish_new(target)
    assert content(target) == NEW
    assert hidden(target.parent) == []


def test_others_may_read_what_is_published(target: Path):
    umask = os.umask(0o022)
    try:
        publish_new(target)
    finally:
        os.umask(umask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o755


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_staging_is_removed_when_the_work_fails(target: Path, error: type[BaseException]):
    def work() -> None:
        with staging(target) as new:
            fill(new, NEW)
            raise error

    with pytest.raises(error):
        work()
    assert content(target) == OLD
    assert hidden(target.parent) == []


def test_staging_that_is_not_published_is_removed(target: Path):
    with staging(target) as new:
        fill(new, NEW)
    assert content(target) == OLD
    assert hidden(target.parent) == []


def test_two_stagings_do_not_meet(target: Path):
    with staging(target) as one, staging(target) as other:
        assert one != other


@pytest.mark.parametrize("failing", [0, 1])
@pytest.mark.parametrize("error", [OSError(5, "broken disk"), KeyboardInterrupt()])
def test_a_rename_that_fails_leaves_the_old_folder(
    target: Path, failing: int, error: BaseException, monkeypatch: pytest.MonkeyPatch
):
    calls: list[Path] = []
    rename = Path.rename

    def broken(self: Path, other: Path) -> Path:
        calls.append(self)
        if len(calls) == failing + 1:
            raise error
        return rename(self, other)

    with staging(target) as new:
        fill(new, NEW)
        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", broken)
            with pytest.raises((SpecloomError, KeyboardInterrupt)):
                publish(new, target)
    assert content(target) == OLD
    assert hidden(target.parent) == []


CHILD = """
import os, signal, sys
from pathlib import Path

fatal, calls = int(sys.argv[2]), 0

def deadly(module, name):
    real = getattr(module, name)
    def wrapper(*args, **kwargs):
        global calls
        for after in (False, True):
            calls += 1
            if calls == fatal:
                os.kill(os.getpid(), signal.SIGKILL)
            if not after:
                result = real(*args, **kwargs)
        return result
    setattr(module, name, wrapper)

for name in ("rename", "replace", "unlink", "rmdir", "mkdir", "open", "scandir"):
    deadly(os, name)

from generator.workspace.publish import publish, staging, write_file, writing
target = Path(sys.argv[1])
"""
PUBLISH = """
with writing(target.parent), staging(target) as new:
    for name, text in {files!r}.items():
        (new / name).parent.mkdir(exist_ok=True)
        (new / name).write_text(text)
    publish(new, target)
"""


def run_until_killed(target: Path, code: str, fatal: int) -> bool:
    """Run `code` and kill it at the system call number `fatal`; return whether it came that far."""
    child = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(CHILD) + code, str(target), str(fatal)], cwd=ROOT, check=False
    )
    assert child.returncode in {0, -signal.SIGKILL}
    return child.returncode != 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_killed_at_any_system_call_the_folder_is_the_old_or_the_new_one(tmp_path: Path):
    outcomes: list[str] = []
    gaps = 0
    for fatal in range(1, 200):
        target = fill(tmp_path / str(fatal) / "acme", OLD)
        killed = run_until_killed(target, PUBLISH.format(files=NEW), fatal)
        before = content(target) if target.exists() else None
        assert before in (OLD, NEW, None)
        gaps += before is None
        recover(target)
        assert content(target) in (OLD, NEW)
        assert before in (content(target), None)
        assert hidden(target.parent) == []
        outcomes.append("old" if content(target) == OLD else "new")
        if not killed:
            break
    else:
        pytest.fail("the run never came to its end")
    assert outcomes == sorted(outcomes, reverse=True)
    assert set(outcomes) == {"old", "new"}
    assert len(outcomes) > 20
    assert 0 < gaps < 5, "between the two renames there is no folder, and nowhere else"


def test_recover_where_nothing_happened(target: Path, tmp_path: Path):
    recover(target)
    recover(tmp_path / "nowhere" / "acme")
    recover(tmp_path / "generated" / "other")
    assert content(target) == OLD


def test_recover_keeps_what_belongs_to_others(target: Path):
    others = [".acme", ".acme.newer", ".acmes.new-1", ".other.new-1", "acme.new-1"]
    for name in others:
        (target.parent / name).mkdir()
    recover(target)
    assert {path.name for path in target.parent.iterdir()} == {*others, "acme"}


def test_recover_ends_what_another_run_left(target: Path):
    fill(target.parent / ".acme.old", {"x": "older"})
    fill(target.parent / ".acme.new-1-aa", {"x": "half"})
    fill(target.parent / ".acme.trash-1-aa", {"x": "half"})
    (target.parent / ".acme.new-file").write_text("half")
    (target.parent / ".acme.new-link").symlink_to(target)
    recover(target)
    assert content(target) == OLD
    assert hidden(target.parent) == []


def test_a_folder_that_people_removed_does_not_come_back_in_pieces(target: Path):
    fill(target.parent / ".acme.trash-1-aa", {"a.py": "old a"})
    for path in sorted(target.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    target.rmdir()
    recover(target)
    assert not target.exists()


def test_the_target_must_be_a_folder(tmp_path: Path):
    elsewhere = fill(tmp_path / "elsewhere", OLD)
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(elsewhere)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for name in ("file", "link", "dangling"):
        with staging(tmp_path / name) as new, pytest.raises(SpecloomError) as caught:
            publish(new, tmp_path / name)
        assert caught.value.findings[0].place.file == str(tmp_path / name)
    assert content(elsewhere) == OLD
    assert (tmp_path / "file").read_text() == "x"


def test_what_is_published_must_be_a_folder(target: Path):
    (target.parent / "file").write_text("x")
    for name in ("file", "missing"):
        with pytest.raises(SpecloomError):
            publish(target.parent / name, target)
    assert content(target) == OLD


def test_a_planted_link_is_not_taken_for_the_old_folder(tmp_path: Path):
    elsewhere = fill(tmp_path / "elsewhere", OLD)
    (tmp_path / ".acme.old").symlink_to(elsewhere)
    with pytest.raises(SpecloomError):
        recover(tmp_path / "acme")
    assert content(elsewhere) == OLD


def test_links_in_the_old_folder_are_removed_not_followed(target: Path, tmp_path: Path):
    elsewhere = fill(tmp_path / "elsewhere", OLD)
    (target / "link").symlink_to(elsewhere)
    publish_new(target)
    assert content(elsewhere) == OLD


def test_a_file_in_place_of_the_parent_folder(tmp_path: Path):
    (tmp_path / "generated").write_text("x")
    target = tmp_path / "generated" / "acme"
    with pytest.raises(SpecloomError, match="generated"), writing(target.parent):
        pass
    with pytest.raises(SpecloomError, match="generated"), staging(target):
        pass
    with pytest.raises(SpecloomError, match="generated"):
        write_file(target, "x")


@needs_permissions
def test_a_folder_without_permission(target: Path):
    target.parent.chmod(0o555)
    try:
        with pytest.raises(SpecloomError, match=r"acme.*[Pp]ermission"):
            publish_new(target)
    finally:
        target.parent.chmod(0o755)
    assert content(target) == OLD


# one run at a time


def hold(folder: Path, ready: multiprocessing.synchronize.Event, done: multiprocessing.synchronize.Event) -> None:
    with writing(folder):
        ready.set()
        done.wait(30)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no flock on Windows")
def test_a_second_run_is_told_of_the_first(tmp_path: Path):
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    first = context.Process(target=hold, args=(tmp_path, ready, done))
    first.start()
    try:
        assert ready.wait(30)
        with pytest.raises(SpecloomError, match="another run is writing here") as caught, writing(tmp_path):
            pytest.fail("both runs write")
        assert caught.value.findings[0].place.file == str(tmp_path)
    finally:
        done.set()
        first.join(30)
    with writing(tmp_path):
        assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no flock on Windows")
def test_the_lock_ends_with_the_process_that_held_it(tmp_path: Path):
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    first = context.Process(target=hold, args=(tmp_path, ready, done))
    first.start()
    assert ready.wait(30)
    first.kill()
    first.join(30)
    with writing(tmp_path):
        pass


# single files


def test_a_file_is_written_with_its_folders(tmp_path: Path):
    path = tmp_path / "specs" / "acme" / "openapi.yaml"
    write_file(path, "é: 1\r\n")
    assert path.read_bytes() == b"\xc3\xa9: 1\r\n"
    write_file(path, "")
    assert path.read_bytes() == b""
    assert hidden(path.parent) == []


def test_a_file_keeps_its_permissions(tmp_path: Path):
    path = tmp_path / "run"
    path.write_text("old")
    path.chmod(0o750)
    write_file(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o750


def test_only_regular_files_are_replaced(tmp_path: Path):
    (tmp_path / "real").write_text("kept")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "folder").mkdir()
    for name in ("link", "folder"):
        with pytest.raises(SpecloomError, match=name):
            write_file(tmp_path / name, "x")
    assert (tmp_path / "real").read_text() == "kept"
    assert hidden(tmp_path) == []


def test_text_that_is_not_unicode_is_refused_before_anything_is_written(tmp_path: Path):
    with pytest.raises(SpecloomError, match="surrogate"):
        write_file(tmp_path / "a", "ab\ud800")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_killed_at_any_system_call_the_file_is_the_old_or_the_new_one(tmp_path: Path):
    texts: list[str] = []
    for fatal in range(1, 50):
        path = tmp_path / str(fatal) / "a.yaml"
        fill(path.parent, {path.name: "old"})
        killed = run_until_killed(path, "write_file(target, 'new')", fatal)
        texts.append(path.read_text())
        recover(path)
        assert [each.name for each in path.parent.iterdir()] == [path.name]
        if not killed:
            break
    assert texts == sorted(texts, reverse=True)
    assert set(texts) == {"old", "new"}

"""Fingerprints and stamps: sensitive to everything that matters, trusting nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.workspace import cache
from generator.workspace.cache import Stamp, fingerprint, read_stamp, tree_fingerprint, write_stamp

ROOT = Path(__file__).parents[2]
STAMP = Stamp("a" * 64, "b" * 64)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    for name, text in {"a.txt": "alpha", "sub/b.txt": "beta", "sub/deep/c.txt": ""}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_the_fingerprint_is_the_same_wherever_and_in_whatever_order(tree: Path, tmp_path: Path):
    twin = tmp_path / "elsewhere" / "twin"
    twin.parent.mkdir()
    tree.rename(twin)
    there = fingerprint(sorted(files(twin)), twin), tree_fingerprint(twin)
    twin.rename(tree)
    here = fingerprint(sorted(files(tree), reverse=True), tree), tree_fingerprint(tree)
    assert here == there


def test_the_fingerprint_is_the_same_in_another_process(tree: Path):
    code = (
        "import sys; from pathlib import Path; from generator.workspace.cache import *; root = Path(sys.argv[1]);"
        "print(fingerprint([root / 'a.txt'], root, ['x']), tree_fingerprint(root), end='')"
    )
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code, str(tree)]
        out = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
        assert out.split() == [fingerprint([tree / "a.txt"], tree, ["x"]), tree_fingerprint(tree)]


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "a.txt").write_text("alphA"),
        lambda root: (root / "a.txt").rename(root / "A.txt"),
        lambda root: (root / "a.txt").unlink(),
        lambda root: (root / "new").write_text(""),
        lambda root: ((root / "a.txt").write_text(""), (root / "sub/deep/c.txt").write_text("alpha")),
        lambda root: (root / "sub/deep/c.txt").rename(root / "sub/c.txt"),
    ],
)
def test_every_change_shows(tree: Path, change):
    before = fingerprint(files(tree), tree), tree_fingerprint(tree)
    change(tree)
    assert fingerprint(files(tree), tree) != before[0]
    assert tree_fingerprint(tree) != before[1]


def test_parts_cannot_run_into_each_other(tmp_path: Path):
    def of(**texts: str) -> tuple[str, str]:
        folder = tmp_path / "-".join(f"{name}={text}" for name, text in texts.items())
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text)
        return fingerprint(files(folder), folder), tree_fingerprint(folder)

    seen = [of(a="bc"), of(ab="c"), of(a="b", c=""), of(a="", b="c")]
    assert len({one for one, _ in seen}) == len({other for _, other in seen}) == len(seen)
    assert fingerprint([], tmp_path, ["ab"]) != fingerprint([], tmp_path, ["a", "b"])
    assert fingerprint([], tmp_path, ["a", "b"]) != fingerprint([], tmp_path, ["b", "a"])


def test_a_file_that_is_missing_counts(tmp_path: Path):
    before = fingerprint([tmp_path / "a"], tmp_path)
    assert before != fingerprint([], tmp_path)
    (tmp_path / "a").write_text("")
    assert fingerprint([tmp_path / "a"], tmp_path) != before


def test_an_input_that_is_a_link_counts_as_what_it_leads_to(tmp_path: Path):
    (tmp_path / "real").write_text("1")
    (tmp_path / "link").symlink_to("real")
    before = fingerprint([tmp_path / "link"], tmp_path)
    (tmp_path / "real").write_text("2")
    assert fingerprint([tmp_path / "link"], tmp_path) != before


def test_compiled_python_does_not_count(tree: Path):
    before = tree_fingerprint(tree)
    (tree / "sub" / "__pycache__").mkdir()
    (tree / "sub" / "__pycache__" / "b.cpython-311.pyc").write_bytes(b"x")
    (tree / "sub" / "b.pyc").write_bytes(b"x")
    assert tree_fingerprint(tree) == before


def test_an_empty_folder_counts(tree: Path):
    before = tree_fingerprint(tree)
    (tree / "empty").mkdir()
    assert tree_fingerprint(tree) != before


def test_links_in_a_tree_are_not_followed(tree: Path, tmp_path: Path):
    plain = tree_fingerprint(tree)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "file").write_text("1")
    (tree / "a.txt").replace(tmp_path / "a.txt")
    (tree / "a.txt").symlink_to(tmp_path / "a.txt")
    assert tree_fingerprint(tree) != plain, "a link to the same bytes is not the file"
    (tree / "loop").symlink_to(tree)
    (tree / "folder").symlink_to(tmp_path / "outside")
    linked = tree_fingerprint(tree)
    (tmp_path / "outside" / "file").write_text("2")
    assert tree_fingerprint(tree) == linked
    (tree / "folder").unlink()
    (tree / "folder").symlink_to(tmp_path)
    assert tree_fingerprint(tree) != linked


def test_what_is_no_folder_has_a_fingerprint_of_its_own(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to("empty")
    names = ["empty", "file", "link", "missing"]
    assert len({tree_fingerprint(tmp_path / name) for name in names}) == len(names)


def test_pipes_and_odd_names_are_no_trouble(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n")).write_text("x")
    assert len(tree_fingerprint(tmp_path)) == 64
    assert len(fingerprint(list(tmp_path.iterdir()), tmp_path, ["\ud800"])) == 64


def test_three_hundred_files_take_tens_of_milliseconds(tmp_path: Path):
    for number in range(300):
        folder = tmp_path / str(number % 10)
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.py").write_text("x = 1\n" * 300)
    started = time.perf_counter()
    tree_fingerprint(tmp_path)
    fingerprint(files(tmp_path), tmp_path)
    assert time.perf_counter() - started < 0.5


# stamps


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_a_stamp_is_read_as_it_was_written(tmp_path: Path):
    folder = tmp_path / "deep" / ".cache"
    assert read_stamp(folder, "generate acme") is None
    write_stamp(folder, "generate acme", STAMP)
    assert read_stamp(folder, "generate acme") == STAMP
    assert read_stamp(folder, "generate other") is None
    write_stamp(folder, "generate acme", STAMP._replace(inputs="c" * 64))
    assert read_stamp(folder, "generate acme") == STAMP._replace(inputs="c" * 64)
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("key", ["", "../../x", "a/b", "\x00", "\n", "x" * 10_000, "\ud800", "ü"])
def test_any_text_is_a_key_and_stays_in_the_folder(tmp_path: Path, key: str):
    write_stamp(tmp_path / "c", key, STAMP)
    assert read_stamp(tmp_path / "c", key) == STAMP
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:50],
        lambda data: data + b"x",
        lambda data: data + b"\n",
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"a" * 64, b"a" * 63 + b"g"),
        lambda data: data.replace(b"a" * 64, b"A" * 64),
        lambda data: data.replace(b"a" * 64, b"a" * 65),
        lambda data: data.replace(b"b" * 64, b""),
        lambda data: data.replace(b"stamp 1", b"stamp 2"),
        lambda data: data * 1000,
        lambda data: b"\xff" * len(data),
        lambda data: b"\x00" * len(data),
        lambda data: b"{}",
    ],
)
def test_a_stamp_that_is_not_as_it_was_written_does_not_count(tmp_path: Path, spoil):
    write_stamp(tmp_path, "k", STAMP)
    path = only_file(tmp_path)
    path.write_bytes(spoil(path.read_bytes()))
    assert read_stamp(tmp_path, "k") is None
    write_stamp(tmp_path, "k", STAMP)
    assert read_stamp(tmp_path, "k") == STAMP


def test_a_stamp_of_another_version_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write_stamp(tmp_path, "k", STAMP)
    monkeypatch.setattr(cache, "_HEADER", "specloom stamp 1 999.0")
    assert read_stamp(tmp_path, "k") is None


def test_the_stamp_of_another_key_does_not_count(tmp_path: Path):
    write_stamp(tmp_path / "one", "k", STAMP)
    write_stamp(tmp_path / "other", "l", STAMP)
    only_file(tmp_path / "one").replace(only_file(tmp_path / "other"))
    assert read_stamp(tmp_path / "other", "l") is None


def test_what_is_no_regular_file_does_not_count(tmp_path: Path):
    write_stamp(tmp_path / "c", "k", STAMP)
    path = only_file(tmp_path / "c")
    path.replace(tmp_path / "real")
    path.symlink_to(tmp_path / "real")
    assert read_stamp(tmp_path / "c", "k") is None
    path.unlink()
    os.mkfifo(path)
    assert read_stamp(tmp_path / "c", "k") is None
    path.unlink()
    path.mkdir()
    assert read_stamp(tmp_path / "c", "k") is None
    write_stamp(tmp_path / "c", "k", STAMP)
    assert [each.name for each in (tmp_path / "c").iterdir()] == [path.name]


def test_a_link_is_replaced_not_written_through(tmp_path: Path):
    write_stamp(tmp_path / "c", "k", STAMP)
    path = only_file(tmp_path / "c")
    path.unlink()
    (tmp_path / "precious").write_text("kept")
    path.symlink_to(tmp_path / "precious")
    write_stamp(tmp_path / "c", "k", STAMP)
    assert read_stamp(tmp_path / "c", "k") == STAMP
    assert (tmp_path / "precious").read_text() == "kept"


def test_a_cache_that_cannot_be_written_is_no_trouble(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    write_stamp(tmp_path / "file", "k", STAMP)
    write_stamp(tmp_path / "file" / "below", "k", STAMP)
    assert read_stamp(tmp_path / "file", "k") is None
    assert (tmp_path / "file").read_text() == "x"


def test_only_the_standard_library_is_imported():
    code = (
        "import sys; before = set(sys.modules); import generator.workspace.cache;"
        "print(*(set(sys.modules) - before), end='')"
    )
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    foreign = {name for name in out.split() if name.partition(".")[0] not in sys.stdlib_module_names}
    assert foreign == {"generator", "generator.workspace", "generator.workspace.cache"}
    assert not {"json", "inspect", "dataclasses", "asyncio"} & set(out.split())

"""A device that is full or may not be written: said with its place, the system's words and a remedy; nothing half written."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from .project import ROOT, Project, Run, clean_environment, command, refused, tree

FULL = "cannot be written: No space left on device [cannot-write]\n  Make room there"
READ_ONLY = "cannot be written: Read-only file system [cannot-write]\n  Write to a file system that is not read-only."
_MOUNTED = """
mount -t tmpfs -o "$1" tmpfs "$2" || exit 99
shift 2
{ head -c 4096 /dev/zero > "$SMALL/taken"; } 2> /dev/null
"$@"
code=$?
find "$SMALL" -mindepth 1 ! -name taken >&2
exit $code
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder on which a small device can be mounted, for one process alone."""
    folder = tmp_path_factory.mktemp("small")
    probe = ["unshare", "--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", str(folder)]
    try:
        done = subprocess.run(probe, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no unshare, to mount a small device with")
    if done.returncode:
        pytest.skip(f"no small device can be mounted here: {done.stderr.decode().strip()}")
    return folder


def on(small: Path, options: str, *arguments: str | Path, cwd: Path = ROOT, **environment: str) -> Run:
    """Run the command line where a device is mounted at `small` with `options`, 4 KiB of it taken; names what is left there."""
    inside = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", _MOUNTED, "sh", options, str(small)]
    done = subprocess.run(
        [*inside, *command(*arguments)], cwd=cwd, env=clean_environment(SMALL=str(small), **environment),
        capture_output=True, check=False, timeout=60, stdin=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    return Run(done.returncode, done.stdout, done.stderr)


def left(done: Run, small: Path) -> list[str]:
    return [line for line in done.err.splitlines() if line.startswith(f"{small}/")]


@pytest.mark.parametrize("size", ["64k", "200k"])
def test_a_package_that_finds_no_room_is_not_written_at_all(fresh: Project, small: Path, size: str):
    """Whether it is the first file or the last that does not fit."""
    out = small / "crates"
    done = on(small, f"size={size}", "generate", "--spec", fresh.document, "--package", "crates", "--out", out)
    refused(done, f"error: {out}", FULL)
    assert left(done, small) == []


@pytest.mark.soak
def test_a_full_temporary_folder_is_named_with_the_way_around_it(fresh: Project, small: Path, tmp_path: Path):
    arguments = ("generate", "--spec", fresh.document, "--package", "crates", "--out", tmp_path / "crates")
    refused(on(small, "size=64k", *arguments, TMPDIR=str(small)), f"error: {small}: {FULL}, or set TMPDIR to a folder")
    assert not (tmp_path / "crates").exists()


@pytest.mark.soak
def test_vendors_find_no_room_and_what_was_there_stays(project: Project, small: Path):
    project.edit(project.document, "In kilograms.", "In tons.")
    before = tree(project.root / "specs")
    project.generated.rename(project.root / "earlier")
    project.generated.symlink_to(small, target_is_directory=True)
    done = on(small, "size=64k", "generate", cwd=project.root)
    refused(done, "error: ", "depot", FULL)
    assert left(done, small) == []
    assert tree(project.root / "specs") == before


def test_where_one_vendor_cannot_be_written_none_is(project: Project):
    project.add_vendor("shed")
    project.edit(project.document, "In kilograms.", "In tons.")
    (project.root / "specs" / "shed" / "openapi.yaml").mkdir()
    before = tree(project.root)
    refused(
        project.run("generate"), f"error: {project.root / 'specs' / 'shed' / 'openapi.yaml'}: is not a regular file"
    )
    assert tree(project.root) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("normalise", "{document}", "--out", "{out}"),
        ("extract", "{page}", "--out", "{out}"),
        ("diff", "{document}", "{document}", "--format", "html", "--out", "{out}"),
        ("drift", "--format", "html", "--out", "{out}"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_file_that_finds_no_room_is_not_written_at_all(
    project: Project, page: Path, small: Path, arguments: tuple[str, ...]
):
    out = small / "result"
    given = [each.format(document=project.document, page=page, out=out) for each in arguments]
    done = on(small, "size=4k", *given, cwd=project.root)
    refused(done, f"error: {out}: {FULL}")
    assert left(done, small) == []


def test_a_folder_that_may_only_be_read_is_named(fresh: Project, small: Path):
    for arguments in (("normalise", fresh.document), ("generate", "--spec", fresh.document, "--package", "crates")):
        out = small / "result"
        refused(on(small, "ro", *arguments, "--out", out), f"error: {out}: {READ_ONLY}")


@pytest.mark.soak
def test_a_limit_of_the_size_of_files_is_told_too(fresh: Project, tmp_path: Path):
    limited = ["sh", "-c", 'ulimit -f 1 && exec "$@"', "sh"]
    for arguments in (("normalise", fresh.document), ("generate", "--spec", fresh.document, "--package", "crates")):
        out = tmp_path / "result"
        done = subprocess.run(
            [*limited, *command(*arguments, "--out", out)], cwd=ROOT, env=clean_environment(), capture_output=True,
            check=False, timeout=60, stdin=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        refused(
            Run(done.returncode, "", done.stderr),
            "File too large [cannot-write]\n  Raise the limit of the size of files",
        )
        assert [each.name for each in tmp_path.iterdir()] == ["fresh"]


def test_an_output_on_a_device_without_room_is_no_fault_of_ours(fresh: Project):
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command("normalise", fresh.document), cwd=ROOT, env=clean_environment(), check=False, timeout=60,
            stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    refused(Run(done.returncode, "", done.stderr), "error: No space left on device [cannot-write]\n  Make room there")

"""`generate --spec` for many documents: in this process, in several, and on a Dask cluster."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from .project import DOCUMENT, Project, Run, Tree, call, clean_environment, command, refused, run, stamps, tree

NAMES = ("crates.yaml", "pet-shop.yaml", "shop/openapi.yaml")
PACKAGES = ("crates", "pet_shop", "shop")
SUMMARY = """\
broken.yaml: failed
out/crates: written
out/pet_shop: written
out/shop: written
4 documents: 3 written, 1 failed
"""
SPECS = ("--spec", ".", "--spec", "shop")


def shelf(folder: Path) -> Path:
    """Fill `folder` with three documents, of which one refers to another file, and one that cannot be used."""
    for number, name in enumerate(NAMES):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DOCUMENT.replace("List the crates.", f"List the crates of shelf {number}."))
    (folder / "broken.yaml").write_text("openapi: [")
    shop = folder / NAMES[2]
    shop.write_text(shop.read_text().replace("'#/components/schemas/Crate'", "'parts/crate.yaml'", 1))
    (shop.parent / "parts").mkdir()
    (shop.parent / "parts" / "crate.yaml").write_text("{type: object, properties: {origin: {type: string}}}")
    return folder


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """The folder in which two processes have generated the packages of all documents, and what they said."""
    folder = shelf(tmp_path_factory.mktemp("written"))
    return folder, run("generate", *SPECS, "--out", "out", "--jobs", "2", cwd=folder)


@pytest.fixture(scope="module")
def packages(written: tuple[Path, Run]) -> Tree:
    return tree(written[0] / "out")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a Dask cluster on this machine, with one worker of two threads."""
    distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")
    from generator.emit.fleet import remote

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with distributed.LocalCluster(
            n_workers=1, threads_per_worker=2, processes=False, dashboard_address=":0", protocol="tcp"
        ) as cluster:
            yield cluster.scheduler_address
            remote.children().close()


def refused_broken(done: Run) -> None:
    assert done.code == 2
    assert done.err.startswith("error: broken.yaml:")
    assert done.err.count("error: ") == 1
    assert "Traceback" not in done.err


def test_one_document_that_fails_stops_no_other(written: tuple[Path, Run]):
    folder, done = written
    refused_broken(done)
    assert done.out == SUMMARY
    assert sorted(path.name for path in (folder / "out").iterdir()) == sorted(PACKAGES)
    for number, package in enumerate(PACKAGES):
        source = folder / "out" / package / "src" / package
        assert f"crates of shelf {number}." in (source / "resources" / "crates.py").read_text()


def test_one_process_writes_the_same(packages: Tree, tmp_path: Path):
    done = run("generate", *SPECS, "--out", "out", "--jobs", "1", cwd=shelf(tmp_path))
    refused_broken(done)
    assert done.out == SUMMARY
    assert tree(tmp_path / "out") == packages


def test_a_cluster_writes_the_same(packages: Tree, scheduler: str, tmp_path: Path):
    done = run("generate", *SPECS, "--out", "out", "--dask", scheduler, cwd=shelf(tmp_path))
    refused_broken(done)
    assert done.out == SUMMARY
    assert tree(tmp_path / "out") == packages


def test_a_document_alone_is_written_the_same(written: tuple[Path, Run], packages: Tree, tmp_path: Path):
    """In a folder of its own choice, whatever else there is; a shell gives several files after one --spec."""
    document = written[0] / "pet-shop.yaml"
    out = tmp_path / "elsewhere"
    assert run("generate", "--spec", document, "--package", "pet_shop", "--out", out, cwd=tmp_path) == Run(
        0, f"{out}: written\n", ""
    )
    assert tree(out) == {
        name.removeprefix("pet_shop/"): data for name, data in packages.items() if name.startswith("pet_shop/")
    }


def test_what_is_as_it_should_be_is_not_touched_and_json_tells_the_rest(written: tuple[Path, Run], packages: Tree):
    folder, _ = written
    (folder / "out" / "shop" / "reference.md").write_text("edited")
    before = stamps(folder / "out" / "crates")
    files = [str(path.relative_to(folder)) for path in sorted(folder.glob("*.yaml"))]
    done = run("generate", "--spec", *files, "shop/openapi.yaml", "--out", "out", "--format", "json", cwd=folder)
    assert done.code == 2
    told = {each["document"]: each for each in json.loads(done.out)["documents"]}
    assert {name: each["result"] for name, each in told.items()} == {
        "broken.yaml": "failed", "crates.yaml": "unchanged", "pet-shop.yaml": "unchanged", "shop/openapi.yaml": "written",
    }  # fmt: skip
    [finding] = told["broken.yaml"]["findings"]
    assert (finding["file"], finding["severity"]) == ("broken.yaml", "error")
    assert stamps(folder / "out" / "crates") == before
    assert tree(folder / "out") == packages


@pytest.mark.soak
def test_vendors_are_generated_the_same_by_several_processes(project: Project, built: Project):
    project.add_vendor("shed")
    expected = {**tree(built.generated)}
    assert project.run("generate", "--jobs", "2").out == "depot: up to date\nshed: written\n"
    project.edit(project.document, "What stands on it.", "What is painted on it.")
    project.edit(project.document, "What is painted on it.", "What stands on it.")
    (project.package / "models.py").write_text("edited")
    assert project.run("generate", "--jobs", "2").out == "shed: up to date\ndepot: written\n"
    assert {name: data for name, data in tree(project.generated).items() if name.startswith("depot/")} == expected
    assert project.run("generate", "--check").code == 0, "this process alone writes the same as well"


def test_vendors_that_cannot_be_used_are_all_told_and_nothing_is_written(project: Project, scheduler: str):
    before = tree(project.generated)
    for name in ("barn", "shed"):
        project.add_vendor(name)
        (project.root / "specs" / name / "crates.yaml").write_text("openapi: [")
    project.edit(project.document, "What stands on it.", "What is painted on it.")
    refused(project.run("generate", "--dask", scheduler), "specs/barn/crates.yaml:", "specs/shed/crates.yaml:")
    assert tree(project.generated) == before


# --- refusals


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--spec", "crates.yaml", "--spec", "pet-shop.yaml", "--package", "x", "--out", "out"], "--package"),
        (["--spec", ".", "--package", "x", "--out", "out"], "--package"),
        (["--spec", "*.toml", "--out", "out"], "*.toml"),
        (["--spec", "out", "--out", "out"], "out"),
        (["--spec", "crates.yaml"], "--out"),
        (["--spec", "crates.yaml", "depot", "--out", "out"], "'depot'"),
        (["--spec", "crates.yaml", "--out", "out", "--check"], "--check"),
        (["--spec", "crates.yaml", "--out", "out", "--jobs", "2", "--dask", "tcp://x:1"], "--jobs"),
        (["--spec", "crates.yaml", "--out", "out", "--jobs", "0"], "0"),
        (["--spec", "crates.yaml", "--out", "out", "--timeout", "0"], "0"),
        (["--format", "json"], "--format"),
        (["--spec", "crates.yaml", "--out", "out", "--dask", "no address"], "'no address'"),
    ],
)
def test_options_that_do_not_go_together(arguments: list[str], said: str, tmp_path: Path):
    shelf(tmp_path)
    refused(call("generate", *arguments, cwd=tmp_path), said)
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []


def test_two_documents_of_one_name_are_refused_before_anything_is_done(tmp_path: Path):
    shelf(tmp_path)
    (tmp_path / "Pet Shop.json").touch()
    refused(
        call("generate", "--spec", ".", "--out", "out", cwd=tmp_path), "Pet Shop.json", "pet-shop.yaml", "'pet_shop'"
    )
    assert not (tmp_path / "out").exists()


def test_without_the_extra_it_names_it(tmp_path: Path):
    hidden = "import sys; sys.modules['distributed'] = None; from generator.cli import main; main()"
    arguments = ["generate", "--spec", "crates.yaml", "--out", "out", "--dask", "tcp://127.0.0.1:1"]
    done = subprocess.run(
        [sys.executable, "-c", hidden, *arguments], cwd=shelf(tmp_path), env=clean_environment(), capture_output=True,
        text=True, check=False, timeout=60,
    )  # fmt: skip
    refused(Run(done.returncode, done.stdout, done.stderr), "'specloom[dask]'")


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are restricted there")
def test_names_are_text_and_a_folder_that_is_not_ours_fails_its_document_alone(tmp_path: Path):
    """A name is a line of its own, whatever it holds, and a folder with something else in it stays as it is."""
    evil = "x\n0 documents: all fine\x1b[2J\u202e"
    (tmp_path / f"{evil}.yaml").write_text("openapi: [")
    (tmp_path / "crates.yaml").write_text(DOCUMENT)
    (tmp_path / "taken.yaml").write_text(DOCUMENT)
    (tmp_path / "out" / "taken").mkdir(parents=True)
    (tmp_path / "out" / "taken" / "precious.txt").write_text("precious")
    done = run("generate", "--spec", ".", "--out", "out", "--jobs", "1", cwd=tmp_path)
    assert done.code == 2
    assert done.out.splitlines() == [
        "out/crates: written",
        "taken.yaml: failed",
        r"x\n0 documents: all fine\x1b[2J\u202e.yaml: failed",
        "3 documents: 1 written, 2 failed",
    ]
    assert "out/taken: exists and is not a package" in done.err
    assert not {"\x1b", "\u202e"} & set(done.err)
    assert [line for line in done.err.splitlines() if line.startswith("0 documents")] == []
    assert (tmp_path / "out" / "taken" / "precious.txt").read_text() == "precious"


# --- interrupted or killed


def many(folder: Path) -> list[str | Path]:
    """Write a dozen documents; return what generates their packages in two processes."""
    folder.mkdir()
    for number in range(12):
        (folder / f"crates{number}.yaml").write_text(DOCUMENT)
    return ["generate", "--spec", folder, "--out", folder.parent / "out", "--jobs", "2"]


def started(arguments: list[str | Path], temporary: Path) -> subprocess.Popen[str]:
    """Start the command with a folder for temporary files of its own."""
    temporary.mkdir()
    return subprocess.Popen(
        command(*arguments), cwd=temporary, env=clean_environment(TMPDIR=str(temporary)), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def wait_for_a_package(out: Path, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        if out.is_dir() and any(not path.name.startswith(".") for path in out.iterdir()):
            return
        time.sleep(0.005)
    pytest.fail(f"nothing was written: {process.communicate()}")


def children_of(process: subprocess.Popen[str]) -> set[int]:
    listed = Path(f"/proc/{process.pid}/task")
    return {int(pid) for task in listed.iterdir() for pid in (task / "children").read_text().split()}


def are_gone(pids: set[int]) -> bool:
    """Wait until none of the processes runs; one that waits to be told so by its parent does not."""

    def runs(pid: int) -> bool:
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            return False

    end = time.monotonic() + 15
    while any(map(runs, pids)) and time.monotonic() < end:
        time.sleep(0.02)
    return not any(map(runs, pids))


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
@pytest.mark.soak
def test_what_was_done_is_whole_and_nothing_else_is_left(number: signal.Signals, code: int, tmp_path: Path):
    out, temporary = tmp_path / "out", tmp_path / "temporary"
    process = started(many(tmp_path / "documents"), temporary)
    wait_for_a_package(out, process)
    children = children_of(process)
    os.kill(process.pid, number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert "Traceback" not in err
    assert are_gone(children)
    done = [path for path in out.iterdir() if not path.name.startswith(".")]
    assert 0 < len(done) < 12
    sizes = {len(tree(path)) for path in done}
    assert len(sizes) == 1, "all of one kind are whole, or none is"
    assert all((path / "src" / path.name / "models.py").is_file() for path in done)
    if number is not signal.SIGKILL:
        assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []
        assert list(temporary.iterdir()) == []


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path):
    (tmp_path / "crates.yaml").write_text(DOCUMENT)
    (tmp_path / "out" / ".crates.new-1-abc" / "half").mkdir(parents=True)
    assert run("generate", "--spec", "crates.yaml", "--out", "out", cwd=tmp_path).code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["crates"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs flock")
def test_two_runs_never_write_to_one_folder(tmp_path: Path):
    import fcntl

    (tmp_path / "crates.yaml").write_text(DOCUMENT)
    (tmp_path / "out").mkdir()
    descriptor = os.open(tmp_path / "out", os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        refused(run("generate", "--spec", "crates.yaml", "--out", "out", cwd=tmp_path), "another run is writing here")
    finally:
        os.close(descriptor)

"""`make dist`, and installing a package from a sub-directory of a repository."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from generator.workspace.paths import vendors
from generator.workspace.vendor import load_vendor

from .environment import Environment

pytestmark = pytest.mark.install

ROOT = Path(__file__).parents[2]


def _dist(root: Path, out: Path, **variables: str) -> dict[str, str]:
    """Run `make dist` with this environment, without a network to speak of; return the hash of each archive."""
    unset = {name: value for name, value in os.environ.items() if name not in {"SOURCE_DATE_EPOCH", "MAKEFLAGS"}}
    offline = {"PIP_NO_INDEX": "1", "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    command = ["make", "--silent", "-o", ".venv/.ready", "dist", f"BIN={Path(sys.executable).parent}", f"OUT={out}"]
    done = subprocess.run(
        command,
        cwd=root,
        env={**unset, **offline, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    _dist(ROOT, out)
    return out


def _versions() -> dict[str, str]:
    folders = [ROOT, *(ROOT / "generated" / vendor for vendor in vendors(ROOT))]
    projects = [tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"] for folder in folders]
    return {project["name"].replace("-", "_"): project["version"] for project in projects}


def test_each_distribution_has_a_wheel_and_a_source_archive(archives: Path) -> None:
    stems = [f"{name}-{version}" for name, version in _versions().items()]
    assert {path.name for path in archives.iterdir()} == {
        name for stem in stems for name in (f"{stem}.tar.gz", f"{stem}-py3-none-any.whl")
    }


def test_two_builds_give_the_same_bytes_wherever_and_whenever(archives: Path, tmp_path: Path) -> None:
    """The other one is of a copy, whose files are of another time."""
    copy = tmp_path / "elsewhere"
    ignored = shutil.ignore_patterns(".*", "__pycache__", "dist", "build")
    shutil.copytree(ROOT, copy, ignore=ignored, symlinks=True, copy_function=shutil.copyfile)
    shutil.copy(ROOT / ".gitignore", copy)
    for path in copy.rglob("*"):
        os.utime(path, (1e9, 1e9), follow_symlinks=False)
    again = _dist(copy, tmp_path / "out")
    first = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(archives.iterdir())}
    ours = f"specloom-{_versions()['specloom']}.tar.gz"  # has hidden files of the repository, which the copy does not
    assert {name: text for name, text in again.items() if name != ours} == {
        name: text for name, text in first.items() if name != ours
    }
    assert _dist(copy, tmp_path / "out") == again
    assert _dist(copy, tmp_path / "later", SOURCE_DATE_EPOCH="1700000000") != again


def test_building_leaves_nothing_behind(archives: Path) -> None:
    assert archives.is_dir()
    for vendor in vendors(ROOT):
        assert {path.name for path in (ROOT / "generated" / vendor).iterdir()} <= {
            "CHANGELOG.md", "README.md", "pyproject.toml", "reference.md", "src",
        }  # fmt: skip


def test_archives_have_what_is_generated_and_the_tool_its_templates(archives: Path) -> None:
    for vendor in vendors(ROOT):
        folder = ROOT / "generated" / vendor
        package = load_vendor(ROOT / "specs" / vendor).package
        stem = f"{package.distribution.replace('-', '_')}-{package.version}"
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        files = {name for name in files if "__pycache__" not in name}
        with tarfile.open(archives / f"{stem}.tar.gz") as source:
            assert {name.partition("/")[2] for name in source.getnames()} == {*files, "PKG-INFO", ".gitignore"}
        with zipfile.ZipFile(archives / f"{stem}-py3-none-any.whl") as wheel:
            code = {name for name in wheel.namelist() if ".dist-info/" not in name}
        assert code == {name.removeprefix("src/") for name in files if name.startswith("src/")}
    with zipfile.ZipFile(archives / f"specloom-{_versions()['specloom']}-py3-none-any.whl") as wheel:
        names = set(wheel.namelist())
    assert {"generator/cli/release.py", "generator/_templates/runtime/client.py"} <= names


@pytest.mark.parametrize("vendor", vendors(ROOT)[:1])
def test_a_package_installs_from_a_folder_of_a_repository(vendor: str, tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    shutil.copytree(ROOT / "generated", repository / "generated", ignore=shutil.ignore_patterns("__pycache__", ".*"))
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false"]
    package = load_vendor(ROOT / "specs" / vendor).package
    tag = f"{package.distribution}-v{package.version}"
    for arguments in (["init", "--quiet"], ["add", "--all"], [*identity, "commit", "--quiet", "-m", "x"], ["tag", tag]):
        subprocess.run(["git", *arguments], cwd=repository, capture_output=True, check=True)
    folder = tmp_path / "environment"
    folder.mkdir()
    environment = Environment.create(folder)
    url = f"git+{repository.as_uri()}@{tag}#subdirectory=generated/{vendor}"
    environment.pip("install", "--quiet", "--disable-pip-version-check", url)
    code = f"import {package.import_name} as it; print(it.__version__, it.{package.client}.__name__)"
    assert environment.run("-c", code) == f"{package.version} {package.client}\n"
    assert "No broken requirements found." in environment.pip("check")

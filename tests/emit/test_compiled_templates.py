"""Templates compiled once: code that is kept is used again, and never in place of another text."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment, FileSystemLoader, nodes

from generator.emit.compiled_templates import CompiledTemplates
from generator.workspace.paths import templates_folder

if TYPE_CHECKING:
    from pathlib import Path


def rendered(folder: Path, version: str = "1") -> str:
    """Render the template in `folder` as a new process would."""
    cache = CompiledTemplates(folder / "__pycache__", version)
    return Environment(loader=FileSystemLoader(folder), bytecode_cache=cache).get_template("a.jinja").render(x=2)


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("__pycache__/*"))


def test_code_is_used_again(tmp_path: Path) -> None:
    (tmp_path / "a.jinja").write_text("{{ x }} and more")
    assert rendered(tmp_path) == "2 and more"
    [file] = kept(tmp_path)
    file.write_bytes(file.read_bytes().replace(b"and more", b"AND MORE"))
    assert rendered(tmp_path) == "2 AND MORE"


def test_another_text_is_compiled_anew_and_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "a.jinja").write_text("old")
    rendered(tmp_path)
    (tmp_path / "a.jinja").write_text("new")
    assert rendered(tmp_path) == "new"
    assert len(kept(tmp_path)) == 1


def test_another_version_of_the_engine_uses_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.jinja").write_text("text")
    rendered(tmp_path, "1")
    rendered(tmp_path, "2")
    assert len(kept(tmp_path)) == 2


@pytest.mark.parametrize("damage", [b"", b"j2", b"\0" * 200], ids=["empty", "cut off", "nonsense"])
def test_damaged_code_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "a.jinja").write_text("{{ x }}")
    rendered(tmp_path)
    [file] = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(damage)
    assert rendered(tmp_path) == "2"
    assert file.read_bytes() == whole


def test_code_that_is_cut_off_in_its_middle_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "a.jinja").write_text("{{ x }}")
    rendered(tmp_path)
    [file] = kept(tmp_path)
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        assert rendered(tmp_path) == "2"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.jinja").write_text("{{ x }}")
    tmp_path.chmod(0o500)
    try:
        assert rendered(tmp_path) == "2"
    finally:
        tmp_path.chmod(0o700)


def test_a_folder_that_cannot_be_made_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.jinja").write_text("{{ x }}")
    (tmp_path / "__pycache__").write_text("a file")
    assert rendered(tmp_path) == "2"


def test_no_template_applies_a_filter_to_a_constant() -> None:
    """Jinja would do that while it compiles, and a changed filter would not show."""
    environment = Environment()
    for path in sorted(templates_folder().rglob("*.jinja*")):
        if path.suffix == ".pyc":
            continue
        for call in environment.parse(path.read_text("utf-8")).find_all((nodes.Filter, nodes.Test)):
            constant = isinstance(call.node, nodes.Const | nodes.TemplateData | nodes.List | nodes.Tuple | nodes.Dict)
            assert not constant, f"{path.name}:{call.lineno}: {call.name}"

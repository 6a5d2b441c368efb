from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.findings import SpecloomError
from generator.emit.format import format_folders


def test_imports_are_pruned_and_sorted_and_the_rest_is_formatted(tmp_path: Path):
    path = tmp_path / "inner" / "a.py"
    path.parent.mkdir()
    path.write_text("import sys, os\nimport json\nx = {'a' :\n  os.name, 'b': sys.path}\n")
    format_folders([tmp_path])
    assert path.read_text() == 'import os\nimport sys\n\nx = {"a": os.name, "b": sys.path}\n'


def test_the_settings_of_the_project_around_make_no_difference(tmp_path: Path):
    (tmp_path / "pyproject.toml").write_text(
        "[tool.ruff]\nline-length = 40\n[tool.ruff.format]\nquote-style = 'single'\n"
    )
    path = tmp_path / "a.py"
    path.write_text(f'x = "{"a" * 60}", "b"\n')
    format_folders([tmp_path])
    assert path.read_text() == f'x = "{"a" * 60}", "b"\n'
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.py", "pyproject.toml"]


def test_what_is_no_python_is_an_error(tmp_path: Path):
    (tmp_path / "a.py").write_text("def (:\n")
    with pytest.raises(SpecloomError, match=r"a\.py"):
        format_folders([tmp_path])

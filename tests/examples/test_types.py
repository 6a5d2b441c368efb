"""Every example satisfies strict type checkers: what several packages share is of types that fit all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.emit.checkers import CHECKERS, reported_lines

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize("example", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.stem)
@pytest.mark.types
def test_an_example_is_typed(checker: str, example: Path, tmp_path: Path) -> None:
    assert reported_lines(checker, example, ROOT.glob("generated/*/src"), tmp_path) == []

from __future__ import annotations

import pytest

from generator.drift.changes import Report

from .hostile import compared


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """What two real documents full of hostile text differ in."""
    return compared(tmp_path_factory.mktemp("hostile"))

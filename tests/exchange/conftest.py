from __future__ import annotations

from typing import Any

import pytest

from .garden import garden


@pytest.fixture
def document() -> dict[str, Any]:
    return garden()

from __future__ import annotations

import os
from pathlib import Path

import pytest

PAGES = Path(__file__).parent / "pages"


@pytest.fixture
def real_pages() -> Path:
    folder = os.environ.get("SPECLOOM_PAGES")
    if not folder:
        pytest.skip("SPECLOOM_PAGES is not set: the vendors' pages are not at hand")
    return Path(folder)


@pytest.fixture
def pages() -> Path:
    return PAGES

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How fast a machine makes examples is nothing that a test is about.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

sys.path.extend(str(path) for path in sorted(Path(__file__).parents[1].glob("generated/*/src")))


@pytest.fixture(scope="session")
def real_pages() -> Path:
    """The folder of the vendors' pages, which are not part of this repository."""
    folder = os.environ.get("SPECLOOM_PAGES")
    if not folder:
        pytest.skip("SPECLOOM_PAGES is not set: the vendors' pages are not at hand")
    return Path(folder)

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

# How fast a machine makes examples is nothing that a test is about.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

sys.path.extend(str(path) for path in sorted(Path(__file__).parents[1].glob("generated/*/src")))

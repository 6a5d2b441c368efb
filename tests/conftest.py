from __future__ import annotations

import sys
from pathlib import Path

sys.path.extend(str(path) for path in sorted(Path(__file__).parents[1].glob("generated/*/src")))

"""Arguments of calls, as files of YAML hold them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")


def moment(value: Any) -> Any:
    """Return a text that is a moment (RFC 3339) as one, anything else as it is: YAML has no form for a moment."""
    if not isinstance(value, str) or not _DATE_TIME.fullmatch(value):
        return value
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return value

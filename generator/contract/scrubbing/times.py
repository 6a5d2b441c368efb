"""Moments moved together, so that the first one that is seen is always the same."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_SECOND = 1_000_000_000
# Before and after them stand dates that mean "never", not a moment of a recording.
_YEARS = range(1990, 2101)

DATE_TIME = r"(?<![\w.-])\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:?\d\d)?(?![\w-])"
"""RFC 3339 section 5.6, also with the space that its note allows, and without an offset (taken as UTC)."""

_PARTS = re.compile(r"(\d{4}-\d\d-\d\d)([Tt ])(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:?\d\d)?")


class Times:
    """Shifts every moment by one distance, which the first one sets: it becomes 2026-01-01T00:00:00Z."""

    def __init__(self) -> None:
        self._first: int | None = None

    def shift(self, text: str) -> str:
        """Return the RFC 3339 date-time `text` shifted, in its own offset and precision; others stay."""
        parts = _PARTS.fullmatch(text)
        if parts is None:
            return text
        date, separator, time, fraction, offset = parts.groups()
        moment = _moment(f"{date}T{time}{(offset or 'Z').upper()}")
        if moment is None:
            return text
        digits = fraction or ""
        shifted = self._shifted(_nanoseconds(moment) + int(digits.ljust(9, "0")))
        if shifted is None:
            return text
        seconds, rest = divmod(shifted, _SECOND)
        there = datetime.fromtimestamp(seconds, UTC).astimezone(moment.tzinfo)
        tail = f".{rest:09d}"[: len(digits) + 1] if digits else ""
        return f"{there:%Y-%m-%d}{separator}{there:%H:%M:%S}{tail}{offset or ''}"

    def shift_http(self, text: str) -> str:
        """Return the HTTP date `text` (RFC 9110 section 5.6.7) shifted; others stay."""
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return text
        if moment.tzinfo is None or moment.year not in _YEARS:
            return text
        shifted = self._shifted(_nanoseconds(moment))
        if shifted is None:
            return text
        return format_datetime(datetime.fromtimestamp(shifted // _SECOND, UTC), usegmt=True)

    def _shifted(self, nanoseconds: int) -> int | None:
        if self._first is None:
            self._first = nanoseconds
        shifted = nanoseconds - self._first + _nanoseconds(_EPOCH)
        return shifted if 0 <= shifted < 200 * 366 * 86_400 * _SECOND else None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.year in _YEARS else None


def _nanoseconds(moment: datetime) -> int:
    return (moment - datetime.fromtimestamp(0, UTC)) // timedelta(microseconds=1) * 1000

"""The time as a stand-in sees it: the machine's, unless it is told another one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Says what time it is; can be stopped, set and moved, so that hours pass in a test without waiting."""

    def __init__(self, now: datetime | None = None) -> None:
        """Start at the machine's time, or stand still at `now`, which must be aware.

        Raises:
            ValueError: `now` has no time zone.
        """
        self._stopped: datetime | None = None
        self._shift = timedelta()
        if now is not None:
            self.set(now)

    def now(self) -> datetime:
        """Return the time in UTC."""
        return self._stopped if self._stopped is not None else datetime.now(UTC) + self._shift

    def seconds(self) -> float:
        """Return the time in seconds since 1970."""
        return self.now().timestamp()

    def text(self) -> str:
        """Return the time as RFC 3339 has it, with milliseconds."""
        return self.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def set(self, now: datetime) -> None:
        """Stand still at `now`.

        Raises:
            ValueError: it has no time zone.
        """
        if now.tzinfo is None:
            msg = f"{now.isoformat()} has no time zone"
            raise ValueError(msg)
        self._stopped = now.astimezone(UTC)

    def advance(self, seconds: float) -> None:
        """Move the time by `seconds`; a clock that stands still stays so."""
        if self._stopped is not None:
            self._stopped += timedelta(seconds=seconds)
        else:
            self._shift += timedelta(seconds=seconds)

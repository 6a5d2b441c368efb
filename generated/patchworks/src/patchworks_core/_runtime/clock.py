"""Time, in one place, so that a test can stand in for it."""

from __future__ import annotations

import time


class Clock:
    """The system's clock. All figures are seconds."""

    def now(self) -> float:
        """Return the time of day as Unix time."""
        return time.time()

    def elapsed(self) -> float:
        """Return the reading of a clock that never goes back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    async def sleep_async(self, seconds: float) -> None:
        """Wait without blocking the event loop."""
        import asyncio

        await asyncio.sleep(seconds)

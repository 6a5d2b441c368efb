"""Time as tests move it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from generator.standin.clock import Clock


def test_a_clock_that_is_set_stands_still_until_it_is_moved() -> None:
    clock = Clock(datetime(2026, 1, 31, 13, tzinfo=timezone(timedelta(hours=1))))
    assert clock.text() == clock.text() == "2026-01-31T12:00:00.000Z"
    clock.advance(3600.5)
    assert clock.text() == "2026-01-31T13:00:00.500Z"


def test_a_clock_that_goes_keeps_going_after_it_is_moved() -> None:
    clock = Clock()
    before = datetime.now(UTC)
    clock.advance(86_400)
    assert timedelta(days=1) <= clock.now() - before < timedelta(days=1, minutes=5)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        Clock(datetime(2026, 1, 31))

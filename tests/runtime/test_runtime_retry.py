from __future__ import annotations

import dataclasses
import time

import httpx2
import pytest
from notes_api import GET
from runtime.response import Response
from runtime.retry import RetryPolicy, retry_after

NOW = 1_000_000.0


def test_delays_double_within_bounds_and_have_full_jitter() -> None:
    policy = RetryPolicy(max_retries=50, initial_delay=1, max_delay=8, budget=1e9)
    longest = [1, 2, 4, 8, 8, 8]
    for attempt, bound in enumerate(longest, start=1):
        drawn = [policy.delay(attempt, 0, None) or 0 for _ in range(300)]
        assert 0 <= min(drawn) < bound * 0.1
        assert bound * 0.9 < max(drawn) <= bound


def test_no_number_of_attempts_overflows() -> None:
    assert RetryPolicy(max_retries=10**9).delay(10**9, 0, None) is not None


def test_the_policy_gives_up() -> None:
    policy = RetryPolicy(max_retries=2, max_retry_after=60, budget=100)
    assert policy.delay(2, 0, 60) == 60
    assert policy.delay(3, 0, None) is None
    assert policy.delay(1, 0, 60.1) is None
    assert policy.delay(1, 41, 60) is None
    assert policy.delay(1, 101, None) is None
    assert RetryPolicy(max_retries=0).delay(1, 0, 0) is None


def test_a_policy_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        RetryPolicy().max_retries = 9  # type: ignore[misc]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "0"}, 0),
        ({"Retry-After": " 12 "}, 12),
        ({"Retry-After": "1.5"}, 1.5),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after-ms": "250", "Retry-After": "9"}, 0.25),
        ({"retry-after-ms": "soon", "Retry-After": "9"}, 9),
        ({"Retry-After": "Mon, 12 Jan 1970 13:46:50 GMT"}, 10),
        ({"Retry-After": "Mon, 12 Jan 1970 13:00:00 GMT"}, 0),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "nan"}, None),
        ({"Retry-After": "inf"}, None),
        ({"Retry-After": "later"}, None),
        ({"Retry-After": "Mon, 99 Jan 99999 13:00:00 GMT"}, None),
        ({"Retry-After": "9" * 400}, float("inf")),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    response = Response(
        GET, method="GET", url="https://a.invalid/", status=429, headers=httpx2.Headers(headers), content=b""
    )
    assert retry_after(response, NOW) == seconds


@pytest.mark.parametrize("date", ["Mon Jan 12 13:46:50 1970", "Mon, 12 Jan 1970 13:46:50 -0000"])
def test_a_date_that_names_no_zone_is_in_utc(monkeypatch: pytest.MonkeyPatch, date: str) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        test_retry_after({"Retry-After": date}, 10)
    finally:
        monkeypatch.undo()
        time.tzset()

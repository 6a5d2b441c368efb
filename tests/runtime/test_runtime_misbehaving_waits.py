"""How long a server may make the client wait, and how long a call may take in all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest
from both_clients import SAMPLES
from raw_server import Exchange, RawServer, answers, resets_after
from runtime.errors import APIConnectionError, RateLimitError, ServiceUnavailableError
from runtime.options import RequestOptions
from runtime.retry import RetryPolicy

if TYPE_CHECKING:
    from both_clients import Driver

NOTE = b'{"_id": "n"}'


def ago(days: float) -> str:
    return format_datetime(datetime.now(UTC) - timedelta(days=days), usegmt=True)


TOO_LONG = {
    "a day": "Retry-After: 86400",
    "a little more than a minute": "Retry-After: 61",
    "a day in milliseconds": "retry-after-ms: 86400000",
    "more than a number holds": "Retry-After: " + "9" * 400,
    "milliseconds without end": "retry-after-ms: " + "9" * 400,
    "tomorrow": f"Retry-After: {ago(-1)}",
    "the year 9999": "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT",
    "milliseconds win": "retry-after-ms: 86400000\r\nRetry-After: 1",
}


@pytest.mark.parametrize("header", TOO_LONG.values(), ids=TOO_LONG)
@pytest.mark.parametrize(("status", "name"), [(429, "GET"), (429, "POST"), (503, "GET"), (503, "POST")])
def test_a_wait_that_is_too_long_is_an_error_at_once(
    raw: RawServer, driver: Driver, header: str, status: int, name: str
) -> None:
    raw.otherwise = answers(status, b"", header)
    kind = RateLimitError if status == 429 else ServiceUnavailableError
    assert SAMPLES[name].failure(driver, kind).status == status
    assert driver.clock.slept == []
    assert len(raw.requests) == 1


ASKED = {
    "nothing": ("Retry-After: 0", 0.0),
    "seconds": ("Retry-After: 7", 7.0),
    "a fraction": ("Retry-After: 0.5", 0.5),
    "a minute": ("Retry-After: 60", 60.0),
    "milliseconds": ("retry-after-ms: 1500", 1.5),
    "milliseconds before seconds": ("Retry-After: 50\r\nretry-after-ms: 1500", 1.5),
    "yesterday": (f"Retry-After: {ago(1)}", 0.0),
    "the year 1": ("Retry-After: Mon, 01 Jan 0001 00:00:00 GMT", 0.0),
    "1970": ("Retry-After: Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
}


@pytest.mark.parametrize(("header", "seconds"), ASKED.values(), ids=ASKED)
def test_a_wait_that_is_asked_for_is_kept(raw: RawServer, driver: Driver, header: str, seconds: float) -> None:
    raw.script = [answers(429, b"", header), answers(201, NOTE)]
    assert SAMPLES["POST"].call(driver).id == "n"
    assert sum(driver.clock.slept) == seconds
    assert len(raw.requests) == 2


NONSENSE = [
    "-1",
    "nan",
    "inf",
    "-inf",
    "1e400",
    "1e3",
    "0x10",
    "\u0661",
    "soon",
    "",
    ";",
    "7 seconds",
    "Retry-After: 5",
]
NONSENSE += ["Mon, 99 Jan 99999 13:00:00 GMT", "Mon, 01 Jan 2026 00:00:00 +9999999", "86400, 1", "\xff"]


@pytest.mark.parametrize("value", NONSENSE)
def test_a_wait_that_makes_no_sense_is_passed_over(raw: RawServer, driver: Driver, value: str) -> None:
    for header in ("Retry-After", "retry-after-ms"):
        driver.clock.slept.clear()
        text = f"{header}: {value.encode().decode('latin-1')}"
        raw.script = [answers(429, b"", text), answers(429, b"", text), answers(201, NOTE)]
        assert SAMPLES["POST"].call(driver).id == "n"
        assert 0 <= driver.clock.slept[0] <= 0.5
        assert 0 <= driver.clock.slept[1] <= 1.0


def test_the_waits_of_one_call_stay_within_its_budget(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = answers(429, b"", "Retry-After: 50")
    SAMPLES["GET"].failure(driver, RateLimitError, RequestOptions(retry=RetryPolicy(max_retries=99, budget=120)))
    assert driver.clock.slept == [50, 50]
    assert len(raw.requests) == 3


def test_the_time_of_the_attempts_counts_too(raw: RawServer, driver: Driver) -> None:
    def takes_a_minute(exchange: Exchange) -> None:
        driver.clock.slept.append(60)
        resets_after(exchange)

    raw.otherwise = takes_a_minute
    SAMPLES["GET"].failure(driver, APIConnectionError, RequestOptions(retry=RetryPolicy(max_retries=99, budget=100)))
    assert len(raw.requests) == 2


def test_the_budget_belongs_to_a_call_and_not_to_the_client(raw: RawServer, driver: Driver) -> None:
    raw.otherwise = answers(429, b"", "Retry-After: 50")
    for number in (1, 2, 3):
        SAMPLES["GET"].failure(driver, RateLimitError)
        assert len(raw.requests) == 3 * number


@pytest.mark.parametrize("retries", [0, 1, 5])
def test_as_many_attempts_are_made_as_the_policy_allows(raw: RawServer, driver: Driver, retries: int) -> None:
    raw.otherwise = answers(503, b"", "Retry-After: 1")
    SAMPLES["GET"].failure(driver, ServiceUnavailableError, RequestOptions(retry=RetryPolicy(max_retries=retries)))
    assert driver.clock.slept == [1] * retries
    assert len(raw.requests) == retries + 1

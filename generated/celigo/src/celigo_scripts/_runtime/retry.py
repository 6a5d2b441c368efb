"""When a failed call is sent again, and after how long."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from .call import Call
    from .errors import APIConnectionError
    from .response import Response

# The largest power of two that a delay is multiplied by; beyond it, only overflow is to be had.
_MOST_DOUBLINGS = 30


class Retry(Protocol):
    """How often and how patiently to try again; whether a repeat is safe is not left to it."""

    def delay(self, attempt: int, elapsed: float, retry_after: float | None) -> float | None:
        """Return the seconds to wait before the next attempt; None gives up.

        Args:
            attempt: how many attempts have failed, from 1.
            elapsed: seconds since the first one began.
            retry_after: seconds that the server asks to wait, if it does.
        """
        ...


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Exponential backoff with full jitter, within bounds. All times are seconds.

    Attributes:
        max_retries: attempts after the first; 0 never repeats.
        initial_delay: the longest wait before the first repeat; it doubles with each.
        max_delay: the longest wait of our own choosing.
        max_retry_after: the longest wait that a server may ask for; beyond it the error is raised at once.
        budget: no repeat begins later than this after the first attempt began.
    """

    max_retries: int = 2
    initial_delay: float = 0.5
    max_delay: float = 8.0
    max_retry_after: float = 60.0
    budget: float = 120.0

    def delay(self, attempt: int, elapsed: float, retry_after: float | None) -> float | None:
        """Return the seconds to wait before the next attempt; None gives up."""
        if attempt > self.max_retries:
            return None
        if retry_after is None:
            longest = min(self.max_delay, self.initial_delay * 2.0 ** min(attempt - 1, _MOST_DOUBLINGS))
            wait = random.uniform(0, longest)  # noqa: S311
        elif retry_after > self.max_retry_after:
            return None
        else:
            wait = retry_after
        return wait if elapsed + wait <= self.budget else None


def may_repeat(call: Call[Any], outcome: Response[Any] | APIConnectionError) -> bool:
    """Say whether sending `call` again is safe, and may end better.

    It is not when the first attempt may have been executed and a second execution would do harm, nor when the body was
    a stream that is used up. A request that was never sent (no connection) and one that was turned away (429) may be
    repeated whatever the method.
    """
    if not call.is_replayable:
        return False
    if isinstance(outcome, Exception):
        return outcome.may_pass and (not outcome.was_sent or call.is_idempotent)
    if outcome.is_success or call.operation.any_status:
        return False
    if outcome.status == 429:
        return True
    return call.is_idempotent and (
        outcome.status == 408 or (outcome.status >= 500 and outcome.status not in {501, 505})
    )


def retry_after(response: Response[Any], now: float) -> float | None:
    """Return the seconds that an answer asks to wait (RFC 9110 section 10.2.3, or `retry-after-ms`); None if none.

    Args:
        response: the answer.
        now: the time of day as Unix time, which a date counts from.
    """
    milliseconds = _number(response.headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    value = response.headers.get("retry-after", "").strip()
    seconds = _number(value)
    if seconds is not None or not value:
        return seconds
    try:
        date = parsedate_to_datetime(value)
        # All of HTTP's dates are in UTC, those too that do not say so (RFC 9110 section 5.6.7).
        return max(0.0, (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - now)
    except (ValueError, OverflowError):
        return None


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text.strip()) else None

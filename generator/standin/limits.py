"""How much a vendor serves: rates, simultaneous calls and header sizes, as `x-specloom-limits` states them."""

from __future__ import annotations

import math
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from generator.exchange.messages import Request
from generator.exchange.operations import Operation
from generator.standin.causes import Cause, Refused
from generator.standin.clock import Clock

_TOLERANCE = 1e-4  # of a token: seconds since 1970 are that exact


class Bucket:
    """A bucket of tokens that refills steadily."""

    def __init__(self, size: float, per_second: float, clock: Clock) -> None:
        self._size = size
        self._per_second = per_second
        self._clock = clock
        self._level = size
        self._at = clock.seconds()

    def take(self) -> float:
        """Take a token and return 0, or return the seconds until there is one."""
        now = self._clock.seconds()
        self._level = min(self._size, self._level + max(0.0, now - self._at) * self._per_second)
        self._at = now
        if self._level >= 1 - _TOLERANCE:
            self._level = max(0.0, self._level - 1)
            return 0.0
        return (1 - self._level) / self._per_second if self._per_second > 0 else math.inf


class Limits:
    """Holds the limits of one document: those at its top for all calls, those of an operation for its SDK method."""

    def __init__(self, document: dict[str, Any], clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[str, Bucket] = {}
        self._running: dict[str, int] = {}
        whole: dict[str, Any] = document.get("x-specloom-limits") or {}
        self._bucket = self._made_bucket(whole)
        self._header_bytes: int | None = whole.get("header_bytes")

    @contextmanager
    def admitted(self, operation: Operation, request: Request) -> Generator[None]:
        """Count a call in for as long as the context lasts.

        Raises:
            Refused: it is over a limit; the answer says when to come back, in whole seconds, where that is known.
        """
        own = operation.limits or {}
        self._check_headers(own, request)
        self._take(operation, own)
        most = own.get("simultaneous", {}).get("calls")
        name = operation.sdk_method
        if most is None:
            yield
            return
        if self._running.get(name, 0) >= most:
            raise Refused(Cause.TOO_MANY, f"{most} calls of {name} are running already", details={"limit": most})
        self._running[name] = self._running.get(name, 0) + 1
        try:
            yield
        finally:
            self._running[name] -= 1

    def _take(self, operation: Operation, own: dict[str, Any]) -> None:
        buckets = [self._bucket] if self._bucket is not None else []
        if "rate" in own:
            name = operation.sdk_method
            if name not in self._buckets and (made := self._made_bucket(own)) is not None:
                self._buckets[name] = made
            buckets += [self._buckets[name]] if name in self._buckets else []
        wait = max((bucket.take() for bucket in buckets), default=0.0)
        if wait > 0:
            seconds = 3600 if math.isinf(wait) else max(1, math.ceil(wait))
            message = f"too many requests: come back in {seconds} s"
            headers = (("Retry-After", str(seconds)),)
            raise Refused(Cause.TOO_MANY, message, headers=headers, details={"retry_after": seconds})

    def _check_headers(self, own: dict[str, Any], request: Request) -> None:
        most: int | None = own.get("header_bytes", self._header_bytes)
        if most is None:
            return
        size = sum(len(name) + len(value) + 4 for name, value in request.headers)
        if size > most:
            raise Refused(Cause.HEADERS_TOO_LARGE, f"the headers have {size} bytes where {most} are the most")

    def _made_bucket(self, limits: dict[str, Any]) -> Bucket | None:
        rate = limits.get("rate")
        if not rate:
            return None
        per_second = float(rate.get("refill_per_second", 1))
        return Bucket(float(rate.get("bucket", per_second)), per_second, self._clock)

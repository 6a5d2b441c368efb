"""Rates, simultaneous calls and header sizes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from generator.exchange.messages import Request
from generator.exchange.operations import Api, Operation
from generator.standin.causes import Refused
from generator.standin.clock import Clock
from generator.standin.limits import Limits

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
GET = Request("GET", "http://127.0.0.1/a")


def operations(limits: Any, *, whole: bool = False) -> tuple[dict[str, Any], list[Operation]]:
    names = ("a", "b")
    paths = {
        f"/{name}": {"get": {"operationId": name, "responses": {}} | ({} if whole else {"x-specloom-limits": limits})}
        for name in names
    }
    document = {"paths": paths} | ({"x-specloom-limits": limits} if whole else {})
    return document, list(Api(document, "limited").operations)


def served(limits: Limits, operation: Operation, request: Request = GET) -> bool:
    try:
        with limits.admitted(operation, request):
            return True
    except Refused:
        return False


def test_a_bucket_of_the_document_counts_all_calls_and_refills() -> None:
    clock = Clock(NOON)
    document, (one, other) = operations({"rate": {"bucket": 1000, "refill_per_second": 300}}, whole=True)
    limits = Limits(document, clock)
    assert all(served(limits, (one, other)[number % 2]) for number in range(1000))
    with pytest.raises(Refused) as caught, limits.admitted(one, GET):
        pass
    assert dict(caught.value.headers) == {"Retry-After": "1"}
    clock.advance(0.1)
    assert [served(limits, one) for _ in range(31)] == [True] * 30 + [False]
    clock.advance(3600)
    assert sum(served(limits, one) for _ in range(2000)) == 1000


def test_a_bucket_of_an_operation_is_its_own() -> None:
    document, (one, other) = operations({"rate": {"bucket": 1, "refill_per_second": 0.01}})
    limits = Limits(document, Clock(NOON))
    assert (served(limits, one), served(limits, one), served(limits, other)) == (True, False, True)
    with pytest.raises(Refused) as caught, limits.admitted(one, GET):
        pass
    assert dict(caught.value.headers) == {"Retry-After": "100"}


def test_simultaneous_calls_end_with_their_context_however_it_ends() -> None:
    document, (one, other) = operations({"simultaneous": {"calls": 2}})
    limits = Limits(document, Clock(NOON))
    with limits.admitted(one, GET), limits.admitted(one, GET):
        assert not served(limits, one)
        assert served(limits, other)
    with pytest.raises(ZeroDivisionError), limits.admitted(one, GET):
        _ = 1 / 0
    with limits.admitted(one, GET):
        assert served(limits, one)


def test_headers_may_have_so_many_bytes() -> None:
    document, (one, _) = operations({"header_bytes": 100})
    limits = Limits(document, Clock(NOON))
    assert served(limits, one, Request("GET", GET.url, (("X", "a" * 95),)))
    assert not served(limits, one, Request("GET", GET.url, (("X", "a" * 96),)))

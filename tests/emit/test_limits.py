from __future__ import annotations

from typing import Any

import pytest

from generator.emit.limits import limits


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ({"simultaneous": {"calls": 10, "per": "tenant"}}, "At most 10 calls at the same time per tenant."),
        ({"simultaneous": {"calls": 1}}, "At most 1 call at the same time."),
        (
            {"rate": {"bucket": 1000, "refill_per_second": 300, "per": "account"}},
            "At most 1,000 calls at once, 300 a second in the long run per account.",
        ),
        ({"rate": {"bucket": 5}}, "At most 5 calls at once."),
        ({"duration_seconds": 840}, "A run may take 840 seconds."),
        ({"header_bytes": 256000}, "All request headers together may have 256,000 bytes."),
    ],
)
def test_limits_in_words(stated: dict[str, Any], words: str):
    assert limits({"x-specloom-limits": stated}) == (words,)


def test_where_nothing_is_stated_nothing_is_said():
    assert limits({}) == ()

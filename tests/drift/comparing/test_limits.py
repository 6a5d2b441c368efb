from typing import Any

from .documents import changes, document, edited, one, verdicts

KEY = "x-specloom-limits"


def between(before: Any, after: Any) -> dict[str, str]:
    return edited({KEY: before}, {KEY: after})


def test_numbers_say_how_much_is_allowed():
    assert between({"duration_seconds": 840}, {"duration_seconds": 600}) == {
        "api-limit-decreased": "safe safe breaking"
    }
    assert between({"duration_seconds": 600}, {"duration_seconds": 840}) == {"api-limit-increased": "safe safe safe"}
    assert between({"rate": {"per": "account"}}, {"rate": {"per": "tenant"}}) == {
        "api-limit-changed": "safe safe risky"
    }


def test_limits_that_come_and_go():
    assert edited({}, {KEY: {"header_bytes": 1}}) == {"api-limit-added": "safe safe risky"}
    assert edited({KEY: {"header_bytes": 1}}, {}) == {"api-limit-removed": "safe safe safe"}
    assert list(between({"header_bytes": 1}, {"header_bytes": 1, "rate": {"bucket": 2}})) == ["api-limit-added"]


def test_limits_of_the_api_reach_all_operations():
    base, revision = (one({}, **{KEY: {"rate": {"bucket": size}}}) for size in (1000, 300))
    (change,) = changes(base, revision)
    assert (change.id, change.operations) == ("api-limit-decreased", ("GET /pets",))
    assert change.message == "the limit rate.bucket changed from 1000 to 300"
    assert verdicts(base, revision) == {"api-limit-decreased": "safe safe breaking"}


def test_a_limit_that_operations_share_is_one_change():
    base, revision = (
        document({f"/{i}": {"get": {KEY: {"simultaneous": {"calls": calls}}}} for i in range(3)}) for calls in (100, 10)
    )
    (change,) = changes(base, revision)
    assert len(change.operations) == 3

from generator.drift.comparing.requirements import alternatives, judged, satisfies
from generator.drift.schemas.judging import RISKY, SAFE, WIRE


def test_no_requirement_is_one_for_nothing():
    assert alternatives([], {}) == alternatives(None, {}) == [{}]
    assert alternatives([{"old": ["r"]}], {"old": "new"}) == [{"new": frozenset({"r"})}]


def test_credentials_satisfy_what_asks_for_less():
    (both,) = alternatives([{"a": ["r", "w"], "b": []}], {})
    (one,) = alternatives([{"a": ["r"]}], {})
    assert satisfies(both, one)
    assert not satisfies(one, both)
    assert satisfies(both, {})


def test_verdicts_depend_on_how_many_are_left_out():
    a, b = {"a": frozenset[str]()}, {"b": frozenset[str]()}
    assert judged([a], [a, b]) == SAFE
    assert judged([a, b], [a]) == RISKY
    assert judged([a], [b]) == WIRE
    assert judged([{}], [a]) == WIRE
    assert judged([a], [{}]) == SAFE

from generator.drift.comparing.requirements import Credentials, alternatives, satisfies
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
    assert Credentials([a], [a, b]).judged() == SAFE
    assert Credentials([a, b], [a]).judged() == RISKY
    assert Credentials([a], [b]).judged() == WIRE
    assert Credentials([{}], [a]).judged() == WIRE
    assert Credentials([a], [{}]).judged() == SAFE

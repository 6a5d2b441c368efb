import pytest

from generator.drift.comparing.media_names import contains, pairs, settings


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [("a/b", "a/b"), ("a/b", "A/B; c=d"), ("a/*", "a/b"), ("*/*", "a/b"), ("application/json", "application/hal+json")],
)
def test_contained(wide: str, narrow: str):
    assert contains(wide, narrow)


@pytest.mark.parametrize(
    ("wide", "narrow"), [("a/b", "a/c"), ("a/b", "a/*"), ("a/json", "b/x+json"), ("a/son", "a/x+json")]
)
def test_not_contained(wide: str, narrow: str):
    assert not contains(wide, narrow)


def test_parameters():
    assert settings('a/b; C="D"; e=f;') == {"c": "d", "e": "f"}


def test_each_name_has_one_twin_and_the_nearest_first():
    assert pairs({"a/b": 0, "a/x+b": 0}, {"a/y+b": 0, "a/b; v=1": 0}) == {"a/b": "a/b; v=1"}
    assert pairs({"a/b": 0, "a/c": 0}, {"a/*": 0}) == {"a/b": "a/*"}
    assert pairs({"a/*": 0}, {"a/b": 0, "a/c": 0}) == {"a/*": "a/b"}

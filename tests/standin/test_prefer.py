"""What requests ask of their answers (RFC 7240)."""

from __future__ import annotations

import pytest

from generator.standin.causes import Refused
from generator.standin.prefer import Preferences, preferences


@pytest.mark.parametrize(
    ("fields", "wishes"),
    [
        ([], Preferences()),
        (["code=404"], Preferences(code=404)),
        (["status=404"], Preferences(code=404)),
        (["code=404, code=500"], Preferences(code=404)),
        (['Code = 404 ; x=y, EXAMPLE="two words"'], Preferences(code=404, example="two words")),
        (["delay=1.5", "example=a"], Preferences(delay=1.5, example="a")),
        (["fault=reset, return=minimal, respond-async, wait=10"], Preferences(fault="reset")),
        (["", ",,", "=", '"'], Preferences()),
    ],
)
def test_what_is_known_is_read_and_the_rest_left_aside(fields: list[str], wishes: Preferences) -> None:
    assert preferences(tuple(("prefer", field) for field in fields)) == wishes


@pytest.mark.parametrize(
    "field",
    ["code=40", "code=four", "code=٤٠٤", "code=" + "9" * 5000, "delay=-1", "delay=61", "delay=nan", "delay=1e9"],
)
def test_a_value_that_cannot_be_is_refused(field: str) -> None:
    with pytest.raises(Refused) as caught:
        preferences((("Prefer", field),))
    assert (caught.value.status, caught.value.field) == (400, "Prefer")


def test_a_hostile_field_ends_soon() -> None:
    assert preferences((("Prefer", 'a="' + "\\" * 100_000),)) == Preferences()

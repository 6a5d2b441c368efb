from typing import Any

import pytest

from tests.drift.schemas.schema_pairs import of, verdicts

TEXT = {"type": "string"}


@pytest.mark.parametrize(
    ("before", "after", "action"),
    [
        ({}, {"default": "a"}, "added"),
        ({"default": "a"}, {"default": None}, "changed"),
        ({"default": None}, {}, "removed"),
    ],
)
def test_defaults_are_behaviour(before: dict[str, Any], after: dict[str, Any], action: str) -> None:
    found = verdicts(of({**TEXT, **before}), of({**TEXT, **after}), "request")
    assert found == {f"request-property-default-value-{action}": ("safe", "safe", "risky")}


def test_the_default_of_what_has_to_be_sent_is_never_in_effect() -> None:
    found = verdicts(of(TEXT, required=True), of({**TEXT, "default": "a"}, required=True), "request")
    assert found == {"request-property-default-value-added": ("safe", "safe", "safe")}
    received = verdicts(of(TEXT, required=True), of({**TEXT, "default": "a"}, required=True), "response")
    assert received == {"response-property-default-value-added": ("safe", "safe", "risky")}

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

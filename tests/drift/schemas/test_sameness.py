from typing import Any

import pytest

from generator.drift.schemas.sameness import Unchanged, same
from generator.drift.schemas.views import Viewer
from tests.drift.schemas.schema_pairs import document

A, B = ({"$ref": f"#/components/schemas/{name}"} for name in "AB")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(1, 1.0, True), (1, True, False), ([0], [False], False), ({"a": [1]}, {"a": [1]}, True), (None, 0, False)],
)
def test_values(one: Any, other: Any, expected: bool) -> None:
    assert same(one, other) is expected


@pytest.mark.parametrize(
    ("base", "revision", "expected"),
    [
        ({"A": B, "B": A}, {"A": B, "B": A}, True),
        ({"A": {"items": B}, "B": {"type": "string"}}, {"A": {"items": B}, "B": {"type": "integer"}}, False),
        ({"A": {"items": B}, "B": {"items": A}}, {"A": {"items": B}, "B": {"items": A, "maxItems": 1}}, False),
        ({"A": {"items": B}}, {"A": {"items": B}}, True),
        ({"A": {"items": B}, "B": {}}, {"A": {"items": B}}, False),
    ],
    ids=["circle", "changed behind it", "changed in a circle", "leads to nothing", "target gone"],
)
def test_equal_schemas_may_lead_to_what_changed(base: Any, revision: Any, expected: bool) -> None:
    unchanged = Unchanged(Viewer(document(base)), Viewer(document(revision)))
    assert unchanged.holds(A, A) is expected
    assert unchanged.holds({"properties": {"x": A}}, {"properties": {"x": A}}) is expected

from typing import Any

import pytest

from .documents import edited, query

AHEAD, LATER, PAST = "2026-09-01", "2027-01-01T00:00:00Z", "2026-01-01"
OLD = {"deprecated": True}
CASES: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({}, OLD, ["api-deprecated-sunset-missing", "endpoint-deprecated"]),
    ({}, {**OLD, "x-sunset": AHEAD}, ["endpoint-deprecated-with-sunset"]),
    ({}, {**OLD, "x-sunset": "soon"}, ["api-deprecated-sunset-parse", "endpoint-deprecated"]),
    ({}, {**OLD, "x-sunset": PAST}, ["api-sunset-date-too-small", "endpoint-deprecated-with-sunset"]),
    ({"x-stability-level": "alpha"}, {**OLD, "x-stability-level": "alpha"}, ["endpoint-deprecated"]),
    (
        {"x-stability-level": "beta"},
        {**OLD, "x-stability-level": "beta"},
        ["api-deprecated-sunset-missing", "endpoint-deprecated"],
    ),
    (OLD, {}, ["endpoint-reactivated"]),
    (OLD, {**OLD, "x-sunset": AHEAD}, ["sunset-set"]),
    ({**OLD, "x-sunset": AHEAD}, OLD, ["sunset-deleted"]),
    ({**OLD, "x-sunset": LATER}, {**OLD, "x-sunset": AHEAD}, ["api-sunset-date-changed-too-small"]),
    ({**OLD, "x-sunset": AHEAD}, {**OLD, "x-sunset": LATER}, ["sunset-changed"]),
    ({**OLD, "x-sunset": AHEAD}, {**OLD, "x-sunset": "soon"}, ["api-path-sunset-parse", "sunset-changed"]),
    ({}, {"x-stability-level": "beta"}, ["api-stability-decreased"]),
    ({"x-stability-level": "draft"}, {"x-stability-level": "alpha"}, ["api-stability-increased"]),
    ({}, {"x-stability-level": "stable"}, ["api-stability-stated"]),
    ({}, {"x-stability-level": "solid"}, ["api-invalid-stability-level"]),
]


@pytest.mark.parametrize(("before", "after", "found"), CASES)
def test_operations(before: Any, after: Any, found: list[str]):
    said = edited(before, after)
    assert list(said) == found
    assert {name: told for name, told in said.items() if told != "safe safe safe"} == {
        name: "safe risky safe" for name in found if name.startswith("endpoint-deprecated")
    }


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({}, OLD, ["request-parameter-deprecated", "request-parameter-deprecated-sunset-missing"]),
        ({}, {**OLD, "x-sunset": AHEAD}, ["request-parameter-deprecated"]),
        ({}, {**OLD, "x-sunset": "soon"}, ["request-parameter-deprecated", "request-parameter-sunset-parse"]),
        ({}, {**OLD, "x-sunset": PAST}, ["request-parameter-deprecated", "request-parameter-sunset-date-too-small"]),
        (OLD, {}, ["request-parameter-reactivated"]),
        ({}, {"x-stability-level": "solid"}, ["api-invalid-stability-level"]),
        ({**OLD, "x-sunset": AHEAD}, OLD, ["request-parameter-sunset-deleted"]),
        (
            {**OLD, "x-sunset": LATER},
            {**OLD, "x-sunset": AHEAD},
            ["request-parameter-sunset-date-changed-too-small"],
        ),
        (
            {**OLD, "x-sunset": AHEAD},
            {**OLD, "x-sunset": "?"},
            ["request-parameter-sunset-changed", "request-parameter-sunset-parse"],
        ),
    ],
)
def test_parameters(before: Any, after: Any, found: list[str]):
    assert list(edited({"parameters": [query(**before)]}, {"parameters": [query(**after)]})) == found

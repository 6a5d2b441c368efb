from typing import Any

import pytest

from tests.drift.schemas.schema_pairs import changes, ids, of


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({}, {"deprecated": True}, ["deprecated", "deprecated-sunset-missing"]),
        ({}, {"deprecated": True, "x-sunset": "2027-01-31"}, ["deprecated-with-sunset"]),
        ({}, {"deprecated": True, "x-sunset": "2025-01-31"}, ["deprecated-with-sunset", "sunset-date-too-small"]),
        ({}, {"deprecated": True, "x-sunset": "soon"}, ["deprecated", "deprecated-sunset-invalid"]),
        ({"deprecated": True}, {}, ["reactivated"]),
        ({"deprecated": True, "x-sunset": "2027-01-31"}, {"deprecated": True}, ["sunset-deleted"]),
        ({"x-stability-level": "beta"}, {}, ["stability-increased"]),
        ({"x-stability-level": "beta"}, {"x-stability-level": "draft"}, ["stability-decreased"]),
    ],
)
def test_what_providers_say_is_advice(before: dict[str, Any], after: dict[str, Any], found: list[str]) -> None:
    assert ids(of(before), of(after)) == [f"response-property-{each}" for each in found]
    assert {str(change.verdicts.worst) for change in changes(of(before), of(after))} == {"safe"}


@pytest.mark.parametrize("level", ["gold", 1, ["beta"]])
def test_a_level_that_is_none(level: Any) -> None:
    known, unknown = of({"x-stability-level": "beta"}), of({"x-stability-level": level})
    for base, revision in ((known, unknown), (unknown, known)):
        [change] = changes(base, revision)
        assert (change.id, str(change.verdicts.worst)) == ("api-invalid-stability-level", "safe")

"""Constraints that models cannot have: the models can be built all the same, and check what they can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.document.dump import dumps
from generator.normalise.pipeline import normalise_file

from .documents import one_operation
from .packages import emit, load

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

HUGE = 10**30
FIELDS: dict[str, Any] = {
    "long": {"type": "string", "minLength": HUGE},
    "many": {"type": "array", "items": {"type": "string"}, "maxItems": 2**63},
    "short": {"type": "string", "maxLength": 3.0},
    "half": {"type": "integer", "multipleOf": 0.5},
    "between": {"type": "integer", "minimum": 0.5, "maximum": 9.5},
    "great": {"type": "integer", "minimum": HUGE},
    "moment": {"type": "string", "format": "date-time", "maxLength": 30},
    "yes": {"type": "boolean", "minimum": 3},
    "called": {"type": "string", "format": "uuid", "minLength": 24, "maxLength": 24},
    "calls": {"type": "array", "items": {"type": "string", "format": "date", "maxLength": 4}},
    "map": {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}},
}


def document(fields: dict[str, Any]) -> dict[str, Any]:
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Odd"}}}}
    return {
        **one_operation({"requestBody": body}, method="post"),
        "components": {"schemas": {"Odd": {"type": "object", "properties": fields}}},
    }


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return load(emit(document(FIELDS), "odd_constraints", tmp_path_factory.mktemp("odd"))).models


@pytest.mark.parametrize(
    "given",
    [
        {"long": ""},
        {"many": ["a"]},
        {"short": "abc"},
        {"half": 1},
        {"between": 9},
        {"great": HUGE},
        {"yes": False},
        {"called": "536e564f316c83104c000020"},
        {"calls": ["2026"]},
    ],
)
def test_a_value_that_fits_is_taken(models: ModuleType, given: dict[str, Any]) -> None:
    assert models.Odd(**given).model_dump(exclude_unset=True) == given


@pytest.mark.parametrize("given", [{"short": "abcd"}, {"between": 0}, {"great": 1}, {"map": {}}])
def test_a_value_that_does_not_is_refused(models: ModuleType, given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        models.Odd(**given)


@pytest.mark.parametrize("wrong", [{"multipleOf": 0}, {"multipleOf": -2}, {"minLength": -1}, {"maxItems": -0.5}])
def test_what_no_schema_may_say_is_left_out_with_a_warning(wrong: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(dumps(document({"a": {"type": "integer", **wrong}})), "utf-8")
    form = normalise_file(path)
    assert form.document["components"]["schemas"]["Odd"]["properties"]["a"] == {"type": "integer"}
    [finding] = form.findings
    assert finding.place.pointer == f"/components/schemas/Odd/properties/a/{next(iter(wrong))}"

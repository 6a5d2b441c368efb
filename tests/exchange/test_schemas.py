from __future__ import annotations

from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.exchange.schemas import MAX_FAULTS, Schemas


def test_kinds_go_through_references_and_compositions(document: dict[str, Any]) -> None:
    schemas = Schemas(document, "garden.json")
    composed = {"anyOf": [{"$ref": "#/components/schemas/Kind"}, {"type": ["integer", "null"]}]}
    assert schemas.kinds(composed) == {"string", "integer", "null"}
    assert schemas.kinds({}) == schemas.kinds(True) == schemas.kinds({"type": 5, "anyOf": None}) == set()


def test_a_schema_of_nothing_but_itself_ends() -> None:
    loop = {"anyOf": [{"$ref": "#/components/schemas/Loop"}] * 30}
    schemas = Schemas({"components": {"schemas": {"Loop": loop}}}, "loop.json")
    assert schemas.kinds(loop) == set()
    assert schemas.faults("rule", loop, 1) == []


def test_faults_have_pointers_with_escapes(document: dict[str, Any]) -> None:
    schema = {"additionalProperties": {"type": "string"}}
    (fault,) = Schemas(document, "garden.json").faults("rule", schema, {"a/b~c": 1})
    assert (fault.rule, fault.pointer) == ("rule", "/a~1b~0c")


def test_a_flood_of_faults_is_cut_off(document: dict[str, Any]) -> None:
    faults = Schemas(document, "garden.json").faults("rule", {"items": {"type": "string"}}, list(range(1_000)))
    assert len(faults) == MAX_FAULTS


def test_equal_schemas_made_on_the_way_do_not_mix(document: dict[str, Any]) -> None:
    schemas = Schemas(document, "garden.json")
    verdicts = [schemas.accepts({"type": kind}, "text") for kind in ("string", "integer") * 200]
    assert verdicts == [True, False] * 200


@pytest.mark.parametrize("schema", [{"type": "strnig"}, {"pattern": "("}, {"properties": 3}, 7, "string"])
def test_what_is_no_schema_is_an_error(document: dict[str, Any], schema: Any) -> None:
    with pytest.raises(SpecloomError) as caught:
        Schemas(document, "garden.json").accepts(schema, "text")
    assert caught.value.findings[0].rule == "unusable-schema"


def test_a_costly_pattern_does_not_hang(document: dict[str, Any]) -> None:
    schema = {"pattern": r"^(a+)+\1$"}
    assert Schemas(document, "garden.json").faults("rule", schema, "a" * 60 + "!")

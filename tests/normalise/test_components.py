from __future__ import annotations

from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.normalise.components import class_name, name_components

from .documents import answer, document, getting, inline_everywhere, ref
from .helpers import components, followed, normal

LEAF = {"type": "object", "properties": {"a": {"type": "string"}}}


def named(given: dict[str, Any], renames: dict[str, str] | None = None) -> dict[str, Any]:
    whole, ledger = followed(given)
    for item in whole["paths"].values():
        for operation in item.values():
            operation["operationId"] = "plants_list"
    name_components(whole, renames or {}, ledger)
    return whole


def schemas(given: dict[str, Any], renames: dict[str, str] | None = None) -> dict[str, Any]:
    return named(given, renames)["components"]["schemas"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("script_version", "ScriptVersion"),
        ("Model", "ModelSchema"),
        ("Field", "FieldSchema"),
        ("UUID", "UUIDSchema"),
        ("_id", "Id"),
        ("TypeError", "TypeErrorSchema"),
        ("1st", "St"),
        ("200", "Schema200"),
        ("日本", "Schema"),
        ("a.b", "AB"),
        ("GPT4o", "GPT4O"),
    ],
)
def test_class_names(text: str, expected: str):
    assert class_name(text) == expected


def test_every_use_follows_a_renamed_component():
    whole = named(
        getting(
            {"items": ref("plant_kind")}, plant_kind={"enum": ["a"]}, Other={"properties": {"k": ref("plant_kind")}}
        )
    )
    assert set(whole["components"]["schemas"]) == {"PlantKind", "Other"}
    assert whole["components"]["schemas"]["Other"]["properties"]["k"] == ref("PlantKind")
    response = whole["paths"]["/plants"]["get"]["responses"]["200"]
    assert response["content"]["application/json"]["schema"]["items"] == ref("PlantKind")


def test_names_that_differ_in_case_alone_get_letters_and_the_fitting_one_keeps_its_own():
    result = schemas(getting({}, foo={"title": "1"}, FOO={"title": "2"}, Foo={"title": "3"}))
    assert {name: schema["title"] for name, schema in result.items()} == {"FOO": "2", "FooLcfv": "3", "FooQvfw": "1"}


def test_names_with_slashes_and_tildes_are_followed():
    given = getting(ref("x"), **{"a/b~c": LEAF, "x": {"items": {"$ref": "#/components/schemas/a~1b~0c"}}})
    assert schemas(given)["X"]["items"] == ref("ABC")


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("a b", "a%20b"),
        ("a b", "a b"),
        ("100%", "100%25"),
        ("a%20b", "a%2520b"),
        ("Plant«Rose»", "Plant%C2%ABRose%C2%BB"),
    ],
)
def test_references_may_be_percent_encoded(name: str, reference: str):
    link = {"$ref": f"#/components/schemas/{reference}"}
    given = getting(link, **{name: {"allOf": [{"type": "object"}, {"properties": {"self": link}}]}})
    form = normal(given)
    (component,) = form.document["components"]["schemas"]
    assert form.document["components"]["schemas"][component]["properties"]["self"] == ref(component)
    assert form.ledger.unexplained() == []


def test_inline_objects_enums_and_unions_become_components():
    result = components(inline_everywhere())
    properties = result["PlantsListResponse"]["properties"]
    leaf = "PlantsListResponse"
    assert properties["list"]["items"]["items"] == ref(f"{leaf}ListItemItem")
    assert properties["map"]["additionalProperties"] == ref(f"{leaf}MapValue")
    assert properties["pattern"]["patternProperties"]["^a"] == ref(f"{leaf}PatternValue")
    assert properties["tuple"]["prefixItems"][0] == ref(f"{leaf}TuplePrefixItems")
    assert properties["default"] == {**ref(f"{leaf}Default"), "default": "x"}
    assert result[f"{leaf}Default"]["anyOf"] == [ref(f"{leaf}DefaultVariant1"), {"type": "string", "title": "Named so"}]
    assert properties["const"] == {"const": {"title": "data", "$ref": "#/nowhere"}}
    assert properties["free"] == {}
    assert properties["anything"] is True


def test_names_tell_the_operation_and_the_part():
    body = {"content": {"application/json": {"schema": LEAF}}}
    get = {
        **answer(LEAF, "201"),
        "requestBody": body,
        "parameters": [{"name": "sort-by", "in": "query", "schema": {"enum": ["a"]}}],
    }
    get["responses"]["4XX"] = {"description": "", **body, "headers": {"X-Kind": {"schema": {"enum": ["b"]}}}}
    get["responses"]["default"] = {"description": "", **body}
    assert set(schemas(document(paths={"/plants": {"get": get}}))) == {
        "PlantsListSortBy",
        "PlantsListRequest",
        "PlantsListResponse",
        "PlantsListResponse4XX",
        "PlantsListResponseDefault",
        "PlantsListXKind",
    }


def test_a_nullable_object_is_a_component_or_null():
    union = {"anyOf": [LEAF, {"type": "null"}], "description": "d"}
    result = schemas(getting(ref("P"), P={"properties": {"q": union}}))
    assert result["P"]["properties"]["q"] == {"anyOf": [ref("PQ"), {"type": "null"}], "description": "d"}


def test_what_is_said_of_the_place_stays_there():
    given = {**LEAF, "description": "d", "readOnly": True, "default": {}, "deprecated": True, "title": "t"}
    result = schemas(getting(ref("P"), P={"properties": {"q": given}}))
    assert result["P"]["properties"]["q"] == {
        **ref("PQ"),
        "description": "d",
        "readOnly": True,
        "default": {},
        "deprecated": True,
    }
    assert result["PQ"] == {**LEAF, "description": "d", "title": "t"}


def test_an_automatic_name_never_takes_one_that_is_there():
    result = schemas(getting(ref("P"), P={"properties": {"q": LEAF, "Q": {"enum": [1]}}}, PQ={"type": "string"}))
    assert result["PQ"] == {"type": "string"}
    assert result["P"]["properties"] == {"q": ref("PQZxmk"), "Q": ref("PQZscb")}


def test_an_automatic_name_is_no_builtin():
    result = schemas(getting(ref("Type"), Type={"properties": {"error": LEAF}}))
    assert result["Type"]["properties"]["error"] == ref("TypeErrorSchema")
    assert "BaseModelSchema" in schemas(getting(ref("Base"), Base={"properties": {"model": LEAF}}))


def test_renames_apply_to_the_vendors_and_to_automatic_names():
    given = getting(ref("resp"), resp={"properties": {"items": {"type": "array", "items": LEAF}}})
    result = schemas(given, {"resp": "PlantList", "PlantListItemsItem": "Plant"})
    assert result["PlantList"]["properties"]["items"]["items"] == ref("Plant")
    assert result["Plant"] == LEAF


def test_equal_schemas_may_be_renamed_to_one():
    given = getting(ref("P"), P={"properties": {"a": {**LEAF, "description": "1"}, "b": {**LEAF, "description": "2"}}})
    result = schemas(given, {"PA": "Leaf", "PB": "Leaf"})
    assert result["P"]["properties"] == {
        "a": {**ref("Leaf"), "description": "1"},
        "b": {**ref("Leaf"), "description": "2"},
    }


@pytest.mark.parametrize(
    ("renames", "rule", "says"),
    [
        ({"PA": "Leaf", "PB": "Leaf"}, "one-name-two-schemas", "P/properties/a"),
        ({"P": "Same", "Q": "same"}, "unusable-name", "'Same'"),
        ({"P": "Same", "Q": "Same"}, "one-name-two-schemas", "P and Q"),
        ({"P": "Model"}, "unusable-name", "'ModelSchema'"),
        ({"P": "not a name"}, "unusable-name", "'NotAName'"),
    ],
)
def test_two_different_schemas_never_get_one_name(renames: dict[str, str], rule: str, says: str):
    given = getting(ref("P"), P={"properties": {"a": LEAF, "b": {"enum": [1]}}}, Q={"type": "string"})
    with pytest.raises(SpecloomError) as caught:
        schemas(given, renames)
    (finding,) = caught.value.findings
    assert finding.rule == rule
    assert says in str(finding)


def test_callbacks_and_webhooks_are_named_after_what_they_answer_to():
    post = {"post": {"requestBody": {"content": {"application/json": {"schema": LEAF}}}}}
    result = normal(document(webhooks={"plantGrown": post})).document["components"]["schemas"]
    assert set(result) == {"PlantGrownRequest"}


def test_the_ledger_leads_to_the_component():
    form = normal(getting(ref("P"), P={"properties": {"q": LEAF}}))
    assert form.ledger.locate("/components/schemas/P/properties/q/properties/a/type") == [
        "/components/schemas/PQ/properties/a/type"
    ]


def test_many_components_of_one_name_take_linear_time():
    given = getting({}, **{f"Plant{'-' * i}": {"type": "object"} for i in range(3000)})
    assert len(components(given)) == 3000

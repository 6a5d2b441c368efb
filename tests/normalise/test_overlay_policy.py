"""Our policy on top of the Overlay Specification: nothing is passed over in silence, and every correction has a reason."""

from __future__ import annotations

from typing import Any

import pytest

from generator.document.findings import Severity, SpecloomError
from generator.normalise.overlay import apply, require_reasons, trace

NAME = "specs/acme/overlay.yaml"


def overlay(*actions: dict[str, Any]) -> dict[str, Any]:
    return {"overlay": "1.1.0", "info": {"title": "Corrections", "version": "1"}, "actions": list(actions)}


def bakery() -> dict[str, Any]:
    return {"info": {"title": "Bakery"}, "paths": {"/loaves": {"get": {}}, "/cakes": {"get": {}}}}


def test_an_action_that_selects_nothing_is_an_error_with_a_hint():
    with pytest.raises(SpecloomError) as caught:
        apply(bakery(), overlay({"target": "$.paths['/loafs'].get", "remove": True}), name=NAME)
    finding = caught.value.findings[0]
    assert (finding.rule, finding.place.pointer) == ("overlay-matches-nothing", "/actions/0/target")
    assert "'/loaves'" in finding.remedy


def test_all_actions_that_select_nothing_are_reported_together_before_what_stops():
    with pytest.raises(SpecloomError) as caught:
        apply(
            bakery(),
            overlay(
                {"target": "$.a", "remove": True},
                {"target": "$.info", "copy": "$.b"},
                {"target": "$.info", "update": {}},
                {"target": "$.info", "update": 1},
            ),
            name=NAME,
        )
    pointers = [finding.place.pointer for finding in caught.value.findings]
    assert pointers == ["/actions/0/target", "/actions/1/copy", "/actions/3/update"]


def test_lenient_passes_over_with_a_warning_and_applies_the_rest():
    given = overlay(
        {"target": "$.nowhere", "update": {}},
        {"target": "$.info", "copy": "$.nothing"},
        {"target": "$.info", "update": {"title": "Applied"}},
    )
    result, findings = apply(bakery(), given, name=NAME, lenient=True)
    assert result["info"]["title"] == "Applied"
    assert [finding.place.pointer for finding in findings] == ["/actions/0/target", "/actions/1/copy"]
    assert {finding.severity for finding in findings} == {Severity.WARNING}


def test_lenient_forgives_nothing_else():
    for action in (
        {"target": "$.info", "update": 1},
        {"target": "$[", "remove": True},
        {"target": "$.*", "copy": "$..*"},
    ):
        with pytest.raises(SpecloomError):
            apply(bakery(), overlay(action), name=NAME, lenient=True)


def test_reasons_are_required_where_asked_for():
    reasoned = {"target": "$.info", "update": {}, "description": "The page has the wrong title."}
    require_reasons(overlay(reasoned), NAME)
    with pytest.raises(SpecloomError) as caught:
        require_reasons(overlay(reasoned, {"target": "$", "update": {}}, reasoned | {"description": " \n"}), NAME)
    assert [finding.place.pointer for finding in caught.value.findings] == ["/actions/1", "/actions/2"]
    with pytest.raises(SpecloomError):
        require_reasons({"overlay": "1.1.0"}, NAME)


def shelf() -> dict[str, Any]:
    cake = {"type": "object", "properties": {"name": {"type": "string"}}}
    get = {"responses": {"200": {"description": "Fine."}, "404": {"description": "None."}}}
    return {"paths": {"/cakes": {"get": get}}, "components": {"schemas": {"Cake": cake}}}


WORDS = [
    ("$.components.schemas.Cake", {"properties": {"age": {"description": "Days."}}}, "/properties/age"),
    ("$.components.schemas.Cake", {"properties": {"age": {"description": "Days.", "maximum": 9}}}, "/properties/age"),
    ("$.components.schemas.Cake.properties", {"title": {"title": "T"}}, "/title"),
    ("$.components.schemas", {"Pie": {"description": "A", "properties": {"age": {"description": "D"}}}}, "/Pie"),
    ("$.components.schemas", {"Pie": {"type": "object", "properties": {"age": {"description": "D"}}}}, "/Pie/properties"),
    ("$.paths.*.get", {"responses": {"410": {"description": "Eaten."}}}, "/responses/410"),
    ("$.paths.*.get", {"responses": {"200": {"headers": {"Age": {"description": "D"}}}}}, "/responses/200/headers"),
]  # fmt: skip
FACTS = [
    ("$.components.schemas.Cake", {"properties": {"age": {"description": "Days.", "type": "integer"}}}),
    ("$.components.schemas.Cake", {"properties": {"age": {"x-specloom-unknown": True}}}),
    ("$.components.schemas.Cake", {"properties": {"name": {"description": "Its name.", "maxLength": 9}}}),
    ("$.components.schemas.Cake.properties.name", {"x-said": {"description": "Not for us."}}),
    ("$.components.schemas", {"Pie": {"oneOf": [{"description": "Any."}]}}),
    ("$.paths.*.get", {"responses": {"410": {"description": "Eaten.", "x-specloom-inferred": True}}}),
    ("$.paths.*.get", {"responses": {"410": {"$ref": "#/components/responses/Gone"}}}),
    ("$.paths.*", {"description": "What is on the shelf."}),
    ("$", {"info": {"description": "A shelf."}}),
    ("$", {"components": {"examples": {"a": {"value": {"description": "D"}}}}}),
]  # fmt: skip


@pytest.mark.parametrize(("target", "update", "where"), WORDS)
def test_words_about_what_is_not_there_bring_nothing_back(target: str, update: dict[str, Any], where: str):
    given = overlay({"target": target, "update": update})
    with pytest.raises(SpecloomError) as caught:
        apply(shelf(), given, name=NAME)
    [finding] = caught.value.findings
    assert (finding.rule, finding.place.pointer) == ("overlay-about-nothing", f"/actions/0/update{where}")
    result, [warning] = apply(shelf(), given, name=NAME, lenient=True)
    assert (warning.rule, warning.severity) == ("overlay-about-nothing", Severity.WARNING)
    assert result["components"]["schemas"]["Cake"] == shelf()["components"]["schemas"]["Cake"]


@pytest.mark.parametrize(("target", "update"), FACTS)
def test_what_is_said_to_be_something_is_added(target: str, update: dict[str, Any]):
    apply(shelf(), overlay({"target": target, "update": update}), name=NAME)


def test_words_that_a_copy_makes_whole_are_kept_and_those_that_something_needs():
    words = {"Pie": {"description": "Round.", "properties": {"name": {"description": "Its name."}}}}
    copied = [{"target": "$.components.schemas.Pie", "copy": "$.components.schemas.Cake"}]
    result, _ = apply(shelf(), overlay({"target": "$.components.schemas", "update": words}, *copied), name=NAME)
    assert result["components"]["schemas"]["Pie"]["properties"]["name"] == {
        "description": "Its name.",
        "type": "string",
    }
    needed = {"$ref": "#/components/schemas/Pie"}
    schemas = {"Pie": {"description": "Round."}, "Tin": {"type": "array", "items": needed}}
    apply(shelf(), overlay({"target": "$.components.schemas", "update": schemas}), name=NAME)


def test_what_an_overlay_adds_is_known_by_its_place():
    words = {"properties": {"age": {"type": "integer"}, "name": {"maxLength": 9}}}
    found = trace(
        shelf(),
        overlay(
            {"target": "$.components.schemas.Cake", "update": words},
            {"target": "$.components.schemas", "update": {"Pie": {"title": "Pie"}}},
            {"target": "$.components.schemas.Pie", "copy": "$.components.schemas.Cake"},
        ),
        name=NAME,
    )
    cake = "/components/schemas/Cake/properties"
    assert found.added == {f"{cake}/age": 0, f"{cake}/name/maxLength": 0, "/components/schemas/Pie": None}
    assert [len(each) for each in found.selected] == [1, 1, 1]

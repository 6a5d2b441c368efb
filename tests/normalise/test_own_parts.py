"""Components that are a part of themselves say the same without that part, and their authors are told."""

from __future__ import annotations

from typing import Any

import pytest

from generator.normalise.dialects.repairs import Repairs
from generator.normalise.form import NormalForm, normal_form
from generator.normalise.resolve import resolve
from generator.normalise.upgrade import upgrade

THING = {"type": "object", "properties": {"x": {"type": "integer"}}}
MORE = {"type": "object", "properties": {"y": {"type": "string"}}}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def made(schemas: dict[str, Any], used: str = "A") -> tuple[NormalForm, list[str]]:
    """The normal form of a document of somebody else, and what its author is told."""
    answer = {"description": "", "content": {"application/json": {"schema": ref(used)}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "a", "version": "1"},
        "paths": {"/a": {"get": {"responses": {"200": answer}}}},
        "components": {"schemas": schemas},
    }
    repairs = Repairs()
    resolved = resolve(upgrade(document, "a", repairs, lenient=True), "a")
    form = normal_form(resolved, "a")
    assert normal_form(resolve(form.document, "a"), "a").document == form.document
    return form, [f"{finding.place.pointer} {finding.message}" for finding in repairs.findings("a")]


@pytest.mark.parametrize(
    ("schemas", "component"),
    [
        ({"A": ref("A")}, {}),
        ({"A": {"allOf": [ref("A")]}}, {}),
        ({"A": {"anyOf": [ref("A")]}}, {}),
        ({"A": {"oneOf": [ref("A"), {"type": "null"}]}}, {}),
        ({"A": {"allOf": [ref("A"), THING]}}, THING),
        ({"A": {"allOf": [{"allOf": [THING, {"allOf": [ref("A")]}]}]}}, THING),
        ({"A": {**THING, "allOf": [ref("A")]}}, THING),
    ],
)
def test_a_part_that_is_the_whole_is_left_out(schemas: dict[str, Any], component: dict[str, Any]) -> None:
    form, told = made(schemas)
    assert form.document["components"]["schemas"]["A"] == component
    assert len(told) == 1
    assert told[0].endswith("makes A a part of itself: it is left out")


def test_two_names_of_nothing_but_each_other_are_anything() -> None:
    form, told = made({"A": ref("B"), "B": ref("A")})
    assert form.document["components"]["schemas"] == {"A": ref("B"), "B": {}}
    assert told == ["/components/schemas/B/$ref makes A a part of itself: it is left out"]


def test_parts_of_each_other_both_have_all_of_it() -> None:
    form, told = made({"A": {"allOf": [ref("B"), THING]}, "B": {"allOf": [ref("A"), MORE]}})
    assert set(form.document["components"]["schemas"]["A"]["properties"]) == {"x", "y"}
    assert told == ["/components/schemas/B/allOf/0/$ref makes A a part of itself: it is left out"]


def test_a_long_way_round_is_a_way_round() -> None:
    schemas: dict[str, Any] = {f"C{i}": {"allOf": [ref(f"C{i + 1}")]} for i in range(80)}
    form, told = made({**schemas, "C80": {"allOf": [ref("C0"), THING]}, "A": THING})
    assert form.document["components"]["schemas"]["A"] == THING
    assert len(told) == 1


@pytest.mark.parametrize(
    "schemas",
    [
        {"A": {"type": "object", "properties": {"next": ref("A")}}},
        {"A": {"type": "array", "items": ref("A")}},
        {"A": {"oneOf": [{"type": "string"}, {"type": "array", "items": ref("A")}]}},
        {"A": {"allOf": [ref("B"), {"properties": {"a": ref("A")}}]}, "B": THING},
        {"A": {"allOf": [ref("B"), ref("C")]}, "B": {"allOf": [ref("D")]}, "C": {"allOf": [ref("D")]}, "D": THING},
    ],
)
def test_recursion_and_parts_that_come_twice_are_no_parts_of_themselves(schemas: dict[str, Any]) -> None:
    assert made(schemas)[1] == []


def test_a_composition_that_leads_back_to_a_union_of_it_is_that_union() -> None:
    form, told = made({"A": {"allOf": [ref("B")]}, "B": {"oneOf": [ref("A"), THING]}})
    assert told == []
    components = form.document["components"]["schemas"]
    assert components["A"] == THING

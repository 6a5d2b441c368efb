"""Every edit of a schema gives a change, at every kind of place and in both directions; nothing else does."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from generator.drift.schemas.families import FAMILIES
from generator.drift.schemas.immaterial import IMMATERIAL, is_immaterial
from generator.drift.schemas.places import Root
from tests.drift.schemas.edits import CAT, EDITS, FISH, Edit
from tests.drift.schemas.mirrored import general, mirror
from tests.drift.schemas.schema_pairs import ids, of, root

PUBLISHED = Path(__file__).parents[4] / "shared" / "drift-rule-ids.tsv"
Schema = dict[str, Any]
ROOTS = {
    "request body": root("request"),
    "response body": root("response"),
    "query parameter": root("request", "parameter"),
    "header parameter": root("request", "parameter", location="header"),
    "header of a response": root("response", "header"),
    "parameter that is received": root("response", "parameter"),
}


def _component(schema: Schema) -> tuple[Schema, Schema]:
    return {"$ref": "#/components/schemas/Pet"}, {"Pet": schema}


PLACES = {
    "root": lambda it: (it, {}),
    "component": _component,
    "optional property": lambda it: (of(it), {}),
    "required property": lambda it: (of(it, required=True), {}),
    "property of a component": lambda it: ({"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}, {"Pet": of(it)}),
    "items": lambda it: ({"type": "array", "items": it}, {}),
    "tuple": lambda it: ({"type": "array", "prefixItems": [it]}, {}),
    "map": lambda it: ({"type": "object", "additionalProperties": it}, {}),
    "pattern": lambda it: ({"type": "object", "patternProperties": {"^x": it}}, {}),
    "oneOf": lambda it: ({"oneOf": [FISH, of(it)]}, {}),
    "anyOf": lambda it: ({"anyOf": [FISH, of(it)]}, {}),
    "allOf": lambda it: ({"allOf": [FISH, of(it)]}, {}),
    "nullable": lambda it: ({"anyOf": [of(it), {"type": "null"}]}, {}),
    "not": lambda it: ({"not": it}, {}),
    "if": lambda it: ({"if": of(it)}, {}),
    "contains": lambda it: ({"type": "array", "contains": it}, {}),
    "names": lambda it: ({"type": "object", "propertyNames": it}, {}),
    "dependent": lambda it: ({"type": "object", "dependentSchemas": {"a": it}}, {}),
    "content": lambda it: ({"type": "string", "contentSchema": it}, {}),
    "circle": lambda it: (
        {"$ref": "#/components/schemas/Node"},
        {"Node": {"type": "object", "properties": {"it": it, "next": {"$ref": "#/components/schemas/Node"}}}},
    ),
}  # fmt: skip
BOTH_WAYS = [*EDITS, *(edit.back for edit in EDITS)]


def _ids(edit: Edit, at: Root, place: str) -> list[str]:
    base, components = PLACES[place](edit.base)
    revision, others = PLACES[place](edit.revision)
    return ids(base, revision, at, (components, others))


def _name(edit: Edit) -> str:
    return f"{edit.keyword} {edit.name}"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("where", ROOTS)
def test_every_edit_gives_a_change(where: str, place: str) -> None:
    silent = [_name(edit) for edit in BOTH_WAYS if not _ids(edit, ROOTS[where], place)]
    assert not silent


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("where", ROOTS)
def test_no_edit_gives_no_change(where: str, place: str) -> None:
    noisy = [_name(edit) for edit in BOTH_WAYS if _ids(edit._replace(base=dict(edit.revision)), ROOTS[where], place)]
    assert not noisy


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("where", ROOTS)
def test_the_other_way_round_the_ids_are_mirrored(where: str, place: str) -> None:
    wrong = []
    for edit in EDITS:
        there = Counter(mirror(each) for each in map(general, _ids(edit, ROOTS[where], place)) if each)
        back = Counter(each for each in map(general, _ids(edit.back, ROOTS[where], place)) if each)
        if there != back:
            wrong.append((_name(edit), sorted(there), sorted(back)))
    assert not wrong


def test_every_keyword_is_edited() -> None:
    edited = {edit.keyword for edit in EDITS}
    assert FAMILIES.keys() <= edited
    assert not {keyword for keyword in edited if is_immaterial(keyword)}


@pytest.mark.parametrize("keyword", [*IMMATERIAL, "x-internal"])
@pytest.mark.parametrize("place", PLACES)
def test_what_is_immaterial_gives_no_change(place: str, keyword: str) -> None:
    for value in ("a", ["a"], {"a": {}}):
        edit = Edit(keyword, "added", dict(CAT, title="Cat"), {**CAT, keyword: value})
        assert not _ids(edit, ROOTS["response body"], place)


# What requests and responses do not both have, and why.
WAIVERS = {
    "type": "a request that is narrowed is 'changed' and a response 'specialized', as published",
    "format": "a request that is narrowed is 'changed' and a response 'specialized', as published",
    "enum": "values of the body of a response are published under 'response-mediatype'; idle properties have ids of their own",
    "pattern": "a request that is widened is 'generalized' and a response 'changed', as published",
    "const": "values of the body of a response are published under 'response-mediatype'",
    "properties": "new properties of requests are published under 'new-', those of responses by whether they are required",
    "required": "a default only helps who sends; what is written only is told apart in responses",
    **dict.fromkeys(
        ("maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "maxLength", "maxItems"),
        "only requests have ids of their own for read-only properties",
    ),
}


def _both_ways(keyword: str) -> set[str]:
    different = set()
    for edit in BOTH_WAYS:
        if edit.keyword == keyword:
            for place in ("root", "required property"):
                sent = [each.replace("request-", "") for each in _ids(edit, ROOTS["request body"], place)]
                received = [each.replace("response-", "") for each in _ids(edit, ROOTS["response body"], place)]
                different |= set(sent) ^ set(received)
    return different


@pytest.mark.parametrize("keyword", sorted({edit.keyword for edit in EDITS}))
def test_requests_and_responses_have_the_same_ids(keyword: str) -> None:
    assert bool(_both_ways(keyword)) is (keyword in WAIVERS), _both_ways(keyword)


ELSEWHERE = {
    "new-optional-request-default-parameter-to-existing-path", "new-optional-request-parameter", "new-request-path-parameter",
    "new-required-request-default-parameter-to-existing-path", "new-required-request-parameter", "request-parameter-removed",
    "request-parameter-removed-before-sunset", "request-parameter-removed-with-deprecation", "request-parameter-sunset-parse",
    "request-parameter-sunset-date-changed-too-small", "request-parameter-became-optional", "request-parameter-became-required",
    "request-body-added-optional", "request-body-added-required", "request-body-removed", "request-body-became-optional",
    "request-body-became-required", "response-header-became-optional", "sunset-deleted",
    "response-header-added", "optional-response-header-removed", "required-response-header-removed",
}  # fmt: skip
"""Published ids of changes around schemas, beside those that `_is_elsewhere` tells."""


def _is_elsewhere(change_id: str) -> bool:
    is_around = (
        any(part in change_id for part in ("-media-type-", "-status-")) and "content-media-type" not in change_id
    )
    return change_id in ELSEWHERE or change_id.startswith(("api-", "endpoint-", "webhook-")) or is_around


@pytest.mark.skipif(not PUBLISHED.is_file(), reason="the list of published ids is not at hand (../shared)")
@pytest.mark.soak
def test_every_published_id_of_schemas_is_given() -> None:
    loose = [Edit("type", "exchanged", {"type": "string"}, {"type": "integer"})]
    found = {each for edit in BOTH_WAYS for at in ROOTS.values() for place in PLACES for each in _ids(edit, at, place)}
    for direction in ("request", "response"):
        at = root(direction, media_type="text/plain")
        found |= {each for edit in (*loose, loose[0].back) for place in PLACES for each in _ids(edit, at, place)}
    with PUBLISHED.open(newline="") as lines:
        published = {row["id"] for row in csv.DictReader(lines, delimiter="\t")}
    assert len(published) == 509
    assert sorted(each for each in published - found if not _is_elsewhere(each)) == []
    assert sorted(each for each in found if _is_elsewhere(each)) == []

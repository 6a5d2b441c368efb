"""Overlay documents that are not well formed: what is wrong, where, and the nearest valid key."""

from __future__ import annotations

from typing import Any

import pytest

from generator.normalise.overlay_schema import structure

ACTION = {"target": "$", "update": {}}


def document(**changes: Any) -> dict[str, Any]:
    whole = {"overlay": "1.1.0", "info": {"title": "t", "version": "1"}, "actions": [ACTION], **changes}
    return {key: value for key, value in whole.items() if value is not ...}


def statements(overlay: Any) -> list[tuple[str | None, str]]:
    findings = structure(overlay, "o.yaml")
    assert all(finding.place.file == "o.yaml" for finding in findings)
    return [(finding.place.pointer, finding.message) for finding in findings]


@pytest.mark.parametrize("version", ["1.0.0", "1.0.7", "1.1.0", "1.1.12"])
def test_versions_1_0_and_1_1_are_known_whatever_the_patch(version: str):
    assert statements(document(overlay=version)) == []


@pytest.mark.parametrize(
    "version", ["1.2.0", "2.0.0", "1.1", "1", "", "v1.1.0", "1.1.0-rc", "1.1.0\n", 1.1, 1, True, []]
)
def test_other_versions_are_refused(version: Any):
    assert [pointer for pointer, _ in statements(document(overlay=version))] == ["/overlay"]


@pytest.mark.parametrize("key", ["overlay", "info", "actions"])
def test_what_is_required(key: str):
    assert statements(document(**{key: ...})) == [("", f"lacks the key {key!r}")]


@pytest.mark.parametrize("key", ["title", "version"])
def test_what_info_requires(key: str):
    info = {"title": "t", "version": "1"}
    del info[key]
    assert statements(document(info=info)) == [("/info", f"lacks the key {key!r}")]


def test_there_must_be_an_action_and_it_must_have_a_target():
    assert statements(document(actions=[])) == [("/actions", "must not be empty")]
    assert statements(document(actions=[{"update": {}}])) == [("/actions/0", "lacks the key 'target'")]


@pytest.mark.parametrize(
    ("changes", "pointer", "near"),
    [
        ({"extend": "x"}, "/extend", "extends"),
        ({"info": {"title": "t", "version": "1", "descripton": "d"}}, "/info/descripton", "description"),
        ({"actions": [{"target": "$", "delete": True, "remove": True}]}, "/actions/0/delete", None),
        ({"actions": [ACTION, {"target": "$", "Update": {}}]}, "/actions/1/Update", "update"),
    ],
)
def test_unknown_fields_are_refused_with_the_nearest_valid_one(changes: Any, pointer: str, near: str | None):
    (finding,) = structure(document(**changes), "o.yaml")
    assert finding.place.pointer == pointer
    assert "Valid keys: " in finding.remedy
    assert (f"Did you mean {near!r}?" in finding.remedy) == (near is not None)


@pytest.mark.parametrize("value", [None, 1, "x", [], {"a": {}}])
def test_extensions_of_any_value_are_allowed_everywhere(value: Any):
    info = {"title": "t", "version": "1", "x-a": value}
    assert statements(document(**{"x-b": value}, info=info, actions=[{**ACTION, "x-c": value}])) == []


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"info": "t"}, "/info"),
        ({"info": {"title": 1, "version": "1"}}, "/info/title"),
        ({"info": {"title": "t", "version": 1.0}}, "/info/version"),
        ({"info": {"title": "t", "version": "1", "description": []}}, "/info/description"),
        ({"extends": 1}, "/extends"),
        ({"extends": "has a space"}, "/extends"),
        ({"extends": "bad%escape"}, "/extends"),
        ({"actions": {}}, "/actions"),
        ({"actions": ["$"]}, "/actions/0"),
        ({"actions": [{"target": 1, "update": 1}]}, "/actions/0/target"),
        ({"actions": [{"target": "$", "remove": "yes"}]}, "/actions/0/remove"),
        ({"actions": [{"target": "$", "copy": {}}]}, "/actions/0/copy"),
        ({"actions": [{"target": "$", "update": 1, "description": 1}]}, "/actions/0/description"),
    ],
)
def test_wrong_types(changes: Any, pointer: str):
    assert [where for where, _ in statements(document(**changes))] == [pointer]


@pytest.mark.parametrize("reference", ["./api.yaml", "https://example.org/api.yaml#x", "urn:example:a", "a%20b"])
def test_extends_may_be_any_uri_reference(reference: str):
    assert statements(document(extends=reference)) == []


def test_an_action_needs_one_thing_to_do():
    nothing = {"target": "$", "description": "d"}
    both = {"target": "$", "update": 1, "copy": "$.a"}
    assert [pointer for pointer, _ in statements(document(actions=[nothing, both]))] == ["/actions/0", "/actions/1"]
    assert statements(document(actions=[{"target": "$", "remove": False}, {"target": "$", "update": None}])) == []


def test_what_came_with_1_1_is_unknown_to_1_0():
    copying = {"target": "$", "copy": "$.a"}
    info = {"title": "t", "version": "1", "description": "d"}
    assert statements(document(actions=[copying], info=info)) == []
    found = statements(document(overlay="1.0.0", actions=[copying], info=info))
    assert {pointer for pointer, _ in found} == {"/actions/0/copy", "/info/description"}


@pytest.mark.parametrize("overlay", [None, [], "x", 1, {}, {"overlay": None}])
def test_what_is_no_overlay_at_all(overlay: Any):
    assert statements(overlay)


def test_every_fault_is_reported_at_once():
    found = statements({"overlay": "1.1.0", "info": {"titel": "t"}, "actions": [{"traget": "$"}, {"target": 1}]})
    assert {pointer for pointer, _ in found} >= {"/info", "/info/titel", "/actions/0", "/actions/0/traget"}

"""The sentences of the Overlay Specification 1.1.0, section 4.4, one by one."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.normalise import overlay_merge
from generator.normalise.overlay import apply

NAME = "specs/acme/overlay.yaml"


def overlay(*actions: dict[str, Any], version: str = "1.1.0") -> dict[str, Any]:
    return {"overlay": version, "info": {"title": "Corrections", "version": "1"}, "actions": list(actions)}


def applied(document: dict[str, Any], *actions: dict[str, Any], version: str = "1.1.0") -> dict[str, Any]:
    result, findings = apply(document, overlay(*actions, version=version), name=NAME)
    assert findings == []
    return result


def refusal(document: dict[str, Any], *actions: dict[str, Any], version: str = "1.1.0") -> tuple[str | None, str]:
    with pytest.raises(SpecloomError) as caught:
        apply(document, overlay(*actions, version=version), name=NAME)
    assert {finding.place.file for finding in caught.value.findings} == {NAME}
    finding = caught.value.findings[-1]
    return finding.place.pointer, finding.message


def bakery() -> dict[str, Any]:
    return {
        "info": {"title": "Bakery", "version": "3", "contact": {"name": "Ada"}},
        "tags": ["bread", "cake", "bread"],
        "paths": {
            "/loaves": {"get": {"parameters": [{"name": "kind"}, {"name": "debug"}, {"name": "page"}]}},
            "/cakes": {"get": {"parameters": [{"name": "debug"}]}, "post": {"summary": "Bake"}},
        },
    }


# update on objects


def test_update_merges_recursively_and_keeps_what_it_does_not_name():
    result = applied(bakery(), {"target": "$.info", "update": {"contact": {"email": "a@b.c"}, "title": "Bakehouse"}})
    assert result["info"] == {"title": "Bakehouse", "version": "3", "contact": {"name": "Ada", "email": "a@b.c"}}


def test_update_of_the_root():
    result = applied(bakery(), {"target": "$", "update": {"info": {"x-open": True}, "security": []}})
    assert result["info"]["x-open"] is True
    assert result["security"] == []
    assert list(result) == [*bakery(), "security"]


def test_update_concatenates_arrays_inside_objects():
    result = applied(bakery(), {"target": "$", "update": {"tags": ["pie"]}})
    assert result["tags"] == ["bread", "cake", "bread", "pie"]


def test_update_applies_to_every_selected_object():
    result = applied(bakery(), {"target": "$.paths.*.get", "update": {"x-safe": True}})
    assert [item["get"]["x-safe"] for item in result["paths"].values()] == [True, True]


def test_update_of_an_object_and_of_one_inside_it():
    document = {"a": {"b": {"c": {}}}}
    result = applied(document, {"target": "$..[?@.c || @.b]", "update": {"new": {"n": 1}}})
    assert result == {"a": {"b": {"c": {}, "new": {"n": 1}}, "new": {"n": 1}}}


def test_null_is_a_primitive_and_replaces_primitives():
    assert applied({"a": {"b": 1}}, {"target": "$.a", "update": {"b": None}}) == {"a": {"b": None}}
    assert applied({"a": {"b": None}}, {"target": "$.a.b", "update": 2}) == {"a": {"b": 2}}
    assert applied({"a": {"b": 1}}, {"target": "$.a.b", "update": None}) == {"a": {"b": None}}


@pytest.mark.parametrize(
    ("property_", "value"),
    [("p", {}), ("p", []), ("a", {}), ("a", 1), ("a", None), ("o", []), ("o", "x"), ("o", None)],
)
def test_a_property_of_another_kind_is_incompatible(property_: str, value: Any):
    document = {"x": {"p": 1, "a": [], "o": {}}}
    pointer, message = refusal(document, {"target": "$.x", "update": {property_: value}})
    assert pointer == f"/actions/0/update/{property_}"
    assert "$['x']" in message


def test_the_pointer_of_a_deep_conflict_leads_into_the_update():
    action = {"target": "$", "update": {"paths": {"/cakes": {"post": {"summary": ["x"]}}}}}
    assert refusal(bakery(), action)[0] == "/actions/0/update/paths/~1cakes/post/summary"


@pytest.mark.parametrize("value", [1, "x", None, True, [], [{}]])
def test_an_object_takes_only_an_object(value: Any):
    assert refusal(bakery(), {"target": "$.info", "update": value})[0] == "/actions/0/update"


# update on arrays


@pytest.mark.parametrize(
    ("value", "added"),
    [
        (["pie"], ["pie"]),
        ([], []),
        ([["pie"]], [["pie"]]),
        ("pie", ["pie"]),
        (None, [None]),
        ({"name": "pie"}, [{"name": "pie"}]),
    ],
)
@pytest.mark.parametrize("version", ["1.0.0", "1.1.0"])
def test_an_array_is_concatenated_and_anything_else_appended(value: Any, added: list[Any], version: str):
    result = applied(bakery(), {"target": "$.tags", "update": value}, version=version)
    assert result["tags"] == ["bread", "cake", "bread", *added]


def test_every_selected_array_gets_items_of_its_own():
    result = applied(bakery(), {"target": "$.paths.*.get.parameters", "update": [{"name": "new"}]})
    loaves, cakes = (item["get"]["parameters"] for item in result["paths"].values())
    assert loaves[-1] == cakes[-1] == {"name": "new"}
    assert loaves[-1] is not cakes[-1]


def test_a_node_that_a_query_selects_twice_is_updated_once():
    assert applied({"a": [1]}, {"target": "$['a','a']", "update": 2}) == {"a": [1, 2]}


# update on primitives


def test_primitives_are_replaced():
    result = applied(bakery(), {"target": "$.tags[?@ == 'bread']", "update": "loaf"})
    assert result["tags"] == ["loaf", "cake", "loaf"]


@pytest.mark.parametrize("value", [{}, [], ["x"]])
def test_a_primitive_takes_only_a_primitive(value: Any):
    assert refusal(bakery(), {"target": "$.info.title", "update": value})[0] == "/actions/0/update"


def test_overlays_of_version_1_0_cannot_select_primitives():
    for action in ({"update": "x"}, {"remove": True}):
        pointer, message = refusal(bakery(), {"target": "$.info.title", **action}, version="1.0.0")
        assert pointer == "/actions/0/target"
        assert "1.0" in message


# kinds of targets


@pytest.mark.parametrize("target", ["$.*", "$.info.*", "$['info','tags']", "$['tags', 'info']"])
@pytest.mark.parametrize("modifier", [{"update": {}}, {"copy": "$.info.contact"}])
def test_targets_of_different_kinds_are_refused(target: str, modifier: dict[str, Any]):
    document = bakery() | {"note": "x"}
    pointer, message = refusal(document, {"target": target, **modifier})
    assert pointer == "/actions/0/target"
    assert "different kinds" in message


def test_targets_of_different_kinds_can_be_removed():
    assert applied({"keep": 1, "x": {"a": 1, "b": [], "c": {}}}, {"target": "$.x.*", "remove": True}) == {
        "keep": 1,
        "x": {},
    }


# remove


def test_remove_takes_a_property_from_its_object():
    assert "contact" not in applied(bakery(), {"target": "$.info.contact", "remove": True})["info"]


def test_remove_takes_a_primitive():
    assert applied(bakery(), {"target": "$.info.title", "remove": True})["info"].get("title") is None


@pytest.mark.parametrize(
    ("target", "left"),
    [
        ("$.n[0,2,4]", [1, 3]),
        ("$.n[4,0,2]", [1, 3]),
        ("$.n[::2]", [1, 3]),
        ("$.n[-1,0]", [1, 2, 3]),
        ("$.n[0,0,-5]", [1, 2, 3, 4]),
        ("$.n[?@ > 1]", [0, 1]),
        ("$.n.*", []),
    ],
)
def test_several_items_of_an_array_are_removed_by_their_place_before(target: str, left: list[int]):
    assert applied({"n": [0, 1, 2, 3, 4]}, {"target": target, "remove": True}) == {"n": left}


def test_equal_items_are_told_apart_by_their_place():
    assert applied(bakery(), {"target": "$.tags[0]", "remove": True})["tags"] == ["cake", "bread"]


def test_items_are_removed_from_every_array():
    result = applied(bakery(), {"target": "$.paths.*.get.parameters[?@.name == 'debug']", "remove": True})
    assert result["paths"]["/loaves"]["get"]["parameters"] == [{"name": "kind"}, {"name": "page"}]
    assert result["paths"]["/cakes"]["get"]["parameters"] == []


def test_a_node_and_what_it_contains_are_removed_together():
    document = {"keep": 1, "list": [[1, [2]], [3]], "map": {"x": {"y": {}}}}
    assert applied(document, {"target": "$['list','map']..*", "remove": True}) == {"keep": 1, "list": [], "map": {}}
    assert applied(document, {"target": "$..[?@ != 1]", "remove": True}) == {"keep": 1}


def test_the_root_cannot_be_removed():
    assert refusal(bakery(), {"target": "$", "remove": True})[0] == "/actions/0/target"


def test_remove_false_does_not_remove():
    assert applied(bakery(), {"target": "$.info", "remove": False}) == bakery()
    result = applied(bakery(), {"target": "$.info", "remove": False, "update": {"title": "New"}})
    assert result["info"]["title"] == "New"
    assert applied(bakery(), {"target": "$.info", "remove": False, "copy": "$.paths"})["info"]["/cakes"]


@pytest.mark.parametrize("other", [{"update": "impossible here"}, {"copy": "$.nowhere"}, {"update": 1, "copy": "$.x"}])
def test_beside_remove_true_the_others_have_no_impact(other: dict[str, Any]):
    assert "info" not in applied(bakery(), {"target": "$.info", "remove": True, **other})


# copy


def test_copy_merges_one_object_into_every_target():
    result = applied(bakery(), {"target": "$.paths.*.get", "copy": "$.info.contact"})
    assert [item["get"]["name"] for item in result["paths"].values()] == ["Ada", "Ada"]


def test_copy_follows_the_rules_of_update_for_arrays_and_primitives():
    document = {"from": [1, 2], "to": [0], "name": "n", "other": "o", "object": {"k": 1}}
    assert applied(document, {"target": "$.to", "copy": "$.from"})["to"] == [0, 1, 2]
    assert applied(document, {"target": "$.to", "copy": "$.name"})["to"] == [0, "n"]
    assert applied(document, {"target": "$.to", "copy": "$.object"})["to"] == [0, {"k": 1}]
    assert applied(document, {"target": "$.other", "copy": "$.name"})["other"] == "n"
    assert refusal(document, {"target": "$.object", "copy": "$.name"})[0] == "/actions/0/copy"
    assert refusal(document, {"target": "$.name", "copy": "$.object"})[0] == "/actions/0/copy"


@pytest.mark.parametrize("source", ["$.tags[*]", "$..get", "$['info','tags']"])
def test_copy_needs_exactly_one_source(source: str):
    pointer, message = refusal(bakery(), {"target": "$.info", "copy": source})
    assert pointer == "/actions/0/copy"
    assert "exactly one" in message


def test_a_source_that_is_named_twice_is_one_node():
    assert applied({"a": {"x": 1}, "b": {}}, {"target": "$.b", "copy": "$['a','a']"})["b"] == {"x": 1}


def test_copy_into_the_source_itself_and_into_its_parts():
    assert applied({"a": [1, 2]}, {"target": "$.a", "copy": "$.a"}) == {"a": [1, 2, 1, 2]}
    result = applied({"a": {"b": {}, "c": {}}}, {"target": "$.a.*", "copy": "$.a"})
    assert result == {"a": {"b": {"b": {}, "c": {}}, "c": {"b": {}, "c": {}}}}


def test_copies_are_independent_of_their_source():
    result = applied(
        bakery(),
        {"target": "$", "update": {"x-kept": {}}},
        {"target": "$['x-kept']", "copy": "$.info"},
        {"target": "$.info.contact", "update": {"name": "Bob"}},
    )
    assert result["x-kept"]["contact"]["name"] == "Ada"


def test_a_path_is_renamed_by_update_copy_and_remove():
    result = applied(
        bakery(),
        {"target": "$.paths", "update": {"/tarts": {}}},
        {"target": "$.paths['/tarts']", "copy": "$.paths['/cakes']"},
        {"target": "$.paths['/cakes']", "remove": True},
    )
    assert list(result["paths"]) == ["/loaves", "/tarts"]
    assert result["paths"]["/tarts"] == bakery()["paths"]["/cakes"]


def test_a_trait_selects_where_to_update():
    document = {"paths": {path: {"get": {"x-traits": traits}} for path, traits in {"/a": ["paged"], "/b": []}.items()}}
    target = "$.paths[?(@.get['x-traits'][?(@ == 'paged')])].get"
    result = applied(document, {"target": target, "update": {"parameters": [{"name": "top"}]}})
    assert [len(item["get"].get("parameters", [])) for item in result["paths"].values()] == [1, 0]


# order, purity, growth


def test_each_action_sees_the_result_of_the_one_before():
    result = applied(
        bakery(),
        {"target": "$.info", "remove": True},
        {"target": "$", "update": {"info": {"title": "Anew"}}},
        {"target": "$.info[?@ == 'Anew']", "update": "Again"},
    )
    assert result["info"] == {"title": "Again"}


def test_neither_input_changes_and_nothing_is_shared():
    document = bakery()
    document["x-shared"] = document["info"]
    update = {"x-list": [{"deep": []}]}
    given = overlay({"target": "$.paths.*", "update": update}, {"target": "$.info", "update": update})
    document_before, given_before = copy.deepcopy(document), copy.deepcopy(given)
    result, _ = apply(document, given, name=NAME)
    seen: list[int] = []
    pending: list[Any] = [result]
    while pending:
        value = pending.pop()
        if isinstance(value, dict | list):
            seen.append(id(value))
            pending.extend(value.values() if isinstance(value, dict) else value)
    assert len(seen) == len(set(seen)), "a part of the result occurs twice"
    for path in result["paths"].values():
        path["x-list"][0]["deep"].append("changed")
    result["info"]["title"] = "changed"
    assert document == document_before
    assert given == given_before
    assert result["x-shared"]["title"] == "Bakery"


def test_a_document_that_doubles_with_every_action_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(overlay_merge, "MAX_NODES", 100_000)
    doubling = [{"target": "$.a", "copy": "$.a"}] * 40
    assert "larger than" in refusal({"a": [[1] * 1000]}, *doubling)[1]


def test_a_document_that_becomes_too_deep_is_refused():
    assert "levels" in refusal({"a": {}}, *[{"target": "$.a", "copy": "$"}] * 250)[1]


def test_a_document_that_contains_itself_is_refused():
    document: dict[str, Any] = {"a": {}}
    document["a"]["a"] = document
    with pytest.raises(SpecloomError, match="levels"):
        apply(document, overlay({"target": "$", "update": {}}), name=NAME)

from __future__ import annotations

from generator.normalise.reachability import drop_unused, reachable

from .documents import getting, ref
from .helpers import components, followed, normal

SCHEMAS = {
    "Used": {"properties": {"a": {"items": ref("Deep")}}},
    "Deep": {"type": "string"},
    "Choice": {
        "oneOf": [ref("Deep")],
        "discriminator": {"propertyName": "k", "mapping": {"x": "Bare", "y": "#/components/schemas/Mapped"}},
    },
    "Bare": {},
    "Mapped": {},
    "Loop": {"items": ref("Loop")},
    "Unused": {"items": ref("OfUnused")},
    "OfUnused": {"type": "string"},
}


def test_reachable_follows_references_and_mappings():
    document, _ = followed(getting({"anyOf": [ref("Used"), ref("Choice"), ref("Loop")]}, **SCHEMAS))
    assert reachable(document) == {"Used", "Deep", "Choice", "Bare", "Mapped", "Loop"}
    assert reachable(document, ["Unused"]) == set(SCHEMAS)


def test_webhooks_and_callbacks_reach():
    post = {"post": {"requestBody": {"content": {"a/b": {"schema": ref("Used")}}}}}
    document, _ = followed({**getting({}, **SCHEMAS), "webhooks": {"w": post}})
    assert reachable(document) == {"Used", "Deep"}


def test_only_what_was_reached_before_is_dropped():
    document, ledger = followed(getting(ref("Used"), **SCHEMAS))
    before = reachable(document)
    document["components"]["schemas"]["Used"]["properties"] = {}
    drop_unused(document, before, ledger)
    assert set(document["components"]["schemas"]) == set(SCHEMAS) - {"Deep"} | {
        "Deep"
    }  # Choice, never reached, refers to it


def test_a_base_that_only_compositions_used_is_dropped_with_what_it_alone_used():
    given = getting(
        ref("Rose"),
        Base={"title": "b", "properties": {"id": {}}},
        Rose={"allOf": [ref("Base"), {"properties": {"n": {}}}]},
    )
    assert set(components(given)) == {"Rose"}
    form = normal(given)
    assert {entry.rule for entry in form.ledger.entries if entry.pointer == "/components/schemas/Base"} == {
        "drop-unused"
    }
    assert form.ledger.unexplained() == []


def test_what_an_unused_component_refers_to_stays():
    given = getting(
        ref("Rose"),
        Base={"properties": {"id": {}}},
        Rose={"allOf": [ref("Base"), {"properties": {"n": {}}}]},
        Spare={"items": ref("Base")},
    )
    assert set(components(given)) == {"Base", "Rose", "Spare"}

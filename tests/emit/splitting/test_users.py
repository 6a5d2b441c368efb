from __future__ import annotations

from typing import Any

from generator.emit.splitting.graph import circles, references
from generator.emit.splitting.users import users

from ..documents import answer, body, document, ref
from ..packages import normalised
from .streets import paths, wares


def used(whole: dict[str, Any]) -> dict[str, set[str]]:
    form = normalised(whole)
    graph = references(form["components"]["schemas"])
    return {name: set(tags) for name, tags in users(form, graph, circles(graph)).items()}


def test_a_component_is_used_by_all_that_reach_it():
    schemas = {
        "Loaf": wares(1, flour=ref("Flour"), made=ref("Recipe")),
        "Recipe": wares(1, of=ref("Loaf"), by=ref("Baker")),
        "Baker": wares(1),
        "Flour": wares(1),
        "Steak": wares(1, cut=ref("Baker")),
        "Ghost": wares(1, seen=ref("Flour")),
    }
    found = used(document({**paths("bread", "Loaf"), **paths("meat", "Steak")}, schemas))
    assert found == {
        "Loaf": {"bread"},
        "Recipe": {"bread"},
        "Baker": {"bread", "meat"},
        "Flour": {"bread"},
        "Steak": {"meat"},
        "Ghost": set(),
    }


def test_callbacks_are_of_their_operation_and_webhooks_of_no_resource():
    told = {"post": {"requestBody": body(ref("Told")), "responses": {"200": {"description": "Heard."}}}}
    whole = document(paths("bread", "Loaf"), {"Loaf": wares(1), "Told": wares(1), "Alarm": wares(1)})
    whole["paths"]["/bread"]["get"]["callbacks"] = {"baked": {"{$request.query.url}": told}}
    whole["webhooks"] = {"alarm": {"post": {**told["post"], "requestBody": body(ref("Alarm"))}}}
    assert used(whole) == {"Loaf": {"bread"}, "Told": {"bread"}, "Alarm": {"webhooks"}}


def test_nothing_uses_what_an_answer_without_a_body_leaves_out():
    whole = document({"/bread": {"get": {"responses": {"200": answer({"type": "string"})}}}}, {"Loaf": wares(1)})
    assert used(whole) == {"Loaf": set()}

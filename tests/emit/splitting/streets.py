"""Documents with many models: streets of shops, each shop a resource with models of its own."""

from __future__ import annotations

from typing import Any

from ..documents import answer, body, document, path_parameter, ref

SHOPS = ("baker", "butcher", "cobbler", "draper", "florist", "grocer", "hatter", "jeweller", "milliner", "saddler")


def wares(count: int, **more: Any) -> dict[str, Any]:
    """An object with many described fields."""
    fields = {f"field{i}": {"type": "string", "description": f"What {i} says."} for i in range(count)}
    return {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, **fields, **more}}


def paths(shop: str, schema: str, *, posted: str = "") -> dict[str, Any]:
    """The operations of one shop."""
    item = {"get": {"parameters": [path_parameter("id")], "responses": {"200": answer(ref(schema))}}}
    many: dict[str, Any] = {"get": {"responses": {"200": answer({"type": "array", "items": ref(schema)})}}}
    if posted:
        many["post"] = {"requestBody": body(ref(posted)), "responses": {"201": answer(ref(schema))}}
    return {f"/{shop}": many, f"/{shop}/{{id}}": item}


def street(fields: int = 60) -> dict[str, Any]:
    """Ten shops with two models each, one model that all share, one that nothing uses, and one of a webhook."""
    whole = document({}, {"Address": wares(4), "Ghost": wares(3), "Alarm": wares(3)})
    for shop in SHOPS:
        name = shop.capitalize()
        part = {"type": "array", "items": ref(f"{name}Part")}
        kind = {"type": "string", "enum": ["open", "closed"]}
        schemas = {
            name: wares(fields, address=ref("Address"), parts=part, state=ref(f"{name}State")),
            f"{name}Part": wares(fields // 2, next=ref(f"{name}Part")),
            f"{name}State": kind,
            f"{name}Order": wares(3),
        }
        whole["components"]["schemas"].update(schemas)
        whole["paths"].update(paths(shop, name, posted=f"{name}Order"))
    whole["webhooks"] = {
        "alarm": {"post": {"requestBody": body(ref("Alarm")), "responses": {"200": {"description": ""}}}}
    }
    return whole


def ring(count: int = 40, fields: int = 50) -> dict[str, Any]:
    """One shop whose models all need each other: more than a module holds."""
    schemas: dict[str, Any] = {}
    for i in range(count):
        following = ref(f"Link{(i + 1) % count:02d}")
        schemas[f"Link{i:02d}"] = wares(fields, next=following, either=ref(f"Choice{i:02d}"))
        schemas[f"Choice{i:02d}"] = {"oneOf": [following, ref(f"Link{i:02d}"), {"type": "string"}]}
    return document(paths("chain", "Link00"), schemas)

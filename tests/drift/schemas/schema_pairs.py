"""Pairs of schemas as they stand in two documents, and what differs in them."""

from datetime import date
from typing import Any

from generator.drift.changes import Change
from generator.drift.schemas import Root, SchemaComparison

TODAY = date(2026, 6, 1)


def document(components: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"openapi": "3.1.0", "components": {"schemas": components or {}}}


def root(direction: str = "response", kind: str = "body", **more: Any) -> Root:
    location = more.pop("location", "query" if kind == "parameter" else "")
    return Root(
        direction,
        kind,
        f"{direction} {kind}",
        more.pop("operation", "GET /pets"),
        "/old",
        "/new",
        location=location,
        **more,
    )  # type: ignore[arg-type]


def changes(
    base: Any,
    revision: Any,
    at: Root | None = None,
    components: tuple[dict[str, Any], dict[str, Any]] = ({}, {}),
) -> list[Change]:
    comparison = SchemaComparison(document(components[0]), document(components[1]), today=TODAY)
    comparison.compare(base, revision, at or root())
    return comparison.changes()


def ids(
    base: Any,
    revision: Any,
    at: Root | None = None,
    components: tuple[dict[str, Any], dict[str, Any]] = ({}, {}),
) -> list[str]:
    return sorted(change.id for change in changes(base, revision, at, components))


def verdicts(base: Any, revision: Any, direction: str, **more: Any) -> dict[str, tuple[str, str, str]]:
    """The verdicts by id, as words: wire, source, behaviour."""
    found = changes(base, revision, root(direction, **more))
    return {
        each.id: (str(each.verdicts.wire), str(each.verdicts.source), str(each.verdicts.behaviour)) for each in found
    }


def of(schema: Any, *, required: bool = False) -> dict[str, Any]:
    """An object with one property, `it`."""
    return {"type": "object", "properties": {"it": schema}} | ({"required": ["it"]} if required else {})

"""Small documents in the resolved form, and what differs in them."""

import json
from datetime import date
from typing import Any

from generator.drift.changes import Change
from generator.drift.comparing import compare
from generator.normalise.resolve import resolve
from generator.normalise.upgrade import upgrade

TODAY = date(2026, 6, 1)


def resolved(document: dict[str, Any]) -> dict[str, Any]:
    return resolve(upgrade(json.loads(json.dumps(document)), "a.yaml"), "a.yaml")


def document(paths: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A resolved document; its version is no semantic one unless `info` says so."""
    return resolved({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": paths or {}, **more})


def one(operation: dict[str, Any], path: str = "/pets", method: str = "get", **more: Any) -> dict[str, Any]:
    """A resolved document of one operation."""
    return document({path: {method: {"responses": {}, **operation}}}, **more)


def changes(base: dict[str, Any], revision: dict[str, Any]) -> list[Change]:
    return compare(base, revision, today=TODAY)


def ids(base: dict[str, Any], revision: dict[str, Any]) -> list[str]:
    return sorted(change.id for change in changes(base, revision))


def edited(before: dict[str, Any], after: dict[str, Any]) -> dict[str, str]:
    """The verdicts by id where one operation says `after` instead of `before`: wire, source, behaviour."""
    return verdicts(one(before), one(after))


def verdicts(base: dict[str, Any], revision: dict[str, Any]) -> dict[str, str]:
    found = changes(base, revision)
    return {
        each.id: f"{each.verdicts.wire} {each.verdicts.source} {each.verdicts.behaviour}"
        for each in sorted(found, key=lambda each: each.id)
    }


def query(name: str = "limit", **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"type": "integer"}, **more}


def json_body(schema: Any = None) -> dict[str, Any]:
    return {"content": {"application/json": {} if schema is None else {"schema": schema}}}

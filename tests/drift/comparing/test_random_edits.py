"""Vendors' documents, edited at random: what is found is found from both ends, and where nothing changed nothing is."""

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.drift.changes import Change
from generator.normalise.pipeline import resolve_file

from .documents import changes

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
NAMES = (
    "museum.yaml", "swagger-petstore.yaml", "redocly-cafe32.yaml", "readme-polymorphism.json", "readme-schema-circular.json",
    "readme-schema-types31.json", "spacetraders.yaml", "webhook-example.yaml", "callback-example.json", "buildomat.json",
)  # fmt: skip
EDITS = 25
VALUES: tuple[tuple[str, Any], ...] = (
    ("type", "boolean"), ("type", ["string", "null"]), ("maxLength", 7), ("minimum", 3), ("pattern", "^z"), ("enum", ["z"]),
    ("default", "z"), ("format", "uuid"), ("readOnly", True), ("minItems", 2), ("required", ["z"]), ("const", "z"),
    ("additionalProperties", False), ("oneOf", [{"type": "string"}, {"type": "integer"}]), ("items", {"type": "integer"}),
)  # fmt: skip
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the vendors' documents are not at hand (../shared/corpus)")


@cache
def resolved(name: str) -> str:
    return json.dumps(resolve_file(CORPUS / name)[0])


def turned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(each) for each in value] if isinstance(value, list) else value


def schemas(value: Any) -> Iterator[dict[str, Any]]:
    """The schemas that say a type, and those that hold properties."""
    if isinstance(value, dict):
        if isinstance(value.get("type"), (str, list)) or isinstance(value.get("properties"), dict):
            yield value
        for key, each in value.items():
            if key not in {"example", "examples", "default", "enum", "const", "securitySchemes"}:
                yield from schemas(each)
    elif isinstance(value, list):
        for each in value:
            yield from schemas(each)


def edited(name: str, chance: random.Random) -> tuple[dict[str, Any], dict[str, Any], str]:
    """A document, the same with one schema edited, and what was done."""
    base, revision = json.loads(resolved(name)), json.loads(resolved(name))
    schema = chance.choice(list(schemas({key: revision.get(key, {}) for key in ("paths", "webhooks", "components")})))
    known = [key for key in schema if key in {"properties", "required", "enum", "items", "type", "maxLength", "format"}]
    if known and chance.random() < 0.5:
        key = chance.choice(known)
        if key == "properties" and schema[key]:
            gone = chance.choice(list(schema[key]))
            del schema[key][gone]
            return base, revision, f"property {gone} removed"
        del schema[key]
        return base, revision, f"{key} removed"
    key, value = chance.choice(VALUES)
    schema[key] = value
    return base, revision, f"{key} set to {value}"


def reached(found: list[Change]) -> set[str]:
    return {operation for each in found for operation in each.operations}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_changed_whatever_the_order_of_keys(name: str):
    assert changes(json.loads(resolved(name)), turned(json.loads(resolved(name)))) == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_one_way_is_found_the_other(name: str):
    chance = random.Random(name)
    for _ in range(EDITS):
        base, revision, said = edited(name, chance)
        there, back = changes(base, revision), changes(revision, base)
        assert reached(there) == reached(back), said
        assert bool(there) is bool(back), said
        if json.dumps(base) == json.dumps(revision):
            assert there == []

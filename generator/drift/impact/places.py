"""Where in a document a JSON pointer leads: into which operation and which part of it, and to which schema."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document import pointers
from generator.document.keywords import HOLDS_LIST, HOLDS_NAMED, HOLDS_ONE
from generator.normalise.schemas import ADDITIONAL, METHODS

_HEADS = {"requestBody": 1, "parameters": 2, "responses": 2}
"""How many tokens lead to a part of an operation that holds a schema or content."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in an operation: the pointer of that, and the tokens below it."""

    operation: str
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchemaPlace:
    """A place in a schema.

    Attributes:
        schema: the pointer of the innermost schema around it.
        rest: the tokens below that.
        owner: the pointer of the schema of which the innermost one is a property, "" where it is none.
        name: the name of that property.
    """

    schema: str
    rest: tuple[str, ...]
    owner: str = ""
    name: str = ""


def spot_of(pointer: str) -> Spot | None:
    """Return the operation under `paths` that `pointer` leads into; None where it leads elsewhere."""
    tokens = pointers.split(pointer)
    if len(tokens) < 3 or tokens[0] != "paths":
        return None
    count = 4 if tokens[2] == ADDITIONAL else 3
    if len(tokens) < count or (count == 3 and tokens[2] not in METHODS):
        return None
    return Spot(pointers.join("", *tokens[:count]), tuple(tokens[count:]))


def schema_at(pointer: str) -> SchemaPlace | None:
    """Return where in a schema of the resolved form `pointer` leads; None where it leads to none."""
    tokens = pointers.split(pointer)
    start = 3 if tokens[:2] == ["components", "schemas"] and len(tokens) > 2 else _root(pointer)
    if not start:
        return None
    schema, owner, name = pointers.join("", *tokens[:start]), "", ""
    while start < len(tokens):
        size = 1 if tokens[start] in HOLDS_ONE else 2 if tokens[start] in HOLDS_LIST | HOLDS_NAMED else 0
        if not size or start + size > len(tokens):
            break
        is_property = tokens[start] == "properties"
        owner, name = (schema, tokens[start + 1]) if is_property else ("", "")
        schema = pointers.join(schema, *tokens[start : start + size])
        start += size
    return SchemaPlace(schema, tuple(tokens[start:]), owner, name)


def _root(pointer: str) -> int:
    """Return how many tokens of `pointer` lead to the outermost schema of an operation; 0 where they lead to none."""
    spot = spot_of(pointer)
    if spot is None or not spot.rest or spot.rest[0] not in _HEADS:
        return 0
    before = len(pointers.split(spot.operation))
    at = _HEADS[spot.rest[0]]
    rest = spot.rest
    if rest[0] == "responses" and rest[at : at + 1] == ("headers",):
        at += 2
    if rest[at : at + 1] == ("content",):
        at += 2
    return before + at + 1 if rest[at : at + 1] == ("schema",) else 0

"""Ids of what is made, and the members that a server sets itself: ids of parents, times."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any
from uuid import UUID

from generator.document import names
from generator.document.shapes import is_object
from generator.standin.bodies import plain, properties
from generator.standin.call import World
from generator.standin.causes import Cause, Refused
from generator.standin.resources import Resource
from generator.standin.sampling.patterns import text

_TRIES = 1_000

_CREATED = frozenset(
    {"created", "created_at", "creation_date", "created_on", "date_created", "created_time", "inserted_at"}
)
_CHANGED = frozenset({
    "updated", "updated_at", "modified", "modified_at", "last_modified", "last_updated", "updated_on", "date_modified",
    "changed_at", "last_modified_at", "modification_date",
})  # fmt: skip


def new_key(world: World, resource: Resource) -> Any:
    """Return an id that no item of `resource` has: they count up, so that the same calls give the same ids.

    Raises:
        Refused: none was found; a schema can allow so few that they are all taken.
    """
    for _ in range(_TRIES):
        key = numbered_key(world, resource, world.store.next_number(f"key {resource.name}"))
        if world.store.find(resource.name, str(key)) is None:  # a behaviour may have put it there
            return key
    raise Refused(Cause.CONFLICT, f"there is no id left for another {resource.singular}")


def numbered_key(world: World, resource: Resource, number: int) -> Any:
    """Return id number `number` of `resource`, of the form that its schema asks for."""
    members = properties(plain(world.document, resource.schema))
    schema: Any = None if resource.key is None else plain(world.document, members.get(resource.key))
    shape: dict[str, Any] = schema if is_object(schema) else {}
    if world.schemas.kinds(shape) & {"integer", "number"}:
        return number + max(0, int(shape.get("minimum", 1)) - 1)
    seed = world.randomness("key", resource.name).getrandbits(64)
    random = world.randomness("key", resource.name, number)
    for candidate in (_of_format(shape, seed, number), str(number), _of_pattern(shape, random)):
        if candidate is not None and world.schemas.accepts(shape, candidate):
            return candidate
    return world.samples.value(shape, random, hint=resource.key or "id")


def _of_format(shape: Mapping[str, Any], seed: int, number: int) -> str | None:
    if shape.get("format") == "uuid":
        return str(UUID(int=(seed << 64) | number, version=4))
    if shape.get("format") == "objectId" or shape.get("pattern") in {"^[0-9a-fA-F]{24}$", "^[0-9a-f]{24}$"}:
        return f"{seed & 0xFFFFFFFF:08x}{number:016x}"
    return None


def _of_pattern(shape: Mapping[str, Any], random: Random) -> str | None:
    pattern, most = shape.get("pattern"), shape.get("maxLength")
    if not isinstance(pattern, str):
        return None
    return text(pattern, random, int(shape.get("minLength", 0)), int(most) if isinstance(most, int) else None)


def served_members(world: World, resource: Resource, values: Mapping[str, str], *, is_new: bool) -> dict[str, Any]:
    """Return what a server sets in an item that is made (`is_new`) or changed: times, and the ids of its parents.

    `values` are the path parameters of the call, by name.
    """
    said: dict[str, Any] = {}
    parents = {names.snake(name): value for name, value in values.items()}
    for name, schema in properties(plain(world.document, resource.schema)).items():
        word, member = names.snake(name), plain(world.document, schema)
        if not is_object(member) or name == resource.key:
            continue
        if word in _CHANGED or (is_new and word in _CREATED):
            said |= _time(world, name, member)
        elif is_new and (value := parents.get(word, parents.get(word.removesuffix("_id")))) is not None:
            said |= _typed(world, name, member, value)
    return said


def typed_key(world: World, resource: Resource, said: str) -> dict[str, Any]:
    """Return the member that holds the id of an item, for an id that stands in a path as `said`."""
    members = properties(plain(world.document, resource.schema))
    if resource.key is None or resource.key not in members:
        return {}
    return _typed(world, resource.key, members[resource.key], said)


def _time(world: World, name: str, schema: dict[str, Any]) -> dict[str, Any]:
    for value in (world.clock.text(), int(world.clock.seconds()), world.clock.text()[:10]):
        if ("type" in schema or "format" in schema) and world.schemas.accepts(schema, value):
            return {name: value}
    return {}


def _typed(world: World, name: str, schema: dict[str, Any], said: str) -> dict[str, Any]:
    number = int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else None
    for value in (number, said):
        if value is not None and world.schemas.accepts(schema, value):
            return {name: value}
    return {}

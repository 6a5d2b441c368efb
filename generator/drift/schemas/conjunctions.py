"""`allOf`: JSON Schema 2020-12 core, section 10.2.1.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.document.shapes import is_array
from generator.drift.schemas import likeness
from generator.drift.schemas.immaterial import is_annotation_only, is_immaterial
from generator.drift.schemas.judging import SAFE, Effect
from generator.drift.schemas.notes import is_note, noted
from generator.drift.schemas.sameness import same
from generator.drift.schemas.views import View
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drift.schemas.likeness import Member
    from generator.drift.schemas.pairs import Pair
    from generator.drift.schemas.views import Located, Viewer

MOST_LAYERS: Final = 200
"""Schemas that one conjunction may be made of to be read as one."""


def conjunctions(pair: Pair) -> None:
    """Report members that came or went; have the others compared."""
    base = likeness.members(pair.viewers[0], pair.base.listed("allOf"))
    revision = likeness.members(pair.viewers[1], pair.revision.listed("allOf"))
    found = likeness.match(pair.viewers, base, revision)
    place = pair.place._replace(step="part", demanded=demanded(pair))
    for old, new in found.both:
        pair.descend(old.located, new.located, place)
    _report(pair, found.gone, found.come)


def demanded(pair: Pair) -> tuple[frozenset[str], frozenset[str]]:
    """Return the properties that have to be there in both documents, whichever part of a conjunction says so."""
    own = [frozenset(_demanded(*side)) for side in zip(pair.viewers, (pair.base, pair.revision), strict=True)]
    above = pair.place.demanded
    return own[0] | above[0], own[1] | above[1]


def _demanded(viewer: Viewer, view: View) -> Iterator[str]:
    for each in _conjoined(viewer, view):
        yield from each.strings("required")


def located_property(viewer: Viewer, view: View, name: str) -> Located | None:
    """Return the schema of the property `name` in the parts of a conjunction, None where none of them has it."""
    return next((found for each in _conjoined(viewer, view) if (found := each.named("properties").get(name))), None)


def _conjoined(viewer: Viewer, view: View) -> Iterator[View]:
    """Yield a schema and the parts of it that all hold."""
    pending, seen = [view], set[tuple[str, ...]]()
    while pending and len(seen) < MOST_LAYERS:
        each = pending.pop(0)
        if each.key not in seen:
            seen.add(each.key)
            yield each
            pending.extend(viewer.view(*located) for located in each.listed("allOf"))


def half(pair: Pair) -> bool:
    """Compare a conjunction with a schema that is none; tell whether nothing else is to do.

    It is one of the members with others beside it, or the whole written as one object.
    """
    grown = "allOf" in pair.revision.keywords
    composed, plain = (pair.revision, pair.base) if grown else (pair.base, pair.revision)
    if plain.is_open():
        return False
    found = likeness.members(pair.viewers[grown], composed.listed("allOf"))
    rest = composed.without("allOf")
    twin = next((member for member in found if is_twin(member.view, plain)), None)
    if twin is not None and is_note(rest):
        whole = noted(twin.view, rest)
        pair.descend(*((plain, whole) if grown else (whole, plain)), pair.place)
        others = [member for member in found if member is not twin]
        _report(pair, [] if grown else others, others if grown else [])
        return True
    flat = flattened(pair.viewers[grown], composed)
    if flat is not None:
        pair.base, pair.revision = (plain, flat) if grown else (flat, plain)
        notes = [member for member in found if member.view.is_open()]
        _report(pair, [] if grown else notes, notes if grown else [])
    return False


def flattened(viewer: Viewer, view: View) -> View | None:
    """Return a conjunction of objects as one object, None where its parts have to do with one another."""
    layers = _layers(viewer, view)
    if layers is None or not all(_is_plain(layer) for layer, _ in layers):
        return None
    seen: dict[str, Any] = {}
    for layer, _ in layers:
        facts = {f"property {name}": schema for name, schema in layer.get("properties", {}).items()}
        facts |= {key: value for key, value in layer.items() if key not in {"properties", "required"}}
        for name, value in facts.items():
            if name in seen and not is_immaterial(name) and not same(seen[name], value):
                return None
            seen[name] = value
    return View(tuple(layers), nullable=view.nullable)


def _layers(viewer: Viewer, view: View) -> list[tuple[dict[str, Any], str]] | None:
    layers: list[tuple[dict[str, Any], str]] = []
    pending, seen = [view], set[tuple[str, ...]]()
    while pending:
        each = pending.pop(0)
        if each.key in seen or len(layers) >= MOST_LAYERS:
            return None
        seen.add(each.key)
        layers.extend(layer for layer in each.without("allOf").layers if layer[0])
        pending.extend(viewer.view(*located) for located in each.listed("allOf"))
    return layers


def _is_plain(layer: dict[str, Any]) -> bool:
    known = {"type", "properties", "required", "deprecated", "readOnly", "writeOnly", "default", "xml"}
    return isinstance(layer.get("properties", {}), dict) and all(key in known or is_immaterial(key) for key in layer)


def is_twin(member: View, plain: View) -> bool:
    """Tell whether a member of a composition in one document is a schema of the other, by reference or by content."""
    return member.pointer == plain.pointer or same(member.keywords, plain.keywords)


def _report(pair: Pair, gone: list[Member], come: list[Member]) -> None:
    for member in gone:
        _note(pair, member, added=False)
    for member in come:
        _note(pair, member, added=True)


def _note(pair: Pair, member: Member, *, added: bool) -> None:
    action = "added" if added else "removed"
    idle = is_annotation_only(member.view.keywords)
    suffix = "-annotation-only" if idle else ""
    message = f"a schema {'that only annotates ' if idle else ''}was {action} {'to' if added else 'from'} allOf"
    verdicts = SAFE if idle or pair.is_idle else _verdicts(pair, member.view, added=added)
    pair.note_member(f"all-of-{action}{suffix}", message, verdicts, member.located, added=added)


def _verdicts(pair: Pair, member: View, *, added: bool) -> Verdicts:
    """Return the verdicts on a schema that values have to match besides, or no longer have to."""
    place = pair.place
    source = Level.RISKY if place.typed and not added else Level.SAFE
    if place.direction == "request":
        wire = pair.judge(Effect.NARROWS if added else Effect.WIDENS).wire
        loose = "properties" in member.keywords and not is_array(member.get("required"))
        return Verdicts(min(wire, Level.RISKY) if loose else wire, source)
    if added or not place.typed:
        return pair.judge(Effect.NARROWS if added else Effect.WIDENS)
    return Verdicts(Level.BREAKING if member.strings("required") else Level.SAFE, Level.BREAKING)

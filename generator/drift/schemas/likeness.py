"""Which members of two unions or conjunctions stand for one another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator.document.shapes import is_array, is_object
from generator.drift.schemas.views import types_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from generator.drift.schemas.views import Located, View, Viewer

MOST_COMPARED: Final = 2_500
"""Pairs of members whose likeness is measured; above that, only like is matched with like."""
_ENOUGH: Final = 0.5
_ENOUGH_ALONE: Final = 0.3


class Member(NamedTuple):
    """One schema of a list of them, and the view of it."""

    located: Located
    view: View


class Matched(NamedTuple):
    """Members that stand for one another, and those that stand for none of the other side."""

    both: list[tuple[Member, Member]]
    gone: list[Member]
    come: list[Member]


def members(viewer: Viewer, located: Sequence[Located]) -> list[Member]:
    """Return the members at `located` with their views."""
    return [Member(each, viewer.view(*each)) for each in located]


def match(viewers: tuple[Viewer, Viewer], base: list[Member], revision: list[Member], *, alone: bool = True) -> Matched:
    """Match members by reference, by content, by title or by the values that tell them apart, then by likeness.

    Args:
        viewers: those of the older and the newer document: what both of them still have by name was not renamed.
        base: the members in the older document.
        revision: those in the newer one.
        alone: whether the only two without a name that are left stand for one another, unless both have properties.
    """
    both: list[tuple[Member, Member]] = []
    for key in (_reference, _content, _title, _tags):
        found, base, revision = _by(key, base, revision)
        both += found
    old, kept = _split(base, viewers[1])
    new, known = _split(revision, viewers[0])
    loose, old, new = _by_likeness(old, new)
    one, old, known = _by_likeness(old, known)
    other, kept, new = _by_likeness(kept, new)
    last, old, new = _left_alone(old, new) if alone else ([], old, new)
    return Matched([*both, *loose, *one, *other, *last], [*old, *kept], [*new, *known])


def alike(one: View, other: View) -> float:
    """Return how much two schemas have in common, from 0 to 1."""
    left, right = _features(one), _features(other)
    return len(left & right) / len(left | right) if left or right else 1.0


def _by(
    key: Callable[[Member], Hashable], base: list[Member], revision: list[Member]
) -> tuple[list[tuple[Member, Member]], list[Member], list[Member]]:
    if not base or not revision:
        return [], base, revision
    known: dict[Hashable, list[Member]] = {}
    for member in reversed(base):
        if (name := key(member)) is not None:
            known.setdefault(name, []).append(member)
    both: list[tuple[Member, Member]] = []
    come: list[Member] = []
    for member in revision:
        candidates = known.get(key(member), [])
        if candidates:
            both.append((candidates.pop(), member))
        else:
            come.append(member)
    taken = {id(old) for old, _ in both}
    return both, [member for member in base if id(member) not in taken], come


def _split(members: list[Member], other: Viewer) -> tuple[list[Member], list[Member]]:
    """Return the members that may have another name in the other document, and those that it has by their names."""
    names = [_reference(member) for member in members]
    kept = [name is not None and other.target(name) is not None for name in names]
    return (
        [member for member, is_kept in zip(members, kept, strict=True) if not is_kept],
        [member for member, is_kept in zip(members, kept, strict=True) if is_kept],
    )


def _by_likeness(
    base: list[Member], revision: list[Member]
) -> tuple[list[tuple[Member, Member]], list[Member], list[Member]]:
    if len(base) * len(revision) > MOST_COMPARED:
        return _by(_signature, base, revision)
    enough = _ENOUGH_ALONE if len(base) == len(revision) == 1 else _ENOUGH
    scores = [(-alike(old.view, new.view), i, j) for i, old in enumerate(base) for j, new in enumerate(revision)]
    left, right = dict(enumerate(base)), dict(enumerate(revision))
    both: list[tuple[Member, Member]] = []
    for score, i, j in sorted(scores):
        if -score >= enough and i in left and j in right:
            both.append((left.pop(i), right.pop(j)))
    return both, list(left.values()), list(right.values())


def _left_alone(
    base: list[Member], revision: list[Member]
) -> tuple[list[tuple[Member, Member]], list[Member], list[Member]]:
    """Match the only member without a name on both sides; of two objects with other properties nothing says so."""
    old = [member for member in base if _reference(member) is None]
    new = [member for member in revision if _reference(member) is None]
    if len(old) != 1 or len(new) != 1 or all(each.view.named("properties") for each in (*old, *new)):
        return [], base, revision
    rest = [member for member in base if member is not old[0]]
    return [(old[0], new[0])], rest, [member for member in revision if member is not new[0]]


def _reference(member: Member) -> str | None:
    schema = member.located[0]
    reference = schema.get("$ref") if is_object(schema) else None
    return reference if isinstance(reference, str) else None


def _content(member: Member) -> str:
    return json.dumps(member.located[0], sort_keys=True)


def _title(member: Member) -> str | None:
    title = member.view.get("title")
    return title if isinstance(title, str) else None


def _tags(member: Member) -> frozenset[tuple[str, str]] | None:
    """Return the properties that have one possible value: what discriminates."""
    found: set[tuple[str, str]] = set()
    for name, (schema, _) in member.view.named("properties").items():
        values: Any = [schema["const"]] if is_object(schema) and "const" in schema else None
        if values is None and is_object(schema) and is_array(schema.get("enum")):
            values = schema["enum"]
        if values is not None and len(values) == 1 and isinstance(values[0], str):
            found.add((name, values[0]))
    return frozenset(found) or None


def _signature(member: Member) -> frozenset[str]:
    return _features(member.view)


def _features(view: View) -> frozenset[str]:
    found = {f"type {name}" for name in types_of(view)}
    found |= {f"property {name}" for name in view.named("properties")}
    found |= {f"{keyword} {view.get(keyword)}" for keyword in ("format", "const") if keyword in view.keywords}
    return frozenset(found)

"""Each field of each kind of object that comes, goes or changes gives a change, unless it is said to be immaterial."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from generator.document import pointers
from generator.drift.comparing.collecting import Collector
from generator.drift.comparing.immaterial import is_immaterial
from generator.drift.comparing.rules import RULES
from generator.normalise.specification import OPENAPI, SCHEMA

from .documents import changes
from .fields import FIELDS, PLACES, REQUIRED, rich
from .mirrored import mirrored, said

RICH = json.dumps(rich())
SILENT = {
    ("components", "schemas"): "a new schema counts where it is used",
    ("header", "style"): "what is written out is the style in effect already",
    ("header", "explode"): "what is written out is in effect already",
    ("operation", "servers"): "the vendor makes its calls where it was told to",
    ("parameter", "explode"): "a single value looks the same exploded",
    ("parameter", "style"): "what is written out is the style in effect already",
    ("server", "description"): "nobody chooses the only server",
    ("server", "name"): "nobody chooses the only server",
}
"""Edits that give no change at some places, since they change nothing there."""


class Edit(NamedTuple):
    kind: str
    field: str
    place: str
    name: str
    base: dict[str, Any]
    revision: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.name} {self.kind} {self.field} at {self.place}"


def written(place: str, field: str, values: list[Any]) -> dict[str, Any]:
    """The rich document with one value, or none, of a field."""
    made = json.loads(RICH)
    holder = pointers.get(made, place)
    if values:
        holder[field] = values[0]
    else:
        holder.pop(field, None)
    return made


def edits() -> Iterator[Edit]:
    for kind, fields in FIELDS.items():
        for field, (one, two) in fields.items():
            for place in PLACES[kind]:
                yield Edit(kind, field, place, "changed", written(place, field, [one]), written(place, field, [two]))
                if field not in REQUIRED and (kind, field) != ("document", "paths"):
                    yield Edit(kind, field, place, "added", written(place, field, []), written(place, field, [one]))
                    yield Edit(kind, field, place, "removed", written(place, field, [one]), written(place, field, []))


EDITS = list(edits())


def test_every_field_that_the_specification_has_is_tried():
    kinds = set(OPENAPI.fields) - set(SCHEMA) | {"external docs"}
    assert set(FIELDS) == set(PLACES) == kinds
    for kind in kinds:
        assert set(OPENAPI.fields.get(kind, {})) - {"*"} <= set(FIELDS[kind]), kind


@pytest.mark.parametrize("kind", FIELDS)
def test_no_edit_is_passed_over(kind: str):
    for edit in EDITS:
        if edit.kind == kind:
            found = [each.id for each in changes(edit.base, edit.revision)]
            if is_immaterial(kind, edit.field):
                assert found == [], str(edit)
            elif (kind, edit.field) not in SILENT:
                assert found, str(edit)


def test_every_silent_edit_is_heard_somewhere_or_is_none():
    for kind, field in SILENT:
        assert any(changes(each.base, each.revision) for each in EDITS if (each.kind, each.field) == (kind, field))


def test_every_change_outside_of_schemas_has_a_rule(monkeypatch: pytest.MonkeyPatch):
    found: set[str] = set()
    monkeypatch.setattr(Collector, "report", lambda self, identity, *rest: found.add(identity))
    for edit in EDITS:
        changes(edit.base, edit.revision)
    assert found
    assert found <= set(RULES)


def test_no_edit_gives_no_change():
    assert changes(rich(), rich()) == []


@pytest.mark.parametrize("kind", FIELDS)
def test_the_same_edit_seen_from_its_other_end(kind: str):
    for edit in EDITS:
        if edit.kind == kind:
            there = said(changes(edit.base, edit.revision))
            back = said(changes(edit.revision, edit.base))
            assert mirrored(there) == back, str(edit)


def test_changes_come_in_the_same_order_whatever_the_order_of_keys():
    edit = next(each for each in EDITS if each.kind == "operation" and each.field == "responses")

    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(value)}
        return [turned(each) for each in value] if isinstance(value, list) else value

    def ids(*sides: Any) -> list[tuple[str, str, tuple[str, ...]]]:
        return [(each.id, each.subject, each.operations) for each in changes(*sides)]

    assert ids(edit.base, edit.revision) == ids(turned(edit.base), turned(edit.revision))

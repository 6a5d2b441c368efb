"""specs/<vendor>/coverage.yaml: gaps in the recordings that are accepted, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.contract.coverage.cells import Cell, Kind, Owner
from generator.document import pointers
from generator.document.findings import Finding, Place
from generator.workspace.checked_file import read_checked
from generator.workspace.suggest import among

FILE_NAME = "coverage.yaml"
RULE = "invalid-coverage"

_OWNERS = ("operation", "schema")
_POINTER = {"type": "string", "pattern": "^(/.*)?$", "description": "a pointer into the answer, such as /data/*/name"}
_LINE = {"type": "string", "pattern": r"^\S.*$", "description": "text"}
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["accepted"],
    "additionalProperties": False,
    "properties": {
        "accepted": {
            "type": "array",
            "maxItems": 10_000,
            "items": {
                "type": "object",
                "required": ["reason"],
                "additionalProperties": False,
                "properties": {
                    "operation": _LINE,
                    "schema": _LINE,
                    "status": {
                        "type": ["integer", "string"],
                        "pattern": "^([1-5]([0-9][0-9]|XX)|default)$",
                        "description": "a status as the document writes it, such as 404, 4XX or default",
                    },
                    "field": _POINTER,
                    "variant": _LINE,
                    "reason": _LINE,
                },
            },
        },
    },
}


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One accepted gap: whose it is, which, why; and where in the file that stands."""

    owner: Owner
    cell: Cell
    reason: str
    place: Place


def load_accepted(folder: Path) -> tuple[Acceptance, ...]:
    """Return what `folder`/coverage.yaml accepts; nothing where there is no such file.

    Raises:
        SpecloomError: the file cannot be read or is not what it must be; names file, line and JSON pointer.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return ()
    file = read_checked(path, _SCHEMA, RULE, lambda data: _broken(data["accepted"]))
    return tuple(
        Acceptance(_owner(each), _cell(each), each["reason"], file.place(pointers.join("/accepted", index)))
        for index, each in enumerate(file.data["accepted"])
    )


def stale(accepted: Iterable[Acceptance], rows: Mapping[Owner, Mapping[Cell, bool]]) -> Iterator[Finding]:
    """Yield a finding for each of `accepted` that is no gap (any more); `rows` tell of each cell whether it was seen."""
    first: dict[tuple[Owner, Cell], Place] = {}
    for each in accepted:
        cells = rows.get(each.owner)
        if cells is None:
            names = [owner.name for owner in rows if owner.kind == each.owner.kind]
            message = f"there is no {each.owner.kind} {each.owner.name!r} in the table"
            yield Finding("stale-acceptance", message, each.place, among(each.owner.name, names, "names"))
        elif each.cell not in cells:
            known = [str(cell) for cell in cells if cell.kind is each.cell.kind]
            remedy = among(str(each.cell), known, "cells")
            yield Finding("stale-acceptance", f"{each.owner} has no {each.cell}", each.place, remedy)
        elif cells[each.cell]:
            message = f"a recording shows the {each.cell} of {each.owner}"
            yield Finding("stale-acceptance", message, each.place, "Remove the entry.")
        elif (each.owner, each.cell) in first:
            message = f"says again what stands at {first[each.owner, each.cell]}"
            yield Finding("stale-acceptance", message, each.place, "Remove one of them.")
        first.setdefault((each.owner, each.cell), each.place)


def _broken(accepted: list[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield pointer, message and remedy of the rules between the keys of an entry."""
    for index, each in enumerate(accepted):
        pointer = pointers.join("/accepted", index)
        if len(each.keys() & set(_OWNERS)) != 1:
            yield pointer, "must name one operation or one schema", "Write one of the keys operation and schema."
        elif "status" in each and "schema" in each:
            yield pointers.join(pointer, "status"), "goes with an operation", "A schema has fields and variants."
        elif ("status" in each) == ("field" in each):
            yield pointer, "must name one status or one field", "Write one of the keys status and field."
        elif "variant" in each and "field" not in each:
            yield pointers.join(pointer, "variant"), "goes with a field", "Name the field whose value has the variant."


def _owner(each: Mapping[str, Any]) -> Owner:
    kind = next(kind for kind in _OWNERS if kind in each)
    return Owner(kind, each[kind])


def _cell(each: Mapping[str, Any]) -> Cell:
    if "status" in each:
        return Cell(Kind.STATUS, str(each["status"]))
    kind = Kind.VARIANT if "variant" in each else Kind.FIELD
    return Cell(kind, each["field"], each.get("variant", ""))

"""How much of a document the recordings show: for each operation its statuses, union variants and fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.contract.cassettes.cassette import Cassette
from generator.contract.coverage.acceptance import Acceptance, stale
from generator.contract.coverage.cells import Cell, Kind, Owner
from generator.contract.coverage.declared import json_answer
from generator.contract.coverage.outline import Outline
from generator.contract.coverage.trace import Tracer
from generator.contract.coverage.variants import Unions
from generator.document.findings import Finding, Place
from generator.document.references import target
from generator.document.shapes import is_object
from generator.exchange.messages import Response, is_json
from generator.exchange.operations import Api, Match, Operation
from generator.exchange.schemas import Schemas


@dataclass(frozen=True, slots=True)
class Gap:
    """A cell that no recording shows, and the reason why that is accepted; None where it is not."""

    owner: Owner
    cell: Cell
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The table of one document.

    `rows` holds of each cell whether it was seen. An operation has a cell for each status that it documents, and for each
    field and union variant of its successes. What fails fails alike everywhere: a schema of failures has its fields and
    variants once, whichever operation showed them, behind all operations.
    """

    rows: dict[Owner, dict[Cell, bool]]
    accepted: tuple[Acceptance, ...] = ()

    def count(self, kind: Kind, owner: Owner | None = None) -> tuple[int, int]:
        """Return how many cells of `kind` were seen and how many there are, in the row of `owner` or in all."""
        rows = self.rows.values() if owner is None else [self.rows[owner]]
        seen = [is_seen for cells in rows for cell, is_seen in cells.items() if cell.kind is kind]
        return sum(seen), len(seen)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What no recording shows, in the order of the rows."""
        reasons = {(each.owner, each.cell): each.reason for each in self.accepted}
        return tuple(
            Gap(owner, cell, reasons.get((owner, cell)))
            for owner, cells in self.rows.items()
            for cell, is_seen in cells.items()
            if not is_seen
        )

    def open(self, name: str) -> list[Finding]:
        """Return one finding for each gap that is not accepted; `name` stands for the document."""
        remedy = "Record it, write a cassette for it, or accept it in coverage.yaml with a reason."
        return [
            Finding("uncovered", f"no recording of {gap.owner} shows the {gap.cell}", Place(name), remedy)
            for gap in self.gaps
            if gap.reason is None
        ]

    def stale(self) -> list[Finding]:
        """Return one finding for each accepted gap that is none (any more)."""
        return list(stale(self.accepted, self.rows))


def measure(api: Api, cassettes: Iterable[Cassette], accepted: Iterable[Acceptance] = ()) -> Coverage:
    """Return what `cassettes` show of `api`; each interaction counts for the operation that it calls.

    Raises:
        SpecloomError: a schema of the document cannot be used.
    """
    tally = _Tally(api)
    for cassette in cassettes:
        for interaction in cassette.interactions:
            match = api.find(interaction.request)
            if isinstance(match, Match):
                tally.add(match.operation, interaction.response)
    return Coverage(tally.rows, tuple(accepted))


class _Tally:
    """The cells of a document, and whether they were seen so far."""

    def __init__(self, api: Api) -> None:
        schemas = Schemas(api.document, api.name)
        unions = Unions(api.document, schemas)
        self._tracer = Tracer(api.document, schemas)
        self.rows = {_owner(operation): _statuses(operation) for operation in api.operations}
        self._outlines: dict[Owner, Outline] = {}
        for owner, roots in _roots(api).items():
            outline = self._outlines[owner] = Outline(api.document, roots, unions)
            if outline.cells:
                self.rows.setdefault(owner, {}).update(dict.fromkeys(outline.cells, False))

    def add(self, operation: Operation, response: Response) -> None:
        """Mark what `response` shows as an answer of `operation`."""
        status = _documented(operation, response.status)
        if status is None:
            return
        self._mark(_owner(operation), [Cell(Kind.STATUS, status)])
        answer = json_answer(operation, response)
        if answer is not None:
            owner = _owner_of_answer(operation, status, answer[0])
            outline = self._outlines.get(owner)
            if outline is not None:
                self._mark(owner, outline.shown(self._tracer.trace(*answer)))

    def _mark(self, owner: Owner, cells: Iterable[Cell]) -> None:
        self.rows.get(owner, {}).update(dict.fromkeys(cells, True))


def _owner(operation: Operation) -> Owner:
    return Owner("operation", operation.id)


def _statuses(operation: Operation) -> dict[Cell, bool]:
    return {Cell(Kind.STATUS, status): False for status in operation.responses}


def _documented(operation: Operation, status: int) -> str | None:
    """Return the key under which `operation` documents `status`, as `Operation.response` finds it."""
    keys = (str(status), f"{status // 100}XX", "default")
    return next((key for key in keys if key in operation.responses), None)


def _is_success(operation: Operation, status: str) -> bool:
    """Tell whether the response under the key `status` is a success; `default` is where nothing else is."""
    return status.startswith("2") or (
        status == "default" and not any(key.startswith("2") for key in operation.responses)
    )


def _owner_of_answer(operation: Operation, status: str, schema: Any) -> Owner:
    if _is_success(operation, status):
        return _owner(operation)
    reference = schema.get("$ref") if is_object(schema) else None
    pointer = target(reference) if isinstance(reference, str) else None
    return Owner("schema", pointer.rpartition("/")[2] if pointer else f"{operation.id} {status}")


def _roots(api: Api) -> dict[Owner, list[Any]]:
    """Return the schemas of JSON answers by the row that they belong to, those of failures last."""
    roots: dict[Owner, list[Any]] = {_owner(operation): [] for operation in api.operations}
    for operation in api.operations:
        for status, response in operation.responses.items():
            for schema in _schemas(response):
                roots.setdefault(_owner_of_answer(operation, status, schema), []).append(schema)
    return roots


def _schemas(response: dict[str, Any]) -> Iterator[Any]:
    for kind, media in response.get("content", {}).items():
        if "schema" in media and (is_json(kind.partition(";")[0].strip().lower()) or "*" in kind):
            yield media["schema"]

"""Servers, of the API and of single operations: OpenAPI 3.1 sections 4.8.5 and 4.8.6."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.printable import printable
from generator.document.shapes import is_array, is_object
from generator.drift.changes import MISSING
from generator.drift.comparing.parts import Part
from generator.drift.schemas.judging import RISKY, SAFE, SOURCE, WIRE
from generator.drift.schemas.pairs import change_of
from generator.drift.schemas.sameness import identity
from generator.drift.schemas.subjects import shown
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from generator.drift.comparing.exchanges import Comparison, Exchange

_NAMED = Verdicts(source=Level.RISKY)


def servers(exchanges: list[Exchange], shared: Comparison, document: Part) -> None:
    """Report what differs in the servers of the API, and of the operations that have their own."""
    whole = document.member("servers")
    inheriting: list[str] = []
    for exchange in exchanges:
        own = exchange.part.member("servers")
        if own.base is MISSING and own.revision is MISSING:
            inheriting.append(exchange.label)
            continue
        part = Part(
            whole.base if own.base is MISSING else own.base,
            whole.revision if own.revision is MISSING else own.revision,
            (
                whole.pointers[0] if own.base is MISSING else own.pointers[0],
                whole.pointers[1] if own.revision is MISSING else own.pointers[1],
            ),
        )
        _Servers(shared, exchange.subject, [exchange.label]).compare(part)
    _Servers(shared, "servers of the API", inheriting).compare(whole)


class _Servers:
    """Compares two lists of servers of the same subject."""

    def __init__(self, shared: Comparison, subject: str, operations: list[str]) -> None:
        self._shared = shared
        self._subject = subject
        self._operations = operations

    def compare(self, part: Part) -> None:
        old, new = _by_url(part.base), _by_url(part.revision)
        gone, fresh = [url for url in old if url not in new], [url for url in new if url not in old]
        pairs = {url: url for url in old if url in new}
        if len(gone) == len(fresh) == 1:
            pairs[gone.pop()] = fresh.pop()
        for url in gone:
            each = Part(part.base[old[url]], MISSING, part.member(old[url]).pointers)
            self._report("removed", f"the server {printable(url)} is gone", WIRE, each)
        for url in fresh:
            each = Part(MISSING, part.revision[new[url]], part.member(new[url]).pointers)
            self._report("added", f"the server {printable(url)} is new", SAFE, each)
        is_one_of_many = len(new) > 1
        for before, after in pairs.items():
            here = part.member(old[before]).pointers[0], part.member(new[after]).pointers[1]
            self._server(
                Part(part.base[old[before]], part.revision[new[after]], here),
                (before, after),
                is_one_of_many=is_one_of_many,
            )
        if old and next(iter(old)) in new and next(iter(old)) != next(iter(new)):
            message = f"the first server is {printable(next(iter(new)))}, not {printable(next(iter(old)))}"
            self._report("default-changed", message, RISKY, part)

    def _server(self, part: Part, urls: tuple[str, str], *, is_one_of_many: bool) -> None:
        if urls[0] != urls[1]:
            url = part.member("url")
            self._report("url-changed", change_of("the server", *urls), WIRE, url)
            is_one_of_many = False  # that it is another one is said: its words go with it
        for key in ("name", "description"):
            field = part.member(key)
            if not field.is_same and is_one_of_many:
                message = (
                    f"{change_of(f'the {key}', field.base, field.revision)}, by which one of the servers is chosen"
                )
                self._report(f"{key}-changed", message, _NAMED, field)
        variables = part.member("variables")
        base, revision = variables.objects()
        for name in {**base, **revision}:
            self._variable(variables.member(name), name)

    def _variable(self, part: Part, name: str) -> None:
        what = f"the variable {printable(name)} of the server"
        if part.is_added:
            self._report("variable-added", f"{what} is new", SAFE, part)
        elif part.is_removed:
            self._report("variable-removed", f"{what} is gone", SOURCE, part)
        else:
            default, values = part.member("default"), part.member("enum")
            if not default.is_same:
                message = change_of(f"the default of {what}", default.base, default.revision)
                self._report("variable-default-changed", message, WIRE, default)
            self._values(values, what)

    def _values(self, part: Part, what: str) -> None:
        if part.is_added:
            self._report("variable-became-enum", f"{what} takes given values only", RISKY, part)
        elif part.is_removed:
            self._report("variable-became-not-enum", f"{what} takes any value", SAFE, part)
        elif is_array(part.base) and is_array(part.revision):
            had, has = ({identity(value) for value in side} for side in (part.base, part.revision))
            for value in part.base:
                if identity(value) not in has:
                    message = f"{what} does not take {shown(value)} any more"
                    self._report("variable-enum-value-removed", message, WIRE, part)
            for value in part.revision:
                if identity(value) not in had:
                    self._report("variable-enum-value-added", f"{what} takes {shown(value)}", SAFE, part)

    def _report(self, action: str, message: str, verdicts: Verdicts, part: Part) -> None:
        self._shared.collector.report(
            f"api-server-{action}", message, verdicts, self._subject, self._operations, part.sides
        )


def _by_url(value: Any) -> dict[str, int]:
    """Return the places of servers by their URLs; a slash at the end of one means nothing."""
    found: dict[str, int] = {}
    for i, server in enumerate(value if is_array(value) else ()):
        if is_object(server):
            found.setdefault(str(server.get("url", "")).rstrip("/"), i)
    return found

"""The comparison of two resolved documents: each part of both is matched, and handed to the rules that judge it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.drift.changes import ordered
from generator.drift.comparing import existence
from generator.drift.comparing.bodies import bodies
from generator.drift.comparing.callbacks import callbacks
from generator.drift.comparing.components import components
from generator.drift.comparing.exchanges import Comparison, Exchange
from generator.drift.comparing.extensions import extensions
from generator.drift.comparing.lifecycle import OPERATION, lifecycle
from generator.drift.comparing.limits import limits
from generator.drift.comparing.naming import naming
from generator.drift.comparing.operations import match, operations
from generator.drift.comparing.parameters import parameters
from generator.drift.comparing.parts import Part
from generator.drift.comparing.path_wide import with_path_wide
from generator.drift.comparing.responses import responses
from generator.drift.comparing.schemes import Schemes, renamed, users
from generator.drift.comparing.security import of_operation, security
from generator.drift.comparing.servers import servers
from generator.drift.comparing.versions import versions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from generator.drift.changes import Change
    from generator.drift.comparing.operations import Matches, Operation
    from generator.drift.comparing.path_wide import Declared

_OWN: Final[tuple[Callable[[Exchange], None], ...]] = (naming, extensions)
"""The rules on what an operation says of itself."""
_PARTS: Final[tuple[Callable[[Exchange], None], ...]] = (parameters, bodies, responses)
"""The rules on what leads to schemas, which may have changed though the operation did not."""


def compare(
    base: dict[str, Any], revision: dict[str, Any], *, today: date, declared: Declared | None = None
) -> list[Change]:
    """Return what changed from one resolved document to another, the worst first.

    Args:
        base: the older document; not changed.
        revision: the newer one; not changed.
        today: the day that sunset dates are compared with.
        declared: the parameters that the newer document declares for whole paths, where that is known.
    """
    shared = Comparison(base, revision, today)
    document = Part(base, revision, ("", ""))
    old, new = operations(base.get("paths"), "/paths"), operations(revision.get("paths"), "/paths")
    called = with_path_wide(_exchanges(shared, match(old, new)), declared or {})
    old_hooks, new_hooks = (operations(side.get("webhooks"), "/webhooks", "webhook") for side in (base, revision))
    received = _exchanges(shared, match(old_hooks, new_hooks))
    names = renamed(document)
    for exchange in (*called, *received):
        _compare(exchange, names)
    security(called, shared, document, names)
    for exchange in received:
        of_operation(exchange, names)
    servers(called, shared, document)
    limits(shared, document, "limits of the API", [each.label for each in called])
    Schemes(shared, document, names, _both(users(old), users(new))).compare()
    components(shared, document, [*old, *old_hooks])
    found = [*shared.collector.changes(), *shared.schemas.changes()]
    return list(ordered([*found, *versions(document, found)]))


def _exchanges(shared: Comparison, matches: Matches) -> list[Exchange]:
    """Report operations that are in one document only; return those of both."""
    movers = {id(old): new for old, new in matches.moved}
    origins = {id(new): old for old, new in matches.moved}
    for each in matches.removed:
        existence.removed(shared, each, movers.get(id(each)))
    for each in matches.added:
        existence.added(shared, each, origins.get(id(each)))
    return [_exchange(shared, old, new) for old, new in (*matches.pairs, *matches.moved)]


def _exchange(shared: Comparison, old: Operation, new: Operation) -> Exchange:
    part = Part(old.value, new.value, (old.pointer, new.pointer))
    paths = (old.path, new.path)
    return Exchange(part, old.label, paths, shared, "response" if old.kind == "webhook" else "request")


def _compare(exchange: Exchange, names: Mapping[str, str]) -> None:
    """Compare two operations and the callbacks within them."""
    pending = [exchange]
    while pending:
        each = pending.pop()
        if not each.part.is_same:
            for rule in _OWN:
                rule(each)
            lifecycle(each, each.part, OPERATION)
            limits(each.shared, each.part, f"limits{each.of}", [each.label])
        for rule in _PARTS:
            rule(each)
        if each is not exchange:
            of_operation(each, names)
        pending += callbacks(each)


def _both(old: dict[str, set[str]], new: dict[str, set[str]]) -> dict[str, set[str]]:
    return {name: old.get(name, set()) | new.get(name, set()) for name in {**old, **new}}

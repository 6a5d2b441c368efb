"""The security of operations and of the whole API; a change of the whole is one change with all operations."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from generator.drift.changes import MISSING
from generator.drift.comparing.parts import Part
from generator.drift.comparing.requirements import alternatives, requirements
from generator.drift.schemas.judging import RISKY, SAFE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.drift.comparing.exchanges import Comparison, Exchange
    from generator.drift.verdicts import Verdicts

_ROOT: Final = ("/security", "/security")
_FEWEST: Final = 2
_SIDES: Final = ("base", "revision")


def security(exchanges: list[Exchange], shared: Comparison, document: Part, renamed: Mapping[str, str]) -> None:
    """Report what differs in the security of the API, and in that of single operations.

    Args:
        exchanges: the operations of both documents, webhooks and callbacks apart.
        shared: what all rules share.
        document: the two documents.
        renamed: what security schemes are called in the newer document.
    """
    whole = _whole(exchanges, document)
    inheriting: list[Exchange] = []
    for exchange in exchanges:
        part = exchange.part.member("security")
        if whole is not None and part.base == whole.base and part.revision == whole.revision:
            inheriting.append(exchange)
        else:
            of_operation(exchange, renamed)
    if whole is None:
        return
    labels, sides = [each.label for each in inheriting], whole.sides

    def report(identity: str, message: str, verdicts: Verdicts) -> None:
        harm = verdicts if labels else SAFE
        shared.collector.report(identity, message, harm, "security of the API", labels, sides)

    requirements(alternatives(whole.base, renamed), alternatives(whole.revision, {}), "api-global-security", report)


def of_operation(exchange: Exchange, renamed: Mapping[str, str]) -> None:
    """Report what differs in the security of one operation; what a vendor shows when it calls is for us to check."""
    part = exchange.part.member("security")
    if part.base == part.revision and not renamed:
        return
    report = partial(_report, exchange, part)
    requirements(alternatives(part.base, renamed), alternatives(part.revision, {}), "api-security", report)


def _report(exchange: Exchange, part: Part, identity: str, message: str, verdicts: Verdicts) -> None:
    exchange.report(identity, message, verdicts if exchange.is_ours else _at_most_risky(verdicts), part, "security")


def _at_most_risky(verdicts: Verdicts) -> Verdicts:
    return SAFE if verdicts == SAFE else RISKY


def _whole(exchanges: list[Exchange], document: Part) -> Part | None:
    """Return the security of the API on both sides, None where it is the same or cannot be told.

    The resolved form has it on each operation. Where the document does not keep it, it is what most operations have, in
    the older as in the newer one.
    """
    part = document.member("security")
    if part.base is not MISSING or part.revision is not MISSING:
        nothing: list[Any] = []
        base, revision = (nothing if side is MISSING else side for side in (part.base, part.revision))
        return None if base == revision else Part(base, revision, _ROOT)
    usual = [_usual([getattr(exchange.part.member("security"), side) for exchange in exchanges]) for side in _SIDES]
    found = Part(usual[0], usual[1], _ROOT)
    members = (exchange.part.member("security") for exchange in exchanges)
    count = sum(each.base == found.base and each.revision == found.revision for each in members)
    return None if found.base == found.revision or count < _FEWEST else found


def _usual(values: list[Any]) -> Any:
    """Return the most frequent of `values`, the first of several."""
    by_text = {repr(value): value for value in reversed(values)}
    counted = Counter(map(repr, values)).most_common(1)
    return by_text[counted[0][0]] if counted else MISSING

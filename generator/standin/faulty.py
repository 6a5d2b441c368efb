"""What is wrong with a request, as the reason why it is refused."""

from __future__ import annotations

from generator.exchange.operations import Operation
from generator.exchange.schemas import Fault
from generator.standin.causes import Cause, Refused

PASSED_OVER = frozenset({"undeclared-parameter", "undeclared-body"})
"""Rules that a request may break: what the document does not know of is not looked at."""

# What stands wrong in a request counts once, however often: an answer names the first faults.
_NAMED_FAULTS = 3
_RULES = {
    "undeclared-media-type": Cause.UNSUPPORTED,
    "invalid-body": Cause.INVALID,
}


def refusal(faults: list[Fault], operation: Operation) -> Refused:
    """Return why a request for `operation` is refused that has these `faults`, of which there is one at least."""
    first = faults[0]
    # An id that cannot be one is the id of nothing.
    is_nothing = first.pointer.startswith("/request/path/") and "404" in operation.responses
    cause = Cause.NOT_FOUND if is_nothing else _RULES.get(first.rule, Cause.MALFORMED)
    said = "; ".join(f"{fault.pointer.removeprefix('/request/')}: {fault.message}" for fault in faults[:_NAMED_FAULTS])
    errors: dict[str, list[str]] = {}
    for fault in faults:
        errors.setdefault(_field(fault), []).append(fault.message)
    return Refused(cause, said, field=_field(first), rule="" if is_nothing else first.rule, details={"errors": errors})


def _field(fault: Fault) -> str:
    """Return what of the request a fault is about, by its name or the path to it: `name`, `address/street`."""
    place, _, rest = fault.pointer.removeprefix("/request/").partition("/")
    return "/".join(part for part in (rest, fault.missing) if part) or place


def cause_of(status: int) -> Cause:
    """Return the cause that a declared `status` mostly stands for."""
    causes = {401: Cause.UNAUTHENTICATED, 403: Cause.FORBIDDEN, 404: Cause.NOT_FOUND, 409: Cause.CONFLICT,
              415: Cause.UNSUPPORTED, 422: Cause.INVALID, 429: Cause.TOO_MANY, 431: Cause.HEADERS_TOO_LARGE}  # fmt: skip
    return causes.get(status, Cause.MALFORMED)

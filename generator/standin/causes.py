"""Why a request is not served, and with which status that is said."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from generator.exchange.messages import Headers
from generator.exchange.operations import Operation


class Cause(StrEnum):
    """Why a stand-in refuses a request; the values are the names in behaviour.yaml."""

    UNAUTHENTICATED = "unauthenticated"
    """No credential came."""
    BAD_CREDENTIAL = "bad-credential"
    """A credential came and is not accepted."""
    FORBIDDEN = "forbidden"
    MALFORMED = "malformed"
    """A parameter or a body is not of the form that the document declares."""
    INVALID = "invalid"
    """What came is well-formed and breaks a rule."""
    UNSUPPORTED = "unsupported"
    """The media type of the body is none that the operation takes."""
    NOT_FOUND = "not-found"
    CONFLICT = "conflict"
    TOO_MANY = "too-many"
    HEADERS_TOO_LARGE = "headers-too-large"


# RFC 9110 section 15.5, RFC 6585; the first declared one is taken, the first of all where none is.
_STATUSES: dict[Cause, tuple[int, ...]] = {
    Cause.UNAUTHENTICATED: (401, 403),
    Cause.BAD_CREDENTIAL: (401, 403),
    Cause.FORBIDDEN: (403, 401),
    Cause.MALFORMED: (400, 422),
    Cause.INVALID: (422, 400),
    Cause.UNSUPPORTED: (415, 400, 422),
    Cause.NOT_FOUND: (404, 410),
    Cause.CONFLICT: (409, 422, 400),
    Cause.TOO_MANY: (429, 503),
    Cause.HEADERS_TOO_LARGE: (431, 400),
}


class Refused(Exception):  # noqa: N818 - says what happened, as `StopIteration` does
    """A request is not served.

    Args:
        cause: why.
        message: what its sender is told.
        field: the name or pointer of what is wrong in the request, if it is one thing.
        status: the status, where it is not the one that the cause stands for.
        rule: which rule it breaks, where one has a name.
        headers: headers of the answer.
        details: further values for the vendor's own shape of an error, by the name in its template.
    """

    def __init__(  # noqa: PLR0913
        self,
        cause: Cause,
        message: str,
        *,
        field: str = "",
        status: int | None = None,
        rule: str = "",
        headers: Headers = (),
        details: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.cause = cause
        self.message = message
        self.field = field
        self.status = status
        self.rule = rule
        self.headers = headers
        self.details = dict(details or {})


def status_of(cause: Cause, operation: Operation | None) -> int:
    """Return the status that says `cause`: the first of the usual ones that `operation` declares, by number or class."""
    usual = _STATUSES[cause]
    if operation is None:
        return usual[0]
    declared = next((status for status in usual if str(status) in operation.responses), None)
    return declared if declared is not None else usual[0]

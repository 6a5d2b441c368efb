"""Methods and statuses that are not written as the specification has them: `GET`, `2xx`, `200 OK`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.findings import Finding, Place
from generator.document.shapes import is_object
from generator.normalise.schemas import METHODS

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs

METHOD_RULE = "spell-method"
STATUS_RULE = "spell-status"

_STATUS = re.compile(r"[1-9][0-9]{2}|[1-9]XX|default")
_BEGINS = re.compile(r"([1-9](?:[0-9]{2}|XX))(?![0-9A-Z])")


def spell_methods(item: dict[str, Any], pointer: str, name: str, repairs: Repairs) -> list[Finding]:
    """Write the methods of a path item in small letters, in place, and return a finding for each that is there twice.

    The fields of a Path Item Object are case-sensitive (OpenAPI 3.1 section 4.1): the operation would be lost.
    """
    findings: list[Finding] = []
    for key in [key for key in item if key not in METHODS and key.lower() in METHODS and is_object(item[key])]:
        method, here = key.lower(), pointers.join(pointer, key)
        if method in item:
            message = f"is a second operation of the method {key.upper()}"
            findings.append(Finding("repeated-method", message, Place(name, pointer=here), "Make one of the two."))
            continue
        item[method] = item.pop(key)
        repairs.move(here, pointers.join(pointer, method))
        repairs.warn(here, METHOD_RULE, f"is {method}: methods are written in small letters")
    return findings


def spell_statuses(responses: dict[str, Any], pointer: str, repairs: Repairs) -> None:
    """Write the statuses of a Responses Object as OpenAPI 3.1 section 4.8.16 has them, in place.

    What begins with a status is that; what does not means no status, and is left out.
    """
    for key in [key for key in responses if not _STATUS.fullmatch(key) and not key.startswith(("x-", "$"))]:
        here = pointers.join(pointer, key)
        status = _status(key)
        response = responses.pop(key)
        if not status or status in responses:
            repairs.warn(here, STATUS_RULE, f"{key[:40]!r} is no status: its response is left out")
            continue
        responses[status] = response
        repairs.move(here, pointers.join(pointer, status))
        repairs.warn(here, STATUS_RULE, f"{key[:40]!r} is the status {status}")


def _status(key: str) -> str:
    said = key.strip().upper()
    if said == "DEFAULT":
        return "default"
    found = _BEGINS.match(said)
    return found.group(1) if found else ""

"""Operations of methods that OpenAPI has no field for (`additionalOperations` of OpenAPI 3.2, Path Item Object)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.findings import Finding, Place
from generator.document.shapes import is_object
from generator.normalise.schemas import METHODS

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs

RULE = "name-method"

_TOKEN = re.compile(r"[A-Z0-9!#$%&'*+.^_`|~-]{1,60}")


def settle_methods(item: dict[str, Any], pointer: str, name: str, repairs: Repairs) -> list[Finding]:
    """Write the additional operations of a path item under their methods in capitals, in place; return what cannot be sent.

    Clients and servers send methods in capitals. Those that have a field of their own go to it.

    Args:
        item: the path item.
        pointer: where it stands.
        name: stands for the file in findings.
        repairs: learns what moved.
    """
    given: Any = item.pop("additionalOperations", None)
    if not is_object(given):
        return []
    findings: list[Finding] = []
    result: dict[str, Any] = {}
    for key, operation in given.items():
        here = pointers.join(pointer, "additionalOperations", key)
        method = key.strip().upper()
        if not _TOKEN.fullmatch(method):
            message = f"is an operation of the method {key[:60]!r}, which HTTP cannot send"
            remedy = "A method is made of letters, digits and hyphens (RFC 9110 section 9.1)."
            findings.append(Finding("unknown-method", message, Place(name, pointer=here), remedy))
        elif method in result or method.lower() in item:
            message = f"is a second operation of the method {method}"
            findings.append(Finding("repeated-method", message, Place(name, pointer=here), "Make one of the two."))
        elif method.lower() in METHODS:
            item[method.lower()] = operation
            repairs.move(here, pointers.join(pointer, method.lower()))
            repairs.warn(here, RULE, f"{method} has a field of its own")
        else:
            result[method] = operation
            if method != key:
                repairs.move(here, pointers.join(pointer, "additionalOperations", method))
                repairs.note(here, RULE, f"is {method}: methods are sent in capitals")
    if result:
        item["additionalOperations"] = result
    return findings

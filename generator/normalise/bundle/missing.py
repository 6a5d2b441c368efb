"""References that lead nowhere: what is plainly meant, or what can stand in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers

if TYPE_CHECKING:
    from generator.normalise.bundle.discovery import Gap

UNKNOWN = "x-specloom-unknown"
_OPTIONAL = frozenset({"example", "header", "link", "callback"})


def meant_name(reference: str) -> str | None:
    """Return the name that a reference to the document itself ends in: `Pet` of `Pet`, `#Pet` or `#/definitions/Pet`."""
    address, _, fragment = reference.rpartition("#")
    if address or "?" in fragment:
        return None
    tokens = pointers.split("/" + fragment.strip("/"))
    looks_local = "#" in reference or len(tokens) == 1 or tokens[0] in {"components", "definitions"}
    return tokens[-1] if looks_local and tokens[-1] and tokens[-1] not in {".", ".."} else None


def fill(gap: Gap) -> str | None:
    """Put what can be told into the place of a reference that leads nowhere, and return what was done.

    None: calls cannot be made without what is missing.
    """
    if gap.kind == "schema":
        node: dict[str, Any] = gap.container[gap.key]
        node.pop("$ref", None)
        node.pop("$dynamicRef", None)
        if not node:
            node[UNKNOWN] = True
        return "any value is allowed there"
    if gap.kind == "response":
        gap.container[gap.key] = {"description": ""}
        return "nothing is known of this response"
    if gap.kind in _OPTIONAL:
        del gap.container[gap.key]
        return f"the {gap.kind} is left out"
    return None

"""Whether the parts of an OpenAPI document have the types that the specification gives them.

Only what would mislead or break a later step is judged: fields of the specification and of JSON Schema must hold an object,
list, text, number or truth value where it says so. Unknown fields are nobody's business here, nor are values:
documents in the wild are rarely valid, and most of their faults do no harm.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from generator.document import pointers, references
from generator.document.findings import Finding, Place
from generator.document.shapes import is_array, is_object
from generator.normalise import parts
from generator.normalise.specification import OPENAPI, Specification, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.normalise.parts import Part

_MANY = 20
"""Findings after which the rest of a document is not judged: it is not what it says it is."""

_SCALARS = (str, int, float)
_LEAVES: dict[str, tuple[tuple[type, ...], str]] = {
    "text": ((str,), "text"),
    "flag": ((bool,), "true or false"),
    "number": ((int, float), "a number"),
    "step": ((int, float), "a number above 0"),
    "size": ((int, float), "a whole number of 0 or more"),
    "bound": ((int, float, bool), "a number, or true or false"),
    "scalar": (_SCALARS, "text or a number"),
    "object": ((dict,), "an object"),
}


def misshapen(
    document: Any, name: str, kind: str = "document", pointer: str = "", *, specification: Specification = OPENAPI
) -> list[Finding]:
    """Return a finding for each part of `document` that is of another type than the specification says, at most twenty.

    Args:
        document: what is judged.
        name: stands for the file in messages.
        kind: what `document` is: "document", or for instance "schema".
        pointer: where `document` stands.
        specification: whose words count.
    """
    return shape_findings(parts.walk(document, specification, kind, pointer), name, specification)


def shape_findings(walked: Iterable[Part], name: str, specification: Specification = OPENAPI) -> list[Finding]:
    """Return a finding for each part that `parts.walk` gave that is not as the specification says, as `misshapen` does."""
    findings: list[Finding] = []
    for inner, part, here in islice(faulty(walked, specification), _MANY):
        message, remedy = _fault(inner, part, specification) or ("", "")
        findings.append(Finding("wrong-shape", message, Place(name, pointer=here), remedy))
    return findings


def faulty(walked: Iterable[Part], specification: Specification = OPENAPI) -> Iterator[Part]:
    """Yield every part, and every field of one, that is of another type than the specification says, outermost first.

    Args:
        walked: what `parts.walk` gives.
        specification: whose words count.
    """
    fields = specification.fields
    for part in walked:
        kind, value, pointer = part
        if _fault(kind, value, specification) is not None:
            yield part
        own = fields[kind]
        for name, member in value.items() if own and is_object(value) else ():
            held = kind_of(own, name, member)
            if held is not None and held not in fields:
                yield from _faulty_field(held, member, pointer, name, specification)


def _faulty_field(
    kind: str, member: Any, pointer: str, name: str | int, specification: Specification
) -> Iterator[Part]:
    """Yield what is faulty in the value of a field, the parts in it left out: `walk` comes to them by itself."""
    if _fault(kind, member, specification) is not None:
        yield kind, member, pointers.join(pointer, name)
        return
    inner = kind[1:-1]
    if kind[0] not in "[{" or inner in specification.fields or inner == "value":
        return
    for key, item in member.items() if kind[0] == "{" else enumerate(member):
        yield from _faulty_field(inner, item, pointers.join(pointer, name), key, specification)


def _fault(kind: str, part: Any, specification: Specification) -> tuple[str, str] | None:
    """Return (message, remedy) for a part that is not of its kind."""
    if kind == "value":
        return None
    if kind[0] == "[":
        return None if is_array(part) else (f"must be a list, but is {_said(part)}", "Write a list of its entries.")
    if kind[0] == "{":
        return None if is_object(part) else (f"must be an object, but is {_said(part)}", "Write its members by name.")
    if kind == "types":
        return _types_fault(part, specification.types)
    if kind in _LEAVES:
        types, called = _LEAVES[kind]
        fits = isinstance(part, types) and (bool in types or not isinstance(part, bool)) and _is_in_range(kind, part)
        return None if fits else (f"must be {called}, but is {_said(part)}", "Correct it, or leave it out.")
    if not is_object(part):
        if kind == "schema" and isinstance(part, bool):
            return None
        called = f"must be an object ({kind}), but is {_said(part)}"
        return called, "Correct it, or leave it out."
    return _object_fault(kind, part, specification)


def _is_in_range(kind: str, part: Any) -> bool:
    if kind == "size":  # 2.0 is an integer (JSON Schema 2020-12 core, section 4.2.1)
        return part >= 0 and (isinstance(part, int) or part.is_integer())
    return part > 0 if kind == "step" else True


def _object_fault(kind: str, part: dict[str, Any], specification: Specification) -> tuple[str, str] | None:
    if "$ref" in part:
        if isinstance(part["$ref"], str):
            return None
        return f"has a '$ref' that is {_said(part['$ref'])}", "A reference is text, such as '#/components/schemas/Pet'."
    for field in specification.required.get(kind, ()):
        if field not in part:
            return f"is a {kind} without '{field}'", f"Give it '{field}'."
    if kind == "parameter" and isinstance(part["in"], str) and part["in"] not in specification.locations:
        known = ", ".join(sorted(specification.locations))
        return f"is a parameter in {part['in']!r}", f"A parameter is in one of: {known}."
    return None


def _types_fault(part: Any, types: frozenset[str]) -> tuple[str, str] | None:
    kinds = [part] if isinstance(part, str) else part
    if not is_array(kinds) or not kinds:
        return f"must be the name of a type or a list of them, but is {_said(part)}", "Correct it, or leave it out."
    for kind in kinds:
        if not isinstance(kind, str) or kind not in types:
            return f"is the type {kind!r}, which JSON Schema does not have", f"Known: {', '.join(sorted(types))}."
    return None


def _said(part: Any) -> str:
    if part is None:
        return "null"
    if isinstance(part, bool):
        return "true" if part else "false"
    if is_object(part):
        return "an object"
    if is_array(part):
        return "a list" if part else "an empty list"
    return "text" if isinstance(part, str) else "a number"


def misdirected(
    document: dict[str, Any], found: Iterable[Part], name: str, specification: Specification = OPENAPI
) -> list[Finding]:
    """Return a finding for each reference of a well-shaped `document` that leads nowhere, outside, or to another kind.

    Args:
        document: what is judged.
        found: what `parts.reached` gives of it.
        name: stands for the file in messages.
        specification: whose words count.
    """
    fault = cache(partial(_target_fault, document, name, specification))
    findings: list[Finding] = []
    for kind, part, pointer in found:
        reference = part.get("$ref")
        if isinstance(reference, str) and (broken := fault(kind, reference)) is not None:
            rule, message, remedy = broken
            findings.append(Finding(rule, message, Place(name, pointer=pointers.join(pointer, "$ref")), remedy))
    return findings


def _target_fault(
    document: dict[str, Any], name: str, specification: Specification, kind: str, reference: str
) -> tuple[str, str, str] | None:
    """Return (rule, message, remedy) for a reference in a part of `kind` that does not lead to another one."""
    if (broken := references.fault(document, reference)) is not None:
        return broken
    pointer = references.target(reference) or ""
    if (there := parts.kind_at(document, pointer, specification)) is not None:
        is_fine = there == kind
        return None if is_fine else ("wrong-shape", f"refers to #{pointer}, which is no {kind}", f"Refer to a {kind}.")
    wrong = misshapen(pointers.get(document, pointer), name, kind, pointer, specification=specification)
    if not wrong:
        return None
    message = f"refers to #{pointer}, which is no {kind}: #{wrong[0].place.pointer} {wrong[0].message}"
    return "wrong-shape", message, wrong[0].remedy

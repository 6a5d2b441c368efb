"""Whether the parts of an OpenAPI document have the types that the specification gives them.

Only what would mislead or break a later step is judged: fields of the specification and of JSON Schema must hold an object,
list, text, number or truth value where it says so. Unknown fields are nobody's business here, nor are values:
documents in the wild are rarely valid, and most of their faults do no harm.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from generator.document import pointers, references
from generator.document.findings import Finding, Place
from generator.document.shapes import is_array, is_object
from generator.normalise.specification import OPENAPI, Specification

if TYPE_CHECKING:
    from collections.abc import Iterator

_MANY = 20
"""Findings after which the rest of a document is not judged: it is not what it says it is."""

_SCALARS = (str, int, float)
_LEAVES: dict[str, tuple[tuple[type, ...], str]] = {
    "text": ((str,), "text"),
    "flag": ((bool,), "true or false"),
    "number": ((int, float), "a number"),
    "step": ((int, float), "a number above 0"),
    "size": ((int, float), "a number of 0 or more"),
    "bound": ((int, float, bool), "a number, or true or false"),
    "scalar": (_SCALARS, "text or a number"),
    "object": ((dict,), "an object"),
}

Part = tuple[str, Any, str]
"""The kind of a part (a key of `Specification.fields`), the part, and its pointer."""


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
    findings: list[Finding] = []
    for inner, part, here in _walk((kind, document, pointer), specification):
        if (fault := _fault(inner, part, specification)) is not None:
            message, remedy = fault
            findings.append(Finding("wrong-shape", message, Place(name, pointer=here), remedy))
            if len(findings) == _MANY:
                break
    return findings


def faulty(document: Any, specification: Specification = OPENAPI) -> Iterator[Part]:
    """Yield every part of a `document` that is of another type than the specification says, outermost first."""
    for part in _walk(("document", document, ""), specification):
        if _fault(part[0], part[1], specification) is not None:
            yield part


def parts(document: Any, specification: Specification = OPENAPI) -> Iterator[Part]:
    """Yield every object of a `document` whose kind the specification fixes, outermost first.

    What a reader changes in a part before it asks for the next one is read as changed. Parts of a wrong type are passed over.
    """
    return _objects(("document", document, ""), specification)


def _objects(root: Part, specification: Specification) -> Iterator[Part]:
    fields = specification.fields
    return (part for part in _walk(root, specification) if part[0] in fields and is_object(part[1]))


def _walk(root: Part, specification: Specification) -> Iterator[Part]:
    stack: list[Part] = [root]
    while stack:
        part = stack.pop()
        yield part
        stack.extend(reversed(list(_members(part, specification))))


def _members(parent: Part, specification: Specification) -> Iterator[Part]:
    kind, part, pointer = parent
    if kind[0] == "[":
        if is_array(part):
            for i, item in enumerate(part):
                yield kind[1:-1], item, f"{pointer}/{i}"
    elif not is_object(part):
        return
    elif kind[0] == "{":
        for name, member in part.items():
            yield kind[1:-1], member, f"{pointer}/{pointers.escape(name)}"
    elif (fields := specification.fields.get(kind)) is not None:
        rest = fields.get("*")
        for name, member in part.items():
            inner = fields.get(name) or (None if name.startswith(("x-", "$")) else rest)
            if inner is not None:
                yield inner, member, f"{pointer}/{pointers.escape(name)}"


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
    return part > 0 if kind == "step" else part >= 0 if kind == "size" else True


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


def reached(
    document: dict[str, Any], specification: Specification = OPENAPI, strays: list[Part] | None = None
) -> Iterator[Part]:
    """Yield `parts`, and after them those of what references name outside of them: `#/definitions/Pet`.

    `strays` takes the outermost ones of the latter, which may be of any shape.
    """
    known: set[str] = set()
    pending: list[Part] = [("document", document, "")]
    while pending:
        referred: list[tuple[str, str]] = []
        for root in pending:
            for kind, part, pointer in _walk(root, specification):
                if not is_object(part):
                    continue
                known.add(pointer)
                if kind in specification.fields:
                    yield kind, part, pointer
                    reference = part.get("$ref")
                    if isinstance(reference, str) and (inner := references.target(reference)) is not None:
                        referred.append((kind, inner))
        pending = list(_strays(document, referred, known))
        if strays is not None:
            strays += pending


def _strays(document: dict[str, Any], referred: list[tuple[str, str]], known: set[str]) -> Iterator[Part]:
    for kind, pointer in dict.fromkeys(referred):
        if pointer not in known:
            known.add(pointer)
            try:
                yield kind, pointers.get(document, pointer), pointer
            except (KeyError, ValueError):
                continue  # for `misdirected` to report


def misdirected(document: dict[str, Any], name: str, specification: Specification = OPENAPI) -> list[Finding]:
    """Return a finding for each reference of a well-shaped `document` that leads nowhere, outside, or to another kind."""
    kinds = {
        pointer: kind for kind, part, pointer in _walk(("document", document, ""), specification) if is_object(part)
    }
    fault = cache(partial(_target_fault, document, kinds, name, specification))
    findings: list[Finding] = []
    for kind, part, pointer in reached(document, specification):
        if isinstance(part.get("$ref"), str) and (broken := fault(kind, part["$ref"])) is not None:
            rule, message, remedy = broken
            findings.append(Finding(rule, message, Place(name, pointer=pointers.join(pointer, "$ref")), remedy))
    return findings


def _target_fault(
    document: dict[str, Any],
    kinds: dict[str, str],
    name: str,
    specification: Specification,
    kind: str,
    reference: str,
) -> tuple[str, str, str] | None:
    """Return (rule, message, remedy) for a reference in a part of `kind` that does not lead to another one."""
    if (broken := references.fault(document, reference)) is not None:
        return broken
    pointer = references.target(reference) or ""
    if pointer in kinds:
        is_fine = kinds[pointer] == kind
        return None if is_fine else ("wrong-shape", f"refers to #{pointer}, which is no {kind}", f"Refer to a {kind}.")
    wrong = misshapen(pointers.get(document, pointer), name, kind, pointer, specification=specification)
    if not wrong:
        return None
    message = f"refers to #{pointer}, which is no {kind}: #{wrong[0].place.pointer} {wrong[0].message}"
    return "wrong-shape", message, wrong[0].remedy

"""The parts of a document whose kind the specification fixes: going through them, and telling the kind of a place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from generator.document import pointers, references
from generator.document.shapes import is_array, is_object
from generator.normalise.specification import OPENAPI, Specification, is_other, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Part = tuple[str, Any, str]
"""The kind of a part (a key of `Specification.fields`), the part, and its pointer."""


def walk(
    document: Any, specification: Specification = OPENAPI, kind: str = "document", pointer: str = ""
) -> Iterator[Part]:
    """Yield what stands where a part of a known kind belongs, of whatever type it is, outermost first.

    What a reader changes in a part before it asks for the next one is read as changed.

    Args:
        document: where to begin.
        specification: whose words count.
        kind: what `document` is: "document", or for instance "schema".
        pointer: where `document` stands.
    """
    stack: list[Part] = [(kind, document, pointer)]
    plans = _plans(specification)
    while stack:
        part = stack.pop()
        yield part
        plan = plans.get(part[0])
        if plan is not None and is_object(part[1]):
            stack += reversed(_inner(part[1], part[2], *plan))


def parts(document: Any, specification: Specification = OPENAPI) -> Iterator[Part]:
    """Yield every object of a `document` whose kind the specification fixes, as `walk` does; the rest is passed over."""
    return (part for part in walk(document, specification) if is_object(part[1]))


def _inner(part: dict[str, Any], pointer: str, plan: Mapping[str, tuple[str, str]], rest: str) -> list[Part]:
    """Return what stands directly in a `part` of a kind with that plan, in its order."""
    found: list[Part] = []
    for name, member in part.items():
        own = plan.get(name)
        if own is None:
            if rest and is_other(name, member):
                found.append((rest, member, f"{pointer}/{pointers.escape(name)}"))
            continue
        holder, kind = own
        here = f"{pointer}/{name}"
        if not holder:
            found.append((kind, member, here))
        elif holder == "[":
            if is_array(member):
                found += [(kind, item, f"{here}/{i}") for i, item in enumerate(member)]
        elif is_object(member):
            found += [(kind, item, f"{here}/{pointers.escape(key)}") for key, item in member.items()]
    return found


@cache
def _plans(specification: Specification) -> dict[str, tuple[dict[str, tuple[str, str]], str]]:
    """Return, for each kind that holds parts: its fields that do, with holder and kind of these, and the kind of all others."""
    plans: dict[str, tuple[dict[str, tuple[str, str]], str]] = {}
    for kind, fields in specification.fields.items():
        plan: dict[str, tuple[str, str]] = {}
        for name, held in fields.items():
            holder, inner = (held[0], held[1:-1]) if held[0] in "[{" else ("", held)
            if inner in specification.fields:
                plan[name] = holder, inner
        if plan:
            plans[kind] = plan, plan.pop("*", ("", ""))[1]
    return plans


def kind_at(document: Any, pointer: str, specification: Specification = OPENAPI) -> str | None:
    """Return the kind of what belongs at `pointer`: a key of `Specification.fields`, or what a field there holds.

    None where no field of the specification leads there, or nothing is there.
    """
    kind: str | None = "document"
    part = document
    for token in pointers.split(pointer) if pointer.startswith("/") else ():
        if kind is None:
            return None
        try:
            part = pointers.get(part, pointers.join("", token))
        except (KeyError, ValueError):
            return None
        kind = kind[1:-1] if kind[0] in "[{" else kind_of(specification.fields.get(kind, {}), token, part)
    return kind


def reached(
    document: dict[str, Any], specification: Specification = OPENAPI, strays: list[Part] | None = None
) -> Iterator[Part]:
    """Yield `parts`, and after them those of what references name outside of them: `#/definitions/Pet`.

    `strays` takes the outermost ones of the latter, which may be of any shape.
    """
    referred: dict[tuple[str, str], None] = {}
    for part in parts(document, specification):
        yield part
        _note_reference(part, referred)
    yield from outside(document, referred, specification, strays)


def referred_by(found: Iterable[Part]) -> dict[tuple[str, str], None]:
    """Return the references of parts, in their order: the kind of what refers, and the pointer that it refers to."""
    referred: dict[tuple[str, str], None] = {}
    for part in found:
        _note_reference(part, referred)
    return referred


def outside(
    document: dict[str, Any],
    referred: Iterable[tuple[str, str]],
    specification: Specification = OPENAPI,
    strays: list[Part] | None = None,
) -> Iterator[Part]:
    """Yield the parts of what is `referred` to outside of `parts`; arguments are those of `reached`, and of `referred_by`."""
    known: set[str] = set()
    pending = list(_strays(document, referred, known, specification))
    while pending:
        if strays is not None:
            strays += pending
        further: dict[tuple[str, str], None] = {}
        for kind, root, pointer in pending:
            for part in walk(root, specification, kind, pointer):
                if is_object(part[1]):
                    known.add(part[2])
                    yield part
                    _note_reference(part, further)
        pending = list(_strays(document, further, known, specification))


def _note_reference(part: Part, referred: dict[tuple[str, str], None]) -> None:
    reference = part[1].get("$ref") if is_object(part[1]) else None
    if isinstance(reference, str) and (target := references.target(reference)) is not None:
        referred[part[0], target] = None


def _strays(
    document: dict[str, Any], referred: Iterable[tuple[str, str]], known: set[str], specification: Specification
) -> Iterator[Part]:
    for kind, pointer in referred:
        if pointer not in known and kind_at(document, pointer, specification) is None:
            known.add(pointer)
            try:
                yield kind, pointers.get(document, pointer), pointer
            except (KeyError, ValueError):
                continue  # for `misdirected` to report

"""References to schemas that are no component: what they name becomes one.

A reference may lead anywhere (`#/paths/~1pets/get/responses/200/...`, `#/components/schemas/Pet/properties/owner`), but parts
move on the way to the normal form, so whatever is referred to needs a name of its own first.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from generator.document import names, pointers, references
from generator.document.keywords import HOLDS_NAMED
from generator.document.shapes import is_object
from generator.normalise.schemas import component_name, reference_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.document.copies import Copier
    from generator.normalise.parts import Part

_KEYWORDS = HOLDS_NAMED | {"schema", "schemas", "definitions"}
_ENDS = {"items": "Item", "additionalProperties": "Value"}


def name_targets(document: dict[str, Any], inside: Iterable[Part], outside: Iterable[Part], copier: Copier) -> None:
    """Make a component of every schema that a reference names and that is none, in place.

    Args:
        document: is well-shaped, and all its references lead to something of their kind.
        inside: what `parts.parts` gives of it.
        outside: what `parts.outside` gives of it.
        copier: copies what is referred to where it stands outside any schema of the document.
    """
    holders = [
        (part, str(part["$ref"])) for kind, part, _ in chain(inside, outside) if kind == "schema" and "$ref" in part
    ]
    wanted = {
        reference: _final(document, reference)
        for _, reference in holders
        if component_name({"$ref": reference}) is None
    }
    if not wanted:
        return
    schemas: dict[str, Any] = document.setdefault("components", {}).setdefault("schemas", {})
    in_place = {pointer for kind, _, pointer in inside if kind == "schema"}
    taken = names.Taken(schemas)
    chosen: dict[str, str] = {}
    for pointer in dict.fromkeys(wanted.values()):
        own = _component_at(pointer)
        chosen[pointer] = own or _name(pointer, taken)
    for holder, reference in holders:
        if reference in wanted:
            holder["$ref"] = reference_to(chosen[wanted[reference]])["$ref"]
    # Innermost first, so that the pointers of those further out still lead to them.
    for pointer in sorted(chosen, key=lambda pointer: (-pointer.count("/"), pointer)):
        if _component_at(pointer) is None:
            found = pointers.get(document, pointer)
            parent, _, key = pointer.rpartition("/")
            container: Any = pointers.get(document, parent)
            schemas[chosen[pointer]] = found if pointer in in_place else copier.copy(found)
            if pointer in in_place:
                token: Any = pointers.split("/" + key)[0]
                container[token if is_object(container) else int(token)] = reference_to(chosen[pointer])


def _final(document: dict[str, Any], reference: str) -> str:
    """Return the pointer where following `reference` ends: at a component, or at what is no reference."""
    pointer = references.target(reference) or ""
    for _ in range(references.MAX_CHAIN):
        found = pointers.get(document, pointer)
        if _component_at(pointer) is not None or not is_object(found) or "$ref" not in found:
            break
        pointer = references.target(str(found["$ref"])) or ""
    return pointer


def _name(pointer: str, taken: names.Taken) -> str:
    """Return a name from the last words of `pointer`, as few of them as make it differ from those taken."""
    words = list(_words(pointer)) or ["Schema"]
    shortest = 2 if words[-1] in _ENDS.values() and len(words) > 1 else 1
    candidates = ["".join(words[-count:]) for count in range(shortest, min(len(words), 4) + 1)]
    free = next((name for name in candidates if name not in taken), candidates[-1])
    return taken.claim(free, separator="")


def _words(pointer: str) -> Iterator[str]:
    for token in pointers.split(pointer):
        if token in _ENDS:
            yield _ENDS[token]
        elif token not in _KEYWORDS and names.words(token):
            yield names.pascal(token)


def _component_at(pointer: str) -> str | None:
    tokens = pointers.split(pointer)
    return tokens[2] if len(tokens) == 3 and tokens[:2] == ["components", "schemas"] else None

"""Parts that overlay actions created and that nothing says what they are: only words about them, or limits without a type.

An `update` creates what is not there (Overlay Specification 1.1.0, section 4.4.3). Where it has no more than a description
for a part, that part was there when the action was written, and the vendor has removed it since: the words must not bring
it back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document import pointers, references
from generator.normalise.overlay_created import placed
from generator.normalise.overlay_kinds import is_array, is_object, is_primitive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.normalise.overlay_created import Created

_PARTS = re.compile(r"/(paths|webhooks|components)(/[^/]+){2}")
_WORDS = frozenset({"description", "summary", "title", "example", "examples"})
_OF_SCHEMAS = frozenset({"$defs", "patternProperties", "properties", "schemas"})
"""What maps names to schemas."""
_SCHEMAS = frozenset({"additionalProperties", "items", "schema"})
_LIMITING = frozenset(
    {"default", "deprecated", "enum", "exclusiveMaximum", "exclusiveMinimum", "format", "maximum", "maxItems", "maxLength",
     "maxProperties", "minimum", "minItems", "minLength", "minProperties", "multipleOf", "pattern", "readOnly", "required",
     "uniqueItems", "writeOnly"}
)  # fmt: skip
"""What a schema says of values beside what they are."""


@dataclass(frozen=True, slots=True)
class Stub:
    """A part that an action created and that nothing says what it is: key `key` of `container`.

    `action` leads to the part in the overlay, `pointer` in the document.
    """

    container: dict[str, Any]
    key: str
    action: str
    pointer: str


def stubs(document: dict[str, Any], created: Iterable[Created]) -> list[Stub]:
    """Return the parts of operations and components that are nothing but words of the actions that created them.

    Of parts in one another that is the outermost one. A component that something refers to is none: it is needed.

    Args:
        document: to which all actions were applied.
        created: what they created, in any order.
    """
    found = [
        Stub(*part, pointers.join(at, *below))
        for each, at, above in placed(document, created)
        if each.pointer and _PARTS.match(at)
        for part, below in _bare(each, above)
    ]
    referred = {references.target(node["$ref"]) for node, _ in references.references(document)} if found else ()
    return sorted((each for each in found if each.pointer not in referred), key=lambda each: each.pointer)


def _bare(created: Created, name: str) -> Iterator[tuple[tuple[dict[str, Any], str, str], list[str]]]:
    """Yield what of `created` is nothing but words, with the keys below it; `name` is the key of its container."""
    pending: list[tuple[dict[str, Any], str, str, list[str]]] = [(created.container, created.key, name, [])]
    while pending:
        container, key, above, below = pending.pop()
        value = container[key]
        if not is_object(value) or key.startswith("x-"):
            continue
        if _is_bare(value, key, above):
            yield (container, key, pointers.join(created.pointer, *below)), below
        else:
            pending += [(value, inner, key, [*below, inner]) for inner in value]


def _is_bare(value: Any, key: str, above: str) -> bool:
    """Tell whether `value`, at `key` of what is at `above`, has words, and nothing that says what it is."""
    if not is_object(value) or not value:
        return False
    is_map = key in _OF_SCHEMAS and above not in _OF_SCHEMAS
    is_schema = not is_map and (key in _SCHEMAS or above in _OF_SCHEMAS)
    allowed = frozenset[str]() if is_map else _WORDS | _LIMITING if is_schema else _WORDS
    inner = {
        name: each for name, each in value.items() if not (name in allowed and (is_primitive(each) or is_array(each)))
    }
    return all(_is_bare(each, name, key) for name, each in inner.items())

"""What schemas of a document are called: `$id`, `$anchor` and `$dynamicAnchor` (JSON Schema 2020-12 section 8.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin

from generator.document.references import objects
from generator.document.shapes import is_object

if TYPE_CHECKING:
    from generator.document.neighbours import Document


KEYWORDS = ("$id", "$anchor", "$dynamicAnchor")
"""What is of no use once every reference is a pointer, and would mislead whoever reads pointers relative to it."""
_ANCHORS = ("$anchor", "$dynamicAnchor", "$id")


@dataclass(slots=True)
class Identifiers:
    """The names of one document: URIs of its schema resources, and anchors in them.

    Attributes:
        base: the URI of the document, which `$self` states (OpenAPI 3.2 section 4.1.2.2), else that it was read from.
        resources: the pointers of objects with `$id`, and the URI of each; and the whole document's.
        anchors: pointers by the pointer of the resource and the anchor's name.
        dynamic: those of `anchors` that are dynamic.
    """

    base: str
    resources: dict[str, str] = field(default_factory=dict[str, str])
    anchors: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    dynamic: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def resource(self, pointer: str) -> str:
        """Return the pointer of the schema resource that what stands at `pointer` belongs to."""
        if len(self.resources) == 1:
            return ""
        while pointer not in self.resources:
            pointer = pointer.rpartition("/")[0]
        return pointer

    def anchor(self, resource: str, name: str) -> str | None:
        """Return the pointer of the anchor `name` of a resource; of the only one of this name where that has none."""
        if (found := self.anchors.get((resource, name))) is not None:
            return found
        others = [pointer for (_, other), pointer in self.anchors.items() if other == name]
        return others[0] if len(others) == 1 else None


def uri_of(key: str) -> str:
    """Return the URI of the document with this key: a file's is only used to compare."""
    return key if "://" in key else urljoin("file:///", key.replace("%", "%25").replace("#", "%23").replace("?", "%3F"))


def joined(base: str, reference: str) -> str:
    """Return the URI that `reference` names relative to `base` (RFC 3986 section 5), without its fragment."""
    try:
        return urldefrag(urljoin(base, reference)).url
    except ValueError:
        return reference


def identifiers(document: Document) -> Identifiers:
    """Return the names that `document` gives to its parts."""
    data: Any = document.data
    retrieved = uri_of(document.key)
    stated = data.get("$self") if is_object(data) else None
    result = Identifiers(joined(retrieved, stated) if isinstance(stated, str) else retrieved)
    result.resources[""] = result.base
    named = [(node, pointer) for node, pointer in objects(data) if any(key in node for key in KEYWORDS)]
    # Outermost first: an `$id` is relative to the one around it.
    for node, pointer in sorted(named, key=lambda each: each[1].count("/")):
        if isinstance(node.get("$id"), str) and not node["$id"].startswith("#"):
            around = result.resources[result.resource(pointer)]
            result.resources[pointer] = joined(around, node["$id"])
    for node, pointer in named:
        resource = result.resource(pointer)
        for key in _ANCHORS:
            name = node.get(key)
            if key == "$id" and isinstance(name, str):
                name = name[1:] if name.startswith("#") else None  # as drafts before 2019-09 wrote anchors
            if isinstance(name, str):
                result.anchors.setdefault((resource, name), pointer)
                if key == "$dynamicAnchor":
                    result.dynamic.add((resource, name))
    return result

"""Whether a document refers to named parts of its own alone, as most do: told quickly, without knowing what stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.keywords import VALUES
from generator.document.references import target
from generator.document.shapes import is_array, is_object

if TYPE_CHECKING:
    from generator.normalise.bundle.kinds import Kinds

_OTHER_WAYS = ("$dynamicRef", "$dynamicAnchor", "$anchor", "$id", "$self")
_DATA = VALUES | {"value"}


def is_plain(document: dict[str, Any], kinds: Kinds) -> bool:
    """Tell whether every `$ref` in `document` names something in a section, and nothing in it is referred to otherwise.

    False may be wrong: what is only named like a keyword is taken for one.
    """
    scan = _Scan(document, kinds)
    while scan.pending:
        node, has_names = scan.pending.pop()
        if is_array(node):
            scan.pending.extend((child, False) for child in node if is_object(child) or is_array(child))
        elif not (scan.names(node) if has_names else scan.fields(node)):
            return False
    return True


class _Scan:
    """Goes through a document; `pending` holds what is left, and of each whether its members have free names."""

    def __init__(self, document: dict[str, Any], kinds: Kinds) -> None:
        self.pending: list[tuple[Any, bool]] = [(document, False)]
        self._document = document
        self._kinds = kinds
        self._sections = frozenset(kinds.sections.values())
        self._good: set[str] = set()

    def names(self, node: dict[str, Any]) -> bool:
        self.pending.extend((child, False) for child in node.values() if is_object(child) or is_array(child))
        return True

    def fields(self, node: dict[str, Any]) -> bool:
        """Take in the members of an object; return False where one is not plain."""
        for key, child in node.items():
            if isinstance(child, str):
                if (key == "$ref" and not self._is_good(child)) or key in _OTHER_WAYS:
                    return False
            elif key in _DATA or key.startswith("x-"):
                continue
            elif is_object(child):
                if key in self._kinds.unreferable and isinstance(child.get("$ref"), str):
                    return False
                if key == "mapping" and not all(_is_near(value) for value in child.values()):
                    return False
                self.pending.append((child, key in self._kinds.maps))
            elif is_array(child) and key != "examples":
                self.pending.append((child, False))
        return True

    def _is_good(self, reference: str) -> bool:
        if reference not in self._good and _is_named(self._document, reference, self._sections):
            self._good.add(reference)
        return reference in self._good


def _is_near(value: Any) -> bool:
    return not isinstance(value, str) or value.startswith("#/") or not ("/" in value or "#" in value or "." in value)


def _is_named(document: dict[str, Any], reference: str, sections: frozenset[str]) -> bool:
    pointer = target(reference)
    if not pointer or pointer.rpartition("/")[0] not in sections:
        return False
    try:
        pointers.get(document, pointer)
    except (KeyError, ValueError):
        return False
    return True

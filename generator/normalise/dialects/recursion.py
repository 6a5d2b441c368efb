"""`$recursiveRef` of JSON Schema draft 2019-09 (core, section 8.2.4.2) as a reference to what it recurs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs

RULE = "modern-schema"


class Recursion:
    """Follows a walk through the schemas of a document, outermost first, and spells their recursion."""

    def __init__(self, repairs: Repairs) -> None:
        self._repairs = repairs
        self._root = "/"
        self._anchors: list[str] = []

    def spell(self, schema: dict[str, Any], pointer: str) -> None:
        """Rewrite the recursive reference of one schema in place.

        It leads to the innermost schema around it that is an anchor, else to the outermost one: the same place wherever
        nothing extends the anchor from outside.
        """
        if not pointer.startswith(self._root + "/"):
            self._root, self._anchors = pointer, []
        while self._anchors and not pointer.startswith(self._anchors[-1] + "/"):
            self._anchors.pop()
        if schema.get("$recursiveAnchor") is True:
            self._anchors.append(pointer)
        schema.pop("$recursiveAnchor", None)
        if schema.get("$recursiveRef") == "#":
            target = self._anchors[-1] if self._anchors else self._root
            del schema["$recursiveRef"]
            schema.setdefault("$ref", "#" + target.replace("%", "%25"))
            self._repairs.note(f"{pointer}/$recursiveRef", RULE, f"recurs to #{target}")

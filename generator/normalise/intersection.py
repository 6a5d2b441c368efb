"""What is valid against several schemas, as one schema (JSON Schema 2020-12 validation, sections 6 to 9).

`required` adds up, bounds tighten, enums and types intersect, equal properties merge likewise. Where two schemas contradict
each other the later is kept, being the more specific, and the ledger says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.keywords import is_annotation
from generator.document.shapes import is_object
from generator.normalise.schemas import Schema, facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.normalise.ledger import Ledger

COMPOSED = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "$ref", "$dynamicRef"})
"""Keywords that keep a schema from being merged with another."""

_LOWER = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains"})
_UPPER = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains"})


class Intersection:
    """Grows by `narrow`; `schema` is the result so far."""

    def __init__(self, ledger: Ledger, rule: str, compose: Callable[[Schema, str], Any]) -> None:
        """Take the ledger and the rule to note losses with, and what merges an `allOf` of two properties of one name."""
        self.schema: Schema = {}
        self._ledger = ledger
        self._rule = rule
        self._compose = compose
        self._owners: dict[str, Schema] = {}

    def narrow(self, part: Schema) -> None:
        """Narrow `schema` by `part`, whose members may be taken over without being copied."""
        for key, value in part.items():
            if key not in self.schema:
                self._keep(key, value, part)
            else:
                self._combine(key, self.schema[key], value, part)

    def _keep(self, key: str, value: Any, part: Schema) -> None:
        self.schema[key] = value
        self._owners[key] = part

    def _replace(self, key: str, value: Any, part: Schema, detail: str) -> None:
        if self.schema[key] != value:
            self._ledger.note_member(self._owners[key], key, self._rule, detail)
        self._keep(key, value, part)

    def _combine(self, key: str, mine: Any, value: Any, part: Schema) -> None:
        if key == "properties":
            self._properties(mine, value)
        elif key == "required":
            self.schema[key] = self._ledger.adopt(list(dict.fromkeys([*mine, *value])), mine, value)
        elif key == "enum":
            self._enum(mine, value, part)
        elif key == "type":
            self._type(mine, value, part)
        elif key in _LOWER | _UPPER and not isinstance(mine, bool) and not isinstance(value, bool):
            if (mine < value) == (key in _LOWER):
                self._replace(key, value, part, "another branch is stricter")
            elif mine != value:
                self._ledger.note_member(part, key, self._rule, "another branch is stricter")
        elif is_annotation(key):
            self._replace(key, value, part, "a later branch says it otherwise")
        else:
            self._replace(key, value, part, f"{key!r} differs between branches: the last is kept")

    def _enum(self, mine: list[Any], value: list[Any], part: Schema) -> None:
        allowed = {_key(item) for item in value}
        common = [item for item in mine if _key(item) in allowed]
        kept = {_key(item) for item in common}
        if not common:
            self._replace("enum", value, part, "the enums of two branches exclude each other: the last is kept")
            return
        for values in (mine, value):
            for i, item in enumerate(values):
                if _key(item) not in kept:
                    self._ledger.note_item(values, i, self._rule, "another branch does not allow it")
        self.schema["enum"] = self._ledger.adopt(common, mine, value)

    def _type(self, mine: Any, value: Any, part: Schema) -> None:
        left, right = ([kind] if isinstance(kind, str) else list(kind) for kind in (mine, value))
        if "number" in left and "number" not in right and "integer" in right:
            left = ["integer" if kind == "number" else kind for kind in left]
        if "number" in right and "number" not in left and "integer" in left:
            right = ["integer" if kind == "number" else kind for kind in right]
        common = [kind for kind in left if kind in right]
        if not common:
            detail = f"type {mine!r} and type {value!r} exclude each other: the last is kept"
            self._replace("type", value, part, detail)
            return
        result = common[0] if len(common) == 1 else self._ledger.adopt(common, mine, value)
        for owner, said in ((self._owners["type"], mine), (part, value)):
            if said != result:
                self._ledger.note_member(owner, "type", self._rule, "another branch is stricter")
        self.schema["type"] = result

    def _properties(self, mine: dict[str, Any], added: dict[str, Any]) -> None:
        merged = self._ledger.adopt({**mine}, mine, added)
        self.schema["properties"] = merged
        for name, later in added.items():
            if name not in mine:
                merged[name] = later
                continue
            before = mine[name]
            if not is_object(before) or not is_object(later):
                self._lose(before, later, mine, name)
                merged[name] = later
            else:
                merged[name] = self._property(before, later, name)

    def _property(self, before: Schema, later: Schema, name: str) -> Any:
        if facts(before) == facts(later) or all(is_annotation(key) for key in later):
            kept = self._ledger.adopt({**before, **later}, later)
            self._ledger.unite(kept, before, self._rule, "a later branch says it otherwise")
            return kept
        if "$ref" in before and "$ref" in later:
            detail = f"the property {name!r} differs between branches: the last is kept"
            self._ledger.note_part(before, self._rule, detail)
            return later
        return self._compose({"allOf": [before, later]}, name)

    def _lose(self, before: Any, later: Any, owner: Schema, name: str) -> None:
        if before != later:
            detail = f"the property {name!r} differs between branches: the last is kept"
            self._ledger.note_member(owner, name, self._rule, detail)


def _key(item: Any) -> str:
    """Return what two values of JSON share when they are equal there: 1 and 1.0 are, 1 and true are not."""
    return repr(int(item) if isinstance(item, float) and item.is_integer() else item)

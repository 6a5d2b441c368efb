"""What a document asks of a value at one place: schemas that apply together, seen through references and compositions."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from generator.document.references import follow
from generator.document.shapes import is_array, is_object
from generator.exchange.schemas import Schemas
from generator.standin.sampling.choices import Choice, Choices
from generator.standin.sampling.shapes import Shape, kind_of, shape_of

NEVER = 40
"""The height of a value that would have no end: more levels than any is built of."""
_MOST = 300_000  # demands of one document, beyond which none is looked into any more


@dataclass(slots=True, eq=False)
class Demand:
    """Schemas that a value must meet together: their `parts` without references, and the choices that are still `open`.

    `is_impossible` where one of them is `false`.
    """

    parts: tuple[dict[str, Any], ...]
    open: tuple[Choice, ...]
    done: frozenset[int]
    is_impossible: bool
    is_write_only: bool = False
    is_read_only: bool = False
    shape: Shape | None = None
    options: tuple[tuple[int, Demand], ...] | None = None
    height: int | None = None
    samples: dict[str, tuple[Any, ...]] = field(default_factory=dict[str, "tuple[Any, ...]"])
    too_low: int = -1
    high_enough: int = NEVER
    base: Demand | None = None
    tags: dict[str, frozenset[str]] | None = None


class Demands:
    """The demands of one document, each made once.

    `is_strict` says that an option of oneOf also asks that the others do not match.
    """

    def __init__(self, document: dict[str, Any], name: str, *, is_strict: bool) -> None:
        self._document = document
        self._choices = Choices(document, is_strict=is_strict)
        self._plain = Schemas({}, name)
        self._patterns: dict[str, dict[str, Any]] = {}
        self._expanded: dict[int, tuple[Any, tuple[dict[str, Any], ...], bool]] = {}
        self._by_schemas: dict[tuple[int, ...], Demand] = {}
        self._by_content: dict[tuple[Any, ...], Demand] = {}

    def of(self, *schemas: Any) -> Demand:
        """Return what `schemas` ask for together."""
        key = tuple(id(schema) for schema in schemas)
        known = self._by_schemas.get(key)
        if known is None:
            known = self._by_schemas[key] = self._joined((), (), frozenset(), schemas)
        return known

    def joined(self, demand: Demand, *schemas: Any) -> Demand:
        """Return what `schemas` ask for beside `demand`."""
        return self._joined(demand.parts, demand.open, demand.done, schemas)

    def opposite(self, schema: Any) -> Any:
        """Return the schema that is met where `schema` is not."""
        return self._choices.opposite(schema)

    def shape(self, demand: Demand) -> Shape:
        """Return what the parts of `demand` ask for, its choices left aside."""
        if demand.shape is None:
            demand.shape = shape = shape_of(demand.parts)
            if shape.values is not None:
                shape.values = [
                    value for value in shape.values if kind_of(value) in shape.kinds and self.suits(shape, value)
                ]
        return demand.shape

    def suits(self, shape: Shape, value: Any) -> bool:
        """Tell whether `value` meets what the shape asks of scalars; of objects and arrays only the type is looked at."""
        return self._plain.accepts(shape.local, value)

    def matches(self, pattern: str, text: str) -> bool:
        """Tell whether `text` matches `pattern`."""
        return self._plain.accepts(self._pattern(pattern), text)

    def options(self, demand: Demand) -> tuple[tuple[int, Demand], ...]:
        """Return, each with its rank, what is asked for by the options of the first open choice."""
        if demand.options is None:
            demand.options = self._options(demand)
        return demand.options

    def _options(self, demand: Demand) -> tuple[tuple[int, Demand], ...]:
        left, done = demand.open, demand.done
        while left and left[0].excluded is not None and self._excludes(demand, left[0].excluded):
            left, done = left[1:], done | {id(left[0])}
        if len(left) < len(demand.open):
            return ((0, self._joined(demand.parts, left, done, ())),)
        choice, *others = left
        done |= {id(choice)}
        return tuple(
            (option.rank, self._joined(demand.parts, tuple(others), done, option.schemas)) for option in choice.options
        )

    def without_choices(self, demand: Demand) -> Demand:
        """Return what `demand` asks for apart from its choices."""
        if demand.base is None:
            demand.base = self._made(demand.parts, (), frozenset(), demand.is_impossible) if demand.open else demand
        return demand.base

    def member(self, shape: Shape, name: str) -> Demand:
        """Return what is asked of the member `name` of an object."""
        known = shape.members.get(name)
        if known is None:
            known = self.of(*self._member_schemas(shape.parts, name))
            if name in shape.declared or name in shape.required:
                shape.members[name] = known
        return known

    def item(self, shape: Shape, index: int) -> Demand:
        """Return what is asked of the item of an array at `index`."""
        schemas: list[Any] = []
        is_known = False
        for part in shape.parts:
            first = part.get("prefixItems", ())
            if index < len(first):
                schemas.append(first[index])
                is_known = True
            elif "items" in part:
                schemas.append(part["items"])
                is_known = True
        if not is_known:
            schemas += [part["unevaluatedItems"] for part in shape.parts if "unevaluatedItems" in part]
        return self.of(*schemas)

    def height(self, demand: Demand) -> int:
        """Return how many levels the lowest value has that meets `demand`: 0 for a scalar; `NEVER` where none ends."""
        if demand.height is None:
            is_finite = self._is_within(demand, NEVER - 1)
            demand.height = next(h for h in range(NEVER) if self._is_within(demand, h)) if is_finite else NEVER
        return demand.height

    def _is_within(self, demand: Demand, height: int) -> bool:
        if demand.too_low < height < demand.high_enough:
            if self._can_be_within(demand, height):
                demand.high_enough = height
            else:
                demand.too_low = height
        return height >= demand.high_enough

    def _can_be_within(self, demand: Demand, height: int) -> bool:
        if demand.is_impossible or len(self._by_content) > _MOST:
            return False
        if demand.open:  # what cannot be without the choices cannot be with any of them
            is_open = self._is_within(self.without_choices(demand), height)
            return is_open and any(self._is_within(option, height) for _, option in self.options(demand))
        shape = self.shape(demand)
        if shape.values is not None:
            return bool(shape.values)
        if any(kind not in {"object", "array"} for kind in shape.kinds):
            return True
        if "array" in shape.kinds and self._array_is_within(shape, height):
            return True
        if "object" not in shape.kinds or (height == 0 and shape.required):
            return False
        return all(self._is_within(self.member(shape, name), height - 1) for name in shape.required)

    def _array_is_within(self, shape: Shape, height: int) -> bool:
        first = max((len(part.get("prefixItems", ())) for part in shape.parts), default=0)
        needed = range(min(shape.min_items, first + 1))
        return not needed or (height > 0 and all(self._is_within(self.item(shape, i), height - 1) for i in needed))

    def _excludes(self, demand: Demand, schema: Any) -> bool:
        """Tell whether what meets the parts of `demand` cannot meet `schema` as well."""
        own, others = self._tags(self.without_choices(demand)), self._tags(self.without_choices(self.of(schema)))
        if any(name in own and own[name].isdisjoint(values) for name, values in others.items()):
            return True
        return self.height(self._joined(demand.parts, (), frozenset(), (schema,))) >= NEVER

    def _tags(self, demand: Demand) -> dict[str, frozenset[str]]:
        """Return the values, as JSON, that members can have which must be there and whose values are listed."""
        if demand.tags is None:
            shape = self.shape(demand)
            members = {name: self.member(shape, name) for name in shape.required}
            listed = {name: self.shape(one).values for name, one in members.items() if not one.open}
            demand.tags = {
                name: frozenset(json.dumps(value, sort_keys=True) for value in values)
                for name, values in listed.items()
                if values is not None
            }
        return demand.tags

    def _member_schemas(self, parts: tuple[dict[str, Any], ...], name: str) -> list[Any]:
        schemas: list[Any] = []
        is_known = False
        for part in parts:
            own = [part["properties"][name]] if name in part.get("properties", ()) else []
            patterns = part.get("patternProperties", {})
            own += [schema for pattern, schema in patterns.items() if self.matches(pattern, name)]
            if not own and "additionalProperties" in part:
                own = [part["additionalProperties"]]
            is_known = is_known or bool(own)
            schemas += own
        if not is_known:
            schemas += [part["unevaluatedProperties"] for part in parts if "unevaluatedProperties" in part]
        return schemas

    def _pattern(self, pattern: str) -> dict[str, Any]:
        return self._patterns.setdefault(pattern, {"pattern": pattern})

    def _joined(
        self,
        parts: tuple[dict[str, Any], ...],
        open_: tuple[Choice, ...],
        done: frozenset[int],
        schemas: tuple[Any, ...],
    ) -> Demand:
        """Return what `schemas` ask for beside `parts` and the choices that are `open_`, apart from those that are done."""
        all_parts = {id(part): part for part in parts}
        all_open = {id(choice): choice for choice in open_}
        is_impossible = False
        for schema in schemas:
            _, more, is_false = self._expand(schema)
            is_impossible = is_impossible or is_false
            for part in more:
                all_parts.setdefault(id(part), part)
                all_open.update({id(choice): choice for choice in self._choices.of(part) if id(choice) not in done})
        return self._made(tuple(all_parts.values()), tuple(all_open.values()), done, is_impossible)

    def _made(
        self, parts: tuple[dict[str, Any], ...], open_: tuple[Choice, ...], done: frozenset[int], is_impossible: bool
    ) -> Demand:
        key = (tuple(map(id, parts)), tuple(map(id, open_)), done, is_impossible)
        known = self._by_content.get(key)
        if known is None:
            known = Demand(parts, open_, done, is_impossible)
            known.is_write_only = any(part.get("writeOnly") is True for part in parts)
            known.is_read_only = any(part.get("readOnly") is True for part in parts)
            self._by_content[key] = known
        return known

    def _expand(self, schema: Any) -> tuple[Any, tuple[dict[str, Any], ...], bool]:
        """Return (`schema`, the objects that apply with it through references and allOf, whether `false` is among them)."""
        known = self._expanded.get(id(schema))
        if known is not None:
            return known
        parts: dict[int, dict[str, Any]] = {}
        is_false = False
        pending: list[Any] = [schema]
        while pending:
            node = pending.pop()
            is_false = is_false or node is False
            if not is_object(node) or id(node) in parts:
                continue
            parts[id(node)] = node
            if is_array(others := node.get("allOf")):
                pending.extend(reversed(others))
            if "$ref" in node and (goal := follow(self._document, {"$ref": node["$ref"]})) != {"$ref": node["$ref"]}:
                pending.append(goal)
        found = (schema, tuple(part for part in parts.values() if part), is_false)
        self._expanded[id(schema)] = found
        return found

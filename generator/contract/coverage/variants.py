"""The variants that a schema leaves open (anyOf, oneOf, several types), and which of them a value is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.document import pointers
from generator.document.names import Taken
from generator.document.references import follow, target
from generator.document.shapes import is_array, is_object
from generator.exchange.schemas import Schemas

_COMPONENTS = "/components/schemas/"
_UNIONS = ("anyOf", "oneOf")


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant: a name that no other of its union has, and its schema; None where only the type differs."""

    name: str
    schema: Any


@dataclass(frozen=True, slots=True)
class Union:
    """Two variants or more, of which a value is one; `part` is the schema object that lists them under `keyword`."""

    part: dict[str, Any]
    keyword: str
    variants: tuple[Variant, ...]


class Unions:
    """Finds the unions of one document's schemas, and the variants of values."""

    def __init__(self, document: dict[str, Any], schemas: Schemas) -> None:
        self._document = document
        self._schemas = schemas

    def of(self, part: dict[str, Any]) -> Iterator[Union]:
        """Yield the unions that the schema object `part` itself states; a nullable value is one of two types."""
        for keyword in _UNIONS:
            listed = part.get(keyword)
            if is_array(listed) and listed:
                yield Union(part, keyword, tuple(self._named(listed)))
        types = part.get("type")
        if is_array(types) and len(types) > 1:
            yield Union(part, "type", tuple(Variant(str(name), None) for name in types))

    def variant(self, union: Union, value: Any) -> Variant | None:
        """Return the variant that `value` is, None if it is none of them.

        The discriminator decides where there is one (OpenAPI 3.1 section 4.8.25). Otherwise it is, of the variants that
        allow the value, the one that declares most of its members, and among equals the first: what a client takes. A
        value that no variant allows is the one of its type.

        Raises:
            SpecloomError: the schema of a variant cannot be used.
        """
        if union.keyword == "type":
            return _of_type(union.variants, value)
        named = self._discriminated(union, value)
        if named is not None:
            return named
        fitting = [each for each in union.variants if self._schemas.accepts(each.schema, value)]
        if not fitting:
            kinds = kinds_of(value)
            fitting = [each for each in union.variants if kinds & self._schemas.kinds(each.schema)]
        return max(fitting, key=lambda each: self._declared(each.schema, value), default=None)

    def _named(self, listed: list[Any]) -> Iterator[Variant]:
        taken = Taken()
        for schema in listed:
            yield Variant(taken.claim(_name(schema), separator=" "), schema)

    def _discriminated(self, union: Union, value: Any) -> Variant | None:
        discriminator = union.part.get("discriminator")
        if not is_object(discriminator) or not is_object(value):
            return None
        said = value.get(str(discriminator.get("propertyName")))
        if not isinstance(said, str):
            return None
        mapping = discriminator.get("mapping")
        name = str(mapping.get(said, said) if is_object(mapping) else said)
        wanted = {name, f"#{_COMPONENTS}{pointers.escape(name)}"}
        return next(
            (each for each in union.variants if is_object(each.schema) and each.schema.get("$ref") in wanted), None
        )

    def _declared(self, schema: Any, value: Any) -> int:
        """Return how many members of `value` the properties of `schema` name."""
        if not is_object(value):
            return 0
        names: set[str] = set()
        for part in conjuncts(self._document, schema):
            properties = part.get("properties")
            names.update(properties if is_object(properties) else ())
        return len(names & value.keys())


def conjuncts(document: dict[str, Any], schema: Any) -> Iterator[dict[str, Any]]:
    """Yield the schema objects that all hold where `schema` does: itself, what it refers to, what `allOf` lists."""
    seen: set[int] = set()
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if not is_object(part) or id(part) in seen:
            continue
        seen.add(id(part))
        yield part
        every = part.get("allOf")
        waiting.extend(reversed(every) if is_array(every) else ())
        if "$ref" in part:
            waiting.append(follow(document, part))


def kinds_of(value: Any) -> set[str]:
    """Return the names of the JSON types that `value` has; a number without a fraction is an integer as well."""
    if isinstance(value, bool):
        return {"boolean"}
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
        return {"integer", "number"}
    names = {float: "number", str: "string", list: "array", dict: "object", type(None): "null"}
    return {names[type(value)]}


def _of_type(variants: tuple[Variant, ...], value: Any) -> Variant | None:
    kinds = kinds_of(value)
    fitting = [each for each in variants if each.name in kinds]
    return min(fitting, key=lambda each: each.name, default=None)  # of integer and number the narrower


def _name(schema: Any) -> str:
    if not is_object(schema):
        return "anything"
    reference = schema.get("$ref")
    pointer = target(reference) if isinstance(reference, str) else None
    if pointer is not None:
        return pointer.removeprefix(_COMPONENTS)
    kind = schema.get("type")
    if isinstance(kind, str):
        return kind
    return str(schema["const"]) if "const" in schema else "anything"

"""A schema as it is compared: references followed, null told apart from the rest, wrappers looked through."""

from __future__ import annotations

from typing import Any, Final

from generator.document import pointers, references
from generator.document.shapes import is_array, is_object
from generator.drift.schemas.immaterial import is_immaterial
from generator.drift.schemas.sameness import identity

MAX_STEPS: Final = 50
"""References and wrappers that may stand around one schema."""
UNIONS: Final = ("oneOf", "anyOf")
_LOOKED_THROUGH: Final = frozenset({"$ref", *UNIONS})
Located = tuple[Any, str]
"""A schema and its JSON pointer."""
_MERGED = ("properties", "patternProperties", "dependentSchemas", "dependentRequired")


class View:
    """One schema of one document.

    Attributes:
        layers: the objects that make it up with their pointers, what stands at the use before what it refers to.
        keywords: its keywords; the value of one that several layers have is that of the first, and members of objects
            such as `properties` are put together.
        key: what tells this schema from the others of its document.
        slot: the pointer at which it is used, which may only refer to it.
    """

    __slots__ = ("_nullable", "key", "keywords", "layers", "slot")

    def __init__(
        self, layers: tuple[tuple[dict[str, Any], str], ...], *, nullable: bool = False, slot: str | None = None
    ) -> None:
        self.layers = layers
        self.key: tuple[str, ...] = tuple([pointer for _, pointer in layers])
        self.slot = layers[0][1] if slot is None else slot
        self.keywords: dict[str, Any] = layers[0][0] if len(layers) == 1 else _merged(layers)
        self._nullable: bool | None = True if nullable else None

    @property
    def nullable(self) -> bool:
        """Whether null is admitted beside values of other types; most views are never asked."""
        if self._nullable is None:
            self._nullable = _admits_null(self.keywords)
        return self._nullable

    @property
    def pointer(self) -> str:
        """Where the schema stands: the component, for one that is only referred to."""
        return self.layers[-1][1]

    def get(self, keyword: str) -> Any:
        """Return the value of `keyword`, None where it is missing."""
        return self.keywords.get(keyword)

    def at(self, keyword: str) -> str:
        """Return the pointer of the object that has `keyword`; that of the schema where none has."""
        return next((pointer for layer, pointer in self.layers if keyword in layer), self.pointer)

    def flag(self, keyword: str) -> bool:
        """Tell whether `keyword` is true."""
        return self.keywords.get(keyword) is True

    def strings(self, keyword: str) -> list[str]:
        """Return the strings of the array `keyword`, of all layers, each once and in order."""
        found = [value for layer, _ in self.layers for value in _array(layer.get(keyword)) if isinstance(value, str)]
        return list(dict.fromkeys(found))

    def named(self, keyword: str) -> dict[str, Located]:
        """Return the schemas of the object `keyword`, such as `properties`, by name."""
        found: dict[str, Located] = {}
        for layer, pointer in self.layers:
            members = layer.get(keyword)
            if is_object(members):
                for name, schema in members.items():
                    found.setdefault(name, (schema, pointers.join(pointer, keyword, name)))
        return found

    def listed(self, keyword: str) -> list[Located]:
        """Return the schemas of the array `keyword`; of a union without the member that only stands for null."""
        here = pointers.join(self.at(keyword), keyword)
        members = [(schema, f"{here}/{i}") for i, schema in enumerate(_array(self.get(keyword)))]
        if keyword in UNIONS and self.nullable and len(members) > 1:
            return [member for member in members if not _is_null(member[0])]
        return members

    def single(self, keyword: str) -> Located:
        """Return the schema that is the value of `keyword`, which must be there."""
        return self.keywords[keyword], pointers.join(self.at(keyword), keyword)

    def without(self, *keywords: str) -> View:
        """Return the same schema without `keywords`."""
        layers = tuple(
            ({key: value for key, value in layer.items() if key not in keywords}, pointer)
            for layer, pointer in self.layers
        )
        return View(layers, nullable=self.nullable, slot=self.slot)

    def is_open(self) -> bool:
        """Tell whether nothing is restricted: there are annotations at most."""
        return all(is_immaterial(keyword) for keyword in self.keywords)


class Viewer:
    """Makes views of the schemas of one document."""

    def __init__(self, document: dict[str, Any]) -> None:
        """Take a resolved document, which is not changed."""
        self.document = document
        self._targets: dict[str, Located | None] = {}

    def target(self, reference: str) -> Located | None:
        """Return what a local reference leads to, None for any other and for one that leads nowhere."""
        if reference not in self._targets:
            pointer = references.target(reference)
            try:
                found = None if pointer is None else (pointers.get(self.document, pointer), pointer)
            except (KeyError, ValueError):
                found = None
            self._targets[reference] = found
        return self._targets[reference]

    def view(self, schema: Any, pointer: str) -> View:
        """Return the view of the `schema` at `pointer`; one that leads in a circle admits nothing more than it says."""
        if is_object(schema) and _LOOKED_THROUGH.isdisjoint(schema):
            return View(((schema, pointer),))
        layers: list[tuple[dict[str, Any], str]] = []
        nullable, slot = False, pointer
        for _ in range(MAX_STEPS):
            node: dict[str, Any] = schema if is_object(schema) else {"not": {}} if schema is False else {}
            reference = node.get("$ref")
            target = self.target(reference) if isinstance(reference, str) else None
            if target is not None:
                rest = {key: value for key, value in node.items() if key != "$ref"}
                if not all(map(is_immaterial, rest)):
                    layers.append((rest, pointer))
                schema, pointer = target
            elif (wrapped := _null_wrap(node)) is not None:
                keyword, index = wrapped
                nullable = True
                layers.append(({key: value for key, value in node.items() if key != keyword}, pointer))
                schema, pointer = node[keyword][index], f"{pointer}/{keyword}/{index}"
            else:
                layers.append((node, pointer))
                break
        return View(tuple(layers) or (({}, pointer),), nullable=nullable, slot=slot)


def _merged(layers: tuple[tuple[dict[str, Any], str], ...]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for layer, _ in layers:
        for key, value in layer.items():
            if key not in result:
                result[key] = value
            elif key in _MERGED and is_object(value) and is_object(result[key]):
                result[key] = {**value, **result[key]}
            elif key == "required" and is_array(value) and is_array(result[key]):
                result[key] = [*result[key], *(name for name in value if name not in result[key])]
    return result


def _array(value: Any) -> list[Any]:
    return value if is_array(value) else []


def _is_null(schema: Any) -> bool:
    if not is_object(schema):
        return False
    rest = {key: value for key, value in schema.items() if not is_immaterial(key)}
    return rest in (
        {"type": "null"},
        {"type": ["null"]},
        {"const": None},
        {"enum": [None]},
        {"type": "null", "enum": [None]},
    )


def _null_wrap(node: dict[str, Any]) -> tuple[str, int] | None:
    """Return keyword and index of the one thing that a union admits beside null."""
    for keyword in UNIONS:
        members = node.get(keyword)
        if is_array(members) and len(members) == 2:
            nulls = [_is_null(member) for member in members]
            if sum(nulls) == 1:
                return keyword, nulls.index(False)
    return None


def _admits_null(keywords: dict[str, Any]) -> bool:
    kinds = keywords.get("type")
    if isinstance(kinds, str):
        return False
    values = keywords.get("enum")
    if is_array(values) and None not in values:
        return False
    if is_array(kinds):
        return "null" in kinds and len(kinds) > 1
    if kinds is not None:
        return False
    if is_array(values):
        return len(values) > 1
    return any(len(_array(keywords.get(keyword))) > 2 and any(map(_is_null, keywords[keyword])) for keyword in UNIONS)


def types_of(view: View) -> frozenset[str]:
    """Return the names of the types that a schema says, without the null beside others; none for any type."""
    kinds = view.get("type")
    named = [kinds] if isinstance(kinds, str) else [kind for kind in _array(kinds) if isinstance(kind, str)]
    found = frozenset(named)
    return found - {"null"} if len(found) > 1 else found


def values_of(view: View) -> list[Any] | None:
    """Return the values that `enum` admits, without the null beside others; None where there is no `enum`."""
    values = view.get("enum")
    if not is_array(values):
        return None
    found = [value for value in values if value is not None] if view.nullable else values
    return list({identity(value): value for value in found}.values())

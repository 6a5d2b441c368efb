"""What methods give and what models hold: the types behind the values of the user's code."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.document import pointers, references
from generator.document.keywords import COMPOSITIONS
from generator.document.shapes import is_array, is_object
from generator.drift.impact.methods import Methods
from generator.drift.impact.uses.values import Answer, Many, Typed, Wrapped, many
from generator.emit.compositions import without_compositions
from generator.emit.python_names import field_names
from generator.normalise.schemas import component_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drift.impact.methods import Method
    from generator.drift.impact.state import State
    from generator.drift.impact.uses.values import Value, Values

_ANSWER: Values = frozenset({Answer()})
_MODELS = "/components/schemas/"


class Shapes:
    """The types of one state; without a state nothing is known of them but the names of models."""

    def __init__(self, state: State | None = None) -> None:
        """Read what `state` generates."""
        self._document: dict[str, Any] = {} if state is None else without_compositions(state.document)
        self._methods: dict[tuple[str, ...], tuple[Method, str]] = {}
        self._results: dict[tuple[tuple[str, ...], bool], Values] = {}
        self._fields: dict[tuple[Value, str], tuple[set[tuple[str, str]], Values]] = {}
        self._items: dict[Value, Values] = {}
        if state is not None:
            client = f"{state.package.import_name}.{state.package.client}."
            for pointer, method in Methods(state).items():
                path = tuple(method.symbol.removeprefix(client).split("."))
                self._methods.setdefault(path, (method, pointer))

    @cached_property
    def paths(self) -> frozenset[tuple[str, ...]]:
        """The paths of all methods from the client on."""
        return frozenset(self._methods)

    def positional(self, path: tuple[str, ...]) -> list[str]:
        """Return the arguments of a method that may be given by position."""
        found = self._methods.get(path)
        return [] if found is None else [each.python for each in found[0].facts.path_arguments]

    def results(self, path: tuple[str, ...], *, raw: bool) -> Values:
        """Return what a call of the method at `path` gives."""
        key = path, raw
        if key not in self._results:
            self._results[key] = self._result(path, raw=raw)
        return self._results[key]

    def _result(self, path: tuple[str, ...], *, raw: bool) -> Values:
        found = self._methods.get(path)
        if found is None:
            return frozenset() if self._methods else _ANSWER
        method, pointer = found
        operation: dict[str, Any] = pointers.get(self._document, pointer)
        bodies: list[str] = []
        for each in method.facts.results:
            answer = operation["responses"][each.status].get("content", {})
            bodies += [
                pointers.join(pointer, "responses", each.status, "content", kind, "schema")
                for kind in answer
                if "schema" in answer[kind]
            ]
        if raw or method.facts.raw:
            return frozenset(Wrapped("response", each) for each in bodies)
        page = operation.get("x-specloom-pagination")
        if page is None:
            return frozenset(Typed(each) for each in bodies)
        items = str(page.get("items") or "")
        return frozenset(Wrapped("pages", each + "#" + items) for each in bodies)

    def fields(self, value: Value, name: str) -> tuple[set[tuple[str, str]], Values]:
        """Return (model, field) for each field that the attribute `name` of `value` may be, and what it holds."""
        key = value, name
        if key not in self._fields:
            self._fields[key] = self._field(value, name)
        return self._fields[key]

    def _field(self, value: Value, name: str) -> tuple[set[tuple[str, str]], Values]:
        fields: set[tuple[str, str]] = set()
        held: set[Value] = set()
        for pointer, schema in self._meant(value.pointer) if isinstance(value, Typed) else ():
            model = _model(pointer)
            if schema is None:
                fields.add((model, name))
                held.add(Answer())
                continue
            properties: Any = schema.get("properties")
            for wire, python in field_names(properties).items() if is_object(properties) else ():
                if python == name and model:
                    fields.add((model, name))
                    held.add(Typed(pointers.join(pointer, "properties", wire)))
        return fields, frozenset(held)

    def items(self, value: Value) -> Values:
        """Return what is in `value`: the items of a list, the values of a map, the pages and items of an answer."""
        if isinstance(value, Many):
            return value.items
        if isinstance(value, Answer):
            return _ANSWER
        if value not in self._items:
            self._items[value] = self._unwrapped(value) if isinstance(value, Wrapped) else self._item(value)
        return self._items[value]

    def _item(self, value: Value) -> Values:
        result: set[Value] = set()
        for pointer, schema in self._meant(value.pointer) if isinstance(value, Typed) else ():
            if schema is None:
                result.add(Answer())
            for key in ("items", "additionalProperties") if schema is not None else ():
                if is_object(schema) and is_object(schema.get(key)):
                    result.add(Typed(pointers.join(pointer, key)))
        return frozenset(result)

    def _unwrapped(self, value: Wrapped) -> Values:
        """Return what a loop over a list, a page or a stream gives."""
        if value.kind in {"pages", "page"}:
            body, _, items = value.pointer.partition("#")
            here: Values = frozenset({Typed(body)})
            for token in pointers.split(items):
                here = frozenset(
                    Typed(pointers.join(pointer, "properties", token))
                    for each in here
                    if isinstance(each, Typed)
                    for pointer, schema in self._meant(each.pointer)
                    if schema is not None and token in schema.get("properties", {})
                )
            return frozenset(item for each in here for item in self.items(each))
        return frozenset({Typed(value.pointer)}) if value.pointer else _ANSWER

    def of_wrapped(self, value: Wrapped, name: str) -> Values | None:
        """Return what the attribute `name` of a response, page or list of pages gives when it is called or read."""
        body = value.pointer.partition("#")[0]
        if value.kind == "response":
            return frozenset({Typed(body)}) if name == "parse" else None
        if value.kind == "pages" and name == "pages":
            return many(frozenset({Wrapped("page", value.pointer)}))
        if value.kind == "page" and name == "items":
            return many(self._unwrapped(value))
        if value.kind == "page" and name in {"body", "response"}:
            return frozenset({Typed(body) if name == "body" else Wrapped("response", body)})
        return None

    def _meant(self, pointer: str) -> Iterator[tuple[str, dict[str, Any] | None]]:
        """Yield the schemas that the one at `pointer` may be, through references and unions; None for an unknown one."""
        pending, seen = [pointer], set[str]()
        while pending:
            here = pending.pop()
            if here in seen:
                continue
            seen.add(here)
            try:
                schema = pointers.get(self._document, here)
            except KeyError:
                yield here, None
                continue
            if not is_object(schema):
                continue
            name = component_name(schema)
            if name is not None:
                pending.append(references.target(str(schema["$ref"])) or "")
                continue
            yield here, schema
            for key in COMPOSITIONS:
                branches: Any = schema.get(key)
                pending += [pointers.join(here, key, i) for i in range(len(branches) if is_array(branches) else 0)]


def model_value(name: str) -> Typed:
    """Return a value of the model called `name`."""
    return Typed(pointers.join("/components/schemas", name))


def _model(pointer: str) -> str:
    """Return the model whose schema stands at `pointer`, "" where that is none of a model."""
    tokens = pointers.split(pointer)
    return tokens[2] if pointer.startswith(_MODELS) and len(tokens) == 3 else ""

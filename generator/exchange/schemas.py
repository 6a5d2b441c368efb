"""Values against the schemas of one OpenAPI 3.1 document (JSON Schema Draft 2020-12, formats asserted)."""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple, cast

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from generator.document import pointers
from generator.document.findings import Place, fail
from generator.document.references import follow, references, target
from generator.document.shapes import is_array, is_object
from generator.exchange.alternatives import Alternatives

MAX_FAULTS = 50
_MAX_MESSAGE = 200
_ANCHORS = frozenset({"$id", "$anchor", "$dynamicAnchor", "$dynamicRef"})
_UNION = "oneOf"
_ANYTHING: dict[str, Any] = {}  # stands for every schema that is left out, so that one is kept and not one each time


class Fault(NamedTuple):
    """A breach of the document: the rule, the pointer into what was checked, the message; `missing` names a member."""

    rule: str
    pointer: str
    message: str
    missing: str = ""


class Schemas:
    """Checks values against schemas of `document`, whose references may point anywhere into it and nowhere else.

    `name` stands for the document in messages. Unions are read as `alternatives` says.
    """

    def __init__(self, document: dict[str, Any], name: str) -> None:
        self._name = name
        # "components" and "paths" mean nothing to JSON Schema: beside a schema they only give `#/...` a target.
        self._document: dict[str, Any] = {key: document[key] for key in ("components", "paths") if key in document}
        components = document.get("components")
        schemas = components.get("schemas") if is_object(components) else None
        self._components: dict[str, Any] = schemas if is_object(schemas) else {}
        self._alternatives = Alternatives(self._document)
        self._apart: dict[str, Any] = {}
        # By identity; the schemas stay alive, so that an identity stays its own.
        self._compiled: dict[int, tuple[Any, Draft202012Validator]] = {}
        self._kinds: dict[int, tuple[Any, frozenset[str]]] = {}

    def faults(self, rule: str, schema: Any, value: Any) -> list[Fault]:
        """Return what is wrong with `value`, at most `MAX_FAULTS`, under the name `rule`; pointers lead into `value`.

        Raises:
            SpecloomError: `schema` is not a schema, or a reference of it does not resolve inside the document.
        """
        validator = self._validator(schema)
        try:
            found = list(islice(validator.iter_errors(value), MAX_FAULTS))
        except ValueError as error:  # text that is no Unicode, or more levels than the validator walks
            return [Fault(rule, "", _clip(f"is no JSON value: {error}"))]
        return [
            Fault(rule, pointers.join("", *error.instance_path), _clip(error.message), _missing(error))
            for error in found
        ]

    def accepts(self, schema: Any, value: Any) -> bool:
        """Tell whether `value` is valid; raises like `faults`."""
        validator = self._validator(schema)
        try:
            return validator.is_valid(value)
        except ValueError:
            return False

    def kinds(self, schema: Any) -> Set[str]:
        """Return the JSON types that `schema` names, through references and compositions; empty where it names none."""
        schema = schema if schema != {} else _ANYTHING
        known = self._kinds.get(id(schema))
        if known is None:
            known = self._kinds[id(schema)] = (schema, frozenset(self._named_kinds(schema)))
        return known[1]

    def _named_kinds(self, schema: Any) -> set[str]:
        kinds: set[str] = set()
        seen: set[int] = set()
        stack: list[Any] = [schema]
        while stack:
            target = follow(self._document, stack.pop())
            if not isinstance(target, dict) or id(target) in seen:  # pyright: ignore[reportUnknownArgumentType]
                continue
            seen.add(id(target))  # pyright: ignore[reportUnknownArgumentType]
            members = cast(dict[str, Any], target)
            kinds.update(_listed(members.get("type")))
            for key in ("allOf", "anyOf", "oneOf"):
                stack.extend(_listed(members.get(key)))
        return kinds

    def _validator(self, schema: Any) -> Draft202012Validator:
        schema = schema if schema != {} else _ANYTHING
        known = self._compiled.get(id(schema))
        if known is not None:
            return known[1]
        try:
            root: dict[str, Any] = {**self._reached(schema), "allOf": [self._alternatives.told_apart(schema)]}
            validator = Draft202012Validator(root, validate_formats=True, offline=True)
        except (ValidationError, ValueError) as error:  # the latter: text that no JSON can hold
            raise fail("unusable-schema", _clip(str(error)), Place(self._name)) from error
        self._compiled[id(schema)] = (schema, validator)
        return validator

    def _reached(self, schema: Any) -> dict[str, Any]:
        """Return as much of the document as the references of `schema` lead to: to compile all of it takes long."""
        names: dict[str, None] = {}
        stack = [schema]
        while stack:
            node = stack.pop()
            if _has_anchors(node):
                return self._whole
            for holder, _ in references(node):
                tokens = (target(holder["$ref"]) or "").split("/")
                if _UNION in tokens:
                    return self._document
                if tokens[:3] != ["", "components", "schemas"] or len(tokens) < 4:
                    return self._whole
                name = tokens[3].replace("~1", "/").replace("~0", "~")
                if name not in names and name in self._components:
                    names[name] = None
                    stack.append(self._components[name])
        return {"components": {"schemas": {name: self._component(name) for name in names}}}

    @cached_property
    def _whole(self) -> dict[str, Any]:
        """The document, its unions told apart where no reference leads into one."""
        if any(_UNION in holder["$ref"].split("/") for holder, _ in references(self._document)):
            return self._document
        whole: dict[str, Any] = self._alternatives.told_apart(self._document)
        return whole

    def _component(self, name: str) -> Any:
        if name not in self._apart:
            self._apart[name] = self._alternatives.told_apart(self._components[name])
        return self._apart[name]


def _has_anchors(node: Any) -> bool:
    """Tell whether a schema can be reached, or reaches another, by more than pointers (JSON Schema 2020-12, 8.2)."""
    stack = [node]
    while stack:
        here = stack.pop()
        if is_object(here):
            if not _ANCHORS.isdisjoint(here):
                return True
            stack.extend(here.values())
        elif is_array(here):
            stack.extend(here)
    return False


def _missing(error: ValidationError) -> str:
    kind = error.kind
    return kind.property if isinstance(kind, ValidationErrorKind.Required) else ""


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return cast(list[Any], value)  # type: ignore[redundant-cast]
    return [value] if isinstance(value, str) else []


def _clip(message: str) -> str:
    return message if len(message) <= _MAX_MESSAGE else message[:_MAX_MESSAGE] + "…"

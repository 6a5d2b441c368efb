"""Example values as Python expressions, made of the package's models."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_object
from generator.emit.examples import python_literal
from generator.emit.media import is_json
from generator.emit.python_names import field_names
from generator.normalise.schemas import component_name, without_null

if TYPE_CHECKING:
    from generator.emit.examples import Examples
    from generator.emit.facts import MethodFacts, ResourceFacts

_DEEPEST = 6
_ENDLESS = 30
_LONGEST = 500
# How the types that models have for formats of text are made of it.
_OF_TEXT = {"date-time": "datetime.fromisoformat({})", "date": "date.fromisoformat({})", "uuid": "UUID({})"}
_MODULES = {"datetime.": "datetime", "date.": "datetime", "UUID(": "uuid"}


def expression(examples: Examples, schema: Any) -> str | None:
    """Return an example value as a Python expression: models by the fields that they need and those that tell most.

    It is None where a value would never end, as of an object that needs another one of its kind, or is too long to read.
    """
    try:
        return _Expression(examples).of(schema, "", ())
    except _EndlessError:
        return None


class _EndlessError(Exception):
    """No value of a schema is short enough."""


class _Expression:
    """Writes one expression; knows how much of it is written."""

    def __init__(self, examples: Examples) -> None:
        self._examples = examples
        self._left = _LONGEST

    def of(self, schema: Any, name: str, within: tuple[str, ...]) -> str:
        """Return the expression of a value of `schema`, which is called `name` and stands in those of the models `within`."""
        self._left -= 1
        if self._left < 0 or len(within) > _ENDLESS:
            raise _EndlessError
        examples = self._examples
        given: dict[str, Any] = schema if is_object(schema) else {}
        node = without_null(given) or given
        model, node = component_name(node), examples.components.resolved(node)
        if model and model in within and without_null(given) is not None:
            return "None"
        within = (*within, model or "")
        for key in ("anyOf", "oneOf"):
            if node.get(key):
                return self.of(node[key][0], name, within)
        properties: dict[str, Any] = node.get("properties", {})
        if not model or not properties:
            if node.get("type") == "array" and len(within) <= _DEEPEST:
                return self._list(node.get("items"), name, within)
            value = examples.value(node, name)
            return _OF_TEXT.get(str(node.get("format")), "{}").format(python_literal(value))
        telling = {attribute for attribute, _ in examples.shown(schema)}
        fields = [
            f"{python}={self.of(properties[wire], wire, within)}"
            for wire, python in field_names(properties).items()
            if wire in node.get("required", ()) or (len(within) <= _DEEPEST and (python in telling or not telling))
        ]
        return f"models.{model}({', '.join(fields)})"

    def _list(self, items: Any, name: str, within: tuple[str, ...]) -> str:
        """Return the expression of a list of one item, of none where an item would never end."""
        try:
            return f"[{self.of(items, name, within)}]"
        except _EndlessError:
            return "[]"


def imports(said: str) -> list[str]:
    """Return the lines that import from the standard library what an expression uses."""
    used = {(module, made[:-1]) for made, module in _MODULES.items() if re.search(rf"\b{re.escape(made)}", said)}
    return [f"from {module} import {name}" for module, name in sorted(used)]


def body_example(examples: Examples, resource: ResourceFacts, method: MethodFacts) -> str:
    """Return a call of `method` whose body is no object, which its signature alone does not show; '' for other methods."""
    body = method.body
    if body is None or body.kind != "whole" or not is_json(body.media_type):
        return ""
    if (value := expression(examples, body.schema)) is None:
        return ""
    call = f"client.{resource.path}.{method.name}({', '.join([*examples.arguments(method), f'body={value}'])})"
    return "\n".join([*imports(value), call])

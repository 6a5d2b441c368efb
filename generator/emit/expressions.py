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
# How the types that models have for formats of text are made of it.
_OF_TEXT = {"date-time": "datetime.fromisoformat({})", "date": "date.fromisoformat({})", "uuid": "UUID({})"}
_MODULES = {"datetime.": "datetime", "date.": "datetime", "UUID(": "uuid"}


def expression(examples: Examples, schema: Any, name: str = "", depth: int = 0) -> str:
    """Return an example value as a Python expression: models by the fields that they need and those that tell most."""
    node: dict[str, Any] = schema if is_object(schema) else {}
    node = without_null(node) or node
    model, node = component_name(node), examples.components.resolved(node)
    for key in ("anyOf", "oneOf"):
        if node.get(key):
            return expression(examples, node[key][0], name, depth)
    properties: dict[str, Any] = node.get("properties", {})
    if not model or not properties:
        if node.get("type") == "array" and depth < _DEEPEST:
            return f"[{expression(examples, node.get('items'), name, depth + 1)}]"
        value = examples.value(node, name)
        return _OF_TEXT.get(str(node.get("format")), "{}").format(python_literal(value))
    telling = {attribute for attribute, _ in examples.shown(schema)}
    fields = [
        f"{python}={expression(examples, properties[wire], wire, depth + 1)}"
        for wire, python in field_names(properties).items()
        if wire in node.get("required", ()) or (depth < _DEEPEST and (python in telling or not telling))
    ]
    return f"models.{model}({', '.join(fields)})"


def imports(said: str) -> list[str]:
    """Return the lines that import from the standard library what an expression uses."""
    used = {(module, made[:-1]) for made, module in _MODULES.items() if re.search(rf"\b{re.escape(made)}", said)}
    return [f"from {module} import {name}" for module, name in sorted(used)]


def body_example(examples: Examples, resource: ResourceFacts, method: MethodFacts) -> str:
    """Return a call of `method` whose body is no object, which its signature alone does not show; '' for other methods."""
    body = method.body
    if body is None or body.kind != "whole" or not is_json(body.media_type):
        return ""
    said = f"body={expression(examples, body.schema)}"
    call = f"client.{resource.path}.{method.name}({', '.join([*examples.arguments(method), said])})"
    return "\n".join([*imports(said), call])

"""The README's example of a test: a method that is given an answer, written in Python with the package's models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_object
from generator.emit.examples import python_literal
from generator.emit.python_names import field_names
from generator.emit.resources import answer_schema
from generator.normalise.schemas import component_name, without_null

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.emit.examples import Examples
    from generator.emit.facts import MethodFacts, ResourceFacts

_PREFERRED = ("get", "read", "create")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class CannedExample:
    """A method, a call of it, the answer that it is given, lines that print what came, and what they print."""

    method: str
    call: str
    answer: str
    lines: list[str]
    printed: str


def canned_example(examples: Examples, every: Iterable[ResourceFacts]) -> CannedExample | None:
    """Return the example of the method that shows best how an answer is given; None if none answers with a model."""
    found: list[tuple[int, CannedExample]] = []
    for resource in every:
        for method in resource.methods:
            if (example := _example(examples, resource, method)) is not None:
                rank = _PREFERRED.index(method.name) if method.name in _PREFERRED else len(_PREFERRED)
                found.append((rank, example))
    return min(found, key=lambda pair: pair[0], default=(0, None))[1]


def _example(examples: Examples, resource: ResourceFacts, method: MethodFacts) -> CannedExample | None:
    schema = answer_schema(method.results)
    answer = expression(examples, schema)
    if method.raw or method.pagination or not answer.startswith("models."):
        return None
    lines, printed = examples.telling(schema, "reply")
    path = f"client.{resource.path}.{method.name}"
    return CannedExample(path, f"{path}({examples.call(method)})", answer, lines, printed)


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
        return python_literal(examples.value(node, name))
    telling = {attribute for attribute, _ in examples.shown(schema)}
    fields = [
        f"{python}={expression(examples, properties[wire], wire, depth + 1)}"
        for wire, python in field_names(properties).items()
        if wire in node.get("required", ()) or (depth < _DEEPEST and (python in telling or not telling))
    ]
    return f"models.{model}({', '.join(fields)})"

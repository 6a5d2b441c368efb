"""The README's example of a test: a method that is given an answer, written in Python with the package's models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.emit.expressions import expression, imports
from generator.emit.resources import answer_schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.emit.examples import Examples
    from generator.emit.facts import MethodFacts, ResourceFacts

_PREFERRED = ("get", "read", "create")


@dataclass(frozen=True, slots=True)
class CannedExample:
    """What to import, a method, a call of it, the answer that it is given, lines that print what came, and what they print."""

    imports: list[str]
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
    if method.raw or method.pagination or answer is None or not answer.startswith("models."):
        return None
    lines, printed = examples.telling(schema, "reply")
    path = f"client.{resource.path}.{method.name}"
    return CannedExample(imports(answer), path, f"{path}({examples.call(method)})", answer, lines, printed)

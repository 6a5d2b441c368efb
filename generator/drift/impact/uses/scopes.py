"""The names, functions and classes of one file, and what each may stand for: no order of statements is kept."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.drift.impact.uses.values import NOTHING, joined

if TYPE_CHECKING:
    from generator.drift.impact.uses.values import Values

_LONGEST_LINEAGE = 20
Callable = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(eq=False, slots=True)
class Scope:
    """The names of a module, function or class body; `owner` is the class, which is no part of what its methods see."""

    parent: Scope | None = None
    owner: int | None = None
    names: dict[str, Values] = field(default_factory=dict[str, "Values"])

    def find(self, name: str) -> Values | None:
        """Return what `name` may stand for; None where nothing here or around binds it."""
        here: Scope | None = self
        while here is not None:
            if name in here.names and (here is self or here.owner is None):
                return here.names[name]
            here = here.parent
        return None


@dataclass(eq=False, slots=True)
class FunctionFacts:
    """A function of the file: its names, and what it may return or yield."""

    node: Callable
    scope: Scope
    owner: int | None = None
    returns: Values = NOTHING

    @property
    def parameters(self) -> list[str]:
        """The names of the parameters that may be given by position."""
        arguments = self.node.args
        return [each.arg for each in (*arguments.posonlyargs, *arguments.args)]

    @property
    def decorators(self) -> list[str]:
        """The last names of its decorators: `fixture` for `@pytest.fixture(scope="module")`."""
        nodes = [] if isinstance(self.node, ast.Lambda) else self.node.decorator_list
        heads = [node.func if isinstance(node, ast.Call) else node for node in nodes]
        return [each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in heads]


@dataclass(eq=False, slots=True)
class ClassFacts:
    """A class of the file: the names in its body, the attributes of its objects, and its bases in the same file."""

    scope: Scope
    attributes: dict[str, Values] = field(default_factory=dict[str, "Values"])
    bases: list[int] = field(default_factory=list[int])


class Names:
    """All that one file binds; `grown` tells whether anything new was bound since it was set to False."""

    def __init__(self) -> None:
        self.module = Scope()
        self.functions: list[FunctionFacts] = []
        self.classes: list[ClassFacts] = []
        self.grown = False
        self._numbers: dict[int, int] = {}

    def bind(self, where: dict[str, Values], name: str, values: Values) -> None:
        """Let `name` in `where` stand for `values` as well."""
        before = where.get(name)
        after = joined(before or NOTHING, values)
        if before is None or after != before:
            where[name] = after
            self.grown = True

    def function(self, node: Callable, scope: Scope) -> int:
        """Return the number of the function that `node` defines in `scope`."""
        if id(node) not in self._numbers:
            self._numbers[id(node)] = len(self.functions)
            self.functions.append(FunctionFacts(node, Scope(scope), scope.owner))
        return self._numbers[id(node)]

    def class_(self, node: ast.ClassDef, scope: Scope) -> int:
        """Return the number of the class that `node` defines in `scope`."""
        if id(node) not in self._numbers:
            self._numbers[id(node)] = len(self.classes)
            self.classes.append(ClassFacts(Scope(scope, self._numbers[id(node)])))
        return self._numbers[id(node)]

    def give(self, function: FunctionFacts, values: Values) -> None:
        """Let `function` return `values` as well."""
        after = joined(function.returns, values)
        if after != function.returns:
            function.returns = after
            self.grown = True

    def lineage(self, number: int) -> list[ClassFacts]:
        """Return the class of this number and those of the same file that it inherits from, the nearest ones."""
        seen: dict[int, None] = {}
        pending = [number]
        while pending and len(seen) < _LONGEST_LINEAGE:
            each = pending.pop()
            if each not in seen:
                seen[each] = None
                pending += self.classes[each].bases
        return [self.classes[each] for each in seen]

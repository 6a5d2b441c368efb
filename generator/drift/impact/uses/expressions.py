"""What the expressions of a file stand for, and what assignments bind."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from generator.drift.impact.uses.annotations import Annotations
from generator.drift.impact.uses.calls import Calls
from generator.drift.impact.uses.values import NOTHING, Function, Instance, LocalClass, joined, many

if TYPE_CHECKING:
    from generator.drift.impact.uses.imports import Imports
    from generator.drift.impact.uses.reading import Reading
    from generator.drift.impact.uses.scopes import FunctionFacts, Scope
    from generator.drift.impact.uses.values import Values

_MEANT = frozenset({"fixture", "contextmanager", "asynccontextmanager"})
_COMPREHENSION = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp


MOST_STEPS: Final = 600_000
"""Expressions that are evaluated for one file; each counts once a round."""


class TooMuchError(Exception):
    """A file has more to evaluate than `MOST_STEPS`."""


class Expressions:
    """Evaluates expressions; what they use is noted in `reading`."""

    def __init__(self, reading: Reading, imports: Imports) -> None:
        """Take what knows values and notes uses, and what knows the imports of the package."""
        self.reading = reading
        self.names = reading.names
        self.calls = Calls(reading)
        self.imports = imports
        self.annotations = Annotations(self.expression)
        self._steps = 0

    def expression(self, node: ast.AST | None, scope: Scope, within: FunctionFacts | None = None) -> Values:
        """Return what an expression may stand for.

        Raises:
            TooMuchError: the file has too many.
        """
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise TooMuchError
        match node:
            case None:
                return NOTHING
            case ast.Name():
                found = scope.find(node.id)
                return self.reading.named(self.imports.starred(node.id) if found is None else found, node.lineno)
            case ast.Attribute():
                owner = self.expression(node.value, scope, within)
                return self.reading.attribute(owner, node.attr, node.end_lineno or node.lineno)
            case ast.Call():
                return self.call(node, scope, within)
            case ast.Await() | ast.Starred():
                return self.expression(node.value, scope, within)
            case ast.NamedExpr():
                values = self.expression(node.value, scope, within)
                self.assign(node.target, values, scope, within)
                return values
            case _:
                return self._compound(node, scope, within)

    def _compound(self, node: ast.AST, scope: Scope, within: FunctionFacts | None) -> Values:
        match node:
            case ast.IfExp():
                self.expression(node.test, scope, within)
                return joined(*(self.expression(each, scope, within) for each in (node.body, node.orelse)))
            case ast.BoolOp():
                return joined(*[self.expression(each, scope, within) for each in node.values])
            case ast.List() | ast.Tuple() | ast.Set():
                return many(joined(*[self.expression(each, scope, within) for each in node.elts]))
            case ast.Dict():
                for key in node.keys:
                    self.expression(key, scope, within)
                return many(joined(*[self.expression(each, scope, within) for each in node.values]))
            case ast.Subscript():
                self.expression(node.slice, scope, within)
                values = self.expression(node.value, scope, within)
                return values if isinstance(node.slice, ast.Slice) else self.reading.items(values)
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                return self.comprehension(node, scope, within)
            case ast.Yield() | ast.YieldFrom():
                return self.yielded(node, scope, within)
            case ast.Lambda():
                facts = self.names.functions[number := self.names.function(node, scope)]
                self.parameters(facts, scope)
                self.names.give(facts, self.expression(node.body, facts.scope, facts))
                return frozenset({Function(number)})
            case _:
                for child in ast.iter_child_nodes(node):
                    self.expression(child, scope, within)
                return NOTHING

    def comprehension(self, node: _COMPREHENSION, scope: Scope, within: FunctionFacts | None) -> Values:
        """Return the collection that a comprehension makes; its names are bound around it."""
        for each in node.generators:
            self.assign(each.target, self.reading.items(self.expression(each.iter, scope, within)), scope, within)
            for test in each.ifs:
                self.expression(test, scope, within)
        if isinstance(node, ast.DictComp):
            self.expression(node.key, scope, within)
        return many(self.expression(node.value if isinstance(node, ast.DictComp) else node.elt, scope, within))

    def yielded(self, node: ast.Yield | ast.YieldFrom, scope: Scope, within: FunctionFacts | None) -> Values:
        """Let a generator give what it yields one by one; a fixture or context manager gives what it yields itself."""
        values = self.expression(node.value, scope, within)
        if within is not None:
            is_meant = not _MEANT.isdisjoint(within.decorators)
            items = self.reading.items(values) if isinstance(node, ast.YieldFrom) else values
            self.names.give(within, items if is_meant else many(items))
        return NOTHING

    def call(self, node: ast.Call, scope: Scope, within: FunctionFacts | None) -> Values:
        """Return what a call gives."""
        called = self.expression(node.func, scope, within)
        given = [self.expression(each, scope, within) for each in node.args]
        named = {each.arg or "": self.expression(each.value, scope, within) for each in node.keywords}
        last = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if last in {"getattr", "setattr", "hasattr"} and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
            return self.reading.attribute(given[0], str(node.args[1].value), node.lineno)
        if last == "cast" and node.args:
            return self.annotations.values(node.args[0], scope)
        if last == "import_module" and node.args and isinstance(node.args[0], ast.Constant):
            return self.imports.module(node.args[0].value)
        return self.calls.of(node, called, given, named, last)

    def assign(self, target: ast.expr, values: Values, scope: Scope, within: FunctionFacts | None) -> None:
        """Bind what `target` names to `values`, or to what is in them where it takes several."""
        match target:
            case ast.Name():
                self.names.bind(scope.names, target.id, values)
            case ast.Tuple() | ast.List():
                inside = joined(values, self.reading.items(values))
                for each in target.elts:
                    self.assign(each, inside, scope, within)
            case ast.Starred():
                self.assign(target.value, many(values), scope, within)
            case ast.Attribute():
                for owner in self.expression(target.value, scope, within):
                    if isinstance(owner, Instance):
                        self.names.bind(self.names.classes[owner.number].attributes, target.attr, values)
                self.expression(target, scope, within)
            case _:
                self.expression(target, scope, within)

    def parameters(self, facts: FunctionFacts, scope: Scope) -> None:
        """Bind the parameters of a function by their annotations; the object of a method, and what fixtures give."""
        arguments = facts.node.args
        for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            values = self.annotations.values(each.annotation, scope)
            if each.annotation is None:
                values = joined(values, self.fixture(each.arg))
            self.names.bind(facts.scope.names, each.arg, values)
        for rest in (arguments.vararg, arguments.kwarg):
            if rest is not None:
                self.names.bind(facts.scope.names, rest.arg, many(self.annotations.values(rest.annotation, scope)))
        for default in (*arguments.defaults, *arguments.kw_defaults):
            self.expression(default, scope)
        if facts.owner is not None and facts.parameters and "staticmethod" not in facts.decorators:
            is_class = "classmethod" in facts.decorators
            own = LocalClass(facts.owner) if is_class else Instance(facts.owner)
            self.names.bind(facts.scope.names, facts.parameters[0], frozenset({own}))

    def fixture(self, name: str) -> Values:
        """Return what the pytest fixture called `name` gives, where the file has it."""
        found = self.names.module.names.get(name, NOTHING)
        functions = [self.names.functions[value.number] for value in found if isinstance(value, Function)]
        return joined(*(each.returns for each in functions if "fixture" in each.decorators))

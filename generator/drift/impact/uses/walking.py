"""The walk over the statements of one file, several times: what a name stands for may be bound below its use."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from generator.drift.impact.uses.expressions import Expressions
from generator.drift.impact.uses.values import NOTHING, Function, LocalClass, joined

if TYPE_CHECKING:
    from generator.drift.impact.uses.scopes import FunctionFacts, Scope

_ROUNDS: Final = 4


class Walk(Expressions):
    """Walks one file."""

    def file(self, tree: ast.Module) -> None:
        """Walk the whole file until nothing new is bound any more."""
        for _ in range(_ROUNDS):
            self.names.grown = False
            self.block(tree.body, self.names.module)
            if not self.names.grown:
                return

    def block(self, statements: list[ast.stmt], scope: Scope, within: FunctionFacts | None = None) -> None:
        """Walk statements that stand in `scope`, in the function `within` where they stand in one."""
        for statement in statements:
            self.statement(statement, scope, within)

    def statement(self, node: ast.AST, scope: Scope, within: FunctionFacts | None) -> None:
        """Walk one statement, or a part of one that holds statements."""
        match node:
            case ast.Import() | ast.ImportFrom():
                self.imports.bind(node, scope, self.reading)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self.function(node, scope, within)
            case ast.ClassDef():
                self.class_(node, scope)
            case ast.Return():
                values = self.expression(node.value, scope, within)
                if within is not None:
                    self.names.give(within, values)
            case ast.match_case():
                self.pattern(node.pattern, scope, within)
                self.expression(node.guard, scope, within)
                self.block(node.body, scope, within)
            case ast.expr():
                self.expression(node, scope, within)
            case _:
                self.binding(node, scope, within)

    def binding(self, node: ast.AST, scope: Scope, within: FunctionFacts | None) -> None:
        """Walk a statement that may bind names, and the parts of any other."""
        match node:
            case ast.Assign():
                values = self.expression(node.value, scope, within)
                for target in node.targets:
                    self.assign(target, values, scope, within)
            case ast.AnnAssign():
                annotated = self.annotations.values(node.annotation, scope)
                values = joined(annotated, self.expression(node.value, scope, within))
                self.assign(node.target, values, scope, within)
            case ast.For() | ast.AsyncFor():
                items = self.reading.items(self.expression(node.iter, scope, within))
                self.assign(node.target, items, scope, within)
                self.block([*node.body, *node.orelse], scope, within)
            case ast.withitem():
                values = self.expression(node.context_expr, scope, within)
                if node.optional_vars is not None:
                    self.assign(node.optional_vars, values, scope, within)
            case _:
                for child in ast.iter_child_nodes(node):
                    self.statement(child, scope, within)

    def function(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope, within: FunctionFacts | None
    ) -> None:
        """Walk the definition of a function and its body."""
        number = self.names.function(node, scope)
        facts = self.names.functions[number]
        for each in node.decorator_list:
            self.expression(each, scope, within)
        self.names.bind(scope.names, node.name, frozenset({Function(number)}))
        self.parameters(facts, scope)
        self.names.give(facts, self.annotations.values(node.returns, scope))
        self.block(node.body, facts.scope, facts)

    def class_(self, node: ast.ClassDef, scope: Scope) -> None:
        """Walk the definition of a class and its body."""
        number = self.names.class_(node, scope)
        facts = self.names.classes[number]
        for base in node.bases:
            for value in self.expression(base, scope):
                if isinstance(value, LocalClass) and value.number not in facts.bases:
                    facts.bases.append(value.number)
                    self.names.grown = True
        for each in (*node.decorator_list, *(keyword.value for keyword in node.keywords)):
            self.expression(each, scope)
        self.names.bind(scope.names, node.name, frozenset({LocalClass(number)}))
        self.block(node.body, facts.scope)

    def pattern(self, node: ast.pattern, scope: Scope, within: FunctionFacts | None) -> None:
        """Walk a pattern: `Script(name=x)` reads the field."""
        for each in ast.walk(node):
            if isinstance(each, ast.MatchClass):
                made = self.annotations.values(each.cls, scope)
                for name, inner in zip(each.kwd_attrs, each.kwd_patterns, strict=True):
                    values = self.reading.attribute(made, name, inner.lineno) if made else NOTHING
                    if isinstance(inner, ast.MatchAs) and inner.name is not None:
                        self.names.bind(scope.names, inner.name, values)
            elif isinstance(each, ast.MatchAs) and isinstance(each.pattern, ast.MatchClass) and each.name is not None:
                self.names.bind(scope.names, each.name, self.annotations.values(each.pattern.cls, scope))
            elif isinstance(each, ast.MatchValue):
                self.expression(each.value, scope, within)

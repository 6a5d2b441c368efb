"""What annotations say of values: `Script`, `"Script | None"`, `list[Script]`, `Annotated[Script, …]`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Protocol

from generator.drift.impact.uses.shapes import model_value
from generator.drift.impact.uses.values import (
    NOTHING,
    Access,
    ClientClass,
    Instance,
    LocalClass,
    ModelClass,
    Typed,
    Wrapped,
    joined,
    many,
)

if TYPE_CHECKING:
    from generator.drift.impact.uses.scopes import Scope
    from generator.drift.impact.uses.values import Value, Values

_TRANSPARENT = frozenset({"Optional", "Union", "Annotated", "Final", "ClassVar", "Awaitable", "Coroutine", "Required",
                          "NotRequired", "ReadOnly", "AbstractContextManager", "AbstractAsyncContextManager"})  # fmt: skip
_OF_THE_PACKAGE = {"Response": "response"}
_CLASS = frozenset({"type", "Type"})


class Evaluate(Protocol):
    """Returns what an expression in a scope may stand for, and notes the uses in it."""

    def __call__(self, node: ast.AST | None, scope: Scope) -> Values:
        """Return it."""
        ...


class Annotations:
    """Reads annotations; the names in them are uses of what they name."""

    def __init__(self, evaluate: Evaluate) -> None:
        """Take what evaluates a name."""
        self._evaluate = evaluate
        self._parsed: dict[int, ast.expr | None] = {}

    def values(self, node: ast.expr | None, scope: Scope) -> Values:
        """Return what a value annotated with `node` may be."""
        match node:
            case None:
                return NOTHING
            case ast.Constant(value=str()):
                return self.values(self._text(node), scope)
            case ast.BinOp(op=ast.BitOr()):
                return joined(self.values(node.left, scope), self.values(node.right, scope))
            case ast.Subscript():
                return self._generic(node, scope)
            case ast.Name() | ast.Attribute():
                return frozenset(
                    made for value in self._evaluate(node, scope) if (made := _instance(value)) is not None
                )
            case _:
                return NOTHING

    def _generic(self, node: ast.Subscript, scope: Scope) -> Values:
        self._evaluate(node.value, scope)
        name = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
        arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        inside = [self.values(each, scope) for each in arguments]
        if name in _CLASS:
            return NOTHING
        if name in _TRANSPARENT:
            return joined(*inside)
        if name in _OF_THE_PACKAGE:
            pointers = [value.pointer for values in inside for value in values if isinstance(value, Typed)]
            return frozenset(Wrapped(_OF_THE_PACKAGE[name], pointer) for pointer in pointers)
        return many(joined(*inside))

    def _text(self, node: ast.Constant) -> ast.expr | None:
        """Return the expression that an annotation in quotes is; None where it is none."""
        if id(node) not in self._parsed:
            try:
                parsed = ast.parse(str(node.value).strip(), mode="eval").body
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                self._parsed[id(node)] = None
                return None
            for each in ast.walk(parsed):
                if isinstance(each, ast.expr):
                    each.lineno = each.end_lineno = node.lineno
            self._parsed[id(node)] = parsed
        return self._parsed[id(node)]


def _instance(value: Value) -> Value | None:
    """Return what an object of a class is, None for what is no class."""
    match value:
        case ModelClass():
            return model_value(value.name)
        case ClientClass():
            return Access()
        case LocalClass():
            return Instance(value.number)
        case _:
            return None

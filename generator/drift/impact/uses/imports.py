"""The imports of the package in a file, and what they bind."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from generator.drift.impact.uses.values import NOTHING, ClientClass, ModelClass, Module

if TYPE_CHECKING:
    from generator.drift.impact.uses.reading import Reading
    from generator.drift.impact.uses.scopes import Scope
    from generator.drift.impact.uses.values import Values

_MODELS = "models"


class Imports:
    """What a file imports of the package called `name`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._stars: set[Module] = set()

    def is_in(self, tree: ast.Module) -> bool:
        """Tell whether a file imports the package, anywhere in it."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Import) and any(self._below(each.name) is not None for each in node.names):
                return True
            if isinstance(node, ast.ImportFrom) and not node.level and self._below(node.module or "") is not None:
                return True
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called == "import_module" and self.module(node.args[0].value):
                    return True
        return False

    def bind(self, node: ast.Import | ast.ImportFrom, scope: Scope, reading: Reading) -> None:
        """Bind what one statement imports."""
        for alias in node.names:
            if isinstance(node, ast.Import):
                found = self.module(alias.name if alias.asname else alias.name.partition(".")[0])
                name = alias.asname or alias.name.partition(".")[0]
            elif alias.name == "*":
                self._star(node)
                continue
            else:
                found = NOTHING if node.level else self._member(node.module or "", alias.name)
                name = alias.asname or alias.name
            reading.names.bind(scope.names, name, reading.named(found, alias.lineno))

    def module(self, dotted: object) -> Values:
        """Return the module called `dotted` where it is the package or its models."""
        below = self._below(dotted) if isinstance(dotted, str) else None
        return NOTHING if below is None else frozenset({Module(is_models=below[:1] == [_MODELS])})

    def starred(self, name: str) -> Values:
        """Return what `name` may be where nothing binds it but `import *`."""
        if any(each.is_models for each in self._stars):
            return frozenset({ModelClass(name)})
        return frozenset({ClientClass(name)}) if self._stars and not name.islower() else NOTHING

    def _member(self, module: str, name: str) -> Values:
        below = self._below(module)
        if below is None:
            return NOTHING
        if below[:1] == [_MODELS]:
            return frozenset({ModelClass(name)})
        if not below and name == _MODELS:
            return frozenset({Module(is_models=True)})
        return frozenset({ClientClass(name)})

    def _star(self, node: ast.ImportFrom) -> None:
        below = None if node.level else self._below(node.module or "")
        if below is not None:
            self._stars.add(Module(is_models=below[:1] == [_MODELS]))

    def _below(self, dotted: str) -> list[str] | None:
        """Return the names behind that of the package in `dotted`, None where it is another module."""
        first, *rest = dotted.split(".")
        return rest if first == self._name else None

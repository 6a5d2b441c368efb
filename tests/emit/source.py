"""What a reader of a generated package sees, read from its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Method:
    """A public method of a client or resource class."""

    module: Path
    owner: str
    node: Function
    overloads: tuple[Function, ...] = ()

    def __str__(self) -> str:
        return f"{self.module.name}: {self.owner}.{self.node.name}"

    @property
    def arguments(self) -> list[str]:
        """What a caller may give, in any of the signatures that type checkers see."""
        seen = [each.args for each in self.overloads or (self.node,)]
        every = [argument.arg for args in seen for argument in (*args.posonlyargs, *args.args, *args.kwonlyargs)]
        return list(dict.fromkeys(name for name in every if name != "self"))

    @property
    def docstring(self) -> str:
        return ast.get_docstring(self.node) or ""

    @property
    def body_lines(self) -> int:
        """Lines of the body, the docstring left out."""
        after = self.node.body[1:] if self.docstring else self.node.body
        return (after[-1].end_lineno or 0) - after[0].lineno + 1 if after else 0


def modules(source: Path) -> list[Path]:
    """The modules that are made from a document; the runtime is the same in every package."""
    return sorted([*source.glob("*.py"), *source.glob("resources/*.py")])


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def decorators(function: Function) -> set[str]:
    """What decorates a function, but for the warning that it is deprecated."""
    every = {ast.unparse(decorator) for decorator in function.decorator_list}
    return {decorator for decorator in every if not decorator.startswith("typing_extensions.deprecated(")}


def classes(path: Path) -> list[ast.ClassDef]:
    return [node for node in parsed(path).body if isinstance(node, ast.ClassDef)]


def methods(source: Path) -> Iterator[Method]:
    """The methods that send something, one for each signature that is not a mere overload."""
    for path in sorted(source.glob("resources/*.py")):
        for owner in classes(path):
            for node in owner.body:
                if isinstance(node, Function) and not decorators(node) and not node.name.startswith("_"):
                    same = [each for each in owner.body if isinstance(each, Function) and each.name == node.name]
                    overloads = tuple(each for each in same if "overload" in decorators(each))
                    yield Method(path, owner.name, node, overloads)


def twice_defined(path: Path) -> list[str]:
    return defined_twice(parsed(path), path.name)


def defined_twice(tree: ast.Module, file: str) -> list[str]:
    """Names that a module or class binds twice, so that the first is lost; overloads are no such thing."""
    found: list[str] = []
    for scope in [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]:
        bound = [name for node in scope.body for name in _bound(node)]
        found += sorted({f"{getattr(scope, 'name', file)}.{name}" for name in bound if bound.count(name) > 1})
    return found


def _bound(node: ast.stmt) -> list[str]:
    if isinstance(node, Function):
        return [] if "overload" in decorators(node) else [node.name]
    if isinstance(node, ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def public_names(source: Path) -> set[str]:
    """Names of modules, classes, fields, methods and arguments that a user of the package can write."""
    found: set[str] = set()
    for path in modules(source):
        found.add(path.stem)
        for node in ast.walk(parsed(path)):
            if isinstance(node, Function | ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.arg):
                found.add(node.arg)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                found.add(node.target.id)
    return {name for name in found if not re.fullmatch(r"__\w+__|_client|_[A-Z0-9_]+", name)}


def declared_arguments(docstring: str) -> list[str]:
    return re.findall(r"^    (\w+): ", _section(docstring, "Args"), re.MULTILINE)


def declared_errors(docstring: str) -> list[tuple[str, str]]:
    """(exception, status) of each error in a docstring."""
    return re.findall(r"^    (\w+): (\w+), ", _section(docstring, "Raises"), re.MULTILINE)


def _section(docstring: str, name: str) -> str:
    found = re.search(rf"^{name}:\n((?:    .*\n?|\n)+)", docstring, re.MULTILINE)
    return found[1] if found else ""

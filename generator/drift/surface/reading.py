"""The surface of a package from its source: griffe reads it, nothing is imported.

Public is what has a path without a leading underscore: what public modules define, what their `__all__` names, and what they
take from others by `import *`. Names behind `__getattr__` are found where the type checkers find them, below `TYPE_CHECKING`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import griffe
from griffe import AliasResolutionError, CyclicAliasError, GriffeError

from generator.document.findings import Finding, Place, SpecloomError, fail
from generator.drift.surface import members
from generator.drift.surface.model import Class, Module, Surface, Symbol

if TYPE_CHECKING:
    from griffe import Alias, Object

_UNRESOLVED = (AliasResolutionError, CyclicAliasError, KeyError)
_MODELS = {"pydantic.BaseModel", "pydantic.main.BaseModel", "pydantic.RootModel"}


def read_surface(source: Path, import_name: str) -> Surface:
    """Return what is public of the package `import_name` in the folder `source` (a distribution's `src`).

    Raises:
        SpecloomError: there is no such package, or it is no Python.
    """
    if not (source / import_name / "__init__.py").is_file():
        raise fail("no-package", f"has no package {import_name!r}", Place(str(source)), "Run 'specloom generate'.")
    loader = griffe.GriffeLoader(
        search_paths=[source], allow_inspection=False, store_source=False, extensions=griffe.Extensions()
    )
    try:
        package = loader.load(import_name, try_relative_path=False)
        loader.resolve_aliases(implicit=True, external=False)
    except (GriffeError, ImportError, SyntaxError, RecursionError) as error:
        raise fail("broken-package", f"cannot be read: {error}", Place(str(source / import_name))) from error
    _require_all(package, source / import_name)
    return _Reader(package).surface()


def _require_all(package: Object | Alias, folder: Path) -> None:
    """Refuse a package of which a module was passed over, as griffe does with what is no Python.

    Raises:
        SpecloomError: names the files.
    """
    read: set[str] = set()
    pending = [package]
    while pending:
        module = pending.pop()
        read.add(str(Path(str(module.filepath)).resolve()))
        pending += [each for each in module.members.values() if not each.is_alias and each.is_module]
    missed = [path for path in sorted(folder.rglob("*.py")) if str(path.resolve()) not in read]
    if missed:
        raise SpecloomError(Finding("broken-package", "is no Python module", Place(str(path))) for path in missed)


class _Reader:
    """Reads one loaded package."""

    def __init__(self, package: Object | Alias) -> None:
        self._root = package.path
        self._package = package
        self._found = dict(_public(package))
        self._shortest: dict[str, str] = {}
        for path in sorted(self._found, key=lambda each: (each.count("."), len(each), each)):
            self._shortest.setdefault(self._found[path].path, path)

    def surface(self) -> Surface:
        symbols: dict[str, Symbol] = {}
        pending = {shortest: self._found[shortest] for shortest in self._shortest.values()}
        while pending:
            bases: dict[str, Object] = {}
            for path, each in pending.items():
                symbols[path] = self._symbol(path, each, symbols, bases)
            pending = {path: each for path, each in bases.items() if path not in symbols}
        paths = {path: self._shortest[each.path] for path, each in self._found.items()}
        return Surface(self._root, dict(sorted(symbols.items())), dict(sorted(paths.items())))

    def _symbol(self, path: str, each: Object, symbols: dict[str, Symbol], bases: dict[str, Object]) -> Symbol:
        if each.is_module:
            return Module(path)
        if not isinstance(each, griffe.Class):
            return members.of_module(path, each, self.public)
        parents = self._parents(each)
        is_model = self._is_model(each)
        for member in members.of_class(path, each, self._root, self.public, is_model=is_model):
            symbols[member.path] = member
        bases.update({self.public(parent.path): parent for parent in parents})
        return Class(path, tuple(self.public(members.path_of(base)) for base in each.bases), is_model)

    def _parents(self, each: griffe.Class) -> list[griffe.Class]:
        """Return the bases of a class that the package itself defines."""
        found = (self._at(members.path_of(base)) for base in each.bases)
        return [parent for parent in found if isinstance(parent, griffe.Class)]

    def _is_model(self, each: griffe.Class, depth: int = 20) -> bool:
        if any(members.path_of(base) in _MODELS for base in each.bases):
            return True
        return depth > 0 and any(self._is_model(parent, depth - 1) for parent in self._parents(each))

    def public(self, path: str) -> str:
        """Return the shortest public path of what stands at `path`, or that where it is defined, else `path`."""
        found = self._at(path)
        return path if found is None else self._shortest.get(found.path, found.path)

    def _at(self, path: str) -> Object | None:
        """Return what the package has at `path`, wherever that leads within it."""
        inside = path.removeprefix(f"{self._root}.")
        if inside == path:
            return None
        try:
            return _target(self._package[inside])
        except _UNRESOLVED:
            return None


def _public(module: Object | Alias) -> Iterator[tuple[str, Object]]:
    """Yield every public path of a module and of the modules in it, with what it leads to."""
    target = _target(module)
    if target is None:
        return
    yield module.path, target
    exports = {str(name) for name in module.exports or ()}
    for name, member in module.members.items():
        listed = name in exports
        if not member.is_alias and member.is_module:
            if not name.startswith("_"):
                yield from _public(member)
        elif not name.startswith("_") and (listed or (not exports and _is_offered(module, name, member))):
            found = _target(member)
            if found is not None and not found.is_module:
                yield f"{module.path}.{name}", found


def _is_offered(module: Object | Alias, name: str, member: Object | Alias) -> bool:
    """Tell whether a module without `__all__` offers a name: it defines it, or has it from `import *`."""
    return not member.is_alias or name not in module.imports


def _target(found: Object | Alias) -> Object | None:
    """Return what a name leads to within the package; None for what other packages have."""
    try:
        return found.final_target if isinstance(found, griffe.Alias) else found
    except _UNRESOLVED:
        return None

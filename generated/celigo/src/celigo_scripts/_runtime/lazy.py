"""Modules that are imported when their first name is used, so that importing a package costs next to nothing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class LazyModule:
    """Stands for a module; the first attribute that is asked of it imports the module.

    Args:
        name: the module.
        package: what `name` is relative to, when it begins with a dot.
    """

    def __init__(self, name: str, package: str | None = None) -> None:
        self._name = name
        self._package = package

    def __getattr__(self, attribute: str) -> Any:
        value = getattr(import_module(self._name, self._package), attribute)
        setattr(self, attribute, value)
        return value

    def __repr__(self) -> str:
        return f"<lazy module {self._name!r}>"


def lazy_attributes(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """Return a module-level `__getattr__` (PEP 562) that finds each name in the submodule `modules` gives for it.

    Args:
        package: the `__name__` of the package that exports the names.
        modules: the submodule, relative to the package and without its dot, by exported name.
    """

    def find(name: str) -> Any:
        module = modules.get(name)
        if module is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f".{module}", package), name)

    return find

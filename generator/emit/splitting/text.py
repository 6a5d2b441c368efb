"""The text of the modules that models are split into, and of the package that has all of their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.emit.aliases import completed
from generator.emit.models_view import ELSEWHERE
from generator.emit.splitting.graph import circles
from generator.emit.templating import docline, packed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.emit.splitting.graph import References
    from generator.emit.splitting.plan import ModelsModule

FOLDER = "models"
_FUTURE = "from __future__ import annotations\n"
_ELSEWHERE = re.compile(rf"^from {ELSEWHERE} import .*\n", re.MULTILINE)


class ModuleTexts:
    """Makes the text of each module of a plan of what the engine wrote for it."""

    def __init__(self, modules: Sequence[ModelsModule], graph: References, tags: Mapping[str, str]) -> None:
        """Take the plan, what each component refers to, and the fields that tell the members of unions apart."""
        self._tags = tags
        self._graph = graph
        self._module_of = {name: module.name for module in modules for name in module.components}
        needs = {module.name: sorted(self._needed(module)) for module in modules}
        self._circle_of = {name: circle for circle in circles(needs) for name in circle}

    def summary(self, module: ModelsModule) -> str:
        """Return the docstring of `module`."""
        return f'"""{docline(module.summary)}, as pydantic models."""'

    def module(self, module: ModelsModule, source: str) -> str:
        """Return the text of `module`, unformatted; `source` is what the engine wrote for it.

        Modules that need each other import each other at their ends, when the models of both are there to be found.
        """
        needed = self._needed(module)
        circle = self._circle_of[module.name]
        late = {name for other in needed if other in circle for name in needed[other]}
        first = "".join(_import(other, needed[other]) for other in sorted(needed) if other not in circle)
        last = "".join(_import(other, needed[other]) for other in sorted(needed) if other in circle)
        body = completed(_ELSEWHERE.sub("", source), self._tags, late)
        body = body.replace(_FUTURE, f"{_FUTURE}{first}", 1)
        listed = f"__all__ = [\n    {packed(module.components, 4)}\n]  # fmt: skip"
        body = body.replace("\n\n\n", f"\n\n{listed}\n\n\n", 1)
        return f"{body}\n\n# Models of these modules have fields of models of this one.\n{last}" if last else body

    def _needed(self, module: ModelsModule) -> dict[str, list[str]]:
        """Return the names that `module` has from others, by module."""
        targets = {target for name in module.components for target in self._graph[name]}
        needed: dict[str, list[str]] = {}
        for target in sorted(targets):
            if self._module_of[target] != module.name:
                needed.setdefault(self._module_of[target], []).append(target)
        return needed


def package_text(package: str, modules: Sequence[ModelsModule]) -> str:
    """Return the text of the package of all models, unformatted: each module is imported when one of its names is asked for.

    Args:
        package: the import name of the generated package.
        modules: the plan.
    """
    stars = "".join(f"    from .{module.name} import *\n" for module in modules)
    names = "".join(f'    "{module.name}": (\n        {packed(module.components, 8)}\n    ),\n' for module in modules)
    return _PACKAGE.format(package=package, stars=stars, names=names)


def _import(module: str, names: Sequence[str]) -> str:
    return f"from .{module} import {', '.join(names)}\n"


_PACKAGE = '''"""The objects of {package}, as pydantic models: `from {package}.models import ...` has all of them.

Those that one resource alone uses are in the module of its name, those of several in `shared`. A module is imported when the
first of its objects is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.lazy import lazy_attributes

if TYPE_CHECKING:
{stars}
# By the module that has them.
_NAMES = {{
{names}}}  # fmt: skip

if not TYPE_CHECKING:
    __all__ = sorted(name for names in _NAMES.values() for name in names)
    __getattr__ = lazy_attributes(__name__, {{name: module for module, names in _NAMES.items() for name in names}})


def __dir__() -> list[str]:
    """Return the names of all models, those not yet imported included."""
    return sorted(name for names in _NAMES.values() for name in names)
'''

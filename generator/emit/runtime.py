"""The runtime of a package: of templates/runtime, as they are, the modules that the package reaches through imports."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from generator.workspace.refusals import put

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = "_runtime"
# In generated code a runtime module is named `_runtime.errors`, in imports and in the table of lazy names alike.
_FROM_PACKAGE = re.compile(rf"\b{FOLDER}\.(\w+)")
_FROM_SIBLING = re.compile(r"^\s*from \.(\w+) import|^\s*from \. import (\w+)$", re.MULTILINE)
_NAMES = re.compile(r"^ {4}(.+)$", re.MULTILINE)
_WIDTH = 120


def stamp(package: Path, runtime: Path) -> None:
    """Copy into `package` (the folder with its `__init__.py`) the modules of `runtime` that its code needs.

    What few documents need (uploads, event streams, logins) is thus in the packages that use it, and in no other.
    """
    texts = (path.read_text("utf-8") for path in sorted(package.rglob("*.py")))
    needed = {name for text in texts for name in _FROM_PACKAGE.findall(text)}
    sources: dict[str, str] = {}
    while missing := sorted(needed - sources.keys()):
        for name in missing:
            sources[name] = (runtime / f"{name}.py").read_text("utf-8")
            needed.update(one or other for one, other in _FROM_SIBLING.findall(sources[name]))
    sources["__init__"] = mapped((runtime / "__init__.py").read_text("utf-8"), sources)
    for name, source in sources.items():
        put(package / FOLDER / f"{name}.py", source)


def mapped(outline: str, sources: Mapping[str, str]) -> str:
    """Return the map of a runtime: what each of its modules is for, in the words of that module.

    Args:
        outline: the map with names alone. Indented lines under a heading have the names; those of modules that are not
            there are left out, and so is a heading that has no other.
        sources: the modules by name.
    """
    parts = outline.split("\n\n")
    kept = [part for part in parts if not _names(part) or not sources.keys().isdisjoint(_names(part))]
    return "\n\n".join(_NAMES.sub(lambda line: _entries(line[1].split(), sources), part) for part in kept)


def _names(part: str) -> list[str]:
    return [name for line in _NAMES.findall(part) for name in line.split()]


def _entries(names: list[str], sources: Mapping[str, str]) -> str:
    entries = [f"{name}: {_summary(sources[name])}" for name in names if name in sources]
    return "\n".join(
        textwrap.fill(entry, _WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 8, break_on_hyphens=False)
        for entry in entries
    )


def _summary(source: str) -> str:
    """Return the first line of a module's docstring; not by parsing the module, which takes long."""
    return source.removeprefix('"""').partition("\n")[0].removesuffix('"""')

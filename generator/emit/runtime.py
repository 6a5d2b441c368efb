"""The runtime of a package: of templates/runtime, as they are, the modules that the package reaches through imports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "_runtime"
# In generated code a runtime module is named `_runtime.errors`, in imports and in the table of lazy names alike.
_FROM_PACKAGE = re.compile(rf"\b{FOLDER}\.(\w+)")
_FROM_SIBLING = re.compile(r"^\s*from \.(\w+) import|^\s*from \. import (\w+)$", re.MULTILINE)


def stamp(package: Path, runtime: Path) -> None:
    """Copy into `package` (the folder with its `__init__.py`) the modules of `runtime` that its code needs.

    What few documents need (uploads, event streams, logins) is thus in the packages that use it, and in no other.
    """
    texts = (path.read_text("utf-8") for path in sorted(package.rglob("*.py")))
    needed = {"__init__", *(name for text in texts for name in _FROM_PACKAGE.findall(text))}
    sources: dict[str, bytes] = {}
    while missing := sorted(needed - sources.keys()):
        for name in missing:
            sources[name] = (runtime / f"{name}.py").read_bytes()
            needed.update(one or other for one, other in _FROM_SIBLING.findall(sources[name].decode()))
    (package / FOLDER).mkdir()
    for name, source in sources.items():
        (package / FOLDER / f"{name}.py").write_bytes(source)

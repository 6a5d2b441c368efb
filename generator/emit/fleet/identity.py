"""Whether a worker would write the same bytes: the code, the templates, and what else the bytes follow from, as one hash."""

from __future__ import annotations

import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.workspace.cache import fingerprint

_CODE = Path(__file__).parents[2]
_SUFFIXES = (".py", ".json", ".jinja", ".jinja2")
_ENGINES = ("openapi-python-client", "datamodel-code-generator", "jinja2", "ruff")


@cache
def identity(templates: Path) -> str:
    """Return the fingerprint of this installation with the folder `templates`; where they lie makes no difference."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    versions = (f"{name} {version(name)}" for name in _ENGINES)
    code = (path for path in _files(_CODE) if not path.is_relative_to(_CODE / "_templates"))
    folders = (fingerprint(code, _CODE), fingerprint(_files(templates), templates))
    return fingerprint((), templates, (python, *versions, *folders))


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file()]

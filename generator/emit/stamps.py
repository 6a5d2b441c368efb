"""Whether a vendor's output is up to date, by content hash; imports neither engine nor YAML, since most runs end here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.workspace.cache import Stamp, fingerprint, read_stamp, tree_fingerprint, write_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.workspace.paths import ProjectPaths

_OUTPUT = "openapi.yaml"
_CODE_SUFFIXES = (".py", ".json", ".jinja", ".jinja2")


def is_current(paths: ProjectPaths, vendor: str) -> bool:
    """Tell whether generated/<vendor> and specs/<vendor>/openapi.yaml are what the inputs of today give."""
    stamp = read_stamp(paths.cache, vendor)
    return stamp is not None and stamp.inputs == inputs(paths, vendor) and stamp.outputs == outputs(paths, vendor)


def remember(paths: ProjectPaths, vendor: str, inputs_before: str) -> None:
    """Record that the inputs with the fingerprint `inputs_before` gave what now stands in the vendor's output."""
    write_stamp(paths.cache, vendor, Stamp(inputs_before, outputs(paths, vendor)))


def inputs(paths: ProjectPaths, vendor: str) -> str:
    """Return the fingerprint of everything that a vendor's output follows from: specs, templates, our code, the pins."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return fingerprint(_input_files(paths, vendor), paths.root, (vendor, python))


def outputs(paths: ProjectPaths, vendor: str) -> str:
    """Return the fingerprint of a vendor's generated distribution and normal form."""
    form = fingerprint([paths.specs / vendor / _OUTPUT], paths.root)
    return fingerprint([], paths.root, (form, tree_fingerprint(paths.generated / vendor)))


def _input_files(paths: ProjectPaths, vendor: str) -> Iterator[Path]:
    for path in (paths.specs / vendor).rglob("*"):
        if path.is_file() and path.name != _OUTPUT:
            yield path
    for folder in (paths.templates, Path(__file__).parents[1]):
        yield from (path for path in folder.rglob("*") if path.suffix in _CODE_SUFFIXES)
    yield paths.root / "requirements.txt"

"""Cassettes that recording would replace: only its own kind, and never what a person wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.contract.cassettes.cassette import Cassette, load_cassette
from generator.contract.cassettes.cassette_dump import cassette_path, dump_cassette, write_cassette
from generator.contract.recording.scenarios import Step
from generator.contract.scrubbing.leaks import leaks
from generator.document.findings import Finding, Place, SpecloomError
from generator.document.load import read_text

_WRITTEN = frozenset({"documentation", "authored"})


def conflicts(folder: Path, vendor: str, steps: Iterable[Step], provenance: str, *, replace: bool) -> Iterator[Finding]:
    """Yield the cassettes in `folder` that recording `steps` of `vendor` must not replace, and those that cannot be read.

    With `replace`, a recording of a live account may take the place of one of a stand-in, and the other way round.
    """
    for step in steps:
        path = cassette_path(folder, vendor, step.call, step.case)
        if path.exists() or path.is_symlink():
            yield from _conflict(path, provenance, replace=replace, place=step.place)


def keep(folder: Path, cassette: Cassette, *, secrets: Iterable[str], document: dict[str, Any], replace: bool) -> bool:
    """Write a scrubbed cassette to its place in `folder`; return False where the very same stands there already.

    Raises:
        SpecloomError: a secret, or what looks like one, stands in it; it would take the place of one that it must not
            replace; or it cannot be written. Nothing is written then.
    """
    path = cassette_path(folder, cassette.vendor, cassette.operation, cassette.case)
    known = tuple(secrets)
    if path.exists():
        found = list(_conflict(path, cassette.provenance, replace=replace))
        text = dump_cassette(cassette)
        found = found or leaks(text, secrets=known, document=document, name=str(path))
        if found:
            raise SpecloomError(found)
        if read_text(path) == text:
            return False
    write_cassette(folder, cassette, secrets=known, document=document)
    return True


def deviations_of(path: Path) -> Mapping[str, str]:
    """Return what the cassette at `path` names as deviations: recording it again does not forget what a person noted."""
    return load_cassette(path).deviates if path.exists() else {}


def _conflict(path: Path, provenance: str, *, replace: bool, place: Place | None = None) -> Iterator[Finding]:
    try:
        existing = load_cassette(path)
    except SpecloomError as error:
        yield from error.findings
        return
    asked = f" (asked for at {place})" if place else ""
    if existing.provenance in _WRITTEN:
        message = f"is {existing.provenance} and is not replaced by a recording{asked}"
        yield Finding("existing-cassette", message, Place(str(path)), "Choose another case in scenarios.yaml.")
    elif existing.provenance != provenance and not replace:
        message = f"was recorded from {_source(existing.provenance)}{asked}"
        yield Finding("existing-cassette", message, Place(str(path)), "Give --replace, or choose another case.")


def _source(provenance: str) -> str:
    return "a live account" if provenance == "live" else "a stand-in"

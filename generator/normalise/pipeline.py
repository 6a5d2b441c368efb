"""From a vendor folder, or any OpenAPI document, to the resolved and the normal form."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.document import load
from generator.document.findings import Place, SpecloomError, fail
from generator.document.lines import Lines
from generator.normalise import overlay
from generator.normalise.form import NormalForm, normal_form
from generator.normalise.merge import merge
from generator.normalise.resolve import resolve
from generator.normalise.upgrade import upgrade
from generator.workspace.vendor import CapturedSource, Vendor, WrittenSource, load_vendor

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from generator.document.findings import Finding


def normalise_file(path: Path) -> NormalForm:
    """Return the normal form of the OpenAPI document at `path`.

    Raises:
        SpecloomError: it cannot be read, or is no usable OpenAPI 3 document.
    """
    name = str(path)
    with _bounded(name):
        return normal_form(resolve(upgrade(load.load(path), name), name), name)


def normalise_vendor(folder: Path) -> NormalForm:
    """Return the normal form of the vendor in `folder` (specs/<vendor>).

    Raises:
        SpecloomError: an input cannot be used, or an overlay action matches nothing.
    """
    return normalise_described(load_vendor(folder))


def normalise_described(vendor: Vendor) -> NormalForm:
    """Return the normal form of the vendor that a loaded vendor.yaml describes; raises as `normalise_vendor`."""
    resolved, _ = resolved_vendor(vendor)
    with _bounded(str(vendor.folder)):
        return normal_form(resolved, str(vendor.folder), vendor)


def resolved_vendor(vendor: Vendor, *, lenient: bool = False) -> tuple[dict[str, Any], list[Finding]]:
    """Return the resolved form of `vendor`'s sources with its overlay applied, and findings about the overlay.

    Args:
        vendor: the loaded vendor.yaml.
        lenient: report an overlay action that matches nothing instead of refusing it: the vendor may have fixed its page.

    Raises:
        SpecloomError: an input cannot be used.
    """
    files = [source_file(vendor, source) for source in vendor.sources]
    document = merge([(str(file), upgrade(load.load(file), str(file))) for file in files])
    findings: list[Finding] = []
    overlay_file = vendor.folder / "overlay.yaml"
    if overlay_file.is_file():
        actions = load.load(overlay_file)
        with _lines_of(overlay_file):
            overlay.require_reasons(actions, str(overlay_file))
            document, findings = overlay.apply(document, actions, name=str(overlay_file), lenient=lenient)
    with _bounded(str(vendor.folder)):
        return resolve(document, str(vendor.folder)), findings


@contextmanager
def _lines_of(file: Path) -> Generator[None]:
    """Add the line to findings that name a pointer into `file`."""
    try:
        yield
    except SpecloomError as error:
        lines = Lines(load.read_text(file))
        raise SpecloomError(
            replace(finding, place=replace(finding.place, line=lines.of(finding.place.pointer)))
            if finding.place.pointer and finding.place.file == str(file)
            else finding
            for finding in error.findings
        ) from error


@contextmanager
def _bounded(name: str) -> Generator[None]:
    """Turn what is nested more deeply than Python can follow into an error about the file `name`."""
    try:
        yield
    except RecursionError as error:
        message = "is nested too deeply, or refers to itself through too many parts"
        raise fail(
            "too-deep", message, Place(name), "Give names to inner schemas, under components.schemas."
        ) from error


def source_file(vendor: Vendor, source: CapturedSource | WrittenSource) -> Path:
    """Return the file that holds the document of `source`."""
    if isinstance(source, WrittenSource):
        return vendor.folder / source.spec
    return vendor.folder / "captured" / source.captured

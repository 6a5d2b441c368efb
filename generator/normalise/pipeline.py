"""From a vendor folder, or any OpenAPI document, to the resolved and the normal form."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.document import load
from generator.document.findings import Place, SpecloomError
from generator.document.lines import Lines
from generator.document.neighbours import Neighbours, refuse_remote
from generator.normalise.bounded import bounded
from generator.normalise.bundle.bundle import Bundle, bundle
from generator.normalise.dialects.more_paths import RULE as MORE_PATHS
from generator.normalise.dialects.more_paths import read_more_paths
from generator.normalise.dialects.repairs import Repairs
from generator.normalise.form import NormalForm, normal_form
from generator.normalise.ledger import Entry
from generator.normalise.regions import require_regions
from generator.normalise.resolve import resolve
from generator.normalise.sources import merged_sources, source_files, whole_source
from generator.normalise.upgrade import upgrade
from generator.workspace.published import is_published
from generator.workspace.vendor import Vendor, load_vendor

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping
    from pathlib import Path

    from generator.document.findings import Finding
    from generator.document.neighbours import Fetch


def normalise_file(path: Path, fetch: Fetch = refuse_remote) -> NormalForm:
    """Return the normal form of the OpenAPI document at `path` and of what it refers to.

    Args:
        path: the document; it may refer to files in its folder.
        fetch: decides about references to URLs, and follows them.

    Raises:
        SpecloomError: it cannot be read, or is no usable OpenAPI 3 document.
    """
    return normalise_bundle(read_file(path, fetch), str(path))


def read_file(path: Path, fetch: Fetch = refuse_remote) -> Bundle:
    """Return the document at `path` with all that it refers to in it; arguments and errors are those of `normalise_file`.

    Nothing is read after this.
    """
    name = str(path)
    with bounded(name):
        repeated: list[Finding] = []
        document = load.load(path, repeated)
        moved = read_more_paths(document)
        bundled = bundle(document, name, Neighbours(path, fetch, repeated))
        return replace(
            bundled,
            findings=(*repeated, *bundled.findings),
            entries=(*(Entry(old, MORE_PATHS, "is a path") for old in moved.values()), *bundled.entries),
            origins={**{new: Place(name, pointer=old) for new, old in moved.items()}, **bundled.origins},
        )


def normalise_bundle(bundled: Bundle, name: str) -> NormalForm:
    """Return the normal form of what `read_file` read, which is changed; `name` stands for the file in messages.

    Raises:
        SpecloomError: it is no usable OpenAPI document.
    """
    repairs = Repairs()
    with bounded(name), _placing(lambda findings: bundled.located(findings, name)):
        document = upgrade(bundled.document, name, repairs, lenient=True)
        with _placing(lambda findings: repairs.at_origin(findings, name)):
            form = normal_form(resolve(document, name, repairs), name)
    findings = bundled.located([*repairs.findings(name), *repairs.at_origin(form.findings, name)], name)
    return replace(form, findings=(*bundled.findings, *findings), repairs=(*bundled.entries, *repairs.entries))


def resolve_file(path: Path, fetch: Fetch = refuse_remote) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Return the resolved form of the document at `path`, and what was repaired in it.

    Arguments and errors are those of `normalise_file`; what is wrong for the normal form alone is not looked for.
    """
    return resolve_bundle(read_file(path, fetch), str(path))


def resolve_bundle(bundled: Bundle, name: str) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Return the resolved form of what `read_file` read, which is changed, as `resolve_file` does; `name` is in messages.

    Raises:
        SpecloomError: it is no usable OpenAPI document.
    """
    repairs = Repairs()
    with bounded(name), _placing(lambda findings: bundled.located(findings, name)):
        document = upgrade(bundled.document, name, repairs, lenient=True)
        with _placing(lambda findings: repairs.at_origin(findings, name)):
            resolved = resolve(document, name, repairs)
    return resolved, (*bundled.findings, *bundled.located(repairs.findings(name), name))


def normalise_vendor(folder: Path) -> NormalForm:
    """Return the normal form of the vendor in `folder` (specs/<vendor>).

    Raises:
        SpecloomError: an input cannot be used, or an overlay action matches nothing.
    """
    return normalise_described(load_vendor(folder))


def normalise_described(vendor: Vendor) -> NormalForm:
    """Return the normal form of the vendor that a loaded vendor.yaml describes; raises as `normalise_vendor`."""
    resolved, findings = resolved_vendor(vendor)
    require_regions(vendor, resolved)
    form = normalise_resolved(resolved, vendor)
    return replace(form, findings=(*findings, *form.findings))


def normalise_resolved(resolved: dict[str, Any], vendor: Vendor) -> NormalForm:
    """Return the normal form of what `resolved_vendor` returned for `vendor`; nothing is read.

    Raises:
        SpecloomError: it cannot be brought into that form.
    """
    with bounded(str(vendor.folder)):
        return normal_form(resolved, str(vendor.folder), vendor)


def resolved_vendor(
    vendor: Vendor, *, lenient: bool = False, captured: Mapping[Path, Any] = MappingProxyType({})
) -> tuple[dict[str, Any], list[Finding]]:
    """Return the resolved form of `vendor`'s sources with its overlay applied, and what was repaired in them.

    The findings are about the overlay as well, where that is read leniently.

    Args:
        vendor: the loaded vendor.yaml.
        lenient: report an overlay action that matches nothing instead of refusing it: the vendor may have fixed its page.
        captured: documents that stand in for the files of sources, by file.

    Raises:
        SpecloomError: an input cannot be used.
    """
    from generator.normalise import overlay  # documents of no vendor need it not

    findings: list[Finding] = []
    given = source_files(vendor, captured)
    published = any(map(is_published, given.values()))
    document = merged_sources(vendor, findings, given)
    overlay_file = vendor.folder / "overlay.yaml"
    if overlay_file.is_file():
        actions = load.load(overlay_file)
        with _lines_of(overlay_file):
            overlay.require_reasons(actions, str(overlay_file))
            document, said = overlay.apply(document, actions, name=str(overlay_file), lenient=lenient)
            findings += _lined(said, overlay_file) if said else ()
    name = str(vendor.folder)
    if published:
        document = whole_source(document, name, findings)
    with bounded(name):
        return resolve(document, name), findings


@contextmanager
def _lines_of(file: Path) -> Generator[None]:
    """Add the line to findings that name a pointer into `file`."""
    try:
        yield
    except SpecloomError as error:
        raise SpecloomError(_lined(error.findings, file)) from error


def _lined(findings: Iterable[Finding], file: Path) -> list[Finding]:
    """Return `findings`, those that name a pointer into `file` with the line."""
    lines = Lines(load.read_text(file))
    return [
        replace(finding, place=replace(finding.place, line=lines.of(finding.place.pointer)))
        if finding.place.pointer and finding.place.file == str(file)
        else finding
        for finding in findings
    ]


@contextmanager
def _placing(place: Callable[[Iterable[Finding]], Iterable[Finding]]) -> Generator[None]:
    """Let `place` say where the findings of an error stand in what the user wrote."""
    try:
        yield
    except SpecloomError as error:
        raise SpecloomError(place(error.findings)) from error

"""From a vendor folder, or any OpenAPI document, to the resolved and the normal form."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.document import load
from generator.document.findings import Place, SpecloomError, fail
from generator.document.lines import Lines
from generator.document.neighbours import Neighbours, refuse_remote
from generator.normalise.bundle.bundle import Bundle, bundle
from generator.normalise.dialects.more_paths import RULE as MORE_PATHS
from generator.normalise.dialects.more_paths import read_more_paths
from generator.normalise.dialects.repairs import Repairs
from generator.normalise.form import NormalForm, normal_form
from generator.normalise.ledger import Entry
from generator.normalise.regions import require_regions
from generator.normalise.resolve import resolve
from generator.normalise.upgrade import upgrade
from generator.workspace.vendor import CapturedSource, Vendor, WrittenSource, load_vendor

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
    with _bounded(name):
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
    with _bounded(name), _placing(lambda findings: bundled.located(findings, name)):
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
    with _bounded(name), _placing(lambda findings: bundled.located(findings, name)):
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
    with _bounded(str(vendor.folder)):
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
    document = merged_sources(vendor, findings, captured)
    overlay_file = vendor.folder / "overlay.yaml"
    if overlay_file.is_file():
        actions = load.load(overlay_file)
        with _lines_of(overlay_file):
            overlay.require_reasons(actions, str(overlay_file))
            document, said = overlay.apply(document, actions, name=str(overlay_file), lenient=lenient)
            findings += _lined(said, overlay_file) if said else ()
    with _bounded(str(vendor.folder)):
        return resolve(document, str(vendor.folder)), findings


def merged_sources(
    vendor: Vendor, findings: list[Finding], captured: Mapping[Path, Any] = MappingProxyType({})
) -> dict[str, Any]:
    """Return the sources of `vendor` as one document of OpenAPI 3.1, which the overlay is made for.

    `findings` takes what was repaired in them; `captured` and what is raised are as for `resolved_vendor`.
    """
    from generator.normalise.merge import merge  # documents of no vendor need it not

    files = [source_file(vendor, source) for source in vendor.sources]
    given = {file: captured[file] if file in captured else load.load(file) for file in files}
    return merge([(str(file), _upgraded(file, given[file], findings)) for file in files])


def _upgraded(file: Path, document: Any, findings: list[Finding]) -> dict[str, Any]:
    """Return the document of `file` in the words of OpenAPI 3.1; `findings` takes what was repaired in it."""
    repairs = Repairs()
    upgraded = upgrade(document, str(file), repairs)
    findings += repairs.findings(str(file))
    return upgraded


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

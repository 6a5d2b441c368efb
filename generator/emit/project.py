"""From specs/ to generated/: normalise, run the engines, format, and put each distribution in its place."""

from __future__ import annotations

import filecmp
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.document import load
from generator.document.findings import Finding, Place
from generator.emit.completion import complete
from generator.emit.engines import Engines, Job
from generator.emit.fleet.placing import require_ours
from generator.emit.fleet.work import Filled
from generator.emit.settings import document_package, vendor_package
from generator.emit.stamps import inputs, remember
from generator.normalise.pipeline import normalise_described, normalise_file
from generator.workspace.paths import vendors as all_vendors
from generator.workspace.publish import prepared, publish, recover, staging, writing
from generator.workspace.refusals import temporary_folder
from generator.workspace.vendor import load_vendor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.emit.settings import PackageFacts
    from generator.normalise.form import NormalForm
    from generator.workspace.paths import ProjectPaths

NORMAL_FORM = "openapi.yaml"

Fill = Callable[[dict[str, Path]], dict[str, Filled]]
"""Writes the packages of vendors into empty or missing folders; returns what else came of each, in the same order."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one vendor: the findings of its normalisation, and whether any byte differs from before."""

    vendor: str
    findings: tuple[Finding, ...]
    changed: bool


def generate(paths: ProjectPaths, vendors: Sequence[str], fill: Fill) -> list[Written]:
    """Write specs/<vendor>/openapi.yaml and generated/<vendor> for each of `vendors`, all of them or none.

    Args:
        paths: the project.
        vendors: names of folders in specs/.
        fill: does the work.

    Raises:
        SpecloomError: an input cannot be used or an output not written; what was there before is still there.
    """
    with writing(paths.generated), ExitStack() as staged:
        for vendor in vendors:
            recover(paths.generated / vendor)
            recover(paths.specs / vendor / NORMAL_FORM)
        before = {vendor: inputs(paths, vendor) for vendor in vendors}
        folders = {vendor: staged.enter_context(staging(paths.generated / vendor)) for vendor in vendors}
        results: list[Written] = []
        put_in_place: dict[str, Callable[[], None]] = {}
        for vendor, filled in fill(folders).items():
            output = paths.specs / vendor / NORMAL_FORM
            changed = bool(differences(folders[vendor], paths.generated / vendor)) or not _holds(output, filled.form)
            if changed:
                put_in_place[vendor] = staged.enter_context(prepared(output, filled.form))
            results.append(Written(vendor, filled.findings, changed))
        for vendor, folder in folders.items():
            if vendor in put_in_place:
                put_in_place[vendor]()
                publish(folder, paths.generated / vendor)
            remember(paths, vendor, before[vendor])
        return results


def check(paths: ProjectPaths, vendors: Sequence[str], fill: Fill) -> list[Finding]:
    """Return a finding for each file of generated/ that differs from what specs/ gives; writes nothing there."""
    findings: list[Finding] = []
    with temporary_folder() as folder:
        folders = {vendor: folder / vendor for vendor in vendors}
        fill(folders)
        for vendor, made in folders.items():
            for name in differences(made, paths.generated / vendor):
                place = Place(str(Path("generated", vendor, name)))
                findings.append(Finding("stale-output", "is not what specs/ gives", place, "Run 'specloom generate'."))
    known = all_vendors(paths.root)
    for path in sorted(paths.generated.iterdir()) if paths.generated.is_dir() else ():
        if path.name not in known:
            message = "stands in generated/ and belongs to no vendor of specs/"
            findings.append(Finding("stale-output", message, Place(str(Path("generated", path.name))), "Remove it."))
    return findings


def generate_document(file: Path, package: str, out: Path, engines: Engines) -> NormalForm:
    """Write the package called `package` (an import name) for the OpenAPI document `file` into the folder `out`.

    Raises:
        SpecloomError: the document cannot be used, or `out` holds something else than an earlier package.
    """
    require_ours(out, package)
    with staging(out) as folder:
        form = normalise_file(file)
        write_package(form, document_package(form.document, package), folder, engines)
        publish(folder, out)
    return form


def write_package(form: NormalForm, package: PackageFacts, folder: Path, engines: Engines) -> None:
    """Write a package of a normal form into the empty or missing `folder`.

    Raises:
        SpecloomError: an engine cannot use the document.
    """
    engines.start(Job(form.document, package, folder))
    engines.finish()
    complete([folder], engines.templates)


def filler(paths: ProjectPaths, progress: Callable[[str], None], engines: Engines) -> Fill:
    """Return what fills folders in this process: the engines work on a vendor while the next one is normalised.

    Args:
        paths: the project.
        progress: told what is being done, in words.
        engines: do the work.
    """

    def fill(folders: dict[str, Path]) -> dict[str, Filled]:
        from generator.document import dump

        forms: dict[str, NormalForm] = {}
        for vendor, folder in folders.items():
            progress(f"normalising {vendor}")
            forms[vendor] = _start(paths.specs / vendor, folder, engines)
        progress(f"generating {', '.join(folders)}")
        results = {vendor: Filled(form.findings, dump.dumps(form.document)) for vendor, form in forms.items()}
        engines.finish()
        complete(list(folders.values()), engines.templates)
        return results

    return fill


def differences(made: Path, present: Path) -> list[str]:
    """Return the names of the files that `made` and `present` do not share byte for byte, sorted."""
    names = {_name(path, folder) for folder in (made, present) for path in folder.rglob("*") if _counts(path)}
    return sorted(name for name in names if not _same(made / name, present / name))


def _start(specs: Path, folder: Path, engines: Engines) -> NormalForm:
    """Normalise a vendor and have the engines start with its package."""
    described = load_vendor(specs)
    form = normalise_described(described)
    engines.start(Job(form.document, vendor_package(form.document, described), folder))
    return form


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and load.read_text(path) == text


def _counts(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)

"""What changes of an API do to the generated package, the recordings and the user's code: by what is generated of both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.document.findings import SpecloomError
from generator.drift.impact import impact_of, state_of, with_uses
from generator.drift.surface import with_surface
from generator.drift.typed import typed_findings
from generator.drift.upstream.rules import PROSE
from generator.drift.verdicts import Level
from generator.emit.project import write_package
from generator.workspace.refusals import temporary_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.document.findings import Finding
    from generator.drift.changes import Change
    from generator.drift.impact import State
    from generator.drift.vendors.asked import Asked
    from generator.workspace.vendor import Vendor


def with_evidence(
    changes: Sequence[Change], vendor: Vendor, sides: tuple[dict[str, Any], dict[str, Any]], asked: Asked
) -> tuple[list[Change], list[Finding]]:
    """Return `changes` with what they hit, judged by what they do to the package; what cannot be told is a finding.

    Args:
        changes: from one of the `sides` to the other.
        vendor: the loaded vendor.yaml.
        sides: the resolved forms of captured/ and of the pages.
        asked: says where recordings and the user's code are, and whether to type-check; its engines make both packages.
    """
    try:
        base, revision = (state_of(vendor, side) for side in sides)
    except SpecloomError as error:
        return list(changes), list(error.findings)
    impact = impact_of(base, revision, asked.paths.fixtures)
    found = [impact.on(change) for change in changes]
    faults: list[Finding] = []
    try:
        found, faults = _on_the_package(found, base, revision, asked)
    except SpecloomError as error:
        faults += error.findings
    if asked.uses:
        name = vendor.package.import_name
        found = with_uses(found, asked.uses, name, shapes=impact.shapes, findings=faults)
    return found, faults


def _on_the_package(
    found: list[Change], base: State, revision: State, asked: Asked
) -> tuple[list[Change], list[Finding]]:
    """Return `found`, judged by what it does to the package, and what no longer type-checks: both packages are made.

    What changes of the package's surface beyond that is added.
    """
    vendor, name = base.vendor.vendor, base.package.import_name
    if base.form.document == revision.form.document and base.package == revision.package:
        return [replace(each, verdicts=replace(each.verdicts, source=Level.SAFE)) for each in found], []
    asked.say(f"comparing the packages of {vendor}")
    with temporary_folder() as folder:
        old, new = folder / "base", folder / "revision"
        write_package(base.form, base.package, old, asked.engines)
        write_package(revision.form, revision.package, new, asked.engines)
        sentences = [each for each in found if each.id in PROSE]  # no signature follows from them
        facts = [each for each in found if each.id not in PROSE]
        changes = [*with_surface(facts, old / "src", new / "src", name), *sentences]
        if not asked.typed:
            return changes, []
        asked.say(f"type-checking what uses {name}")
        readme = str(asked.paths.generated / vendor / "README.md")
        return changes, typed_findings(old, new, name, asked.paths.fixtures / vendor, readme=readme)

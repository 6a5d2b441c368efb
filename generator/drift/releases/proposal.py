"""What has become of a vendor's package since its last release, and the version that this asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.drift.changes import Change, ordered
from generator.drift.comparing import compare
from generator.drift.impact import impact_of, state_of
from generator.drift.releases.versions import next_version
from generator.drift.surface import with_surface
from generator.drift.typed import typed_findings
from generator.drift.verdicts import Level, Verdicts
from generator.emit.project import differences, write_package
from generator.emit.settings import vendor_package
from generator.normalise.pipeline import normalise_resolved, resolved_vendor
from generator.workspace.refusals import temporary_folder
from generator.workspace.vendor import CHANGELOG, load_vendor

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from generator.document.findings import Finding
    from generator.drift.releases.baseline import Baseline
    from generator.emit.engines import Engines
    from generator.workspace.vendor_model import Vendor


@dataclass(frozen=True, slots=True)
class Proposal:
    """The next release of a package.

    Attributes:
        since: what it is compared with, "" for the first release.
        released: the version of that, "" for the first release.
        version: the version that the changes ask for.
        changes: of the API and of the surface of the package, the worst first.
        rewritten: whether any byte of the package differs.
        findings: what no longer type-checks, where that was asked for.
    """

    since: str
    released: str
    version: str
    changes: tuple[Change, ...] = ()
    rewritten: bool = True
    findings: tuple[Finding, ...] = ()


def first(vendor: Vendor) -> Proposal:
    """Return the first release of a vendor's package: it has the version that vendor.yaml says."""
    return Proposal("", "", vendor.package.version)


def propose(vendor: Vendor, base: Baseline, engines: Engines, *, today: date, typed: bool = False) -> Proposal:
    """Return the release of `vendor` that follows the one in `base`.

    The package is made as the version that was released, so that what differs is what changed.

    Args:
        vendor: the loaded vendor.yaml.
        base: the project as it was released.
        engines: make the package.
        today: the day that sunset dates are compared with.
        typed: type-check the recorded calls and the examples of then against the package of now.

    Raises:
        SpecloomError: either state cannot be used; with `typed`, mypy is not installed.
    """
    before = load_vendor(base.paths.specs / vendor.vendor)
    old, new = resolved_vendor(before)[0], resolved_vendor(vendor)[0]
    changes = _of_the_api(before, vendor, (old, new), base, today)
    form = normalise_resolved(new, vendor)
    facts = replace(vendor_package(form.document, vendor), version=before.package.version, changelog="")
    released = base.paths.generated / vendor.vendor
    findings: list[Finding] = []
    with temporary_folder() as folder:
        made = folder / "package"
        write_package(form, facts, made, engines)
        rewritten = [name for name in differences(made, released) if name != CHANGELOG]
        if rewritten and (renamed := _renamed(before, vendor)):
            changes += renamed
        elif rewritten:
            name = vendor.package.import_name
            changes = with_surface(changes, released / "src", made / "src", name)
            if typed:
                readme = released.relative_to(base.paths.root).joinpath("README.md").as_posix()
                fixtures = base.paths.fixtures / vendor.vendor
                findings += typed_findings(released, made, name, fixtures, readme=readme)
    version = next_version(before.package.version, changes if rewritten else (), rewritten=bool(rewritten))
    return Proposal(base.name, before.package.version, version, ordered(changes), bool(rewritten), tuple(findings))


def _of_the_api(
    before: Vendor, vendor: Vendor, sides: tuple[dict[str, Any], dict[str, Any]], base: Baseline, today: date
) -> list[Change]:
    """Return what changed of the API, with what it hits of the package."""
    changes = compare(*sides, today=today)
    if not changes:
        return []
    impact = impact_of(state_of(before, sides[0]), state_of(vendor, sides[1]), base.paths.fixtures)
    return [impact.on(change) for change in changes]


def _renamed(before: Vendor, vendor: Vendor) -> list[Change]:
    """Return that the package is another one for those who install or import it."""
    old, new = before.package, vendor.package
    if (old.distribution, old.import_name) == (new.distribution, new.import_name):
        return []
    message = f"{old.distribution} ({old.import_name}) is {new.distribution} ({new.import_name}) now"
    return [Change("python-package-renamed", message, Verdicts(source=Level.BREAKING), symbols=(old.import_name,))]

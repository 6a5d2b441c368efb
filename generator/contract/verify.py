"""A vendor's recordings held against everything that they have to agree with, and what they cover."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.contract.cassettes.cassette import load_cassettes
from generator.contract.cassettes.deviations import check_cassette
from generator.contract.coverage.acceptance import load_accepted
from generator.contract.coverage.declared import StrictConformance
from generator.contract.coverage.measuring import Coverage, measure
from generator.contract.rehearsing import standin_check
from generator.contract.rehearsing.suppositions import Supposition, load_suppositions
from generator.contract.replaying import client_check
from generator.contract.stale import misfits, unused
from generator.contract.subject import Subject
from generator.document.findings import Finding, Place, fail
from generator.document.load import load
from generator.exchange.operations import Api
from generator.workspace.paths import ProjectPaths, vendors
from generator.workspace.suggest import among
from generator.workspace.vendor import load_vendor

Check = Callable[[Subject], Iterable[Finding]]
"""Yields what is wrong with the cassettes of one vendor; raises SpecloomError where it cannot tell."""


def against_document(subject: Subject) -> Iterator[Finding]:
    """Yield what in a request or an answer the document does not allow, and cassettes that have lost their place."""
    conformance = StrictConformance(subject.api)
    for cassette in subject.cassettes:
        yield from misfits(subject.api, cassette)
        yield from check_cassette(conformance, cassette)


CHECKS: tuple[tuple[str, Check], ...] = (
    ("document", against_document),
    ("client", client_check.check),
    ("stand-in", standin_check.check),
)
"""What recordings are held against, by the name that progress shows; independent of one another."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one vendor: how many recordings, what is wrong, which are of no use, and what they cover.

    `lenient` are those suppositions under which the stand-in shows nothing of its own: it is not held to the recordings
    at all, or only asked for their status.
    """

    vendor: str
    recordings: int
    findings: tuple[Finding, ...]
    unused: tuple[Finding, ...]
    coverage: Coverage
    lenient: tuple[Supposition, ...] = ()


def verify(
    paths: ProjectPaths,
    vendor: str,
    say: Callable[[str], None] = lambda _: None,
    *,
    complete: bool = False,
    checks: Sequence[tuple[str, Check]] = CHECKS,
) -> Verdict:
    """Return the verdict on `vendor`, a folder of specs/; `say` is told what is being done.

    With `complete`, a gap in the coverage that coverage.yaml does not accept is a finding as well. Places are relative to
    the project.

    Raises:
        SpecloomError: something cannot be used: vendor.yaml, openapi.yaml, coverage.yaml, supposed.yaml, a cassette or the
            package.
    """
    say(f"{vendor}: reading")
    subject = load_subject(paths, vendor)
    accepted = load_accepted(paths.specs / vendor)
    suppositions = load_suppositions(paths.specs / vendor)
    findings: list[Finding] = []
    for name, check in checks:
        say(f"{vendor}: {len(subject.cassettes)} recordings against the {name}")
        findings.extend(check(subject))
    coverage = measure(subject.api, subject.cassettes, accepted)
    findings.extend(coverage.stale())
    if complete:
        findings.extend(coverage.open(subject.api.name))
    return Verdict(
        vendor=vendor,
        recordings=len(subject.cassettes),
        findings=tuple(_relative(finding, paths.root) for finding in findings),
        unused=tuple(_relative(finding, paths.root) for finding in unused(subject.api, subject.cassettes)),
        coverage=coverage,
        lenient=tuple(each for each in suppositions if each.is_lenient),
    )


def load_subject(paths: ProjectPaths, vendor: str) -> Subject:
    """Return `vendor`, read from specs/ and the fixtures.

    Raises:
        SpecloomError: vendor.yaml, openapi.yaml or a cassette cannot be used.
    """
    folder = paths.specs / vendor
    document = folder / "openapi.yaml"
    known = load_vendor(folder)
    if not document.exists():
        raise fail("no-document", "is not written yet", Place(str(document)), f"Run 'specloom normalise {vendor}'.")
    return Subject(paths, known, Api(load(document), str(document)), load_cassettes(paths.fixtures, vendor))


def strangers(paths: ProjectPaths) -> list[Finding]:
    """Return a finding for each folder of fixtures whose vendor specs/ does not have."""
    known = vendors(paths.root)
    folders = sorted(folder for folder in paths.fixtures.glob("*") if folder.is_dir() and folder.name not in known)
    return [
        _relative(
            Finding(
                "unknown-vendor",
                f"holds recordings of {folder.name!r}, which is no vendor",
                Place(str(folder)),
                among(folder.name, known, "vendors"),
            ),
            paths.root,
        )
        for folder in folders
    ]


def _relative(finding: Finding, root: Path) -> Finding:
    path = Path(finding.place.file)
    if not finding.place.file or not path.is_relative_to(root):
        return finding
    return replace(finding, place=replace(finding.place, file=path.relative_to(root).as_posix()))

"""Cassettes against the stand-in: the same requests have answers of the same status and shape."""

from __future__ import annotations

from generator.contract.recording.scenarios import FILE_NAME as SCENARIOS
from generator.contract.recording.scenarios import load_scenarios
from generator.contract.rehearsing.rehearsal import Rehearsal
from generator.contract.rehearsing.shape import Shapes
from generator.contract.rehearsing.stage import Stage
from generator.contract.rehearsing.suppositions import load_suppositions, misplaced
from generator.contract.rehearsing.written import Written
from generator.contract.subject import Subject
from generator.document.findings import Finding, SpecloomError
from generator.standin.behaviour import load_behaviour

_OF_SCENARIOS = frozenset({"stand-in", "live"})


def check(subject: Subject) -> list[Finding]:
    """Return where the vendor's stand-in contradicts its cassettes, and suppositions of theirs that are of no use.

    What scenarios recorded is made again by the scenarios. It must be exactly of the same shape if a stand-in was
    recorded; if it was a live account, as far as the document says. What people wrote is played to a stand-in that is new.
    A behaviour or a scenario that cannot be used is a finding.

    Raises:
        SpecloomError: supposed.yaml or the package cannot be used.
    """
    if not subject.cassettes:
        return []
    folder = subject.paths.specs / subject.vendor.vendor
    suppositions = load_suppositions(folder)
    try:
        behaviour = load_behaviour(folder, subject.api)
        scenarios = load_scenarios(folder, subject.api) if (folder / SCENARIOS).exists() else {}
    except SpecloomError as error:
        return list(error.findings)
    with Stage(subject.api, subject.vendor.title, behaviour) as stage:
        shapes = Shapes(subject.api)
        recordings = {f"{each.operation}/{each.case}": each for each in subject.cassettes}
        made = {name: each for name, each in recordings.items() if each.provenance in _OF_SCENARIOS}
        done = Rehearsal(subject, stage, shapes, made).run(scenarios.values())
        supposed = {name: each for each in suppositions for name in each.recordings}
        written = Written(subject.api, stage, shapes, recordings, supposed)
        others = [name for name in recordings if name not in done.held and name not in done.elsewhere]
        found = [finding for name in others for finding in written.check(name)]
    return [*done.findings, *misplaced(suppositions, recordings, done.held | done.elsewhere), *found]

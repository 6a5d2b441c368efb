"""Reports as JUnit XML, which servers of continuous integration show as tests."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.document.findings import Severity
from generator.drift.reports import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.document.findings import Finding
    from generator.drift.changes import Change, Report
    from generator.drift.thresholds import FailOn


def render(reports: Sequence[Report], fail_on: FailOn) -> str:
    """Return a suite of each report, with a test case of each change and finding; of no change, one that passed.

    XML 1.0 section 2.2 has no control characters at all: they are spelled.
    """
    root = Element("testsuites", name="specloom")
    for report in reports:
        _suite(SubElement(root, "testsuite", name=wording.title(report)), report, fail_on)
    for name in ("tests", "failures"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(suite: Element, report: Report, fail_on: FailOn) -> None:
    for change in report.changes:
        _change(suite, change, is_failure=fail_on.is_met_by(change))
    for finding in report.findings:
        _finding(suite, finding)
    if not len(suite):
        SubElement(suite, "testcase", classname=wording.clean(report.subject), name="no change")
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in suite)))
    suite.set("errors", "0")
    suite.set("skipped", "0")


def _change(suite: Element, change: Change, *, is_failure: bool) -> None:
    name = f"{wording.clean(change.subject)} {wording.clean(change.id)} {change.fingerprint}".lstrip()
    case = SubElement(suite, "testcase", classname=wording.reach(change), name=name)
    text = "\n".join(_lines(change))
    if is_failure:
        said = SubElement(case, "failure", type=str(change.verdicts.worst), message=wording.said(change))
    else:
        said = SubElement(case, "system-out")
    said.text = text


def _lines(change: Change) -> list[str]:
    lines = [wording.said(change), f"on {wording.reach(change, len(change.operations))}"]
    lines += [f"{name}: {level}" for name, level in wording.levels(change).items()]
    lines += [
        f"{name}: {wording.value(side)}" + (f" at {wording.clean(side.pointer)}" if side.pointer is not None else "")
        for name, side in (("base", change.base), ("revision", change.revision))
    ]
    lines += wording.hits(change, most=len(change.symbols) + len(change.fixtures) + len(change.uses))
    return [*lines, f"accepted: {wording.clean(change.accepted)}"] if change.accepted else lines


def _finding(suite: Element, finding: Finding) -> None:
    where = wording.clean(str(finding.place)) or "findings"
    case = SubElement(suite, "testcase", classname=where, name=wording.clean(finding.rule))
    if finding.severity is Severity.ERROR:
        said = SubElement(case, "failure", type="finding", message=wording.clean(finding.message))
    else:
        said = SubElement(case, "system-out")
    said.text = wording.finding_text(finding)

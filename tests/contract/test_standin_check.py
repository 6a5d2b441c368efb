"""Recordings held to the stand-in of their vendor: what contradicts one another is found, from whichever side it changed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.contract.rehearsing.standin_check import check
from generator.contract.verify import load_subject, verify
from generator.document.findings import Finding
from generator.workspace.paths import ProjectPaths

from .recordings import ROOT

pytestmark = pytest.mark.usefixtures("no_network")

GET, LIST = "scripts.get/success", "scripts.list/recorded"


class Place:
    """A copy of one vendor of this project, with some of its recordings and what is supposed of them."""

    def __init__(self, root: Path, vendor: str) -> None:
        self.vendor = vendor
        self.paths = ProjectPaths(root)
        self.specs = self.paths.specs / vendor
        shutil.copytree(ROOT / "specs" / vendor, self.specs)
        shutil.copytree(ROOT / "tests/fixtures" / vendor, self.paths.fixtures / vendor)
        (root / "generated").symlink_to(ROOT / "generated", target_is_directory=True)

    def suppose(self, text: str) -> None:
        (self.specs / "supposed.yaml").write_text(text)

    def edit(self, path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def edit_recording(self, name: str, old: str, new: str) -> None:
        self.edit(self.paths.fixtures / self.vendor / f"{name}.yaml", old, new)

    def check(self, *names: str) -> list[Finding]:
        """Hold the stand-in to the recordings of these names alone."""
        subject = load_subject(self.paths, self.vendor)
        chosen = [each for each in subject.cassettes if f"{each.operation}/{each.case}" in names]
        assert len(chosen) == len(names)
        return check(replace(subject, cassettes=tuple(chosen)))

    def found(self, *names: str) -> list[tuple[str, str]]:
        """Return the file and the pointer of each finding, and its message."""
        files = ((Path(each.place.file).with_suffix(""), each) for each in self.check(*names))
        return [(f"{file.parent.name}/{file.name}#{each.place.pointer}", each.message) for file, each in files]


@pytest.fixture
def celigo(tmp_path: Path) -> Place:
    place = Place(tmp_path, "celigo")
    (place.specs / "supposed.yaml").unlink()
    return place


def test_what_agrees_is_no_finding(celigo: Place) -> None:
    assert celigo.check(GET, LIST, "scripts.get/not-found", "scripts.list/two-pages") == []


@pytest.mark.parametrize(
    ("name", "old", "new", "pointer", "message"),
    [
        (GET, "code: 200", "code: 202", "status", "the stand-in answers 200 instead of 202"),
        (GET, '"_id": "65a1f0c2b7d94e0012c3a4f1"', '"_id": 65', "body/_id", "gives a text instead of a number"),
        (
            GET,
            "application/json; charset",
            "application/hal+json; charset",
            "headers/Content-Type",
            "application/hal+json",
        ),
        (GET, '"_id":', '"colour": "red", "_id":', "body/colour", "gives no 'colour'"),
        (LIST, '"description":', '"summary":', "body/0/summary", "in the scenario 'lists' the stand-in gives no"),
        (LIST, '"description":', '"summary":', "body/0", "gives 'description', which is not recorded"),
        (LIST, "code: 200", "code: 204", "status", "in the scenario 'lists' the stand-in answers 200 instead of 204"),
    ],
)
def test_a_recording_that_the_stand_in_contradicts_is_a_finding(
    celigo: Place, name: str, old: str, new: str, pointer: str, message: str
) -> None:
    celigo.edit_recording(name, old, new)
    found = celigo.found(name)
    assert [said for place, said in found if place == f"{name}#/interactions/0/response/{pointer}" and message in said]


def test_the_remedy_is_of_the_kind_of_recording(celigo: Place) -> None:
    for name in (GET, LIST):
        celigo.edit_recording(name, "code: 200", "code: 202")
    recorded, written = (each.remedy for each in celigo.check(GET, LIST))
    assert recorded.endswith("or record it again: specloom record celigo --only lists.")
    assert written.endswith("or say in supposed.yaml what the recording supposes.")


@pytest.mark.parametrize(
    ("old", "new", "pointer", "message"),
    [
        ('SUMMARY = ("_id", "name")', 'SUMMARY = ("_id",)', "body/0/name", "gives no 'name'"),
        ("[*kept, *include]", '[*kept, *include, "createdAt"]', "body/0", "gives 'createdAt', which is not recorded"),
        (
            "(call: Call) -> Response:\n",
            "(call: Call) -> Response:\n    return call.answer()\n",
            "status",
            "answers 204",
        ),
    ],
)
def test_a_behaviour_that_changed_is_noticed(celigo: Place, old: str, new: str, pointer: str, message: str) -> None:
    name = "scripts.list/recorded-included"
    celigo.edit(celigo.specs / "behaviour.py", old, new)
    found = celigo.found(name)
    assert [said for place, said in found if place == f"{name}#/interactions/0/response/{pointer}" and message in said]


def test_a_behaviour_that_its_scenario_breaks_off_at_is_found_there(celigo: Place) -> None:
    celigo.edit(celigo.specs / "behaviour.py", "if record.scope == BIN:", "if False:")
    finding, *_ = celigo.check("scripts.delete/recorded")
    assert (finding.rule, Path(finding.place.file).name) == ("failed-step", "scenarios.yaml")
    assert finding.place.line is not None


def test_a_behaviour_that_raises_is_a_finding(celigo: Place) -> None:
    celigo.edit(celigo.specs / "behaviour.py", "return call.answer(_script(call).value)", "raise ZeroDivisionError(7)")
    assert celigo.found(GET) == [
        (f"{GET}#/interactions/0/response/status", "the stand-in breaks off: ZeroDivisionError: 7")
    ]


def test_a_behaviour_that_cannot_be_used_is_a_finding(celigo: Place) -> None:
    celigo.edit(celigo.specs / "behaviour.py", '@answers("scripts_get")', '@answers("scripts_got")')
    (finding,) = celigo.check(GET, LIST)
    assert (finding.rule, Path(finding.place.file).name) == ("invalid-behaviour", "behaviour.py")


def test_a_scenario_that_calls_something_else_is_found(celigo: Place) -> None:
    scenarios = celigo.specs / "scenarios.yaml"
    celigo.edit(
        scenarios,
        "      - call: scripts.list\n        case: recorded\n",
        "      - {call: scripts.list, arguments: {page: x}}\n      - call: scripts.list\n        case: recorded\n",
    )
    (finding,) = celigo.check(LIST)
    assert (Path(finding.place.file).name, "unknown argument 'page'" in finding.message) == ("scenarios.yaml", True)


def test_a_recording_of_no_scenario_is_played_like_one_that_was_written(celigo: Place) -> None:
    celigo.edit(
        celigo.specs / "scenarios.yaml",
        "        case: recorded-included\n        note: A summary with one",
        "        note: A summary with one",
    )
    assert celigo.check("scripts.list/recorded-included") == []
    celigo.edit_recording("scripts.list/recorded-included", "code: 200", "code: 202")
    (finding,) = celigo.check("scripts.list/recorded-included")
    assert finding.message == "the stand-in answers 200 instead of 202"


def test_a_live_recording_may_differ_where_the_document_leaves_it_open(celigo: Place) -> None:
    celigo.edit(
        celigo.specs / "scenarios.yaml",
        "    only: stand-in\n    steps:\n      - call: scripts.list",
        "    steps:\n      - call: scripts.list",
    )
    celigo.edit_recording(LIST, '"description": "Rounds prices to full cents.",', "")
    assert len(celigo.check(LIST)) == 1
    celigo.edit_recording(LIST, "provenance: stand-in", "provenance: live")
    assert celigo.check(LIST) == []
    celigo.edit_recording(LIST, '"name": "Price rounding"', '"name": 7')
    assert [message for _, message in celigo.found(LIST)] == [
        "in the scenario 'lists' the stand-in gives a text instead of a number"
    ]


def test_what_is_made_against_a_live_account_alone_is_left_aside(celigo: Place) -> None:
    celigo.edit_recording(LIST, "provenance: stand-in", "provenance: live")
    celigo.edit_recording(LIST, "code: 200", "code: 202")
    celigo.edit(
        celigo.specs / "scenarios.yaml",
        "only: stand-in\n    steps:\n      - call: scripts.list",
        "only: live\n    steps:\n      - call: scripts.list",
    )
    assert celigo.check(LIST) == []


def test_what_a_path_names_is_taken_for_granted(celigo: Place) -> None:
    unknown = "0" * 24
    celigo.edit_recording(GET, "/v1/scripts/65a1f0c2b7d94e0012c3a4f1", f"/v1/scripts/{unknown}")
    assert celigo.check(GET) == []
    celigo.edit_recording(GET, "code: 200", "code: 404")
    found = celigo.found(GET)  # what is not there is not
    assert not [said for _, said in found if "instead of 404" in said]


def test_every_supposition_can_be_made_true(celigo: Place) -> None:
    names = ("scripts.list/unauthorized", "scripts.list/empty", "scripts.patch/success", "scripts.create/integer-code")
    assert len(celigo.check(*names, "scripts.delete/success")) == len(names)
    celigo.suppose(
        "supposed:\n"
        "  - {recordings: [scripts.list/unauthorized], credential: revoked-token, reason: It was that one.}\n"
        "  - {recordings: [scripts.list/empty], after: [scripts.delete/success], reason: Nothing is left.}\n"
        "  - {recordings: [scripts.patch/success], clock: '2026-02-03T16:45:00Z', reason: It was then.}\n"
        "  - {recordings: [scripts.create/integer-code], answer: 400, reason: It was malformed.}\n"
    )
    assert celigo.check(*names, "scripts.delete/success") == []


def test_a_supposition_does_not_excuse_what_it_does_not_explain(celigo: Place) -> None:
    celigo.suppose("supposed:\n  - {recordings: [scripts.list/unauthorized], credential: a-token, reason: Perhaps.}\n")
    ((place, message),) = celigo.found("scripts.list/unauthorized")
    assert place == "scripts.list/unauthorized#/interactions/0/response/status"
    assert message == "the stand-in answers 200 instead of 401"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{recordings: [scripts.get/success], credential: x, reason: y}", "scripts.get/success: the stand-in agrees"),
        (
            "{recordings: [scripts.got/success], credential: x, reason: y}",
            "there is no recording 'scripts.got/success'",
        ),
        ("{recordings: [scripts.list/recorded], credential: x, reason: y}", "is recorded by the scenario 'lists'"),
        ("{recordings: [scripts.get/success], path: {script: x}, reason: y}", "the stand-in agrees with it anyway"),
        ("{recordings: [scripts.list/unauthorized], path: {_id: x}, reason: y}", "has no '_id' in its path"),
        ("{recordings: [scripts.list/unauthorized], answer: 403, reason: y}", "has no answer 403; recorded: 401"),
    ],
)
def test_a_supposition_that_is_of_no_use_is_a_finding(celigo: Place, entry: str, said: str) -> None:
    celigo.suppose(f"supposed:\n  - {entry}\n")
    stale = [each for each in celigo.check(GET, LIST, "scripts.list/unauthorized") if each.rule == "stale-supposition"]
    assert [said in each.message for each in stale] == [True]
    assert stale[0].place.line == 2


def test_what_is_not_held_is_no_finding_and_is_told(celigo: Place) -> None:
    entry = "not_held:\n  - {recordings: [scripts.list/unauthorized], reason: Nobody knows.}\n"
    celigo.suppose(entry)
    assert celigo.check("scripts.list/unauthorized") == []
    verdict = verify(celigo.paths, "celigo", checks=[])
    assert [each.recordings for each in verdict.lenient] == [("scripts.list/unauthorized",)]
    celigo.edit_recording("scripts.list/unauthorized", "code: 401", "code: 200")
    celigo.edit_recording("scripts.list/unauthorized", '\'{"message": "Unauthorized"}\'', "'[]'")
    (finding,) = celigo.check("scripts.list/unauthorized")
    assert finding.message == "scripts.list/unauthorized: the stand-in agrees with it"


@pytest.mark.parametrize("vendor", ["dvelop", "patchworks"])
@pytest.mark.soak
def test_a_vendor_of_this_project_is_held_as_a_whole(tmp_path: Path, vendor: str) -> None:
    place = Place(tmp_path, vendor)
    assert check(load_subject(place.paths, vendor)) == []
    (place.specs / "supposed.yaml").unlink()
    found = check(load_subject(place.paths, vendor))
    assert {each.rule for each in found} <= {"stand-in-status", "stand-in-shape"}
    assert found

"""scenarios.yaml: what it may say, what is told where it is wrong, and what its references lead to."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from generator.contract.recording import scenario_values as values
from generator.contract.recording.scenarios import Scenario, load_scenarios
from generator.document.findings import SpecloomError
from generator.workspace.paths import vendors

from .recordings import ROOT, VENDORS, api, package

MADE = "- {call: scripts.create, arguments: {name: A, content: x}, as: made}"


def scenarios(folder: Path, text: str) -> dict[str, Scenario]:
    (folder / "scenarios.yaml").write_text(text, "utf-8")
    return load_scenarios(folder, api("celigo"))


def steps(folder: Path, *lines: str, more: str = "") -> Scenario:
    body = "".join(f"      {line}\n" for line in lines)
    return scenarios(folder, f"scenarios:\n  one:\n    note: A note.\n{more}    steps:\n{body}")["one"]


def refused(folder: Path, *lines: str, more: str = "") -> str:
    with pytest.raises(SpecloomError) as caught:
        steps(folder, *lines, more=more)
    return str(caught.value)


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_committed_scenarios_call_every_method(vendor: str) -> None:
    assert vendor in vendors(ROOT)
    found = load_scenarios(ROOT / "specs" / vendor, api(vendor))
    called = {step.call for scenario in found.values() for step in scenario.all_steps if step.case}
    assert called == {operation.sdk_method for operation in api(vendor).operations}


def test_a_step_has_what_its_file_says(tmp_path: Path) -> None:
    scenario = steps(
        tmp_path,
        "- {call: scripts.list, case: all, note: All., retries: 0, raises: RateLimitError, answer: 429, pages: 2, times: 3}",
        more="    only: stand-in\n    needs: {script: {note: Any., environment: A_SCRIPT, stand-in: '1'}}\n",
    )
    (step,) = scenario.steps
    assert (step.call, step.case, step.note, step.retries) == ("scripts.list", "all", "All.", 0)
    assert (step.raises, step.answer, step.pages, step.times) == ("RateLimitError", 429, 2, 3)
    assert (scenario.only, scenario.needs["script"].standin) == ("stand-in", "1")
    assert (step.place.line, step.place.pointer) == (7, "/scenarios/one/steps/0")


def test_defaults_hold_for_steps_that_say_nothing_else(tmp_path: Path) -> None:
    scenario = steps(
        tmp_path,
        "- {call: scripts.list}",
        "- {call: scripts.get, arguments: {script_id: x}, case: other}",
        "- {call: scripts.create, client: {}}",
        more="    defaults: {client: {token: wrong}, case: refused, note: No., raises: AuthenticationError}\n",
    )
    assert [(step.case, dict(step.client)) for step in scenario.steps] == [
        ("refused", {"token": "wrong"}),
        ("other", {"token": "wrong"}),
        ("refused", {}),
    ]
    assert {step.raises for step in scenario.steps} == {"AuthenticationError"}


def test_each_makes_a_step_of_each_value(tmp_path: Path) -> None:
    made = steps(tmp_path, "- {call: scripts.list, each: {include: [Name, id]}, case: some, note: Some.}").steps
    assert [(step.case, dict(step.arguments)) for step in made] == [
        ("some-name", {"include": "Name"}),
        ("some-id", {"include": "id"}),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- {cal: scripts.list}", ["has the unknown key 'cal'", "Did you mean 'call'?"]),
        ("- {call: scripts.lst}", ["'scripts.lst' is no method of this API", "Did you mean 'scripts.list'?"]),
        ("- {call: list}", ["must be a method of the client, such as widgets.create"]),
        ("- {call: scripts.list, case: all}", ["has a case, but no note"]),
        ("- {call: scripts.list, case: All_of, note: A.}", ["must be lower-case words joined by '-'"]),
        (
            "- {call: scripts.list, answer: 418}",
            ["418 is no documented status of scripts.list", "Documented: 200, 204"],
        ),
        ("- {call: scripts.list, only: alive}", ['must be one of "stand-in", "live"']),
        ("- {call: scripts.list, raises: RateLimitError, until: {a: 1}}", ["Remove one of until and raises"]),
        ("- {call: scripts.get, arguments: {script_id: '${mad.id}'}}", ["refers to 'mad'", "Did you mean 'made'?"]),
        ("- {call: scripts.get, arguments: {script_id: '${made id}'}}", ["'${made id}' is no reference"]),
        ("- {call: scripts.get, arguments: {script_id: '${account.token}'}}", ["uses a credential"]),
        ("- {call: scripts.list, as: now}", ["'now' means something already"]),
        ("- {call: scripts.list, as: made}", ["'made' is the name of another step already"]),
        ("- {call: scripts.list, times: 0}", ["/times"]),
        ("- {call: scripts.list, deviates: {body: On purpose.}}", ["a pointer into the recording"]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, line: str, said: list[str]) -> None:
    message = refused(tmp_path, MADE, line)
    for part in [*said, "scenarios.yaml:6 #/scenarios/one/steps/1"]:
        assert part in message


def test_a_case_is_recorded_once(tmp_path: Path) -> None:
    line = "- {call: scripts.list, case: all, note: All.}"
    message = refused(tmp_path, line, line)
    assert "scripts.list has the case 'all' already, at #/scenarios/one/steps/0" in message


def test_clean_up_may_refer_to_all_steps(tmp_path: Path) -> None:
    text = "scenarios:\n  one:\n    note: A.\n    steps: [{call: scripts.list, as: all}]\n    finally:\n"
    line = "      - {call: scripts.delete, arguments: {script_id: '${all.items.0.id}'}}\n"
    assert len(scenarios(tmp_path, text + line)["one"].clean_up) == 1


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SpecloomError, match=r"scenarios\.yaml: cannot be read"):
        load_scenarios(tmp_path, api("celigo"))


NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
KNOWN: dict[str, Any] = {
    "now": NOW,
    "made": {"id": 7, "tags": ["a", "b"], "when": datetime(2026, 2, 1, tzinfo=UTC), "deep": {"x": None}},
    "text": "one",
}


@pytest.mark.parametrize(
    ("given", "filled"),
    [
        ("${made.id}", 7),
        ("script ${made.id} of ${text}", "script 7 of one"),
        ("${made.tags}", ["a", "b"]),
        ("${made.tags.1}", "b"),
        ("at ${made.when}", "at 2026-02-01T00:00:00Z"),
        ("tags ${made.tags}", 'tags ["a", "b"]'),
        ("${made.deep.x}", None),
        ("${now}", "2026-01-31T12:00:00Z"),
        ("${now+30m}", "2026-01-31T12:30:00Z"),
        ("${now-2d}", "2026-01-29T12:00:00Z"),
        ("$${made.id} $5 {text}", "${made.id} $5 {text}"),
        ([{"a": "${text}"}, 1, None], [{"a": "one"}, 1, None]),
    ],
)
def test_references_are_followed(given: Any, filled: Any) -> None:
    assert values.filled(given, KNOWN) == filled


@pytest.mark.parametrize("given", ["${made.nothing}", "${made.tags.2}", "${made.tags.x}", "${text.0}", "${other}"])
def test_a_reference_to_nothing_is_told(given: str) -> None:
    with pytest.raises(values.MissingValueError):
        values.filled(given, KNOWN)


def test_models_are_reached_by_wire_and_by_python_names() -> None:
    with package("celigo") as celigo:
        script = celigo.module.models.Script.model_validate({"_id": "x", "_userId": "u", "new": {"a": 1}})
        answer = {"items": [script]}
        assert [values.reached(answer, f"items.0.{name}") for name in ("id", "_id", "user_id", "new.a")] == [
            "x",
            "x",
            "u",
            1,
        ]
        assert values.plain(answer) == {"items": [{"_id": "x", "_userId": "u", "new": {"a": 1}}]}
        for name in ("description", "model_fields", "__class__", "copy"):
            with pytest.raises(values.MissingValueError):
                values.reached(script, name)

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.document.dump import dumps

from .project import ROOT, Project, Run, clean_environment, command, refused, stamps

CRATES = "https://depot.example/crates"
HEADERS = {"Accept": ["*/*"], "Authorization": ["Bearer REDACTED"]}


def recording(answer: Any, *, status: int = 200, method: str = "crates.list", **metadata: Any) -> dict[str, Any]:
    return {
        "metadata": {
            "provenance": "authored",
            "note": "Made up.",
            "call": {"method": method, "arguments": {}},
            **metadata,
        },
        "interactions": [
            {
                "request": {"method": "GET", "uri": CRATES, "headers": HEADERS, "body": None},
                "response": {
                    "status": {"code": status, "message": ""},
                    "headers": {"Content-Type": ["application/json"]},
                    "body": {"string": json.dumps(answer)},
                },
            }
        ],
        "version": 1,
    }


def write(project: Project, data: dict[str, Any], place: str = "depot/crates.list/success.yaml") -> Path:
    path = project.root / "tests" / "fixtures" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dumps(data))
    return path


def accept(project: Project, text: str) -> None:
    (project.vendor.parent / "coverage.yaml").write_text(text)


def suppose(project: Project, text: str) -> None:
    (project.vendor.parent / "supposed.yaml").write_text(text)


@pytest.fixture
def recorded(project: Project) -> Project:
    write(project, recording([{"label": "a", "maxWeight": 7}]))
    return project


def test_what_agrees_is_counted(recorded: Project):
    before = stamps(recorded.vendor.parent), stamps(recorded.root / "tests")
    assert recorded.call("verify") == Run(
        0,
        "depot: 1 recording, nothing wrong · statuses 1/2 · variants 0/0 · fields 2/2\n"
        "  crates_list: statuses 1/1 · fields 2/2\n"
        "  crates_update: statuses 0/1\n"
        "  not recorded:\n"
        "    crates_update: status 204\n",
        "",
    )
    assert before == (stamps(recorded.vendor.parent), stamps(recorded.root / "tests"))


def test_the_command_itself(recorded: Project):
    done = recorded.run("verify", "depot", DEPOT_URL="https://elsewhere.example", DEPOT_TOKEN="secret")
    assert (done.code, done.err) == (0, "")
    assert done.out == recorded.call("verify").out


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (recording([{"label": 7}]), "#/interactions/0/response/body/0/label: 7 is not of type"),
        (recording([{"label": "a", "colour": "red"}]), "declares no 'colour' here [undeclared-field]"),
        (recording([], raises="NotFoundError"), "raises nothing instead of NotFoundError [client-error]"),
        (recording([], method="crates.lst"), "Did you mean 'crates.list'?"),
        (recording([], status=500), "declares no response 500 [undeclared-status]"),
    ],
)
def test_what_does_not_agree_is_a_finding(project: Project, data: dict[str, Any], said: str):
    folder = data["metadata"]["call"]["method"]
    path = write(project, data, f"depot/{folder}/case.yaml")
    done = project.call("verify")
    assert done.code == 1
    assert f"error: {path.relative_to(project.root)}" in done.err
    assert said in done.err
    assert "Traceback" not in done.err
    assert done.out.startswith("depot: 1 recording, ")


def test_a_client_that_was_generated_from_something_else_is_found(recorded: Project):
    resource = recorded.package / "resources" / "crates.py"
    recorded.edit(resource, '"/crates"', '"/boxes"')
    done = recorded.call("verify")
    assert done.code == 1
    assert "path is '/boxes', recorded '/crates' [client-request]" in done.err


def test_a_stand_in_that_behaves_otherwise_is_found(recorded: Project):
    (recorded.vendor.parent / "behaviour.py").write_text(
        "from generator.standin.behaviour import answers\n\n\n"
        "@answers('crates_list')\ndef list_crates(call):\n    return call.answer([{'maxWeight': 'much'}])\n"
    )
    done = recorded.call("verify")
    assert done.code == 1
    place = "error: tests/fixtures/depot/crates.list/success.yaml #/interactions/0/response/body/0"
    assert f"{place}/label: the stand-in gives no 'label' [stand-in-shape]\n  Correct the recording or" in done.err
    assert f"{place}/maxWeight: the stand-in gives a text instead of a number [stand-in-shape]" in done.err


def test_a_stand_in_takes_its_credentials_from_what_is_supposed(recorded: Project):
    (recorded.vendor.parent / "behaviour.yaml").write_text("credentials: {accepted: {token: [the-token]}}\n")
    done = recorded.call("verify")
    assert (done.code, "the stand-in answers 401 instead of 200" in done.err) == (1, True)
    suppose(
        recorded, "supposed:\n  - {recordings: [crates.list/success], credential: the-token, reason: It was that.}\n"
    )
    done = recorded.call("verify")
    assert (done.code, done.err) == (0, "")
    assert "the-token" not in done.out


def test_what_a_stand_in_is_not_held_to_is_told(recorded: Project):
    suppose(recorded, "not_held:\n  - {recordings: [crates.list/success], reason: It is odd.}\n")
    done = recorded.call("verify")
    assert done.code == 1
    place = "specs/depot/supposed.yaml:2 #/not_held/0"
    assert f"{place}: crates.list/success: the stand-in agrees with it [stale-supposition]" in done.err
    assert "  not held to the stand-in:\n    crates.list/success (It is odd.)\n" in done.out
    suppose(recorded, "not_held:\n  - {recording: [crates.list/success], reason: It is odd.}\n")
    refused(recorded.call("verify"), "specs/depot/supposed.yaml:2", "Did you mean 'recordings'?")


def test_gaps_are_findings_when_asked_for(recorded: Project):
    done = recorded.call("verify", "--complete")
    assert done.code == 1
    assert "no recording of crates_update shows the status 204 [uncovered]" in done.err
    accept(recorded, "accepted:\n  - {operation: crates_update, status: 204, reason: It cannot be undone.}\n")
    done = recorded.call("verify", "--complete")
    assert (done.code, done.err) == (0, "")
    assert "  accepted:\n    crates_update: status 204 (It cannot be undone.)\n" in done.out


def test_an_accepted_gap_that_is_none_is_a_finding(recorded: Project):
    accept(recorded, "accepted:\n  - {operation: crates_list, status: 200, reason: Hard to get.}\n")
    done = recorded.call("verify")
    assert done.code == 1
    assert "specs/depot/coverage.yaml:2 #/accepted/0: a recording shows the status 200" in done.err


def test_a_coverage_file_with_a_wrong_key_is_refused(recorded: Project):
    accept(recorded, "accepted:\n  - operation: crates_list\n    staus: 200\n    reason: x\n")
    refused(recorded.call("verify"), "specs/depot/coverage.yaml:3", "Did you mean 'status'?")


def test_unused_recordings_are_listed(recorded: Project):
    write(recorded, recording([{"maxWeight": 7, "label": "a"}]), "depot/crates.list/twin.yaml")
    done = recorded.call("verify")
    assert done.code == 0
    line = (
        "tests/fixtures/depot/crates.list/twin.yaml makes the same call with the same requests and answers as 'success'"
    )
    assert f"  unused:\n    {line}\n" in done.out


def test_json_and_markdown(recorded: Project):
    data = json.loads(recorded.call("verify", "--format", "json").out)
    assert data["vendors"]["depot"]["coverage"]["statuses"] == {"recorded": 1, "documented": 2}
    assert "| `crates_list` | 1/1 |  | 2/2 |\n" in recorded.call("verify", "--format", "markdown").out


def test_findings_are_in_the_json_too(project: Project):
    write(project, recording([{"label": 7}]))
    done = project.call("verify", "--format", "json")
    assert done.code == 1
    (finding,) = [
        each for each in json.loads(done.out)["vendors"]["depot"]["findings"] if each["rule"] == "invalid-body"
    ]
    assert finding["file"] == "tests/fixtures/depot/crates.list/success.yaml"


def test_all_vendors_or_those_named(recorded: Project):
    recorded.add_vendor("shed")
    assert recorded.call("verify", "depot").out.startswith("depot: ")
    refused(recorded.call("verify"), "specs/shed")


def test_a_name_that_is_no_vendor_is_refused(project: Project):
    refused(project.call("verify", "depto"), "'depto'", "Did you mean 'depot'?")


def test_an_unknown_format_is_refused(project: Project):
    done = project.call("verify", "--format", "xml")
    assert done.code == 2
    assert "'text', 'json', 'markdown'" in done.err


def test_recordings_of_no_vendor_are_found_when_all_are_verified(recorded: Project):
    write(recorded, recording([]), "depott/crates.list/x.yaml")
    assert recorded.call("verify", "depot").code == 0
    done = recorded.call("verify")
    assert done.code == 1
    assert "tests/fixtures/depott: holds recordings of 'depott', which is no vendor" in done.err


def test_a_recording_that_cannot_be_read_is_refused(recorded: Project):
    path = write(recorded, {"metadata": {}}, "depot/crates.list/broken.yaml")
    refused(recorded.call("verify"), str(path))


def test_without_a_package_it_says_what_to_do(fresh: Project):
    fresh.call("normalise")
    refused(fresh.call("verify"), "generated/depot", "specloom generate")


def test_without_a_document_it_says_what_to_do(fresh: Project):
    refused(fresh.call("verify"), "specs/depot/openapi.yaml", "specloom normalise")


def test_a_terminal_gets_a_table_and_progress(recorded: Project):
    out, err = terminal(recorded, "verify")
    assert "nothing wrong" in out
    assert [cell.strip() for cell in row(out, "crates_list").split("│")[1:-1]] == ["crates_list", "1/1", "", "2/2"]
    assert "crates_update: status 204" in out
    assert "against the client" in err


def row(text: str, name: str) -> str:
    return next(line for line in text.splitlines() if name in line and "│" in line)


def terminal(project: Project, *arguments: str) -> tuple[str, str]:
    """Run the command with both its outputs on terminals of their own."""
    pairs = [pty.openpty() for _ in range(2)]
    process = subprocess.Popen(
        command(*arguments), cwd=project.root, stdin=subprocess.DEVNULL, stdout=pairs[0][1], stderr=pairs[1][1],
        env=clean_environment(TERM="xterm"),
    )  # fmt: skip
    assert process.wait(timeout=60) == 0
    texts: list[str] = []
    for reader, writer in pairs:
        os.close(writer)
        texts.append(read(reader))
        os.close(reader)
    return texts[0], texts[1]


def read(reader: int) -> str:
    data = b""
    while True:
        try:
            chunk = os.read(reader, 65536)
        except OSError:  # what Linux says at the end
            chunk = b""
        if not chunk:
            return data.decode()
        data += chunk


@pytest.mark.soak
def test_the_recordings_of_this_project():
    done = Project(ROOT).call("verify")
    assert (done.code, done.err) == (0, "")

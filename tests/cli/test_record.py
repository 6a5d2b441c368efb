"""`specloom record`: what it says, what it ends with, and what is left when it is interrupted."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.document.load import load
from generator.standin.serving.server import serving
from generator.standin.standin import StandIn

from .project import ROOT, Project, refused, tree

sys.path.append(str(ROOT / "tests" / "runtime"))  # for its local server

from local_server import LocalServer, Received, Reply, json_reply

SCENARIOS = """\
scenarios:
  crates:
    note: A crate is changed.
    steps:
      - {call: crates.update, arguments: {crate_id: a1, label: Tea}, case: recorded, note: It is changed.}
    finally:
      - {call: crates.update, arguments: {crate_id: a1, label: Empty}}
  reads:
    note: Crates are listed.
    steps:
      - {call: crates.list, case: recorded, note: All of them.}
"""


@pytest.fixture
def recording(project: Project) -> Project:
    write(project, SCENARIOS)
    return project


@pytest.fixture
def depot() -> Iterator[LocalServer]:
    """A depot that is no stand-in."""
    server = LocalServer()
    server.handle = answer
    yield server
    server.close()


def answer(request: Received) -> Reply:
    if "/_specloom/" in request.path:
        return Reply(404)
    return Reply(204) if request.method == "PUT" else json_reply([{"label": "Tea"}])


def called(server: LocalServer) -> list[str]:
    return [f"{each.method} {each.target}" for each in server.received if "/_specloom/" not in each.path]


def write(project: Project, scenarios: str) -> None:
    (project.vendor.parent / "scenarios.yaml").write_text(scenarios)


def fixtures(project: Project) -> Path:
    return project.root / "tests" / "fixtures"


def test_a_stand_in_is_started_and_recorded(recording: Project) -> None:
    done = recording.call("record", "depot")
    assert (done.code, done.err) == (0, "")
    first, *_, last = done.out.splitlines()
    assert first.startswith("depot at http://127.0.0.1:")
    assert first.endswith(": a stand-in that was started for it")
    assert last == "depot: 2 scenarios, 3 calls, 2 cassettes written, 0 unchanged"
    assert sorted(tree(fixtures(recording))) == ["depot/crates.list/recorded.yaml", "depot/crates.update/recorded.yaml"]
    assert recording.call("verify", "depot").code == 0


def test_the_same_again_changes_nothing(recording: Project) -> None:
    recording.call("record", "depot")
    before = tree(fixtures(recording))
    again = recording.call("record", "depot")
    assert again.out.endswith("depot: 2 scenarios, 3 calls, 0 cassettes written, 2 unchanged\n")
    assert tree(fixtures(recording)) == before


def test_a_stand_in_that_is_served_is_recognised(recording: Project) -> None:
    with serving(StandIn(load(recording.form), "Depot")) as url:
        done = recording.call("record", "depot", "--base-url", url)
    assert done.code == 0, done
    assert done.out.splitlines()[0] == f"depot at {url}: a stand-in"
    assert "warning: the stand-in forgets what was made with it" in done.out


def test_a_live_account_is_written_to_only_with_leave(recording: Project, depot: LocalServer) -> None:
    done = recording.call("record", "depot", "--base-url", depot.url, DEPOT_TOKEN="depot-token-1")
    assert (done.code, done.err, called(depot)) == (0, "", ["GET /crates"])
    assert "  crates: skipped, it writes (crates.update), which takes --allow-writes" in done.out
    done = recording.call("record", "depot", "--base-url", depot.url, "--allow-writes", DEPOT_TOKEN="depot-token-1")
    assert (done.code, called(depot)[1:]) == (0, ["PUT /crates/a1", "PUT /crates/a1", "GET /crates"])
    assert f"depot at {depot.url}: a live account, with DEPOT_TOKEN" in done.out
    assert "depot-token-1" not in done.out
    assert depot.last.headers["authorization"] == "Bearer depot-token-1"


def test_chosen_scenarios_and_dry_runs(recording: Project, depot: LocalServer) -> None:
    done = recording.call("record", "depot", "--base-url", depot.url, "--dry-run", DEPOT_TOKEN="depot-token-1")
    assert (done.code, called(depot), fixtures(recording).exists()) == (0, [], False)
    done = recording.call("record", "depot", "--only", "reads")
    assert done.out.endswith("depot: 1 scenario, 1 call, 1 cassette written, 0 unchanged\n")


def test_a_failure_is_told_with_its_line(recording: Project, depot: LocalServer) -> None:
    depot.replies = [Reply(404), Reply(404)]  # no stand-in; and no crate a1
    depot.handle = lambda request: Reply(404) if request.method == "PUT" else answer(request)
    write(recording, SCENARIOS.replace("crate_id: a1, label: Empty", "crate_id: a2, label: Empty"))
    arguments = ("record", "depot", "--base-url", depot.url, "--allow-writes")
    done = recording.call(*arguments, DEPOT_TOKEN="depot-token-1")
    assert done.code == 1
    assert "scenarios.yaml:5 #/scenarios/crates/steps/0: crates.update: raises NotFoundError" in done.err
    assert "2 scenarios, 3 calls, 1 cassette written, 0 unchanged, 1 scenario failed" in done.out
    assert sorted(tree(fixtures(recording))) == ["depot/crates.list/recorded.yaml"]


def test_what_is_left_behind_is_told(recording: Project, depot: LocalServer) -> None:
    depot.handle = lambda request: Reply(403) if b"Empty" in request.body else answer(request)
    done = recording.call("record", "depot", "--base-url", depot.url, "--allow-writes", DEPOT_TOKEN="depot-token-1")
    assert done.code == 1
    assert "not cleaned up by crates.update(crate_id='a1', label='Empty'): crates.update: raises Permission" in done.err
    assert done.out.endswith("Left behind, to be removed by hand: 1 thing, named above.\n")


def test_what_cannot_be_used_is_refused(recording: Project, depot: LocalServer) -> None:
    refused(recording.call("record", "depto"), "Did you mean 'depot'?")
    refused(recording.call("record", "depot", "--only", "craits"), "Did you mean 'crates'?")
    refused(recording.call("record", "depot", "--base-url", "http://depot.example"), "unencrypted")
    refused(recording.call("record", "depot", "--base-url", depot.url), "Set DEPOT_TOKEN.")
    write(recording, SCENARIOS.replace("cases", "case").replace("finally:", "finaly:"))
    refused(recording.call("record", "depot"), "scenarios.yaml:6", "Did you mean 'finally'?")
    (recording.vendor.parent / "scenarios.yaml").unlink()
    refused(recording.call("record", "depot"), "scenarios.yaml")
    assert called(depot) == []


def test_what_a_person_wrote_stops_it(recording: Project) -> None:
    recording.call("record", "depot")
    written = fixtures(recording) / "depot" / "crates.list" / "recorded.yaml"
    recording.edit(written, "provenance: stand-in", "provenance: documentation")
    before = tree(fixtures(recording))
    refused(recording.call("record", "depot", "--replace"), str(written), "Choose another case in scenarios.yaml.")
    assert tree(fixtures(recording)) == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize(
    ("name", "code", "said"),
    [("SIGINT", 130, "interrupted"), ("SIGTERM", 143, "terminated"), ("SIGHUP", 129, "terminated")],
)
def test_whatever_ends_it_cleans_up(
    recording: Project,
    depot: LocalServer,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    code: int,
    said: str,
) -> None:
    monkeypatch.setenv("DEPOT_TOKEN", "depot-token-1")
    process = recording.start("record", "depot", "--base-url", depot.url, "--allow-writes")

    def interrupting(request: Received) -> Reply:
        if b"Tea" in request.body:
            process.send_signal(getattr(signal, name))
            return Reply(204, delay=0.5)
        return answer(request)

    depot.handle = interrupting
    out, err = process.communicate(timeout=60)
    assert process.returncode == code, (out, err)
    assert called(depot) == ["PUT /crates/a1", "PUT /crates/a1"]
    assert b"Empty" in depot.last.body
    assert err.endswith(f"{said}\n")
    assert "Traceback" not in err
    assert not fixtures(recording).exists()

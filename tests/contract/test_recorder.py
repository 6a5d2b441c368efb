"""Recording an account: what is called, what is cleaned up, and what is written of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.contract.cassettes.cassette import load_cassette
from generator.contract.recording.files import keep
from generator.document.findings import SpecloomError
from generator.document.load import load

from .studio import FIRST, TOKEN, Received, Reply, Studio, json_reply, studio

LIFE = """
  life:
    note: A script is made and deleted.
    steps:
      - call: scripts.create
        arguments: {name: Recorded, content: 'return 1'}
        as: made
        case: recorded
        note: A script is made.
      - {call: scripts.get, arguments: {script_id: '${made.id}'}, case: recorded, note: It can be read.}
    finally:
      - {call: scripts.delete, arguments: {script_id: '${made.id}'}}
"""
READ = """
  read:
    note: Nothing is changed.
    steps:
      - {call: scripts.get, arguments: {script_id: 5f00000000000000000000ff}, raises: NotFoundError, case: missing, note: No.}
"""


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with studio(tmp_path, monkeypatch) as made:
        yield made


def test_a_live_account_is_recorded_as_if_at_the_declared_server(live: Studio) -> None:
    report = live.record(LIFE)
    assert report.findings == []
    assert live.account.received == ["POST /v1/scripts", f"GET /v1/scripts/{FIRST}", f"DELETE /v1/scripts/{FIRST}"]
    assert sorted(live.files()) == ["celigo/scripts.create/recorded.yaml", "celigo/scripts.get/recorded.yaml"]
    made = load_cassette(live.cassette("scripts.create/recorded"))
    assert (made.provenance, made.note) == ("live", "A script is made.")
    (exchange,) = made.interactions
    assert exchange.request.url == "https://api.integrator.io/v1/scripts"
    assert exchange.request.headers == (
        ("Accept", "application/json"),
        ("Authorization", "Bearer REDACTED"),
        ("Content-Type", "application/json"),
    )
    assert live.findings() == []


def test_nothing_of_the_account_is_written(live: Studio) -> None:
    live.account.reply = lambda request: (
        json_reply(
            {"_id": FIRST, "name": f"made by ann@acme.com with {TOKEN} at {live.server.url}"}, 201, Set_Cookie="s=1"
        )
        if request.method == "POST"
        else None
    )
    live.account.scripts[FIRST] = {"_id": FIRST, "name": "Recorded"}
    assert live.record(LIFE).findings == []
    written = b"".join(live.files().values()).decode()
    for secret in (TOKEN, FIRST, "acme.com", "127.0.0.1", live.server.url, "Cookie"):
        assert secret not in written
    assert live.findings() == []


def test_ids_are_the_same_wherever_they_stand(live: Studio) -> None:
    live.record(LIFE)
    made, read = (load_cassette(live.cassette(f"scripts.{name}/recorded")) for name in ("create", "get"))
    key = read.call.arguments["script_id"]
    assert key != FIRST
    assert f'"{key}"'.encode() in made.interactions[0].response.body
    assert read.interactions[0].request.path == f"/v1/scripts/{key}"


def test_the_same_scenario_gives_the_same_bytes(live: Studio) -> None:
    first = live.record(LIFE)
    before = live.files()
    live.account.first = 4711  # another account, or another day
    second = live.record()
    assert live.files() == before
    assert (len(first.written), first.unchanged, second.written, second.unchanged) == (2, 0, [], 2)


def test_without_leave_only_what_reads_is_run(live: Studio) -> None:
    report = live.record(LIFE + READ, allow_writes=False)
    assert (report.scenarios, report.skipped) == (["read"], ["life"])
    assert live.account.received == ["GET /v1/scripts/5f00000000000000000000ff"]
    assert "  life: skipped, it writes (scripts.create, scripts.delete), which takes --allow-writes" in live.told


def test_what_will_be_done_is_told_before_anything_is(live: Studio) -> None:
    told: list[str] = []
    live.account.reply = lambda _: told.extend(live.told)
    live.record(LIFE)
    assert told[:4] == [
        f"celigo at {live.server.url}: a live account, with CELIGO_API_TOKEN",
        "  life: 2 calls or more (1 GET, 1 POST)",
        "    writes: scripts.create",
        "    then cleans up: scripts.delete",
    ]
    assert TOKEN not in "".join(live.told)


def test_a_dry_run_calls_nothing(live: Studio) -> None:
    report = live.record(LIFE, dry_run=True)
    assert (report.scenarios, live.account.received, live.files()) == ([], [], {})
    assert len(live.told) == 4


def test_chosen_scenarios_alone_are_run(live: Studio) -> None:
    assert live.record(LIFE + READ, only=("read",)).scenarios == ["read"]
    with pytest.raises(SpecloomError, match="Did you mean 'life'"):
        live.record(only=("lief",))


def test_a_missing_credential_stops_before_the_first_call(live: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CELIGO_API_TOKEN")
    with pytest.raises(SpecloomError, match="Set CELIGO_API_TOKEN"):
        live.record(LIFE)
    assert live.account.received == []
    assert live.told[0].endswith("with CELIGO_API_TOKEN (not set)")


def test_a_missing_credential_is_asked_for(live: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CELIGO_API_TOKEN")
    asked: list[tuple[str, bool]] = []

    def ask(text: str, secret: bool) -> str:
        asked.append((text, secret))
        return TOKEN

    assert live.record(LIFE, ask=ask).findings == []
    assert asked == [("token (CELIGO_API_TOKEN is not set)", True)]
    assert TOKEN.encode() not in b"".join(live.files().values())


def test_an_account_brings_what_a_scenario_needs(live: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = """
  needing:
    note: A script of the account.
    needs:
      script: {note: Id of any script., environment: MY_SCRIPT, stand-in: 5f00000000000000000000aa}
    steps:
      - {call: scripts.get, arguments: {script_id: '${script}'}, case: recorded, note: It can be read.}
"""
    assert live.record(scenario).skipped == ["needing"]
    assert "  needing: skipped, it needs MY_SCRIPT: Id of any script." in live.told
    live.account.scripts[FIRST] = {"_id": FIRST, "name": "Mine"}
    monkeypatch.setenv("MY_SCRIPT", FIRST)
    assert live.record().findings == []
    assert live.account.received == [f"GET /v1/scripts/{FIRST}"]


FAILING = """
  failing:
    note: The second step fails.
    steps:
      - {call: scripts.create, arguments: {name: One, content: x}, as: one, case: recorded, note: Made.}
      - {call: scripts.create, arguments: {name: Two, content: x}, as: two}
      - {call: scripts.get, arguments: {script_id: 5f00000000000000000000ff}}
      - {call: scripts.create, arguments: {name: Three, content: x}, as: three}
    finally:
      - {call: scripts.delete, arguments: {script_id: '${one.id}'}}
      - {call: scripts.delete, arguments: {script_id: '${two.id}'}}
      - {call: scripts.delete, arguments: {script_id: '${three.id}'}}
"""


def test_a_failed_scenario_cleans_up_and_writes_nothing(live: Studio) -> None:
    report = live.record(FAILING + READ)
    assert live.account.scripts == {}
    (failure,) = report.failures
    assert "scripts.get: raises NotFoundError: 404" in failure.message
    assert failure.place.line == 8
    assert report.left_behind == []
    assert sorted(live.files()) == ["celigo/scripts.get/missing.yaml"]


def test_every_clean_up_is_tried(live: Studio) -> None:
    live.account.reply = lambda request: (
        Reply(403, b"no") if request.method == "DELETE" and request.path.endswith("01") else None
    )
    report = live.record(FAILING)
    assert [*live.account.scripts] == [FIRST]
    (left,) = report.left_behind
    assert left.message.startswith(f"not cleaned up by scripts.delete(script_id={FIRST!r}): ")


def test_what_is_gone_already_is_clean(live: Studio) -> None:
    deleting = "      - {call: scripts.delete, arguments: {script_id: '${made.id}'}, case: recorded, note: Gone.}\n"
    assert live.record(LIFE.replace("    finally:\n", deleting + "    finally:\n")).findings == []
    assert live.account.received[-2:] == [f"DELETE /v1/scripts/{FIRST}"] * 2


def test_ctrl_c_cleans_up_and_ends(live: Studio) -> None:
    def say(text: str) -> None:
        if text == "life 2/2: scripts.get":
            raise KeyboardInterrupt

    report = live.record(LIFE + READ, say=say)
    assert report.is_interrupted
    assert live.account.received == ["POST /v1/scripts", f"DELETE /v1/scripts/{FIRST}"]
    assert live.files() == {}


def test_ctrl_c_while_cleaning_up_tells_what_is_left(live: Studio) -> None:
    def say(text: str) -> None:
        if text == "cleaning up 2/3: scripts.delete":
            raise KeyboardInterrupt

    report = live.record(FAILING, say=say)
    assert report.is_interrupted
    assert [*live.account.scripts] == ["5f0000000000000000000002"]
    assert "script_id='5f0000000000000000000002'): interrupted" in report.left_behind[0].message


@pytest.mark.parametrize(
    "reply", [Reply(reset=True), Reply(503, b"<html>"), Reply(201, b"[1")], ids=["lost", "failed", "unreadable"]
)
def test_what_may_have_been_made_is_told(live: Studio, reply: Reply) -> None:
    live.account.reply = lambda request: reply if request.method == "POST" else None
    report = live.record(LIFE)
    (left,) = report.left_behind
    assert left.message.endswith("scripts.create may have made something, but its answer did not come")


def test_what_the_client_cannot_read_is_cleaned_up_all_the_same(live: Studio) -> None:
    live.account.reply = lambda request: (
        json_reply({"_id": FIRST, "name": 7}, 201) if request.method == "POST" else None
    )
    live.account.scripts[FIRST] = {"_id": FIRST}
    report = live.record(LIFE.replace("made.id", "made._id"))
    assert "ResponseValidationError" in report.failures[0].message
    assert report.left_behind == []
    assert live.account.scripts == {}


def test_an_error_that_does_not_come_fails_the_scenario(live: Studio) -> None:
    live.account.scripts["5f00000000000000000000ff"] = {"_id": "5f00000000000000000000ff"}
    report = live.record(READ)
    assert "raises nothing in place of NotFoundError" in report.failures[0].message
    assert live.files() == {}


def test_repeated_requests_are_in_the_recording(live: Studio) -> None:
    replies = [Reply(429, b"{}", {"Content-Type": "application/json", "Retry-After": "0"})]
    live.account.reply = lambda _: replies.pop() if replies else None
    scenario = READ.replace("case: missing", "case: retried, retries: 1")
    assert live.record(scenario).findings == []
    recorded = load_cassette(live.cassette("scripts.get/retried"))
    assert [each.response.status for each in recorded.interactions] == [429, 404]
    assert (recorded.retries, recorded.raises) == (1, "NotFoundError")


LIST = """
  list:
    note: All scripts.
    steps:
      - {call: scripts.list, as: all, case: recorded, note: Two pages.}
      - {call: scripts.get, arguments: {script_id: '${all.items.1.id}'}}
"""


def paged(live: Studio) -> None:
    base = live.server.url + live.account.prefix

    def reply(request: Received) -> Reply | None:
        if request.path != f"{live.account.prefix}/v1/scripts":
            return None
        if request.query:
            return json_reply([{"_id": FIRST, "name": "Two"}])
        link = f'<{base}/v1/scripts?include=name>; rel="next"'
        return json_reply([{"_id": "5f0000000000000000000009", "name": "One"}], Link=link)

    live.account.scripts[FIRST] = {"_id": FIRST, "name": "Two"}
    live.account.reply = reply


def test_links_lead_to_where_the_api_is_and_are_recorded_as_declared(live: Studio) -> None:
    live.account.prefix = "/mirror"
    paged(live)
    assert live.record(LIST, base_url=live.server.url + "/mirror/").findings == []
    assert live.account.received[1] == "GET /mirror/v1/scripts?include=name"
    recorded = load_cassette(live.cassette("scripts.list/recorded"))
    assert [each.request.url for each in recorded.interactions] == [
        "https://api.integrator.io/v1/scripts",
        "https://api.integrator.io/v1/scripts?include=name",
    ]
    assert live.findings() == []


def test_the_server_is_that_of_the_region_of_the_client(live: Studio) -> None:
    live.record(READ.replace("case: missing", "client: {region: eu}, case: missing"))
    recorded = load_cassette(live.cassette("scripts.get/missing"))
    assert recorded.interactions[0].request.url.startswith("https://api.eu.integrator.io/v1/scripts/")
    assert recorded.call.client == {"region": "eu"}
    assert live.findings() == []


def test_a_list_of_which_not_all_pages_are_read_is_not_recorded(live: Studio) -> None:
    paged(live)
    report = live.record(LIST.replace("as: all,", "as: all, pages: 1,"))
    assert "the list goes on behind 1 pages" in report.failures[0].message
    assert live.record(LIST.replace("as: all,", "as: all, pages: 2,")).findings == []


def test_a_wrong_token_is_given_as_it_stands_and_recorded_as_none(live: Studio) -> None:
    wrong = "raises: AuthenticationError, client: {token: wrong-token-1}"
    assert live.record(READ.replace("raises: NotFoundError", wrong)).findings == []
    assert b"wrong-token-1" not in b"".join(live.files().values())
    assert load_cassette(live.cassette("scripts.get/missing")).call.client == {}
    assert live.findings() == []


def test_a_status_is_asked_of_no_live_account(live: Studio) -> None:
    asking = READ.replace("raises: NotFoundError", "raises: RateLimitError, answer: 429")
    assert live.record(asking).skipped == ["read"]
    assert "  read: skipped, no step of it can be made here" in live.told
    assert live.account.received == []


def test_a_step_waits_for_an_answer(live: Studio) -> None:
    live.account.scripts[FIRST] = {"_id": FIRST, "name": "Old"}

    def reply(_: Received) -> None:
        if len(live.account.received) == 3:
            live.account.scripts[FIRST]["name"] = "New"

    live.account.reply = reply
    scenario = f"""
  waiting:
    note: A name changes.
    steps:
      - {{call: scripts.get, arguments: {{script_id: {FIRST}}}, until: {{name: New}}, wait: 0.01, case: recorded, note: New.}}
"""
    assert live.record(scenario).findings == []
    assert len(live.account.received) == 3
    assert len(load_cassette(live.cassette("scripts.get/recorded")).interactions) == 1


def test_what_a_person_wrote_is_never_replaced(live: Studio) -> None:
    live.record(LIFE)
    written = live.cassette("scripts.get/recorded")
    written.write_text(written.read_text().replace("provenance: live", "provenance: authored"))
    before, calls = live.files(), list(live.account.received)
    with pytest.raises(SpecloomError, match=r"scripts\.get/recorded\.yaml: is authored .*\n.*Choose another case"):
        live.record(replace=True)
    assert (live.files(), live.account.received) == (before, calls)


def test_another_kind_of_recording_is_replaced_only_if_asked(live: Studio) -> None:
    live.record(LIFE)
    other = live.cassette("scripts.get/recorded")
    other.write_text(other.read_text().replace("provenance: live", "provenance: stand-in"))
    with pytest.raises(SpecloomError, match=r"was recorded from a stand-in.*\n.*--replace"):
        live.record()
    report = live.record(replace=True)
    assert (report.written, report.unchanged) == ([str(other)], 1)


def test_a_cassette_that_cannot_be_read_is_an_error(live: Studio) -> None:
    live.record(LIFE)
    broken = live.cassette("scripts.get/recorded")
    broken.write_text("metadata: [")
    with pytest.raises(SpecloomError, match=r"recorded\.yaml"):
        live.record()
    assert broken.read_text() == "metadata: ["


def test_noted_deviations_are_kept(live: Studio) -> None:
    def reply(request: Received) -> Reply | None:
        key = request.path.rpartition("/")[2]
        return json_reply({"_id": key, "colour": "red"}) if request.method == "GET" else None

    live.account.reply = reply
    live.record(LIFE)
    recorded = live.cassette("scripts.get/recorded")
    noted = "deviates:\n    /interactions/0/response/body/colour: The vendor has not documented it yet.\ninteractions:"
    recorded.write_text(recorded.read_text().replace("interactions:", "  " + noted, 1))
    assert live.findings() == []
    before = live.files()
    live.record()
    assert live.files() == before


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://api.example.com", "would get the credentials unencrypted"),
        ("https://ann:secret@api.example.com", "no credentials, query or fragment"),
        ("https://api.example.com/?key=1", "no credentials, query or fragment"),
        ("ftp://api.example.com", "no credentials, query or fragment"),
        ("http://[", "no credentials, query or fragment"),
        ("http://127.0.0.1:9", "nothing answers at 127.0.0.1:9"),
    ],
)
def test_an_unusable_url_is_refused(live: Studio, url: str, said: str) -> None:
    with pytest.raises(SpecloomError) as refused:
        live.record(LIFE, base_url=url)
    assert said in str(refused.value)
    assert "secret" not in str(refused.value)


def test_arguments_that_the_client_does_not_take_are_found_before_the_first_call(live: Studio) -> None:
    with pytest.raises(SpecloomError) as refused:
        live.record(
            LIFE.replace("name: Recorded", "nam: Recorded").replace("as: made", "as: made\n        client: {tokn: x}")
            + READ.replace("NotFoundError", "NotFound")
        )
    said = str(refused.value)
    assert "Did you mean 'name'?" in said
    assert "Did you mean 'token'?" in said
    assert "Did you mean 'NotFoundError'?" in said
    assert "scenarios.yaml:6" in said
    assert live.account.received == []


def test_what_holds_a_secret_is_not_written(live: Studio) -> None:
    live.record(LIFE)
    recorded = live.cassette("scripts.get/recorded")
    cassette = load_cassette(recorded)
    before = live.files()
    for case in ("recorded", "other"):
        leaking = replace(cassette, case=case, note=f"It is {TOKEN}.")
        with pytest.raises(SpecloomError, match="/metadata/note"):
            keep(live.paths.fixtures, leaking, secrets=[TOKEN], document=load(live.document), replace=False)
    assert live.files() == before


def test_a_login_is_made_for_the_recording_and_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with studio(tmp_path, monkeypatch, "patchworks") as patchworks:

        def reply(request: Received) -> Reply:
            if request.path == "/elsewhere/login":
                return json_reply({"token": "token-of-a-login-77", "expires_in": 3600})
            assert request.headers["authorization"] == "Bearer token-of-a-login-77"
            return json_reply({"data": {"id": 7, "name": "made with token-of-a-login-77"}})

        patchworks.account.reply = reply
        for name, value in (("USERNAME", "ann.example"), ("PASSWORD", "correct-horse")):
            monkeypatch.setenv(f"PATCHWORKS_{name}", value)
        monkeypatch.setenv("PATCHWORKS_LOGIN_URL", f"{patchworks.server.url}/elsewhere/login")
        report = patchworks.record("""
  read:
    note: A version is read by a user.
    steps:
      - {call: script_versions.get, arguments: {script_version: '7'}, case: recorded, note: It can be read.}
""")
        assert report.findings == []
        assert patchworks.account.received == ["POST /elsewhere/login", "GET /api/v1/script-versions/7"]
        assert patchworks.told[0].endswith("with PATCHWORKS_USERNAME, PATCHWORKS_PASSWORD")
        written = b"".join(patchworks.files().values()).decode()
        for secret in ("token-of-a-login-77", "ann.example", "correct-horse", "elsewhere"):
            assert secret not in written
        recorded = load_cassette(patchworks.cassette("script_versions.get/recorded"))
        assert recorded.call.client == {"api_key": None, "token": "REDACTED"}
        assert patchworks.findings() == []


def test_a_credential_that_is_too_short_stops_before_the_first_call(
    live: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CELIGO_API_TOKEN", "abc")
    with pytest.raises(SpecloomError, match="Use a longer one for recording"):
        live.record(LIFE)
    assert live.account.received == []

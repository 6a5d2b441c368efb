from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx2
import pytest

from generator.standin.behaviour import Behaviour
from generator.standin.keeping.store import Record
from generator.standin.serving import control
from generator.standin.serving.app import StandInApp, make_app
from generator.standin.serving.local import is_loopback

from .shed import document, exchanged, inside, served, shed


def asked(app: StandInApp, *calls: tuple[str, str, Any]) -> list[httpx2.Response]:
    """The answers to method, path below the control and JSON body of each call."""

    async def run(client: httpx2.AsyncClient) -> list[httpx2.Response]:
        return [
            await client.request(method, f"/_specloom/{path}", **({} if body is None else {"json": body}))
            for method, path, body in calls
        ]

    return inside(app, run)


def test_the_state_says_what_there_is_and_what_was_asked():
    app = make_app(shed())
    app.faults.plan("reset", "tools_get", after=2)

    async def run(client: httpx2.AsyncClient) -> Any:
        await client.post("/tools", json={"name": "rake"})
        await client.get("/nowhere?token=secret")
        return (await client.get("/_specloom/state")).json()

    assert inside(app, run) == {
        "api": "Shed",
        "now": "2030-01-01T12:00:00.000Z",
        "kept": {"/tools": 1},
        "last": [
            {"at": "2030-01-01T12:00:00.000Z", "method": "GET", "target": "/nowhere", "operation": "", "status": 404},
            {
                "at": "2030-01-01T12:00:00.000Z", "method": "POST", "target": "/tools", "operation": "tools_create",
                "status": 201,
            },
        ],
        "faults": [{"kind": "reset", "operation": "tools_get", "times": 1, "after": 2, "chance": 1.0}],
    }  # fmt: skip


def test_the_clock_moves_and_stops():
    app = make_app(shed())
    answers = asked(
        app,
        ("POST", "clock", {"advance": 3600}),
        ("POST", "clock", {"advance": -1.5}),
        ("POST", "clock", {"set": "2031-02-03T04:05:06+01:00"}),
    )
    times = ["2030-01-01T13:00:00.000Z", "2030-01-01T12:59:58.500Z", "2031-02-03T03:05:06.000Z"]
    assert [answer.json() for answer in answers] == [{"now": time} for time in times]
    assert app.standin.world.clock.text() == times[-1]


@pytest.mark.parametrize(
    "body",
    [
        {}, [], 1, {"advance": 1, "set": "2031-02-03T04:05:06Z"}, {"advance": True}, {"advance": "1"}, {"advance": 1e300},
        {"advance": 1e12}, {"advance": 10**400}, {"set": "2031-02-03T04:05:06"}, {"set": "now"}, {"set": 5},
        {"set": "0001-01-01T00:00:00+10:00"}, {"go": 1},
    ],
)  # fmt: skip
def test_a_time_that_cannot_be_is_refused_and_the_clock_stays(body: Any):
    app = make_app(shed())
    (answer,) = asked(app, ("POST", "clock", body))
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert app.standin.world.clock.text() == "2030-01-01T12:00:00.000Z"


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"NaN", b'{"advance": NaN}', b"[" * 60000])
def test_what_is_no_json_object_is_refused(body: bytes):
    answer = inside(make_app(shed()), lambda client: client.post("/_specloom/clock", content=body))
    assert answer.status_code == 400


def test_a_body_has_a_bound():
    body = b" " * (control.MAX_BODY + 1)
    answer = inside(make_app(shed()), lambda client: client.post("/_specloom/clock", content=body))
    assert answer.status_code == 413


def test_faults_are_planned_listed_and_taken_back():
    app = make_app(shed())
    given = {"kind": "slow", "operation": "tools.list", "times": None, "after": 3, "chance": 0.5}
    answers = asked(
        app, ("POST", "faults", {"kind": "reset"}), ("POST", "faults", given), ("GET", "faults", None),
        ("DELETE", "faults", None), ("GET", "faults", None),
    )  # fmt: skip
    assert [answer.status_code for answer in answers] == [200, 200, 200, 204, 200]
    reset = {"kind": "reset", "operation": "", "times": 1, "after": 0, "chance": 1.0}
    assert answers[1].json() == answers[2].json() == [reset, given]
    assert answers[4].json() == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "reset"),
        ({"kind": "rest"}, "Did you mean 'reset'"),
        ({"kind": "reset", "operation": "tools_lisd"}, "Did you mean 'tools_list'"),
        ({"kind": "reset", "time": 2}, "Did you mean 'times'"),
        ({"kind": 1}, "kind: 1"),
        ({"kind": "reset", "times": "2"}, 'times: "2"'),
        ({"kind": "reset", "after": None}, "after: null"),
        ({"kind": "reset", "times": True}, "times: true"),
        ({"kind": "reset", "times": 0}, "times"),
    ],
)
def test_a_fault_that_cannot_be_is_refused_with_what_could_be(body: Any, said: str):
    (answer,) = asked(make_app(shed()), ("POST", "faults", body))
    assert answer.status_code == 400
    assert said in answer.json()["detail"]


def test_a_reset_begins_again():
    saw = {"id": 100, "name": "saw"}
    started = Behaviour(starts=(lambda world: world.store.insert(Record("/tools", "/tools", "100", saw)),))
    app = make_app(shed(behaviour=started))
    app.faults.plan("reset", "tools_delete", times=None)

    async def run(client: httpx2.AsyncClient) -> Any:
        await client.post("/tools", json={"name": "rake"})
        before = (await client.get("/tools")).json()
        answer = await client.post("/_specloom/reset")
        return before, answer.status_code, (await client.get("/tools")).json()

    before, status, after = inside(app, run)
    assert (len(before), status, after) == (2, 204, [saw])
    assert app.faults.planned == ()
    assert [served_.operation for served_ in app.standin.last] == ["tools_list"]


def test_the_document_is_given():
    (answer,) = asked(make_app(shed()), ("GET", "openapi.json", None))
    assert answer.json() == document()


def test_what_is_not_there_is_said_as_a_problem():
    answers = asked(make_app(shed()), ("GET", "stat", None), ("GET", "reset", None), ("GET", "", None))
    assert [answer.status_code for answer in answers] == [404, 405, 404]
    assert all(answer.headers["Content-Type"] == "application/problem+json" for answer in answers)
    assert answers[1].headers["Allow"] == "POST"


def test_a_document_cannot_hide_the_control_and_the_control_hides_nothing_else():
    paths = {"/_specloom/state": document()["paths"]["/tools"], "/_specloomed": document()["paths"]["/weather"]}
    app = make_app(shed(document=document() | {"paths": paths}))

    async def run(client: httpx2.AsyncClient) -> Any:
        other = await client.get("/_specloomed?day=2030-01-01&door=x")
        return (await client.get("/_specloom/state")).json(), other.json()

    state, other = inside(app, run)
    assert state["api"] == "Shed"
    assert other == "wet"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:80"}, 200),
        ({"Host": "x.localhost"}, 200),
        ({"Host": "[::1]"}, 200),
        ({"Host": "127.9.9.9:1"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "localhost.evil.example"}, 403),
        ({"Host": "192.168.0.1"}, 403),
        ({"Host": "127.0.0.1.evil.example:80"}, 403),
        ({"Host": "evil.example@127.0.0.1"}, 403),
        ({"Host": "[::1"}, 403),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost:81"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://["}, 403),
    ],
)
def test_pages_of_other_sites_cannot_control(headers: dict[str, str], status: int):
    app = make_app(shed())
    answer = inside(app, lambda client: client.post("/_specloom/clock", json={"advance": 1}, headers=headers))
    assert answer.status_code == status
    assert (app.standin.world.clock.text() != "2030-01-01T12:00:00.000Z") == (status == 200)


def test_two_hosts_are_none():
    with served(shed()) as client:
        sent = b"POST /_specloom/reset HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
        assert b"403 Forbidden" in exchanged(client.base_url, sent)


def test_another_machine_cannot_control():
    async def run(address: str) -> int:
        transport = httpx2.ASGITransport(make_app(shed()), client=(address, 1))
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return (await client.get("/_specloom/state")).status_code

    found = {address: asyncio.run(run(address)) for address in ("127.0.0.1", "::ffff:127.0.0.1", "192.168.0.2", "name")}
    assert list(found.values()) == [200, 200, 403, 403]


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost", True), ("::1", True), ("::ffff:10.0.0.1", False), ("0.0.0.0", False), ("", False), ("::", False)],
)
def test_loopback_is_this_machine(host: str, *, expected: bool):
    assert is_loopback(host) is expected


def test_the_state_is_json_whatever_the_document_holds():
    app = make_app(shed(document=document() | {"info": {"title": "\ud800", "version": "1"}}))
    (answer,) = asked(app, ("GET", "openapi.json", None))
    assert json.loads(answer.content)["info"]["title"] == "?"

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest

from generator.exchange.messages import Response
from generator.standin.serving.app import make_app
from generator.standin.serving.faults import BEFORE, FAULTS, Faults

from .shed import AUTHORIZED, answering, exchanged, get, inside, served, shed


def prefer(fault: str) -> dict[str, str]:
    return {"Prefer": f"fault={fault}"}


@pytest.mark.parametrize("fault", ["reset", "reset-before"])
def test_a_reset_is_a_reset_and_says_whether_the_call_was_executed(fault: str):
    standin = shed()
    with served(standin) as client:
        sent = get(
            "/tools", f"Prefer: fault={fault}", "Content-Type: application/json", "Content-Length: 15", method="POST"
        )
        with pytest.raises(ConnectionResetError):
            exchanged(client.base_url, sent + b'{"name":"rake"}')
        with pytest.raises(httpx2.ReadError):
            client.post("/tools", json={"name": "rake"}, headers=prefer(fault))
        assert len(client.get("/tools").json()) == (0 if fault in BEFORE else 2)


def test_a_close_is_an_end_without_an_answer():
    with served(shed()) as client:
        assert exchanged(client.base_url, get("/tools", "Prefer: fault=close")) == b""
        with pytest.raises(httpx2.RemoteProtocolError):
            client.post("/tools", json={"name": "rake"}, headers=prefer("close"))
        assert len(client.get("/tools").json()) == 1, "it was executed"


def test_a_truncated_answer_promises_more_than_comes():
    with served(shed()) as client:
        client.post("/tools", json={"name": "rake"})
        whole = client.get("/tools").content
        answer = exchanged(client.base_url, get("/tools", "Prefer: fault=truncate"))
        head, _, body = answer.partition(b"\r\n\r\n")
        assert f"content-length: {len(whole)}".encode() in head
        assert body == whole[: len(whole) // 2]
        with pytest.raises(httpx2.RemoteProtocolError):
            client.get("/tools", headers=prefer("truncate"))
        assert client.get("/tools").content == whole


def test_an_answer_without_a_body_cannot_be_truncated_and_is_kept_back():
    with served(shed()) as client:
        made = client.post("/tools", json={"name": "rake"}).json()
        with pytest.raises(httpx2.RemoteProtocolError):
            client.delete(f"/tools/{made['id']}", headers=prefer("truncate"))


@pytest.mark.parametrize("length", [0, 1, 29, 30, 31, 1000])
def test_a_slow_answer_comes_in_pieces_and_is_whole(length: int):
    body = bytes(range(256)) * 4
    standin = answering("tools_get", lambda call: Response(200, (("Content-Type", "image/png"),), body[:length]))
    app = make_app(standin, slow_seconds=0.01)
    with served(app) as client:
        assert client.get("/tools/1", headers=prefer("slow")).content == body[:length]
        assert client.head("/tools", headers=prefer("slow")).status_code == 200
    pieces: list[bytes] = []

    async def watched(scope: Any, receive: Any, send: Any) -> None:
        async def watching(message: Any) -> None:
            pieces.append(message.get("body", b""))
            await send(message)

        await app(scope, receive, watching)

    inside(watched, lambda client: client.get("/tools/1", headers=prefer("slow")))
    assert max(map(len, pieces)) <= 1 + length // 30
    assert b"".join(pieces) == body[:length]


@pytest.mark.parametrize("body", [b'{"id": 1}', b"7", b'"a"', b"[]", b"   ", b"null", b""])
def test_garbage_is_no_json_and_says_that_it_is(body: bytes):
    headers = (("Content-Type", "application/json"),) if body else ()
    with served(answering("tools_get", lambda call: Response(200 if body else 204, headers, body))) as client:
        answer = client.get("/tools/1", headers=prefer("garbage"))
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
        with pytest.raises(json.JSONDecodeError):
            answer.json()


def test_a_gateway_answers_with_a_page_before_anything_is_executed():
    with served(shed()) as client:
        answer = client.post("/tools", json={"name": "rake"}, headers=prefer("gateway"))
        assert (answer.status_code, answer.headers["Content-Type"]) == (502, "text/html")
        assert "<h1>502 Bad Gateway</h1>" in answer.text
        assert client.get("/tools").json() == []


def test_an_unknown_fault_is_refused_with_the_nearest_name():
    with served(shed()) as client:
        answer = client.get("/tools", headers=prefer("truncated"))
        assert answer.status_code == 400
        assert "'truncate'" in answer.json()["detail"]


@pytest.mark.parametrize("fault", FAULTS)
def test_in_process_a_broken_connection_is_what_a_client_makes_of_one(fault: str):
    app = make_app(shed(), slow_seconds=0.01)

    async def calls(client: httpx2.AsyncClient) -> tuple[Any, int]:
        try:
            answer: Any = await client.post("/tools", json={"name": "rake"}, headers=prefer(fault))
        except httpx2.TransportError as error:
            answer = error
        return answer, len((await client.get("/tools")).json())

    answer, count = inside(app, calls)
    assert count == (0 if fault in BEFORE else 1)
    assert isinstance(answer, httpx2.ReadError) == (fault in {"reset", "reset-before", "close", "truncate"})


Calls = Callable[[httpx2.AsyncClient], Awaitable[list[int]]]


def requests(*paths: str) -> Calls:
    async def calls(client: httpx2.AsyncClient) -> list[int]:
        return [(await client.get(path)).status_code for path in paths]

    return calls


def test_a_plan_strikes_its_operation_as_often_as_it_says_and_after_as_many_as_it_says():
    app = make_app(shed())
    app.faults.plan("gateway", "tools_list", times=2, after=1)
    paths = ("/tools", "/api/tools", "/nowhere", "/weather?day=2030-01-01&door=x", "/tools?x=/", "/tools")
    assert inside(app, requests(*paths)) == [200, 502, 404, 200, 502, 200]
    assert app.faults.planned == ()


def test_a_plan_without_an_operation_strikes_any_request_and_one_without_end_goes_on():
    app = make_app(shed())
    app.faults.plan("gateway", times=None)
    assert inside(app, requests("/nowhere", "/tools", "/tools")) == [502] * 3
    app.faults.clear()
    assert inside(app, requests("/tools")) == [200]


def test_the_method_of_the_client_names_its_operation_as_well_and_the_oldest_plan_strikes_first():
    app = make_app(shed())
    app.faults.plan("garbage", "tools.list")
    app.faults.plan("gateway")
    assert inside(app, requests("/tools", "/tools", "/tools")) == [200, 502, 200]


def test_a_wish_counts_for_itself():
    app = make_app(shed())
    app.faults.plan("garbage")

    async def calls(client: httpx2.AsyncClient) -> tuple[int, bytes]:
        wished = await client.get("/tools", headers=prefer("gateway"))
        return wished.status_code, (await client.get("/tools")).content

    assert inside(app, calls) == (502, b"[{")


def struck(seed: int) -> list[int]:
    app = make_app(shed(seed=seed))
    app.faults.plan("gateway", times=None, chance=0.3)
    return inside(app, requests(*["/tools"] * 60))


def test_chance_is_that_of_the_seed():
    first = struck(1)
    assert struck(1) == first
    assert struck(2) != first
    assert 5 < first.count(502) < 35


def test_clearing_begins_again_with_the_seed():
    faults = Faults(shed().api, 4)
    runs: list[list[str]] = []
    for _ in range(2):
        faults.plan("reset", times=None, chance=0.5)
        runs.append([faults.due(None) for _ in range(20)])
        faults.clear()
    assert runs[0] == runs[1]
    assert set(runs[0]) == {"", "reset"}


@pytest.mark.parametrize(
    ("kind", "operation", "numbers", "said"),
    [
        ("rest", "", {}, "'reset'"),
        ("reset", "tools_lists", {}, "'tools_list'"),
        ("reset", "", {"times": 0}, "times"),
        ("reset", "", {"after": -1}, "after"),
        ("reset", "", {"chance": 1.5}, "chance"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(kind: str, operation: str, numbers: dict[str, Any], said: str):
    faults = Faults(shed().api)
    with pytest.raises(ValueError, match=said):
        faults.plan(kind, operation, **numbers)
    assert faults.planned == ()


def test_the_connection_that_went_wrong_is_the_only_one():
    app = make_app(shed())
    with served(app) as client:
        app.faults.plan("reset", times=20)
        for _ in range(20):
            with pytest.raises(httpx2.ReadError):
                client.get("/tools")
        assert client.get("/tools", headers=AUTHORIZED).status_code == 200

"""d.velop's scripts: what they answer, how many run at once, in the background too, and what they logged."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest

from generator.exchange.messages import Request, Response

from .vendors import Answer, Vendor

GREETER = "3f0c8a52-7d1e-4b6a-9c35-2e8f4d917a60"
ANY = "11111111-2222-4333-8444-555555555555"
NOBODY = "00000000-0000-4000-8000-000000000000"
VERBS = ("POST", "GET", "PUT", "DELETE", "PATCH")
FOURTEEN_MINUTES = 14 * 60


@pytest.fixture
def dvelop() -> Iterator[Vendor]:
    vendor = Vendor("dvelop")
    yield vendor
    vendor.world.store.close()


def part(dvelop: Vendor, name: str) -> Callable[..., Any]:
    """Return a function of the behaviour that is for those who test with it."""
    return getattr(dvelop.standin.behaviour.module, name)


def run(dvelop: Vendor, script: str, body: Any = None, method: str = "POST", **named: str) -> Answer:
    return dvelop(method, f"/scripting/script/{script}/run", body, **named)


def background(dvelop: Vendor, script: str, body: Any = None, method: str = "POST") -> Answer:
    return dvelop(method, f"/scripting/script/{script}/background", body)


def logs(dvelop: Vendor, script: str) -> list[dict[str, Any]]:
    answer = dvelop("GET", f"/scripting/log/script/{script}")
    assert answer.json["moreElements"] is False
    return answer.json["filteredLogs"]  # type: ignore[no-any-return]


def log(dvelop: Vendor, script: str, number: int = 0) -> Answer:
    execution = logs(dvelop, script)[number]["executionId"]
    return dvelop("GET", f"/scripting/log/script/{script}/execution/{execution}")


def test_a_script_runs_and_its_log_is_read(dvelop: Vendor) -> None:
    before = logs(dvelop, GREETER)
    answer = run(dvelop, GREETER, {"name": "Ada"})
    assert (answer.status, answer.response.body) == (200, b"Hello Ada!")
    entry, *rest = logs(dvelop, GREETER)
    assert rest == before
    assert (entry["scriptId"], entry["statusCode"]) == (GREETER, 200)
    assert entry["executionDate"] == "2026-03-01T12:00:00Z"
    read = log(dvelop, GREETER)
    assert (read.response.body, read.header("Content-Type")) == (b"Hello Ada!", "text/plain; charset=utf-8")


@pytest.mark.parametrize("method", VERBS)
def test_any_script_echoes_to_any_verb(dvelop: Vendor, method: str) -> None:
    for body, kind in (
        (b"\x00\xff", "application/octet-stream"),
        (b"a=b", "application/x-www-form-urlencoded"),
        (b"", ""),
    ):
        answer = run(dvelop, ANY, body, method, kind=kind)
        shown = kind or "application/octet-stream"
        assert (answer.status, answer.response.body, answer.header("Content-Type")) == (200, body, shown)
        read = log(dvelop, ANY)
        assert (read.response.body, read.header("Content-Type")) == (body, shown)


def test_a_script_chooses_its_status(dvelop: Vendor) -> None:
    for status in (201, 299, 418, 520, 599):
        answer = run(
            dvelop, "status", {"status": status, "body": {"brew": "tea"}, "content_type": "application/x+json"}
        )
        assert (answer.status, answer.json, answer.header("Content-Type")) == (
            status,
            {"brew": "tea"},
            "application/x+json",
        )
    assert run(dvelop, "status", {"status": 204, "body": "x"}).response.body == b""
    assert [entry["statusCode"] for entry in logs(dvelop, "status")] == [204, 599, 520, 418, 299, 201]


def test_scripts_that_go_wrong(dvelop: Vendor) -> None:
    for script, body, status in (
        ("fail", None, 502),
        ("status", {"status": 99}, 502),
        ("slow", {"seconds": 3600}, 504),
    ):
        answer = run(dvelop, script, body)
        assert (answer.status, answer.response.body) == (status, b"")
        assert logs(dvelop, script)[0]["statusCode"] == status
        assert log(dvelop, script).response.body
    assert run(dvelop, "broken").status == 500
    assert background(dvelop, "broken").status == 500
    assert logs(dvelop, "broken") == []


def test_a_function_becomes_a_script(dvelop: Vendor) -> None:
    def doubled(request: Request) -> Any:
        return {"method": request.method, "doubled": request.body.decode() * 2}

    part(dvelop, "register")(dvelop.world, "double", doubled)
    assert run(dvelop, "double", b"ab", "PUT", kind="text/plain").json == {"method": "PUT", "doubled": "abab"}
    for script, status, body in (
        (lambda _: Response(201, (("Location", "/dms/r/1"),), b"made"), 201, b"made"),
        (lambda _: None, 200, b""),
        (lambda _: b"bytes", 200, b"bytes"),
        (lambda _: "text", 200, b"text"),
        (lambda _: object(), 502, b""),
        (lambda _: 1 / 0, 502, b""),
        (lambda _: exit(3), 502, b""),  # noqa: PLR1722
    ):
        part(dvelop, "register")(dvelop.world, "double", script)
        answer = run(dvelop, "double")
        assert (answer.status, answer.response.body) == (status, body)
    assert log(dvelop, "double").response.body == b"SystemExit: 3"


def test_logs_are_those_of_the_newest_version(dvelop: Vendor) -> None:
    register = part(dvelop, "register")
    register(dvelop.world, ANY, lambda _: "first")
    run(dvelop, ANY)
    (old,) = logs(dvelop, ANY)
    register(dvelop.world, ANY, lambda _: "second")
    assert logs(dvelop, ANY) == []
    run(dvelop, ANY)
    assert log(dvelop, ANY).response.body == b"second"
    path = f"/scripting/log/script/{ANY}/execution/{old['executionId']}"
    assert dvelop("GET", path).response.body == b"first"


def test_a_list_of_logs_says_that_there_are_more(dvelop: Vendor) -> None:
    for number in range(101):
        run(dvelop, ANY, str(number).encode(), kind="text/plain")
        answer = dvelop("GET", f"/scripting/log/script/{ANY}") if number > 98 else None
        assert answer is None or (len(answer.json["filteredLogs"]), answer.json["moreElements"]) == (100, number == 100)


def test_ten_run_at_once_and_no_more(dvelop: Vendor) -> None:
    together, go_on = threading.Barrier(10), threading.Event()

    def patient(_: Request) -> str:
        together.wait(30)  # broken unless ten are inside at the same time
        go_on.wait(30)
        return "done"

    part(dvelop, "register")(dvelop.world, ANY, patient)

    async def eleven() -> tuple[list[Answer], list[Answer]]:
        path = f"/scripting/script/{ANY}/run"
        ten = [asyncio.create_task(dvelop.send(verb, path)) for verb in VERBS * 2]
        await asyncio.sleep(0)
        refused = [await dvelop.send(verb, path) for verb in VERBS]
        assert (await dvelop.send("GET", f"/scripting/log/script/{ANY}")).status == 200
        go_on.set()
        return await asyncio.gather(*ten), refused

    served, refused = asyncio.run(eleven())
    assert {(answer.status, answer.response.body) for answer in served} == {(200, b"done")}
    assert {(answer.status, answer.response.body) for answer in refused} == {(429, b"")}
    assert len(logs(dvelop, ANY)) == 10
    assert run(dvelop, "echo").status == 200


@pytest.mark.parametrize("method", VERBS)
def test_what_runs_in_the_background_is_found_in_its_log(dvelop: Vendor, method: str) -> None:
    answer = background(dvelop, GREETER, {"name": "Ada"}, method)
    assert (answer.status, answer.response.body) == (202, b"")
    assert log(dvelop, GREETER).response.body == b"Hello Ada!"
    background(dvelop, "fail", None, method)
    assert logs(dvelop, "fail")[0]["statusCode"] == 502


def test_a_hundred_run_in_the_background(dvelop: Vendor) -> None:
    go_on = threading.Event()
    part(dvelop, "register")(dvelop.world, ANY, lambda _: str(go_on.wait(30)))
    assert {background(dvelop, ANY).status for _ in range(100)} == {202}
    assert background(dvelop, ANY).status == 429
    assert run(dvelop, "echo").status == 200
    assert logs(dvelop, ANY) == []
    go_on.set()
    assert part(dvelop, "settle")(dvelop.world)
    assert len(dvelop("GET", f"/scripting/log/script/{ANY}").json["filteredLogs"]) == 100
    assert background(dvelop, ANY).status == 202
    assert part(dvelop, "settle")(dvelop.world)


def test_what_runs_longer_than_fourteen_minutes_is_stopped(dvelop: Vendor) -> None:
    go_on = threading.Event()
    part(dvelop, "register")(dvelop.world, ANY, lambda _: str(go_on.wait(30)))
    for _ in range(100):
        background(dvelop, ANY)
    dvelop.clock.advance(FOURTEEN_MINUTES)
    assert background(dvelop, ANY).status == 429
    dvelop.clock.advance(1)
    assert background(dvelop, ANY).status == 202
    assert [entry["statusCode"] for entry in logs(dvelop, ANY)] == [504] * 100
    go_on.set()
    assert part(dvelop, "settle")(dvelop.world)
    assert [entry["statusCode"] for entry in dvelop("GET", f"/scripting/log/script/{ANY}").json["filteredLogs"]] == [
        200, *[504] * 99
    ]  # fmt: skip


def test_slow_waits_by_the_clock_of_the_stand_in(dvelop: Vendor) -> None:
    assert run(dvelop, "slow", {"seconds": 0}).json == {"waited": 0}
    background(dvelop, "slow", {"seconds": 600})
    assert logs(dvelop, "slow")[1:] == []
    dvelop.clock.advance(600)
    assert part(dvelop, "settle")(dvelop.world)
    assert log(dvelop, "slow").json == {"waited": 600}


def test_headers_in_the_background_have_a_size(dvelop: Vendor) -> None:
    url = f"http://127.0.0.1/scripting/script/{ANY}"
    for size, path, status in ((255_000, "background", 202), (256_001, "background", 431), (256_001, "run", 200)):
        headers = (("Authorization", "Bearer x"), ("X-Long", "x" * size))
        assert asyncio.run(dvelop.standin.handle(Request("POST", f"{url}/{path}", headers))).status == status


def test_without_limits_everything_runs() -> None:
    dvelop = Vendor("dvelop", with_limits=False)
    go_on = threading.Event()
    part(dvelop, "register")(dvelop.world, ANY, lambda _: str(go_on.wait(30)))
    assert {background(dvelop, ANY).status for _ in range(110)} == {202}
    dvelop.clock.advance(FOURTEEN_MINUTES + 1)
    assert logs(dvelop, ANY) == []
    go_on.set()
    assert part(dvelop, "settle")(dvelop.world)
    assert {entry["statusCode"] for entry in dvelop("GET", f"/scripting/log/script/{ANY}").json["filteredLogs"]} == {
        200
    }
    dvelop.world.store.close()


def test_scripts_and_executions_that_are_not_there(dvelop: Vendor) -> None:
    for script in (NOBODY, "00000000-0000-0000-0000-000000000000", "a-name", f"{ANY}0"):
        assert run(dvelop, script).status == 404
        assert background(dvelop, script).status == 404
        assert dvelop("GET", f"/scripting/log/script/{script}").status == 404
        assert dvelop("GET", f"/scripting/log/script/{script}/execution/{ANY}").status == 404
    other = logs(dvelop, GREETER)[0]["executionId"]
    assert dvelop("GET", f"/scripting/log/script/{ANY}/execution/{other}").status == 404
    assert logs(dvelop, ANY) == []


def test_who_may_not(dvelop: Vendor) -> None:
    paths = [f"/scripting/log/script/{GREETER}", f"/scripting/log/script/{GREETER}/execution/{ANY}"]
    for path in (*paths, f"/scripting/script/{GREETER}/run", f"/scripting/script/{GREETER}/background"):
        for authorization in ("", "Bearer revoked-token", "raw"):
            assert dvelop("GET", path, authorization=authorization).status == 401
        status = dvelop("GET", path, authorization="Bearer restricted-token").status
        assert (status == 403) is (path in paths)


def test_executions_have_the_same_ids_each_time(dvelop: Vendor) -> None:
    other = Vendor("dvelop")
    for each in (dvelop, other):
        run(each, "echo")
        background(each, "echo")
    assert logs(dvelop, "echo") == logs(other, "echo")
    assert len({entry["executionId"] for entry in logs(dvelop, "echo")}) == 2
    other.world.store.close()


LOGS_OF_ANY = f"/scripting/log/script/{ANY}"


@pytest.mark.parametrize(
    ("method", "path", "accept", "authorization", "where"),
    [
        ("GET", LOGS_OF_ANY, "text/html", "", LOGS_OF_ANY),
        ("HEAD", f"/scripting/script/{ANY}/run", "text/html", "", f"/scripting/script/{ANY}/run"),
        ("GET", f"{LOGS_OF_ANY}?a=b&c", "text/html,application/xhtml+xml,*/*;q=0.8", "", f"{LOGS_OF_ANY}?a=b&c"),
        ("GET", LOGS_OF_ANY, "application/json, text/html;q=0.1", "Basic YTpi", LOGS_OF_ANY),
        ("GET", LOGS_OF_ANY, "application/json", "", None),
        ("GET", LOGS_OF_ANY, "*/*", "", None),
        ("GET", LOGS_OF_ANY, "text/html;q=0", "", None),
        ("POST", f"/scripting/script/{ANY}/run", "text/html", "", None),
        ("GET", LOGS_OF_ANY, "text/html", "Bearer revoked-token", None),
    ],
)
def test_a_browser_without_a_session_is_sent_to_the_login(
    dvelop: Vendor, method: str, path: str, accept: str, authorization: str, where: str | None
) -> None:
    headers = (("Accept", accept), *((("Authorization", authorization),) if authorization else ()))
    answer = Answer(asyncio.run(dvelop.standin.handle(Request(method, f"https://a.d-velop.cloud{path}", headers))))
    assert answer.status == (401 if where is None else 302)
    sent_to = "" if where is None else f"/identityprovider/login?redirect={quote(where, safe='')}"
    assert (answer.header("Location"), answer.response.body if where else b"") == (sent_to, b"")


def test_a_browser_with_a_session_sees_what_the_script_shows(dvelop: Vendor) -> None:
    part(dvelop, "register")(
        dvelop.world, ANY, lambda _: Response(200, (("Content-Type", "text/html"),), b"<p>Hello</p>")
    )
    answer = run(dvelop, ANY, method="GET", accept="text/html")
    assert (answer.status, answer.response.body) == (200, b"<p>Hello</p>")

"""How the scripting app treats scripts: each is a Python function here, and each execution leaves a log.

`register` makes a function the script of an id. Without it there are `echo`, `status`, `slow`, `fail` and `broken`, two
scripts that greet, and behind any other UUID one that echoes, except behind those in `MISSING`.
"""

from __future__ import annotations

import asyncio
import re
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import quote, urlsplit
from uuid import UUID
from weakref import WeakKeyDictionary

from generator.document.findings import SpecloomError
from generator.document.shapes import is_object
from generator.exchange.bodies import read_json
from generator.exchange.messages import Request, Response, header_values
from generator.standin.behaviour import answers, before, starts
from generator.standin.call import Call, World, json_response
from generator.standin.causes import Cause, Refused
from generator.standin.clock import Clock
from generator.standin.keeping.store import Record, Store
from generator.standin.sampling.media_ranges import read_accept

Script: TypeAlias = Callable[[Request], Any]
"""What a script is: it takes the request, and returns the answer or a value for one (see `_answer`).

One that raises has broken off (502); TimeoutError says that it ran too long (504).
"""

LOGIN = "/identityprovider/login"
LOGS = "/scripting/log/script/{}/execution"
RESTRICTED = "restricted-token"
GREETERS = ("3f0c8a52-7d1e-4b6a-9c35-2e8f4d917a60", "5b0f8c1e-2d3a-4f6b-9a7c-1e2d3c4b5a69")
EXECUTIONS = ("b81d2f07-5c94-4e3a-8a6f-0d7c93e1f254", "7c1d9e2f-3a4b-4c5d-8e6f-0a1b2c3d4e5f")
MISSING = frozenset({"00000000-0000-0000-0000-000000000000", "00000000-0000-4000-8000-000000000000"})
BYTES = "application/octet-stream"
LISTED = 100
"""Logs in a list; the vendor says that there may be more, and no way to them."""
LONGEST_RUN, LONGEST_WAIT = 60.0, 900.0
"""Seconds that `slow` waits at most: for somebody who waits as well, and in the background."""

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_FOREVER = float("inf")


class Execution(NamedTuple):
    """One execution of a script: when it began and must end, in seconds since 1970, and the version that runs."""

    id: str
    script: str
    version: int
    began: str
    end: float


class Tenant:
    """What one stand-in has only in memory: registered scripts, and executions in the background with their threads."""

    def __init__(self, clock: Clock) -> None:
        self.scripts: dict[str, Script | None] = {
            "echo": echo, "status": answer_as_asked, "slow": partial(wait, clock), "fail": fail, "broken": None,
            **dict.fromkeys(GREETERS, greet),
        }  # fmt: skip
        self.background: dict[str, tuple[Execution, threading.Thread | None]] = {}


_TENANTS: WeakKeyDictionary[Store, Tenant] = WeakKeyDictionary()


def register(world: World, script_id: str, script: Script | None) -> None:
    """Make `script` the newest version of the script with this id; None is a script that does not start."""
    _tenant(world).scripts[script_id] = script
    with world.store.transaction():
        version = _version(world, script_id) + 1
        world.store.delete("version", "", script_id)
        world.store.insert(Record("version", "", script_id, version))


def settle(world: World, seconds: float = 10.0) -> bool:
    """Wait until nothing runs in the background, at most so many seconds; tell whether that is so."""
    end = time.monotonic() + seconds
    for _, thread in list(_tenant(world).background.values()):
        if thread is not None:
            thread.join(max(0.0, end - time.monotonic()))
    return not _tenant(world).background


@before
def show_login(request: Request, world: World) -> Response | None:
    """Send a browser that carries no session to the page where its user logs in, as the vendor's own middleware does."""
    ranges = read_accept(", ".join(header_values(request.headers, "Accept")))
    wants_html = any(each.kind == "text/html" and each.quality for each in ranges)
    bearers = [
        value for value in header_values(request.headers, "Authorization") if value.lower().startswith("bearer ")
    ]
    if bearers or request.method not in {"GET", "HEAD"} or not wants_html or not request.path.startswith("/scripting/"):
        return None
    parts = urlsplit(request.url)
    wanted = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return Response(302, (("Location", f"{LOGIN}?redirect={quote(wanted, safe='')}"),))


@answers("scripts_run_get", "scripts_run_put", "scripts_run_post", "scripts_run_delete", "scripts_run_patch")
async def run(call: Call) -> Response:
    """Run a script and give its answer, whatever its status; so many at once as the document says."""
    script = _script(call)
    if script is None:
        return Response(500)
    work = partial(_executed, call.world, script, call.request, _execution(call))
    return work() if script in _QUICK else await _in_thread(work)


@answers(*(f"scripts_run_in_background_{verb}" for verb in ("get", "put", "post", "delete", "patch")))
def run_in_background(call: Call) -> Response:
    """Start a script and answer at once; what it answers stands in its log.

    One that ends after its time is stopped as far as anybody can see: it counts no more, and its log says 504.
    """
    script, tenant = _script(call), _tenant(call.world)
    if script is None:
        return Response(500)
    _stop_what_ran_too_long(call.world)
    most = _limits(call).get("simultaneous", {}).get("calls", _FOREVER)
    if len(tenant.background) >= most:
        raise Refused(Cause.TOO_MANY, f"{most} scripts run in the background already", details={"limit": most})
    execution = _execution(call)
    work = partial(_executed, call.world, script, call.request, execution, tenant)
    if script in _QUICK:  # its log is there when the answer is, so that the same calls find the same logs
        tenant.background[execution.id] = (execution, None)
        work()
    else:
        thread = threading.Thread(target=_unwatched, args=(work,), name=f"script {execution.script}", daemon=True)
        tenant.background[execution.id] = (execution, thread)
        thread.start()
    return call.answer()


@answers("logs_list")
def list_logs(call: Call) -> Response:
    """Show the last executions of the newest version of a script, the newest first."""
    store, scope = call.world.store, _admitted(call)
    version = _version(call.world, call.values["scriptId"])
    first = max(0, store.count(LOGS, scope) - LISTED - 1)
    records = [record.value for record in reversed(store.scan(LOGS, scope, offset=first))]
    logs = [value["log"] for value in records if value["version"] == version]
    return call.answer({"filteredLogs": logs[:LISTED], "moreElements": len(logs) > LISTED})


@answers("logs_read")
def read_log(call: Call) -> Response:
    """Show what one execution answered, as the type of content that the script gave it."""
    key = call.values["executionId"]
    kept = call.world.store.get(LOGS, _admitted(call), key)
    if kept is None:
        raise Refused(Cause.NOT_FOUND, f"There is no execution {key}.", field="executionId")
    return Response(200, (("Content-Type", kept["type"] or BYTES),), b64decode(kept["body"]))


@starts
def first_logs(world: World) -> None:
    """Begin with two scripts that ran."""
    _tenant(world).background.clear()
    for script, key in zip(GREETERS, EXECUTIONS, strict=True):
        execution = Execution(key, script, 0, "2026-01-12T08:30:00Z", _FOREVER)
        _log(world, execution, _answer("Hello John Smith!"))


def echo(request: Request) -> Response:
    """Answer with what came."""
    kind = next(iter(header_values(request.headers, "Content-Type")), BYTES)
    return Response(200, (("Content-Type", kind),), request.body)


def greet(request: Request) -> Any:
    """Greet whom the JSON body names; echo anything else."""
    with suppress(ValueError):
        body = read_json(request.body)
        if is_object(body) and isinstance(body.get("name"), str):
            return f"Hello {body['name']}!"
    return echo(request)


def answer_as_asked(request: Request) -> Response:
    """Answer with the `status`, the `content_type` and the `body` that the JSON body asks for."""
    asked: dict[str, Any] = {"status": 200, **read_json(request.body or b"{}")}
    answer = _answer(asked.get("body"))
    kind = asked.get("content_type")
    return replace(answer, status=asked["status"], headers=(("Content-Type", str(kind)),) if kind else answer.headers)


def wait(clock: Clock, request: Request) -> dict[str, float]:
    """Wait for the `seconds` that the JSON body asks for, or until the stand-in's clock has passed them.

    Raises:
        TimeoutError: they are more than anybody waits for; it is said at once.
    """
    seconds = float(read_json(request.body or b"{}").get("seconds", 1))
    if seconds > LONGEST_RUN and not request.path.endswith("/background"):
        msg = f"nobody waits longer than {LONGEST_RUN:.0f} s"
        raise TimeoutError(msg)
    passed = min(max(0.0, seconds), LONGEST_WAIT)
    end, at = time.monotonic() + passed, clock.seconds() + passed
    while time.monotonic() < end and clock.seconds() < at:
        time.sleep(0.005)
    return {"waited": passed}


def fail(request: Request) -> Any:
    """Break off, as a script does that has a fault."""
    msg = f"this script breaks off at each {request.method}"
    raise RuntimeError(msg)


_QUICK: tuple[Script, ...] = (echo, greet, answer_as_asked, fail)


def _tenant(world: World) -> Tenant:
    tenant = _TENANTS.get(world.store)
    if tenant is None:
        tenant = _TENANTS[world.store] = Tenant(world.clock)
    return tenant


def _admitted(call: Call) -> str:
    """Return where the logs of a script are kept.

    Raises:
        Refused: the user may not read them, or there is no such script.
    """
    if any(credential.secret == RESTRICTED for credential in call.credentials):
        raise Refused(Cause.FORBIDDEN, "This user may not read logs.")
    _script(call)
    _stop_what_ran_too_long(call.world)
    return _logs_of(call.values["scriptId"])


def _logs_of(script_id: str) -> str:
    return LOGS.replace("{}", quote(script_id, safe=""))


def _script(call: Call) -> Script | None:
    """Return the script that a path names; None for one that does not start.

    Raises:
        Refused: there is none.
    """
    key = call.values["scriptId"]
    scripts = _tenant(call.world).scripts
    if key in scripts:
        return scripts[key]
    if key in MISSING or not _UUID.fullmatch(key):
        raise Refused(Cause.NOT_FOUND, f"There is no script {key}.", field="scriptId")
    return echo


def _version(world: World, script_id: str) -> int:
    return world.store.get("version", "", script_id) or 0


def _limits(call: Call) -> dict[str, Any]:
    """Return the limits that hold for a call; none where the stand-in is told to have none."""
    return (call.operation.limits or {}) if call.world.with_limits else {}


def _execution(call: Call) -> Execution:
    """Return a new execution of the script that a path names."""
    world, script = call.world, call.values["scriptId"]
    number = world.store.next_number("execution")
    key = UUID(int=world.randomness("execution", number).getrandbits(128), version=4)
    end = world.clock.seconds() + _limits(call).get("duration_seconds", _FOREVER)
    return Execution(str(key), script, _version(world, script), _now(world), end)


def _executed(
    world: World, script: Script, request: Request, execution: Execution, tenant: Tenant | None = None
) -> Response:
    """Run a script, log what comes of it, and return its answer; `tenant` has it in the background."""
    try:
        answer = logged = _answer(script(request))
    except TimeoutError as error:
        answer, logged = Response(504), _answer(f"{error}", 504)
    except BaseException as error:  # SystemExit as well: it ends the script, and nothing else
        answer, logged = Response(502), _answer(f"{type(error).__name__}: {error}", 502)
    if tenant is None:
        _log(world, execution, logged)
    elif tenant.background.pop(execution.id, None) is not None:
        _log(world, execution, logged if world.clock.seconds() <= execution.end else _STOPPED)
    return answer


def _stop_what_ran_too_long(world: World) -> None:
    running = _tenant(world).background
    for execution, _ in list(running.values()):
        if world.clock.seconds() > execution.end and running.pop(execution.id, None) is not None:
            _log(world, execution, _STOPPED)


def _log(world: World, execution: Execution, answer: Response) -> None:
    log = {
        "executionId": execution.id, "scriptId": execution.script, "executionDate": execution.began,
        "statusCode": answer.status,
    }  # fmt: skip
    kept = {
        "log": log, "version": execution.version, "type": "".join(header_values(answer.headers, "Content-Type")[:1]),
        "body": b64encode(answer.body).decode(),
    }  # fmt: skip
    world.store.insert(Record(LOGS, _logs_of(execution.script), execution.id, kept))


def _answer(value: Any, status: int = 200) -> Response:
    """Return the answer that a script gives with `value`: a Response, bytes, a text, nothing, or a value for JSON.

    Raises:
        ValueError: its status is none from 200 to 599.
        TypeError: it is no value for JSON.
    """
    if isinstance(value, Response):
        if type(value.status) is not int or not 200 <= value.status <= 599:
            msg = f"{value.status} is no status from 200 to 599"
            raise ValueError(msg)
        return replace(value, body=b"") if value.status in {204, 205, 304} else value
    if value is None or isinstance(value, bytes):
        return Response(status, (("Content-Type", BYTES),), value or b"")
    if isinstance(value, str):
        return Response(status, (("Content-Type", "text/plain; charset=utf-8"),), value.encode(errors="replace"))
    return json_response(status, value)


_STOPPED = _answer("The script ran too long and was stopped.", 504)


async def _in_thread(work: Callable[[], Response]) -> Response:
    """Do `work` in a thread of its own: however long the others take, it begins at once."""
    done: Future[Response] = Future()
    done.set_running_or_notify_cancel()  # nobody can take it back any more

    def do() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # whatever it is, who waits is told
            done.set_exception(error)

    threading.Thread(target=do, daemon=True).start()
    return await asyncio.wrap_future(done)


def _unwatched(work: Callable[[], Response]) -> None:
    with suppress(SpecloomError):  # the store was closed meanwhile
        work()


def _now(world: World) -> str:
    return f"{world.clock.now():%Y-%m-%dT%H:%M:%SZ}"

"""How Patchworks treats versions: a draft is deployed, and what was deployed before becomes inactive.

Scripts and flows are not made through this API: any id of one is taken for granted, a script's as long as it is a number.
What the vendor's pages leave open is decided here, and said where it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import wraps
from hashlib import sha256
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from generator.document.shapes import is_object
from generator.exchange.bodies import read_json
from generator.exchange.messages import Request, Response
from generator.standin import pages
from generator.standin.authentication import Credential
from generator.standin.behaviour import admits, answers, serves, starts
from generator.standin.call import Call, World, json_response
from generator.standin.causes import Cause, Refused
from generator.standin.keeping.store import Record

SCRIPT_VERSIONS = "/api/v1/scripts/{}/script-versions"
LOGS = "/api/v1/script-versions/{}/logs"
FLOW_VERSIONS = "/api/v1/flows/{}/versions"
SCHEDULES = "/api/v1/flow-versions/{}/schedules"
LOGIN = "/fabric/api/login"
DRAFT, DEPLOYED, INACTIVE = "Draft", "Deployed", "Inactive"
OF_FAILURE = ("deployment_failure_reason", "deployment_failed_at")

PAGE_SIZE, LARGEST_PAGE = 15, 100
DAY = 86_400
WRONG_PASSWORD = "wrong-password"  # noqa: S105 - the one that no user has
REFUSAL = "Some values are not acceptable."
SOURCE = "function main () {}"
NOTHING: Mapping[str, Any] = MappingProxyType({})
_CRON_FIELD = re.compile(r"[A-Za-z0-9*/,?#-]{1,100}")


def calls(*operations: str) -> Callable[[Callable[[Call], Response]], Callable[[Call], Response]]:
    """Mark a function as `answers` does; it happens as a whole."""

    def mark(function: Callable[[Call], Response]) -> Callable[[Call], Response]:
        @answers(*operations)
        @wraps(function)
        def whole(call: Call) -> Response:
            with call.world.store.transaction():
                return function(call)

        return whole

    return mark


@admits
def check_age(credentials: Sequence[Credential], world: World) -> None:
    """Refuse a token that a login gave a day ago."""
    for credential in credentials:
        end = world.store.get(LOGIN, "", credential.secret)
        if end is not None and world.clock.seconds() >= end:
            raise Refused(Cause.BAD_CREDENTIAL, "The token has expired.")


@serves("POST", LOGIN)
def log_in(request: Request, world: World) -> Response:
    """Give a token for a name and a password, good for a day; all are right but one password."""
    try:
        body = read_json(request.body)
    except ValueError:
        body = None
    given: dict[str, Any] = body if is_object(body) else {}
    missing = [name for name in ("username", "password") if not (isinstance(given.get(name), str) and given[name])]
    if missing:
        return json_response(422, {"message": REFUSAL, "errors": {name: ["It is required."] for name in missing}})
    if given["password"] == WRONG_PASSWORD:
        return json_response(401, {"message": "Name or password is wrong."})
    number = world.store.next_number("login")
    token = sha256(f"{world.seed} {number} {given['username']}".encode(errors="surrogatepass")).hexdigest()
    world.store.insert(Record(LOGIN, "", token, world.clock.seconds() + DAY))
    return json_response(200, {"message": "You are logged in.", "token": token, "expires_in": DAY})


@calls("script_versions_list")
def list_script_versions(call: Call) -> Response:
    """Show the versions of a script, the newest first."""
    store, scope = call.world.store, _of(SCRIPT_VERSIONS, _script(call))
    if not any(name.startswith("filter[") for name in call.arguments):
        return _newest(call, SCRIPT_VERSIONS, scope)
    versions = [record.value for record in reversed(store.scan(SCRIPT_VERSIONS, scope))]
    return _page(call, [_shown(call, version) for version in versions if _is_wanted(call, version)])


@calls("script_versions_create")
def create_script_version(call: Call) -> Response:
    """Make the next version of a script, a draft."""
    script = _script(call)
    if not call.body["content"].strip():
        raise _unacceptable("content", "It is blank.")
    version = _new_script_version(call.world, script, call.body["content"])
    return call.answer({"data": _shown(call, version)})


@calls("script_versions_get")
def get_script_version(call: Call) -> Response:
    """Show a version; its source code and its script only where they are asked for."""
    return call.answer({"data": _shown(call, _script_version(call).value)})


@calls("script_versions_delete", "flow_versions_delete")
def delete_version(call: Call) -> Response:
    """Delete a version and what is below it, deployed or not: the pages name no refusal."""
    record, store = _version(call), call.world.store
    below = LOGS if record.resource == SCRIPT_VERSIONS else SCHEDULES
    store.delete(record.resource, record.scope, record.key)
    for each in store.scan(below, _of(below, record.key)):
        store.delete(below, each.scope, each.key)
    return call.answer({"message": f"Version {record.key} is gone."})


@calls("script_versions_deploy")
def deploy_script_version(call: Call) -> Response:
    """Deploy a version in place of another; one that is deployed is refused, the only thing that 422 can mean here."""
    record = _script_version(call)
    if record.value["status"] == DEPLOYED:
        raise _unacceptable("script_version", "It is deployed already.")
    _deployed(call.world, record, call.world.clock.text())
    return call.answer({"message": f"Version {record.key} is deployed."})


@calls("script_versions_invoke")
def invoke_script_version(call: Call) -> Response:
    """Run a version, which gives its payload back; only what is deployed is there to run, by our guess."""
    record = _script_version(call)
    if record.value["status"] != DEPLOYED:
        raise _unacceptable("script_version", "It is not deployed.")
    if not _is_json(call.body.get("variables", "{}")):
        raise _unacceptable("variables", "It is not JSON.")
    time = f"{call.world.clock.now():%Y-%m-%d %H:%M:%S}"
    _log(call.world, _saved(call.world, record, {"last_invoked_on": time}))
    given = {name: call.body[name] for name in ("payload", "variables", "flow") if name in call.body}
    return call.answer({**given, "logs": [{"level": "info", "text": "The payload is given back."}], "duration": 0.5})


@calls("script_versions_logs")
def list_script_version_logs(call: Call) -> Response:
    """Show each run of a version, the newest first, as the version that it was: the page declares no other log."""
    return _newest(call, LOGS, _of(LOGS, _script_version(call).key))


@calls("script_versions_upload", "flow_versions_upload")
def upload_version(call: Call) -> Response:
    """Put a version on the marketplace, for a user and not for a key; that `private` says true or false is a guess."""
    if all(credential.scheme != "BearerAuth" for credential in call.credentials):
        raise Refused(Cause.FORBIDDEN, "An API key may not upload.")
    _version(call)
    if call.body.get("private", "true") not in {"true", "false", "1", "0"}:
        raise _unacceptable("private", "It is neither true nor false.")
    return call.answer({"message": "Uploaded.", "marketplace_id": 11 + call.world.store.next_number("upload")})


@calls("flow_versions_list")
def list_flow_versions(call: Call) -> Response:
    """Show the versions of a flow, in their order."""
    records = call.world.store.scan(FLOW_VERSIONS, _of(FLOW_VERSIONS, _flow(call)))
    return _page(call, [record.value for record in records])


@calls("flow_versions_create")
def create_flow_version(call: Call) -> Response:
    """Make the first draft of a flow; one that has versions is copied instead."""
    flow = _flow(call)
    if call.world.store.count(FLOW_VERSIONS, _of(FLOW_VERSIONS, flow)):
        raise _unacceptable("flow", "It has versions; copy the deployed one.")
    return call.answer({"data": _new_flow_version(call.world, flow)})


@calls("flow_versions_get")
def get_flow_version(call: Call) -> Response:
    """Show a version of a flow."""
    return call.answer({"data": _flow_version(call).value})


@calls("flow_versions_update")
def update_flow_version(call: Call) -> Response:
    """Deploy a version at a time, or with null no longer: then it is inactive, and a draft stays one."""
    record = _flow_version(call)
    if "deployed_at" not in call.body:
        return call.answer({"data": record.value})
    if call.body["deployed_at"] is not None:
        return call.answer({"data": _deployed(call.world, record, call.body["deployed_at"])})
    status = INACTIVE if record.value["status"] == DEPLOYED else record.value["status"]
    return call.answer({"data": _saved(call.world, record, {"status": status, "deployed_at": None})})


@calls("flow_versions_copy")
def copy_flow_version(call: Call) -> Response:
    """Copy a deployed version over the draft of its flow, which keeps its id, or into a new one."""
    record, world = _flow_version(call), call.world
    if record.value["status"] != DEPLOYED:
        raise _unacceptable("version", "It is not deployed.")
    versions = world.store.scan(FLOW_VERSIONS, record.scope)
    draft = next((each for each in versions if each.value["status"] == DRAFT), None)
    copied = {"name": record.value["name"]}
    made = _new_flow_version(world, _flow(call), copied) if draft is None else _saved(world, draft, copied)
    return call.answer({"data": made})


@calls("flow_versions_metrics")
def list_metrics(call: Call) -> Response:
    """Show figures on the versions of a flow that were ever deployed; they are made up."""
    records = call.world.store.scan(FLOW_VERSIONS, _of(FLOW_VERSIONS, _flow(call)))
    return _page(call, [_metrics(call.world, record.value) for record in records if record.value["status"] != DRAFT])


@calls("flow_versions_schedules_list")
def list_schedules(call: Call) -> Response:
    """Show when a version of a flow runs by itself."""
    version = _flow_version(call)
    return _page(call, [record.value for record in call.world.store.scan(SCHEDULES, _of(SCHEDULES, version.key))])


@calls("flow_versions_schedules_create")
def create_schedule(call: Call) -> Response:
    """Give a version of a flow a schedule."""
    version = _flow_version(call)
    return call.answer({"data": _new_schedule(call.world, version.value["id"], _schedule_of(call.body))})


@calls("flow_versions_schedules_update")
def update_schedule(call: Call) -> Response:
    """Change of a schedule what the body names."""
    return call.answer({"data": _saved(call.world, _schedule(call), _schedule_of(call.body))})


@calls("flow_versions_schedules_delete")
def delete_schedule(call: Call) -> Response:
    """Delete a schedule."""
    record = _schedule(call)
    call.world.store.delete(SCHEDULES, record.scope, record.key)
    return call.answer({"message": f"Schedule {record.key} is gone."})


@starts
def first_versions(world: World) -> None:
    """Begin with a script and a flow that have versions."""
    times = {"created_at": "2026-01-12T08:30:00Z", "updated_at": "2026-02-03T16:45:12Z"}
    inactive = {"status": INACTIVE, "deployed_at": "2026-01-13T00:00:00Z"}
    deployed = {"status": DEPLOYED, "deployed_at": "2026-02-01T09:00:00Z"}
    invoked = {"last_invoked_on": "2026-02-03 16:45:12"}
    failed = {
        "deployment_failure_reason": "Syntax error in line 1", "deployment_failed_at": "2026-02-04T09:00:00Z",
        "deploying": "no",
    }  # fmt: skip
    for state in (inactive, {**deployed, **invoked}, failed):
        _new_script_version(world, 42, SOURCE, {"name": "Price rounding", **times, **state})
    _log(world, _found(world, SCRIPT_VERSIONS, "902", "script_version").value)
    for state in (inactive, deployed):
        _new_flow_version(world, "7", {"name": "Order export", **times, **state})
    _new_schedule(world, 72, {"cron_string": "0 6 * * *", **times})


def _script(call: Call) -> int:
    """Return the id of the script that a path names; ids of scripts are numbers from 1."""
    text = call.values["script"]
    if not (text.isascii() and text.isdecimal() and len(text) < 19 and int(text)):
        raise _missing("script", text)
    return int(text)


def _flow(call: Call) -> str:
    """Return the id of the flow that a path names: anything but 0, since no page says what ids of flows are."""
    if call.values["flow"] == "0":
        raise _missing("flow", "0")
    return call.values["flow"]


def _script_version(call: Call) -> Record:
    return _found(call.world, SCRIPT_VERSIONS, call.values["script_version"], "script_version")


def _flow_version(call: Call) -> Record:
    """Return the version that a path names, alone or as one of a flow."""
    if "flow_version" in call.values:
        return _found(call.world, FLOW_VERSIONS, call.values["flow_version"], "flow_version")
    record = _found(call.world, FLOW_VERSIONS, call.values["version"], "version")
    if record.scope != _of(FLOW_VERSIONS, _flow(call)):
        raise _missing("version", record.key)
    return record


def _version(call: Call) -> Record:
    return _script_version(call) if "script_version" in call.values else _flow_version(call)


def _schedule(call: Call) -> Record:
    record = _found(call.world, SCHEDULES, call.values["schedule"], "schedule")
    if record.scope != _of(SCHEDULES, _flow_version(call).key):
        raise _missing("schedule", record.key)
    return record


def _found(world: World, resource: str, key: str, name: str) -> Record:
    record = world.store.find(resource, key)
    if record is None:
        raise _missing(name, key)
    return record


def _missing(name: str, key: str) -> Refused:
    return Refused(Cause.NOT_FOUND, f"There is no {name.replace('_', ' ')} {key}.", field=name)


def _unacceptable(field: str, message: str) -> Refused:
    return Refused(Cause.INVALID, message, field=field)


def _of(resource: str, parent: object) -> str:
    """Return the path of what belongs to one parent."""
    return resource.replace("{}", quote(str(parent), safe=""))


def _new_script_version(world: World, script: int, content: str, state: Mapping[str, Any] = NOTHING) -> dict[str, Any]:
    scope = _of(SCRIPT_VERSIONS, script)
    others = world.store.scan(SCRIPT_VERSIONS, scope, limit=1)
    key = 900 + world.store.next_number("script version")
    version = {
        "id": key, "script_id": script, "name": others[0].value["name"] if others else f"Script {script}",
        "version": world.store.next_number(scope), "status": DRAFT, "content": {"id": key, "body": content},
    }  # fmt: skip
    return _inserted(world, SCRIPT_VERSIONS, scope, {**version, **state})


def _new_flow_version(world: World, flow: str, state: Mapping[str, Any] = NOTHING) -> dict[str, Any]:
    scope = _of(FLOW_VERSIONS, flow)
    version = {
        "id": 70 + world.store.next_number("flow version"), "flow_id": int(flow) if _is_number(flow) else flow,
        "name": f"Flow {flow}", "version": world.store.next_number(scope), "status": DRAFT, "deployed_at": None,
    }  # fmt: skip
    return _inserted(world, FLOW_VERSIONS, scope, {**version, **state})


def _new_schedule(world: World, version: int, state: Mapping[str, Any]) -> dict[str, Any]:
    schedule = {"id": 4 + world.store.next_number("schedule"), "flow_version_id": version, "deployed_at": None}
    return _inserted(world, SCHEDULES, _of(SCHEDULES, version), {**schedule, **state})


def _inserted(world: World, resource: str, scope: str, item: Mapping[str, Any]) -> dict[str, Any]:
    now = world.clock.text()
    made = {"id": item["id"], "created_at": now, "updated_at": now, **item}
    world.store.insert(Record(resource, scope, str(made["id"]), made))
    return made


def _saved(world: World, record: Record, changes: Mapping[str, Any]) -> dict[str, Any]:
    value = {**record.value, **changes, "updated_at": world.clock.text()}
    world.store.replace(Record(record.resource, record.scope, record.key, value))
    return value


def _deployed(world: World, record: Record, at: str) -> dict[str, Any]:
    """Deploy a version in place of the one of the same script or flow that is."""
    for other in world.store.scan(record.resource, record.scope):
        if other.value["status"] == DEPLOYED and other.key != record.key:
            _saved(world, other, {"status": INACTIVE})
    kept = {name: value for name, value in record.value.items() if name not in OF_FAILURE}
    return _saved(world, replace(record, value=kept), {"status": DEPLOYED, "deployed_at": at})


def _log(world: World, version: Mapping[str, Any]) -> None:
    entry = {name: value for name, value in version.items() if name != "content"}
    world.store.insert(Record(LOGS, _of(LOGS, version["id"]), str(world.store.next_number("log")), entry))


def _metrics(world: World, version: Mapping[str, Any]) -> dict[str, Any]:
    random = world.randomness("metrics", version["id"])
    runs = random.randrange(10, 100)
    return {
        "flow_version_id": version["id"], "version": version["version"], "runs": runs, "failed": random.randrange(runs),
        "average_seconds": random.randrange(100, 1000) / 100,
    }  # fmt: skip


def _schedule_of(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a body says of a schedule; a cron expression has five fields."""
    if "cron_string" in body:
        fields = body["cron_string"].split()
        if len(fields) != 5:
            raise _unacceptable("cron_string", f"It has {len(fields)} fields instead of five.")
        if not all(_CRON_FIELD.fullmatch(field) for field in fields):
            raise _unacceptable("cron_string", "It holds what no cron expression does.")
    return {name: body[name] for name in ("cron_string", "deployed_at") if name in body}


def _shown(call: Call, version: Mapping[str, Any]) -> dict[str, Any]:
    """Return a version with the parts of it that `include` asks for."""
    asked: list[str] = call.arguments.get("include") or []
    shown = {name: value for name, value in version.items() if name != "content" or name in asked}
    if "script" in asked:
        shown["script"] = {"id": version["script_id"], "name": version["name"]}
    return shown


def _is_wanted(call: Call, version: Mapping[str, Any]) -> bool:
    """Tell whether the filters of a call let a version through; commas mean or, and an empty filter is none."""
    deployed = str(call.arguments.get("filter[is_deployed]") or "").lower()
    at = str(call.arguments.get("filter[deployed_at]") or "")
    words = {"1", "true"} if version["status"] == DEPLOYED else {"0", "false"}
    return (not deployed or bool(words & {word.strip() for word in deployed.split(",")})) and (
        not at or any(_is_at(version.get("deployed_at"), moment.strip()) for moment in at.split(","))
    )


def _is_at(time: str | None, asked: str) -> bool:
    """Tell whether `time` is the moment, or on the day, that is asked for."""
    if time is None or not asked:
        return False
    try:
        return time.startswith(asked) or datetime.fromisoformat(time) == datetime.fromisoformat(asked)
    except ValueError:
        return False


def _newest(call: Call, resource: str, scope: str) -> Response:
    """Answer with a page of what is kept of one parent, the newest first; no more is read than the page shows."""
    store, window = call.world.store, _window(call)
    total = store.count(resource, scope)
    end = max(0, total - window.start)
    start = max(0, end - window.size)
    records = store.scan(resource, scope, offset=start, limit=end - start)
    return _answer(call, window, [_shown(call, record.value) for record in reversed(records)], total)


def _page(call: Call, items: Sequence[Any]) -> Response:
    """Answer with a page of `items`."""
    window = _window(call)
    return _answer(call, window, items[window.start : window.start + window.size], len(items))


def _window(call: Call) -> pages.Window:
    """Return the page that a call asks for; `page` and `per_page` count also where they are not documented.

    The vendor calls lists paged that document no parameter for it, and one of them answers with links to other pages.
    """
    query = dict(call.request.query)
    size = _number(query.get("per_page"), PAGE_SIZE, LARGEST_PAGE)
    return pages.Window((_number(query.get("page"), 1) - 1) * size, size, "page", "page")


def _answer(call: Call, window: pages.Window, shown: Sequence[Any], total: int) -> Response:
    facts = pages.page(call.operation, window, call.request.url, shown=len(shown), total=total).facts
    meta = {
        "current_page": facts["page"], "from": facts["from"], "last_page": facts["pages"], "path": facts["path"],
        "per_page": window.size, "to": facts["to"], "total": total,
    }  # fmt: skip
    links = {"first": facts["first"], "last": facts["last"], "prev": facts["previous"], "next": facts["next"]}
    return call.answer({"data": shown, "meta": meta, "links": links})


def _number(text: str | None, default: int, most: int = 10**9) -> int:
    return min(int(text), most) if text is not None and _is_number(text) and int(text) else default


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _is_json(text: str) -> bool:
    try:
        read_json(text.encode(errors="surrogatepass"))
    except ValueError:
        return False
    return True

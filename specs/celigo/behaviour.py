"""How integrator.io treats scripts: projections, the recycle bin, debugging for an hour, and a history of changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from generator.document.shapes import is_array, is_object
from generator.exchange.messages import Response
from generator.standin.behaviour import answers, starts
from generator.standin.call import Call, World
from generator.standin.causes import Cause, Refused
from generator.standin.changes import replaced
from generator.standin.keeping.store import Record

SCRIPTS, SCOPE = "/v1/scripts", "/v1/scripts"
BIN = "recycle bin"
"""The scope of scripts that are deleted, apart from the others, so that lists need not pass over them."""

LOGS, AUDIT = "/v1/scripts/{}/logs", "/v1/scripts/{}/audit"
USER = "5f9d88b1c2e3f40017a6b9d0"
EXAMPLE = "65a1f0c2b7d94e0012c3a4f1"
DELETED = "65a1f0c2b7d94e0012c3a4f2"
SUMMARY = ("_id", "name")
"""What a summary always has, and what `exclude` cannot take away."""

LONGEST_DEBUGGING = timedelta(hours=1)


@answers("scripts_list")
def list_scripts(call: Call) -> Response:
    """Show scripts in use without their source code, as a summary with `include` and without some with `exclude`."""
    scripts = [record.value for record in call.world.store.scan(SCRIPTS, SCOPE)]
    return call.listed(_projected(call, [{**script, "content": None} for script in scripts], hidden={"content"}))


@answers("scripts_create")
def create_script(call: Call) -> Response:
    """Make a script; it needs a name."""
    if not call.body["name"].strip():
        raise Refused(Cause.INVALID, "A script needs a name.", field="name", rule="missing_required_field")
    answer = call.proceed()
    made = json.loads(answer.body)
    record = Record(SCRIPTS, SCOPE, made["_id"], made)
    script = _saved(call.world, record, {**record.value, "_userId": USER})
    _noted(call.world, script["_id"], "created")
    return call.answer(script, answer.status)


@answers("scripts_update")
def update_script(call: Call) -> Response:
    """Put the body in place of the script: what it leaves out is gone, the source code too."""
    record = _script(call)
    before = dict(record.value)
    script = _saved(call.world, record, replaced(call, record.value))
    changed = [name for name in ("name", "description", "content") if before.get(name) != script.get(name)]
    changes = {
        "before": {name: before[name] for name in changed if name in before},
        "after": {name: script[name] for name in changed if name in script},
    }
    _noted(call.world, record.key, "updated", changes)
    return call.answer(script)


@answers("scripts_patch")
def debug_script(call: Call) -> Response:
    """Set when debugging ends, within the hour; the document allows no other patch."""
    record = _script(call)
    until = call.body[-1]["value"]
    if datetime.fromisoformat(until) > call.world.clock.now() + LONGEST_DEBUGGING:
        raise Refused(Cause.INVALID, "Debugging ends within the hour.", field="debugUntil", rule="invalid_value")
    _saved(call.world, record, {**record.value, "debugUntil": until})
    _noted(call.world, record.key, "updated")
    return call.answer()


@answers("scripts_delete")
def delete_script(call: Call) -> Response:
    """Put a script into the recycle bin, where it can still be read for 30 days."""
    record = _script(call)
    if record.scope == BIN:
        raise _missing(record.key)
    with call.world.store.transaction():
        deleted = _saved(call.world, record, {**record.value, "deletedAt": call.world.clock.text()})
        call.world.store.delete(SCRIPTS, SCOPE, record.key)
        call.world.store.insert(Record(SCRIPTS, BIN, record.key, deleted))
    _noted(call.world, record.key, "deleted")
    return call.answer()


@answers("scripts_get")
def get_script(call: Call) -> Response:
    """Show a script, also one in the recycle bin; projections do not count here."""
    return call.answer(_script(call).value)


@answers("scripts_dependencies")
def dependencies(call: Call) -> Response:
    """Show what uses a script: nothing uses one that is not there."""
    return call.answer(call.world.store.get("dependencies", "", call.values["_id"]) or {})


@answers("scripts_logs_list")
def list_logs(call: Call) -> Response:
    """Show what the script logged, the newest first."""
    return call.listed(_chosen(call, LOGS, "level"))


@answers("scripts_logs_delete")
def delete_logs(call: Call) -> Response:
    """Forget what the script logged, however often it is asked."""
    _script(call)
    return call.proceed()


@answers("scripts_audit_list")
def list_audit(call: Call) -> Response:
    """Show who did what to the script, the newest first."""
    return call.listed(_projected(call, _chosen(call, AUDIT, "action"), kept=("_id", "timestamp", "action")))


@starts
def first_scripts(world: World) -> None:
    """Begin with a script that a flow uses and that has run, and with one in the recycle bin."""
    script: dict[str, Any] = {
        "_id": EXAMPLE, "name": "Price rounding", "description": "Rounds prices to full cents.",
        "content": "function preSavePage (options) { return options.data }", "_userId": USER,
        "createdAt": "2026-01-12T08:30:00.000Z", "postResponseHookToProcessOnChildRecord": False,
        "_templateId": "66aa00bb11cc22dd33ee4401", "__noModule": False, "_sourceId": "66aa00bb11cc22dd33ee4402",
        "_integrationId": "66aa00bb11cc22dd33ee44ff", "_connectorId": "66aa00bb11cc22dd33ee4400",
        "debugUntil": "2026-02-03T17:00:00.000Z", "deletedAt": None,
    }  # fmt: skip
    deleted: dict[str, Any] = {
        "_id": DELETED, "name": "Address cleaning", "_userId": USER, "createdAt": "2026-01-12T08:30:00.000Z",
        "deletedAt": "2026-02-05T00:00:00.000Z",
    }  # fmt: skip
    for each in (script, deleted):
        record = Record(SCRIPTS, BIN if each["deletedAt"] else SCOPE, each["_id"], each)
        world.store.insert(record)
        _saved(world, record, each, "2026-02-03T16:45:12.345Z")
    entry = {
        "id": "6601f0c2b7d94e0012c3aa01", "name": "Order export", "paths": ["pageProcessors[0].hooks.preSavePage"],
        "accessLevel": "owner", "dependencyIds": {"scripts": [EXAMPLE]},
    }  # fmt: skip
    world.store.insert(Record("dependencies", "", EXAMPLE, {"flows": [entry]}))
    for number, level in enumerate(("info", "debug", "warn", "error")):
        _logged(world, EXAMPLE, level, f"2026-02-03T16:50:{number:02}.000Z")
    for action in ("created", "executed"):
        _noted(world, EXAMPLE, action, at="2026-01-12T08:30:00.000Z")
    changes = {"before": {"name": "Rounding"}, "after": {"name": "Price rounding"}}
    _noted(world, EXAMPLE, "updated", changes, at="2026-02-03T16:45:12.345Z")


def _script(call: Call) -> Record:
    record = call.world.store.find(SCRIPTS, call.values["_id"])
    if record is None:
        raise _missing(call.values["_id"])
    return record


def _missing(key: str) -> Refused:
    return Refused(Cause.NOT_FOUND, f"There is no script {key}.", field="_id")


def _saved(world: World, record: Record, script: dict[str, Any], at: str = "") -> dict[str, Any]:
    """Keep a changed script, with the time and the hash that every change gives it."""
    script = {**script, "lastModified": at or world.clock.text()}
    script["__hash"] = sha256(
        repr(sorted((key, script[key]) for key in script if key != "__hash")).encode()
    ).hexdigest()
    world.store.replace(Record(SCRIPTS, record.scope, record.key, script))
    return script


def _noted(world: World, script: str, action: str, changes: Mapping[str, Any] | None = None, at: str = "") -> None:
    number = world.store.next_number("audit")
    entry: dict[str, Any] = {
        "_id": f"66bb{number:020x}", "timestamp": at or world.clock.text(), "action": action, "userId": USER,
        "userName": "Ann Example", "metadata": {"source": "api"},
    }  # fmt: skip
    if changes is not None:
        entry["changes"] = dict(changes)
    world.store.insert(Record(AUDIT, f"/v1/scripts/{script}/audit", entry["_id"], entry))


def _logged(world: World, script: str, level: str, at: str) -> None:
    number = world.store.next_number("log")
    entry = {
        "timestamp": at, "level": level, "message": f"Line {number} of the run.", "executionId": f"run-{number // 4}",
        "metadata": {"records": number},
    }  # fmt: skip
    world.store.insert(Record(LOGS, f"/v1/scripts/{script}/logs", str(number), entry))


def _chosen(call: Call, resource: str, kind: str) -> list[dict[str, Any]]:
    """Return the entries of the wanted kind between the wanted times, the newest first."""
    _script(call)
    scope = f"/v1/scripts/{call.values['_id']}/{resource.rpartition('/')[2]}"
    entries = [record.value for record in reversed(call.world.store.scan(resource, scope))]
    wanted, since, until = (call.arguments.get(name) for name in (kind, "startDate", "endDate"))
    return [
        entry
        for entry in entries
        if wanted in {None, entry[kind]}
        and (since is None or _moment(entry["timestamp"]) >= _moment(since))
        and (until is None or _moment(entry["timestamp"]) <= _moment(until))
    ]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _projected(
    call: Call, records: Iterable[dict[str, Any]], *, kept: tuple[str, ...] = SUMMARY, hidden: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """Return records as `include` and `exclude` ask for them; an empty value asks for nothing.

    `include[]=` can end in 500, says the vendor's page: here it always does.
    """
    if any(name.startswith("include[") for name, _ in call.request.query):
        raise Refused(Cause.MALFORMED, "include takes its names parted by commas.", status=500)
    include, exclude = (
        [name for name in str(call.arguments.get(each) or "").split(",") if name] for each in ("include", "exclude")
    )
    if include and exclude:
        message = "Use one of include and exclude."
        raise Refused(Cause.MALFORMED, message, field="include", rule="invalid_query_params")
    full = [{name: value for name, value in record.items() if name not in hidden} for record in records]
    if include:
        return [_only(record, [*kept, *include]) for record in full]
    return [_without(record, [name for name in exclude if name not in kept]) for record in full]


def _only(record: dict[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    """Return what `paths` lead to; dots reach into objects."""
    made: dict[str, Any] = {}
    for path in paths:
        source, target = record, made
        *objects, last = path.split(".")
        for name in objects:
            inner = source.get(name)
            if not is_object(inner):
                break
            source, target = inner, target.setdefault(name, {})
        else:
            if last in source:
                target[last] = source[last]
    return made


def _without(record: Any, paths: Iterable[str]) -> Any:
    if is_array(record):
        return [_without(item, paths) for item in record]
    heads = {path.partition(".")[0]: path.partition(".")[2] for path in paths}
    return {
        name: _without(value, [heads[name]]) if heads.get(name) and is_object(value) else value
        for name, value in record.items()
        if not (name in heads and not heads[name])
    }

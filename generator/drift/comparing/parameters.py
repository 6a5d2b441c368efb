"""Parameters: matched by place and name, path parameters by where they stand in the path (OpenAPI 3.1 section 4.8.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.document import pointers
from generator.document.printable import printable
from generator.document.shapes import is_array, is_object
from generator.drift.changes import MISSING
from generator.drift.comparing.lifecycle import lifecycle, names_of, sunset
from generator.drift.comparing.operations import PLACEHOLDER
from generator.drift.comparing.parts import Part
from generator.drift.comparing.path_wide import Key, key_of
from generator.drift.comparing.serialization import schemas, serialization
from generator.drift.schemas.judging import BEHAVIOUR, BREAKING, SAFE, SOURCE, WIRE
from generator.drift.schemas.pairs import change_of
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from generator.drift.comparing.exchanges import Exchange

_GONE = Verdicts(wire=Level.RISKY, source=Level.BREAKING, behaviour=Level.RISKY)
_DEFAULTED = Verdicts(wire=Level.RISKY, source=Level.BREAKING)


class _Listed(NamedTuple):
    value: dict[str, Any]
    pointer: str


def parameters(exchange: Exchange) -> None:
    """Report parameters that came, went, moved or changed, and have their schemas compared."""
    part = exchange.part.member("parameters")
    base = _listed(part.base, part.pointers[0], _renamed(*exchange.paths))
    revision = _listed(part.revision, part.pointers[1], {})
    moved = _moved(base, revision)
    for key, old in base.items():
        new = revision.get(key) or revision.get(moved.get(key, ("", "")))
        if new is None:
            _removed(exchange, _part(old, None, part))
        else:
            _compare(exchange, _part(old, new, part))
    for key, new in revision.items():
        if key not in base and key not in moved.values():
            _added(exchange, _part(None, new, part))


def _listed(value: Any, pointer: str, renamed: dict[str, str]) -> dict[Key, _Listed]:
    found: dict[Key, _Listed] = {}
    for i, each in enumerate(value if is_array(value) else ()):
        if is_object(each):
            place, name = key_of(each)
            found.setdefault(
                (place, renamed.get(name, name) if place == "path" else name), _Listed(each, f"{pointer}/{i}")
            )
    return found


def _renamed(base: str, revision: str) -> dict[str, str]:
    """Return the names of the parameters in the path `revision` by those that stand at the same places in `base`."""
    old, new = PLACEHOLDER.findall(base), PLACEHOLDER.findall(revision)
    return dict(zip(old, new, strict=True)) if len(old) == len(new) else {}


def _moved(base: dict[Key, _Listed], revision: dict[Key, _Listed]) -> dict[Key, Key]:
    """Return where parameters are now that keep their name at another place."""
    free: dict[str, list[Key]] = {}
    for key in revision:
        if key not in base:
            free.setdefault(key[1].lower(), []).append(key)
    result: dict[Key, Key] = {}
    for key in base:
        candidates = free.get(key[1].lower())
        if key not in revision and candidates:
            result[key] = candidates.pop(0)
    return result


def _part(old: _Listed | None, new: _Listed | None, parent: Part) -> Part:
    base, revision = parent.pointers
    here = old.pointer if old else pointers.join(base, "-"), new.pointer if new else pointers.join(revision, "-")
    return Part(old.value if old else MISSING, new.value if new else MISSING, here)


def _subject(value: dict[str, Any]) -> str:
    return f"{printable(str(value.get('in')))} parameter '{printable(str(value.get('name')))}'"


def _has_default(exchange: Exchange, value: dict[str, Any]) -> bool:
    return exchange.shared.viewers[1].view(value.get("schema", {}), "").get("default") is not None


def _added(exchange: Exchange, part: Part, note: str = "is new") -> None:
    value = part.revision
    required = value.get("required") is True
    kind = "required" if required else "optional"
    message = f"the {kind} parameter {note}"
    if not exchange.is_ours:
        exchange.report(f"{exchange.sent}-parameter-added", message, SAFE, part, _subject(value))
        return
    identity = "new-request-path-parameter" if value.get("in") == "path" else f"new-{kind}-request-parameter"
    if key_of(value) in exchange.path_wide:
        identity = f"new-{kind}-request-default-parameter-to-existing-path"
    verdicts = SAFE
    if required:
        verdicts = _DEFAULTED if _has_default(exchange, value) else BREAKING
    if note != "is new":
        verdicts = Verdicts(verdicts.wire)
    exchange.report(identity, message, verdicts, part, _subject(value))


def _removed(exchange: Exchange, part: Part, note: str = "is gone") -> None:
    value = part.base
    prefix = f"{exchange.sent}-parameter"
    identity, message = f"{prefix}-removed", f"the parameter {note}"
    end = value.get("x-sunset", MISSING)
    day = sunset(end)
    if value.get("deprecated") is True:
        if end is MISSING:
            identity, message = f"{prefix}-removed-with-deprecation", f"{message}, as its deprecation announced"
        elif day is None:
            identity, message = f"{prefix}-sunset-parse", f"{message}, and its sunset date was none"
        elif exchange.shared.today < day:
            identity, message = f"{prefix}-removed-before-sunset", f"{message} before its sunset date {day}"
        else:
            identity, message = f"{prefix}-removed-with-deprecation", f"{message} after its sunset date {day}"
    verdicts = BREAKING if value.get("in") == "path" else _GONE
    if note != "is gone":
        verdicts = WIRE
    exchange.report(identity, message, verdicts if exchange.is_ours else BEHAVIOUR, part, _subject(value))


def _compare(exchange: Exchange, part: Part) -> None:
    old, new = part.objects()
    subject, prefix = _subject(old), f"{exchange.sent}-parameter"
    places = str(old.get("in")), str(new.get("in"))
    if places[0] != places[1]:
        _removed(exchange, Part(old, MISSING, part.pointers), f"moved from {places[0]} to {places[1]}")
        _added(exchange, Part(MISSING, new, part.pointers), f"moved from {places[0]} to {places[1]}")
    elif old.get("name") != new.get("name") and places[0] == "path":
        name = part.member("name")
        exchange.report(f"{prefix}-renamed", change_of("the name", name.base, name.revision), SOURCE, name, subject)
    required = part.flag("required")
    if not part.is_same:
        if places[0] == places[1]:
            _required(exchange, part, required, subject)
            serialization(exchange, part, prefix, subject, places[0], is_sent=exchange.is_ours)
        lifecycle(exchange, part, names_of(prefix), subject)
        name = part.member("x-specloom-name")
        if not name.is_same:
            message = change_of("the name in Python", name.base, name.revision)
            exchange.report(f"{prefix}-python-name-changed", message, SOURCE, name, subject)
    schemas(exchange, part, (exchange.sent, "parameter"), subject, required, places[1])


def _required(exchange: Exchange, part: Part, required: tuple[bool, bool], subject: str) -> None:
    if required[0] is required[1]:
        return
    state = "required" if required[1] else "optional"
    if exchange.is_ours:
        harm = _DEFAULTED if _has_default(exchange, part.revision) else BREAKING
        verdicts = harm if required[1] else SAFE
    else:
        verdicts = SAFE if required[1] else BEHAVIOUR
    identity = f"{exchange.sent}-parameter-became-{state}"
    exchange.report(identity, f"the parameter is {state} now", verdicts, part.member("required"), subject)

"""specs/<vendor>/supposed.yaml: what written recordings suppose of a stand-in, and those that it is not held to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.contract.cassettes.arguments import moment
from generator.contract.cassettes.cassette_schema import CASE, METHOD
from generator.document import pointers
from generator.document.findings import Finding, Place
from generator.workspace.checked_file import read_checked
from generator.workspace.suggest import among

FILE_NAME = "supposed.yaml"
RULE = "invalid-supposition"
STALE = "stale-supposition"

_SUPPOSED, _NOT_HELD = "supposed", "not_held"
_ALWAYS = frozenset({"recordings", "reason"})

_LINE = {"type": "string", "pattern": r"^\S.*$", "description": "text"}
_RECORDING = {
    "type": "string",
    "pattern": f"^{METHOD}/{CASE}$",
    "description": "a recording as <operation>/<case>, such as scripts.get/success",
}
_RECORDINGS = {"type": "array", "minItems": 1, "maxItems": 10_000, "items": _RECORDING}
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        _SUPPOSED: {
            "type": "array",
            "maxItems": 10_000,
            "items": {
                "type": "object",
                "required": ["recordings", "reason"],
                "additionalProperties": False,
                "properties": {
                    "recordings": _RECORDINGS,
                    "reason": _LINE,
                    "credential": {"type": "string", "pattern": r"^[!-~]+( [!-~]+)*$", "description": "a credential"},
                    "clock": _LINE,
                    "after": _RECORDINGS,
                    "path": {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}},
                    "body": {},
                    "answer": {"type": "integer", "minimum": 200, "maximum": 599, "description": "a status"},
                },
            },
        },
        _NOT_HELD: {
            "type": "array",
            "maxItems": 10_000,
            "items": {
                "type": "object",
                "required": ["recordings", "reason"],
                "additionalProperties": False,
                "properties": {"recordings": _RECORDINGS, "reason": _LINE},
            },
        },
    },
}


@dataclass(frozen=True, slots=True)
class Supposition:
    """What recordings suppose beyond their requests.

    Attributes:
        place: where it stands.
        recordings: which, as `<operation>/<case>`.
        reason: why they need it.
        is_held: whether the stand-in is held to them; nothing else is said where it is not.
        credential: what stood where a recording has `REDACTED`; "" leaves that as it is.
        clock: the time of the stand-in; None is the usual one.
        after: recordings whose requests come before, with what these suppose of their own requests.
        path: values of path parameters, in place of the recorded ones.
        body: has the JSON body that is sent in place of the recorded one, if any.
        answer: the recorded status that the stand-in is asked for (`Prefer: code=…`), as nothing else leads to it.
    """

    place: Place
    recordings: tuple[str, ...]
    reason: str
    is_held: bool = True
    credential: str = ""
    clock: datetime | None = None
    after: tuple[str, ...] = ()
    path: Mapping[str, str] = field(default_factory=dict[str, str])
    body: tuple[Any, ...] = ()
    answer: int | None = None

    @property
    def is_lenient(self) -> bool:
        """Whether the stand-in is not held to the recordings at all, or only asked for their status."""
        return not self.is_held or self.answer is not None


def load_suppositions(folder: Path) -> tuple[Supposition, ...]:
    """Return what `folder`/supposed.yaml says, in its order; nothing where there is no such file.

    Raises:
        SpecloomError: the file cannot be read or is not what it must be; names file, line and JSON pointer.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return ()
    file = read_checked(path, _SCHEMA, RULE, _broken)
    return tuple(_supposition(key, each, file.place(pointer)) for key, pointer, each in _entries(file.data))


def misplaced(
    suppositions: Iterable[Supposition], known: Collection[str], rehearsed: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield a finding for each name in `suppositions` that leads to nothing.

    `known` are the recordings that there are, `rehearsed` those of them that are held in a scenario, with its name.
    """
    first: dict[str, Place] = {}
    for each in suppositions:
        for name in (*each.recordings, *each.after):
            if name not in known:
                yield Finding(STALE, f"there is no recording {name!r}", each.place, among(name, known, "recordings"))
        for name in each.recordings:
            if name in rehearsed:
                message = f"{name} is recorded by the scenario {rehearsed[name]!r}, which supposes nothing"
                yield Finding(STALE, message, each.place, "Take it out.")
            elif name in first:
                message = f"says of {name} again what stands at {first[name]}"
                yield Finding(STALE, message, each.place, "Take it out of one of them.")
            first.setdefault(name, each.place)


def _broken(data: Any) -> Iterator[tuple[str, str, str]]:
    """Yield pointer, message and remedy of what the schema cannot say."""
    parts = [name for name in _SCHEMA["properties"][_SUPPOSED]["items"]["properties"] if name not in _ALWAYS]
    for key, pointer, each in _entries(data):
        if key == _SUPPOSED and not each.keys() & set(parts):
            yield pointer, "supposes nothing", f"Write one of the keys {', '.join(parts)}, or move it to {_NOT_HELD}."
        elif "clock" in each and not isinstance(moment(each["clock"]), datetime):
            remedy = "Write it as in '2026-01-31T12:00:00Z'."
            yield pointers.join(pointer, "clock"), f"{each['clock']!r} is no moment with a time zone", remedy


def _entries(data: Any) -> Iterator[tuple[str, str, Any]]:
    for key, entries in data.items():
        for index, each in enumerate(entries):
            yield key, pointers.join("", key, index), each


def _supposition(key: str, each: Any, place: Place) -> Supposition:
    given = {name: value for name, value in each.items() if name in {"reason", "credential", "path", "answer"}}
    return Supposition(
        place=place,
        recordings=tuple(each["recordings"]),
        is_held=key == _SUPPOSED,
        clock=moment(each["clock"]) if "clock" in each else None,
        after=tuple(each.get("after", ())),
        body=(each["body"],) if "body" in each else (),
        **given,
    )

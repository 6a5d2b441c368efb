"""References in the texts of scenarios: `${made.id}`, `${now+30m}`, `${account.token}`; `$${` stands for `${` itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from generator.document.shapes import is_array, is_object

NOW, ACCOUNT = "now", "account"
RESERVED = (ACCOUNT, NOW)
"""Names that no step may carry an answer under: the moment at which a scenario begins, and the credentials."""

_MARK = re.compile(r"\$\$\{|\$\{([^{}]*)\}")
_PATH = re.compile(r"([a-z][a-z0-9_]*)(?:\.[^.{}\s]+)*")
_MOMENT = re.compile(r"now(?:([+-])(\d{1,6})([smhd]))?")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_SHOWN = 60


class MissingValueError(LookupError):
    """A reference leads to nothing; `name` is the value that it starts from, which may not be there at all."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


def references(value: Any) -> Iterator[str]:
    """Yield what stands inside `${}` in the texts of the JSON value `value`."""
    if isinstance(value, str):
        yield from (match[1] for match in _MARK.finditer(value) if match[1] is not None)
    elif is_object(value):
        for item in value.values():
            yield from references(item)
    elif is_array(value):
        for item in value:
            yield from references(item)


def name_in(reference: str) -> str | None:
    """Return the name that `reference` starts with, None where it is no reference."""
    if _MOMENT.fullmatch(reference):
        return NOW
    match = _PATH.fullmatch(reference)
    return match[1] if match and match[1] != NOW else None


def filled(value: Any, known: Mapping[str, Any]) -> Any:
    """Return the JSON value `value` with each reference replaced by what it leads to in `known`.

    A text that is one reference and nothing else becomes the value itself.

    Raises:
        MissingValueError: a reference leads to nothing.
    """
    if is_object(value):
        return {key: filled(item, known) for key, item in value.items()}
    if is_array(value):
        return [filled(item, known) for item in value]
    if not isinstance(value, str):
        return value
    match = _MARK.fullmatch(value)
    if match and match[1] is not None:
        return _target(match[1], known)
    return _MARK.sub(lambda found: "${" if found[1] is None else _text(_target(found[1], known)), value)


def reached(value: Any, path: str) -> Any:
    """Return the part of an answer that the dotted `path` leads to, by wire or Python names and by indexes.

    Raises:
        MissingValueError: there is no such part.
    """
    for token in path.split("."):
        value = _member(value, token, path)
    return value


def plain(value: Any) -> Any:
    """Return a part of an answer as the JSON data that stands for it.

    Raises:
        ValueError: it has no form in JSON.
    """
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, datetime):
        return _rfc3339(value)
    if isinstance(value, bytes):
        return value.decode()
    if is_object(value):
        return {key: plain(item) for key, item in value.items()}
    if is_array(value):
        return [plain(item) for item in value]
    if value is None or isinstance(value, str | int | float):
        return value
    msg = f"{type(value).__name__} has no form in JSON"
    raise ValueError(msg)


def _target(reference: str, known: Mapping[str, Any]) -> Any:
    moment = _MOMENT.fullmatch(reference)
    if moment:
        return _rfc3339(_moved(known[NOW], *moment.groups()))
    name, _, path = reference.partition(".")
    if name not in known:
        raise MissingValueError(name, f"nothing is known as {name!r}")
    return reached(known[name], path) if path else known[name]


def _moved(now: datetime, sign: str | None, count: str | None, unit: str | None) -> datetime:
    if count is None or unit is None:
        return now
    distance = timedelta(seconds=int(count) * _UNITS[unit])
    return now - distance if sign == "-" else now + distance


def _member(value: Any, token: str, path: str) -> Any:
    whole = value  # whose type the tests below do not narrow
    if is_object(value) and token in value:
        return value[token]
    if is_array(value) and token.isdecimal() and int(token) < len(value):
        return value[int(token)]
    for name, wire in _set_fields(whole):
        if token in {name, wire}:
            return getattr(whole, name)
    raise MissingValueError(path, f"{_shown(whole)} has no {token!r}, asked for by {path!r}")


def _set_fields(model: Any) -> Iterator[tuple[str, str]]:
    """Yield the Python name and the wire name of each field that is set on a generated model; nothing of what is none."""
    fields: Mapping[str, Any] = getattr(type(model), "model_fields", {})  # pyright: ignore[reportUnknownArgumentType]
    for name in sorted(getattr(model, "model_fields_set", ())):
        field = fields.get(name)
        yield name, name if field is None else field.serialization_alias or field.alias or name


def _text(value: Any) -> str:
    known = plain(value)
    return known if isinstance(known, str) else json.dumps(known, ensure_ascii=False)


def _rfc3339(moment: datetime) -> str:
    precision = "milliseconds" if moment.microsecond else "seconds"
    return moment.astimezone(UTC).isoformat(timespec=precision).replace("+00:00", "Z")


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"

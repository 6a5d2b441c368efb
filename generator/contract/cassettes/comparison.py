"""What differs between a request as recorded and as sent, and between two JSON values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlsplit

from generator.document import pointers
from generator.exchange.bodies import read_json
from generator.exchange.messages import Request, header_values, is_json, media_type

MAX_DIFFERENCES = 20

# Set by the transport for itself: another HTTP library may set others without changing what the request means.
_OF_TRANSPORT = frozenset({
    "accept-encoding", "connection", "content-length", "host", "transfer-encoding", "user-agent",
})  # fmt: skip
_ALWAYS_COMPARED = ("accept", "content-type")
# RFC 3339 section 5.6, with an offset.
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)")
_MAX_SHOWN = 80


def request_differences(recorded: Request, sent: Request, credentials: Iterable[str]) -> list[str]:
    """Return in words how `sent` differs from `recorded`; empty if it is the same request.

    The order of query fields is free, their number is not. Compared are Accept, Content-Type, `credentials` (header
    names in lower case) and every recorded header that is not the transport's own. JSON bodies are compared as values,
    others as bytes.
    """
    parts: tuple[tuple[str, Any, Any], ...] = (
        ("method", recorded.method, sent.method),
        ("server", _server(recorded), _server(sent)),
        ("path", recorded.path or "/", sent.path or "/"),
        ("query", tuple(sorted(recorded.query)), tuple(sorted(sent.query))),
    )
    found = [f"{name} is {_show(now)}, recorded {_show(then)}" for name, then, now in parts if then != now]
    found.extend(_header_differences(recorded, sent, credentials))
    found.extend(_body_differences(recorded, sent))
    return found


def json_differences(expected: Any, actual: Any, *, instants: bool = False) -> list[str]:
    """Return in words, each with its pointer, where `actual` is another JSON value than `expected`.

    Numbers are compared by value, and true is no number. With `instants`, two texts that are the same RFC 3339
    date-time are the same. Stops after `MAX_DIFFERENCES`.
    """
    found: list[str] = []
    stack: list[tuple[str, Any, Any]] = [("", expected, actual)]
    while stack and len(found) < MAX_DIFFERENCES:
        pointer, left, right = stack.pop()
        if isinstance(left, dict) and isinstance(right, dict):
            first, second = cast(dict[str, Any], left), cast(dict[str, Any], right)
            found.extend(f"#{pointers.join(pointer, key)} is lost" for key in first if key not in second)
            found.extend(f"#{pointers.join(pointer, key)} is new" for key in second if key not in first)
            common = [(pointers.join(pointer, key), first[key], second[key]) for key in first if key in second]
            stack.extend(reversed(common))
        elif isinstance(left, list) and isinstance(right, list):
            before, after = cast(list[Any], left), cast(list[Any], right)  # type: ignore[redundant-cast]
            if len(before) != len(after):
                found.append(f"#{pointer} has {len(after)} items instead of {len(before)}")
            pairs = zip(before, after, strict=False)
            stack.extend(reversed([(pointers.join(pointer, index), *pair) for index, pair in enumerate(pairs)]))
        elif not _same(left, right, instants=instants):
            found.append(f"#{pointer} is {_show(right)} instead of {_show(left)}")
    return found[:MAX_DIFFERENCES]


def _server(request: Request) -> str:
    parts = urlsplit(request.url)
    return f"{parts.scheme}://{parts.netloc}"


def _header_differences(recorded: Request, sent: Request, credentials: Iterable[str]) -> Iterator[str]:
    credentials = tuple(credentials)
    names = {name.lower() for name, _ in recorded.headers} - _OF_TRANSPORT
    for name in sorted(names.union(_ALWAYS_COMPARED, credentials)):
        expected, actual = header_values(recorded.headers, name), header_values(sent.headers, name)
        if expected != actual and name in credentials:
            yield f"header {name} carries another credential than recorded"  # which one is nobody's business
        elif expected != actual:
            yield f"header {name} is {_show(actual)}, recorded {_show(expected)}"


def _body_differences(recorded: Request, sent: Request) -> Iterator[str]:
    if recorded.body == sent.body:
        return
    if is_json(media_type(recorded.headers)):
        try:
            expected, actual = read_json(recorded.body), read_json(sent.body)
        except ValueError:
            pass
        else:
            yield from (f"body: {difference}" for difference in json_differences(expected, actual))
            return
    yield f"body is {_show(sent.body)}, recorded {_show(recorded.body)}"


def _same(left: Any, right: Any, *, instants: bool) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if instants and isinstance(left, str) and isinstance(right, str) and left != right:
        return _instant(left) is not None and _instant(left) == _instant(right)
    return bool(left == right)


def _instant(text: str) -> tuple[datetime, str] | None:
    """Return the instant that `text` states: to the second, and the fraction without its trailing zeros."""
    match = _INSTANT.fullmatch(text)
    if match is None:
        return None
    fraction = match[1] or ""
    try:
        moment = datetime.fromisoformat(text.upper().replace(fraction, "", 1))
    except ValueError:
        return None
    return moment, fraction.rstrip("0").rstrip(".")


def _show(value: Any) -> str:
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    text = repr(value)
    return text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "…"

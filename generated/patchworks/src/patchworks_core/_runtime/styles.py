"""Parameters in the styles of the specification (OpenAPI 3.1, Style Values; RFC 6570 behind them).

A value is a scalar, a list or an object. None is what RFC 6570 calls undefined: it is left out, and so are empty lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from .text import plain_value, text_of
from .unset import UNSET

if TYPE_CHECKING:
    from .operation import Parameter

# A parameter with allowReserved still cannot end the query, start another pair or stand for a space.
_RESERVED = ":/?@!$'()*,;="
# Tried first: most values need no encoding, and finding that out by encoding them takes long.
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]*").fullmatch
_DELIMITERS = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}


def path_text(parameter: Parameter, value: object) -> str:
    """Return what replaces `{name}` in a path: every value percent-encoded, so that it never leaves its segment.

    Raises:
        ValueError: the value is empty or missing, which would make the path that of another operation.
    """
    if type(value) is str and value and not parameter.style:
        return _quote(value)
    parts = _parts(value, parameter.argument)
    if not parts or any(not text for _, text in parts):
        raise ValueError(f"{parameter.argument}: a part of the path cannot be empty")
    keyed = isinstance(parts[0][0], str)
    name, explode = parameter.name, bool(parameter.explode)
    encoded = [(key and _quote(key), _quote(text)) for key, text in parts]
    if parameter.style == "matrix":
        if explode:
            return "".join(f";{key or _quote(name)}={text}" for key, text in encoded)
        return f";{_quote(name)}={_joined(encoded, ',', explode=False)}"
    if parameter.style == "label":
        return "." + _joined(encoded, "." if explode else ",", explode=explode and keyed)
    return _joined(encoded, ",", explode=explode and keyed)


def query_pairs(parameter: Parameter, value: object) -> list[str]:
    """Return the `name=value` pairs of a query, a form or a cookie, percent-encoded; none when there is no value."""
    name = _quote(parameter.name)
    safe = _RESERVED if parameter.allow_reserved else ""
    if parameter.style == "deepObject":
        pairs = _deep(parameter.name + "[]" * _is_list(value), value, parameter.argument)
        return [f"{_quote(key)}={_quote(text, safe)}" for key, text in pairs]
    parts = [(key and _quote(key), _quote(text, safe)) for key, text in _parts(value, parameter.argument)]
    style = parameter.style or "form"
    if parameter.explode if parameter.explode is not None else style == "form":
        return [f"{key or name}={text}" for key, text in parts]
    return [f"{name}={_joined(parts, _DELIMITERS.get(style, ','), explode=False)}"] if parts else []


def header_text(parameter: Parameter, value: object) -> str | None:
    """Return a header's value in style `simple`; None when there is no value."""
    parts = _parts(value, parameter.argument)
    return _joined(parts, ",", explode=bool(parameter.explode)) if parts else None


def _parts(value: object, argument: str) -> list[tuple[str | None, str]]:
    """Return the scalars of a value: one or those of a list without keys, those of an object with theirs."""
    if value is UNSET or value is None:
        return []
    plain = plain_value(value)
    if isinstance(plain, Mapping):
        members = cast("Mapping[str, object]", plain).items()
        return [(str(key), _inner(item, argument)) for key, item in members if item is not None and item is not UNSET]
    if isinstance(plain, Iterable) and not isinstance(plain, str | bytes):
        return [(None, _inner(item, argument)) for item in cast("Iterable[object]", plain) if item is not None]
    return [(None, text_of(plain, argument))]


def _inner(value: object, argument: str) -> str:
    """Return what stands inside a list or an object: a scalar's text; all else has no style there, and is JSON as in forms."""
    plain = plain_value(value)
    if not isinstance(plain, Mapping | list | tuple):
        return text_of(plain, argument)
    from .body import json_bytes  # which is made of this module

    return json_bytes(cast("object", plain)).decode()


def _is_list(value: object) -> bool:
    """Tell whether a value is a list: `expand[]=a` in deepObject, which has no list of its own, as such APIs read it."""
    plain = plain_value(value)
    return isinstance(plain, Iterable) and not isinstance(plain, str | bytes | Mapping)


def _deep(name: str, value: object, argument: str) -> list[tuple[str, str]]:
    plain = plain_value(value)
    if plain is UNSET or plain is None:
        return []
    if isinstance(plain, Mapping):
        members = cast("Mapping[str, object]", plain).items()
        return [pair for key, item in members for pair in _deep(f"{name}[{key}]", item, argument)]
    return [(name, text) for _, text in _parts(plain, argument)]


def _joined(parts: list[tuple[str | None, str]], separator: str, *, explode: bool) -> str:
    between = "=" if explode else separator
    return separator.join(text if key is None else f"{key}{between}{text}" for key, text in parts)


def _quote(text: str, safe: str = "") -> str:
    return text if _UNRESERVED(text) else quote(text, safe=safe)

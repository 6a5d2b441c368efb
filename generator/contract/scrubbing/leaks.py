"""The search for secrets in what is about to be written down, or was: on its own, without trust in what scrubbed it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, cast
from urllib.parse import parse_qsl, urlsplit

from generator.contract.scrubbing.leak_search import Leak, Search
from generator.document import pointers
from generator.document.findings import Finding, Place, SpecloomError
from generator.document.shapes import is_array, is_object
from generator.exchange import recorded
from generator.exchange.bodies import FORM
from generator.exchange.credentials import credential_headers
from generator.exchange.messages import is_json

MAX_FINDINGS = 50
_MAX_NESTED = 20
_REMEDY = "Nothing of it may be kept: record again with a rule that scrubs it, or replace it."
_SESSION_HEADERS = ("set-cookie", "set-cookie2", "authentication-info", "proxy-authorization")


class _Spot(NamedTuple):
    """A text, where it stands, and the name that it stands under; a `sealed` one is nothing but a credential."""

    pointer: str
    name: str
    value: str | bytes
    sealed: bool = False


def leaks(text: str | bytes, *, secrets: Iterable[str], document: dict[str, Any], name: str = "") -> list[Finding]:
    """Return where a secret stands in `text`, or what looks like one or like a person's mail address; at most 50.

    Searched is what is written and what it says once escapes, encodings and compression are undone. Pointers lead into
    a cassette, and on into JSON bodies; "" stands for the text as a whole. No finding shows anything of what it found.

    Args:
        text: a cassette, or any text.
        secrets: values that must not stand in it in any form; pairs of Basic authentication as `user:password`.
        document: the vendor's, whose security schemes say where in a cassette credentials stand.
        name: stands for the file in findings.
    """
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    search = Search(secrets)
    found: dict[tuple[str, Leak], None] = {}
    for spot in _spots(raw, document):
        of_spot = list(_of_spot(search, spot))
        if of_spot:
            pointer = _shown(search, spot.pointer)
            found |= dict.fromkeys((pointer, leak) for leak in of_spot)
    if not found:  # comments, keys of YAML, whatever no spot stands for
        found = dict.fromkeys(("", leak) for leak in search.text(raw))
    return [
        Finding(leak.rule, leak.what, Place(name, pointer=pointer), _REMEDY)
        for pointer, leak in list(found)[:MAX_FINDINGS]
    ]


def _of_spot(search: Search, spot: _Spot) -> Iterator[Leak]:
    if isinstance(spot.value, bytes):
        yield from search.text(spot.value)
        return
    leaks_of_name = search.credential(spot.value) if spot.sealed else search.field(spot.name, spot.value)
    yield from leaks_of_name or search.text(spot.value.encode("utf-8", "surrogatepass"))


def _shown(search: Search, pointer: str) -> str:
    tokens = ("***" if search.hides(token) else token for token in pointers.split(pointer))
    return pointers.join("", *tokens)


def _spots(raw: bytes, document: dict[str, Any]) -> Iterator[_Spot]:
    try:
        data, bodies = recorded.read(raw.decode(), "")
    except (UnicodeDecodeError, SpecloomError):
        yield _Spot("", "", raw)
        return
    if not is_object(data) or not is_array(data.get("interactions")):
        yield _Spot("", "", raw)
        return
    yield from (_Spot(pointer, "", body) for pointer, body in bodies.items())
    yield from _values("/metadata", "", data.get("metadata"))
    sealed = frozenset((*credential_headers(document), *_SESSION_HEADERS))
    fields = _credential_fields(document)
    for index, interaction in enumerate(data["interactions"]):
        base = pointers.join("/interactions", index)
        for side in ("request", "response"):
            message = interaction.get(side) if is_object(interaction) else None
            if is_object(message):
                yield from _message(f"{base}/{side}", message, sealed, fields)


def _message(base: str, message: dict[str, Any], sealed: frozenset[str], fields: frozenset[str]) -> Iterator[_Spot]:
    uri = message.get("uri")
    if isinstance(uri, str):
        yield _Spot(f"{base}/uri", "", uri)
        yield from _pairs(f"{base}/uri", _query(uri), fields)
    headers = message.get("headers")
    kind = ""
    for name, lines in headers.items() if is_object(headers) else ():
        for index, line in enumerate(lines if is_array(lines) else [lines]):
            pointer = pointers.join(base, "headers", name, index)
            if name.lower() == "cookie":
                yield from _cookies(pointer, str(line), fields)
            else:
                yield _Spot(pointer, name, str(line), sealed=name.lower() in sealed)
            kind = str(line) if name.lower() == "content-type" else kind
    yield from _values(f"{base}/status", "", message.get("status"))
    body = message.get("body")
    pointer, text = (f"{base}/body/string", body.get("string")) if is_object(body) else (f"{base}/body", body)
    if isinstance(text, str):
        yield from _body(pointer, kind.partition(";")[0].strip().lower(), text, fields)


def _body(pointer: str, kind: str, text: str, fields: frozenset[str]) -> Iterator[_Spot]:
    if kind == FORM:
        yield from _pairs(pointer, text, fields)
    elif is_json(kind) or text.lstrip().startswith(("{", "[")):
        try:
            yield from _values(pointer, "", json.loads(text, object_pairs_hook=_Pairs))
        except (ValueError, RecursionError):
            pass
        else:
            return
    yield _Spot(pointer, "", text)


class _Pairs(list[tuple[str, Any]]):
    """The members of an object, also those of one name."""


def _values(pointer: str, name: str, value: Any) -> Iterator[_Spot]:
    """Yield every text of a JSON value, its keys, and the texts of JSON inside of texts."""
    stack: list[tuple[str, str, Any, int]] = [(pointer, name, value, 0)]
    while stack:
        here, name, node, nested = stack.pop()
        if isinstance(node, _Pairs) or is_object(node):
            members = list(node.items()) if is_object(node) else cast(_Pairs, node)
            yield from (_Spot(here, "", key) for key, _ in members)
            stack.extend((pointers.join(here, key), key, item, nested) for key, item in reversed(members))
        elif is_array(node):
            stack.extend((pointers.join(here, index), name, item, nested) for index, item in enumerate(node))
        elif isinstance(node, str):
            yield _Spot(here, name, node)
            inner = _json(node) if nested < _MAX_NESTED else None
            if inner is not None:
                stack.append((here, name, inner, nested + 1))
        elif isinstance(node, int | float) and not isinstance(node, bool) and node:
            yield _Spot(here, name if node >= 1000 else "", str(node))


def _json(text: str) -> Any:
    if not text.lstrip().startswith(("{", "[", '"')):
        return None
    try:
        return json.loads(text, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        return None


def _pairs(pointer: str, query: str, fields: frozenset[str]) -> Iterator[_Spot]:
    for name, value in parse_qsl(query, keep_blank_values=True):
        yield _Spot(pointer, name, value, sealed=name in fields)


def _query(uri: str) -> str:
    try:
        return urlsplit(uri).query
    except ValueError:
        return uri.partition("?")[2]


def _cookies(pointer: str, line: str, fields: frozenset[str]) -> Iterator[_Spot]:
    for cookie in line.split(";"):
        name, _, value = cookie.strip().partition("=")
        yield _Spot(pointer, name, value, sealed=name in fields)
        yield _Spot(pointer, "", cookie)


def _credential_fields(document: dict[str, Any]) -> frozenset[str]:
    components = document.get("components")
    schemes = components.get("securitySchemes") if is_object(components) else None
    return frozenset(
        str(scheme.get("name"))
        for scheme in (schemes.values() if is_object(schemes) else ())
        if is_object(scheme) and scheme.get("type") == "apiKey" and scheme.get("in") != "header"
    )

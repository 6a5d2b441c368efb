"""Headers of answers, as a document declares them (OpenAPI 3.1 section 4.8.21)."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from generator.document.findings import Finding, Place
from generator.document.references import follow
from generator.document.shapes import is_array, is_object
from generator.exchange.messages import Headers
from generator.exchange.parameters import Parameters
from generator.standin.sampling.encodings import json_bytes
from generator.standin.sampling.samples import NoSample, Samples

# What frames or codes the message is the server's to say; Content-Type is stated by `content`.
_OF_THE_SERVER = frozenset({
    "connection", "content-encoding", "content-length", "content-type", "date", "keep-alive", "te", "trailer",
    "transfer-encoding", "upgrade",
})  # fmt: skip
_LEFT_TO_STATE = frozenset({"link"})  # an invented next page would be asked for
_KNOWN = {
    "cache-control": "no-store",
    "etag": '"1"',
    "expires": "Sat, 31 Jan 2026 12:00:00 GMT",
    "last-modified": "Sat, 31 Jan 2026 12:00:00 GMT",
    "link": '<https://example.com/1>; rel="self"',  # and no next page
    "location": "https://example.com/1",
    "retry-after": "1",
    "set-cookie": "session=some-session",
    "vary": "Accept",
    "www-authenticate": "Bearer",
}
_SCALARS = frozenset({"string", "integer", "number", "boolean"})
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")
_UNFIT = re.compile(r"[^\t\x20-\x7e]|^[ \t]|[ \t]\Z")
_PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))
_TRIES = 3


def answer_headers(samples: Samples, declared: dict[str, Any], random: random.Random) -> Headers:
    """Return values for the `declared` headers: those that are required, and others that are scalars or have an example.

    Raises:
        NoSample: none was found for a required one.
        SpecloomError: a declared schema cannot be used.
    """
    parameters = Parameters(samples.document, samples.schemas)
    found: list[tuple[str, str]] = []
    for name, given in declared.items():
        header = follow(samples.document, given)
        if not is_object(header) or name.lower() in _OF_THE_SERVER or not _TOKEN.match(name):
            continue
        is_required = header.get("required", False) is True
        if not is_required and not _is_plain(samples, name, header):
            continue
        parameter = {**header, "name": name, "in": "header"}
        texts = _sendable(_texts(samples, name, header, random))
        text = next((text for text in texts if not parameters.faults("", parameter, [text])), None)
        if text is not None:
            found.append((name, text))
        elif is_required:
            raise NoSample(Finding("no-sample", f"no value was found for the header {name}", Place(samples.name)))
    return tuple(found)


def _sendable(texts: Iterable[str]) -> Iterator[str]:
    """Yield those of `texts` that can be sent (RFC 9110 section 5.5), and at last the first other one percent-encoded."""
    unfit = ""
    for text in texts:
        if _UNFIT.search(text):
            unfit = unfit or text
        else:
            yield text
    if unfit:
        yield quote(unfit, safe=_PRINTABLE).strip()


def _is_plain(samples: Samples, name: str, header: dict[str, Any]) -> bool:
    if "example" in header or "examples" in header:
        return True
    kinds = samples.schemas.kinds(header.get("schema", {}))
    return bool(kinds) and kinds <= _SCALARS and name.lower() not in _LEFT_TO_STATE


def _texts(samples: Samples, name: str, header: dict[str, Any], random: random.Random) -> Iterator[str]:
    examples = header.get("examples")
    given = [follow(samples.document, one) for one in examples.values()] if is_object(examples) else []
    values = [header["example"]] if "example" in header else []
    values += [one["value"] for one in given if is_object(one) and "value" in one]
    for value in values:
        yield value if isinstance(value, str) else _text(header, value)
    if name.lower() in _KNOWN and not _has_example(samples, header.get("schema")):
        yield _KNOWN[name.lower()]
    content = header.get("content")
    media: dict[str, Any] = next(iter(content.values())) if is_object(content) and content else header
    for _ in range(_TRIES):
        yield _text(header, samples.value(media.get("schema", {}), random, hint=name))


def _has_example(samples: Samples, schema: Any) -> bool:
    target = follow(samples.document, schema)
    return is_object(target) and not target.keys().isdisjoint({"example", "examples", "default", "enum", "const"})


def _text(header: dict[str, Any], value: Any) -> str:
    """Return a value in the style `simple` (OpenAPI 3.1 section 4.8.12.4), or as JSON where a media type is declared."""
    if "content" in header:
        return json_bytes(value).decode()
    if is_array(value):
        return ",".join(map(_scalar, value))
    if is_object(value):
        between = "=" if header.get("explode", False) is True else ","
        return ",".join(f"{key}{between}{_scalar(member)}" for key, member in value.items())
    return _scalar(value)


def _scalar(value: Any) -> str:
    return value if isinstance(value, str) else json_bytes(value).decode()

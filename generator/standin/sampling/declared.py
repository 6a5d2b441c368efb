"""Answers as a document declares them: media type, headers, body."""

from __future__ import annotations

import random
from typing import Any, NamedTuple

from generator.document.references import follow
from generator.document.shapes import is_array, is_object
from generator.exchange.bodies import FORM
from generator.exchange.messages import Headers, Response, is_json
from generator.exchange.operations import Operation
from generator.standin.sampling.answer_headers import answer_headers
from generator.standin.sampling.encodings import BOUNDARY, encode, file_bytes, is_file, is_sequence
from generator.standin.sampling.media_ranges import choose, kind_of
from generator.standin.sampling.samples import NoSample, Samples

_BODILESS = frozenset({204, 205, 304})
_IN_A_SEQUENCE = 2


class _Nothing(NamedTuple):
    """No value, where null is one."""


_NOTHING = _Nothing()


def declared_response(
    samples: Samples, operation: Operation, status: int, *, accept: str = "", example: str = "", random: random.Random
) -> Response:
    """Return an answer that conforms to what the document declares for `status`.

    Where no body is declared, or none may be (RFC 9110 section 15), there is none; an undeclared status has no headers.
    Where a schema contradicts itself, the body is a value that comes near.

    Args:
        samples: makes values for the document.
        operation: the operation that answers.
        status: the status of the answer.
        accept: the Accept header of the request, which chooses among the declared media types.
        example: the name of the declared example that the body is to be, as it is.
        random: where chance comes from.

    Raises:
        LookupError: there is no example of this name for `status`; says which there are.
        NoSample: no conforming value was found.
        SpecloomError: a declared schema cannot be used.
    """
    declared = operation.response(status) or {}
    headers = answer_headers(samples, declared.get("headers", {}), random)
    content: dict[str, Any] = {} if status in _BODILESS else declared.get("content", {})
    if example:
        content = _with_example(samples, content, example, f"{operation.id} {status}")
    chosen = choose(content, accept)
    if chosen is None:
        return Response(status, headers)
    media = content[chosen.declared]
    concrete = chosen.concrete
    if kind_of(concrete).startswith("multipart/"):
        concrete = f"{kind_of(concrete)}; boundary={BOUNDARY}"
    body = b"" if operation.method == "HEAD" else _body(samples, concrete, media, example, random)
    with_type: Headers = (("Content-Type", concrete), *headers)
    return Response(status, with_type, body)


def _with_example(samples: Samples, content: dict[str, Any], name: str, where: str) -> dict[str, Any]:
    """Return the media types that have an example `name`."""
    known = {kind: _examples(samples, media) for kind, media in content.items()}
    if found := {kind: content[kind] for kind, examples in known.items() if name in examples}:
        return found
    names = ", ".join(dict.fromkeys(each for examples in known.values() for each in examples))
    msg = f"{where} declares no example {name!r}; it declares {names or 'none'}"
    raise LookupError(msg)


def _examples(samples: Samples, media: Any) -> dict[str, Any]:
    """Return the values of the examples of a Media Type Object by name; what stands elsewhere is left out."""
    examples = media.get("examples") if is_object(media) else None
    found = {name: follow(samples.document, one) for name, one in examples.items()} if is_object(examples) else {}
    return {name: one["value"] for name, one in found.items() if is_object(one) and "value" in one}


def _body(samples: Samples, concrete: str, media: Any, example: str, random: random.Random) -> bytes:
    kind = kind_of(concrete)
    schema = media.get("schema") if is_object(media) else None
    if example:
        value = _examples(samples, media)[example]
        return _encoded(samples, concrete, schema, value)
    value = _example(samples, kind, media, schema)
    if not isinstance(value, _Nothing):
        return _encoded(samples, concrete, schema, value)
    if _is_bytes(samples, kind, schema):
        return file_bytes(kind)
    if schema is None:
        return b"{}" if is_json(kind) else file_bytes(kind)
    if is_sequence(kind):
        return _sequence(samples, concrete, schema, random)
    return encode(samples.document, concrete, schema, _nearest(samples, schema, random))


def _nearest(samples: Samples, schema: Any, random: random.Random) -> Any:
    """Return a value of `schema`, or one that comes near where the schema allows none that was found."""
    try:
        return samples.value(schema, random)
    except NoSample as error:
        if not error.nearest:
            raise
        return error.nearest[0]


def _encoded(samples: Samples, concrete: str, schema: Any, value: Any) -> bytes:
    """Return an example as a body; text is the body itself, unless the media type is JSON."""
    kind = kind_of(concrete)
    if isinstance(value, str) and not is_json(kind):
        return value.encode(errors="replace")
    several = value if is_array(value) else [value]
    return encode(samples.document, concrete, schema, several if is_sequence(kind) else value)


def _example(samples: Samples, kind: str, media: Any, schema: Any) -> Any:
    """Return the first example of a Media Type Object that its schema allows."""
    if not is_object(media):
        return _NOTHING
    given = [*([media["example"]] if "example" in media else []), *_examples(samples, media).values()]
    if is_json(kind) or kind == FORM or samples.schemas.kinds(schema) == {"string"}:
        given = [value for value in given if schema is None or samples.schemas.accepts(schema, value)]
    return given[0] if given and not is_file(kind) else _NOTHING


def _is_bytes(samples: Samples, kind: str, schema: Any) -> bool:
    target = follow(samples.document, schema)
    if not is_object(target) or is_json(kind):
        return False
    is_text = samples.schemas.kinds(schema) <= {"string", "null"}
    return target.get("format") == "binary" or (is_text and (is_file(kind) or "contentMediaType" in target))


def _sequence(samples: Samples, concrete: str, schema: Any, random: random.Random) -> bytes:
    """Return a few values one after the other, those of an array where the schema describes one."""
    document = samples.document
    values = [_nearest(samples, schema, random) for _ in range(_IN_A_SEQUENCE)]
    if is_array(values[0]):
        return encode(document, concrete, schema, values[0])
    if samples.schemas.kinds(schema) == {"string"}:  # the schema is about the text of the body
        written = encode(document, concrete, schema, values)
        return (
            written
            if samples.schemas.accepts(schema, written.decode())
            else encode(document, "text/plain", schema, values[0])
        )
    return encode(document, concrete, schema, values)

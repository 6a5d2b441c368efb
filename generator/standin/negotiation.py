"""Answers in the media type that a document declares and a request asks for (RFC 9110 section 12.5.1).

What a stand-in keeps are JSON values. A document may have them as JSON of a vendor (`application/vnd.shop+json`), as XML,
or in several forms of which the request chooses one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from generator.exchange.bodies import read_json
from generator.exchange.messages import Headers, Response, is_json, media_type
from generator.exchange.operations import Operation
from generator.standin.sampling.declared import declared_response
from generator.standin.sampling.encodings import encode
from generator.standin.sampling.media_ranges import Chosen, choose, kind_of
from generator.standin.sampling.samples import NoSample, Samples

_JSON = "application/json"
_RANGES = frozenset({"*/*", "application/*"})


def agreed(
    samples: Samples, operation: Operation, response: Response, accept: str, randomness: Callable[[], Random]
) -> Response:
    """Return `response`, whose body is JSON in general, as the document has it for its status and `accept` prefers it.

    Args:
        samples: makes values for the document.
        operation: the operation that answers.
        response: the answer; where its body is anything but `application/json`, it is what it is to be already.
        accept: the Accept header of the request.
        randomness: gives where chance comes from, which most answers have no need of.

    Raises:
        NoSample: no value conforms to what is declared.
        SpecloomError: a declared schema cannot be used.
    """
    declared = operation.response(response.status)
    content: dict[str, Any] = {} if declared is None else declared.get("content", {})
    is_settled = content.keys() <= {_JSON} or not response.body or media_type(response.headers) != _JSON
    chosen = None if is_settled else choose(content, accept)
    if chosen is None or kind_of(chosen.concrete) == _JSON:
        return response
    kind, schema = kind_of(chosen.concrete), content[chosen.declared].get("schema")
    others = tuple(pair for pair in response.headers if pair[0].lower() != "content-type")
    if is_json(kind) or kind.endswith(("/xml", "+xml")):
        value = _fitting(samples, schema, read_json(response.body), randomness())
        headers: Headers = (("Content-Type", chosen.concrete), *others)
        return replace(response, headers=headers, body=encode(samples.document, chosen.concrete, schema, value))
    made = declared_response(samples, operation, response.status, accept=accept, random=randomness())
    said = {name.lower() for name, _ in others}
    return replace(made, headers=(*(pair for pair in made.headers if pair[0].lower() not in said), *others))


def json_type(samples: Samples, content: dict[str, Any], accept: str) -> Chosen | None:
    """Return which declared media type an object can be sent as JSON in, preferably as `accept` says; None where none is."""
    options = [kind for kind, media in content.items() if _takes_objects(samples, kind, media)]
    chosen = choose(options, accept)
    return chosen if chosen is None or is_json(kind_of(chosen.concrete)) else Chosen(chosen.declared, _JSON)


def _takes_objects(samples: Samples, declared: str, media: Any) -> bool:
    kind = kind_of(declared)
    return is_json(kind) or (kind in _RANGES and samples.schemas.kinds(media.get("schema", {})) != {"string"})


def _fitting(samples: Samples, schema: Any, value: Any, random: Random) -> Any:
    if schema is None or samples.schemas.accepts(schema, value):
        return value
    try:
        return samples.complete(schema, value, random)
    except NoSample:
        return value

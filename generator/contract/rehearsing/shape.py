"""Whether two answers to the same request have the same shape: status, media type, members and JSON types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.contract.coverage.declared import json_answer
from generator.contract.coverage.trace import Tracer, Visit
from generator.contract.coverage.variants import kinds_of
from generator.document import pointers
from generator.document.shapes import is_array, is_object
from generator.exchange.bodies import read_json
from generator.exchange.messages import Response, is_json, media_type
from generator.exchange.operations import Api, Operation
from generator.exchange.schemas import Schemas

MAX_DIFFERENCES = 5
"""Differences of one body that are named."""

_MAX_SHOWN = 160
_BODILESS = frozenset({204, 205, 304})


class Difference(NamedTuple):
    """Where an answer is another than was recorded: the rule, the pointer into the recorded response, and in words."""

    rule: str
    pointer: str
    message: str


class Shapes:
    """Compares answers of one API."""

    def __init__(self, api: Api) -> None:
        self._schemas = Schemas(api.document, api.name)
        self._tracer = Tracer(api.document, self._schemas)

    def differences(
        self, operation: Operation, recorded: Response, answered: Response, *, exact: bool
    ) -> Iterator[Difference]:
        """Yield where `answered` has another status or shape than `recorded`; values never count.

        What the document leaves open may differ: members that are not required, variants of a union or of several types,
        the members of a map, the length of a list, anything in JSON that it says nothing about. With `exact` nothing of
        that may.

        Raises:
            SpecloomError: a schema of the document cannot be used.
        """
        if answered.status != recorded.status:
            message = f"the stand-in answers {answered.status} instead of {recorded.status}{_reason(answered)}"
            yield Difference("stand-in-status", "/status", message)
            return
        if answered.status in _BODILESS:
            return  # whatever its headers say, there is nothing of a media type
        kinds = media_type(recorded.headers), media_type(answered.headers)
        if kinds[0] != kinds[1]:
            before, now = (kind or "no media type" for kind in kinds)
            message = f"the stand-in answers with {now} instead of {before}"
            yield Difference("stand-in-shape", "/headers/Content-Type", message)
        elif is_json(kinds[0]):
            found = self._of_bodies(operation, recorded, answered, exact=exact)
            for _, (pointer, message) in zip(range(MAX_DIFFERENCES), found, strict=False):
                yield Difference("stand-in-shape", f"/body{pointer}", message)
        elif exact and bool(recorded.body) is not bool(answered.body):
            what = "a body" if answered.body else "no body"
            yield Difference("stand-in-shape", "/body", f"the stand-in answers with {what}, unlike the recording")

    def _of_bodies(
        self, operation: Operation, recorded: Response, answered: Response, *, exact: bool
    ) -> Iterator[tuple[str, str]]:
        try:
            expected = read_json(recorded.body)
        except ValueError:
            return  # found by whoever checks the recording
        try:
            actual = read_json(answered.body)
        except ValueError as error:
            yield "", f"what the stand-in answers is not JSON: {error}"
            return
        declared = json_answer(operation, recorded)
        yield from self._of_values(expected, actual, [declared[0]] if declared else [], exact=exact)

    def _of_values(self, recorded: Any, answered: Any, schemas: list[Any], *, exact: bool) -> Iterator[tuple[str, str]]:
        waiting: list[tuple[str, Any, Any, list[Any]]] = [("", recorded, answered, schemas)]
        while waiting:
            pointer, expected, actual, allowed = waiting.pop()
            first, second = (self._tracer.visit(pointer, value, allowed) for value in (expected, actual))
            if is_object(expected) and is_object(actual):
                yield from self._of_members(first, second, exact=exact)
                waiting.extend(
                    (pointers.join(pointer, name), expected[name], actual[name], self._below(name, first, second))
                    for name in reversed(expected)
                    if name in actual
                )
            elif is_array(expected) and is_array(actual):
                if exact and len(expected) != len(actual):
                    yield pointer, f"the stand-in gives {len(actual)} items instead of {len(expected)}"
                waiting.extend(
                    (pointers.join(pointer, index), *pair, self._below(index, first, second))
                    for index, pair in reversed(list(enumerate(zip(expected, actual, strict=False))))
                )
            elif not kinds_of(expected) & kinds_of(actual) and (exact or not self._is_free(allowed, expected, actual)):
                yield pointer, f"the stand-in gives {_named(actual)} instead of {_named(expected)}"

    def _of_members(self, recorded: Visit, answered: Visit, *, exact: bool) -> Iterator[tuple[str, str]]:
        """Yield the members that one of two objects has and the other may not lack."""
        for name in recorded.value:
            if name not in answered.value and (exact or not self._is_optional(name, recorded, answered)):
                yield pointers.join(recorded.pointer, name), f"the stand-in gives no {name!r}"
        for name in answered.value:
            if name not in recorded.value and (exact or not self._is_optional(name, answered, recorded)):
                yield recorded.pointer, f"the stand-in gives {name!r}, which is not recorded"

    def _is_optional(self, name: str, having: Visit, lacking: Visit) -> bool:
        """Tell whether one of two objects may have the member `name` and the other not."""
        if any(name in part.get("required", ()) for part in lacking.parts):
            return False
        parts = (*having.parts, *lacking.parts)
        if not any(is_object(part.get("properties")) for part in parts):
            return True  # the document names no members, so that each is a value
        schemas = [schema for part in parts for schema in self._tracer.declared(part, name)]
        return any(schema is not False for schema in schemas) or any("unevaluatedProperties" in part for part in parts)

    def _is_free(self, schemas: list[Any], first: Any, second: Any) -> bool:
        """Tell whether `schemas` allow the JSON types of both values: they name both, or none at all."""
        named = {kind for schema in schemas for kind in self._schemas.kinds(schema)}
        return not named or bool(kinds_of(first) & named and kinds_of(second) & named)

    def _below(self, token: str | int, *visits: Visit) -> list[Any]:
        """Return the schemas for one member or item of what was visited, each once."""
        parts = {id(part): part for visit in visits for part in visit.parts}
        found = (schema for part in parts.values() for schema in self._tracer.inside(part, token))
        return list({id(schema): schema for schema in found}.values())


def _named(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "null" if value is None else "a boolean"
    return {"integer": "a number", "number": "a number", "string": "a text", "array": "a list"}.get(
        min(kinds_of(value)), "an object"
    )


def _reason(answered: Response) -> str:
    """Return what a refusal says of itself, in one line."""
    if answered.status < 400 or not answered.body:
        return ""
    text = answered.body.decode("utf-8", "replace")
    shown = "".join(each if each.isprintable() else " " for each in text[:_MAX_SHOWN])
    return f": {shown}{'…' if len(text) > _MAX_SHOWN else ''}"

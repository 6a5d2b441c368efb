"""Members of recorded answers that the document does not declare: a vendor's new ones, or those that a document lost.

JSON Schema allows them, since an object is open unless it says otherwise; a recording has to name them as deviations.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.contract.coverage.trace import Tracer, Visit
from generator.document import pointers
from generator.document.findings import Finding, Place
from generator.document.shapes import is_object
from generator.exchange.bodies import read_json
from generator.exchange.conformance import Conformance
from generator.exchange.messages import Interaction, Response, is_json, media_type
from generator.exchange.operations import Api, Match, Operation
from generator.exchange.schemas import Schemas

_OPENING = frozenset({"additionalProperties", "unevaluatedProperties"})


class StrictConformance(Conformance):
    """`Conformance` that also finds the members of an answer that a schema with properties does not name.

    Schemas that say themselves what else an object may have (`additionalProperties`) are taken at their word.
    """

    def __init__(self, api: Api) -> None:
        super().__init__(api)
        self._operations = api
        self._tracer = Tracer(api.document, Schemas(api.document, api.name))

    def check(self, interaction: Interaction, place: Place) -> list[Finding]:
        """Return what is wrong with `interaction`, as `Conformance.check` does and beyond it."""
        found = super().check(interaction, place)
        match = self._operations.find(interaction.request)
        answer = json_answer(match.operation, interaction.response) if isinstance(match, Match) else None
        if answer is None:
            return found
        base = f"{place.pointer or ''}/response/body"
        for visit in self._tracer.trace(*answer):
            for name in self._undeclared(visit):
                at = Place(place.file, place.line, pointers.join(base + visit.pointer, name))
                message = f"the document declares no {name!r} here"
                remedy = "Correct whichever is out of date, or name it in `deviates` if it is there on purpose."
                found.append(Finding("undeclared-field", message, at, remedy))
        return found

    def _undeclared(self, visit: Visit) -> Iterator[str]:
        has_names = any(is_object(part.get("properties")) for part in visit.parts)
        if not has_names or not is_object(visit.value) or any(_OPENING & part.keys() for part in visit.parts):
            return
        for name in visit.value:
            if not any(True for part in visit.parts for _ in self._tracer.declared(part, name)):
                yield name


def json_answer(operation: Operation, response: Response) -> tuple[Any, Any] | None:
    """Return the schema that `operation` declares for the JSON body of `response`, and the body's value.

    None where it declares no such schema, or the body is not JSON.
    """
    kind = media_type(response.headers)
    if not is_json(kind):
        return None
    declared = operation.response(response.status) or {}
    media = {key.partition(";")[0].strip().lower(): value for key, value in declared.get("content", {}).items()}
    schemas = [media[key].get("schema") for key in (kind, kind.partition("/")[0] + "/*", "*/*") if key in media]
    if not schemas or schemas[0] is None:
        return None
    try:
        return schemas[0], read_json(response.body)
    except ValueError:
        return None

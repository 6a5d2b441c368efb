"""Arguments for a generated method, made up as its document allows, and of the types that its signature asks for."""

from __future__ import annotations

import builtins
import json
import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import JsonValue, TypeAdapter

from generator.emit.facts import ArgumentFacts, BodyFacts, MethodFacts
from generator.standin.sampling.samples import NoSample, Samples

ANNOTATIONS = {
    "Any": Any, "FileLike": Any, "JsonValue": JsonValue, "Literal": Literal, "Mapping": Mapping, "Sequence": Sequence,
    "UUID": UUID, "builtins": builtins, "date": date, "datetime": datetime,
}  # fmt: skip


class TroubleError(Exception):
    """A call that cannot be made, with its kind and message."""

    def __init__(self, kind: str, message: object) -> None:
        super().__init__(kind, message)
        self.kind, self.message = kind, " ".join(str(message).split())


class SampledArguments:
    """Makes arguments from the samples of a document; `models` are those of its package."""

    def __init__(self, samples: Samples, models: Any) -> None:
        self._samples = samples
        self._models = models

    def of(self, method: MethodFacts, *, full: bool) -> dict[str, Any]:
        """Return arguments for a call of `method`: all of them, or those that it needs.

        Raises:
            TroubleError: the document allows no value, or the type of an argument does not allow one that the document does.
        """
        given: dict[str, Any] = {}
        for argument in method.arguments:
            if full or argument.required:
                try:
                    value = self._sampled(argument.schema, f"{method.operation_id} {argument.wire}", argument.wire)
                except TroubleError:
                    if argument.required:
                        raise
                    continue
                if argument.location in {"path", "header", "cookie"} and value in ("", [], {}, None):
                    value = "x" if argument.schema.get("type") == "string" else value
                given[argument.python] = self._typed(argument.annotation, value, argument.wire)
        if method.body is not None and (full or method.body.required):
            given.update(self._body(method, method.body, full=full))
        return given

    def _body(self, method: MethodFacts, body: BodyFacts, *, full: bool) -> dict[str, Any]:
        if body.kind in {"any", "content"}:
            return {"content": b"hello"} if body.kind == "content" else {"json": {"name": "Ada"}}
        sampled = self._sampled(body.schema, f"{method.operation_id} body", "")
        if body.kind == "whole" or not isinstance(sampled, dict):
            return {"body": self._typed(body.annotation, sampled, "body")}
        by_wire = {each.wire: each for each in body.fields}
        if not full:
            needed = {wire: value for wire, value in sampled.items() if wire in by_wire and by_wire[wire].required}
            if needed and self._samples.schemas.accepts(body.schema, needed):
                sampled = needed
        if body.is_multipart:
            sampled = {wire: value for wire, value in sampled.items() if wire in by_wire}
        if not sampled.keys() <= by_wire.keys():
            return {"body": self._typed(body.annotation, sampled, "body")}
        return {by_wire[wire].python: self._field(by_wire[wire], value) for wire, value in sampled.items()}

    def _field(self, field: ArgumentFacts, value: Any) -> Any:
        if "FileLike" in field.annotation and field.annotation != "FileLike | JsonValue":
            items = value if isinstance(value, list) else [value]
            files = [item.encode() if isinstance(item, str) else json.dumps(item).encode() for item in items]
            return files if field.annotation.startswith("Sequence") else files[0]
        return self._typed(field.annotation, value, field.wire)

    def _sampled(self, schema: Any, seed: str, hint: str) -> Any:
        try:
            return self._samples.value(schema, random.Random(seed), hint=hint, direction="request")
        except NoSample as error:
            raise TroubleError("no value is allowed", error) from None

    def _typed(self, annotation: str, value: Any, name: str) -> Any:
        """Return a JSON value as a caller has it, who is held to the annotation of the argument."""
        try:
            of = eval(annotation, {**ANNOTATIONS, "models": self._models})
            return TypeAdapter(of).validate_json(json.dumps(value))
        except Exception as error:
            message = f"{name}: {annotation} refuses {json.dumps(value)[:100]}: {error}"
            raise TroubleError("the argument's type refuses a valid value", message) from None

"""Refusals in the words of a document: its own shape of errors, whatever media type that has, filled with what is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.exchange.conformance import Conformance
from generator.exchange.messages import Response, header_values
from generator.exchange.operations import Api, Operation
from generator.standin.causes import Cause, Refused
from generator.standin.refusals import Refusals, filled
from generator.standin.sampling.samples import Samples

TEXT = {"type": "string"}
WRONG = Refused(Cause.INVALID, "It is <wrong>.", field="name", rule="too-short", details={"limit": 3})


def operation_of(content: Any, status: str = "422") -> Operation:
    answer = {"description": ""} if content is None else {"description": "", "content": content}
    data = {"operationId": "make", "responses": {status: answer}}
    (operation,) = Api({"paths": {"/a": {"post": data}}}, "shop").operations
    return operation


def refused(content: Any, why: Refused = WRONG, *, status: str = "422", accept: str = "", **named: Any) -> Response:
    """Return a refusal where `content` is declared for it, after holding it against that."""
    operation = operation_of(content, status)
    document: dict[str, Any] = {"paths": {"/a": {"post": {"operationId": "make", "responses": operation.responses}}}}
    response = Refusals(Samples(document, "shop"), document, **named).response(operation, why, accept)
    assert list(Conformance(Api(document, "shop")).response_faults(operation, "POST", response)) == []
    return response


def body(schema: Any, why: Refused = WRONG, **named: Any) -> Any:
    return json.loads(refused({"application/json": {"schema": schema}}, why, **named).body)


def members(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (members(message=TEXT), {"message": "It is <wrong>."}),
        (members(detail=TEXT, status={"type": "integer"}), {"detail": "It is <wrong>.", "status": 422}),
        (members(error=TEXT), {"error": "It is <wrong>."}),
        (members(error=members(code=TEXT, error_message=TEXT)),
         {"error": {"code": "too_short", "error_message": "It is <wrong>."}}),
        (members(errors={"type": "array", "items": members(path=TEXT, msg=TEXT)}),
         {"errors": [{"path": "name", "msg": "It is <wrong>."}]}),
        (members(errors={"type": "array", "items": TEXT}), {"errors": ["It is <wrong>."]}),
        (members(errors={"type": "object", "additionalProperties": {"type": "array", "items": TEXT}}),
         {"errors": {"name": ["It is <wrong>."]}}),
        (members(errors={"type": "object", "additionalProperties": TEXT}), {"errors": {"name": "It is <wrong>."}}),
        (members(message={"type": ["string", "null"]}), {"message": "It is <wrong>."}),
        ({"anyOf": [members(message=TEXT), {"type": "null"}]}, {"message": "It is <wrong>."}),
        (TEXT, "It is <wrong>."),
    ],
)  # fmt: skip
def test_members_of_the_usual_names_say_what_is_wrong(schema: Any, expected: Any) -> None:
    assert body(schema) == expected


def test_what_nothing_says_is_made_up_and_the_same_each_time() -> None:
    schema = members(message=TEXT, request=members(id={"type": "integer", "minimum": 5}), kind={"enum": ["a", "b"]})
    first = body(schema)
    assert (first["message"], first["request"]["id"] >= 5, first["kind"] in {"a", "b"}) == (
        "It is <wrong>.",
        True,
        True,
    )
    assert body(schema) == first


def test_a_message_that_the_schema_does_not_allow_gives_way() -> None:
    assert body(members(message={"enum": ["no"]})) == {"message": "no"}
    assert len(body(members(message={"type": "string", "maxLength": 4}))["message"]) <= 4


def test_templates_are_chosen_by_cause_then_status_then_default() -> None:
    templates = {"invalid": {"a": "${code}"}, "422": {"b": 1}, "default": {"c": "${field} ${status} ${limit}"}}
    shape = {"type": "object"}
    assert body(shape, templates=templates) == {"a": "too_short"}
    assert body(shape, templates={name: templates[name] for name in ("422", "default")}) == {"b": 1}
    assert body(shape, templates={"default": templates["default"]}) == {"c": "name 422 3"}
    codes = {"too-short": "E_SHORT", "invalid": 7}
    assert body(shape, templates=templates, codes=codes) == {"a": "E_SHORT"}
    assert body(shape, Refused(Cause.INVALID, "No."), templates=templates, codes=codes) == {"a": 7}


def test_a_refusal_that_is_declared_as_text_is_one() -> None:
    plain = refused({"text/plain": {"schema": TEXT}})
    assert (plain.body, header_values(plain.headers, "Content-Type")) == (b"It is <wrong>.", ("text/plain",))
    page = refused({"application/xml": {"schema": TEXT}, "text/html; charset=utf-8": {}})
    assert (page.body, page.headers[0][1]) == (b"It is &lt;wrong&gt;.", "text/html; charset=utf-8")


@pytest.mark.parametrize(
    "content",
    [
        {"application/xml": {"schema": members(message=TEXT)}},
        {"text/plain": {"schema": {"type": "string", "maxLength": 3}}},
        {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        {"image/*": {"schema": members(message=TEXT)}},
    ],
)
def test_a_refusal_that_is_declared_in_another_form_has_that(content: Any) -> None:
    why = Refused(Cause.INVALID, "It is wrong.", headers=(("Retry-After", "1"),))
    made = refused(content, why)
    assert made.body
    assert made.headers[-1] == ("Retry-After", "1")


@pytest.mark.parametrize(
    ("kinds", "accept", "expected"),
    [
        (["*/*"], "", "application/json"),
        (["application/*"], "text/html", "application/json"),
        (["*/*"], "application/problem+json", "application/problem+json"),
        (["text/html", "application/vnd.shop+json"], "*/*", "application/vnd.shop+json"),
        (["application/json", "application/problem+json"], "*/*", "application/json"),
        (["application/json", "application/problem+json"], "application/problem+json", "application/problem+json"),
    ],
)
def test_of_several_media_types_one_that_is_json_says_it(kinds: list[str], accept: str, expected: str) -> None:
    content = {kind: {"schema": members(message=TEXT)} for kind in kinds}
    made = refused(content, accept=accept)
    assert header_values(made.headers, "Content-Type") == (expected,)
    assert json.loads(made.body) == {"message": "It is <wrong>."}


@pytest.mark.parametrize("status", ["422", "4XX", "default"])
def test_a_class_of_statuses_and_default_say_it_too(status: str) -> None:
    made = refused({"application/json": {"schema": members(message=TEXT)}}, status=status)
    assert (made.status, json.loads(made.body)) == (422, {"message": "It is <wrong>."})


@pytest.mark.parametrize("content", [{"application/json": {}}, {"*/*": {"schema": {}}}])
def test_what_is_declared_without_members_is_said_as_problem_details(content: Any) -> None:
    made = refused(content)
    assert json.loads(made.body) == {"title": "Unprocessable Content", "status": 422, "detail": "It is <wrong>."}


def test_a_refusal_without_a_declared_body_has_none() -> None:
    assert refused(None) == Response(422)
    assert refused(None, Refused(Cause.TOO_MANY, "Wait.", headers=(("Retry-After", "1"),)), status="429") == Response(
        429, (("Retry-After", "1"),)
    )


def test_what_is_not_declared_is_said_as_problem_details() -> None:
    refusals = Refusals(Samples({}, "shop"), {})
    for operation in (None, operation_of(None, "200")):
        made = refusals.response(operation, Refused(Cause.NOT_FOUND, "Nothing is there."))
        assert made.headers == (("Content-Type", "application/problem+json"),)
        assert json.loads(made.body) == {"title": "Not Found", "status": 404, "detail": "Nothing is there."}


def test_templates_are_filled_at_any_depth() -> None:
    values = {"code": 7, "message": "no", "list": [1]}
    template = {"a": ["${code}", "${code}!", {"b": "${message} ${other}"}], "c": "${list}", "d": 5}
    assert filled(template, values) == {"a": [7, "7!", {"b": "no ${other}"}], "c": [1], "d": 5}

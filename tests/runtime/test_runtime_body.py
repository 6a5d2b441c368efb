from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any, cast
from urllib.parse import parse_qsl

import pytest
from notes_api import CREATE, GET, NoteDraft
from pydantic import AwareDatetime, Base64Bytes, RootModel, SecretStr
from runtime.body import Payload, encode_body, json_bytes
from runtime.model import Model
from runtime.operation import Body, Member, Operation
from runtime.unset import UNSET


class Level(IntEnum):
    HIGH = 3


class Kind(Enum):
    PLAIN = 7


def operation(media_type: str, *, required: bool = False) -> Operation[None]:
    return Operation(name="notes.put", method="PUT", path="/", body=Body(media_type, required=required))


def sent(of: Operation[Any], **payload: Any) -> tuple[Any, str]:
    return encode_body(of, cast("Payload", payload))


def test_fields_go_under_their_wire_names_and_unset_is_not_null() -> None:
    fields = {"title": "a", "text": None, "template_id": "t", "made_at": UNSET}
    content, media_type = sent(CREATE, fields=fields)
    assert json.loads(content) == {"title": "a", "text": None, "_templateId": "t"}
    assert media_type == "application/json"


def test_a_model_sends_what_was_set_by_wire_name_with_what_the_document_does_not_know() -> None:
    draft = NoteDraft.model_validate({"title": "a", "_templateId": None, "colour": "red"})
    content, _ = sent(CREATE, body=draft)
    assert json.loads(content) == {"title": "a", "_templateId": None, "colour": "red"}


def test_body_and_fields_exclude_each_other() -> None:
    with pytest.raises(TypeError, match=r"notes\.create: give either body= or title="):
        sent(CREATE, body=NoteDraft(title="a"), fields={"title": "b"})


def test_a_name_that_is_no_argument_is_told_before_anything_else() -> None:
    for fields in ({"colour": "red"}, {"title": "b", "colour": "red"}, {"colour": UNSET}):
        for body in (UNSET, NoteDraft(title="a"), None):
            with pytest.raises(TypeError, match=r"^notes\.create got an unexpected keyword argument 'colour'$"):
                sent(CREATE, body=body, fields=fields)


def test_an_optional_body_of_nothing_is_no_body() -> None:
    assert sent(operation("application/json"), fields={"a": UNSET}) == (None, "")
    assert sent(GET, fields={}) == (None, "")
    needy = Operation[None](
        name="notes.put", method="PUT", path="/", body=Body("application/json", fields={"a": "a"}, needed=("a",))
    )
    assert sent(needy, fields={}) == (None, "")


def test_an_update_of_nothing_is_no_empty_object() -> None:
    made = Operation[None](
        name="notes.put", method="PUT", path="/", body=Body("application/json", required=True, fields={"a": "a"})
    )
    for nothing in (Payload(fields={}), Payload(fields={"a": UNSET}), Payload(body=UNSET, fields={})):
        with pytest.raises(TypeError, match=r"notes\.put needs body= or a field of it"):
            encode_body(made, nothing)
    assert sent(made, body={}) == (b"{}", "application/json")
    assert sent(made, fields={"a": None}) == (b'{"a":null}', "application/json")
    with pytest.raises(TypeError, match=r"notes\.put needs body=$"):
        sent(operation("application/json", required=True), body=UNSET)
    search = Operation[None](name="notes.search", method="POST", path="/", body=made.body)
    assert sent(search, fields={}) == (b"{}", "application/json")
    with pytest.raises(TypeError, match="needs a body"):
        sent(operation("*/*", required=True), json=UNSET, content=UNSET, data=UNSET)


def test_null_is_a_body_where_the_document_says_so() -> None:
    nullable = Operation[None](name="notes.put", method="PUT", path="/", body=Body("application/json", nullable=True))
    assert sent(nullable, body=None) == (b"null", "application/json")
    with pytest.raises(TypeError, match=r"notes\.put: body= cannot be None"):
        sent(operation("application/json"), body=None)


class Everything(Model):
    when: AwareDatetime
    secret: SecretStr
    blob: Base64Bytes
    draft: NoteDraft


def test_json_of_all_kinds_of_values() -> None:
    when = datetime(2026, 11, 21, tzinfo=UTC)
    everything = Everything(
        when=when, secret=SecretStr("hush"), blob=b"aGk=", draft=NoteDraft(title="é", template_id="t")
    )
    value = [
        everything,
        Decimal("1.10"),
        Level.HIGH,
        Kind.PLAIN,
        (1, 2),
        {"k": when},
        b"raw",
        RootModel[list[int]]([1]),
    ]
    content = json_bytes(value)
    draft = {"title": "é", "_templateId": "t"}
    assert json.loads(content) == [
        {"when": "2026-11-21T00:00:00+00:00", "secret": "hush", "blob": "aGk=", "draft": draft},
        "1.10",
        3,
        7,
        [1, 2],
        {"k": "2026-11-21T00:00:00+00:00"},
        "raw",
        [1],
    ]
    assert "é".encode() in content


@pytest.mark.parametrize("value", [float("nan"), [float("inf")], {"at": datetime(2026, 1, 1)}])
def test_values_without_a_json_form_are_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"zone|JSON"):
        json_bytes(value)


@pytest.mark.parametrize("value", [object(), {"a": UNSET}])
def test_objects_without_a_json_form_are_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        json_bytes(value)


@pytest.mark.parametrize(
    ("payload", "content", "content_type"),
    [
        ({"json": None}, b"null", "application/json"),
        ({"json": {"a": 1}}, b'{"a":1}', "application/json"),
        ({"json": [], "content_type": "application/x+json"}, b"[]", "application/x+json"),
        ({"content": "é"}, "é".encode(), "text/plain; charset=utf-8"),
        ({"content": b"\x00"}, b"\x00", "application/octet-stream"),
        ({"content": b"", "content_type": "text/csv"}, b"", "text/csv"),
        ({"data": {"a b": "c&d", "e": [1, 2], "f": None}}, b"a%20b=c%26d&e=1&e=2", "application/x-www-form-urlencoded"),
        ({}, None, ""),
        ({"json": UNSET, "content": UNSET, "data": UNSET}, None, ""),
    ],
)
def test_a_body_of_any_type(payload: dict[str, Any], content: bytes | None, content_type: str) -> None:
    assert sent(operation("*/*"), **payload) == (content, content_type)


def test_a_body_of_any_type_is_given_once() -> None:
    with pytest.raises(TypeError, match="only one of json=, content= and data=, not json= and data="):
        sent(operation("*/*"), json=None, data={})


@pytest.mark.parametrize(
    ("media_type", "body"), [("*/*", {"a": 1}), ("text/csv", 5), ("application/x-www-form-urlencoded", [1])]
)
def test_a_body_of_the_wrong_kind_is_refused(media_type: str, body: object) -> None:
    payload = {"content": body} if media_type == "*/*" else {"body": body}
    with pytest.raises(TypeError):
        sent(operation(media_type), **payload)


def test_forms_take_fields() -> None:
    form = Operation[None](
        name="login",
        method="POST",
        path="/",
        body=Body("application/x-www-form-urlencoded", fields={"user_name": "u", "on": "on"}),
    )
    assert sent(form, fields={"user_name": "ann", "on": True}) == (
        b"u=ann&on=true",
        "application/x-www-form-urlencoded",
    )


def test_fields_that_are_missing_or_unknown_are_named():
    made = Operation[None](
        name="notes.put",
        method="PUT",
        path="/",
        body=Body("application/json", required=True, fields={"title": "title", "text": "text"}, needed=("title",)),
    )
    with pytest.raises(TypeError, match=r"notes\.put needs title= or body="):
        sent(made, fields={"text": "a"})
    with pytest.raises(TypeError, match="unexpected keyword argument 'tilte'"):
        sent(made, fields={"title": "a", "tilte": "b"})
    assert sent(made, fields={"title": "a"}) == (b'{"title":"a"}', "application/json")
    assert sent(made, body={"any": 1}) == (b'{"any":1}', "application/json")


def test_a_form_writes_objects_as_json_unless_the_document_says_how() -> None:
    members = {
        "deep": Member(style="deepObject", explode=True),
        "flat": Member(style="form", explode=False),
        "reserved": Member(style="form", allow_reserved=True),
    }
    form = Operation[None](
        name="notes.put", method="POST", path="/", body=Body("application/x-www-form-urlencoded", members=members)
    )
    value = {
        "address": {"city": "Z\u00fcrich", "zip": None},
        "drafts": [NoteDraft(title="a&b"), None, [1]],
        "tags": ["x", "y z"],
        "deep": {"a": {"b": 1}},
        "flat": [1, 2],
        "reserved": "a/b?c",
        "gone": UNSET,
    }
    content, _ = sent(form, body=value)
    assert parse_qsl(content.decode(), keep_blank_values=True) == [
        ("address", '{"city":"Z\u00fcrich","zip":null}'),
        ("drafts", '{"title":"a&b"}'),
        ("drafts", "[1]"),
        ("tags", "x"),
        ("tags", "y z"),
        ("deep[a][b]", "1"),
        ("flat", "1,2"),
        ("reserved", "a/b?c"),
    ]
    assert b"reserved=a/b?c" in content

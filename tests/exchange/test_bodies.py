from __future__ import annotations

from typing import Any

import pytest

from generator.exchange.bodies import Bodies, read_json
from generator.exchange.parameters import Parameters
from generator.exchange.schemas import Schemas

NAMED = {"type": "object", "required": ["name"]}


def rules(content: dict[str, Any], kind: str, body: bytes) -> list[str]:
    schemas = Schemas({}, "x.json")
    headers = (("content-type", kind),) if kind else ()
    return [fault.rule for fault in Bodies({}, schemas, Parameters({}, schemas)).faults(content, headers, body)]


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("application/json", b'{"name": 1}', []),
        ("Application/JSON; charset=utf-8", b'{"name": 1}', []),
        ("application/json", b"{}", ["invalid-body"]),
        ("application/problem+json", b"[]", ["invalid-body"]),
        ("application/xml", b"<a/>", []),
        ("text/plain", b"short", []),
        ("text/plain", b"much too long", ["invalid-body"]),
        ("text/plain; charset=latin1", b"\xfc" * 20, []),
        ("image/png", b"\x89PNG", []),
        ("video/mp4", b"", ["undeclared-media-type"]),
        ("", b"x", ["undeclared-media-type"]),
        ("", b"", ["missing-body"]),
    ],
)
def test_the_most_specific_media_type_decides(kind: str, body: bytes, expected: list[str]) -> None:
    content = {
        "application/*": {"schema": NAMED},
        "application/json; version=1": {"schema": NAMED},
        "application/problem+json": {"schema": {"type": "object"}},
        "text/plain": {"schema": {"type": "string", "maxLength": 9}},
        "image/*": {"schema": {"type": "string", "format": "binary"}},
    }
    assert rules(content, kind, body) == expected


def test_any_content_may_go_without_a_content_type() -> None:
    assert rules({"*/*": {}}, "", b"") == rules({"*/*": {}}, "", b"\x00") == []


def test_binary_is_never_read_as_json() -> None:
    assert (
        rules({"*/*": {"schema": {"type": "string", "contentMediaType": "application/json"}}}, "application/json", b"{")
        == []
    )


@pytest.mark.parametrize("body", [b"", b"{", b"NaN", b"Infinity", b"\xff", b"[" * 100_000, b'{"a": 1}x'])
def test_what_is_not_json(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_json(body)


@pytest.mark.parametrize("opened", ["[", '{"a":'])
@pytest.mark.parametrize("levels", [201, 5_000, 100_000])
def test_what_is_nested_too_deeply_is_no_json(opened: str, levels: int) -> None:
    closed = "]" if opened == "[" else "}"
    with pytest.raises(ValueError, match="nested more than 200 levels"):
        read_json((opened * levels + "1" + closed * levels).encode())


def test_many_lists_beside_one_another_are_not_deep() -> None:
    assert read_json(b"[" + b"[{}]," * 1_000 + b"[]]")[0] == [{}]


@pytest.mark.parametrize("body", [b'"\\ud800"', b'{"\\uDfff": 1}', b'["\\ud83d x"]'])
def test_half_of_a_surrogate_pair_is_no_text(body: bytes) -> None:
    with pytest.raises(ValueError, match="surrogate"):
        read_json(body)
    assert read_json(b'"\\ud83d\\ude00 \\\\ud800"') == "\U0001f600 \\ud800"


def test_a_form_is_read_as_its_encoding_says() -> None:
    schema = {"properties": {"p": {"type": "object", "properties": {"x": {"type": "integer"}}}}}
    form = {"application/x-www-form-urlencoded": {"schema": schema, "encoding": {"p": {"style": "deepObject"}}}}
    assert rules(form, "application/x-www-form-urlencoded", b"p[x]=1") == []
    assert rules(form, "application/x-www-form-urlencoded", b"p[x]=one") == ["invalid-body"]

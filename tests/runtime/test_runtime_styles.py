from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from ipaddress import ip_address
from typing import Any
from uuid import UUID

import pytest
from pydantic import AnyUrl, SecretStr
from runtime.model import Model
from runtime.operation import Parameter
from runtime.styles import header_text, path_text, query_pairs
from runtime.text import text_of
from runtime.unset import UNSET


class Colour(Enum):
    RED = "red"


class Point(Model):
    x: int
    y: int | None = None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (12, "12"),
        (1.5, "1.5"),
        (Decimal("1E+3"), "1000"),
        (Colour.RED, "red"),
        (date(2026, 11, 21), "2026-11-21"),
        (datetime(2026, 11, 21, 8, 30, tzinfo=UTC), "2026-11-21T08:30:00+00:00"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (timedelta(hours=1), "PT1H"),
        (AnyUrl("https://a.example/b"), "https://a.example/b"),
        (ip_address("10.0.0.1"), "10.0.0.1"),
        (SecretStr("hush"), "hush"),
    ],
)
def test_scalars_have_one_form_on_the_wire(value: Any, text: str) -> None:
    assert text_of(value, "argument") == text


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (datetime(2026, 11, 21), ValueError),
        (float("nan"), ValueError),
        (Decimal("Infinity"), ValueError),
        (object(), TypeError),
        ({"a": 1}, TypeError),
        (b"\xff", TypeError),
        (None, TypeError),
    ],
)
def test_what_has_no_form_is_refused_by_the_name_of_its_argument(value: Any, kind: type[Exception]) -> None:
    with pytest.raises(kind, match="since"):
        text_of(value, "since")


# The examples of the specification's table of styles, percent-encoded.
LIST = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}


@pytest.mark.parametrize(
    ("style", "explode", "value", "text"),
    [
        ("", None, "blue", "blue"),
        ("", None, LIST, "blue,black,brown"),
        ("simple", True, LIST, "blue,black,brown"),
        ("simple", False, OBJECT, "R,100,G,200,B,150"),
        ("simple", True, OBJECT, "R=100,G=200,B=150"),
        ("label", False, "blue", ".blue"),
        ("label", False, LIST, ".blue,black,brown"),
        ("label", True, LIST, ".blue.black.brown"),
        ("label", False, OBJECT, ".R,100,G,200,B,150"),
        ("label", True, OBJECT, ".R=100.G=200.B=150"),
        ("matrix", False, "blue", ";color=blue"),
        ("matrix", False, LIST, ";color=blue,black,brown"),
        ("matrix", True, LIST, ";color=blue;color=black;color=brown"),
        ("matrix", False, OBJECT, ";color=R,100,G,200,B,150"),
        ("matrix", True, OBJECT, ";R=100;G=200;B=150"),
    ],
)
def test_path_styles(style: str, explode: bool | None, value: Any, text: str) -> None:
    assert path_text(Parameter("color", "color", "path", style, explode), value) == text


@pytest.mark.parametrize(
    ("style", "explode", "value", "pairs"),
    [
        ("", None, "blue", ["color=blue"]),
        ("", None, "", ["color="]),
        ("", None, LIST, ["color=blue", "color=black", "color=brown"]),
        ("form", False, LIST, ["color=blue,black,brown"]),
        ("form", False, ["a,b", "c"], ["color=a%2Cb,c"]),
        ("form", True, OBJECT, ["R=100", "G=200", "B=150"]),
        ("form", False, OBJECT, ["color=R,100,G,200,B,150"]),
        ("spaceDelimited", False, LIST, ["color=blue%20black%20brown"]),
        ("pipeDelimited", False, LIST, ["color=blue%7Cblack%7Cbrown"]),
        ("pipeDelimited", None, OBJECT, ["color=R%7C100%7CG%7C200%7CB%7C150"]),
        ("pipeDelimited", True, ["a", "b"], ["color=a", "color=b"]),
        ("deepObject", True, OBJECT, ["color%5BR%5D=100", "color%5BG%5D=200", "color%5BB%5D=150"]),
        ("deepObject", True, {"a": {"b": [1, 2]}}, ["color%5Ba%5D%5Bb%5D=1", "color%5Ba%5D%5Bb%5D=2"]),
        ("deepObject", True, ["a", "b"], ["color%5B%5D=a", "color%5B%5D=b"]),
        ("deepObject", True, 5, ["color=5"]),
        ("deepObject", True, [], []),
        ("deepObject", True, Point(x=1), ["color%5Bx%5D=1"]),
        ("", None, [], []),
        ("form", False, [], []),
        ("", None, None, []),
        ("", None, UNSET, []),
        ("", None, ["a", None], ["color=a"]),
        ("", None, "a&b=c d+e#f", ["color=a%26b%3Dc%20d%2Be%23f"]),
        ("", None, [{"a": [1]}, Point(x=1)], ["color=%7B%22a%22%3A%5B1%5D%7D", "color=%7B%22x%22%3A1%7D"]),
        ("form", True, {"a": {"b": 1}, "c": [True]}, ["a=%7B%22b%22%3A1%7D", "c=%5Btrue%5D"]),
    ],
)
def test_query_styles(style: str, explode: bool | None, value: Any, pairs: list[str]) -> None:
    assert query_pairs(Parameter("color", "color", "query", style, explode), value) == pairs


def test_reserved_characters_stay_where_the_document_allows_them_but_never_split_the_query() -> None:
    parameter = Parameter("path", "path", "query", allow_reserved=True)
    assert query_pairs(parameter, "/a/b?c=d&e#f+g") == ["path=/a/b?c=d%26e%23f%2Bg"]


def test_names_with_brackets_are_encoded() -> None:
    assert query_pairs(Parameter("is_deployed", "filter[is_deployed]", "query"), True) == [
        "filter%5Bis_deployed%5D=true"
    ]


@pytest.mark.parametrize("value", ["", None, UNSET, [], {}, ["a", ""]])
def test_a_missing_part_of_a_path_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="script_id"):
        path_text(Parameter("script_id", "id", "path"), value)


@pytest.mark.parametrize(
    ("value", "explode", "text"),
    [(["a", "b"], None, "a,b"), (OBJECT, True, "R=100,G=200,B=150"), (None, None, None), ([], None, None)],
)
def test_header_style(value: Any, explode: bool | None, text: str | None) -> None:
    assert header_text(Parameter("color", "X-Color", "header", "simple", explode), value) == text

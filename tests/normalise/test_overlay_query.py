"""JSONPath as overlays use it: RFC 9535, with bounded work."""

from __future__ import annotations

import time
from typing import Any

import pytest

from generator.normalise import overlay_query
from generator.normalise.overlay_query import MAX_LENGTH, Query, QueryError, normalized_path

SHOP: dict[str, Any] = {
    "items": [
        {"name": "ax", "price": 3, "tags": ["a"], "on": True},
        {"name": "bow", "price": 1.0, "tags": [], "on": 1},
        {"name": "cup", "price": None, "size": {"w": [1, 2]}},
    ],
    "limit": 1,
    "flag": False,
}


def names(query: str) -> list[Any]:
    return [match.value["name"] for match in Query(query).select(SHOP)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("$.items[?@.price == 1]", ["bow"]),
        ("$.items[?@.price == $.limit]", ["bow"]),
        ("$.items[?@.price < 3]", ["bow"]),
        ("$.items[?@.price <= 3]", ["ax", "bow"]),
        ("$.items[?@.price >= 3]", ["ax"]),
        ("$.items[?@.price > 'x']", []),
        ("$.items[?@.price == null]", ["cup"]),
        ("$.items[?@.on == true]", ["ax"]),
        ("$.items[?@.on == 1]", ["bow"]),
        ("$.items[?@.on != true]", ["bow", "cup"]),
        ("$.items[?@.nothing == @.neither]", ["ax", "bow", "cup"]),
        ("$.items[?@.nothing <= @.neither]", ["ax", "bow", "cup"]),
        ("$.items[?@.price == @.nothing]", []),
        ("$.items[?@.tags]", ["ax", "bow"]),
        ("$.items[?!@.tags]", ["cup"]),
        ("$.items[?@.on && @.price > 1 || @.size]", ["ax", "cup"]),
        ("$.items[?(@.on || @.size) && !(@.price == 3)]", ["bow", "cup"]),
        ("$.items[?length(@.name) == 2]", ["ax"]),
        ("$.items[?count(@.*) == 3]", ["cup"]),
        ("$.items[?value(@..w) == $.items[2].size.w]", ["cup"]),
        ("$.items[?match(@.name, '[a-b].*')]", ["ax", "bow"]),
        ("$.items[?match(@.name, 'o')]", []),
        ("$.items[?search(@.name, 'o')]", ["bow"]),
        ("$.items[?search(@.name, '^.x$')]", ["ax"]),
        ("$.items[?search(@.price, '3')]", []),
        ("$.items[?match(@.name, '(?=a)ax')]", []),
        ("$.items[?match(@.name, '\\\\p{Ll}{3}')]", ["bow", "cup"]),
        ("$.items[?match(@.name, '[a&&z]x')]", ["ax"]),
        ("$.items[-1]", ["cup"]),
        ("$.items[::-2]", ["cup", "ax"]),
        ('$..[?@.name == "ax"]', ["ax"]),
        ("$ .items [ 0 ]", ["ax"]),
    ],
)
def test_what_is_selected(query: str, expected: list[str]):
    assert names(query) == expected


def test_existence_is_true_of_falsy_values():
    assert [match.value for match in Query("$[?@]").select([0, "", False, None, [], {}])] == [
        0,
        "",
        False,
        None,
        [],
        {},
    ]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ([1], [1.0], True),
        ([1], [True], False),
        ([0], [False], False),
        ({"a": [None], "b": 1}, {"b": 1, "a": [None]}, True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ([1, 2], [1], False),
        ([], {}, False),
        ("1", 1, False),
        (None, False, False),
    ],
)
def test_equality_below_the_first_level(left: Any, right: Any, same: bool):
    document = {"pair": [{"l": left, "r": right}]}
    assert bool(Query("$.pair[?@.l == @.r]").select(document)) is same
    assert bool(Query("$.pair[?@.l != @.r]").select(document)) is not same


@pytest.mark.parametrize("text", ["a.b", "a\nb", "a\rb"])
def test_a_dot_in_a_pattern_is_no_line_end(text: str):
    assert bool(Query("$[?match(@, 'a.b')]").select([text])) is (text == "a.b")


def test_locations_and_order_each_node_once():
    matches = Query("$.items[1,0,1].name").select(SHOP)
    assert [match.location for match in matches] == [("items", 1, "name"), ("items", 0, "name")]
    assert Query("$").select(SHOP)[0].location == ()


def test_an_index_and_a_key_of_digits_are_different():
    assert [match.location for match in Query("$..[0,'0']").select({"a": [1], "b": {"0": 2}})] == [("a", 0), ("b", "0")]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "x",
        "$.",
        "$[",
        "$..",
        "$ ",
        " $",
        "@",
        "$[?]",
        "$[?@.a ==]",
        "$[?1]",
        "$[?'a']",
        "$[01]",
        "$[?length(@)]",
        "$[?@.* == 1]",
        "$[?nope(@)]",
        "$[?count(1) == 1]",
        "$['a",
        "$['\\u12']",
        "$['\\ud800']",
        "$[?@ > 1e999]",
        "$[9999999999999999999]",
        "$[" + "9" * 3000 + "]",
        "$[?" + "(" * 1500 + "@" + ")" * 1500 + "]",
        "$[?" + "!" * 3000 + "@]",
        "$" + "[?@" * 900 + "]" * 900,
        "$.a" * 2000,
        "$[?@ == " + "-" * 100 + "1]",
        "$\x00",
        "$.paths./loaves",
        "$.x-name.a-b",
        "#/paths",
    ],
)
def test_what_is_no_query(query: str):
    with pytest.raises(QueryError):
        Query(query)


def test_the_length_of_a_query_is_bounded():
    with pytest.raises(QueryError, match="characters"):
        Query("$" + "['a']" * MAX_LENGTH)


WIDE: dict[str, Any] = {f"k{i}": {f"k{j}": {"v": [j, "x" * 50]} for j in range(50)} for i in range(40)}


def nested(levels: int) -> Any:
    document: Any = {}
    for _ in range(levels):
        document = {"a": document}
    return document


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("$..*..*..*..*..*..*", nested(120)),
        ("$..*..*..*..*..*..*.nothing", nested(120)),
        ("$..[?@..[?@..[?@..[?@..[?@..nothing]]]]]", nested(120)),
        ("$..[?count(@..*..*..*..*) > 1000000]", nested(120)),
        ("$..[?count($..*) == count(@..*)]", WIDE),
        ("$..[?$ == @ || $ == $]", WIDE),
        ("$[" + ",".join(["*"] * 500) + "]" + "[*,*,*,*,*,*,*,*,*,*,*,*,*,*,*]" * 3, WIDE),
        ("$" + "['a','a','a']" * 30, nested(120)),
        ("$[?search($[0], 'x')]", ["y" * 1_000_000] * 2_000),
    ],
    ids=[
        "descents",
        "descents to nothing",
        "filters in filters",
        "counted descents",
        "root in filter",
        "comparisons",
        "wildcards",
        "repeated names",
        "long texts",
    ],
)
def test_queries_without_end_are_refused(query: str, document: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(overlay_query, "MAX_STEPS", 200_000)
    started = time.monotonic()
    with pytest.raises(QueryError, match="visits more than"):
        Query(query).select(document)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "pattern", ["(a*)*b", "(a|a)*b", "(a+)+(a+)+(a+)+b", "a*a*a*a*a*a*a*a*b", "((a{1,50}){1,50}){1,50}"]
)
def test_patterns_that_backtrack_elsewhere_are_quick(pattern: str):
    started = time.monotonic()
    assert Query(f"$[?match(@, '{pattern}')]").select(["a" * 20_000 + "c"]) == []
    assert time.monotonic() - started < 5


def test_deep_documents_are_no_matter():
    document: Any = []
    for _ in range(190):
        document = [document]
    assert len(Query("$..*").select(document)) == 190
    assert len(Query("$..[?@..[0]]").select(document)) == 189


def test_where_a_query_ends():
    assert "'name'" in Query("$.items[0].nam").where_it_ends(SHOP)
    assert Query("$.items[?@.price > 5].name").where_it_ends(SHOP).startswith("$['items'] exists")
    assert Query("$.items.*.size.h").where_it_ends(SHOP).startswith("$['items'][*]['size'] exists")


def test_the_search_for_the_end_is_bounded_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(overlay_query, "MAX_STEPS", 200_000)
    query = Query("$..*..*" + "..*" * 500)
    started = time.monotonic()
    assert query.where_it_ends(nested(60)) == ""
    assert time.monotonic() - started < 10


def test_normalized_paths():
    assert normalized_path(("paths", "/a'b\\", 0, "\n")) == "$['paths']['/a\\'b\\\\'][0]['\\u000a']"


def test_ordinary_queries_on_a_large_document_are_within_the_bound():
    operation = {"parameters": [{"name": f"p{n}", "schema": {"type": "string"}} for n in range(8)], "description": "d"}
    document = {"paths": {f"/{n}": {"get": operation, "post": operation} for n in range(1000)}}
    assert len(Query("$..description").select(document)) == 2000
    assert len(Query("$.paths.*.*.parameters[?@.name == 'p3' && @.schema.type == 'string']").select(document)) == 2000

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.normalise.ledger import Ledger
from generator.normalise.naming.parameters import RESERVED_ARGUMENTS, is_name, name_parameters


def argument_names(*parameters: tuple[str, str] | tuple[str, str, str]) -> list[str]:
    listed = [
        {"name": each[0], "in": each[1], "schema": {}, **({"x-specloom-name": each[2]} if len(each) > 2 else {})}
        for each in parameters
    ]
    operation: dict[str, Any] = {"parameters": listed}
    name_parameters(operation, Ledger(operation))
    return [each.get("x-specloom-name", each["name"]) for each in operation["parameters"]]


def test_arguments_have_python_names():
    assert argument_names(
        ("filter[is_deployed]", "query"), ("_id", "path"), ("class", "query"), ("X-Trace", "header")
    ) == [
        "filter_is_deployed",
        "id",
        "class_",
        "x_trace",
    ]


def test_arguments_are_distinct_and_the_fitting_name_wins():
    assert argument_names(("ID", "query"), ("id", "header"), ("id", "path"), ("i-d", "query")) == [
        "id_query",
        "id_header",
        "id",
        "i_d",
    ]


def test_arguments_leave_room_for_the_methods_own():
    assert argument_names(("body", "query"), ("options", "query"), ("self", "query")) == [
        "body_query",
        "options_query",
        "self_",
    ]


def test_a_given_name_is_kept_where_it_can_be_one():
    assert argument_names(("_id", "path", "script_id"), ("script_id", "query")) == ["script_id", "script_id_query"]
    for name in ("a.b", "class", "__import__('os')", "", "A"):
        assert argument_names(("_id", "path", name)) == ["id"]


def test_names_equal_in_one_place_say_which_they_are():
    got = argument_names(("x-a", "query"), ("x_a", "query"), ("x.a", "query"), ("X-A", "header"))
    assert got == ["x_a_query", "x_a", "x_a_query_vjcz", "x_a_header"]


def test_the_order_makes_no_difference():
    given_ = [("ID", "query"), ("id", "header"), ("i.d", "query"), ("Id", "cookie"), ("id", "path")]
    forward = dict(zip(given_, argument_names(*given_), strict=True))
    backward = dict(zip(reversed(given_), argument_names(*reversed(given_)), strict=True))
    assert forward == backward


NAMES = st.sampled_from(["id", "ID", "i-d", "id_query", "body", "self", "class", "日本", "", "x", "X"]) | st.text(
    max_size=8
)
PLACES = st.sampled_from(["path", "query", "header", "cookie"])


@given(st.lists(st.tuples(NAMES, PLACES), unique=True, max_size=8))
def test_any_parameters_have_distinct_usable_names(given_: list[tuple[str, str]]):
    got = argument_names(*given_)
    assert len({name.casefold() for name in got}) == len(given_)
    assert all(is_name(name) for name in got if name not in {wire for wire, _ in given_})
    assert set(RESERVED_ARGUMENTS).isdisjoint(got)


@given(st.lists(st.tuples(NAMES, PLACES), unique=True, min_size=1, max_size=8), st.data())
def test_one_parameter_more_renames_none_that_has_a_name_of_its_own(given_: list[tuple[str, str]], data: st.DataObject):
    new = data.draw(st.tuples(NAMES, PLACES).filter(lambda each: each not in given_))
    before = dict(zip(given_, argument_names(*given_), strict=True))
    after = dict(zip([*given_, new], argument_names(*given_, new), strict=True))
    made = after[new].split("_")[0]
    assert {each for each in given_ if before[each] != after[each] and before[each].split("_")[0] != made} == set()

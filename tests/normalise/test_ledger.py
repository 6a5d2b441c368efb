from __future__ import annotations

from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.normalise.ledger import Ledger

from .documents import composed, getting, nullable, ref
from .helpers import normal


def document() -> dict[str, Any]:
    return {"a": {"x": 1, "list": ["p", "q", "q"], "inner": {"y": 2}}, "b": {"z": None}}


def test_what_stays_is_located_where_it_was():
    given = document()
    ledger = Ledger(given)
    ledger.close(given)
    assert ledger.locate("/a/inner/y") == ["/a/inner/y"]
    assert ledger.locate("/b/z") == ["/b/z"]
    assert ledger.unexplained() == []


def test_what_moves_is_located_where_it_went():
    given = document()
    ledger = Ledger(given)
    given["new"] = given["a"].pop("inner")
    ledger.close(given)
    assert ledger.locate("/a/inner") == ["/new"]
    assert ledger.locate("/a/inner/y") == ["/new/y"]
    assert ledger.unexplained() == []


def test_copies_are_located_everywhere():
    given = document()
    ledger = Ledger(given)
    given["one"], given["two"] = ledger.copy(given["a"]), ledger.copy(given["a"])
    ledger.close(given)
    assert ledger.locate("/a/inner/y") == ["/a/inner/y", "/one/inner/y", "/two/inner/y"]


def test_joined_parts_are_located_in_the_whole():
    given = document()
    ledger = Ledger(given)
    given = {"both": ledger.adopt({**given["a"], **given["b"]}, given["a"], given["b"])}
    ledger.note("", "a-rule", "joined")
    ledger.close(given)
    assert ledger.locate("/a") == ledger.locate("/b") == ["/both"]
    assert ledger.locate("/b/z") == ["/both/z"]


def test_items_may_move_in_their_list():
    given = document()
    ledger = Ledger(given)
    given["a"]["list"] = ledger.adopt(["new", "q"], given["a"]["list"])
    ledger.close(given)
    assert ledger.locate("/a/list/1") == ["/a/list/1"]
    assert ledger.unexplained() == ["/a/list/0"]


def test_what_is_lost_without_an_entry_is_unexplained():
    given = document()
    ledger = Ledger(given)
    del given["a"]["inner"]
    given["b"]["z"] = False
    ledger.close(given)
    assert ledger.unexplained() == ["/a/inner", "/a/inner/y", "/b/z"]


def test_an_entry_explains_what_went_with_its_part_but_not_what_was_lost_in_one_that_stays():
    given = document()
    ledger = Ledger(given)
    ledger.note_member(given["a"], "inner", "a-rule", "taken")
    del given["a"]["inner"]
    ledger.note("/b", "a-rule", "moved")
    del given["b"]["z"]
    ledger.close(given)
    assert ledger.unexplained() == ["/b/z"]


def test_entries_are_sorted_and_said_once():
    ledger = Ledger(document())
    for pointer in ("/b", "/a", "/b"):
        ledger.note(pointer, "a-rule", "changed")
    ledger.note(None, "a-rule", "made by a rule")
    ledger.note_member({"made": "by a rule"}, "made", "a-rule", "changed")
    assert [entry.pointer for entry in ledger.entries] == ["/a", "/b"]


def test_only_what_was_there_is_noted():
    given = document()
    ledger = Ledger(given)
    ledger.note_member(given["a"], "nothing", "a-rule", "changed")
    assert ledger.entries == []


def test_unite_notes_every_difference():
    given = document()
    ledger = Ledger(given)
    ledger.unite({"x": 1, "list": ["p"], "inner": {"y": 3}}, given["a"], "a-rule", "said otherwise")
    assert [entry.pointer for entry in ledger.entries] == ["/a/inner/y", "/a/list/1", "/a/list/2"]


def test_copies_are_bounded():
    given = {"a": [0] * 3000}
    ledger = Ledger(given, "a.yaml")
    with pytest.raises(SpecloomError, match="too-large"):
        [ledger.copy(given) for _ in range(100)]


def test_numbers_and_truth_are_told_apart():
    given: dict[str, Any] = {"a": {"one": 1}}
    ledger = Ledger(given)
    given["a"]["one"] = True
    ledger.close(given)
    assert ledger.unexplained() == ["/a/one"]


def test_the_way_from_a_branch_to_the_merged_component():
    form = normal(composed())
    assert form.ledger.locate("/components/schemas/Rose/allOf/1/properties/thorns") == [
        "/components/schemas/Rose/properties/thorns"
    ]
    assert "/components/schemas/Rose/properties/id" in form.ledger.locate("/components/schemas/Plant/properties/id")


def test_the_way_from_an_operation_and_from_inline_to_a_component():
    form = normal(getting({"type": "object", "properties": {"kind": {"enum": ["a"]}}}))
    schema = "/paths/~1plants/get/responses/200/content/application~1json/schema"
    assert form.ledger.locate(f"{schema}/properties/kind/enum/0") == [
        "/components/schemas/PlantsGetResponseKind/enum/0"
    ]
    assert form.ledger.locate("/paths/~1plants/get") == ["/paths/~1plants/get"]


def test_the_way_of_null():
    form = normal(nullable())
    assert form.ledger.locate("/components/schemas/MaybePlant/type") == []
    assert form.ledger.locate("/components/schemas/Uses/properties/enum/enum/0") == [
        "/components/schemas/UsesEnum/enum/0"
    ]
    assert ref("Uses") == form.document["components"]["schemas"]["Uses"]["properties"]["wrapped"]["anyOf"][0]

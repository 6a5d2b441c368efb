from __future__ import annotations

import pytest

from generator.normalise.naming.verbs import Situation, action, said, verb

ITEM, MANY, ONE = Situation(is_item=True, is_plural=True), Situation(is_plural=True), Situation()


@pytest.mark.parametrize(
    ("method", "names"),
    [
        ("get", ["get", "list", "get"]),
        ("post", ["post", "create", "create"]),
        ("put", ["update", "update_many", "update"]),
        ("patch", ["patch", "patch_many", "patch"]),
        ("delete", ["delete", "delete_all", "delete"]),
        ("head", ["head", "head_all", "head"]),
        ("query", ["query_item", "query", "query_item"]),
    ],
)
def test_an_item_a_collection_and_the_only_one(method: str, names: list[str]):
    assert [verb(method, on) for on in (ITEM, MANY, ONE)] == names


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (Situation(answer="many"), "list"),
        (Situation(answer="one"), "get"),
        (Situation(is_plural=True, answer="one"), "get"),
        (Situation(is_item=True, answer="many"), "list"),
    ],
)
def test_the_answer_decides_between_list_and_get(on: Situation, expected: str):
    assert verb("get", on) == expected


@pytest.mark.parametrize(
    ("identifier", "is_made", "expected"),
    [("modify", False, "update"), ("post", False, "update"), ("execute", False, "execute"), ("create", False, "create"),
     ("", True, "create"), ("update", True, "update"), ("", False, "post")],
)  # fmt: skip
def test_post_on_an_item_is_what_the_vendor_says(identifier: str, *, is_made: bool, expected: str):
    assert verb("post", Situation(is_item=True, said=identifier, is_made=is_made)) == expected


def test_a_body_says_which_ones_are_deleted():
    assert verb("delete", Situation(is_plural=True, has_body=True)) == "delete_many"


@pytest.mark.parametrize(
    ("method", "text", "expected"),
    [("post", "cancel", "cancel"), ("get", "search", "search"), ("get", "prune", "get_prune"),
     ("delete", "follow", "delete_follow")],
)  # fmt: skip
def test_actions(method: str, text: str, expected: str):
    assert action(method, text) == expected


def test_the_verb_of_an_id_stands_first_or_last():
    assert [said(each.split()) for each in ("modify pet", "users update", "pets", "")] == ["modify", "update", "", ""]

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.emit.facts import MethodFacts, ResultFacts
from generator.emit.resources import resources

from .documents import bakery
from .packages import normalised


@pytest.fixture(scope="module")
def method() -> MethodFacts:
    [breads, _] = resources(normalised(bakery()))
    return next(method for method in breads.methods if method.name == "get")


def results(*pairs: tuple[str, str]) -> tuple[ResultFacts, ...]:
    return tuple(ResultFacts(status, "application/json" if kind else "", kind, "") for status, kind in pairs)


@pytest.mark.parametrize(
    ("answers", "content"),
    [
        ([("200", "models.Bread")], "models.Bread"),
        ([("204", "")], "None"),
        ([("200", "models.Bread"), ("201", "models.Bread")], "models.Bread"),
        ([("200", "models.Bread"), ("202", "models.Order")], "models.Bread | models.Order"),
        ([("204", ""), ("200", "models.Bread")], "models.Bread | None"),
        ([], "None"),
    ],
)
def test_content_is_what_any_success_gives(method: MethodFacts, answers: list[tuple[str, str]], content: str):
    assert replace(method, results=results(*answers)).content == content


def test_a_page_may_have_no_body_but_a_list_is_an_empty_one(method: MethodFacts):
    paged = replace(method, pagination={"style": "link-header"}, results=results(("200", "models.Shelf"), ("204", "")))
    assert paged.content == "models.Shelf | None"
    assert replace(paged, empty_list=True).content == "models.Shelf"


def test_required_keywords_come_first():
    [breads, _] = resources(normalised(bakery()))
    listed = next(method for method in breads.methods if method.name == "list")
    assert [argument.python for argument in listed.keyword_arguments if argument.required] == ["x_shop"]
    assert [argument.required for argument in listed.keyword_arguments] == [True, False, False, False, False]


def test_walk_gives_every_resource_outermost_first():
    [breads, ovens] = resources(normalised(bakery()))
    assert [resource.tag for resource in breads.walk()] == ["breads", "breads.label", "breads.toppings"]
    assert [resource.tag for resource in ovens.walk()] == ["ovens", "ovens.picture"]

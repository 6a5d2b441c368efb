"""The README's example of a test, for packages of any document."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.emit.canned import canned_example, expression
from generator.emit.examples import Examples
from generator.emit.resources import resources
from generator.emit.settings import document_package
from tests.install.readme import examples as examples_of

from .documents import answer, bakery, body, document, ref
from .packages import emit, normalised


def examples(schemas: dict[str, Any]) -> Examples:
    paths = {f"/{name}": {"get": {"responses": {"200": answer(ref(name))}}} for name in schemas}
    form = normalised(document(paths, schemas))
    return Examples(form, document_package(form, "bakery"))


NAMED = {"id": {"type": "integer"}, "name": {"type": "string"}, "hidden": {"type": "boolean"}}


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"type": "object", "properties": NAMED}, 'models.It(id=1, name="some name")'),
        (
            {"type": "object", "properties": NAMED, "required": ["hidden"]},
            'models.It(id=1, name="some name", hidden=True)',
        ),
        ({"type": "object", "properties": {"class": {"type": "boolean"}}}, "models.It(class_=True)"),
        (
            {"type": "object", "properties": {"all": {"type": "array", "items": {"type": "integer"}}}},
            "models.It(all=[1])",
        ),
        ({"type": "object", "properties": {"any": {"type": "object"}}}, "models.It(any={})"),
    ],
)
def test_a_model_has_what_it_needs_and_what_tells_most(schema: dict[str, Any], said: str) -> None:
    assert expression(examples({"It": schema}), ref("It")) == said


def test_recursion_ends() -> None:
    nested = {"type": "object", "properties": {"below": ref("It")}}
    said = expression(examples({"It": nested}), ref("It"))
    assert said is not None
    assert said.count("models.It(") < 10


def test_text_cannot_leave_its_quotes() -> None:
    text = "\"'\n```\nimport os\\"
    hostile = {"type": "object", "properties": {"id": {"type": "string", "example": text}}}
    said = expression(examples({"It": hostile}), ref("It"))
    assert said is not None
    call = ast.parse(said, mode="eval").body
    assert isinstance(call, ast.Call)
    assert [ast.literal_eval(keyword.value) for keyword in call.keywords] == [text]
    assert "\n" not in said


def test_a_method_that_gets_one_thing_is_shown_first() -> None:
    form = normalised(bakery())
    every = [resource for root in resources(form) for resource in root.walk()]
    shown = canned_example(Examples(form, document_package(form, "bakery")), every)
    assert shown is not None
    assert (shown.method, shown.call) == ("client.breads.get", 'client.breads.get("42")')
    assert shown.answer == 'models.Bread(id="some id", name="some name", flour="rye")'


@pytest.mark.parametrize("name", ["corner_bakery", "empty"])
def test_the_readme_says_what_happens(name: str, bakery_source: Path, tmp_path: Path) -> None:
    source = bakery_source if name == "corner_bakery" else emit(document({}), name, tmp_path)
    readme = source.parents[1] / "README.md"
    canned = [example for example in examples_of(readme) if example.is_canned]
    assert "UnansweredError" in readme.read_text("utf-8")
    assert len(canned) == (name == "corner_bakery")
    for example in canned:
        environment = {"PYTHONPATH": str(source.parent), "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
        command = [sys.executable, "-W", "error", "-c", example.code]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert (done.stdout, done.stderr) == (f"{example.prints}\n", "")


def needing(schema: dict[str, Any]) -> dict[str, Any]:
    properties = {"name": {"type": "string"}, "next": schema}
    return {"It": {"type": "object", "properties": properties, "required": ["name", "next"]}}


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"anyOf": [ref("It"), {"type": "null"}]}, 'models.It(name="some name", next=None)'),
        (ref("It"), None),
    ],
)
def test_a_model_that_needs_another_of_its_kind_has_an_example_where_that_ends(schema: Any, said: str | None) -> None:
    assert expression(examples(needing(schema)), ref("It")) == said


def test_a_value_of_many_parts_of_its_kind_is_short() -> None:
    parts = {f"part_{i}": ref("It") for i in range(40)}
    made = examples({"It": {"type": "object", "properties": parts}})
    assert len(str(made.value(ref("It")))) < 50_000
    assert expression(made, ref("It")) is None


def test_a_package_of_circles_that_are_needed_is_written(tmp_path: Path) -> None:
    whole = document({"/it": {"post": {"requestBody": body(ref("It")), "responses": {"200": answer(ref("It"))}}}})
    whole["components"] = {"schemas": needing(ref("It"))}
    readme = emit(whole, "endless", tmp_path).parents[1] / "README.md"
    assert "models.It(" not in readme.read_text("utf-8")

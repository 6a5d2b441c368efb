from __future__ import annotations

from typing import Any

import pytest

from generator.emit.examples import Examples
from generator.emit.resources import resources
from generator.emit.settings import document_package
from generator.emit.updates import update_example

from .documents import answer, bakery, body, document, path_parameter, ref
from .packages import normalised

THING = {"type": "object", "properties": {"id": {"type": "string", "readOnly": True}, "b": {"type": "string"}, "name": {
    "type": "string"}}}  # fmt: skip
GET: dict[str, Any] = {"responses": {"200": answer(ref("Thing"))}}
PUT: dict[str, Any] = {"requestBody": body(ref("Thing")), "responses": {"204": {"description": "Done."}}}


def example(paths: dict[str, Any]) -> list[str]:
    form = normalised(document(paths, {"Thing": THING}))
    every = [resource for root in resources(form) for resource in root.walk()]
    return update_example(Examples(form, document_package(form, "things")), every)


def test_what_was_read_is_sent_back_changed():
    path = {"parameters": [path_parameter("id")]}
    assert example({"/things/{id}": {**path, "get": GET, "put": PUT}}) == [
        'thing = client.things.get("42")',
        'client.things.update("42", body=models.Thing.model_from(thing, name="some name"))',
    ]
    assert example({"/client": {"get": GET, "patch": PUT}}) == [
        "found = client.client.get()",
        'client.client.patch(body=models.Thing.model_from(found, name="some name"))',
    ]


@pytest.mark.parametrize(
    "paths",
    [
        {"/things": {"get": GET}},
        {"/things": {"get": GET, "post": PUT}},
        {"/things": {"get": GET}, "/things/new": {"put": PUT}},
        {"/things": {"get": GET, "put": {**PUT, "deprecated": True}}},
        {"/things": {"get": GET, "put": {**PUT, "requestBody": body(ref("Thing"), "multipart/form-data")}}},
        {"/things": {"get": {"responses": {"200": answer({"type": "array", "items": ref("Thing")})}}, "put": PUT}},
    ],
)
def test_where_nothing_can_be_sent_back_there_is_no_example(paths: dict[str, Any]):
    assert example(paths) == []


def test_the_bakery_renames_a_bread():
    form = normalised(bakery())
    every = [resource for root in resources(form) for resource in root.walk()]
    lines = update_example(Examples(form, document_package(form, "bakery")), every)
    assert lines[1].endswith('body=models.BreadsPatchRequest.model_from(bread, name="some name"))')

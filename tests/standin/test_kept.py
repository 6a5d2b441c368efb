from __future__ import annotations

import pytest

from generator.standin.keeping.store import Record
from generator.standin.serving.kept import Kept, title_of

from .shed import document, shed


def test_it_counts_each_resource_wherever_its_things_are():
    standin = shed()
    kept = Kept(standin)
    assert kept.counts() == {"/tools": 0}
    for number in (1, 2):
        standin.world.store.insert(Record("/tools", f"/sheds/{number}/tools", "1", {"id": 1, "name": "rake"}))
    assert kept.counts() == {"/tools": 2}


def test_path_variables_name_what_is_there_or_nothing():
    standin = shed()
    kept = Kept(standin)
    by_id = {operation.id: operation for operation in standin.api.operations}
    assert kept.values(by_id["tools_get"]) == {}
    standin.world.store.insert(Record("/tools", "/tools", "7", {"id": 7, "name": "rake"}))
    assert kept.values(by_id["tools_get"]) == {"id": "7"}
    assert kept.values(by_id["tools_list"]) == kept.values(by_id["weather_get"]) == {}


def test_a_list_below_what_the_api_does_not_keep_is_one_that_has_something():
    nested = document()
    tools = nested["paths"].pop("/tools")
    tools["parameters"] = [{"name": "shelf", "in": "path", "required": True, "schema": {"type": "string"}}]
    nested["paths"]["/shelves/{shelf}/tools"] = tools
    standin = shed(document=nested)
    kept = Kept(standin)
    by_id = {operation.id: operation for operation in standin.api.operations}
    name = kept.actions["tools_list"].resource.name
    standin.world.store.insert(Record(name, "/shelves/top%20left/tools", "7", {"id": 7, "name": "rake"}))
    assert kept.values(by_id["tools_list"]) == {"shelf": "top left"}
    standin.world.store.clear()
    standin.world.store.insert(Record(name, "", "7", {"id": 7, "name": "rake"}))
    assert kept.values(by_id["tools_list"]) == {}


@pytest.mark.parametrize(
    ("title", "shown"),
    [("Shed", "Shed"), ("A \n\x1b[31mred\u202e shed", "A [31mred shed"), (3, "3"), (None, "None")],
)
def test_a_title_cannot_steer_a_terminal(title: object, shown: str):
    assert title_of(shed(document=document() | {"info": {"title": title}})) == shown

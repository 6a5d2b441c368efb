"""URIs that became others."""

from __future__ import annotations

import pytest

from generator.drift.upstream.uris import moved, renamed

G, P = {"GET"}, {"POST"}


@pytest.mark.parametrize(
    ("known", "stated", "found"),
    [
        ({"/a": G}, {"/a": G}, {}),
        ({"/a/{x}": G}, {"/a/{y}": P}, {"/a/{x}": "/a/{y}"}),
        ({"/a/{x}": G}, {"/b/{x}": G}, {"/a/{x}": "/b/{x}"}),
        ({"/a/{x}": G}, {"/b": G}, {}),
        ({"/a": G}, {"/b": P}, {}),
        ({"/a": G, "/b": G}, {"/c": G}, {}),
        ({"/a": G}, {"/b": G, "/c": G}, {}),
        ({"/a": G, "/b": P}, {"/c": G, "/d": P}, {"/a": "/c", "/b": "/d"}),
        ({"/a/{x}": G, "/c": G}, {"/a/{y}": G, "/d": G}, {"/a/{x}": "/a/{y}", "/c": "/d"}),
        ({}, {"/a": G}, {}),
    ],
)
def test_which_one_became_which(known: dict[str, set[str]], stated: dict[str, set[str]], found: dict[str, str]) -> None:
    assert moved(known, stated) == found


def test_variables_get_their_new_names() -> None:
    item = {
        "get": {"parameters": [{"name": "x", "in": "path"}, {"name": "x", "in": "query"}, {"name": "y", "in": "path"}]}
    }
    names = [each["name"] for each in renamed(item, "/a/{x}/{y}", "/b/{u}/{v}")["get"]["parameters"]]
    assert names == ["u", "x", "v"]
    assert item["get"]["parameters"][0]["name"] == "x", "what is given stays"

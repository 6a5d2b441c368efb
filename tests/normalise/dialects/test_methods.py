from __future__ import annotations

from typing import Any

import pytest

from generator.document.findings import SpecloomError

from .helpers import noted, read, warned
from .modern_documents import modern


def item(**operations: Any) -> dict[str, Any]:
    return modern(paths={"/a": operations})


def test_methods_are_in_capitals_and_those_with_a_field_are_in_it():
    document, repairs = read(item(get={}, additionalOperations={"Copy": {"summary": "c"}, "POST": {"summary": "p"}}))
    assert document["paths"]["/a"] == {
        "get": {}, "post": {"summary": "p"}, "additionalOperations": {"COPY": {"summary": "c"}},
    }  # fmt: skip
    assert warned(repairs) == {"/paths/~1a/additionalOperations/POST": "POST has a field of its own"}
    assert "/paths/~1a/additionalOperations/Copy" in noted(repairs)


@pytest.mark.parametrize(
    ("given", "rule", "place"),
    [
        ({"get": {}, "additionalOperations": {"Get": {}}}, "repeated-method", "Get"),
        ({"additionalOperations": {"COPY": {}, "copy": {}}}, "repeated-method", "copy"),
        ({"additionalOperations": {"GET /b HTTP": {}}}, "unknown-method", "GET ~1b HTTP"),
        ({"additionalOperations": {"": {}}}, "unknown-method", ""),
        ({"additionalOperations": {"X\r\nHost: evil": {}}}, "unknown-method", "X\r\nHost: evil"),
    ],
)
def test_a_method_that_cannot_be_sent_is_refused_in_its_place(given: dict[str, Any], rule: str, place: str):
    with pytest.raises(SpecloomError) as caught:
        read(item(**given))
    (finding,) = caught.value.findings
    assert (finding.rule, finding.place.pointer) == (rule, f"/paths/~1a/additionalOperations/{place}")


def test_operations_of_the_wrong_shape_are_refused():
    with pytest.raises(SpecloomError) as caught:
        read(item(additionalOperations={"COPY": 5}))
    assert caught.value.findings[0].place.pointer == "/paths/~1a/additionalOperations/COPY"

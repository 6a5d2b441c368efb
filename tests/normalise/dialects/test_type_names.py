from __future__ import annotations

from typing import Any

import pytest

from generator.document.findings import SpecloomError
from tests.normalise.documents import getting

from .helpers import read, warned


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"type": "any"}, {}),
        ({"type": ["string", "any"]}, {}),
        ({"type": "file"}, {"type": "string", "format": "binary"}),
        ({"type": "date"}, {"type": "string", "format": "date"}),
        ({"type": "datetime", "format": "date-time"}, {"type": "string", "format": "date-time"}),
        ({"type": "String"}, {"type": "string"}),
        ({"type": "int"}, {"type": "integer"}),
        ({"type": "long"}, {"type": "integer", "format": "int64"}),
        ({"type": "double"}, {"type": "number", "format": "double"}),
        ({"type": "bool"}, {"type": "boolean"}),
        ({"type": None}, {"type": "null"}),
        ({"type": ["string", None]}, {"type": ["string", "null"]}),
        ({"type": ["string", "string"]}, {"type": ["string"]}),
        ({"type": ["integer", "null"]}, {"type": ["integer", "null"]}),
    ],
)
def test_it_is_plain_what_is_meant(given: dict[str, Any], expected: dict[str, Any]):
    document, repairs = read(getting({}, Given=given))
    assert document["components"]["schemas"]["Given"] == expected
    assert bool(warned(repairs)) == (given["type"] not in (["string", "string"], ["integer", "null"]))


@pytest.mark.parametrize("kind", ["text!", 5, {}, ["string", {}]])
def test_a_name_that_nobody_knows_is_refused_in_its_place(kind: Any):
    with pytest.raises(SpecloomError) as caught:
        read(getting({}, Given={"type": kind}))
    assert caught.value.findings[0].place.pointer == "/components/schemas/Given/type"

"""What a decoded value lost of the JSON that it came from: values of Python's own stand for texts."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from generator.contract.replaying.results import json_faults

ID = "96fab4bb-ff68-43e2-94d8-7046f3173d9c"


@pytest.mark.parametrize(
    ("sent", "value"),
    [
        (ID, UUID(ID)),
        ([ID], [UUID(ID)]),
        ({"a": "2026-03-01"}, {"a": date(2026, 3, 1)}),
        ("2026-03-01T12:00:00Z", datetime(2026, 3, 1, 12, tzinfo=UTC)),
        (5, 5),
    ],
)
def test_a_value_is_the_text_that_it_stands_for(sent: Any, value: Any) -> None:
    assert list(json_faults(json.dumps(sent).encode(), value)) == []
    assert list(json_faults(json.dumps("another").encode(), value)) != []

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from generator.drift import reports
from generator.drift.changes import MISSING, Change, Layer, Report, Side
from generator.drift.reports import Format, render
from generator.drift.verdicts import Verdicts

from .hostile import TEXTS, report

SCHEMA: dict[str, Any] = json.loads(Path(reports.__file__).with_name("report.schema.json").read_text())
# A lone surrogate is no Unicode text, though JSON can write it: RFC 8259 section 8.2.
JSON_TEXTS = {name: text for name, text in TEXTS.items() if name != "surrogate"}


def data(*given: Report) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(given, Format.JSON))
    return found


def test_the_schema_is_a_schema():
    jsonschema_rs.meta.validate(SCHEMA)


@pytest.mark.parametrize("text", JSON_TEXTS.values(), ids=JSON_TEXTS)
def test_every_field_is_kept_as_it_is(text: str):
    found = data(report(text))
    jsonschema_rs.validate(SCHEMA, found)
    change = found["reports"][0]["changes"][0]
    assert {change[name] for name in ("id", "message", "subject")} == {text}
    assert (change["base"], change["revision"]) == (
        {"pointer": text, "value": {text: [text]}},
        {"pointer": text, "value": text},
    )


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_it_is_ascii_without_control_characters(text: str):
    shown = render([report(text)], Format.JSON)
    assert shown.isascii()
    assert shown.replace("\n", "").isprintable()


def test_hostile_documents_are_as_the_schema_says(hostile: Report):
    found = data(hostile)
    jsonschema_rs.validate(SCHEMA, found)
    assert [each["fingerprint"] for each in found["reports"][0]["changes"]] == [
        each.fingerprint for each in hostile.changes
    ]


def test_null_is_a_value_and_nothing_is_none():
    one = Change("x", "x", Verdicts(), base=Side("", None), revision=Side(None, MISSING))
    change = data(Report("x", Layer.FORM, (one,)))["reports"][0]["changes"][0]
    assert (change["base"], change["revision"]) == ({"pointer": "", "value": None}, {"pointer": None})


def test_the_schema_knows_every_key_and_no_other():
    found = data(report("x"))
    found["reports"][0]["changes"][0]["more"] = 1
    assert not jsonschema_rs.is_valid(SCHEMA, found)

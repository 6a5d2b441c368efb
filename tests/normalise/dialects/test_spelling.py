"""Methods and statuses in other spellings are what they mean; nothing of them is lost in silence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.normalise.dialects.repairs import Repairs
from generator.normalise.dialects.spelling import spell_methods, spell_statuses
from generator.normalise.pipeline import normalise_file


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("2xx", "2XX"),
        ("Default", "default"),
        (" 200", "200"),
        ("200 OK", "200"),
        ("200.0", "200"),
        ("404/", "404"),
        ("4XX errors", "4XX"),
    ],
)
def test_a_status_is_what_it_begins_with(written: str, status: str):
    responses: dict[str, Any] = {written: {"description": "a"}, "x-own": {}}
    repairs = Repairs()
    spell_statuses(responses, "/paths/~1a/get/responses", repairs)
    assert responses == {status: {"description": "a"}, "x-own": {}}
    assert len(repairs.findings("api.json")) == 1


@pytest.mark.parametrize("written", ["ok", "", "20", "2000", "0", "twoXX", "2000 and more"])
def test_what_is_no_status_is_left_out_with_a_warning(written: str):
    responses: dict[str, Any] = {written: {}, "200": {}}
    repairs = Repairs()
    spell_statuses(responses, "/r", repairs)
    assert responses == {"200": {}}
    assert "is left out" in str(repairs.findings("api.json")[0])


@pytest.mark.parametrize("status", ["200", "2XX", "default", "520", "999"])
def test_a_status_stays(status: str):
    responses: dict[str, Any] = {status: {}}
    repairs = Repairs()
    spell_statuses(responses, "/r", repairs)
    assert responses == {status: {}}
    assert not repairs.entries


def test_of_two_spellings_the_right_one_counts():
    responses: dict[str, Any] = {"200 OK": {"description": "first"}, "200": {"description": "second"}}
    spell_statuses(responses, "/r", Repairs())
    assert responses == {"200": {"description": "second"}}


def test_an_operation_in_capitals_is_not_lost(tmp_path: Path):
    path = tmp_path / "api.json"
    document = {
        "openapi": "3.0.0",
        "info": {"title": "Breads", "version": "1"},
        "paths": {"/breads": {"GET": {"responses": {"2xx": {"description": "all"}}}, "Post": {"responses": {}}}},
    }
    path.write_text(json.dumps(document))
    form = normalise_file(path)
    assert sorted(form.document["paths"]["/breads"]) == ["get", "post"]
    assert sorted(form.document["paths"]["/breads"]["get"]["responses"]) == ["2XX"]
    assert {finding.rule for finding in form.findings} == {"spell-method", "spell-status"}


def test_a_method_that_is_there_twice_is_refused(tmp_path: Path):
    item: dict[str, Any] = {"get": {}, "GET": {}}
    [finding] = spell_methods(item, "/paths/~1a", "api.json", Repairs())
    assert str(finding.place) == "api.json #/paths/~1a/GET"
    path = tmp_path / "api.json"
    path.write_text(json.dumps({"openapi": "3.0.0", "info": {"title": "a", "version": "1"}, "paths": {"/a": item}}))
    with pytest.raises(SpecloomError, match="second operation of the method GET"):
        normalise_file(path)

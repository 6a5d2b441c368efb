from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from exchange.garden import interaction

from generator.contract.cassettes.cassette import Cassette
from generator.contract.stale import misfits, unused
from generator.document.findings import Severity
from generator.exchange.operations import Api

from .made import cassette

PLANTS = "https://eu.garden.example/v1/plants"
STATUS = "/interactions/0/response/status"


@pytest.fixture
def api(document: dict[str, Any]) -> Api:
    return Api(document, "garden.json")


@pytest.mark.parametrize(
    ("case", "rule"),
    [
        (cassette("plants.lst", interaction()), "unknown-operation"),
        (cassette("plants.list", interaction(), interaction("POST")), "foreign-request"),
        (cassette("plants.water", interaction("DELETE", f"{PLANTS}/7", status=204)), "foreign-request"),
        (cassette("plants.list", interaction(), raises="NotFoundError"), "wrong-end"),
        (cassette("plants.water", interaction("PUT", f"{PLANTS}/7/water", status=409)), "wrong-end"),
    ],
)
def test_a_cassette_that_contradicts_the_document_is_a_misfit(api: Api, case: Cassette, rule: str) -> None:
    (finding,) = misfits(api, case)
    assert finding.rule == rule
    assert finding.place.file == str(case.path)


def test_the_nearest_method_is_named(api: Api) -> None:
    (finding,) = misfits(api, cassette("plants.lst", interaction()))
    assert "Did you mean 'plants.list'?" in finding.remedy


def test_a_status_of_the_scripts_own_needs_no_error_class(api: Api) -> None:
    assert misfits(api, cassette("plants.water", interaction("PUT", f"{PLANTS}/7/water", status=418))) == []


def test_a_cassette_that_shows_what_another_shows_is_listed(api: Api) -> None:
    spaced = json.dumps([{"kind": "tree", "name": "x"}], indent=4).encode()
    first = cassette("plants.list", interaction(body=[{"name": "x", "kind": "tree"}]), case="first")
    again = cassette("plants.list", interaction(body=spaced), case="again")
    (finding,) = unused(api, [first, again])
    assert (finding.severity, finding.place.file) == (Severity.WARNING, str(again.path))
    assert "as 'first'" in finding.message


@pytest.mark.parametrize(
    "other",
    [
        cassette("plants.list", interaction(body=[])),
        cassette("plants.list", interaction(body=[{}], headers={"Total": "1"})),
        cassette("plants.list", interaction(url=f"{PLANTS}?limit=1", body=[{}])),
        cassette("plants.list", interaction(body=[{}]), interaction(body=[{}])),
        cassette("plants.list", interaction(body=[{}]), arguments={"limit": None}),
        cassette("plants.list", interaction(body=[{}]), client={"region": "eu"}),
        cassette("plants.mine", interaction(body=[{}])),
    ],
)
def test_one_that_shows_something_else_is_not(api: Api, other: Cassette) -> None:
    assert unused(api, [cassette("plants.list", interaction(body=[{}])), other]) == []


def test_one_that_answers_what_is_documented_no_more_is_listed(api: Api) -> None:
    gone = cassette("plants.list", interaction(status=500))
    (finding,) = unused(api, [gone])
    assert "answers 500" in finding.message


def test_one_that_does_so_on_purpose_or_on_its_way_is_not(api: Api) -> None:
    meant = cassette("plants.list", interaction(status=500), deviates={STATUS: "Shown."})
    passing = cassette("plants.list", interaction(status=500), interaction(), case="passing")
    assert unused(api, [meant, passing]) == []


def test_bodies_that_claim_to_be_json_are_compared_as_they_are(api: Api) -> None:
    broken = cassette("plants.list", interaction(body=b"["))
    other = replace(broken, interactions=(interaction(body=b"[ "),))
    assert unused(api, [broken, other]) == []

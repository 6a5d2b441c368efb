from __future__ import annotations

from dataclasses import replace
from typing import Any

from exchange.garden import interaction

from generator.contract.cassettes.deviations import check_cassette
from generator.exchange.conformance import Conformance
from generator.exchange.operations import Api

from .made import cassette

MOSS = cassette("plants.list", interaction(body=[{"name": "x", "kind": "moss"}], headers={"Total": "1"}))
POINTER = "/interactions/0/response/body/0/kind"


def check(document: dict[str, Any], deviates: dict[str, str]) -> list[tuple[str, str | None]]:
    found = check_cassette(Conformance(Api(document, "garden.json")), replace(MOSS, deviates=deviates))
    return [(finding.rule, finding.place.pointer) for finding in found]


def test_an_undeclared_deviation_is_found_with_its_file(document: dict[str, Any]) -> None:
    assert check(document, {}) == [("invalid-body", POINTER)]


def test_a_declared_one_is_not(document: dict[str, Any]) -> None:
    assert check(document, {POINTER: "Shown on purpose."}) == []


def test_declaring_one_hides_no_other(document: dict[str, Any]) -> None:
    rules = [rule for rule, _ in check(document, {"/interactions/0/response/body": "Too broad."})]
    assert rules == ["invalid-body", "stale-deviation"]


def test_one_that_is_none_any_more_is_found(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Kind"]["enum"].append("moss")
    assert [rule for rule, _ in check(document, {POINTER: "Shown on purpose."})] == ["stale-deviation"]

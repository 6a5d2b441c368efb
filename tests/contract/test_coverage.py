from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from exchange.garden import interaction

from generator.contract.cassette import Call, Cassette
from generator.contract.coverage import coverage_gaps, error_schemas, misfits
from generator.exchange.messages import Interaction
from generator.exchange.operations import Api

PLANTS = "https://eu.garden.example/v1/plants"
PROBLEM: dict[str, Any] = {"body": {"detail": "no"}, "headers": {"Content-Type": "application/problem+json"}}


def cassette(method: str, *interactions: Interaction, raises: str | None = None) -> Cassette:
    return Cassette(
        path=Path(f"garden/{method}/case.yaml"),
        vendor="garden",
        operation=method,
        case="case",
        provenance="authored",
        note="Made up.",
        call=Call(method, {}, {}),
        raises=raises,
        retries=None,
        deviates={},
        interactions=interactions,
    )


@pytest.fixture
def api(document: dict[str, Any]) -> Api:
    return Api(document, "garden.json")


@pytest.fixture
def complete() -> list[Cassette]:
    return [
        cassette("plants.list", interaction(body=[])),
        cassette("plants.list", interaction(status=404, **PROBLEM), raises="NotFoundError"),
        cassette("plants.create", interaction("POST", status=201)),
        cassette("plants.mine", interaction(url=f"{PLANTS}/mine")),
        cassette("plants.get", interaction(url=f"{PLANTS}/7")),
        cassette("plants.delete", interaction("DELETE", f"{PLANTS}/7", status=204)),
        cassette("plants.water", interaction("PUT", f"{PLANTS}/7/water")),
        cassette("plants.water", interaction("POST", f"{PLANTS}/7/water", status=202)),
    ]


def test_a_complete_set_has_no_gaps(api: Api, complete: list[Cassette]) -> None:
    assert coverage_gaps(api, complete) == []
    assert [finding for case in complete for finding in misfits(api, case)] == []


@pytest.mark.parametrize("index", range(8))
def test_each_missing_recording_is_a_gap(api: Api, complete: list[Cassette], index: int) -> None:
    del complete[index]
    (gap,) = coverage_gaps(api, complete)
    assert gap.rule == ("uncovered-error" if index == 1 else "uncovered-operation")
    assert gap.place.file == "garden.json"


def test_a_gap_names_the_verb_of_a_joined_method(api: Api, complete: list[Cassette]) -> None:
    (gap,) = coverage_gaps(api, complete[:-1])
    assert "plants_water_post" in gap.message


def test_a_failure_covers_no_operation(api: Api, complete: list[Cassette]) -> None:
    complete[0] = cassette("plants.list", interaction(status=404, **PROBLEM), raises="NotFoundError")
    assert [gap.rule for gap in coverage_gaps(api, complete)] == ["uncovered-operation"]


def test_an_error_without_a_body_shows_no_schema(api: Api, complete: list[Cassette]) -> None:
    complete[1] = cassette("plants.list", interaction(status=404), raises="NotFoundError")
    assert [gap.rule for gap in coverage_gaps(api, complete)] == ["uncovered-error"]


def test_nothing_recorded_leaves_everything_open(api: Api) -> None:
    assert len(coverage_gaps(api, [])) == len(api.operations) + len(error_schemas(api)) == 8


def test_error_schemas_are_those_of_other_statuses_than_2xx(api: Api) -> None:
    assert error_schemas(api) == {"Problem"}


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


def test_a_status_of_the_scripts_own_needs_no_error_class(api: Api) -> None:
    assert misfits(api, cassette("plants.water", interaction("PUT", f"{PLANTS}/7/water", status=418))) == []

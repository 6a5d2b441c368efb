from __future__ import annotations

from typing import Any

import pytest
from exchange.garden import interaction

from generator.contract.cassettes.cassette import Cassette
from generator.contract.coverage.acceptance import Acceptance
from generator.contract.coverage.cells import Cell, Kind, Owner
from generator.contract.coverage.measuring import measure
from generator.document.findings import Place
from generator.exchange.operations import Api

from .made import cassette

PLANTS = "https://eu.garden.example/v1/plants"
PROBLEM: dict[str, Any] = {"body": {"detail": "no"}, "headers": {"Content-Type": "application/problem+json"}}
PLANT: dict[str, Any] = {"name": "x", "kind": "tree", "planted": None, "height": 1, "tags": [], "children": []}
PLANTED = {"name": "y", "planted": "2026-01-01T00:00:00Z"}


@pytest.fixture
def api(document: dict[str, Any]) -> Api:
    return Api(document, "garden.json")


@pytest.fixture
def complete() -> list[Cassette]:
    return [
        cassette("plants.list", interaction(body=[PLANT, PLANTED])),
        cassette("plants.list", interaction(status=204)),
        cassette("plants.list", interaction(status=404, **PROBLEM), raises="NotFoundError"),
        cassette("plants.create", interaction("POST", status=201, body=PLANT)),
        cassette("plants.create", interaction("POST", status=201, body=PLANTED)),
        cassette("plants.mine", interaction(url=f"{PLANTS}/mine")),
        cassette("plants.get", interaction(url=f"{PLANTS}/7", body=PLANT)),
        cassette("plants.get", interaction(url=f"{PLANTS}/7", body=PLANTED)),
        cassette("plants.delete", interaction("DELETE", f"{PLANTS}/7", status=204)),
        cassette("plants.water", interaction("PUT", f"{PLANTS}/7/water")),
        cassette("plants.water", interaction("PUT", f"{PLANTS}/7/water", status=409)),
        cassette("plants.water", interaction("POST", f"{PLANTS}/7/water", status=202)),
    ]


def gaps(api: Api, cassettes: list[Cassette]) -> list[str]:
    return [f"{gap.owner}: {gap.cell}" for gap in measure(api, cassettes).gaps]


def test_a_complete_set_has_no_gaps(api: Api, complete: list[Cassette]) -> None:
    assert gaps(api, complete) == []
    assert measure(api, complete).open("garden.json") == []


def test_nothing_recorded_leaves_everything_open(api: Api) -> None:
    coverage = measure(api, [])
    assert [coverage.count(kind) for kind in Kind] == [(0, 10), (0, 6), (0, 6 * 3 + 1)]
    assert len(coverage.gaps) == len(coverage.open("garden.json")) == 10 + 6 + 19


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (1, ["plants_list: status 204"]),
        (2, ["plants_list: status 4XX", "schema Problem: field /detail"]),
        (3, [
            "plants_create: variant /planted as null",
            "plants_create: field /kind",
            "plants_create: field /height",
            "plants_create: field /tags",
            "plants_create: field /children",
        ]),
        (4, ["plants_create: variant /planted as string"]),
        (5, ["plants_mine: status 200"]),
        (9, ["plants_water_put: status default"]),
        (10, ["plants_water_put: status 409"]),
        (11, ["plants_water_post: status 202"]),
    ],
)  # fmt: skip
def test_each_missing_recording_is_a_gap(api: Api, complete: list[Cassette], index: int, expected: list[str]) -> None:
    del complete[index]
    assert sorted(gaps(api, complete)) == sorted(expected)


def test_rows_count_for_themselves_and_together(api: Api, complete: list[Cassette]) -> None:
    coverage = measure(api, complete[:1])
    row = Owner("operation", "plants_list")
    assert [coverage.count(kind, row) for kind in Kind] == [(1, 3), (2, 2), (6, 6)]
    assert coverage.count(Kind.STATUS) == (1, 10)


def test_fields_of_items_and_of_members_stand_under_a_star(api: Api) -> None:
    pointers = {gap.cell.at for gap in measure(api, []).gaps if gap.owner.name == "plants_list"}
    assert "/*/name" in pointers


def test_a_recursive_schema_counts_once(api: Api, complete: list[Cassette]) -> None:
    """The children of a plant are plants: what they show, a plant shows."""
    nested = [{"name": "x", "children": [PLANT, PLANTED]}]
    complete[0] = cassette("plants.list", interaction(body=nested))
    assert gaps(api, complete) == []


def test_a_failure_shows_no_field_of_a_success(api: Api) -> None:
    failed = interaction(status=404, body={"detail": "no", "name": "x"}, headers=PROBLEM["headers"])
    coverage = measure(api, [cassette("plants.list", failed, raises="NotFoundError")])
    assert coverage.count(Kind.FIELD, Owner("operation", "plants_list")) == (0, 6)


def test_an_error_schema_counts_once_for_all_operations(api: Api) -> None:
    wet = interaction("PUT", f"{PLANTS}/7/water", status=409, body={"detail": "wet"})
    coverage = measure(api, [cassette("plants.water", wet, raises="ConflictError")])
    assert coverage.count(Kind.FIELD, Owner("schema", "Problem")) == (1, 1)


@pytest.mark.parametrize(
    "body",
    [b"<html>", b"", b"[", b"[" * 5000, {"name": "x"}, 7],
)
def test_what_is_not_the_declared_body_shows_the_status_alone(api: Api, body: Any) -> None:
    coverage = measure(api, [cassette("plants.list", interaction(body=body))])
    assert coverage.count(Kind.STATUS) == (1, 10)
    assert coverage.count(Kind.FIELD) == (0, 19)


def test_an_unknown_status_or_request_shows_nothing(api: Api) -> None:
    strange = [interaction(status=500), interaction(url="https://eu.garden.example/v1/rocks")]
    assert measure(api, [cassette("plants.list", *strange)]).count(Kind.STATUS) == (0, 10)


def test_what_is_only_sent_is_no_field_of_an_answer(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Plant"]["properties"]["height"]["writeOnly"] = True
    assert measure(Api(document, "x"), []).count(Kind.FIELD) == (0, 5 * 3 + 1)


def accept(name: str, cell: Cell, kind: str = "operation") -> Acceptance:
    return Acceptance(Owner(kind, name), cell, "None is to be had.", Place("coverage.yaml"))


def test_an_accepted_gap_is_shown_with_its_reason_and_is_no_finding(api: Api, complete: list[Cassette]) -> None:
    del complete[10]
    coverage = measure(api, complete, [accept("plants_water_put", Cell(Kind.STATUS, "409"))])
    (gap,) = coverage.gaps
    assert gap.reason == "None is to be had."
    assert coverage.open("garden.json") == []
    assert coverage.stale() == []


@pytest.mark.parametrize(
    ("accepted", "said"),
    [
        (accept("plants_water_put", Cell(Kind.STATUS, "409")), "a recording shows the status 409"),
        (accept("plants_watr_put", Cell(Kind.STATUS, "409")), "Did you mean 'plants_water_put'?"),
        (accept("plants_get", Cell(Kind.STATUS, "404")), "has no status 404"),
        (accept("plants_get", Cell(Kind.FIELD, "/nam")), "Did you mean 'field /name'?"),
        (accept("plants_get", Cell(Kind.VARIANT, "/planted", "nul")), "Did you mean 'variant /planted as null'?"),
        (accept("Problem", Cell(Kind.FIELD, "/detail"), "schema"), "a recording shows the field /detail"),
        (accept("plants_get", Cell(Kind.FIELD, "/name"), "schema"), "there is no schema 'plants_get'"),
    ],
)
def test_an_accepted_gap_that_is_none_is_a_finding(
    api: Api, complete: list[Cassette], accepted: Acceptance, said: str
) -> None:
    (finding,) = measure(api, complete, [accepted]).stale()
    assert finding.rule == "stale-acceptance"
    assert finding.place.file == "coverage.yaml"
    assert said in str(finding)


def test_accepting_a_gap_twice_is_a_finding(api: Api, complete: list[Cassette]) -> None:
    del complete[10]
    twice = [accept("plants_water_put", Cell(Kind.STATUS, "409"))] * 2
    (finding,) = measure(api, complete, twice).stale()
    assert "says again" in finding.message

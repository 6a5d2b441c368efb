"""Celigo's scripts: projections, the recycle bin, debugging, what uses a script, and the bucket of requests."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from generator.exchange.messages import Request

from .vendors import NOON, Answer, Vendor

EXAMPLE = "65a1f0c2b7d94e0012c3a4f1"
DELETED = "65a1f0c2b7d94e0012c3a4f2"
NOBODY = "65a1f0c2b7d94e00deadbeef"


@pytest.fixture
def celigo() -> Iterator[Vendor]:
    vendor = Vendor("celigo")
    yield vendor
    vendor.world.store.close()


def made(celigo: Vendor, **members: Any) -> str:
    answer = celigo("POST", "/v1/scripts", {"name": "hello", "content": "function main () {}", **members})
    assert answer.status == 201
    return str(answer.json["_id"])


def error(answer: Any) -> tuple[int, Any]:
    return answer.status, answer.json["errors"][0]["code"]


def test_a_script_from_its_creation_to_the_recycle_bin(celigo: Vendor) -> None:
    script = made(celigo, description="Says hello.")
    path = f"/v1/scripts/{script}"
    first = celigo("GET", path).json
    assert (first["content"], first["description"]) == ("function main () {}", "Says hello.")
    assert script in {each["_id"] for each in celigo("GET", "/v1/scripts").json}

    celigo.clock.advance(60)
    replaced = celigo("PUT", path, {"name": "hello 2"}).json
    assert replaced["name"] == "hello 2"
    assert "content" not in replaced
    assert "description" not in replaced
    assert replaced["createdAt"] == first["createdAt"] < replaced["lastModified"]
    assert replaced["__hash"] != first["__hash"]

    assert celigo("DELETE", path).status == 204
    assert script not in {each["_id"] for each in celigo("GET", "/v1/scripts").json}
    assert celigo("GET", path).json["deletedAt"] == replaced["lastModified"]
    assert error(celigo("DELETE", path)) == (404, "resource_not_found")

    entries = celigo("GET", f"{path}/audit").json["audit"]
    assert [entry["action"] for entry in entries] == ["deleted", "updated", "created"]
    assert entries[1]["changes"]["before"]["name"] == "hello"
    assert entries[1]["changes"]["after"] == {"name": "hello 2"}


def test_the_list_has_no_source_code(celigo: Vendor) -> None:
    for query in ("", "?include=content", "?exclude=name", "?include=", "?exclude="):
        assert all("content" not in script for script in celigo("GET", f"/v1/scripts{query}").json)
    assert celigo("GET", f"/v1/scripts/{EXAMPLE}").json["content"]


def test_include_is_a_summary_and_more(celigo: Vendor) -> None:
    (script,) = celigo("GET", "/v1/scripts?include=description,lastModified,nothing").json
    assert set(script) == {"_id", "name", "description", "lastModified"}


def test_exclude_takes_away_but_what_identifies(celigo: Vendor) -> None:
    (full,) = celigo("GET", "/v1/scripts").json
    (script,) = celigo("GET", "/v1/scripts?exclude=_id,name,createdAt,description").json
    assert set(full) - set(script) == {"createdAt", "description"}


def test_an_empty_projection_counts_as_none(celigo: Vendor) -> None:
    full = celigo("GET", "/v1/scripts").json
    for query in ("include=", "exclude=", "include=&exclude=", "include=,", "include=&exclude=,"):
        assert celigo("GET", f"/v1/scripts?{query}").json == full
    assert set(celigo("GET", "/v1/scripts?include=name&exclude=").json[0]) == {"_id", "name"}


def test_projections_that_cannot_be(celigo: Vendor) -> None:
    for query in ("include=name&exclude=name", "include=na%20me", "exclude=name%24", "include=%C3%A4", "include=a-b"):
        assert error(celigo("GET", f"/v1/scripts?{query}")) == (400, "invalid_query_params")
        assert error(celigo("GET", f"/v1/scripts/{EXAMPLE}/audit?{query}")) == (400, "invalid_query_params")


def test_projections_do_not_count_for_one_script(celigo: Vendor) -> None:
    full = celigo("GET", f"/v1/scripts/{EXAMPLE}").json
    assert celigo("GET", f"/v1/scripts/{EXAMPLE}?include=name&exclude=name").json == full


def test_dots_reach_into_objects(celigo: Vendor) -> None:
    path = f"/v1/scripts/{EXAMPLE}/audit"
    (entry,) = celigo("GET", f"{path}?include=changes.after.name,userName.first&action=updated").json["audit"]
    assert set(entry) == {"_id", "timestamp", "action", "changes"}
    assert entry["changes"] == {"after": {"name": "Price rounding"}}
    (entry,) = celigo("GET", f"{path}?exclude=changes.before,metadata,action&action=updated").json["audit"]
    assert entry["changes"] == {"after": {"name": "Price rounding"}}
    assert entry["action"] == "updated"
    assert "metadata" not in entry


def test_an_empty_list_is_no_content(celigo: Vendor) -> None:
    assert celigo("DELETE", f"/v1/scripts/{EXAMPLE}").status == 204
    answer = celigo("GET", "/v1/scripts")
    assert (answer.status, answer.response.body) == (204, b"")


def test_lists_page_by_their_links(celigo: Vendor) -> None:
    scripts = {EXAMPLE, *(made(celigo) for _ in range(150))}
    first = celigo("GET", "/v1/scripts")
    assert len(first.json) == 100
    url, _, relation = first.header("Link").partition(">")
    assert 'rel="next"' in relation
    second = celigo("GET", url.removeprefix("<"))
    assert {script["_id"] for script in (*first.json, *second.json)} == scripts
    assert 'rel="next"' not in second.header("Link")
    assert 'rel="prev"' in second.header("Link")


def test_debugging_ends_within_the_hour(celigo: Vendor) -> None:
    def patch(value: Any, path: str = "/debugUntil", op: str = "replace", script: str = EXAMPLE) -> Any:
        return celigo("PATCH", f"/v1/scripts/{script}", [{"op": op, "path": path, "value": value}])

    def moment(**ahead: float) -> str:
        return (NOON + timedelta(**ahead)).isoformat()

    assert patch(moment(hours=1)).status == 204
    assert celigo("GET", f"/v1/scripts/{EXAMPLE}").json["debugUntil"] == moment(hours=1)
    assert error(patch(moment(hours=1, seconds=1)))[0] == 422
    celigo.clock.advance(1)
    assert patch(moment(hours=1, seconds=1)).status == 204
    for refused in (patch("hello", "/name"), patch(moment(), "/"), patch(moment(), op="add"), patch("soon")):
        assert refused.status == 422
    assert celigo("GET", f"/v1/scripts/{EXAMPLE}").json["debugUntil"] == moment(hours=1, seconds=1)
    assert patch(moment(), script=NOBODY).status == 404
    assert celigo("PATCH", f"/v1/scripts/{EXAMPLE}", []).status == 422


def test_who_may_not(celigo: Vendor) -> None:
    for authorization, status, body in (
        ("", 401, {"message": "Unauthorized"}),
        ("Bearer revoked-token", 401, {"message": "Bearer Authentication Failed"}),
        ("Basic YTpi", 401, {"message": "Bearer Authentication Failed"}),
    ):
        answer = celigo("GET", "/v1/scripts", authorization=authorization)
        assert (answer.status, answer.json) == (status, body)
    assert error(celigo("GET", "/v1/scripts", authorization="Bearer restricted-token")) == (403, "access_restricted")


def test_what_uses_a_script(celigo: Vendor) -> None:
    used = celigo("GET", f"/v1/scripts/{EXAMPLE}/dependencies").json
    assert used["flows"][0]["dependencyIds"] == {"scripts": [EXAMPLE]}
    for unused in (made(celigo), NOBODY):
        answer = celigo("GET", f"/v1/scripts/{unused}/dependencies")
        assert (answer.status, answer.json) == (200, {})


def test_logs_by_time_level_and_page(celigo: Vendor) -> None:
    path = f"/v1/scripts/{EXAMPLE}/logs"
    whole = celigo("GET", path).json
    assert whole["pagination"] == {"total": 4, "limit": 100, "offset": 0, "hasMore": False}
    first, second = celigo("GET", f"{path}?limit=3").json, celigo("GET", f"{path}?limit=3&offset=3").json
    assert (first["pagination"]["hasMore"], second["pagination"]["hasMore"]) == (True, False)
    assert [*first["logs"], *second["logs"]] == whole["logs"]
    times = [entry["timestamp"] for entry in whole["logs"]]
    assert times == sorted(times, reverse=True)
    assert [entry["level"] for entry in celigo("GET", f"{path}?level=warn").json["logs"]] == ["warn"]
    between = celigo("GET", f"{path}?startDate={times[2]}&endDate={times[1]}").json["logs"]
    assert [entry["timestamp"] for entry in between] == times[1:3]
    assert celigo("GET", f"/v1/scripts/{NOBODY}/logs").status == 404


def test_logs_are_deleted_at_once_and_again(celigo: Vendor) -> None:
    path = f"/v1/scripts/{EXAMPLE}/logs"
    assert [celigo("DELETE", path).status for _ in range(2)] == [204, 204]
    assert celigo("GET", path).json["logs"] == []
    assert celigo("DELETE", f"/v1/scripts/{NOBODY}/logs").status == 404


def test_what_a_script_must_have(celigo: Vendor) -> None:
    for body in ({"content": "x"}, {"name": " ", "content": "x"}, {"name": "x" * 101, "content": "x"}, {"name": 5}):
        answer = celigo("POST", "/v1/scripts", body)
        assert answer.status in {400, 422}
        assert answer.json["errors"][0]["message"]
    assert celigo("POST", "/v1/scripts", b"{", kind="application/json").status == 400


def test_the_bucket_empties_and_refills(celigo: Vendor) -> None:
    path = f"/v1/scripts/{NOBODY}/dependencies"
    assert {celigo("GET", path).status for _ in range(1000)} == {200}
    refused = celigo("GET", path)
    assert error(refused) == (429, "rate_limited")
    assert refused.header("Retry-After") == "1"
    celigo.clock.advance(0.1)
    assert [celigo("GET", path).status for _ in range(31)] == [200] * 30 + [429]


def test_without_limits_there_is_no_bucket() -> None:
    celigo = Vendor("celigo", with_limits=False)
    assert {celigo("GET", f"/v1/scripts/{NOBODY}/dependencies").status for _ in range(1100)} == {200}
    celigo.world.store.close()


def test_include_with_brackets_is_not_supported(celigo: Vendor) -> None:
    for path in ("/v1/scripts", f"/v1/scripts/{EXAMPLE}/audit"):
        for query in ("include[]=name", "include%5B%5D=name", "include=name&include[0]=description"):
            request = Request("GET", f"http://127.0.0.1{path}?{query}", (("Authorization", "Bearer a-token"),))
            answer = Answer(asyncio.run(celigo.standin.handle(request)))
            assert answer.status == 500
            assert set(answer.json["errors"][0]) == {"message"}
    anonymous = Request("GET", "http://127.0.0.1/v1/scripts?include[]=name")
    assert asyncio.run(celigo.standin.handle(anonymous)).status == 401

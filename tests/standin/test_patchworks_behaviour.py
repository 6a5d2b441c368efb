"""Patchworks' versions: draft, deployed, inactive; who may upload; logins; filters, includes and pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .vendors import Answer, Vendor

KEY = "an-api-key"
VERSIONS = "/api/v1/scripts/42/script-versions"


@pytest.fixture
def patchworks() -> Iterator[Vendor]:
    vendor = Vendor("patchworks")
    yield vendor
    vendor.world.store.close()


def script_version(patchworks: Vendor, key: int, query: str = "") -> Any:
    return patchworks("GET", f"/api/v1/script-versions/{key}{query}").json["data"]


def statuses(patchworks: Vendor, path: str) -> dict[int, str]:
    return {version["version"]: version["status"] for version in patchworks("GET", path).json["data"]}


def refusal(answer: Answer) -> tuple[int, dict[str, list[str]]]:
    assert answer.json["message"]
    return answer.status, answer.json["errors"]


def test_a_script_version_is_made_deployed_run_and_its_log_read(patchworks: Vendor) -> None:
    made = patchworks("POST", VERSIONS, {"content": "function main () { return 1 }"}).json["data"]
    assert (made["version"], made["status"], made["script_id"]) == (4, "Draft", 42)
    path = f"/api/v1/script-versions/{made['id']}"
    assert refusal(patchworks("POST", f"{path}/invoke", {})) == (422, {"script_version": ["It is not deployed."]})

    patchworks.clock.advance(60)
    assert patchworks("POST", f"{path}/deploy").status == 200
    assert statuses(patchworks, VERSIONS) == {4: "Deployed", 3: "Draft", 2: "Inactive", 1: "Inactive"}
    deployed = script_version(patchworks, made["id"])
    assert deployed["deployed_at"] == deployed["updated_at"] > made["updated_at"]
    assert refusal(patchworks("POST", f"{path}/deploy"))[0] == 422

    assert patchworks("GET", f"{path}/logs").json["data"] == []
    answer = patchworks("POST", f"{path}/invoke", {"payload": "[1, 2]", "variables": '{"rate": 2}'})
    assert answer.json["payload"] == "[1, 2]"
    patchworks.clock.advance(60)
    patchworks("POST", f"{path}/invoke", {})
    log = patchworks("GET", f"{path}/logs").json
    assert [entry["last_invoked_on"] for entry in log["data"]] == ["2026-03-01 12:02:00", "2026-03-01 12:01:00"]
    assert {entry["id"] for entry in log["data"]} == {made["id"]}
    assert script_version(patchworks, made["id"])["last_invoked_on"] == "2026-03-01 12:02:00"


def test_deploying_again_what_was_deployed_before(patchworks: Vendor) -> None:
    for key, expected in ((901, {1: "Deployed", 2: "Inactive"}), (902, {1: "Inactive", 2: "Deployed"})):
        assert patchworks("POST", f"/api/v1/script-versions/{key}/deploy").status == 200
        assert statuses(patchworks, VERSIONS) == {3: "Draft", **expected}


def test_a_version_that_could_not_be_deployed(patchworks: Vendor) -> None:
    failed = script_version(patchworks, 903)
    assert failed["deployment_failure_reason"]
    assert failed["deployment_failed_at"]
    assert failed["deploying"] == "no"
    patchworks("POST", "/api/v1/script-versions/903/deploy")
    assert "deployment_failure_reason" not in script_version(patchworks, 903)


def test_numbers_of_versions_go_on_after_a_deletion(patchworks: Vendor) -> None:
    assert patchworks("DELETE", "/api/v1/script-versions/903").json == {"message": "Version 903 is gone."}
    assert patchworks("GET", "/api/v1/script-versions/903").status == 404
    assert patchworks("DELETE", "/api/v1/script-versions/902").status == 200
    assert patchworks("POST", VERSIONS, {"content": "x"}).json["data"]["version"] == 4
    assert statuses(patchworks, VERSIONS) == {1: "Inactive", 4: "Draft"}


def test_scripts_are_taken_for_granted(patchworks: Vendor) -> None:
    path = "/api/v1/scripts/43/script-versions"
    empty = patchworks("GET", path).json
    assert empty["data"] == []
    assert (empty["meta"]["from"], empty["meta"]["to"], empty["meta"]["total"]) == (None, None, 0)
    made = patchworks("POST", path, {"content": "x"}).json["data"]
    assert (made["script_id"], made["version"]) == (43, 1)
    for unknown in ("0", "a-name", "1" * 40):
        assert patchworks("GET", f"/api/v1/scripts/{unknown}/script-versions").status == 404


def test_source_and_script_come_on_request(patchworks: Vendor) -> None:
    plain = script_version(patchworks, 902)
    assert not {"content", "script"} & set(plain)
    both = script_version(patchworks, 902, "?include=script,content")
    assert both["content"]["body"] == "function main () {}"
    assert both["script"] == {"id": 42, "name": "Price rounding"}
    assert {name: both[name] for name in plain} == plain
    (shown, *_) = patchworks("GET", f"{VERSIONS}?include=content").json["data"]
    assert "content" in shown
    assert "script" not in shown
    assert refusal(patchworks("GET", f"{VERSIONS}?include=author"))[0] == 422


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("filter[is_deployed]=1", [2]),
        ("filter[is_deployed]=TRUE", [2]),
        ("filter[is_deployed]=0", [3, 1]),
        ("filter[is_deployed]=false,true", [3, 2, 1]),
        ("filter[is_deployed]=perhaps", []),
        ("filter[is_deployed]=", [3, 2, 1]),
        ("filter[deployed_at]=2026-02-01", [2]),
        ("filter[deployed_at]=2026-02-01T10:00:00%2B01:00", [2]),
        ("filter[deployed_at]=2026-02-01T09:00:00Z,2026-01-13T00:00:00Z", [2, 1]),
        ("filter[deployed_at]=yesterday", []),
        ("filter[deployed_at]=2026-01-13&filter[is_deployed]=1", []),
    ],
)
def test_filters(patchworks: Vendor, query: str, found: list[int]) -> None:
    quoted = query.replace("[", "%5B").replace("]", "%5D")
    assert [version["version"] for version in patchworks("GET", f"{VERSIONS}?{quoted}").json["data"]] == found


def test_pages_say_where_they_are(patchworks: Vendor) -> None:
    answer = patchworks("GET", f"{VERSIONS}?per_page=2").json
    url = f"http://127.0.0.1:8080{VERSIONS}"
    assert [version["version"] for version in answer["data"]] == [3, 2]
    assert answer["meta"] == {
        "current_page": 1, "from": 1, "last_page": 2, "path": url, "per_page": 2, "to": 2, "total": 3
    }  # fmt: skip
    links = answer["links"]
    assert (links["first"], links["last"]) == (f"{url}?per_page=2&page=1", f"{url}?per_page=2&page=2")
    assert (links["prev"], links["next"]) == (None, links["last"])
    last = patchworks("GET", links["next"]).json
    assert [version["version"] for version in last["data"]] == [1]
    assert (last["links"]["prev"], last["links"]["next"]) == (links["first"], None)
    assert patchworks("GET", f"{VERSIONS}?page=3").json["data"] == []
    for wrong in ("page=0", "per_page=101", "page=x"):
        assert refusal(patchworks("GET", f"{VERSIONS}?{wrong}"))[0] == 422


def test_logs_are_paged_by_their_links_alone(patchworks: Vendor) -> None:
    for _ in range(20):
        patchworks("POST", "/api/v1/script-versions/902/invoke", {})
    first = patchworks("GET", "/api/v1/script-versions/902/logs").json
    second = patchworks("GET", first["links"]["next"]).json
    assert (len(first["data"]), len(second["data"]), first["meta"]["total"]) == (15, 6, 21)
    assert second["links"]["next"] is None


def test_fields_that_are_not_acceptable_are_named(patchworks: Vendor) -> None:
    invoke, upload = ("/api/v1/script-versions/902/" + name for name in ("invoke", "upload"))
    schedules = "/api/v1/flow-versions/72/schedules"
    for path, body, field in (
        (VERSIONS, {"content": " "}, "content"),
        (VERSIONS, {"content": ""}, "content"),
        (VERSIONS, {"content": 5}, "content"),
        (invoke, {"variables": "{"}, "variables"),
        (invoke, {"payload": {}}, "payload"),
        (upload, {"private": "perhaps"}, "private"),
        (schedules, {"cron_string": "daily"}, "cron_string"),
        (schedules, {"cron_string": "0 6 * * %"}, "cron_string"),
        (schedules, {"cron_string": "0 6 * * *", "deployed_at": "soon"}, "deployed_at"),
    ):
        status, errors = refusal(patchworks("POST", path, body))
        assert (status, list(errors)) == (422, [field])
        assert all(isinstance(message, str) and message for message in errors[field])
    assert refusal(patchworks("POST", VERSIONS, b"{", kind="application/json"))[0] == 422


def test_who_may_not(patchworks: Vendor) -> None:
    for authorization, status in (
        ("", 401), ("revoked-token", 401), ("Bearer revoked-token", 401), ("restricted-token", 403), (KEY, 200),
        ("Bearer anything", 200),
    ):  # fmt: skip
        answer = patchworks("GET", VERSIONS, authorization=authorization)
        assert answer.status == status
        assert status == 200 or answer.response.body == b""


@pytest.mark.parametrize("path", ["/api/v1/script-versions/902/upload", "/api/v1/flow-versions/72/upload"])
def test_a_key_may_not_upload(patchworks: Vendor, path: str) -> None:
    assert patchworks("POST", path, {"private": "true"}, authorization=KEY).status == 403
    assert patchworks("POST", path, {"private": "true"}).json["marketplace_id"]
    assert patchworks("POST", path.replace("02", "99").replace("72", "99"), {}).status == 404


def test_a_token_holds_for_a_day(patchworks: Vendor) -> None:
    answer = patchworks("POST", "/fabric/api/login", {"username": "ann", "password": "x"}, authorization="")
    assert (answer.status, answer.json["expires_in"]) == (200, 86_400)
    assert answer.json["message"]
    token = f"Bearer {answer.json['token']}"
    assert patchworks("GET", VERSIONS, authorization=token).status == 200
    patchworks.clock.advance(86_399)
    assert patchworks("GET", VERSIONS, authorization=token).status == 200
    patchworks.clock.advance(1)
    assert patchworks("GET", VERSIONS, authorization=token).status == 401
    again = patchworks("POST", "/fabric/api/login", {"username": "ann", "password": "x"}).json["token"]
    assert f"Bearer {again}" != token
    assert patchworks("GET", VERSIONS, authorization=f"Bearer {again}").status == 200


def test_a_token_that_has_ended_counts_before_what_is_wrong_with_the_body(patchworks: Vendor) -> None:
    answer = patchworks("POST", "/fabric/api/login", {"username": "ann", "password": "x"}, authorization="")
    token = f"Bearer {answer.json['token']}"
    assert patchworks("POST", VERSIONS, {"content": 5}, authorization=token).status == 422
    patchworks.clock.advance(86_400)
    assert patchworks("POST", VERSIONS, {"content": 5}, authorization=token).status == 401
    assert patchworks("POST", VERSIONS, b"{", authorization=token, kind="application/json").status == 401
    assert patchworks("POST", VERSIONS, {"content": 5}, authorization="Bearer revoked-token").status == 401
    assert patchworks("GET", f"{VERSIONS}?page=none", authorization=token).status == 401


def test_a_login_that_fails(patchworks: Vendor) -> None:
    def log_in(body: Any) -> Answer:
        return patchworks("POST", "/fabric/api/login", body, authorization="")

    wrong = log_in({"username": "ann", "password": "wrong-password"})
    assert wrong.status == 401
    assert set(wrong.json) == {"message"}
    for body, fields in (
        ({"username": "ann"}, {"password"}), ({"username": 5, "password": "x"}, {"username"}),
        ([], {"username", "password"}), (b"{", {"username", "password"}), (None, {"username", "password"}),
    ):  # fmt: skip
        status, errors = refusal(log_in(body))
        assert (status, set(errors)) == (422, fields)
    assert patchworks("GET", "/fabric/api/login").status == 404


def test_a_flow_from_its_first_draft_to_a_copy(patchworks: Vendor) -> None:
    path = "/api/v1/flows/8/versions"
    draft = patchworks("POST", path).json["data"]
    assert (draft["flow_id"], draft["version"], draft["status"], draft["deployed_at"]) == (8, 1, "Draft", None)
    assert refusal(patchworks("POST", path))[0] == 422
    one = f"{path}/{draft['id']}"
    assert refusal(patchworks("POST", f"{one}/copy")) == (422, {"version": ["It is not deployed."]})

    moment = "2026-03-01T06:00:00Z"
    deployed = patchworks("PUT", one, {"deployed_at": moment}).json["data"]
    assert (deployed["status"], deployed["deployed_at"]) == ("Deployed", moment)
    copy = patchworks("POST", f"{one}/copy").json["data"]
    assert (copy["version"], copy["status"]) == (2, "Draft")
    patchworks.clock.advance(60)
    over = patchworks("POST", f"{one}/copy").json["data"]
    assert (over["id"], over["version"]) == (copy["id"], 2)
    assert over["updated_at"] > copy["updated_at"]
    assert statuses(patchworks, path) == {1: "Deployed", 2: "Draft"}

    patchworks("PUT", f"{path}/{copy['id']}", {"deployed_at": moment})
    assert statuses(patchworks, path) == {1: "Inactive", 2: "Deployed"}
    undeployed = patchworks("PUT", f"{path}/{copy['id']}", {"deployed_at": None}).json["data"]
    assert (undeployed["status"], undeployed["deployed_at"]) == ("Inactive", None)
    assert patchworks("PUT", f"{path}/{copy['id']}", {}).json["data"] == undeployed
    assert refusal(patchworks("PUT", one, {"deployed_at": "soon"}))[1].keys() == {"deployed_at"}
    assert patchworks("DELETE", one).json["message"]
    assert patchworks("GET", one).status == 404


def test_a_version_is_one_of_its_flow(patchworks: Vendor) -> None:
    assert patchworks("GET", "/api/v1/flows/7/versions/72").json["data"]["flow_id"] == 7
    assert patchworks("GET", "/api/v1/flows/8/versions/72").status == 404
    assert patchworks("GET", "/api/v1/flows/0/versions").status == 404
    assert patchworks("GET", "/api/v1/flows/a%2Fb%20c/versions").json["data"] == []
    assert patchworks("POST", "/api/v1/flows/a%2Fb%20c/versions").json["data"]["flow_id"] == "a/b c"


def test_schedules_of_a_version(patchworks: Vendor) -> None:
    path = "/api/v1/flow-versions/72/schedules"
    (first,) = patchworks("GET", path).json["data"]
    assert (first["id"], first["cron_string"], first["deployed_at"]) == (5, "0 6 * * *", None)
    made = patchworks("POST", path, {"cron_string": "*/15 * * * MON-FRI"}).json["data"]
    assert (made["flow_version_id"], made["deployed_at"]) == (72, None)
    assert patchworks("GET", path).json["meta"]["total"] == 2
    one = f"{path}/{made['id']}"
    changed = patchworks("PUT", one, {"deployed_at": "2026-03-01T06:00:00Z"}).json["data"]
    assert (changed["cron_string"], changed["deployed_at"]) == ("*/15 * * * MON-FRI", "2026-03-01T06:00:00Z")
    assert patchworks("PUT", one.replace("72", "71"), {}).status == 404
    assert patchworks("DELETE", one).json["message"]
    assert patchworks("DELETE", one).status == 404
    assert patchworks("GET", path.replace("72", "99")).status == 404
    patchworks("DELETE", "/api/v1/flows/7/versions/72")
    assert patchworks("GET", path).status == 404


def test_figures_of_the_versions_that_ran(patchworks: Vendor) -> None:
    answer = patchworks("GET", "/api/v1/flows/7/version-metrics?per_page=1").json
    assert answer["meta"]["total"] == 2
    (figures,) = answer["data"]
    assert figures["flow_version_id"] == 71
    assert 0 <= figures["failed"] < figures["runs"]
    assert patchworks("GET", "/api/v1/flows/7/version-metrics?per_page=1").json == answer


def test_a_reset_begins_anew(patchworks: Vendor) -> None:
    before = patchworks("GET", VERSIONS).json
    patchworks("POST", VERSIONS, {"content": "x"})
    patchworks("DELETE", "/api/v1/script-versions/901")
    patchworks.standin.reset()
    assert patchworks("GET", VERSIONS).json == before

from typing import Any

from .documents import document, edited, json_body, verdicts


def given(*statuses: str) -> dict[str, Any]:
    return {"responses": {status: {"description": "d"} for status in statuses}}


def test_statuses_that_come_and_go():
    assert edited(given("200"), given("200", "201")) == {"response-success-status-added": "safe risky risky"}
    assert edited(given("200", "201"), given("200")) == {"response-success-status-removed": "safe risky risky"}
    assert edited(given("200"), given("200", "404")) == {"response-non-success-status-added": "safe safe risky"}
    assert edited(given("200", "404"), given("200")) == {"response-non-success-status-removed": "safe safe risky"}
    assert list(edited(given("200"), given("200", "default", "5XX"))) == ["response-non-success-status-added"]


def test_when_no_success_stays_calls_that_worked_work_no_more():
    assert edited(given("200"), given("204")) == {
        "response-success-status-added": "safe risky risky",
        "response-success-status-removed": "breaking breaking safe",
    }
    assert "response-success-status-removed" in edited(given("2XX"), given("200"))


def test_links_and_words_are_immaterial():
    before = {"responses": {"200": {"description": "d"}}}
    after = {"responses": {"200": {"description": "e", "summary": "s", "links": {"next": {"operationId": "x"}}}}}
    assert edited(before, after) == {}


def test_answers_to_webhooks_are_sent():
    def hook(*statuses: str) -> dict[str, Any]:
        return document(webhooks={"new": {"post": given(*statuses)}})

    assert verdicts(hook("200"), hook("200", "202")) == {"request-success-status-added": "safe safe safe"}
    assert verdicts(hook("200", "202"), hook("200")) == {"request-success-status-removed": "risky safe safe"}


def test_schemas_of_answers_are_compared_in_their_direction():
    def answer(*required: str) -> dict[str, Any]:
        schema = {"type": "object", "properties": {"a": {}}, "required": list(required)}
        return {"responses": {"200": {"description": "d", **json_body(schema)}}}

    assert list(edited(answer("a"), answer())) == ["response-property-became-optional"]

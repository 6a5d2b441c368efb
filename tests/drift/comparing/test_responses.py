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


def told(**contents: Any) -> dict[str, Any]:
    """The answers of an operation by status, `s200` for 200, each with a schema, or with nothing in it."""
    bodies = {status[1:]: json_body(schema) if schema else {} for status, schema in contents.items()}
    return {"responses": {status: {"description": "d", **body} for status, body in bodies.items()}}


def test_another_status_of_the_same_answer_is_read_as_before_and_breaks_who_looks_at_it():
    replaced = {
        "response-success-status-added": "safe risky risky",
        "response-success-status-removed": "safe safe breaking",
    }
    thing = {"type": "object", "properties": {"a": {"type": "string"}}}
    assert edited(given("200"), given("204")) == replaced
    assert edited(told(s201=thing), told(s200=thing)) == replaced
    assert edited(told(s204=None), told(s200=thing)) == replaced
    assert "response-success-status-removed" in edited(given("2XX"), given("200"))


def test_when_no_success_stays_and_none_is_like_it_calls_that_worked_work_no_more():
    thing, job = {"type": "object"}, {"type": "string"}
    for after in (told(s202=job), told(s204=None), told(s200=thing, s202=job)):
        found = edited(told(s201=thing), after)
        assert found["response-success-status-removed"] == "breaking breaking safe"
    assert edited(told(s200=thing), told(s404=job))["response-success-status-removed"] == "breaking breaking safe"


def test_one_more_success_may_be_one_that_cannot_be_read():
    thing, job = {"type": "object"}, {"type": "string"}
    assert edited(told(s200=thing), told(s200=thing, s202=job)) == {
        "response-success-status-added": "risky risky risky"
    }
    assert edited(told(s200=thing), told(s200=thing, s204=None)) == {
        "response-success-status-added": "risky risky risky"
    }
    assert edited(told(s200=thing), told(s200=thing, s201=thing)) == {
        "response-success-status-added": "safe risky risky"
    }


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

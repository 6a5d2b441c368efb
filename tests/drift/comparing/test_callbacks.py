from typing import Any

from .documents import changes, json_body, one, verdicts

URL = "{$request.body#/url}"


def given(operation: dict[str, Any] | None) -> dict[str, Any]:
    return one({"callbacks": {"done": {URL: {"post": operation}}}} if operation is not None else {})


def test_callbacks_that_come_and_go():
    assert verdicts(given({}), given(None)) == {"api-callback-removed": "breaking safe safe"}
    assert verdicts(given(None), given({})) == {"api-callback-added": "safe safe safe"}


def test_what_the_vendor_sends_is_received():
    base, revision = (given({"requestBody": json_body({"type": kind})}) for kind in ("string", "integer"))
    (change,) = changes(base, revision)
    assert change.id == "response-body-type-changed"
    assert change.subject == "request body of callback 'done'"
    assert change.operations == ("GET /pets",)


def test_what_a_callback_says_of_itself_is_compared():
    (change,) = changes(given({}), given({"tags": ["x"]}))
    assert (change.id, change.subject) == ("api-tag-added", "tag \"x\" of callback 'done'")


def test_another_expression_is_another_callback():
    other = one({"callbacks": {"done": {"{$request.query.url}": {"post": {}}}}})
    assert sorted(verdicts(given({}), other)) == ["api-callback-added", "api-callback-removed"]

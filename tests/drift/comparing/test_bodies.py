from typing import Any

from .documents import document, edited, ids, json_body, verdicts

OBJECT = {"type": "object"}


def between(before: Any, after: Any) -> dict[str, str]:
    return edited(*({"requestBody": each} if each else {} for each in (before, after)))


def test_bodies_that_come_and_go():
    assert between(None, json_body()) == {"request-body-added-optional": "safe safe safe"}
    required = {**json_body(), "required": True}
    assert between(None, required) == {"request-body-added-required": "breaking breaking safe"}
    assert between(json_body(), None) == {"request-body-removed": "breaking breaking safe"}
    assert between(json_body(), required) == {"request-body-became-required": "breaking breaking safe"}
    assert between(required, json_body()) == {"request-body-became-optional": "safe safe safe"}


def test_bodies_of_webhooks_are_received():
    def hook(body: Any) -> dict[str, Any]:
        return document(webhooks={"new": {"post": {"requestBody": body} if body else {}}})

    assert ids(hook(None), hook(json_body())) == ["response-body-added-optional"]
    required = {**json_body(), "required": True}
    assert verdicts(hook(required), hook(json_body())) == {"response-body-became-optional": "safe safe risky"}
    assert verdicts(hook(json_body()), hook(required)) == {"response-body-became-required": "safe safe safe"}
    more = json_body({"type": "object", "properties": {"a": {}}})
    assert ids(hook(json_body(OBJECT)), hook(more)) == ["response-optional-property-added"]
    assert ids(hook(json_body()), hook({"content": {"text/plain": {}}})) == [
        "response-media-type-added",
        "response-media-type-removed",
    ]

from typing import Any

from .documents import changes, document, ids, one, verdicts

GONE = "breaking breaking safe"


def removal(operation: dict[str, Any]) -> list[str]:
    return ids(document({"/a": {"get": operation}, "/b": {"get": {}}}), document({"/b": {"get": {}}}))


def test_a_path_is_gone_or_an_operation_of_it():
    base = document({"/a/{x}": {"get": {}, "put": {}}, "/b": {"get": {}}})
    assert verdicts(base, document({"/b": {"get": {}}})) == {"api-path-removed-without-deprecation": GONE}
    left = document({"/a/{y}": {"put": {}}, "/b": {"get": {}}})
    (change,) = changes(base, left)
    assert (change.id, change.operations) == ("api-removed-without-deprecation", ("GET /a/{x}",))


def test_a_deprecation_announces_a_removal_which_breaks_whoever_calls():
    assert removal({"deprecated": True}) == ["api-path-removed-with-deprecation"]
    assert removal({"deprecated": True, "x-sunset": "2027-01-01"}) == ["api-path-removed-before-sunset"]
    assert removal({"deprecated": True, "x-sunset": "2026-01-01"}) == ["api-path-removed-with-deprecation"]
    assert removal({"deprecated": True, "x-sunset": "someday"}) == ["api-path-sunset-parse"]
    assert removal({"x-stability-level": "?"}) == [
        "api-invalid-stability-level",
        "api-path-removed-without-deprecation",
    ]
    base = one({"deprecated": True})
    assert verdicts(base, document()) == {"api-path-removed-with-deprecation": GONE}


def test_what_was_never_promised_to_stay_breaks_whoever_calls_it_too():
    for stability in ("draft", "alpha"):
        base = one({"x-stability-level": stability})
        assert verdicts(base, document()) == {"unstable-api-removed": GONE}
    assert removal({"x-stability-level": "beta"}) == ["api-path-removed-without-deprecation"]
    assert removal({"x-stability-level": "alpha", "deprecated": True}) == ["api-path-removed-with-deprecation"]


def test_a_new_operation():
    (change,) = changes(document(), one({}))
    assert (change.id, change.operations, str(change.verdicts.worst)) == ("endpoint-added", ("GET /pets",), "safe")


def test_an_operation_that_moved_keeps_its_method():
    base, revision = one({"operationId": "list"}), one({"operationId": "list"}, "/v2/pets")
    assert verdicts(base, revision) == {
        "api-path-removed-without-deprecation": "breaking safe safe",
        "endpoint-added": "safe safe safe",
    }
    assert "moved to GET /v2/pets" in changes(base, revision)[0].message
    stricter = one({"operationId": "list", "requestBody": {"required": True, "content": {}}}, "/v2/pets")
    assert "request-body-added-required" in ids(base, stricter)


def test_webhooks():
    base = document(webhooks={"new": {"post": {}}})
    assert verdicts(base, document()) == {"webhook-removed": "breaking safe safe"}
    assert verdicts(document(), base) == {"webhook-added": "safe safe safe"}

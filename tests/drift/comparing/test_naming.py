from .documents import changes, document, edited


def test_operation_ids():
    assert edited({"operationId": "a"}, {"operationId": "b"}) == {"api-operation-id-removed": "safe breaking safe"}
    assert edited({"operationId": "a"}, {}) == {"api-operation-id-removed": "safe breaking safe"}
    assert edited({}, {"operationId": "a"}) == {"api-operation-id-added": "safe risky safe"}


def test_tags():
    assert edited({"tags": ["a", "b"]}, {"tags": ["a"]}) == {"api-tag-removed": "safe breaking safe"}
    assert edited({"tags": ["a"]}, {"tags": ["a", "b"]}) == {"api-tag-added": "safe safe safe"}
    assert edited({}, {"tags": ["a"]}) == {"api-tag-added": "safe breaking safe"}
    assert edited({"tags": ["a", "b"]}, {"tags": ["b", "a"]}) == {"api-tag-order-changed": "safe risky safe"}


def test_a_tag_that_many_operations_lose_is_one_change():
    base = document({path: {"get": {"tags": ["pets"]}} for path in ("/a", "/b")})
    (change,) = changes(base, document({path: {"get": {}} for path in ("/a", "/b")}))
    assert (change.id, change.operations) == ("api-tag-removed", ("GET /a", "GET /b"))


def test_joins():
    assert edited({"x-specloom-join": "a.b"}, {"x-specloom-join": "a.c"}) == {"api-join-changed": "safe breaking safe"}

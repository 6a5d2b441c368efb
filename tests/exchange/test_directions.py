"""What each side of an exchange sees of a document."""

from __future__ import annotations

from typing import Any

from generator.exchange.directions import as_seen

ACCOUNT: dict[str, Any] = {
    "type": "object",
    "required": ["id", "name", "password"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "name": {"type": "string", "default": {"required": ["id"]}},
        "password": {"type": "string", "writeOnly": True},
    },
}


def document(**schemas: Any) -> dict[str, Any]:
    return {"components": {"schemas": schemas}}


def test_requests_need_not_have_what_the_server_sets() -> None:
    seen = as_seen(document(Account=ACCOUNT), "request")["components"]["schemas"]["Account"]
    assert seen["required"] == ["name", "password"]
    assert seen["properties"] == ACCOUNT["properties"]


def test_responses_have_nothing_that_is_only_sent() -> None:
    seen = as_seen(document(Account=ACCOUNT), "response")["components"]["schemas"]["Account"]
    assert seen["required"] == ["id", "name"]
    assert list(seen["properties"]) == ["id", "name"]


def test_a_member_that_another_part_requires_is_seen_too() -> None:
    parts = document(
        Account=ACCOUNT, Admin={"allOf": [{"$ref": "#/components/schemas/Account"}, {"required": ["id", "password"]}]}
    )
    assert as_seen(parts, "request")["components"]["schemas"]["Admin"]["allOf"][1]["required"] == ["password"]
    assert as_seen(parts, "response")["components"]["schemas"]["Admin"]["allOf"][1]["required"] == ["id"]


def test_a_member_that_refers_to_a_marked_schema_is_marked() -> None:
    secret = {"type": "string", "writeOnly": True}
    holder = {"required": ["key"], "properties": {"key": {"$ref": "#/components/schemas/Secret"}}}
    seen = as_seen(document(Secret=secret, Holder=holder), "response")["components"]["schemas"]["Holder"]
    assert seen == {"required": [], "properties": {}}


def test_a_property_called_required_is_a_property() -> None:
    schema = {"properties": {"required": {"type": "array"}, "properties": {"type": "object"}, "id": {"readOnly": True}}}
    assert as_seen(document(Odd=schema), "request") == document(Odd=schema)


def test_recursion_ends() -> None:
    tree = {
        "allOf": [{"$ref": "#/components/schemas/Tree"}],
        "required": ["id"],
        "properties": {"id": {"readOnly": True}},
    }
    assert as_seen(document(Tree=tree), "request")["components"]["schemas"]["Tree"]["required"] == []


def test_where_nothing_is_marked_nothing_is_copied() -> None:
    plain = document(Plain={"type": "object"})
    assert as_seen(plain, "request") is plain


def test_a_closed_response_has_no_other_member_of_that_name() -> None:
    seen = as_seen(document(Account=ACCOUNT), "response", is_closed=True)["components"]["schemas"]["Account"]
    assert seen["required"] == ["id", "name"]
    assert seen["properties"] == {**ACCOUNT["properties"], "password": False}
    request = as_seen(document(Account=ACCOUNT), "request", is_closed=True)
    assert request == as_seen(document(Account=ACCOUNT), "request")


def test_a_response_called_default_and_a_member_called_enum_are_seen_too() -> None:
    parts = document(Box={"type": "object", "properties": {"enum": ACCOUNT}}, default=ACCOUNT)
    parts["paths"] = {"/a": {"get": {"responses": {"default": {"content": {"a/b": {"schema": ACCOUNT}}}}}}}
    seen = as_seen(parts, "response")
    schemas = seen["components"]["schemas"]
    answer = seen["paths"]["/a"]["get"]["responses"]["default"]["content"]["a/b"]["schema"]
    for found in (schemas["Box"]["properties"]["enum"], schemas["default"], answer):
        assert list(found["properties"]) == ["id", "name"]

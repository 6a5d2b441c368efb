"""Documents made to take for ever: each is compared in time that grows as the document does, and gives the right changes."""

from typing import Any

import pytest

from .documents import changes, document, ids

MANY = 1_200
SINGLE = ("items", "not", "additionalProperties", "contains", "if", "then", "else", "propertyNames", "unevaluatedItems")
LISTED = ("oneOf", "anyOf", "allOf", "prefixItems")
NAMED = ("properties", "patternProperties", "dependentSchemas")


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def of(schema: Any, schemas: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A document that sends and receives `schema`."""
    content = {"content": {"application/json": {"schema": schema}}}
    operation = {"requestBody": content, "responses": {"200": {"description": "d", **content}}, **more}
    return document({"/x": {"post": operation}}, components={"schemas": schemas})


def circles(longest: int) -> dict[str, Any]:
    """Schemas that lead to one another through every keyword."""
    schemas: dict[str, Any] = {}
    for i in range(30):
        one, other = ref(f"S{(i + 1) % 30}"), ref(f"S{(i * 3 + 1) % 30}")
        schemas[f"S{i}"] = {
            "maxLength": longest,
            **dict.fromkeys(SINGLE, one),
            **{key: [one, other, {"type": "string", "maxLength": longest}] for key in LISTED},
            **{key: {"a": one, "b": other} for key in NAMED},
        }
    return of(ref("S0"), schemas)


def test_circles_through_every_keyword_end():
    found = changes(circles(5), circles(4))
    assert {each.base.pointer for each in found} >= {f"/components/schemas/S{i}/maxLength" for i in range(30)}


@pytest.mark.parametrize("renamed", [False, True])
@pytest.mark.soak
def test_unions_of_thousands_are_matched(renamed: bool):
    def made(prefix: str, longest: int) -> dict[str, Any]:
        schemas = {
            f"{prefix}{i}": {
                "type": "object",
                "properties": {"kind": {"const": f"k{i}"}, "a": {"type": "string", "maxLength": longest}},
            }
            for i in range(MANY)
        }
        return of({"oneOf": list(map(ref, schemas))}, schemas)

    found = ids(made("A", 5), made("B" if renamed else "A", 4))
    assert found.count("request-property-max-length-decreased") == MANY
    assert not [each for each in found if "one-of" in each]


def test_unions_of_one_another_are_each_looked_at_once():
    def made(longest: int) -> dict[str, Any]:
        union = {"oneOf": [ref(f"S{i}") for i in range(100)]}
        return of(ref("S0"), {f"S{i}": {**union, "title": f"t{i}", "maxLength": longest} for i in range(100)})

    assert len(changes(made(5), made(4))) >= 200


def test_what_is_nested_deeply_is_reached():
    def made(longest: int) -> dict[str, Any]:
        schemas = {f"S{i}": {"type": "object", "properties": {"a": ref(f"S{i + 1}")}} for i in range(MANY)}
        return of(ref("S0"), {**schemas, f"S{MANY}": {"type": "string", "maxLength": longest}})

    assert ids(made(5), made(4)) == ["request-property-max-length-decreased", "response-property-max-length-decreased"]


def test_everything_may_be_renamed():
    def made(prefix: str) -> dict[str, Any]:
        schemas = {
            f"{prefix}{i}": {
                "type": "object",
                "properties": {f"{prefix}p": {"type": "string"}, "n": ref(f"{prefix}{i}")},
            }
            for i in range(300)
        }
        paths = {
            f"/{prefix}{i}": {
                "get": {
                    "operationId": f"{prefix}{i}",
                    "responses": {"200": {"description": "d", "content": {"a/b": {"schema": ref(f"{prefix}{i}")}}}},
                }
            }
            for i in range(300)
        }
        return document(paths, components={"schemas": schemas})

    found = ids(made("a"), made("b"))
    assert {each: found.count(each) for each in found} == {
        "api-path-removed-without-deprecation": 300,
        "api-schema-removed": 300,
        "endpoint-added": 300,
    }


def lists(prefix: str) -> dict[str, Any]:
    """A document with long lists of everything that may be listed."""
    names = [f"{prefix}{i}" for i in range(MANY)]
    made = of(
        {"enum": names},
        {},
        tags=names,
        parameters=[{"name": name, "in": "query", "schema": {"type": "string"}} for name in names],
        security=[{name: []} for name in names],
    )
    made["servers"] = [{"url": "https://{v}", "variables": {"v": {"default": names[0], "enum": names}}}]
    schemes = {name: {"type": "apiKey", "in": "header", "name": name} for name in names}
    made["components"]["securitySchemes"] = schemes
    return made


def test_long_lists_are_compared_by_looking_things_up():
    found = ids(lists("a"), lists("b"))
    for each in (
        "api-tag-removed", "api-tag-added", "request-parameter-removed", "new-optional-request-parameter",
        "api-security-removed", "api-security-added", "api-security-component-removed", "api-security-component-added",
        "api-server-variable-enum-value-removed", "api-server-variable-enum-value-added",
        "request-body-enum-value-removed", "request-body-enum-value-added",
    ):  # fmt: skip
        assert found.count(each) == MANY, each

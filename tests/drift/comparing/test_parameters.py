from typing import Any

from .documents import changes, document, edited, ids, one, query


def between(before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, str]:
    """The verdicts by id where an operation has the parameter `after` instead of `before`."""
    return edited(*({"parameters": [each]} if each else {} for each in (before, after)))


def path(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}, **more}


def test_new_parameters():
    assert between(None, query()) == {"new-optional-request-parameter": "safe safe safe"}
    assert between(None, query(required=True)) == {"new-required-request-parameter": "breaking breaking safe"}
    default = query(required=True, schema={"type": "integer", "default": 3})
    assert between(None, default) == {"new-required-request-parameter": "risky breaking safe"}
    assert between(None, path("id")) == {"new-request-path-parameter": "breaking breaking safe"}


def test_a_parameter_that_all_operations_of_a_path_get_is_one_change():
    def both(*parameters: Any) -> dict[str, Any]:
        return document({"/pets": {"parameters": list(parameters), "get": {}, "put": {}}})

    (change,) = changes(both(), both(query()))
    assert change.id == "new-optional-request-default-parameter-to-existing-path"
    assert change.operations == ("GET /pets", "PUT /pets")
    assert ids(both(), both(query(required=True))) == ["new-required-request-default-parameter-to-existing-path"]
    some = document({"/pets": {"get": {"parameters": [query()]}, "put": {}}})
    assert ids(both(), some) == ["new-optional-request-parameter"]


def test_parameters_that_are_gone():
    assert between(query(), None) == {"request-parameter-removed": "risky breaking risky"}
    old = query(deprecated=True)
    assert list(between(old, None)) == ["request-parameter-removed-with-deprecation"]
    assert list(between({**old, "x-sunset": "2026-07-01"}, None)) == ["request-parameter-removed-before-sunset"]
    assert list(between({**old, "x-sunset": "2026-05-01"}, None)) == ["request-parameter-removed-with-deprecation"]
    assert list(between({**old, "x-sunset": "soon"}, None)) == ["request-parameter-sunset-parse"]


def test_required_and_optional():
    assert between(query(), query(required=True)) == {"request-parameter-became-required": "breaking breaking safe"}
    assert between(query(required=True), query()) == {"request-parameter-became-optional": "safe safe safe"}
    default: Any = {"schema": {"type": "integer", "default": 3}}
    softer = between(query(**default), query(**default, required=True))
    assert softer == {"request-parameter-became-required": "risky breaking safe"}


def test_a_parameter_that_moves_breaks_calls_but_no_code():
    moved = between(query(), query(**{"in": "header"}))
    assert moved == {
        "new-optional-request-parameter": "safe safe safe",
        "request-parameter-removed": "breaking safe safe",
    }


def test_a_renamed_path_parameter_is_a_change_of_the_source_only():
    base = one({"parameters": [path("id"), path("file")]}, "/pets/{id}/{file}")
    revision = one({"parameters": [path("petId"), path("file")]}, "/pets/{petId}/{file}")
    (change,) = changes(base, revision)
    assert change.id == "request-parameter-renamed"
    assert str(change.verdicts.wire) == "safe"
    assert str(change.verdicts.source) == "breaking"
    assert change.subject == "path parameter 'id'"
    assert change.operations == ("GET /pets/{id}/{file}",)
    stricter = one({"parameters": [path("petId"), path("file", schema={"type": "integer"})]}, "/pets/{petId}/{file}")
    assert ids(base, stricter) == ["request-parameter-renamed", "request-parameter-type-changed"]


def test_names_of_headers_differ_in_no_case_and_order_does_not_matter():
    header = {"name": "X-Trace", "in": "header", "schema": {"type": "string"}}
    base = one({"parameters": [header, query()]})
    assert ids(base, one({"parameters": [query(), {**header, "name": "x-trace"}]})) == []


def test_the_same_parameter_of_many_operations_is_one_change():
    def paths(**more: Any) -> dict[str, Any]:
        return document(
            {f"/{i}": {"get": {"parameters": [{"$ref": "#/components/parameters/P"}]}} for i in range(3)},
            components={"parameters": {"P": query(**more)}},
        )

    (change,) = changes(paths(), paths(required=True))
    assert change.operations == ("GET /0", "GET /1", "GET /2")


def test_what_a_vendor_sends_to_a_webhook_is_received():
    def hook(*parameters: Any) -> dict[str, Any]:
        return document(webhooks={"new": {"post": {"parameters": list(parameters)}}})

    assert ids(hook(), hook(query(required=True))) == ["response-parameter-added"]
    (gone,) = changes(hook(query()), hook())
    assert (gone.id, str(gone.verdicts.wire)) == ("response-parameter-removed", "safe")
    assert gone.operations == ("POST webhook new",)
    assert ids(hook(query(required=True)), hook(query())) == ["response-parameter-became-optional"]


def test_a_list_and_one_of_its_values_look_alike_where_parameters_repeat():
    def given(schema: dict[str, Any], **more: Any) -> dict[str, Any]:
        return {"parameters": [query(**{"schema": schema, **more})]}

    one_value, several = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    generalized, changed = "request-parameter-type-generalized", "request-parameter-type-changed"
    assert edited(given(one_value), given(several)) == {generalized: "safe breaking safe"}
    assert edited(given(several), given(one_value)) == {generalized: "breaking breaking safe"}
    joined = {"explode": False}
    assert edited(given(one_value, **joined), given(several, **joined)) == {changed: "breaking breaking safe"}
    assert edited(given(several, **joined), given(one_value, **joined)) == {generalized: "safe breaking safe"}

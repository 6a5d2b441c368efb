from __future__ import annotations

from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.emit.facts import MethodFacts
from generator.emit.resources import resources

from .documents import answer, bakery, body, document, one_operation, path_parameter, ref
from .packages import normalised


def methods(whole: dict[str, Any]) -> dict[str, MethodFacts]:
    found = [method for root in resources(normalised(whole)) for each in root.walk() for method in each.methods]
    return {method.sdk_name: method for method in found}


@pytest.fixture(scope="module")
def made() -> dict[str, MethodFacts]:
    return methods(bakery())


def only(whole: dict[str, Any]) -> MethodFacts:
    [method] = methods(whole).values()
    return method


def test_every_operation_is_a_method(made: dict[str, MethodFacts]):
    assert sorted(made) == [
        "breads.create", "breads.delete", "breads.get", "breads.label.create", "breads.label.get", "breads.list",
        "breads.patch", "breads.toppings.list", "breads.toppings.update_many", "ovens.get", "ovens.picture.get",
        "ovens.picture.update",
    ]  # fmt: skip


def test_methods_come_in_the_order_in_which_people_look_for_them():
    [breads, _] = resources(normalised(bakery()))
    assert [method.name for method in breads.methods] == ["list", "create", "get", "delete", "patch"]


NOTHING = {"description": "Nothing."}
LIST = {"type": "array", "items": ref("Bread")}


@pytest.mark.parametrize(
    ("answers", "content", "empty_list"),
    [
        ({"200": answer(LIST), "204": NOTHING}, "builtins.list[models.Bread]", True),
        ({"204": NOTHING, "200": answer(LIST), "206": answer(LIST)}, "builtins.list[models.Bread]", True),
        ({"200": answer(ref("Breads")), "204": NOTHING}, "models.Breads", True),
        ({"200": answer(LIST)}, "builtins.list[models.Bread]", False),
        ({"204": NOTHING}, "None", False),
        ({"200": answer(ref("Bread")), "204": NOTHING}, "models.Bread | None", False),
        (
            {"200": answer(LIST), "202": answer({"type": "array", "items": {"type": "string"}}), "204": NOTHING},
            "builtins.list[models.Bread] | builtins.list[str] | None",
            False,
        ),
        (
            {"200": {**answer(LIST), "content": {**answer(LIST)["content"], "text/csv": {}}}, "204": NOTHING},
            "builtins.list[models.Bread] | str | None",
            False,
        ),
    ],
)
def test_a_list_that_is_declared_without_content_is_an_empty_one(
    answers: dict[str, Any], content: str, *, empty_list: bool
):
    schemas = {"Bread": {"type": "object", "properties": {"name": {"type": "string"}}}, "Breads": LIST}
    method = only(document({"/breads": {"get": {"responses": answers}}}, schemas))
    assert (method.content, method.empty_list) == (content, empty_list)


def test_a_list_that_may_be_null_is_none():
    nullable = {"type": ["array", "null"], "items": {"type": "string"}}
    method = only(document({"/breads": {"get": {"responses": {"200": answer(nullable), "204": NOTHING}}}}))
    assert not method.empty_list
    assert method.content.endswith("| None")


@pytest.mark.parametrize(
    ("http_method", "said", "kept"),
    [
        ("delete", True, None),
        ("delete", False, False),
        ("get", True, None),
        ("put", True, None),
        ("post", True, True),
        ("post", False, None),
        ("patch", None, None),
    ],
)
def test_what_the_http_method_says_of_repeats_is_not_said_again(http_method: str, said: bool | None, kept: bool | None):
    operation: dict[str, Any] = {"responses": {"204": NOTHING}}
    if said is not None:
        operation["x-specloom-idempotent"] = said
    assert only(document({"/breads": {http_method: operation}})).idempotent is kept


def test_resources_nest():
    [breads, _] = resources(normalised(bakery()))
    [_, toppings] = breads.children
    assert (toppings.attribute, toppings.module, toppings.class_name) == (
        "toppings",
        "breads_toppings",
        "BreadsToppings",
    )


def test_a_resource_without_operations_of_its_own_is_there_for_what_is_nested():
    [shops] = resources(
        normalised(one_operation(path="/shops/{id}/tills", operation={"parameters": [path_parameter("id")]}))
    )
    assert (shops.tag, shops.methods, [child.tag for child in shops.children]) == ("shops", (), ["shops.tills"])


def test_wire_names_are_kept_beside_python_names(made: dict[str, MethodFacts]):
    listed = {argument.python: argument for argument in made["breads.list"].arguments}
    assert {name: (argument.wire, argument.location) for name, argument in listed.items()} == {
        "flour": ("flour", "query"),
        "filter_class": ("filter[class]", "query"),
        "baked_after": ("baked-after", "query"),
        "cursor": ("cursor", "query"),
        "x_shop": ("X-Shop", "header"),
    }


def test_path_arguments_stand_in_the_order_of_the_path():
    path = "/a/{second}/b/{first}"
    parameters = [path_parameter("first"), {"name": "q", "in": "query", "schema": {}}, path_parameter("second")]
    method = only(one_operation({"parameters": parameters}, path))
    assert [argument.python for argument in method.path_arguments] == ["second", "first"]
    assert [argument.python for argument in method.keyword_arguments] == ["q"]


def test_a_parameter_may_have_content_in_place_of_a_schema():
    content = {"application/json": {"schema": {"type": "object", "additionalProperties": {"type": "integer"}}}}
    method = only(one_operation({"parameters": [{"name": "where", "in": "query", "content": content}]}))
    assert method.arguments[0].annotation == "Mapping[str, int]"


def test_fields_are_what_may_be_sent(made: dict[str, MethodFacts]):
    sent = made["breads.create"].body
    assert sent is not None
    assert (sent.kind, sent.media_type, sent.required, sent.annotation) == (
        "fields", "application/json", True, "models.Bread",
    )  # fmt: skip
    assert [field.python for field in sent.fields] == [
        "name", "flour", "weight_grams", "note", "baked_at", "class_", "json", "toppings", "labels",
    ]  # fmt: skip
    assert [field.wire for field in sent.fields if field.required] == ["name", "flour"]


@pytest.mark.parametrize("taken", ["self", "options", "body", "thing"])
def test_a_field_never_takes_the_name_of_another_argument(taken: str):
    schema = {"type": "object", "properties": {taken: {"type": "string"}, "other": {"type": "string"}}}
    operation = {"parameters": [path_parameter("thing")], "requestBody": body(schema)}
    method = only(one_operation(operation, "/things/{thing}", "put"))
    assert method.body is not None
    names = [argument.python for argument in (*method.arguments, *method.body.fields)]
    assert len(set(names)) == 3
    assert {"self", "options", "body"}.isdisjoint(names)


@pytest.mark.parametrize(
    ("schema", "annotation"),
    [
        ({"type": "array", "items": {"type": "integer"}}, "Sequence[int]"),
        ({"type": "object", "additionalProperties": {"type": "string"}}, "Mapping[str, str]"),
        ({}, "JsonValue"),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, "models.ThingsCreateRequest"),
    ],
)
def test_other_json_is_passed_as_body(schema: Any, annotation: str):
    sent = only(one_operation({"requestBody": body(schema)}, method="post")).body
    assert sent is not None
    assert (sent.kind, sent.annotation, sent.fields) == ("whole", annotation, ())


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("*/*", "any"),
        ("image/*", "any"),
        ("application/octet-stream", "content"),
        ("text/plain", "content"),
        ("application/x-www-form-urlencoded", "whole"),
        ("multipart/form-data", "whole"),
    ],
)
def test_what_is_not_json_is_passed_as_content_or_as_a_whole(media_type: str, kind: str):
    sent = only(one_operation({"requestBody": body({"type": "string"}, media_type)}, method="post")).body
    assert sent is not None
    assert (sent.kind, sent.media_type) == (kind, media_type)


def test_statuses_outside_2xx_are_errors(made: dict[str, MethodFacts]):
    got = made["breads.get"]
    assert [(error.status, error.annotation) for error in got.errors] == [("404", "models.Problem"), ("520", "")]
    assert got.content == "models.Bread"


def test_default_beside_a_success_is_an_error(made: dict[str, MethodFacts]):
    assert [error.status for error in made["breads.list"].errors] == ["default"]
    assert not made["breads.list"].raw


def test_default_alone_may_be_any_answer():
    method = only(one_operation({"responses": {"default": {**answer({}), "description": "Its own."}}}))
    assert method.raw
    assert method.errors == ()


def test_security_is_every_way_in(made: dict[str, MethodFacts]):
    assert made["breads.get"].security == (("shopToken",), ("key",))


def test_the_item_of_a_list_is_found_through_its_pointer(made: dict[str, MethodFacts]):
    assert made["breads.list"].item == "models.Bread"


def joined(**second: Any) -> dict[str, Any]:
    done = {"responses": {"204": {"description": "Done."}}, "tags": ["ovens"], "x-specloom-join": "ovens.heat"}
    paths = {
        "/heat": {
            "get": {**done, "operationId": "ovens_heat_get"},
            "post": {**done, "operationId": "ovens_heat_post", **second},
        }
    }
    return document(paths)


def test_joined_operations_are_one_method():
    method = only(joined())
    assert (method.sdk_name, method.http_method, method.http_methods) == ("ovens.heat", "POST", ("POST", "GET"))


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("parameters", [{"name": "q", "in": "query", "schema": {}}]),
        ("requestBody", body({"type": "string"})),
        ("responses", {"200": answer({})}),
    ],
)
def test_joined_operations_must_take_and_give_the_same(part: str, value: Any):
    with pytest.raises(SpecloomError) as caught:
        methods(joined(**{part: value}))
    [finding] = caught.value.findings
    assert finding.rule == "join-differs"
    assert part in finding.message
    assert "/heat" in str(finding.place)


def test_descriptions_of_tags_describe_resources():
    whole = bakery()
    whole["tags"] = [{"name": "breads", "description": "What is on the shelf."}]
    assert resources(normalised(whole))[0].description == "What is on the shelf."


def test_a_reference_beside_its_description_describes_the_argument(made: dict[str, MethodFacts]):
    sent = made["breads.create"].body
    assert sent is not None
    [flour] = [field for field in sent.fields if field.python == "flour"]
    assert (flour.annotation, flour.description) == ("models.Flour", "What it is made of.")
    assert ref("Flour")["$ref"] in flour.schema["$ref"]


def test_what_follows_a_number_sign_in_a_path_is_not_sent():
    whole = document({"/breads#cheap": {"get": {"responses": {"200": answer({"type": "string"})}}}})
    assert only(whole).path == "/breads"


def test_resources_that_would_share_a_module_stay_apart_whatever_else_is_there():
    paths = {
        path: {"get": {"responses": {}}} for path in ("/catalog/feeds", "/catalogs/feeds", "/catalog/feeds/{id}/items")
    }
    found = {each.tag: each for root in resources(normalised(document(paths))) for each in root.walk()}
    assert (found["catalog_feeds"].module, found["catalog_feeds"].class_name) == ("catalog_feeds", "CatalogFeeds")
    other = found["catalog.feeds"]
    assert other.module != "catalog_feeds"
    assert other.class_name != "CatalogFeeds"
    assert found["catalog.feeds.items"].module == "catalog_feeds_items"
    del paths["/catalog/feeds/{id}/items"]
    again = {each.tag: each for root in resources(normalised(document(paths))) for each in root.walk()}
    assert again["catalog.feeds"].module == other.module


def test_classes_for_await_share_no_name_with_other_classes():
    paths = {
        f"/{name}": {"get": {"responses": {}}}
        for name in ("client", "async-client", "oven", "async-oven", "async-response")
    }
    found = [each.class_name for root in resources(normalised(document(paths)), "Bakery") for each in root.walk()]
    classes = [*found, *(f"Async{name}" for name in found)]
    assert len({name.casefold() for name in classes}) == len(classes)
    assert {"Client", "AsyncClient", "Response", "AsyncResponse"}.isdisjoint(classes)


def test_methods_of_a_resource_that_is_called_like_a_keyword_have_short_names():
    [school] = resources(normalised(document({"/school/class": {"post": {"responses": {}}}})))
    [resource] = school.children
    assert (resource.path, [method.name for method in resource.methods]) == ("school.class_", ["create"])


@pytest.mark.parametrize(("method", "status"), [("delete", "204"), ("get", "205"), ("head", "200"), ("head", "2XX")])
def test_some_answers_never_have_content(method: str, status: str):
    whole = document({"/breads": {method: {"responses": {status: answer({"type": "object"}), "404": answer({})}}}})
    made = only(whole)
    assert made.content == "None"
    assert [error.annotation for error in made.errors] == ["" if method == "head" else "JsonValue"]

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.document.dump import dumps
from generator.document.findings import SpecloomError
from generator.normalise.operations import name_from_path
from generator.normalise.pipeline import normalise_vendor
from generator.normalise.schemas import operations

from .documents import document
from .documents import operations as every_operation
from .helpers import normal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("path", "method", "expected"),
    [
        ("/pets", "get", ("pets", "list")),
        ("/pets", "post", ("pets", "create")),
        ("/pets/{id}", "get", ("pets", "get")),
        ("/pets/{id}", "put", ("pets", "update")),
        ("/pets/{id}", "patch", ("pets", "patch")),
        ("/pets/{id}", "delete", ("pets", "delete")),
        ("/api/v2/pets/{id}/photos", "get", ("pets.photos", "list")),
        ("/v1.0/Pets", "head", ("pets", "head")),
        ("/", "get", ("root", "list")),
        ("/{id}", "get", ("root", "get")),
        ("/pet-owners/findByName", "get", ("pet_owners.find_by_name", "list")),
        ("/class", "query", ("class_", "query")),
        ("/日本", "get", ("resource", "list")),
    ],
)
def test_names_from_paths(path: str, method: str, expected: tuple[str, str]):
    assert name_from_path(path, method) == expected


def named(given: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f"{method} {path}": operation for path, method, operation, _ in operations(normal(given).document)}


def test_each_operation_belongs_to_its_resource_and_keeps_its_original_id():
    got = named(
        document(paths={"/pets/{id}/photos": {"post": {"operationId": "addPhoto", "tags": ["Pets", "Photos"]}}})
    )
    operation = got["post /pets/{id}/photos"]
    assert (operation["tags"], operation["operationId"]) == (["pets.photos"], "pets_photos_create")
    assert operation["x-specloom-original-id"] == "addPhoto"


def test_operations_that_would_share_a_name_get_numbers():
    got = named(
        document(
            paths={
                "/pets": {"get": {"operationId": "x"}},
                "/v1/pets": {"get": {"operationId": "x"}},
                "/v2/Pets": {"get": {}},
            }
        )
    )
    assert [operation["operationId"] for operation in got.values()] == ["pets_list", "pets_list_2", "pets_list_3"]


def test_the_names_of_a_normal_form_stay():
    operation = {"tags": ["garden.beds"], "operationId": "garden_beds_dig"}
    assert named(document(paths={"/x": {"post": operation}}))["post /x"]["operationId"] == "garden_beds_dig"


@pytest.mark.parametrize(
    "operation",
    [
        {"tags": ["import"], "operationId": "import_all"},
        {"tags": ["a.class"], "operationId": "a_class_get"},
        {"tags": ["x"], "operationId": "x_class"},
        {"tags": ["x"], "operationId": "x_"},
        {"tags": ["x", "y"], "operationId": "x_get"},
        {"tags": ["x"], "operationId": "y_get"},
        {"tags": ["__import__('os')"], "operationId": "__import__('os')_x"},
    ],
)
def test_names_that_are_none_are_made_anew(operation: dict[str, Any]):
    got = named(document(paths={"/beds": {"get": operation}}))["get /beds"]
    assert (got["tags"], got["operationId"]) == (["beds"], "beds_list")


def test_the_tags_of_the_document_are_the_resources():
    whole = normal(every_operation()).document
    assert [tag["name"] for tag in whole["tags"]] == ["alias", "class_", "plants", "plants.leaves", "root"]


def test_a_resource_takes_over_what_its_tag_says():
    given = document(tags=[{"name": "Pets", "description": "All pets."}], paths={"/pets": {"get": {"tags": ["Pets"]}}})
    assert normal(given).document["tags"] == [{"name": "pets", "description": "All pets."}]


def argument_names(*parameters: tuple[str, str] | tuple[str, str, str]) -> list[str]:
    listed = [
        {"name": each[0], "in": each[1], "schema": {}, **({"x-specloom-name": each[2]} if len(each) > 2 else {})}
        for each in parameters
    ]
    operation = named(document(paths={"/a": {"get": {"parameters": listed}}}))["get /a"]
    return [each.get("x-specloom-name", each["name"]) for each in operation["parameters"]]


def test_arguments_have_python_names():
    assert argument_names(
        ("filter[is_deployed]", "query"), ("_id", "path"), ("class", "query"), ("X-Trace", "header")
    ) == [
        "filter_is_deployed",
        "id",
        "class_",
        "x_trace",
    ]


def test_arguments_are_distinct_and_the_fitting_name_wins():
    assert argument_names(("ID", "query"), ("id", "header"), ("id", "path"), ("i-d", "query")) == [
        "id_3",
        "id_2",
        "id",
        "i_d",
    ]


def test_arguments_leave_room_for_the_methods_own():
    assert argument_names(("body", "query"), ("options", "query"), ("self", "query")) == [
        "body_2",
        "options_2",
        "self_",
    ]


def test_a_given_name_is_kept_where_it_can_be_one():
    assert argument_names(("_id", "path", "script_id"), ("script_id", "query")) == ["script_id", "script_id_2"]
    for name in ("a.b", "class", "__import__('os')", "", "A"):
        assert argument_names(("_id", "path", name)) == ["id"]


def vendor(folder: Path, **changes: Any) -> Path:
    whole = {
        "vendor": "garden",
        "title": "Garden",
        "sources": [{"spec": "garden.yaml"}],
        "package": {"distribution": "garden-client", "import": "garden_client", "client": "Garden", "version": "0.1.0"},
        "operations": {"GET /plants": "plants.list", "POST /plants": {"name": "plants.create", "idempotent": True}},
        **changes,
    }
    made = folder / "garden"
    made.mkdir()
    (made / "vendor.yaml").write_text(dumps(whole))
    (made / "garden.yaml").write_text(dumps(document(paths={"/plants": {"get": {}, "post": {}}})))
    return made


def test_vendor_yaml_names_operations(tmp_path: Path):
    plants = normalise_vendor(vendor(tmp_path)).document["paths"]["/plants"]
    assert plants["get"]["operationId"] == "plants_list"
    assert plants["post"]["x-specloom-idempotent"] is True


def test_vendor_yaml_joins_operations(tmp_path: Path):
    joined = {f"{method} /plants": {"join": "plants.tend"} for method in ("GET", "POST")}
    plants = normalise_vendor(vendor(tmp_path, operations=joined)).document["paths"]["/plants"]
    assert {plants[method]["operationId"] for method in plants} == {"plants_tend_get", "plants_tend_post"}
    assert {plants[method]["x-specloom-join"] for method in plants} == {"plants.tend"}


@pytest.mark.parametrize(
    ("named", "rule", "says"),
    [
        ({"GET /plants": "plants.list"}, "unnamed-operation", "POST /plants"),
        (
            {"GET /plants": "plants.list", "POST /plants": "plants.create", "GET /gone": "gone.get"},
            "unknown-operation",
            "GET /gone",
        ),
    ],
)
def test_vendor_yaml_and_the_document_must_agree(tmp_path: Path, named: dict[str, str], rule: str, says: str):
    with pytest.raises(SpecloomError) as caught:
        normalise_vendor(vendor(tmp_path, operations=named))
    (finding,) = caught.value.findings
    assert finding.rule == rule
    assert says in finding.message
    assert finding.place.file.endswith("vendor.yaml")
    assert finding.place.line
    assert finding.remedy

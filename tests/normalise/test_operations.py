from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.document.dump import dumps
from generator.document.findings import SpecloomError
from generator.normalise.pipeline import normalise_vendor
from generator.normalise.schemas import operations

from .documents import document
from .documents import operations as every_operation
from .helpers import normal

if TYPE_CHECKING:
    from pathlib import Path


def named(given: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f"{method} {path}": operation for path, method, operation, _ in operations(normal(given).document)}


def test_each_operation_belongs_to_its_resource_and_keeps_its_original_id():
    got = named(
        document(paths={"/pets/{id}/photos": {"post": {"operationId": "addPhoto", "tags": ["Pets", "Photos"]}}})
    )
    operation = got["post /pets/{id}/photos"]
    assert (operation["tags"], operation["operationId"]) == (["pets.photos"], "pets_photos_create")
    assert operation["x-specloom-original-id"] == "addPhoto"


def test_operations_that_would_share_a_name_say_what_tells_them_apart():
    got = named(
        document(paths={path: {"get": {"operationId": "x"}} for path in ("/v2/pets", "/pets", "/v1/Pets", "/Pets")})
    )
    assert {key: operation["operationId"] for key, operation in got.items()} == {
        "get /pets": "pets_list",
        "get /v2/pets": "pets_list_v2",
        "get /v1/Pets": "pets_list_v1",
        "get /Pets": "pets_list_dxqh",
    }


def test_what_is_missing_or_twice_or_of_any_script_is_named_too():
    paths = {
        "/pets": {"get": {}, "post": {"operationId": "same", "tags": []}},
        "/pets/{id}": {"get": {"operationId": "same", "tags": ["'; import os", "日本"]}},
        "/日本": {"get": {"tags": ["日本"]}},
        "/": {"get": {"tags": ['Ünïcode """ tag']}},
    }
    got = named(document(paths=paths))
    assert {key: operation["operationId"] for key, operation in got.items()} == {
        "get /pets": "pets_list",
        "post /pets": "pets_create",
        "get /pets/{id}": "pets_get",
        "get /日本": "resource_gwst_get",
        "get /": "unicode_tag_get",
    }


def test_a_rename_is_in_the_ledger():
    form = normal(document(paths={"/pets": {"get": {"operationId": "listPets", "tags": ["Pets"]}}}))
    details = {entry.pointer: entry.detail for entry in form.ledger.entries}
    assert details["/paths/~1pets/get/operationId"] == "is called pets_list"
    assert details["/paths/~1pets/get/tags"] == "belongs to the resource pets"


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

import base64
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.drift.impact.recordings import recordings

from .states import FIXTURES, ROOT, Document, answer, base_of, body, fixtures, of, ref, schemas, small

PATHS: Document = {
    "/pets": {
        "get": {
            "parameters": [
                {"name": "limit", "in": "query", "schema": {"type": "integer", "default": 5}},
                {"name": "X-Trace", "in": "header", "schema": {"type": "string"}},
            ],
            "responses": {
                "200": {
                    "description": "OK",
                    "headers": {"ETag": {"schema": {"type": "string"}}},
                    "content": {"application/json": {"schema": ref("Pet")}},
                },
                "4XX": {"description": "no", "content": {"application/json": {"schema": ref("Fault")}}},
                "default": {"description": "else"},
            },
        },
        "post": {"requestBody": body(ref("Pet")), "responses": answer(ref("Pet"))},
    }
}
COMPONENTS = {
    "Pet": {"type": "object", "properties": {"name": {"type": "string"}, "tag": {"type": "string", "default": "x"}}},
    "Fault": {"type": "object", "properties": {"message": {"type": "string"}}},
}
NAMES = {"GET /pets": "pets.list", "POST /pets": "pets.create"}


def interaction(
    method: str = "GET",
    uri: str = "https://pets.example/pets",
    sent: Any = None,
    status: int = 200,
    answered: Any = None,
    **headers: str,
) -> Document:
    kinds = {"Content-Type": ["application/json"]}
    return {
        "request": {
            "method": method,
            "uri": uri,
            "headers": {
                **(kinds if sent else {}),
                **{k.replace("_", "-"): [v] for k, v in headers.items() if k != "ETag"},
            },
            "body": sent,
        },
        "response": {
            "status": {"code": status, "message": ""},
            "headers": {**kinds, **({"ETag": [headers["ETag"]]} if "ETag" in headers else {})},
            "body": {"string": answered or ""},
        },
    }


RECORDED = {
    "pets.list/named": [interaction(answered='{"name": "a"}')],
    "pets.list/limited": [interaction(uri="https://pets.example/pets?limit=3", answered="{}")],
    "pets.list/traced": [interaction(X_Trace="1", answered="{}", ETag="e")],
    "pets.list/refused": [interaction(status=403, answered='{"message": "no"}')],
    "pets.list/broken": [interaction(status=500, answered="<html>")],
    "pets.create/tagged": [interaction("POST", sent='{"tag": "t"}', answered="{}")],
    "pets.create/plain": [interaction("POST", sent='{"name": "n"}', answered='{"tag": "x"}')],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project") / FIXTURES
    for name, interactions in RECORDED.items():
        file = root / "pets" / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump({"interactions": interactions, "version": 1}))
    return root


def touched(folder: Path, edit: Any) -> dict[str, dict[str, str]]:
    vendor, base = small(PATHS, NAMES, **COMPONENTS)
    return fixtures(of(base, vendor, edit, folder)[1])


def operation(document: Document, method: str = "get") -> Document:
    found: Document = document["paths"]["/pets"][method]
    return found


def test_a_status_is_the_one_that_describes_the_answer(folder: Path) -> None:
    assert touched(folder, lambda each: operation(each)["responses"].pop("4XX")) == {
        "response-non-success-status-removed": {"pets.list": "refused"}
    }
    found = touched(folder, lambda each: operation(each)["responses"].update({"500": {"description": "new"}}))
    assert found == {"response-non-success-status-added": {"pets.list": "broken"}}


def test_a_header_touches_the_answers_that_have_it(folder: Path) -> None:
    assert touched(folder, lambda each: operation(each)["responses"]["200"].pop("headers")) == {
        "optional-response-header-removed": {"pets.list": "traced"}
    }


def test_a_parameter_touches_what_sends_it(folder: Path) -> None:
    def retype(document: Document) -> None:
        for each in operation(document)["parameters"]:
            each["schema"]["maxLength" if each["in"] == "header" else "maximum"] = 9

    assert touched(folder, retype) == {
        "request-parameter-max-set": {"pets.list": "limited"},
        "request-parameter-max-length-set": {"pets.list": "traced"},
    }


def test_a_default_touches_what_relies_on_it(folder: Path) -> None:
    found = touched(folder, lambda each: operation(each)["parameters"][0]["schema"].update(default=6))
    assert found == {"request-parameter-default-value-changed": {"pets.list": "broken limited named refused traced"}}
    found = touched(folder, lambda each: schemas(each)["Pet"]["properties"]["tag"].update(default="y"))
    assert found["request-property-default-value-changed"] == {"pets.create": "plain tagged"}


def test_a_parameter_that_becomes_required_touches_all(folder: Path) -> None:
    found = touched(folder, lambda each: operation(each)["parameters"][1].update(required=True))
    assert found == {"request-parameter-became-required": {"pets.list": "broken limited named refused traced"}}


def test_a_property_touches_the_bodies_that_have_it_in_its_direction(folder: Path) -> None:
    found = touched(folder, lambda each: schemas(each)["Pet"]["properties"].pop("tag"))
    assert found == {
        "request-property-removed": {"pets.create": "tagged"},
        "response-optional-property-removed": {"pets.create": "plain"},
    }


def test_a_new_optional_property_touches_nothing_that_lacks_it(folder: Path) -> None:
    found = touched(
        folder, lambda each: schemas(each)["Fault"]["properties"].update(code={}, reason={"type": "string"})
    )
    assert found == {"response-optional-property-added": {}}


def test_a_body_that_is_no_longer_taken_touches_what_sends_one(folder: Path) -> None:
    found = touched(folder, lambda each: operation(each, "post").pop("requestBody"))
    assert found == {"request-body-removed": {"pets.create": "plain tagged"}}


def test_a_recording_that_cannot_be_read_counts_for_its_method(tmp_path: Path) -> None:
    root = tmp_path / FIXTURES
    for name in ("pets.list", "pets.create"):
        (root / "pets" / name).mkdir(parents=True)
        (root / "pets" / name / "odd.yaml").write_text("interactions: [1, {request: 2}]\n")
        (root / "pets" / name / "broken.yaml").write_text("a: [")
    found = touched(root, lambda each: operation(each)["responses"].pop("4XX"))
    assert found == {"response-non-success-status-removed": {"pets.list": "broken odd"}}


def test_a_binary_body_reaches_all_that_it_could(tmp_path: Path) -> None:
    root = tmp_path / FIXTURES / "pets" / "pets.list"
    root.mkdir(parents=True)
    recorded = interaction(answered=base64.b64decode("/////w=="))
    (root / "binary.yaml").write_text(yaml.safe_dump({"interactions": [recorded]}))
    found = touched(tmp_path / FIXTURES, lambda each: schemas(each)["Pet"]["properties"].pop("name"))
    assert found["response-optional-property-removed"] == {"pets.list": "binary"}


def test_without_recordings_nothing_is_touched(tmp_path: Path) -> None:
    assert touched(tmp_path, lambda each: operation(each)["responses"].pop("4XX")) == {
        "response-non-success-status-removed": {}
    }


@pytest.mark.parametrize("name", ["celigo", "dvelop", "patchworks"])
def test_each_exchange_of_the_vendors_is_of_one_operation(name: str) -> None:
    for each in recordings(base_of(name), ROOT / FIXTURES):
        assert each.exchanges
        assert all(exchange.interaction is not None for exchange in each.exchanges), each.path
        assert len({id(exchange.interaction) for exchange in each.exchanges}) == len(each.exchanges), each.path

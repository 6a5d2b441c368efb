from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.emit.client import client_files
from generator.emit.settings import document_package

from .documents import answer, bakery, body, document, one_operation, path_parameter
from .packages import TEMPLATES, normalised
from .source import defined_twice

ROOT = Path(__file__).parents[2]


def files(whole: dict[str, Any]) -> dict[str, str]:
    form = normalised(whole)
    return client_files(form, document_package(form, "bakery"), TEMPLATES)


def test_each_resource_is_a_module_and_the_distribution_is_whole():
    made = files(bakery())
    assert sorted(made) == [
        "README.md", "pyproject.toml", "reference.md", "src/bakery/__init__.py", "src/bakery/_client.py", "src/bakery/py.typed",
        "src/bakery/resources/__init__.py", "src/bakery/resources/breads.py", "src/bakery/resources/breads_label.py",
        "src/bakery/resources/breads_toppings.py", "src/bakery/resources/ovens.py", "src/bakery/resources/ovens_picture.py",
        "src/bakery/testing.py",
    ]  # fmt: skip
    assert tomllib.loads(made["pyproject.toml"])["project"]["name"] == "bakery"


@pytest.mark.parametrize(
    "media_type",
    ["*/*", "application/octet-stream", "image/png", "text/plain; charset=utf-8", "application/xml", "application/x-ndjson",
     "multipart/form-data", "application/x-www-form-urlencoded", "application/vnd.bakery.v1+json", "image/*"],
)  # fmt: skip
def test_a_body_of_any_media_type_is_sent(media_type: str):
    made = files(one_operation({"requestBody": body({"type": "string"}, media_type)}, method="post"))
    assert f"body=Body({media_type!a}" in made["src/bakery/resources/things.py"]


@pytest.mark.parametrize(
    "media_type", ["image/png", "text/plain", "application/xml", "application/problem+json", "*/*"]
)
def test_an_answer_of_any_media_type_is_read(media_type: str):
    responses = {"200": {"description": "It.", "content": {media_type: {"schema": {"type": "string"}}}}}
    made = files(one_operation({"responses": responses}))
    assert f"Result({media_type!a}" in made["src/bakery/resources/things.py"]


@pytest.mark.parametrize("status", ["200", "2XX", "default", "404", "520", "4XX"])
def test_any_status_is_an_answer(status: str):
    assert ast.parse(
        files(one_operation({"responses": {status: {"description": "It."}}}))["src/bakery/resources/things.py"]
    )


@pytest.mark.parametrize("method", ["get", "put", "post", "delete", "options", "head", "patch", "trace"])
def test_every_method_of_http_is_there(method: str):
    assert f"method='{method.upper()}'" in files(one_operation(method=method))["src/bakery/resources/things.py"]


@pytest.mark.parametrize(
    "path", ["/", "/api/v1", "/{thing}", "/a.b/c-d/{thing}:run", "/a//b/", "/{thing}/{thing}x", "/Ünïcode/日本"]
)
def test_any_path_gives_a_resource(path: str):
    parameters = [path_parameter("thing")] if "{thing}" in path else []
    made = files(one_operation({"parameters": parameters}, path))
    assert [source for name, source in made.items() if f"path={path!a}" in source]


def test_paths_that_mean_one_name_stay_apart():
    done = {"responses": {"204": {"description": "Done."}}}
    paths = {path: {"get": done} for path in ("/a-b", "/a_b", "/aB", "/a/b", "/v1/a_b")}
    made = files(document(paths))
    assert {path for path in paths if any(f"path={path!a}" in source for source in made.values())} == set(paths)


@pytest.mark.parametrize("name", ["list", "raw", "create", "_call", "self", "class", "client", "options"])
def test_a_nested_resource_hides_no_method(name: str):
    done = {"responses": {"204": {"description": "Done."}}}
    paths = {"/things": {"get": done, "post": done}, f"/things/{name}": {"get": done}, f"/{name}": {"get": done}}
    for file, source in files(document(paths)).items():
        if file.endswith(".py"):
            assert defined_twice(ast.parse(source), file) == []


@pytest.mark.parametrize("name", ["close", "base_url", "with_options", "_caller", "scripts", "models", "resources"])
def test_a_resource_hides_nothing_of_the_client(name: str):
    done = {"responses": {"204": {"description": "Done."}}}
    source = files(document({f"/{name}": {"get": done}}))["src/bakery/_client.py"]
    [client] = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef) and node.name == "Bakery"]
    attributes = {node.name for node in client.body if isinstance(node, ast.FunctionDef)}
    assert attributes.isdisjoint({"close", "base_url", "with_options", "_caller"})


@pytest.mark.parametrize("name", ["login", "token", "settings", "client", "basic", "bearer", "retry", "bakery"])
def test_a_resource_shares_no_name_with_what_the_clients_are_made_of(name: str):
    whole = document({f"/{name}": {"get": {"responses": {"204": {"description": "Done."}}}}}, security=[{"basic": []}])
    whole["components"] = {"securitySchemes": {"basic": {"type": "http", "scheme": "basic"}}}
    tree = ast.parse(files(whole)["src/bakery/_client.py"])
    # A property imports its own resource once more: those are no clash.
    modules = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.col_offset < 8]
    names = [alias.name for node in modules for alias in node.names]
    names += [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    assert len(set(names)) == len(names)


def test_a_document_without_operations_is_a_client_without_resources():
    made = files(document({}))
    assert "src/bakery/_client.py" in made


def test_a_raw_answer_is_typed_as_such():
    made = files(one_operation({"responses": {"default": {**answer({}), "description": "Its own."}}}))
    assert "Response[Content]" in made["src/bakery/resources/things.py"]


def test_the_engine_is_imported_without_what_it_fetches_documents_with_and_others_still_get_that():
    code = (
        "import sys; from generator.emit import client\n"
        "client.prepare(); client.prepare()\n"
        "assert 'openapi_python_client' in sys.modules\n"
        "assert not {'httpx', 'httpcore', 'rich'} & sys.modules.keys()\n"
        "import httpx; print(httpx.Client.__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout == "Client\n", done.stderr

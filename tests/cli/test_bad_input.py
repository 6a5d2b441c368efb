"""Whatever is wrong with an input, one clear message says so, with file and place, and the command exits with 2."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from .project import DOCUMENT, Project, call, refused, tree

BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12)
)
LOOP = "openapi: &top\n  again: *top\n"


@pytest.fixture
def unchanged(fresh: Project):
    """Holds that the input is refused without anything being written."""
    yield
    assert not fresh.generated.exists() or list(fresh.generated.iterdir()) == []
    assert not fresh.form.exists()


pytestmark = pytest.mark.usefixtures("unchanged")


def test_an_unresolved_reference(fresh: Project):
    fresh.edit(fresh.document, "schemas/Crate'}}}", "schemas/Crat'}}}")
    refused(
        fresh.run("generate"),
        "specs/depot",
        "/put/requestBody",
        "'#/components/schemas/Crat'",
        "#/components/schemas/Crate?",
    )


def test_a_reference_out_of_the_document(fresh: Project):
    fresh.edit(fresh.document, "'#/components/schemas/Crate'}}}", "'other.yaml#/Crate'}}}")
    refused(fresh.call("normalise"), "specs/depot", "/put/requestBody", "'other.yaml#/Crate'")


def test_two_operations_of_one_name(fresh: Project):
    fresh.edit(fresh.vendor, "crates.update", "crates.list")
    refused(fresh.call("normalise"), "vendor.yaml:11", "'crates.list'")


@pytest.mark.parametrize(
    ("old", "new", "line", "nearest"),
    [
        ("servers: {environment", "servers: {enviroment", 6, "environment"),
        ("authentication:", "autentication:", 7, "authentication"),
        ("client: Depot", "klient: Depot", 5, "client"),
    ],
)
def test_a_wrong_key_in_vendor_yaml(fresh: Project, old: str, new: str, line: int, nearest: str):
    fresh.edit(fresh.vendor, old, new)
    refused(fresh.call("normalise"), f"vendor.yaml:{line}", nearest)


def test_an_operation_that_is_not_there(fresh: Project):
    fresh.edit(fresh.vendor, "GET /crates:", "GET /crate:")
    refused(fresh.call("normalise"), "vendor.yaml:10", "'GET /crate'")


def test_an_operation_without_a_name(fresh: Project):
    fresh.edit(fresh.vendor, "  GET /crates: crates.list\n", "")
    refused(fresh.call("normalise"), "vendor.yaml:", "GET /crates")


@pytest.mark.parametrize("text", ["openapi: [1\npaths: {}\n", "a: b\n\tc: d\n", "a: 'b\n", "{a: b"])
def test_invalid_yaml(fresh: Project, text: str):
    fresh.document.write_text(text)
    refused(fresh.call("normalise"), "crates.yaml:", "YAML")


@pytest.mark.parametrize("text", [BOMB, LOOP], ids=["bomb", "loop"])
def test_a_yaml_bomb_is_refused_quickly(fresh: Project, text: str):
    fresh.document.write_text(text)
    start = time.monotonic()
    refused(fresh.call("normalise"), "crates.yaml:", "liases")
    assert time.monotonic() - start < 15


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- 1\n",
        "text\n",
        "null\n",
        "swagger: '1.2'\n",
        "openapi: 4.0.0\ninfo: {title: a, version: b}\npaths: {}\n",
        "{}\n",
    ],
)
def test_what_is_no_openapi_document(fresh: Project, text: str):
    fresh.document.write_text(text)
    refused(fresh.call("normalise"), "crates.yaml")


WRONG_TYPES = [
    ("paths:\n", "paths: []\nx-rest:\n"),
    ("summary: List the crates.", "parameters: {}"),
    ("summary: List the crates.", "summary: [1, 2]"),
    ("summary: List the crates.", "tags: {a: b}"),
    ("info: {title: Depot", "info: {title: [a]"),
    ("type: integer", "type: 5"),
    ("required: [label]", "required: {label: true}"),
    ("properties:", "properties: [1]\n      x-rest:"),
    ("'204': {description: Changed.}", "'204': text"),
    ("security: [{token: []}]", "security: token"),
    ("servers: [{url: https://depot.example}]", "servers: {url: https://depot.example}"),
    ("name: crateId", "name: 5"),
]


@pytest.mark.parametrize(("old", "new"), WRONG_TYPES, ids=[new.partition("\n")[0] for _, new in WRONG_TYPES])
def test_a_part_of_the_wrong_type_is_refused_with_its_place(fresh: Project, old: str, new: str):
    fresh.edit(fresh.document, old, new)
    refused(fresh.call("normalise", "--out", "-"), "specs/depot", "#/")


def test_a_document_nested_without_end(fresh: Project):
    fresh.document.write_text("[" * 100_000)
    refused(fresh.call("normalise"), "crates.yaml")


def test_two_different_schemas_of_one_name(fresh: Project):
    with fresh.document.open("a") as stream:
        stream.write("    Box: {type: object, properties: {size: {type: integer}}}\n")
    fresh.edit(
        fresh.document,
        "'204': {description: Changed.}",
        "'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Box'}}}}",
    )
    with fresh.vendor.open("a") as stream:
        stream.write("schemas: {Box: Thing, Crate: Thing}\n")
    refused(fresh.call("normalise"), "vendor.yaml", "Box", "Crate")


def test_an_overlay_action_that_matches_nothing(fresh: Project):
    (fresh.vendor.with_name("overlay.yaml")).write_text(
        "overlay: 1.1.0\ninfo: {title: Corrections, version: '1'}\nactions:\n"
        "  - {target: \"$.paths['/boxes']\", description: It is called so., remove: true}\n"
    )
    refused(fresh.call("normalise"), "overlay.yaml", "/actions/0", "/boxes")


def test_a_source_that_is_not_there(fresh: Project):
    fresh.document.unlink()
    refused(fresh.call("normalise"), "specs/depot/crates.yaml", "No such file")


@pytest.mark.parametrize(
    "arguments", [["generate", "--spec", "crates.yaml"], ["generate", "--package", "x"], ["generate", "--out", "x"]]
)
def test_options_that_belong_together(fresh: Project, arguments: list[str]):
    refused(fresh.call(*arguments), "--spec")


@pytest.mark.parametrize("name", ["class", "2fa", "a-b", "a.b", "", "_x", "os", "pydantic", "ÄÖ", "../x", "x\n"])
def test_a_package_name_that_cannot_be_imported(fresh: Project, name: str, tmp_path: Path):
    out = tmp_path / "out"
    refused(fresh.call("generate", "--spec", fresh.document, "--package", name, "--out", out), "--package")
    assert not out.exists()


def test_a_folder_that_holds_something_else_is_left_alone(fresh: Project, tmp_path: Path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "precious.txt").write_text("precious")
    refused(fresh.run("generate", "--spec", fresh.document, "--package", "crates", "--out", out), str(out))
    assert list(tree(out)) == ["precious.txt"]


def test_several_faults_of_one_file_are_all_told(fresh: Project):
    fresh.edit(fresh.vendor, "client: Depot", "klient: Depot")
    fresh.edit(fresh.vendor, "servers: {environment", "servers: {enviroment")
    done = fresh.call("normalise")
    refused(done, "vendor.yaml:5", "vendor.yaml:6")


def test_a_message_holds_no_control_characters(tmp_path: Path):
    path = tmp_path / "a.yaml"
    path.write_text(
        DOCUMENT.replace("schemas/Crate'}}}", "schemas/\\e[31mred\x07'}}}}")
        .replace("'#/", '"#/')
        .replace("'}}}}", '"}}}}')
    )
    done = call("normalise", path, cwd=tmp_path)
    assert done.code == 2
    assert not any(ord(character) < 32 and character != "\n" for character in done.err)

"""A package made of a document with uploads, forms, servers of operations and deprecated parts, as its user finds it."""

from __future__ import annotations

import asyncio
import inspect
import io
import json
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from local_server import Reply, json_reply  # pyright: ignore[reportMissingImports]

from .documents import answer, body, document, path_parameter, ref
from .packages import emit, load

BINARY = {"type": "string", "format": "binary"}
DONE = {"responses": {"204": {"description": "Done."}}}
POSTER: dict[str, Any] = {
    "type": "object",
    "required": ["id", "title"],
    "properties": {
        "id": {"type": "string", "readOnly": True},
        "title": {"type": "string", "description": "What it says."},
        "size": {"type": "string", "deprecated": True, "description": "See format."},
        "sheets": {"type": "array", "items": ref("Sheet")},
    },
}
SHEET = {"type": "object", "properties": {"no": {"type": "integer", "readOnly": True}, "colour": {"type": "string"}}}
UPDATE = {
    "type": "object",
    "properties": {"title": {"type": "string"}, "sheets": {"type": "array", "items": ref("Sheet")}},
}
UPLOAD = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {**BINARY, "description": "The picture."},
        "proofs": {"type": "array", "items": BINARY},
        "copies": {"type": "integer", "minimum": 1},
        "tags": {"type": "array", "items": {"type": "string"}},
        "sheet": ref("Sheet"),
        "options": {"type": "string", "description": "Takes the name of another argument."},
    },
}


def print_shop() -> dict[str, Any]:
    paths = {
        "/posters/{id}": {
            "parameters": [path_parameter("id")],
            "get": {"summary": "Get one.", "responses": {"200": answer(ref("Poster"))}},
            "put": {
                "summary": "Replace one.",
                "requestBody": body(ref("Update")),
                "x-specloom-limits": {"simultaneous": {"calls": 2, "per": "shop"}},
                **DONE,
            },
            "post": {"summary": "Old way.", "deprecated": True, "requestBody": body(ref("Poster")), **DONE},
            "delete": {"summary": "Old way out.", "deprecated": True, **DONE},
        },
        "/posters/{id}/picture": {
            "servers": [{"url": "https://{zone}.upload.example/up", "variables": {"zone": {"default": "eu"}}}],
            "put": {
                "summary": "Upload.",
                "parameters": [
                    path_parameter("id"),
                    {"name": "fields", "in": "query", "schema": {"type": "string"}},
                ],
                "requestBody": body(ref("Upload"), "multipart/form-data"),
                **DONE,
            },
        },
        "/orders": {
            "post": {
                "summary": "Order.",
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/x-www-form-urlencoded": {
                            "schema": ref("Order"),
                            "encoding": {"labels": {"style": "deepObject", "explode": True}},
                        }
                    },
                },
                **DONE,
            }
        },
    }
    order = {"type": "object", "required": ["count"], "properties": {
        "count": {"type": "integer"}, "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "sheet": ref("Sheet")}}  # fmt: skip
    schemas = {"Poster": POSTER, "Sheet": SHEET, "Update": UPDATE, "Upload": UPLOAD, "Order": order}
    limits = {"rate": {"bucket": 5, "refill_per_second": 1}}
    return document(paths, schemas, **{"x-specloom-limits": limits})


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return emit(print_shop(), "print_shop", tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="session")
def package(source: Path) -> ModuleType:
    return load(source)


@pytest.fixture(autouse=True)
def saves(server: Any) -> None:
    """The server has nothing to say but that it took what came."""
    server.handle = lambda _: Reply(204)


@pytest.fixture
def client(package: ModuleType, server: Any) -> Iterator[Any]:
    with package.PrintShop(base_url=server.url) as made:
        yield made


def parts(received: Any) -> list[tuple[Any, ...]]:
    head = f"Content-Type: {received.headers['content-type']}\r\n\r\n".encode()
    return [
        (part.get_param("name", header="content-disposition"), part.get_filename(), part.get_payload(decode=True))
        for part in message_from_bytes(head + received.body).walk()
        if not part.is_multipart()
    ]


# --- uploads


def test_an_upload_takes_files_beside_fields(client: Any, server: Any, package: ModuleType, tmp_path: Path):
    path = tmp_path / "b.png"
    path.write_bytes(b"two")
    client.posters.picture.update(
        "7", file=package.File(b"one", filename="a.png"), proofs=[path, io.BytesIO(b"three")], copies=2, tags=["x", "y"],
        sheet=package.models.Sheet(no=1, colour="red"), options_2="o",
    )  # fmt: skip
    assert parts(server.last) == [
        ("file", "a.png", b"one"), ("proofs", "b.png", b"two"), ("proofs", "proofs", b"three"), ("copies", None, b"2"),
        ("tags", None, b"x"), ("tags", None, b"y"), ("sheet", None, b'{"colour":"red"}'), ("options", None, b"o"),
    ]  # fmt: skip


def test_an_upload_takes_a_mapping_by_wire_names(client: Any, server: Any):
    client.posters.picture.update("7", body={"file": b"one", "options": "o"})
    assert parts(server.last) == [("file", "file", b"one"), ("options", None, b"o")]
    with pytest.raises(TypeError, match=r"needs file= or body="):
        client.posters.picture.update("7", copies=1)


def test_a_parameter_may_be_called_like_what_holds_the_fields(client: Any, server: Any):
    client.posters.picture.update("7", fields="id", file=b"one")
    assert server.last.query == [("fields", "id")]
    assert parts(server.last) == [("file", "file", b"one")]


def test_an_upload_works_awaited(package: ModuleType, server: Any, tmp_path: Path):
    path = tmp_path / "b.png"
    path.write_bytes(b"two")

    async def use() -> None:
        async with package.AsyncPrintShop(base_url=server.url) as client:
            with path.open("rb") as opened:
                await client.posters.picture.update("7", file=opened, proofs=[path])

    asyncio.run(use())
    assert parts(server.last) == [("file", "b.png", b"two"), ("proofs", "b.png", b"two")]


def test_an_upload_goes_to_the_server_of_its_operation(package: ModuleType):
    with package.PrintShop(zone="us") as client:
        call = client._caller.prepare(
            importing(package, "resources.posters_picture")._UPDATE, {"id": "7"}, {"body": {}}, None
        )
    assert call.url == "https://us.upload.example/up/posters/7/picture"


def importing(package: ModuleType, name: str) -> Any:
    __import__(f"{package.__name__}.{name}")
    return sys.modules[f"{package.__name__}.{name}"]


# --- forms


def test_a_form_takes_fields_or_its_model(client: Any, server: Any, package: ModuleType):
    sheet = package.models.Sheet(colour="red")
    for given in (
        {"count": 2, "labels": {"a": "b"}, "sheet": sheet},
        {"body": package.models.Order(count=2, labels={"a": "b"}, sheet=sheet)},
    ):
        client.orders.create(**given)
        assert server.last.query == []
        assert server.last.body == b"count=2&labels%5Ba%5D=b&sheet=%7B%22colour%22%3A%22red%22%7D"


# --- what was read, sent back


def test_what_was_read_is_changed_and_sent_back(client: Any, server: Any, package: ModuleType):
    server.replies = [json_reply({"id": "7", "title": "old", "sheets": [{"no": 1, "colour": "red"}]})]
    poster = client.posters.get("7")
    client.posters.update("7", body=package.models.Update.model_from(poster, title="new"))
    assert json.loads(server.last.body) == {"title": "new", "sheets": [{"colour": "red"}]}


def test_the_readme_shows_it(source: Path):
    readme = (source.parents[1] / "README.md").read_text("utf-8")
    shown = 'client.posters.update("42", body=models.Update.model_from(poster, title="some title"))'
    assert f'    poster = client.posters.get("42")\n    {shown}' in readme


# --- deprecated


def test_the_caller_of_a_deprecated_method_is_warned(client: Any, package: ModuleType):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        client.posters.delete("7")
        client.posters.post("7", title="x")
        client.posters.raw.delete("7")
        line = inspect.currentframe().f_lineno  # type: ignore[union-attr]
        client.posters.update("7", title="x")
    told = [(each.category, str(each.message), each.filename, each.lineno) for each in caught]
    assert told == [
        (DeprecationWarning, "posters.delete is deprecated", __file__, line - 3),
        (DeprecationWarning, "posters.post is deprecated", __file__, line - 2),
        (DeprecationWarning, "posters.delete is deprecated", __file__, line - 1),
    ]


def test_the_caller_of_a_deprecated_method_is_warned_when_he_awaits(package: ModuleType, server: Any):
    async def use() -> int:
        async with package.AsyncPrintShop(base_url=server.url) as client:
            await client.posters.delete("7")
            return inspect.currentframe().f_lineno - 1  # type: ignore[union-attr]

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        line = asyncio.run(use())
    assert [(each.filename, each.lineno) for each in caught] == [(__file__, line)]


def test_only_what_needs_it_imports_typing_extensions(source: Path):
    importing_it = [path.name for path in source.rglob("*.py") if "import typing_extensions" in path.read_text("utf-8")]
    assert importing_it == ["posters.py"]


# --- documentation


def test_docstrings_and_reference_tell_limits_constraints_and_what_is_deprecated(source: Path, package: ModuleType):
    docs = inspect.getdoc(importing(package, "resources.posters").Posters.update) or ""
    assert "Limits:\n    At most 2 calls at the same time per shop." in docs
    deprecated = inspect.getdoc(importing(package, "resources.posters").Posters.post) or ""
    assert "\n\nDeprecated.\n\n" in deprecated
    assert "size: Deprecated. See format." in deprecated
    assert "(at least 1)" in (
        inspect.getdoc(importing(package, "resources.posters_picture").PostersPicture.update) or ""
    )
    assert '"""Deprecated. See format."""' in re.sub(r"\s*\n\s*", "", (source / "models.py").read_text("utf-8"))
    reference = (source.parents[1] / "reference.md").read_text("utf-8")
    for said in (
        "- At most 5 calls at once, 1 a second in the long run.",
        "At most 2 calls at the same time per shop.",
        "| `file` | `FileLike` | yes | body `file` | The picture. |",
        "Sent to https://{zone}.upload.example/up, unless `base_url` is given.",
        "`DELETE /posters/{id}` — deprecated",
        "`ConfigurationError`",
    ):
        assert said in reference


def test_a_package_without_uploads_has_no_code_for_them(source: Path, bakery_source: Path):
    assert (source / "_runtime" / "multipart.py").exists()
    stamped = bakery_source / "_runtime"
    if (stamped / "body.py").exists() and not (stamped / "login.py").exists():
        assert not (stamped / "multipart.py").exists()


# --- types

CODE = """\
from __future__ import annotations

from pathlib import Path

from print_shop import UNSET, AsyncPrintShop, File, PrintShop, models


def right(client: PrintShop, poster: models.Poster) -> None:
    client.posters.picture.update("7", file=b"x")
    with Path("a").open("rb") as opened:
        client.posters.picture.update("7", file=opened, proofs=[Path("b"), File(opened, filename="c"), b"d"], copies=UNSET)
    client.posters.picture.update("7", body={"file": b"x"})
    client.posters.picture.raw.update("7", file=b"x")
    client.orders.create(count=1, labels={"a": "b"})
    client.orders.create(body=models.Order(count=1))
    client.posters.update("7", body=models.Update.model_from(poster, title="new"))


async def right_too(client: AsyncPrintShop) -> None:
    await client.posters.picture.update("7", file=Path("a"))


async def wrong(client: PrintShop, awaited: AsyncPrintShop, poster: models.Poster) -> None:
    client.posters.picture.update("7", file="a.png")  # wrong
    client.posters.picture.update("7", copies=1)  # wrong
    client.posters.picture.update("7", file=open("a"))  # wrong
    client.orders.create(data={"count": 1})  # wrong
    client.posters.update("7", body=poster)  # wrong
    client.posters.delete("7")  # wrong: deprecated
    client.posters.post("7", title="x")  # wrong: deprecated
    await awaited.posters.delete("7")  # wrong: deprecated
"""


@pytest.mark.parametrize("checker", ["pyright", "mypy"])
@pytest.mark.types
def test_type_checkers_know_what_a_file_is_and_what_is_deprecated(checker: str, source: Path, tmp_path: Path):
    command = Path(sys.executable).with_name(checker)
    if not command.exists():
        pytest.skip(f"{checker} is not installed")
    (tmp_path / "use.py").write_text(CODE)
    if checker == "pyright":
        settings = {"typeCheckingMode": "strict", "extraPaths": [str(source.parent)], "include": ["use.py"]}
        (tmp_path / "pyrightconfig.json").write_text(json.dumps({**settings, "pythonVersion": "3.11"}))
        arguments = ["--pythonpath", sys.executable, "--project", str(tmp_path)]
    else:
        arguments = ["--strict", "--enable-error-code=deprecated", "--follow-imports=silent"]
        arguments += ["--cache-dir", str(tmp_path / "cache"), "use.py"]
    environment = {**os.environ, "MYPYPATH": str(source.parent)}
    done = subprocess.run(
        [str(command), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=tmp_path,
        env=environment,
    )
    wrong = {number for number, line in enumerate(CODE.splitlines(), 1) if "# wrong" in line}
    found = {int(match[1]) for match in re.finditer(r"use\.py:(\d+)(?::\d+)?(?: -|:) error", done.stdout)}
    assert found == wrong, done.stdout

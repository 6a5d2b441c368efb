"""Answers worth reading bit by bit: which they are, of what type, and that the methods for them work and are typed."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from local_server import Reply  # pyright: ignore[reportMissingImports]

from generator.emit.components import Components
from generator.emit.media import is_json, is_sequence
from generator.emit.streams import streams

from .documents import document, path_parameter, ref
from .packages import emit, load, normalised
from .source import classes, modules

TEXT = {"type": "string"}
BINARY = {"type": "string", "format": "binary"}
SCHEMAS: dict[str, Any] = {
    "Bread": {"type": "object", "required": ["name"], "properties": {"name": TEXT, "data": TEXT}},
    "Fall": {"type": "object", "required": ["floor"], "properties": {"floor": {"type": "integer"}}},
    "News": {"oneOf": [ref("Bread"), ref("Fall")]},
    "Happening": {
        "type": "object",
        "required": ["event", "data"],
        "properties": {"event": TEXT, "data": ref("Bread"), "id": TEXT},
    },
    "Framed": {"type": "object", "properties": {"data": TEXT, "retry": {"type": "integer"}}},
    "Either": {"anyOf": [ref("Happening"), ref("Framed")]},
    "Breads": {"type": "array", "items": ref("Bread")},
}


def found(**content: Any) -> list[tuple[str, str, bool]]:
    """The (media type, item, whole events) of each stream of an answer with schemas by media type."""
    media = {name: {} if schema is None else {"schema": schema} for name, schema in content.items()}
    given = streams([{"content": media}], Components({"components": {"schemas": SCHEMAS}}))
    return [(stream.media_type, stream.item, stream.whole_events) for stream in given]


@pytest.mark.parametrize(
    ("schema", "item", "whole_events"),
    [
        (ref("Bread"), "models.Bread", False),
        (ref("News"), "models.News", False),
        ({"type": "array", "items": ref("Bread")}, "models.Bread", False),
        (ref("Breads"), "models.Bread", False),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "builtins.dict[str, int]", False),
        (ref("Happening"), "models.Happening", True),
        (ref("Framed"), "models.Framed", True),
        (ref("Either"), "models.Either", True),
        (TEXT, "ServerSentEvent", False),
        ({}, "ServerSentEvent", False),
        (None, "ServerSentEvent", False),
    ],
)
def test_the_items_of_an_event_stream(schema: Any, item: str, *, whole_events: bool):
    assert found(**{"text/event-stream": schema}) == [("text/event-stream", item, whole_events)]


@pytest.mark.parametrize(
    "media_type", ["application/jsonl", "application/x-ndjson; charset=utf-8", "application/geo+json-seq"]
)
def test_the_items_of_json_lines_and_sequences(media_type: str):
    assert found(**{media_type: ref("Bread")}) == [(media_type, "models.Bread", False)]
    assert found(**{media_type: {"type": "array", "items": {"type": "integer"}}}) == [(media_type, "int", False)]
    assert found(**{media_type: None}) == [(media_type, "JsonValue", False)]


def test_bytes_and_text_are_streams_and_json_is_none():
    assert found(**{"image/png": BINARY, "text/csv": TEXT, "*/*": None}) == [
        ("image/png", "bytes", False), ("text/csv", "str", False), ("*/*", "bytes", False),
    ]  # fmt: skip
    assert found(**{"application/json": ref("Bread"), "application/problem+json": None}) == []
    assert found() == []


def test_sequences_come_first_since_they_are_what_is_asked_for():
    content = {"audio/mpeg": BINARY, "application/json": ref("Bread"), "text/event-stream": ref("Bread")}
    assert [name for name, _, _ in found(**content)] == ["text/event-stream", "audio/mpeg"]


def test_another_notation_of_json_is_no_stream_but_alone_it_is():
    assert (
        found(**{"application/json": ref("Bread"), "application/yaml": ref("Bread"), "text/xml": ref("Breads")}) == []
    )
    assert found(**{"application/xml": ref("Bread")}) == [("application/xml", "bytes", False)]


def test_generator_and_runtime_agree_on_what_is_what(kitchen: ModuleType):
    events, media = __import__(f"{kitchen.__name__}._runtime.events", fromlist=["x"]), kitchen._runtime.media
    names = [
        "jsonl",
        "x-jsonl",
        "jsonlines",
        "x-jsonlines",
        "ndjson",
        "x-ndjson",
        "stream+json",
        "json-seq",
        "a+json-seq",
    ]
    names += ["json", "problem+json", "octet-stream", "xml"]
    for name in [
        "text/event-stream",
        "TEXT/Event-Stream;a=b",
        "text/plain",
        *(f"application/{name}" for name in names),
    ]:
        assert is_sequence(name) == (events.decoder_for(name) is not None), name
        assert is_json(name) == media.is_json(name), name


def operation(tag: str, name: str, content: dict[str, Any], **more: Any) -> dict[str, Any]:
    response = {"description": "As asked.", "content": content}
    return {"tags": [tag], "operationId": f"{tag}_{name}", "responses": {"200": response}, **more}


def kitchen_document() -> dict[str, Any]:
    listed = {"text/event-stream": {"itemSchema": ref("News")}, "application/json": {"schema": ref("Bread")}}
    framed = {
        "type": "object",
        "required": ["data"],
        "properties": {
            "data": {"type": "string", "contentMediaType": "application/json", "contentSchema": ref("Bread")}
        },
    }
    asks = {"required": True, "content": {"application/json": {"schema": ref("Question")}}}
    question = {"type": "object", "required": ["text"], "properties": {"text": TEXT, "stream": {"type": "boolean"}}}
    paths = {
        "/chat": {"post": operation("chat", "create", listed, requestBody=asks)},
        "/chat/{id}": {
            "parameters": [path_parameter("id")],
            "get": operation("chat", "get", {"application/json": {"schema": ref("Bread")}}),
            "delete": {**operation("chat", "delete", {}), "responses": {"204": {"description": "Gone."}}},
        },
        "/orders": {"get": operation("orders", "watch", {"text/event-stream": {"itemSchema": framed}})},
        "/orders/all": {"get": operation("orders", "export", {"application/x-ndjson": {"schema": ref("Breads")}})},
        "/photos/{id}": {"parameters": [path_parameter("id")], "get": operation("photos", "get", {"image/*": {}})},
        "/radio": {"get": operation("streams", "stream", {"text/event-stream": {}})},
    }
    return {**document(paths, {**SCHEMAS, "Question": question}), "openapi": "3.2.0"}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return emit(kitchen_document(), "busy_kitchen", tmp_path_factory.mktemp("kitchen"))


@pytest.fixture(scope="module")
def kitchen(source: Path) -> ModuleType:
    return load(source)


@pytest.fixture
def client(kitchen: ModuleType, server: Any) -> Iterator[Any]:
    with kitchen.BusyKitchen(base_url=server.url) as made:
        yield made


def streamed(content_type: str, *pieces: bytes) -> Any:
    return Reply(headers={"Content-Type": content_type}, pieces=pieces)


def test_only_methods_worth_it_are_there(client: Any):
    assert vars(client.chat.stream).keys() == {"create"}
    assert vars(client.orders.stream).keys() == {"watch", "export"}
    assert vars(client.streams.stream).keys() == {"stream_"}


def test_one_operation_answers_json_or_events(client: Any, server: Any, kitchen: ModuleType):
    events = b'data: {"floor": 2}\n\ndata: {"name": "rye"}\n\ndata: [DONE]\n\n'
    server.replies = [
        streamed("text/event-stream", events),
        Reply(200, b'{"name": "rye"}', {"Content-Type": "application/json"}),
    ]
    with client.chat.stream.create(text="how?", stream=True) as answer:
        assert list(answer) == [kitchen.models.Fall(floor=2), kitchen.models.Bread(name="rye")]
    assert json.loads(server.last.body) == {"text": "how?", "stream": True}
    assert server.last.headers["accept"] == "text/event-stream, */*;q=0.1"
    assert client.chat.create(text="how?") == kitchen.models.Bread(name="rye")
    assert json.loads(server.last.body) == {"text": "how?"}
    assert "event-stream" not in server.last.headers["accept"]


def test_events_lines_and_bytes(client: Any, server: Any, kitchen: ModuleType, tmp_path: Path):
    server.replies = [
        streamed("text/event-stream", b'data: {"name"', b': "rye"}\n\n'),
        streamed("application/x-ndjson", b'{"name": "a"}\n{"na', b'me": "b"}\n'),
        streamed("image/png", b"PN", b"G"),
        streamed("text/event-stream", b"event: song\ndata: la\n\n"),
    ]
    with client.orders.stream.watch() as watched:
        assert list(watched) == [kitchen.models.Bread(name="rye")]
    with client.orders.stream.export() as lines:
        assert [bread.name for bread in lines] == ["a", "b"]
    with client.photos.stream.get("7") as photo:
        photo.save(tmp_path / "7.png")
    assert (tmp_path / "7.png").read_bytes() == b"PNG"
    assert server.last.path == "/photos/7"
    with client.streams.stream.stream_() as radio:
        assert list(radio) == [kitchen.ServerSentEvent("la", "song")]


def test_the_plain_methods_read_to_the_end(client: Any, server: Any):
    server.replies = [
        streamed("text/event-stream", b"data: 1\n\n", b"data: 2\n\n"),
        streamed("application/x-ndjson", b"1\n", b"2\n"),
    ]
    assert client.orders.watch() == "data: 1\n\ndata: 2\n\n"
    assert client.orders.export() == b"1\n2\n"


def test_awaited(kitchen: ModuleType, server: Any):
    server.replies = [streamed("text/event-stream", b'data: {"floor": 2}\n\n')]

    async def ask() -> list[Any]:
        async with (
            kitchen.AsyncBusyKitchen(base_url=server.url) as client,
            client.chat.stream.create(text="how?") as answer,
        ):
            return [news async for news in answer]

    assert asyncio.run(ask()) == [kitchen.models.Fall(floor=2)]


def test_a_package_without_such_operations_knows_nothing_of_them(tmp_path: Path):
    plain = document(
        {"/breads": {"get": operation("breads", "get", {"application/json": {"schema": ref("Bread")}})}}, SCHEMAS
    )
    source = emit(plain, "quiet_kitchen", tmp_path)
    written = [path for path in source.rglob("*.py") if "_runtime" not in path.parts]
    written += [source.parents[1] / "README.md", source.parents[1] / "reference.md"]
    assert not [path.name for path in written if re.search(r"[Ss]tream", path.read_text("utf-8"))]
    runtime = {path.stem: path.read_text("utf-8") for path in (source / "_runtime").iterdir()}
    assert not {"stream", "openers", "items", "events"} & runtime.keys()
    word = r"(?<![-/.])\b(streams?|streamed|[Oo]pened|[Oo]peners?|is_read|_as_calls|_is_unsent)\b(?!\+)"
    told = {name: re.findall(word, text) for name, text in runtime.items()}
    # What a caller sends may be a stream too.
    assert {name for name, words in told.items() if words} == {"retry"}


def test_resources_called_as_what_their_module_imports_have_another_class(tmp_path: Path, server: Any):
    tags = [
        "body",
        "caller",
        "client",
        "content",
        "opener",
        "operation",
        "pages",
        "resource",
        "response",
        "streams",
        "type_of",
    ]
    paths = {f"/{tag}": {"get": operation(tag, "get", {"image/png": {}})} for tag in tags}
    source = emit(document(paths, SCHEMAS), "odd_kitchen", tmp_path)
    names = {each.name for module in modules(source) for each in classes(module)}
    assert {f"{tag.title().replace('_', '')}Resource" for tag in tags} <= names
    server.handle = lambda _: streamed("image/png", b"PNG")
    with load(source).OddKitchen(base_url=server.url) as client:
        for tag in tags:
            with getattr(client, tag).stream.get() as answer:
                assert answer.read() == b"PNG"


USE = """\
from __future__ import annotations

from typing import assert_type

from busy_kitchen import AsyncBusyKitchen, AsyncStream, BusyKitchen, Content, ServerSentEvent, Stream, models


def right(client: BusyKitchen) -> None:
    with client.chat.stream.create(text="a", stream=True) as answer:
        assert_type(answer, Stream[models.News])
        for news in answer:
            assert_type(news, models.News)
    with client.chat.stream.create(body=models.Question(text="a")) as answer:
        assert_type(answer.status, int)
    with client.orders.stream.export() as lines:
        assert_type([bread.name for bread in lines], list[str])
    with client.photos.stream.get("7") as photo:
        assert_type(photo, Stream[bytes])
        assert_type(photo.read(), Content)
    with client.streams.stream.stream_() as radio:
        assert_type([event for event in radio], list[ServerSentEvent])


async def right_too(client: AsyncBusyKitchen) -> None:
    async with client.chat.stream.create(text="a") as answer:
        assert_type(answer, AsyncStream[models.News])
        async for news in answer:
            assert_type(news, models.News)
    async with client.photos.stream.get("7") as photo:
        assert_type(await photo.read(), Content)
        await photo.save("7.png")


def wrong(client: BusyKitchen) -> None:
    client.chat.stream.get("7")  # wrong
    client.chat.stream.create()  # wrong
    client.photos.stream.get(id=7)  # wrong
    for _ in client.photos.stream.get("7"):  # wrong
        pass
"""


WRONG = {number for number, line in enumerate(USE.splitlines(), 1) if line.endswith("# wrong")}


@pytest.fixture
def use(source: Path, tmp_path: Path) -> Path:
    """A file that uses the package, in a folder with the settings of type checkers."""
    (tmp_path / "use.py").write_text(USE)
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "include": [str(source), "use.py"]}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps({**settings, "extraPaths": [str(source.parent)]}))
    (tmp_path / "mypy.ini").write_text(f"[mypy]\nstrict = True\npython_version = 3.11\nmypy_path = {source.parent}\n")
    return tmp_path / "use.py"


def ran(tool: str, *arguments: str, folder: Path) -> str:
    """What a type checker prints about the file in `folder`."""
    path = Path(sys.executable).with_name(tool)
    if not path.exists():
        pytest.skip(f"{tool} is not installed")
    command = [str(path), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, cwd=folder).stdout


@pytest.mark.types
def test_pyright_sees_what_the_items_are(use: Path):
    printed = ran("pyright", "--outputjson", "--pythonpath", sys.executable, "--project", ".", folder=use.parent)
    complaints = json.loads(printed)["generalDiagnostics"]
    assert {Path(each["file"]).name for each in complaints} == {"use.py"}
    assert {each["range"]["start"]["line"] + 1 for each in complaints} == WRONG


@pytest.mark.types
def test_mypy_sees_what_the_items_are(use: Path):
    printed = ran("mypy", "--cache-dir", ".cache", "use.py", folder=use.parent)
    complaints = re.findall(r"^(.+?):(\d+): error", printed, re.MULTILINE)
    # Of an overloaded method behind a ParamSpec it knows but the first signature.
    body = next(number for number, line in enumerate(USE.splitlines(), 1) if "body=" in line)
    assert {file for file, _ in complaints} == {"use.py"}
    assert {int(number) for _, number in complaints} - {body} == WRONG


def test_the_normal_form_has_what_an_item_is_in_the_idiom_before_openapi_3_2():
    assert normalised(kitchen_document())["paths"]["/orders"]["get"]["responses"]["200"]["content"] == {
        "text/event-stream": {"schema": ref("Bread")}
    }

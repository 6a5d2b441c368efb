from __future__ import annotations

import gc
import io
import os
import re
import warnings
from datetime import date
from email import message_from_bytes
from typing import TYPE_CHECKING, Any

import pytest
from local_server import Reply
from notes_api import NoteDraft
from runtime.errors import APIConnectionError, ServiceUnavailableError
from runtime.multipart import File, multipart
from runtime.operation import Body, Member, Operation

if TYPE_CHECKING:
    from email.message import Message
    from pathlib import Path

    from both_clients import Driver, MakeDriver
    from local_server import LocalServer, Received


def upload(members: dict[str, Member] | None = None) -> Operation[None]:
    body = Body("multipart/form-data", required=True, members=members or {}, encode=multipart)
    return Operation(name="notes.upload", method="PUT", path="/upload", body=body, results={"204": None})


@pytest.fixture
def client(drive: MakeDriver, server: LocalServer) -> Driver:
    server.handle = lambda _: Reply(204)
    return drive(server.url)


def parts_of(received: Received) -> list[Message]:
    """The parts of a request, as another reader of multipart bodies sees them."""
    head = f"Content-Type: {received.headers['content-type']}\r\n\r\n".encode()
    message = message_from_bytes(head + received.body)
    assert message.is_multipart()
    return [part for part in message.walk() if part is not message]


def told(received: Received) -> list[tuple[Any, ...]]:
    """(name, file name, content type if it is given, content) of each part."""
    return [
        (
            part.get_param("name", header="content-disposition"),
            part.get_filename(),
            part["content-type"],
            part.get_payload(decode=True),
        )
        for part in parts_of(received)
    ]


def test_texts_are_plain_and_objects_json_and_each_item_of_a_list_is_a_part(
    client: Driver, server: LocalServer
) -> None:
    value = {
        "title": "a\u00e9",
        "count": 3,
        "open": True,
        "due": date(2026, 1, 31),
        "tags": ["x", "y"],
        "draft": NoteDraft(title="t", template_id="4"),
        "drafts": [{"a": 1}, {"b": None}],
        "gone": None,
        "none": [],
    }
    client.call(upload(), body=value)
    assert told(server.last) == [
        ("title", None, None, "a\u00e9".encode()),
        ("count", None, None, b"3"),
        ("open", None, None, b"true"),
        ("due", None, None, b"2026-01-31"),
        ("tags", None, None, b"x"),
        ("tags", None, None, b"y"),
        ("draft", None, "application/json", b'{"title":"t","_templateId":"4"}'),
        ("drafts", None, "application/json", b'{"a":1}'),
        ("drafts", None, "application/json", b'{"b":null}'),
    ]


def test_a_file_is_bytes_a_path_or_an_open_file(client: Driver, server: LocalServer, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG")
    with path.open("rb") as opened:
        client.call(upload(), body={"f": [b"raw", path, opened, io.BytesIO(b"memory"), bytearray(b"array")]})
    assert told(server.last) == [
        ("f", "f", "application/octet-stream", b"raw"),
        ("f", "a.png", "image/png", b"\x89PNG"),
        ("f", "a.png", "image/png", b"\x89PNG"),
        ("f", "f", "application/octet-stream", b"memory"),
        ("f", "f", "application/octet-stream", b"array"),
    ]
    assert server.last.headers["content-length"] == str(len(server.last.body))


def test_a_file_says_its_name_and_type(client: Driver, server: LocalServer, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"x")
    files = [File(b"a,b", "t.csv"), File(path, content_type="text/x"), File(io.BytesIO(b"z"), "z.txt", "text/y")]
    client.call(upload({"f": Member(content_type="image/png")}), body={"f": [*files, b"pixels"]})
    assert told(server.last) == [
        ("f", "t.csv", "image/png", b"a,b"),
        ("f", "a.bin", "text/x", b"x"),
        ("f", "z.txt", "text/y", b"z"),
        ("f", "f", "image/png", b"pixels"),
    ]
    client.call(upload({"f": Member(content_type="image/*, text/csv")}), body={"f": files[0]})
    assert told(server.last) == [("f", "t.csv", "text/csv", b"a,b")]


def test_the_document_may_say_how_a_part_is_written(client: Driver, server: LocalServer) -> None:
    members = {
        "xml": Member(content_type="application/xml"),
        "patch": Member(content_type="application/merge-patch+json"),
        "labels": Member(style="deepObject", explode=True),
        "ids": Member(style="form", explode=False),
    }
    value = {"xml": "<a/>", "patch": {"a": None}, "labels": {"a b": "c&d", "e": 1}, "ids": [1, 2]}
    client.call(upload(members), body=value)
    assert told(server.last) == [
        ("xml", None, "application/xml", b"<a/>"),
        ("patch", None, "application/merge-patch+json", b'{"a":null}'),
        ("labels[a b]", None, None, b"c&d"),
        ("labels[e]", None, None, b"1"),
        ("ids", None, None, b"1,2"),
    ]
    with pytest.raises(TypeError, match="xml: give it as text or bytes of the type application/xml"):
        client.call(upload(members), body={"xml": {"a": 1}})


def test_no_part_is_still_a_multipart_body(client: Driver, server: LocalServer) -> None:
    client.call(upload(), body={})
    boundary = server.last.headers["content-type"].partition("boundary=")[2]
    assert server.last.body == f"--{boundary}--\r\n".encode()


def test_an_open_file_is_sent_from_where_it_stands(client: Driver, server: LocalServer, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"head,tail")
    with path.open("rb") as opened:
        opened.seek(5)
        client.call(upload(), body={"f": opened})
    assert told(server.last)[0][3] == b"tail"
    beyond = io.BytesIO(b"abc")
    beyond.seek(10)
    client.call(upload(), body={"f": beyond})
    assert told(server.last)[0][3] == b""


def test_every_attempt_sends_the_same_bytes(client: Driver, server: LocalServer, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 200_000)
    memory = io.BytesIO(b"head,tail")
    memory.seek(5)
    server.replies = [Reply(503), Reply(502)]
    client.call(upload(), body={"a": "b", "f": [path, memory, b"raw"]})
    assert len(server.received) == 3
    assert len({(each.headers["content-type"], each.body) for each in server.received}) == 1
    assert told(server.last)[2][3] == b"tail"


def test_two_calls_have_two_boundaries(client: Driver, server: LocalServer) -> None:
    for _ in range(2):
        client.call(upload(), body={"a": "b"})
    assert len({each.headers["content-type"] for each in server.received}) == 2


def test_a_file_that_cannot_go_back_is_sent_once(client: Driver, server: LocalServer) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"flow")
    os.close(writing)
    server.replies = [Reply(503)]
    with os.fdopen(reading, "rb") as pipe, pytest.raises(ServiceUnavailableError):
        client.call(upload(), body={"f": pipe})
    assert [told(each)[0][3] for each in server.received] == [b"flow"]
    assert server.last.headers["transfer-encoding"] == "chunked"


def test_a_path_leaves_no_file_open(client: Driver, server: LocalServer, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 200_000)
    server.handle = lambda _: Reply(reset=True)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ResourceWarning)
        with pytest.raises(APIConnectionError):
            client.call(upload(), body={"f": path})
        gc.collect()
    assert not [each for each in caught if str(path) in str(each.message)]


@pytest.mark.parametrize(
    "hostile", ['a"; filename="b', "a\r\nX-Evil: 1\r\n\r\n", "a\n--b", 'a\\"', "\u00e9\u4e2d", "a\x00b", "%0d%0a;"]
)
def test_names_cannot_break_out(client: Driver, server: LocalServer, hostile: str) -> None:
    client.call(upload(), body={hostile: File(b"x", filename=hostile), "next": "y"})
    first, second = parts_of(server.last)
    assert first.keys() == ["Content-Disposition", "Content-Type"]
    disposition = re.escape(b"Content-Disposition: form-data; ") + rb'name="[^"\r\n]*"; filename="[^"\r\n]*"\r\n'
    assert re.search(disposition, server.last.body)
    assert first.get_payload(decode=True) == b"x"
    assert second.get_param("name", header="content-disposition") == "next"


def test_a_boundary_in_the_content_does_not_end_it(client: Driver, server: LocalServer) -> None:
    client.call(upload(), body={"f": b"\r\n--boundary--\r\n"})
    assert [each[3] for each in told(server.last)] == [b"\r\n--boundary--\r\n"]


@pytest.mark.parametrize("content_type", ["text/plain\r\nX-Evil: 1", "text/\x00"])
def test_a_content_type_is_one_line(client: Driver, server: LocalServer, content_type: str) -> None:
    with pytest.raises(ValueError, match="header value"):
        client.call(upload(), body={"f": File(b"", content_type=content_type)})
    assert server.received == []


@pytest.mark.parametrize("wrong", ["text", 5, None, io.StringIO("text")])
def test_what_is_no_file_is_refused(client: Driver, server: LocalServer, wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"f: a file is bytes, a pathlib\.Path or a file open for reading bytes"):
        client.call(upload(), body={"f": File(wrong)})
    assert server.received == []


def test_a_path_to_nothing_fails_before_anything_is_sent(client: Driver, server: LocalServer, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        client.call(upload(), body={"f": tmp_path / "nothing"})
    with pytest.raises(IsADirectoryError):
        client.call(upload(), body={"f": tmp_path})
    assert server.received == []


def test_a_body_is_an_object(client: Driver) -> None:
    with pytest.raises(TypeError, match="a form is an object, not list"):
        client.call(upload(), body=[b"x"])


def test_a_file_does_not_show_its_content() -> None:
    assert "SECRET" not in repr(File(b"tok-SECRET", filename="a"))

"""What a document says of its pages, and what the package made of it does."""

from __future__ import annotations

import json
import subprocess
import sys
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from local_server import Received, Reply, json_reply  # pyright: ignore[reportMissingImports]

from generator.document.findings import SpecloomError
from generator.emit.components import Components
from generator.emit.pagination import pagination_of, pagination_rule
from generator.emit.resources import resources

from .documents import answer, bakery, body, document, ref
from .packages import emit, load, normalised

PAGING = "x-specloom-pagination"
SCHEMAS: dict[str, Any] = {
    "Event": {
        "type": "object",
        "properties": {"_id": {"type": "string"}, "at": {"type": "string", "format": "date-time"}},
    },
    "Events": {
        "type": "object",
        "properties": {
            "events": {"type": "array", "items": ref("Event")},
            "hasMore": {"type": "boolean"},
            "@odata.nextLink": {"type": "string"},
            "byKind": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    },
}
QUERY: dict[str, Any] = {
    "text": {"type": "string"},
    "page": {"type": "object", "properties": {"after": {"type": "string"}, "size": {"type": "integer"}}},
}


def events(pagination: dict[str, Any], *, method: str = "post", **more: Any) -> dict[str, Any]:
    """A document with one list, `events.search`."""
    operation = {
        "operationId": "events_search",
        "tags": ["events"],
        "responses": {"200": answer(ref("Events"))},
        PAGING: pagination,
        **({"requestBody": body({"type": "object", "properties": deepcopy(QUERY)})} if method == "post" else {}),
        **more,
    }
    return document({"/events": {method: operation}}, deepcopy(SCHEMAS))


@pytest.mark.parametrize(
    ("pagination", "rule"),
    [
        ({"style": "link-header", "items": "/breads"}, "LinkHeader(items='breads')"),
        ({"style": "link-header", "items": ""}, "LinkHeader(items='')"),
        ({"style": "link-header", "items": "", "relation": "older"}, "LinkHeader(items='', relation='older')"),
        (
            {"style": "page", "page": "page", "size": "per_page", "items": "/breads", "last": "/paging/next"},
            "PageNumber('page', items='breads', last='paging.next')",
        ),
        (
            {"style": "page", "in": "query", "page": "page", "items": "/breads", "first": 0},
            "PageNumber('page', items='breads', first=0)",
        ),
        (
            {"style": "page", "in": "body", "page": "/a~1b/c", "items": "/breads", "more": "/paging/next"},
            "PageNumber(InBody(('a/b', 'c',)), items='breads', more='paging.next')",
        ),
        (
            {"style": "offset", "offset": "offset", "limit": "limit", "items": "/breads", "total": "/paging/next"},
            "Offset('offset', items='breads', total='paging.next')",
        ),
        (
            {"style": "cursor", "cursor": "c", "next": "/paging/next", "items": "", "more": "/paging/next"},
            "Cursor('c', 'paging.next', items='', more='paging.next')",
        ),
        (
            {"style": "cursor", "cursor": "c", "next": "/breads/-1/bakedAt", "items": "/breads"},
            "Cursor('c', 'breads.-1.baked_at', items='breads')",
        ),
        ({"style": "next-url", "next": "/paging/next", "items": "/breads"}, "NextUrl('paging.next', items='breads')"),
    ],
)
def test_pagination_rules(pagination: dict[str, Any], rule: str):
    assert pagination_rule(pagination, ref("Shelf"), Components(normalised(bakery()))) == rule


def test_a_declared_name_with_a_dot_has_a_python_name_and_another_is_refused():
    components = Components(normalised(events({"style": "link-header"})))
    declared = {"style": "next-url", "next": "/@odata.nextLink", "items": "/events"}
    assert pagination_rule(declared, ref("Events"), components) == "NextUrl('odata_next_link', items='events')"
    with pytest.raises(
        SpecloomError, match=r"'/byKind/next\.page' has a name with a dot, and the answer's schema does not"
    ):
        pagination_rule({**declared, "next": "/byKind/next.page"}, ref("Events"), components)


@pytest.mark.parametrize(
    ("pagination", "pointer", "message"),
    [
        ({"style": "scroll"}, "/style", "must be one of"),
        ({}, "", "lacks the key 'style'"),
        ({"style": "page", "items": "/events"}, "", "lacks the key 'page'"),
        ({"style": "cursor", "cursor": "c", "next": "next", "items": ""}, "/next", "must be a JSON pointer"),
        ({"style": "cursor", "cursor": "c", "nxt": "/next", "items": ""}, "/nxt", "has the unknown key"),
        ({"style": "page", "page": 1, "items": ""}, "/page", "must be the name of a parameter"),
        (
            {"style": "page", "page": "page", "in": "body", "items": ""},
            "/page",
            "must be a JSON pointer into the request",
        ),
        ({"style": "page", "page": "pgae", "items": ""}, "/page", "'pgae' is no query parameter of the operation"),
        ({"style": "page", "page": "X-Page", "items": ""}, "/page", "'X-Page' is no query parameter of the operation"),
        ({"style": "cursor", "cursor": "/after", "in": "body", "next": "/n", "items": ""}, "/cursor", "takes no JSON"),
    ],
)
def test_what_a_document_says_wrongly_is_refused_with_its_place(pagination: dict[str, Any], pointer: str, message: str):
    header = {"name": "X-Page", "in": "header", "schema": {"type": "string"}}
    form = normalised(events(pagination, method="get", parameters=[header]))
    with pytest.raises(SpecloomError) as caught:
        resources(form)
    assert f"#/paths/~1events/get/{PAGING}{pointer}" in {str(each.place) for each in caught.value.findings}
    assert message in str(caught.value)


def test_an_operation_without_pages_says_nothing_of_them():
    assert pagination_of({"responses": {}}, "/paths/~1a/get") is None


def test_what_generate_is_told_wrongly_ends_in_a_finding(tmp_path: Path):
    spec = tmp_path / "events.json"
    spec.write_text(json.dumps(events({"style": "page", "page": "pgae", "items": ""}, method="get")))
    command = [sys.executable, "-m", "generator", "generate", "--spec", str(spec), "--package", "a_b", "--out"]
    done = subprocess.run([*command, str(tmp_path / "out")], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"#/paths/~1events/get/{PAGING}/page: 'pgae' is no query parameter" in done.stderr
    assert "Declare it, or write `in: body`" in done.stderr


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A package with a search by POST."""
    paging = {
        "style": "cursor",
        "in": "body",
        "cursor": "/page/after",
        "next": "/events/-1/_id",
        "items": "/events",
        "more": "/hasMore",
    }
    return load(emit(events(paging), "event_search", tmp_path_factory.mktemp("events")))


def search(request: Received) -> Reply:
    after = json.loads(request.body or b"{}").get("page", {}).get("after")
    begin = int(after or 0)
    found = [{"_id": str(number), "at": "2026-01-31T04:00:00"} for number in range(begin + 1, begin + 3)]
    return json_reply({"events": found, "hasMore": begin < 4})


def test_a_search_by_post_is_walked_and_resumed(package: Any, server: Any):
    server.handle = search
    with package.EventSearch(base_url=server.url) as client:
        pages = list(client.events.search(text="x", page={"size": 2}).pages())
        assert [event.id for page in pages for event in page.items] == list("123456")
        assert json.loads(server.last.body) == {"text": "x", "page": {"size": 2, "after": "4"}}
        resumed = client.events.search(text="x", page={"size": 2}).resume(pages[0].next_token)
        assert [event.id for event in resumed] == list("3456")
        assert pages[2].next_token is None


def test_no_content_is_an_empty_list_or_none_as_the_types_say(tmp_path: Path, server: Any):
    nothing = {"description": "Nothing."}
    bare = {"200": answer({"type": "array", "items": ref("Event")}), "204": nothing}
    whole = {"200": answer(ref("Events")), "204": nothing}

    def operation(name: str, responses: dict[str, Any], **more: Any) -> dict[str, Any]:
        return {"get": {"operationId": f"events_{name}", "tags": ["events"], "responses": responses, **more}}

    paths = {
        "/events": operation("list", bare, **{PAGING: {"style": "link-header", "items": ""}}),
        "/events/found": operation("search", whole, **{PAGING: {"style": "link-header", "items": "/events"}}),
        "/events/newest": operation("newest", bare),
        "/events/first": operation("first", whole),
    }
    source = emit(document(paths, deepcopy(SCHEMAS)), "quiet_events", tmp_path)
    server.handle = lambda _: Reply(204)
    with load(source).QuietEvents(base_url=server.url) as client:
        assert list(client.events.list()) == list(client.events.search()) == client.events.newest() == []
        assert client.events.raw.list().parse() == client.events.raw.newest().parse() == []
        assert client.events.first() is client.events.raw.search().parse() is None
    text = (source / "resources" / "events.py").read_text("utf-8")
    for said in (
        "def list(self, *, options: RequestOptions | None = None) -> Pages[models.Event, builtins.list[models.Event]]:",
        "def search(self, *, options: RequestOptions | None = None) -> Pages[models.Event, models.Events | None]:",
        "def newest(self, *, options: RequestOptions | None = None) -> builtins.list[models.Event]:",
        "def first(self, *, options: RequestOptions | None = None) -> models.Events | None:",
    ):
        assert said in text


def test_a_time_without_a_zone_is_utc_in_an_answer_and_an_error_in_an_argument(package: Any, server: Any):
    server.handle = search
    with package.EventSearch(base_url=server.url) as client:
        event = next(iter(client.events.search()))
    assert event.at == datetime(2026, 1, 31, 4, tzinfo=UTC)
    with pytest.raises(ValueError, match="timezone"):
        package.models.Event(at=datetime(2026, 1, 31, 4))
    for text, hour in (("2026-01-31 04:00:00", 4), ("2026-01-31T04:00:00.5+02:00", 2), ("2026-01-31T04:00Z", 4)):
        read = package.models.Event.model_validate_json(json.dumps({"at": text})).at
        assert read.astimezone(UTC).hour == hour
    with pytest.raises(ValueError, match="1 validation error"):
        package.models.Event.model_validate_json('{"at": "yesterday"}')


@pytest.mark.parametrize("zone", ["Z", "+00:00", ""])
def test_digits_below_a_microsecond_are_cut_off_and_stand_in_the_answer_itself(package: Any, server: Any, zone: str):
    """As pydantic reads them: cut off, so that no time comes out later than it was."""
    text = f"2026-01-02T03:04:59.999999999{zone}"
    server.handle = lambda _: json_reply({"events": [{"_id": "1", "at": text}], "hasMore": False})
    with package.EventSearch(base_url=server.url) as client:
        answer = client.events.raw.search()
    assert answer.parse().events[0].at == datetime(2026, 1, 2, 3, 4, 59, 999999, tzinfo=UTC)
    assert text in answer.content.decode()

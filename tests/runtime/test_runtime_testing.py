"""Canned answers: what a test gives is what the client's methods return, by way of the real client."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from notes_api import SETTINGS, AsyncNotesApi, Meta, Note, NoteDraft, NotePage, NotesApi, Problem
from runtime.canned import UnansweredError
from runtime.errors import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    NotFoundError,
    ResponseValidationError,
    ServerError,
    ServiceUnavailableError,
)
from runtime.operation import Body, Operation, Parameter, Result
from runtime.options import RequestOptions
from runtime.page_body import InBody
from runtime.pagination import Pages
from runtime.resource import SyncResource
from runtime.response import Content
from runtime.retry import RetryPolicy
from runtime.rules import Offset, PageNumber
from runtime.testing import BASE_URL, CannedAnswers
from runtime.unset import UNSET, Unset

BY_NUMBER: Operation[NotePage] = Operation(
    name="shelves.by_number",
    method="GET",
    path="/shelves",
    parameters=(Parameter("page", "page", "query"), Parameter("owner", "owner", "query")),
    results={"200": Result("application/json", lambda: NotePage)},
    security=(("bearer",),),
    pagination=PageNumber(more="meta.has_more"),
)
BY_OFFSET: Operation[NotePage] = Operation(
    name="shelves.raw",  # its method has an underscore more
    method="GET",
    path="/shelves",
    results={"200": Result("application/json", lambda: NotePage)},
    security=(("bearer",),),
    pagination=Offset(),
)
IN_BODY: Operation[NotePage] = Operation(
    name="shelves.in_body",
    method="POST",
    path="/shelves",
    body=Body("application/json", fields={"owner": "owner"}),
    results={"200": Result("application/json", lambda: NotePage)},
    pagination=PageNumber(InBody(("page",))),
)
LABEL: Operation[str] = Operation(
    name="shelves.label",
    method="GET",
    path="/label",
    results={"200": Result("text/plain; charset=iso-8859-1")},
)
LOOK: Operation[Note | NotePage | None] = Operation(
    name="shelves.look",
    method="POST",
    path="/look",
    results={
        "200": Result("application/json", lambda: Note),
        "202": Result("application/json", lambda: NotePage),
        "204": None,
    },
)


class Shelves(SyncResource):
    def by_number(self, *, page: int | Unset = UNSET, owner: str | Unset = UNSET) -> Pages[Note, NotePage]:
        return self._pages(BY_NUMBER, {"page": page, "owner": owner})

    def raw_(self) -> Pages[Note, NotePage]:
        return self._pages(BY_OFFSET, {})

    def in_body(self, *, owner: str) -> Pages[Note, NotePage]:
        return self._pages(IN_BODY, {}, fields={"owner": owner})

    def label(self) -> str:
        return self._call(LABEL, {})

    def look(self) -> Note | NotePage | None:
        return self._call(LOOK, {})

    def unnamed(self) -> None:
        raise NotImplementedError


class Answers(CannedAnswers):
    settings = SETTINGS

    def client(self, **given: Any) -> NotesApi:
        http_client = httpx2.Client(transport=self.transport, trust_env=False)
        credentials = given or {"token": "canned"}
        return self._without_waiting(NotesApi(**credentials, base_url=BASE_URL, http_client=http_client))

    def async_client(self) -> AsyncNotesApi:
        http_client = httpx2.AsyncClient(transport=self.transport, trust_env=False)
        return self._without_waiting(AsyncNotesApi("canned", base_url=BASE_URL, http_client=http_client))


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Answers to a client that must never sleep."""

    def forbidden(*arguments: object) -> None:
        raise AssertionError(f"slept {arguments}")

    monkeypatch.setattr(time, "sleep", forbidden)
    monkeypatch.setattr(asyncio, "sleep", forbidden)
    return Answers()


@pytest.fixture
def client(answers: Answers) -> NotesApi:
    return answers.client()


@pytest.fixture
def shelves(client: NotesApi) -> Shelves:
    return Shelves(client._caller)


NOTE = Note(id="n", title="hello", made_at=datetime(2024, 5, 1, 12, tzinfo=UTC))


def test_a_method_returns_what_it_is_given(answers: Answers, client: NotesApi) -> None:
    answers.to(client.notes.get).give(NOTE)
    assert client.notes.get("n") == NOTE
    assert client.notes.raw.get("n").json() == {"_id": "n", "title": "hello", "madeAt": "2024-05-01T12:00:00+00:00"}


def test_both_clients_get_the_same_answers(answers: Answers, client: NotesApi) -> None:
    answers.to(client.notes.get).give(NOTE)
    awaited = answers.async_client()
    answers.to(awaited.notes.list).give([NOTE])

    async def main() -> None:
        assert await awaited.notes.get("n") == NOTE
        assert [note async for note in awaited.notes.list()] == [NOTE]
        answers.to(awaited.notes.raw.get).fail(503).give(NOTE)
        assert await awaited.notes.get("n") == NOTE

    asyncio.run(main())
    assert list(client.notes.list()) == [NOTE]


def test_answers_are_used_in_turn_and_the_last_stays(answers: Answers, client: NotesApi) -> None:
    answers.to(client.notes.get).give(Note(id="a")).fail(404).give(Note(id="b"))
    assert client.notes.get("n").id == "a"
    with pytest.raises(NotFoundError):
        client.notes.get("n")
    assert [client.notes.get("n").id for _ in range(3)] == ["b", "b", "b"]


def test_asking_again_discards_what_was_there(answers: Answers, client: NotesApi) -> None:
    answers.to(client.notes.get).give(Note(id="a")).give(Note(id="b"))
    answers.to(client.notes.get).give(Note(id="c"))
    assert client.notes.get("n").id == "c"


def test_threads_get_each_answer_once(answers: Answers, client: NotesApi) -> None:
    line = answers.to(client.notes.get)
    for number in range(100):
        line.give(Note(id=str(number)))
    with ThreadPoolExecutor(20) as pool:
        got = pool.map(lambda _: client.notes.get("n").id, range(100))
    assert sorted(got, key=int) == [str(number) for number in range(100)]
    assert len(answers.requests) == 100


def test_a_function_makes_answers_of_requests(answers: Answers, client: NotesApi) -> None:
    answers.to(client.notes.get).compute(lambda request: Note(id=request.path.rpartition("/")[2]))
    assert [client.notes.get(each).id for each in "ab"] == ["a", "b"]


def test_a_failure_raises_the_error_of_its_status(answers: Answers, client: NotesApi) -> None:
    answers.to(client.notes.get).fail(404, Problem(message="gone"), headers={"X-Request-Id": "r-1"})
    with pytest.raises(NotFoundError) as caught:
        client.notes.get("n")
    assert caught.value.parsed() == Problem(message="gone")
    assert caught.value.request_id == "r-1"
    answers.to(client.notes.get).fail(502, b"<html>bad gateway", headers={"Content-Type": "text/html"})
    with pytest.raises(ServerError, match=": bad gateway") as refused:
        client.notes.get("n")
    assert refused.value.response.content_type == "text/html"
    answers.to(client.notes.delete).fail(499, {"message": "closed"})
    assert client.notes.raw.delete("n").json() == {"message": "closed"}


def test_a_failure_is_no_success(answers: Answers, client: NotesApi) -> None:
    with pytest.raises(ValueError, match=r"204 is no failure: use give\(\)"):
        answers.to(client.notes.delete).fail(204)


def test_failures_are_repeated_as_in_earnest_but_at_once(answers: Answers, client: NotesApi) -> None:
    answers.to(client.notes.get).fail(503, headers={"Retry-After": "50"}).give(NOTE)
    assert client.notes.get("n") == NOTE
    answers.to(client.notes.create).fail(503)
    with pytest.raises(ServiceUnavailableError):
        client.notes.create(title="not sent twice")
    assert [request.operation for request in answers.requests] == ["notes.get", "notes.get", "notes.create"]
    answers.to(client.notes.get).fail(503, headers={"Retry-After": "50"})
    with pytest.raises(ServiceUnavailableError):
        client.notes.get("n", options=RequestOptions(retry=RetryPolicy(max_retries=9, budget=120)))
    assert len(answers.requests) == 3 + 3  # a third wait would exceed the budget


def test_a_copy_of_the_client_repeats_by_its_own_policy(answers: Answers, client: NotesApi) -> None:
    once = client.with_options(retry=RetryPolicy(max_retries=0))
    answers.to(once.notes.get).fail(503)
    with pytest.raises(ServiceUnavailableError):
        once.notes.get("n")
    assert len(answers.requests) == 1


def test_a_connection_is_lost(answers: Answers, client: NotesApi) -> None:
    answers.to(client.notes.create).drop()
    with pytest.raises(APIConnectionError) as lost:
        client.notes.create(title="a")
    assert isinstance(lost.value, ConnectionError)
    assert len(answers.requests) == 1
    answers.to(client.notes.create).drop(httpx2.ConnectError).give(NOTE)
    assert client.notes.create(title="a") == NOTE
    answers.to(client.notes.create).drop(httpx2.ReadTimeout)
    with pytest.raises(APITimeoutError):
        client.notes.create(title="a")


def test_a_method_without_an_answer_says_what_to_write(answers: Answers, client: NotesApi) -> None:
    with pytest.raises(UnansweredError) as caught:
        client.notes.get("a/b")
    assert "GET /notes/a%2Fb" in str(caught.value)
    assert "answers.to(client.notes.get)" in str(caught.value)
    assert isinstance(caught.value, AssertionError)
    assert not isinstance(caught.value, APIError)
    assert len(answers.requests) == 1
    answers.to(client.notes.get)
    with pytest.raises(UnansweredError, match=r"notes.get: after to\(\) comes give\(\)"):
        client.notes.get("n")


def test_a_request_of_no_method_has_no_answer(answers: Answers) -> None:
    with httpx2.Client(transport=answers.transport) as http, pytest.raises(UnansweredError, match="POST /token"):
        http.post("http://canned.test/token")


def test_an_answer_that_is_not_as_declared_fails_as_in_earnest(answers: Answers, client: NotesApi) -> None:
    wrong: Any = {"_id": 5}
    answers.to(client.notes.get).give(wrong)
    with pytest.raises(ResponseValidationError, match="_id: Input should be a valid string"):
        client.notes.get("n")


def test_an_answer_that_cannot_be_sent_is_refused_where_it_is_given(answers: Answers, client: NotesApi) -> None:
    wrong: Any = NOTE
    with pytest.raises(TypeError, match=r"notes\.delete answers 204 without content: give None"):
        answers.to(client.notes.delete).give(wrong)
    naive = Note.model_construct(id="n", made_at=datetime(2024, 5, 1))
    with pytest.raises(ValueError, match="zone"):
        answers.to(client.notes.get).give(naive)


def test_no_content(answers: Answers, client: NotesApi) -> None:
    answers.to(client.notes.delete).give(None)
    response = client.notes.raw.delete("n")
    assert (response.status, response.content, response.parse()) == (204, b"", None)


def test_a_success_other_than_the_first(answers: Answers, shelves: Shelves) -> None:
    answers.to(shelves.look).give(NOTE).give(NotePage(data=[]), status=202).give(None)
    assert [shelves.look() for _ in range(3)] == [NOTE, NotePage(data=[]), None]


def test_bytes_and_text(answers: Answers, client: NotesApi, shelves: Shelves) -> None:
    answers.to(client.notes.export).give(Content(b"a;b", "text/csv"))
    exported = client.notes.export()
    assert (exported, exported.content_type) == (b"a;b", "text/csv")
    answers.to(shelves.label).give("Grüße")
    assert shelves.label() == "Grüße"


def test_a_method_that_leaves_the_status_to_its_caller(answers: Answers, client: NotesApi) -> None:
    answers.to(client.notes.run).give(Content(b"done", "text/plain")).fail(429, Problem(message="slow down"))
    assert client.notes.run("s").parse() == b"done"
    refused = client.notes.run("s", method="POST")
    assert refused.status == 429
    assert refused.parsed_error() == Problem(message="slow down")


def test_pages_by_link(answers: Answers, client: NotesApi) -> None:
    following = {"Link": '</notes?cursor=2>; rel="next"'}
    answers.to(client.notes.list).give([Note(id="a")], headers=following).give([Note(id="b")])
    assert [note.id for note in client.notes.list(limit=1)] == ["a", "b"]
    assert [str(request.query) for request in answers.requests] == ["limit=1", "cursor=2"]
    answers.to(client.notes.list).give([])
    assert list(client.notes.list()) == []


def test_a_list_that_does_not_say_where_it_ends_is_not_walked_for_ever(answers: Answers, shelves: Shelves) -> None:
    page = NotePage(data=[Note(id="a")])
    answers.to(shelves.by_number).give(page)
    with pytest.raises(UnansweredError, match=r"shelves\.by_number asks for one more page \(/shelves\?page=2\)"):
        list(shelves.by_number())
    answers.to(shelves.raw_).give(page)
    with pytest.raises(UnansweredError, match=r"shelves\.raw asks for one more page \(/shelves\?offset=1\)"):
        list(shelves.raw_())
    answers.to(shelves.in_body).give(page)
    with pytest.raises(UnansweredError, match=r"shelves\.in_body asks for one more page"):
        list(shelves.in_body(owner="a"))
    assert answers.requests[-1].json() == {"owner": "a", "page": 2}
    answers.to(shelves.by_number).give(page).give(NotePage(data=[]))
    assert list(shelves.by_number()) == page.data


def test_a_list_may_be_walked_again(answers: Answers, shelves: Shelves) -> None:
    answers.to(shelves.by_number).give(NotePage(data=[NOTE], meta=Meta(has_more=False)))
    walked = [list(shelves.by_number(owner=owner)) for owner in ("a", "a", "b")]
    assert walked == [[NOTE], [NOTE], [NOTE]]
    assert list(shelves.by_number(page=3, owner="a")) == [NOTE]
    assert [request.query["owner"] for request in answers.requests] == ["a", "a", "b", "a"]


def test_requests_are_kept(answers: Answers, client: NotesApi) -> None:
    answers.to(client.notes.create).give(NOTE)
    answers.to(client.notes.get).give(NOTE)
    client.notes.create(body=NoteDraft(title="a", template_id="t"))
    client.notes.get("a/b?", trace="x", options=RequestOptions(query={"tag": ["1", "2"]}))
    created, got = answers.requests
    assert (created.operation, created.method, created.path) == ("notes.create", "POST", "/notes")
    assert created.json() == {"title": "a", "_templateId": "t"}
    assert created.headers["content-type"] == "application/json"
    assert (got.operation, got.path, got.content) == ("notes.get", "/notes/a%2Fb%3F", b"")
    assert got.query.get_list("tag") == ["1", "2"]
    assert got.headers["X-Trace"] == "x"


@pytest.mark.parametrize("given", [{"token": "canned"}, {"api_key": "canned"}, {"username": "canned", "password": "p"}])
def test_requests_are_kept_without_credentials(answers: Answers, given: dict[str, str]) -> None:
    client = answers.client(**given)
    answers.to(client.notes.list).give([])
    list(client.notes.list(limit=5))
    (request,) = answers.requests
    assert dict(request.query) == {"limit": "5"}
    assert "authorization" not in request.headers
    assert "canned" not in repr(request).replace(BASE_URL.removeprefix("http://"), "")


def test_what_is_no_method_of_a_resource_is_refused(answers: Answers, client: NotesApi, shelves: Shelves) -> None:
    strangers: list[Any] = [print, client, client.notes, client.with_options, "notes.get", shelves.unnamed]
    for stranger in strangers:
        with pytest.raises(TypeError, match=r"is not a method of a resource of this package, such as client\.things"):
            answers.to(stranger)

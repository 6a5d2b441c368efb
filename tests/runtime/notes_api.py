"""A small client written by hand the way generated ones are written."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from pydantic import AwareDatetime, Field
from runtime.client import AsyncClient, SyncClient
from runtime.clock import Clock
from runtime.model import Model
from runtime.operation import Body, Operation, Parameter, Result
from runtime.pagination import AsyncPages, Pages
from runtime.resource import AsyncResource, SyncResource, raw, raw_async, raw_pages, raw_pages_async
from runtime.rules import Cursor, LinkHeader, NextUrl, Offset, PageNumber
from runtime.schemes import ApiKey, AsyncToken, Basic, Bearer, Login, Token
from runtime.settings import Settings
from runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    import builtins
    from collections.abc import Mapping
    from datetime import datetime

    from runtime.body import Sendable
    from runtime.options import RequestOptions
    from runtime.response import Content, Response
    from runtime.retry import Retry


class Note(Model):
    id: str = Field(validation_alias="_id", serialization_alias="_id")
    title: str | None = None
    made_at: AwareDatetime | None = Field(default=None, validation_alias="madeAt", serialization_alias="madeAt")


class NoteDraft(Model):
    title: str
    text: str | None = None
    template_id: str | None = Field(default=None, validation_alias="_templateId", serialization_alias="_templateId")


class Meta(Model):
    last_page: int | None = None
    next: str | None = None
    total: int | None = None
    has_more: bool | None = Field(default=None, validation_alias="hasMore", serialization_alias="hasMore")


class NotePage(Model):
    data: list[Note]
    meta: Meta | None = None


class Problem(Model):
    message: str


SETTINGS = Settings(
    package="notes_api",
    version="1.2.3",
    servers={"us": "https://us.notes.invalid", "eu": "https://{tenant}.notes.invalid/v2"},
    headers={"Accept": "application/json"},
    base_url_environment="NOTES_BASE_URL",
    schemes={
        "bearer": Bearer(argument="token", environment="NOTES_TOKEN"),
        "key": ApiKey(argument="api_key", location="query", name="api_key", environment="NOTES_KEY"),
        "basic": Basic(username_environment="NOTES_USER", password_environment="NOTES_PASSWORD"),
    },
)

_SECURITY = (("bearer",), ("key",), ("basic",))

LIST: Operation[list[Note]] = Operation(
    name="notes.list",
    method="GET",
    path="/notes",
    parameters=(
        Parameter("include", "include", "query"),
        Parameter("is_open", "filter[is_open]", "query"),
        Parameter("limit", "limit", "query"),
    ),
    results={"200": Result("application/json", lambda: list[Note]), "204": None},
    errors={"401": lambda: Problem},
    security=_SECURITY,
    pagination=LinkHeader(),
    empty_list=True,
)


def paged(rule: PageNumber | Offset | Cursor | NextUrl) -> Operation[NotePage]:
    return Operation(
        name="notes.pages",
        method="GET",
        path="/pages",
        parameters=(Parameter("page", "page", "query"), Parameter("limit", "limit", "query")),
        results={"200": Result("application/json", lambda: NotePage)},
        security=_SECURITY,
        pagination=rule,
    )


GET: Operation[Note] = Operation(
    name="notes.get",
    method="GET",
    path="/notes/{id}",
    parameters=(Parameter("note_id", "id", "path"), Parameter("trace", "X-Trace", "header")),
    results={"200": Result("application/json", lambda: Note)},
    errors={"404": lambda: Problem, "default": lambda: Problem},
    security=_SECURITY,
)
CREATE: Operation[Note] = Operation(
    name="notes.create",
    method="POST",
    path="/notes",
    body=Body(
        "application/json",
        required=True,
        fields={"title": "title", "text": "text", "template_id": "_templateId", "made_at": "madeAt"},
    ),
    results={"201": Result("application/json", lambda: Note)},
    errors={"422": lambda: Problem},
    security=_SECURITY,
)
DELETE: Operation[None] = Operation(
    name="notes.delete",
    method="DELETE",
    path="/notes/{id}",
    parameters=(Parameter("note_id", "id", "path"),),
    results={"204": None},
    security=_SECURITY,
)
EXPORT: Operation[Content] = Operation(
    name="notes.export", method="GET", path="/export", results={"200": Result("*/*")}
)
RUN: Operation[Response[Content]] = Operation(
    name="notes.run",
    method="POST",
    path="/run/{id}",
    parameters=(Parameter("note_id", "id", "path"),),
    body=Body("*/*"),
    results={"default": Result("*/*")},
    errors={"429": lambda: Problem},
    security=_SECURITY,
    any_status=True,
)


class Notes(SyncResource):
    @property
    def raw(self) -> RawNotes:
        return RawNotes(self._as_raw())

    def list(
        self,
        *,
        include: str | Unset = UNSET,
        is_open: bool | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> Pages[Note, builtins.list[Note]]:
        return self._pages(LIST, {"include": include, "is_open": is_open, "limit": limit}, options=options)

    def pages(
        self, rule: PageNumber | Offset | Cursor | NextUrl, *, page: int | Unset = UNSET, limit: int | Unset = UNSET
    ) -> Pages[Note, NotePage]:
        return self._pages(paged(rule), {"page": page, "limit": limit})

    def get(self, note_id: str, *, trace: str | Unset = UNSET, options: RequestOptions | None = None) -> Note:
        return self._call(GET, {"note_id": note_id, "trace": trace}, options=options)

    @overload
    def create(
        self,
        *,
        title: str,
        text: str | Unset | None = UNSET,
        template_id: str | Unset = UNSET,
        made_at: datetime | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> Note: ...
    @overload
    def create(self, *, body: NoteDraft, options: RequestOptions | None = None) -> Note: ...
    def create(
        self,
        *,
        body: NoteDraft | Unset = UNSET,
        title: str | Unset = UNSET,
        text: str | Unset | None = UNSET,
        template_id: str | Unset = UNSET,
        made_at: datetime | Unset = UNSET,
        options: RequestOptions | None = None,
    ) -> Note:
        fields = {"title": title, "text": text, "template_id": template_id, "made_at": made_at}
        return self._call(CREATE, {}, body=body, fields=fields, options=options)

    def delete(self, note_id: str, *, options: RequestOptions | None = None) -> None:
        return self._call(DELETE, {"note_id": note_id}, options=options)

    def export(self) -> Content:
        return self._call(EXPORT, {})

    def run(
        self,
        note_id: str,
        *,
        method: str = "POST",
        json: object = UNSET,
        content: Sendable | Unset = UNSET,
        data: Mapping[str, object] | Unset = UNSET,
        content_type: str | Unset = UNSET,
    ) -> Response[Content]:
        return self._call(
            RUN, {"note_id": note_id}, method=method, json=json, content=content, data=data, content_type=content_type
        )


class AsyncNotes(AsyncResource):
    @property
    def raw(self) -> AsyncRawNotes:
        return AsyncRawNotes(self._as_raw())

    def list(
        self, *, include: str | Unset = UNSET, limit: int | Unset = UNSET, options: RequestOptions | None = None
    ) -> AsyncPages[Note, builtins.list[Note]]:
        return self._pages(LIST, {"include": include, "limit": limit}, options=options)

    def pages(
        self, rule: PageNumber | Offset | Cursor | NextUrl, *, page: int | Unset = UNSET, limit: int | Unset = UNSET
    ) -> AsyncPages[Note, NotePage]:
        return self._pages(paged(rule), {"page": page, "limit": limit})

    async def get(self, note_id: str, *, trace: str | Unset = UNSET, options: RequestOptions | None = None) -> Note:
        return await self._call(GET, {"note_id": note_id, "trace": trace}, options=options)

    async def create(self, *, title: str) -> Note:
        return await self._call(CREATE, {}, fields={"title": title})

    async def delete(self, note_id: str) -> None:
        return await self._call(DELETE, {"note_id": note_id})

    async def run(
        self,
        note_id: str,
        *,
        method: str = "POST",
        json: object = UNSET,
        content: Sendable | Unset = UNSET,
        data: Mapping[str, object] | Unset = UNSET,
        content_type: str | Unset = UNSET,
    ) -> Response[Content]:
        return await self._call(
            RUN, {"note_id": note_id}, method=method, json=json, content=content, data=data, content_type=content_type
        )


class RawNotes:
    """The methods of `Notes`, each giving the whole `Response`."""

    def __init__(self, notes: Notes) -> None:
        self.list = raw_pages(notes.list)
        self.get = raw(notes.get)
        self.create = raw(notes.create)
        self.delete = raw(notes.delete)


class AsyncRawNotes:
    """The methods of `AsyncNotes`, each giving the whole `Response`."""

    def __init__(self, notes: AsyncNotes) -> None:
        self.list = raw_pages_async(notes.list)
        self.get = raw_async(notes.get)


class NotesApi(SyncClient):
    def __init__(
        self,
        token: Token | None = None,
        *,
        api_key: str | None = None,
        username: str | None = None,
        password: str | None = None,
        region: str | None = None,
        base_url: str | None = None,
        timeout: float | None = 60.0,
        retry: Retry | None = None,
        http_client: Any = None,
    ) -> None:
        super().__init__(
            SETTINGS,
            credentials={"bearer": token, "key": api_key, "basic": Login(username, password)},
            region=region,
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            http_client=http_client,
        )

    @cached_property
    def notes(self) -> Notes:
        return Notes(self._caller)


class AsyncNotesApi(AsyncClient):
    def __init__(
        self,
        token: AsyncToken | None = None,
        *,
        base_url: str | None = None,
        timeout: float | None = 60.0,
        retry: Retry | None = None,
        http_client: Any = None,
    ) -> None:
        super().__init__(
            SETTINGS,
            credentials={"bearer": token},
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            http_client=http_client,
        )

    @cached_property
    def notes(self) -> AsyncNotes:
        return AsyncNotes(self._caller)


class StoppedClock(Clock):
    """Sleeps in no time, and remembers for how long."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def elapsed(self) -> float:
        return sum(self.slept)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    async def sleep_async(self, seconds: float) -> None:
        self.slept.append(seconds)


def stop_clock(client: NotesApi | AsyncNotesApi) -> StoppedClock:
    """Give a client a clock that does not run, and return it."""
    clock = StoppedClock()
    client._caller.clock = clock
    return clock

"""The synchronous and the awaited client behind one face, so that a test is written once for both."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from notes_api import CREATE, DELETE, GET, RUN, AsyncNotesApi, Note, NotesApi, stop_clock
from runtime.errors import APIError
from runtime.operation import Body, Operation, Parameter, Result

if TYPE_CHECKING:
    from runtime.options import RequestOptions

# Loading the certificate authorities takes most of the time of making an HTTP client.
NO_AUTHORITIES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class SyncDriver:
    """Calls operations by `NotesApi`, over an HTTP client that is quick to make, with a clock that does not run."""

    def __init__(self, url: str, token: Any = "tok-SECRET-1", *, http: Mapping[str, Any] | None = None, **given: Any):
        self.http = httpx2.Client(verify=NO_AUTHORITIES, trust_env=False, **(http or {}))
        self.api = NotesApi(token, base_url=url, http_client=self.http, **given)
        self.clock = stop_clock(self.api)

    def call(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
        **payload: Any,
    ) -> Any:
        return self.api.notes._call(operation, arguments or {}, options=options, **payload)

    def close(self) -> None:
        self.http.close()


class AsyncDriver:
    """Calls operations by `AsyncNotesApi`, in an event loop of its own."""

    def __init__(self, url: str, token: Any = "tok-SECRET-1", *, http: Mapping[str, Any] | None = None, **given: Any):
        self.runner = asyncio.Runner()
        self.http = httpx2.AsyncClient(verify=NO_AUTHORITIES, trust_env=False, **(http or {}))
        self.api = AsyncNotesApi(token, base_url=url, http_client=self.http, **given)
        self.clock = stop_clock(self.api)

    def call(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, object] | None = None,
        *,
        options: RequestOptions | None = None,
        **payload: Any,
    ) -> Any:
        return self.runner.run(self.api.notes._call(operation, arguments or {}, options=options, **payload))

    def close(self) -> None:
        self.runner.run(self.http.aclose())
        self.runner.close()


Driver = SyncDriver | AsyncDriver
MakeDriver = Callable[..., Driver]


@dataclass(frozen=True)
class Sample:
    """An operation, with arguments to call it by and a good answer's status."""

    operation: Operation[Any]
    arguments: Mapping[str, object] = field(default_factory=dict[str, object])
    payload: Mapping[str, Any] = field(default_factory=dict[str, Any])
    status: int = 200

    def call(self, driver: Driver, options: RequestOptions | None = None) -> Any:
        return driver.call(self.operation, self.arguments, options=options, **self.payload)

    def failure(self, driver: Driver, kind: type[APIError], options: RequestOptions | None = None) -> Any:
        """Return the error of a call that must fail, after a look at what it says."""
        with pytest.raises(APIError) as caught:
            self.call(driver, options)
        error = caught.value
        assert type(error) is kind, repr(error)
        assert str(error).isprintable()
        assert len(str(error)) < 2_000
        assert "SECRET" not in f"{error} {error!r} {error.__cause__!r} {error.__cause__}"
        return error


_BODY = Body("application/json", required=True, fields={"title": "title"})
_NOTE = {"200": Result("application/json", lambda: Note)}
_ID = (Parameter("note_id", "id", "path"),)
PUT: Operation[Note] = Operation(
    name="notes.put",
    method="PUT",
    path="/notes/{id}",
    parameters=_ID,
    body=_BODY,
    results=_NOTE,
    security=(("bearer",),),
)
PATCH: Operation[Note] = replace(PUT, name="notes.patch", method="PATCH")

SAFE = {
    "GET": Sample(GET, {"note_id": "n"}),
    "PUT": Sample(PUT, {"note_id": "n"}, {"fields": {"title": "a"}}),
    "DELETE": Sample(DELETE, {"note_id": "n"}, status=204),
}
UNSAFE = {
    "POST": Sample(CREATE, {}, {"fields": {"title": "a"}}, 201),
    "PATCH": Sample(PATCH, {"note_id": "n"}, {"fields": {"title": "a"}}),
    # Several methods make one `run`: whichever is chosen, the script must not run twice.
    "run by POST": Sample(replace(RUN, idempotent=False), {"note_id": "s"}, {"method": "POST", "json": [1]}),
    "run by GET": Sample(replace(RUN, idempotent=False), {"note_id": "s"}, {"method": "GET"}),
}
SAMPLES = SAFE | UNSAFE

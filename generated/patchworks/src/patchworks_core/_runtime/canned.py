"""One canned answer after the other: what a test gives a method to return, as a server would have sent it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, Self, TypeAlias, TypeVar

import httpx2

from .body import json_bytes
from .media import charset, is_json
from .operation import Operation

T = TypeVar("T")


class UnansweredError(AssertionError):
    """A request for which the test holds no answer; it is never retried, and is no `APIError`."""


@dataclass(frozen=True, slots=True)
class SentRequest:
    """A request as it was sent, without its credentials.

    Attributes:
        operation: the method of the client that sent it, as in `scripts.get`.
        method: the HTTP method.
        path: the path below the server, percent-encoded.
        query: the query parameters, decoded.
        headers: the headers, looked up without regard to case.
        content: the body.
    """

    operation: str
    method: str
    path: str
    query: httpx2.QueryParams
    headers: httpx2.Headers
    content: bytes

    def json(self) -> Any:
        """Return the body as JSON; a ValueError says that it is none."""
        return json.loads(self.content)


_Answer: TypeAlias = Callable[[SentRequest], httpx2.Response]


class Answering(Generic[T]):
    """The answers to one method, used in turn; the last one stays."""

    def __init__(self, operation: Operation[Any]) -> None:
        self._operation = operation
        self._answers: list[_Answer] = []
        self._used = 0
        self._last: SentRequest | None = None
        self._lock = Lock()

    def give(self, value: T, *, status: int | None = None, headers: Mapping[str, str] | None = None) -> Self:
        """Answer with what the method returns; for a list, with the body of a page.

        Args:
            value: the answer, sent as the document declares it.
            status: the HTTP status, unless it is the first declared success that fits.
            headers: further response headers.

        Raises:
            TypeError, ValueError: the value cannot be sent, or the document declares no content.
        """
        return self._add(_canned(*_success(self._operation, value, status), headers))

    def compute(self, answer: Callable[[SentRequest], T]) -> Self:
        """Answer with what a function makes of each request; what it raises, the method raises."""
        return self._add(lambda request: _canned(*_success(self._operation, answer(request), None), None)(request))

    def fail(self, status: int, body: object = None, *, headers: Mapping[str, str] | None = None) -> Self:
        """Answer with a failure.

        Args:
            status: an HTTP status other than 2xx.
            body: an error model or any JSON; bytes are sent as they are, None is no body.
            headers: further response headers, such as `Retry-After`.
        """
        if 200 <= status <= 299:
            raise ValueError(f"{status} is no failure: use give()")
        content = b"" if body is None else body if isinstance(body, bytes) else json_bytes(body)
        media_type = "" if body is None or isinstance(body, bytes) else "application/json"
        return self._add(_canned(status, content, media_type, headers))

    def drop(self, cause: type[httpx2.TransportError] = httpx2.ReadError) -> Self:
        """Give no answer: the connection is lost, by default after the request was sent.

        Args:
            cause: the error of httpx2, such as `ConnectError` (nothing was sent) or `ReadTimeout`.
        """

        def dropped(request: SentRequest) -> httpx2.Response:
            raise cause("dropped by the test")

        return self._add(dropped)

    def respond(self, request: SentRequest) -> httpx2.Response:
        """Return the answer whose turn it is.

        Raises:
            UnansweredError: there is none, or a list would go on for ever with it.
        """
        name = self._operation.name
        with self._lock:
            if not self._answers:
                raise UnansweredError(f"{name}: after to() comes give(), compute(), fail() or drop()")
            if self._used >= len(self._answers) and self._is_next_page(request):
                raise UnansweredError(
                    f"{name} asks for one more page ({request.path}?{request.query}): give() that too, or say in the "
                    "last one that none follows"
                )
            answer = self._answers[min(self._used, len(self._answers) - 1)]
            self._used += 1
            self._last = request
        return answer(request)

    def _add(self, answer: _Answer) -> Self:
        self._answers.append(answer)
        return self

    def _is_next_page(self, request: SentRequest) -> bool:
        """Say whether a request differs from the one before in nothing but which page it asks for."""
        rule, last = self._operation.pagination, self._last
        if rule is None or rule.parameter is None or last is None or last.path != request.path:
            return False
        if not isinstance(rule.parameter, str):
            return last.query == request.query and last.content != request.content
        before, now = last.query.get(rule.parameter), request.query.get(rule.parameter)
        return before != now and last.query.remove(rule.parameter) == request.query.remove(rule.parameter)


def _success(operation: Operation[Any], value: object, status: int | None) -> tuple[int, bytes, str]:
    """Return status, body and media type of a success; the first declared one that has content if `value` is any."""
    declared = [int(key) if key.isdecimal() else 200 for key in operation.results] or [200]
    if status is None:
        fitting = (each for each in declared if (operation.result_for(each) is None) == (value is None))
        status = next(fitting, declared[0])
    result = operation.result_for(status)
    if result is None and value is not None:
        raise TypeError(f"{operation.name} answers {status} without content: give None")
    if result is not None and (result.type_of is not None or is_json(result.media_type)):
        return status, json_bytes(value), result.media_type
    if value is None:
        return status, b"", ""
    declared_type = "" if result is None or "*" in result.media_type else result.media_type
    if isinstance(value, str):
        return status, value.encode(charset(declared_type)), declared_type or "text/plain; charset=utf-8"
    if isinstance(value, bytes):
        return status, value, getattr(value, "content_type", "") or declared_type or "application/octet-stream"
    return status, json_bytes(value), "application/json"


def _canned(status: int, content: bytes, media_type: str, headers: Mapping[str, str] | None) -> _Answer:
    every = httpx2.Headers({"content-type": media_type} if media_type else {})
    every.update(headers)
    return lambda _: httpx2.Response(status, headers=every, content=content)

"""An answer of the server, read to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from .errors import phrase, status_error
from .lazy import LazyModule
from .media import charset
from .redact import shown_url

if TYPE_CHECKING:
    import httpx2

    from . import decode
    from .operation import Operation
else:
    decode = LazyModule(".decode", __package__)

T = TypeVar("T")

_REQUEST_ID_HEADERS = ("x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid", "cf-ray")


class Content(bytes):
    """The body of an answer that is not JSON: bytes that know their `content_type`."""

    content_type: str

    def __new__(cls, content: bytes = b"", content_type: str = "") -> Content:
        """Return `content` with the media type that the server gave it."""
        made = super().__new__(cls, content)
        made.content_type = content_type
        return made

    @property
    def text(self) -> str:
        """The content as text, by the charset of its content type or UTF-8; what is no text becomes U+FFFD."""
        return self.decode(charset(self.content_type), "replace")


class Response(Generic[T]):
    """An answer, whatever its status.

    Attributes:
        method: the HTTP method of the request.
        url: the URL of the request, without credentials.
        status: the HTTP status.
        headers: the headers, looked up without regard to case.
        content: the body, content encodings undone.
        elapsed: seconds from sending to the end of the body.
        excerpt: the beginning of the body of a failure, fit for a message; or why a redirect was not followed.
    """

    def __init__(  # noqa: PLR0913
        self,
        operation: Operation[T],
        *,
        method: str,
        url: str,
        status: int,
        headers: httpx2.Headers,
        content: bytes,
        elapsed: float = 0.0,
        excerpt: str = "",
    ) -> None:
        self._operation = operation
        self.method = method
        self.url = url
        self.status = status
        self.headers = headers
        self.content = content
        self.elapsed = elapsed
        self.excerpt = excerpt

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status <= 299

    @property
    def content_type(self) -> str:
        """The `Content-Type` header, or nothing."""
        return self.headers.get("content-type", "")

    @property
    def text(self) -> str:
        """The body as text, by the charset of its content type or UTF-8; what is no text becomes U+FFFD."""
        return self.content.decode(charset(self.content_type), "replace")

    @property
    def request_id(self) -> str | None:
        """The server's own name for the request, if it gave one."""
        return next((self.headers[name] for name in _REQUEST_ID_HEADERS if name in self.headers), None)

    @property
    def summary(self) -> str:
        """Status, method, URL and request id on one line, without anything secret."""
        request_id = self.request_id
        tail = f" (request id {ascii(request_id)[1:-1][:200]})" if request_id else ""
        return f"{phrase(self.status)}: {self.method} {shown_url(self.url)}{tail}"

    def json(self) -> Any:
        """Return the body as JSON.

        Raises:
            ResponseValidationError: it is not JSON.
        """
        from .decode import any_json

        return any_json(self)

    def parse(self) -> T:
        """Return what the method itself would return.

        Raises:
            APIStatusError: the status is not 2xx and the operation does not leave the status to the caller.
            ResponseValidationError: the body is not what the API declares.
        """
        operation = self._operation
        if not operation.any_status:
            self.raise_for_status()
        result = operation.result_for(self.status)
        if result is None:
            return cast("T", [] if operation.empty_list else None)
        return cast("T", decode.decode_result(self, result))

    def parsed_error(self) -> Any:
        """Return the error model declared for the status; None if there is none or the body is not it."""
        from .decode import decode_error

        return decode_error(self, self._operation.error_for(self.status))

    def raise_for_status(self) -> None:
        """Raise the error of the status unless it is 2xx.

        Raises:
            APIStatusError: the class that belongs to the status.
        """
        if not self.is_success:
            raise status_error(self)

    def __repr__(self) -> str:
        return f"<Response {self.summary}>"

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_operation": self._operation.narrowed(self.status)}

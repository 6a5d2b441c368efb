"""One HTTP exchange: what was sent and what came back, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlsplit

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Request:
    """A request: method in capitals, absolute URL, headers in order, body."""

    method: str
    url: str
    headers: Headers = ()
    body: bytes = b""

    @property
    def path(self) -> str:
        """The path of the URL, still percent-encoded."""
        return urlsplit(self.url).path

    @cached_property
    def query(self) -> tuple[tuple[str, str], ...]:
        """The decoded pairs of the query in their order; repeated and empty ones are kept."""
        return tuple(parse_qsl(urlsplit(self.url).query, keep_blank_values=True))


@dataclass(frozen=True, slots=True)
class Response:
    """A response: status code, headers in order, body with any content coding undone."""

    status: int
    headers: Headers = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Interaction:
    """A request and the response it got."""

    request: Request
    response: Response


def header_values(headers: Headers, name: str) -> tuple[str, ...]:
    """Return every value of the header `name`, in order; names have no case (RFC 9110 section 5.1)."""
    return tuple(value for key, value in headers if key.lower() == name.lower())


def cookies(request: Request) -> tuple[tuple[str, str], ...]:
    """Return the pairs of the Cookie headers of `request`, as they are written (RFC 6265 section 4.2.1)."""
    written = ";".join(header_values(request.headers, "Cookie")).split(";")
    pairs = (cookie.strip().partition("=") for cookie in written)
    return tuple((name, value) for name, equals, value in pairs if equals)


def media_type(headers: Headers) -> str:
    """Return type and subtype of the Content-Type in lower case, without parameters; "" where there is none."""
    values = header_values(headers, "Content-Type")
    return values[0].partition(";")[0].strip().lower() if values else ""


def is_json(kind: str) -> bool:
    """Tell whether the media type `kind` is JSON, by name or by the suffix of RFC 6839 section 3.1."""
    return kind == "application/json" or kind.endswith("+json")

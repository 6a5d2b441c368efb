"""One call, ready to be sent: the arguments of a generated method turned into a request."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .body import Encoded, Files, Payload, encode_body
from .headers import header_name, header_value
from .operation import Operation, Parameter
from .styles import header_text, path_text, query_pairs
from .unset import UNSET
from .urls import origin_of

if TYPE_CHECKING:
    from .options import RequestOptions

T = TypeVar("T")

_IDEMPOTENCY_KEY = "idempotency-key"


@dataclass(slots=True)
class Call(Generic[T]):
    """A request without its credentials, which are added when it is sent.

    Credentials go only to URLs that begin with `home`. `redirects` counts those that led to it; `is_elsewhere` says that
    they led to another origin.
    """

    operation: Operation[T]
    method: str
    url: str
    headers: dict[str, str]
    content: Encoded | Files | None
    options: RequestOptions
    home: str
    redirects: int = 0
    is_elsewhere: bool = False

    @property
    def is_replayable(self) -> bool:
        """Whether the body can be sent a second time: an iterator cannot, nor a file that does not go back."""
        if isinstance(self.content, Files):
            return self.content.is_replayable
        return not isinstance(self.content, Iterator | AsyncIterator)

    @property
    def is_idempotent(self) -> bool:
        """Whether a repeat is harmless, by the operation or because it has an idempotency key.

        The caller gives one; where the document declares the header, one is made for each call that has none.
        """
        return self.operation.is_idempotent(self.method) or _IDEMPOTENCY_KEY in self.headers


def make_call(
    operation: Operation[T],
    arguments: Mapping[str, object],
    payload: Payload,
    *,
    base_url: str,
    headers: Mapping[str, str],
    options: RequestOptions,
) -> Call[T]:
    """Return the call that an operation makes of its arguments.

    Args:
        operation: the operation.
        arguments: the parameters by argument name, `UNSET` for those not given.
        payload: the body in any of its forms.
        base_url: the server that the operation is sent to, without a slash at its end.
        headers: what every request carries, names in small letters.
        options: the client's options with those of this call on top.

    Raises:
        ValueError, TypeError: an argument cannot be sent; the message names it.
    """
    sent = dict(headers)
    if operation.accept:
        sent["accept"] = header_value("accept", operation.accept)
    content, content_type = encode_body(operation, payload)
    if content_type:
        sent["content-type"] = header_value("content_type", content_type)
    path, query = _put_parameters(operation, arguments, sent)
    for name, value in options.query.items():
        query += query_pairs(Parameter(name, name, "query"), value)
    for name, value in options.headers.items():
        sent[header_name(name)] = header_value(name, value)
    joint = "&" if "?" in path else "?"  # a path of the document may have a query of its own
    url = f"{base_url}{path}{joint}{'&'.join(query)}" if query else base_url + path
    method = payload.get("method", operation.method)
    if operation.methods and method not in operation.methods:
        raise ValueError(f"{operation.name}: method {method!r} is not one of: {', '.join(operation.methods)}")
    return Call(operation, method, url, sent, content, options, home=f"{origin_of(base_url)}/")


def _put_parameters(
    operation: Operation[Any], arguments: Mapping[str, object], headers: dict[str, str]
) -> tuple[str, list[str]]:
    """Return the path and the query's pairs with the parameters in them, and put headers and cookies into `headers`."""
    path = operation.path
    query: list[str] = []
    cookies: list[str] = []
    for parameter in operation.parameters:
        value = arguments.get(parameter.argument, UNSET)
        if parameter.write is not None and value is not UNSET and value is not None:
            value = parameter.write(parameter, value)
        if parameter.location == "path":
            path = path.replace(f"{{{parameter.name}}}", path_text(parameter, value))
        elif value is UNSET and parameter.location == "header" and parameter.name.lower() == _IDEMPOTENCY_KEY:
            headers[_IDEMPOTENCY_KEY] = _new_key()
        elif value is UNSET or value is None:
            continue
        elif parameter.location == "querystring":
            query += [str(value)] if value else []
        elif parameter.location == "query":
            query += query_pairs(parameter, value)
        elif parameter.location == "cookie":
            cookies += query_pairs(parameter, value)
        elif (text := header_text(parameter, value)) is not None:
            headers[header_name(parameter.name)] = header_value(parameter.argument, text)
    if "/." in path and not {".", ".."}.isdisjoint(path.split("/")):
        raise ValueError(f"{operation.name}: an argument makes the path {path!a}, which has a segment '.' or '..'")
    if cookies:
        headers["cookie"] = "; ".join(cookies)
    return path, query


def _new_key() -> str:
    from uuid import uuid4

    return str(uuid4())

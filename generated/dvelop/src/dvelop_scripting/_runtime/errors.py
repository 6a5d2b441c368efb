"""Everything that a call can raise, under one root.

Timeouts and lost connections are also Python's `TimeoutError` and `ConnectionError`: who uses several clients catches
those. No message holds a credential, the value of a query parameter or a control character.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .response import Response


class APIError(Exception):
    """A call failed."""


class ConfigurationError(APIError, ValueError):
    """The client lacks something that the call needs: a credential, a tenant, a usable base URL."""


class PaginationError(APIError):
    """A list cannot be walked on: its next page is elsewhere, already read, missing or no page, or a token is not its."""


class APIConnectionError(APIError, ConnectionError):
    """No answer arrived: the connection could not be made, or was lost, or what came was not HTTP.

    Attributes:
        was_sent: whether the server may have got the request, and may have done what it asks.
        may_pass: whether another attempt may go better.
    """

    was_sent = True
    may_pass = True


class APITimeoutError(APIConnectionError, TimeoutError):
    """No answer arrived in time."""


class TokenError(APIError):
    """No credential could be had: the endpoint that gives tokens refused, or its answer is of no use.

    Attributes:
        status: the HTTP status of its answer; None if there was none.
        code: what OAuth 2.0 calls the trouble (RFC 6749 section 5.2), such as `invalid_client`; None if it does not say.
    """

    status: int | None = None
    code: str | None = None


class TokenConnectionError(TokenError, APIConnectionError):
    """The endpoint that gives tokens did not answer; the call itself was not sent."""

    was_sent = False


class TokenTimeoutError(TokenConnectionError, APITimeoutError):
    """The endpoint that gives tokens did not answer in time; the call itself was not sent."""


class _ResponseError(APIError):
    """An answer arrived and is the trouble."""

    response: Response[Any]

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status

    @property
    def request_id(self) -> str | None:
        """The server's own name for the request, if it gave one."""
        return self.response.request_id


class ResponseValidationError(_ResponseError):
    """The answer is not what the API's document declares; `response.content` holds it as it came."""

    def __init__(self, response: Response[Any], reason: str) -> None:
        super().__init__(response, reason)
        self.response = response
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.response.summary}: {self.reason}"


class APIStatusError(_ResponseError):
    """The server answered with a status other than 2xx."""

    def __init__(self, response: Response[Any]) -> None:
        super().__init__(response)
        self.response = response

    def parsed(self) -> Any:
        """Return the error model that the API declares for this status; None if there is none or the body is not it."""
        return self.response.parsed_error()

    def __str__(self) -> str:
        excerpt = self.response.excerpt
        return f"{self.response.summary}: {excerpt}" if excerpt else self.response.summary


class RedirectError(APIStatusError):
    """3xx: a redirect that is not followed; the message says why."""


class BadRequestError(APIStatusError):
    """400: the request is malformed."""


class AuthenticationError(APIStatusError):
    """401: the credential is missing, wrong or expired."""


class PermissionDeniedError(APIStatusError):
    """403: the credential does not allow this."""


class NotFoundError(APIStatusError):
    """404: there is no such thing."""


class ConflictError(APIStatusError):
    """409: the request does not fit the present state."""


class UnprocessableEntityError(APIStatusError):
    """422: the request is well-formed and its content is not acceptable."""


class RateLimitError(APIStatusError):
    """429: too many requests."""


class ServerError(APIStatusError):
    """5xx: the server failed, or a gateway before it."""


class InternalServerError(ServerError):
    """500: the server failed."""


class BadGatewayError(ServerError):
    """502: a gateway got no usable answer from the server."""


class ServiceUnavailableError(ServerError):
    """503: the server is overloaded or down."""


class GatewayTimeoutError(ServerError):
    """504: a gateway got no answer from the server in time."""


_BY_STATUS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
    500: InternalServerError,
    502: BadGatewayError,
    503: ServiceUnavailableError,
    504: GatewayTimeoutError,
}


def status_error(response: Response[Any]) -> APIStatusError:
    """Return the error for an answer whose status is not 2xx; statuses without a class of their own work too."""
    general = (
        ServerError if response.status >= 500 else RedirectError if response.status // 100 == 3 else APIStatusError
    )
    return _BY_STATUS.get(response.status, general)(response)


def phrase(status: int) -> str:
    """Return a status as people read it, `404 Not Found`; one that is not registered stands alone."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)

"""Start scripts of a d.velop cloud tenant, in the foreground or in the background, and read what they logged.

    from dvelop_scripting import DvelopScripting

`DvelopScripting` and `AsyncDvelopScripting` are the clients; `models` holds the objects that they take and give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime.lazy import lazy_attributes

if TYPE_CHECKING:
    from . import models
    from ._client import AsyncDvelopScripting, DvelopScripting
    from ._runtime.errors import (
        APIConnectionError,
        APIError,
        APIStatusError,
        APITimeoutError,
        AuthenticationError,
        BadGatewayError,
        BadRequestError,
        ConfigurationError,
        ConflictError,
        GatewayTimeoutError,
        InternalServerError,
        NotFoundError,
        PaginationError,
        PermissionDeniedError,
        RateLimitError,
        RedirectError,
        ResponseValidationError,
        ServerError,
        ServiceUnavailableError,
        TokenConnectionError,
        TokenError,
        TokenTimeoutError,
        UnprocessableEntityError,
    )
    from ._runtime.events import ServerSentEvent
    from ._runtime.options import RequestOptions
    from ._runtime.pagination import AsyncPages, Page, Pages
    from ._runtime.response import Content, Response
    from ._runtime.retry import Retry, RetryPolicy
    from ._runtime.schemes import AsyncToken, AsyncTokenSource, Token, TokenSource
    from ._runtime.stream import AsyncStream, Stream
    from ._runtime.tokens import Grant, RenewingToken
    from ._runtime.unset import UNSET, Unset

__version__ = "0.1.0"

__all__ = [
    "APIConnectionError", "APIError", "APIStatusError", "APITimeoutError", "AsyncDvelopScripting", "AsyncPages",
    "AsyncStream", "AsyncToken", "AsyncTokenSource", "AuthenticationError", "BadGatewayError", "BadRequestError",
    "ConfigurationError", "ConflictError", "Content", "DvelopScripting", "GatewayTimeoutError", "Grant",
    "InternalServerError", "NotFoundError", "Page", "Pages", "PaginationError", "PermissionDeniedError",
    "RateLimitError", "RedirectError", "RenewingToken", "RequestOptions", "Response", "ResponseValidationError",
    "Retry", "RetryPolicy", "ServerError", "ServerSentEvent", "ServiceUnavailableError", "Stream", "Token",
    "TokenConnectionError", "TokenError", "TokenSource", "TokenTimeoutError", "UNSET", "UnprocessableEntityError",
    "Unset", "__version__", "models",
]  # fmt: skip

# By the module that has them, which is imported when one of them is asked for.
_NAMES = {
    "_client": ("AsyncDvelopScripting", "DvelopScripting"),
    "_runtime.errors": (
        "APIConnectionError", "APIError", "APIStatusError", "APITimeoutError", "AuthenticationError",
        "BadGatewayError", "BadRequestError", "ConfigurationError", "ConflictError", "GatewayTimeoutError",
        "InternalServerError", "NotFoundError", "PaginationError", "PermissionDeniedError", "RateLimitError",
        "RedirectError", "ResponseValidationError", "ServerError", "ServiceUnavailableError", "TokenConnectionError",
        "TokenError", "TokenTimeoutError", "UnprocessableEntityError",
    ),
    "_runtime.events": ("ServerSentEvent",),
    "_runtime.options": ("RequestOptions",),
    "_runtime.pagination": ("AsyncPages", "Page", "Pages"),
    "_runtime.response": ("Content", "Response"),
    "_runtime.retry": ("Retry", "RetryPolicy"),
    "_runtime.schemes": ("AsyncToken", "AsyncTokenSource", "Token", "TokenSource"),
    "_runtime.stream": ("AsyncStream", "Stream"),
    "_runtime.tokens": ("Grant", "RenewingToken"),
    "_runtime.unset": ("UNSET", "Unset"),
}  # fmt: skip

if not TYPE_CHECKING:
    _find = lazy_attributes(__name__, {name: module for module, names in _NAMES.items() for name in names})

    def __getattr__(name: str) -> object:
        """Import what is asked for when it is asked for (PEP 562)."""
        if name == "models":
            from importlib import import_module

            return import_module(".models", __name__)
        return _find(name)


def __dir__() -> list[str]:
    """Return the public names, those not yet imported included."""
    return sorted(__all__)

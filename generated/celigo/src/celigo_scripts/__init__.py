"""Manage the JavaScript that Celigo's integrator.io runs: the scripts themselves, what they logged, who…

    from celigo_scripts import Celigo

`Celigo` and `AsyncCeligo` are the clients; `models` holds the objects that they take and give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime.lazy import lazy_attributes

if TYPE_CHECKING:
    from . import models as models
    from ._client import AsyncCeligo as AsyncCeligo
    from ._client import Celigo as Celigo
    from ._runtime.errors import APIConnectionError as APIConnectionError
    from ._runtime.errors import APIError as APIError
    from ._runtime.errors import APIStatusError as APIStatusError
    from ._runtime.errors import APITimeoutError as APITimeoutError
    from ._runtime.errors import AuthenticationError as AuthenticationError
    from ._runtime.errors import BadGatewayError as BadGatewayError
    from ._runtime.errors import BadRequestError as BadRequestError
    from ._runtime.errors import ConfigurationError as ConfigurationError
    from ._runtime.errors import ConflictError as ConflictError
    from ._runtime.errors import GatewayTimeoutError as GatewayTimeoutError
    from ._runtime.errors import InternalServerError as InternalServerError
    from ._runtime.errors import NotFoundError as NotFoundError
    from ._runtime.errors import PaginationError as PaginationError
    from ._runtime.errors import PermissionDeniedError as PermissionDeniedError
    from ._runtime.errors import RateLimitError as RateLimitError
    from ._runtime.errors import ResponseValidationError as ResponseValidationError
    from ._runtime.errors import ServerError as ServerError
    from ._runtime.errors import ServiceUnavailableError as ServiceUnavailableError
    from ._runtime.errors import TokenConnectionError as TokenConnectionError
    from ._runtime.errors import TokenError as TokenError
    from ._runtime.errors import TokenTimeoutError as TokenTimeoutError
    from ._runtime.errors import UnprocessableEntityError as UnprocessableEntityError
    from ._runtime.options import RequestOptions as RequestOptions
    from ._runtime.pagination import AsyncPages as AsyncPages
    from ._runtime.pagination import Page as Page
    from ._runtime.pagination import Pages as Pages
    from ._runtime.response import Content as Content
    from ._runtime.response import Response as Response
    from ._runtime.retry import RetryPolicy as RetryPolicy
    from ._runtime.tokens import Grant as Grant
    from ._runtime.tokens import RenewingToken as RenewingToken
    from ._runtime.unset import UNSET as UNSET
    from ._runtime.unset import Unset as Unset

__version__ = "0.1.0"

__all__ = [
    "__version__",
    "APIConnectionError",
    "APIError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncCeligo",
    "AsyncPages",
    "AuthenticationError",
    "BadGatewayError",
    "BadRequestError",
    "Celigo",
    "ConfigurationError",
    "ConflictError",
    "Content",
    "GatewayTimeoutError",
    "Grant",
    "InternalServerError",
    "NotFoundError",
    "Page",
    "Pages",
    "PaginationError",
    "PermissionDeniedError",
    "RateLimitError",
    "RenewingToken",
    "RequestOptions",
    "Response",
    "ResponseValidationError",
    "RetryPolicy",
    "ServerError",
    "ServiceUnavailableError",
    "TokenConnectionError",
    "TokenError",
    "TokenTimeoutError",
    "UNSET",
    "UnprocessableEntityError",
    "Unset",
    "models",
]

_MODULES = {
    "APIConnectionError": "_runtime.errors",
    "APIError": "_runtime.errors",
    "APIStatusError": "_runtime.errors",
    "APITimeoutError": "_runtime.errors",
    "AsyncCeligo": "_client",
    "AsyncPages": "_runtime.pagination",
    "AuthenticationError": "_runtime.errors",
    "BadGatewayError": "_runtime.errors",
    "BadRequestError": "_runtime.errors",
    "Celigo": "_client",
    "ConfigurationError": "_runtime.errors",
    "ConflictError": "_runtime.errors",
    "Content": "_runtime.response",
    "GatewayTimeoutError": "_runtime.errors",
    "Grant": "_runtime.tokens",
    "InternalServerError": "_runtime.errors",
    "NotFoundError": "_runtime.errors",
    "Page": "_runtime.pagination",
    "Pages": "_runtime.pagination",
    "PaginationError": "_runtime.errors",
    "PermissionDeniedError": "_runtime.errors",
    "RateLimitError": "_runtime.errors",
    "RenewingToken": "_runtime.tokens",
    "RequestOptions": "_runtime.options",
    "Response": "_runtime.response",
    "ResponseValidationError": "_runtime.errors",
    "RetryPolicy": "_runtime.retry",
    "ServerError": "_runtime.errors",
    "ServiceUnavailableError": "_runtime.errors",
    "TokenConnectionError": "_runtime.errors",
    "TokenError": "_runtime.errors",
    "TokenTimeoutError": "_runtime.errors",
    "UNSET": "_runtime.unset",
    "UnprocessableEntityError": "_runtime.errors",
    "Unset": "_runtime.unset",
}

if not TYPE_CHECKING:
    _find = lazy_attributes(__name__, _MODULES)

    def __getattr__(name: str) -> object:
        """Import what is asked for when it is asked for (PEP 562)."""
        if name == "models":
            from importlib import import_module

            return import_module(".models", __name__)
        return _find(name)


def __dir__() -> list[str]:
    """Return the public names, those not yet imported included."""
    return sorted(__all__)

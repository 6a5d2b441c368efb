"""Credentials: which of them a call takes, what their sources give, and how they get into the request."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from inspect import isawaitable, iscoroutine
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from .errors import ConfigurationError
from .headers import header_value
from .schemes import AsyncToken, Given, OwnClient, Scheme, Slot, is_given
from .urls import with_query

if TYPE_CHECKING:
    from .operation import Operation


class Credential(NamedTuple):
    """A security scheme, and what gives its secret."""

    scheme: Scheme
    source: AsyncToken


class Credentials:
    """The credentials of one client, read from the arguments and the environment when the client is made.

    Args:
        schemes: the security schemes by their name in the document.
        given: what the client's constructor was given for each.
        base_url: the client's server, to which the URL of an exchange may be relative.

    Attributes:
        query_credentials: the query parameters that hold credentials; servers repeat them in their links.
        header_credentials: the headers that do, names in small letters.
    """

    def __init__(self, schemes: Mapping[str, Scheme | OwnClient], given: Mapping[str, Given], base_url: str) -> None:
        self._schemes = schemes
        self._sources = {name: scheme.source(given.get(name), base_url) for name, scheme in schemes.items()}
        self._given = {name for name, value in given.items() if is_given(value)}
        self._choices: dict[tuple[tuple[str, ...], ...], tuple[Credential, ...]] = {}
        where = [scheme.destination for scheme in schemes.values() if not isinstance(scheme, OwnClient)]
        self.query_credentials = frozenset(name for location, name in where if location == "query")
        self.header_credentials = frozenset(name for location, name in where if location == "header")

    def choose(self, operation: Operation[Any]) -> tuple[Credential, ...]:
        """Return the credentials that an operation takes: the first alternative that is complete.

        One that the caller gave comes before one that only the environment holds.

        Raises:
            ConfigurationError: none is, and the operation is not for everyone.
        """
        chosen = self._choices.get(operation.security)
        if chosen is None:
            chosen = self._choices[operation.security] = self._choice(operation)
        return chosen

    def _choice(self, operation: Operation[Any]) -> tuple[Credential, ...]:
        for alternative in sorted(operation.security, key=lambda names: not self._given.intersection(names)):
            found = [(self._schemes[name], source) for name in alternative if (source := self._sources.get(name))]
            if found and len(found) == len(alternative):
                return tuple(
                    Credential(scheme, source) for scheme, source in found if not isinstance(scheme, OwnClient)
                )
        if not operation.security or () in operation.security:
            return ()
        # A scheme that the client was made without has no argument to give.
        known = [names for names in operation.security if self._schemes.keys() >= set(names)]
        ways = "; or ".join(" and ".join(self._schemes[name].remedy for name in names) for names in known)
        raise ConfigurationError(f"{operation.name} needs a credential: {ways or 'none that this client can send'}")

    def __repr__(self) -> str:
        return f"<Credentials for {', '.join(self._schemes) or 'nothing'}>"


def secret_of(source: AsyncToken) -> str:
    """Return the secret of a source in a client that does not await.

    Raises:
        TypeError: the source is for clients that do, or gives no text.
    """
    if isinstance(source, str):
        return source
    secret = _asked(source, "token")
    if isawaitable(secret):
        if iscoroutine(secret):
            secret.close()
        raise TypeError("an awaitable token source needs the asynchronous client")
    return _text(secret)


async def secret_of_async(source: AsyncToken) -> str:
    """Return the secret of a source of either kind.

    Raises:
        TypeError: the source gives no text.
    """
    if isinstance(source, str):
        return source
    secret = _asked(source, "token_async")
    return _text(await secret if isawaitable(secret) else secret)


def _asked(source: Any, method: str) -> str | Awaitable[str]:
    ask = getattr(source, method, None) or getattr(source, "token", None) or source
    secret: str | Awaitable[str] = ask()
    return secret


def _text(secret: object) -> str:
    # As it is: a source may know by it which of its secrets is rejected. Its scheme takes off the space around it.
    if not isinstance(secret, str) or not secret.strip():
        given = "an empty one" if isinstance(secret, str) else type(secret).__name__
        raise TypeError(f"a token source gives text, not {given}")
    return secret


def is_static(source: AsyncToken) -> bool:
    """Say whether a source gives the same secret for ever, so that there is no use in asking it again."""
    return isinstance(source, str)


def reject(source: AsyncToken, secret: str) -> None:
    """Tell a source that the server refused its secret (401), so that it gives another one if it can."""
    refused = getattr(source, "reject", None)
    if refused is not None:
        refused(secret)


def with_credentials(url: str, headers: dict[str, str], slots: list[Slot]) -> tuple[str, dict[str, str]]:
    """Return URL and headers with the credentials in them; a header that the caller set himself stays."""
    headers = dict(headers)
    for location, name, value in slots:
        if location == "header":
            headers.setdefault(name, header_value(name, value))
        elif location == "cookie":
            cookie = f"{quote(name)}={quote(value, safe='')}"
            headers["cookie"] = f"{headers['cookie']}; {cookie}" if "cookie" in headers else cookie
        else:
            url = with_query(url, {name: value})
    return url, headers

"""Credentials: where they come from, which of them a call takes, and where in the request they go."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from inspect import isawaitable, iscoroutine
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias
from urllib.parse import quote

from .errors import ConfigurationError
from .headers import header_value
from .urls import with_query

if TYPE_CHECKING:
    from .operation import Operation


class TokenSource(Protocol):
    """Gives a credential when asked, before every request: it may renew it."""

    def token(self) -> str:
        """Return the credential, without a prefix such as `Bearer`."""
        ...


class AsyncTokenSource(Protocol):
    """A `TokenSource` for clients that are awaited."""

    async def token(self) -> str:
        """Return the credential, without a prefix such as `Bearer`."""
        ...


Token: TypeAlias = str | TokenSource | Callable[[], str]
AsyncToken: TypeAlias = Token | AsyncTokenSource | Callable[[], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Login:
    """A name and a password, as far as they were given."""

    username: str | None
    password: str | None = field(repr=False)


Given: TypeAlias = AsyncToken | Login | None
"""What a client's constructor is given for a scheme."""

Slot: TypeAlias = tuple[Literal["header", "query", "cookie"], str, str]
"""Where a credential goes: the location, the name there, and the value."""


class Scheme(Protocol):
    """A security scheme of the document."""

    @property
    def remedy(self) -> str:
        """What its user can do to supply it."""
        ...

    def source(self, given: Given) -> AsyncToken | None:
        """Return what gives the secret: the argument, else the environment; None if neither does."""
        ...

    def slot(self, secret: str) -> Slot:
        """Return where the secret goes."""
        ...


class _Token:
    """A scheme whose secret is one string."""

    __slots__ = ()
    argument: str
    environment: str

    @property
    def remedy(self) -> str:
        """What its user can do to supply it."""
        return _remedy(self.argument, self.environment)

    def source(self, given: Given) -> AsyncToken | None:
        """Return what gives the secret: the argument, else the environment."""
        if given is None:
            return os.environ.get(self.environment, "").strip() or None
        if isinstance(given, Login):
            raise TypeError(f"{self.argument} is a string or what gives one, not a Login")
        return given or None


@dataclass(frozen=True, slots=True)
class ApiKey(_Token):
    """A key in a header, the query or a cookie (OpenAPI 3.1, Security Scheme Object, `apiKey`)."""

    argument: str
    location: Literal["header", "query", "cookie"]
    name: str
    environment: str = ""

    def slot(self, secret: str) -> Slot:
        """Return where the key goes."""
        return self.location, self.name.lower() if self.location == "header" else self.name, secret


@dataclass(frozen=True, slots=True)
class Bearer(_Token):
    """A bearer token (RFC 6750): `http` with scheme `bearer`, `oauth2` and `openIdConnect`."""

    argument: str
    environment: str = ""

    def slot(self, secret: str) -> Slot:
        """Return where the token goes."""
        return "header", "authorization", f"Bearer {secret}"


@dataclass(frozen=True, slots=True)
class Basic:
    """A name and a password (RFC 7617)."""

    username_argument: str = "username"
    password_argument: str = "password"  # noqa: S105
    username_environment: str = ""
    password_environment: str = ""

    @property
    def remedy(self) -> str:
        """What its user can do to supply it."""
        name = _remedy(self.username_argument, self.username_environment)
        return f"{name}, and {_remedy(self.password_argument, self.password_environment)}"

    def source(self, given: Given) -> AsyncToken | None:
        """Return both as `name:password`: the arguments, else the environment; None if there is no name."""
        name, password = (given.username, given.password) if isinstance(given, Login) else (None, None)
        name = os.environ.get(self.username_environment) if name is None else name
        password = os.environ.get(self.password_environment) if password is None else password
        return f"{name}:{password or ''}" if name else None

    def slot(self, secret: str) -> Slot:
        """Return where both go."""
        return "header", "authorization", f"Basic {b64encode(secret.encode()).decode('ascii')}"


def _remedy(argument: str, environment: str) -> str:
    return f"give {argument}=" + (f" or set {environment}" if environment else "")


Chosen: TypeAlias = tuple[tuple[Scheme, AsyncToken], ...]


class Credentials:
    """The credentials of one client, read from the arguments and the environment when the client is made."""

    def __init__(self, schemes: Mapping[str, Scheme], given: Mapping[str, Given]) -> None:
        self._schemes = schemes
        self._sources = {name: scheme.source(given.get(name)) for name, scheme in schemes.items()}
        self._given = {name for name, value in given.items() if value is not None}

    def choose(self, operation: Operation[Any]) -> Chosen:
        """Return the schemes that a call takes, each with its secret's source: the first alternative that is complete.

        One that the caller gave comes before one that only the environment holds.

        Raises:
            ConfigurationError: none is, and the operation is not for everyone.
        """
        for alternative in sorted(operation.security, key=lambda names: not self._given.intersection(names)):
            chosen = [(self._schemes[name], source) for name in alternative if (source := self._sources.get(name))]
            if chosen and len(chosen) == len(alternative):
                return tuple(chosen)
        if not operation.security or () in operation.security:
            return ()
        ways = [" and ".join(self._schemes[name].remedy for name in names) for names in operation.security]
        raise ConfigurationError(f"{operation.name} needs a credential: {'; or '.join(ways)}")

    def __repr__(self) -> str:
        return f"<Credentials for {', '.join(self._schemes) or 'nothing'}>"


def secret_of(source: AsyncToken) -> str:
    """Return the secret of a source in a client that does not await.

    Raises:
        TypeError: the source is for clients that do.
    """
    secret = _asked(source)
    if isawaitable(secret):
        if iscoroutine(secret):
            secret.close()
        raise TypeError("an awaitable token source needs the asynchronous client")
    return secret


async def secret_of_async(source: AsyncToken) -> str:
    """Return the secret of a source of either kind."""
    secret = _asked(source)
    return await secret if isawaitable(secret) else secret


def is_static(source: AsyncToken) -> bool:
    """Say whether a source gives the same secret for ever, so that there is no use in asking it again."""
    return isinstance(source, str)


def reject(source: AsyncToken, secret: str) -> None:
    """Tell a source that the server refused its secret (401), so that it gives another one if it can."""
    refused = getattr(source, "reject", None)
    if refused is not None:
        refused(secret)


def _asked(source: AsyncToken) -> str | Awaitable[str]:
    if isinstance(source, str):
        return source
    return source() if callable(source) else source.token()


def place(slots: list[Slot], url: str, headers: dict[str, str]) -> tuple[str, dict[str, str]]:
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

"""Security schemes: where the secret of each comes from, and where in the request it goes."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from .headers import header_value

if TYPE_CHECKING:
    import httpx2


class TokenSource(Protocol):
    """Gives a credential when asked, before every request: it may renew it.

    It may also have `token_async`, which asynchronous clients then await in place of `token`; and `reject`, which is
    told each secret that the server refused (401), so that the next one is another.
    """

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
    """A name and a password, as far as they were given, and how to exchange them where that is needed.

    Attributes:
        url: where to, in place of the document's endpoint.
        scopes: what to ask for, in place of what the operations need.
        http_client: sends the exchange, in place of a client made for it.
    """

    username: str | None
    password: str | None = field(repr=False)
    url: str | None = None
    scopes: Sequence[str] | None = None
    http_client: httpx2.Client | None = None


Given: TypeAlias = AsyncToken | Login | None
"""What a client's constructor is given for a scheme."""

Destination: TypeAlias = tuple[Literal["header", "query", "cookie"], str]
"""Where in a request a credential goes: the location, and the name there, in small letters for a header."""

Slot: TypeAlias = tuple[Literal["header", "query", "cookie"], str, str]
"""A destination and the value that goes there."""

_AUTHORIZATION: Destination = ("header", "authorization")


class Scheme(Protocol):
    """A security scheme of the document."""

    @property
    def remedy(self) -> str:
        """What its user can do to supply it."""
        ...

    def source(self, given: Given, base_url: str) -> AsyncToken | None:
        """Return what gives the secret: the argument, else the environment; None if neither does."""
        ...

    @property
    def destination(self) -> Destination:
        """Where the secret goes."""
        ...

    def slot(self, secret: str) -> Slot:
        """Return where the secret goes, and in which form."""
        ...


class Exchange(Protocol):
    """A way to come by the secret of a scheme: an endpoint that gives it for a name and a password."""

    @property
    def remedy(self) -> str:
        """What its user can do to supply name and password."""
        ...

    def source(self, given: Login, base_url: str) -> TokenSource | None:
        """Return what makes the exchange, with the arguments and the environment; None if neither gives both."""
        ...


class _Token:
    """A scheme whose secret is one string."""

    __slots__ = ()
    argument: str
    environment: str
    exchange: Exchange | None

    @property
    def destination(self) -> Destination:
        """Where the secret goes."""
        raise NotImplementedError

    @property
    def remedy(self) -> str:
        """What its user can do to supply it."""
        other = f", or {self.exchange.remedy}" if self.exchange else ""
        return remedy_of(self.argument, self.environment) + other

    def source(self, given: Given, base_url: str) -> AsyncToken | None:
        """Return what gives the secret: the argument, else the environment; a token before what is exchanged for one.

        Raises:
            TypeError: the argument gives no text.
            ValueError: it is text that cannot stand in a header, to which it goes.
        """
        if not is_given(given):
            token = os.environ.get(self.environment, "").strip()
            return token or self._exchanged(given, base_url)
        if isinstance(given, Login):
            return self._exchanged(given, base_url)
        if isinstance(given, str):
            secret = given.strip()
            return header_value(self.argument, secret) if self.destination[0] == "header" else secret
        if not callable(given) and not hasattr(given, "token"):
            raise TypeError(f"{self.argument} is text or what gives it, not {type(given).__name__}")
        return given

    def _exchanged(self, given: Given, base_url: str) -> AsyncToken | None:
        login = given if isinstance(given, Login) else Login(None, None)
        return self.exchange.source(login, base_url) if self.exchange else None


@dataclass(frozen=True, slots=True)
class ApiKey(_Token):
    """A key in a header, the query or a cookie (OpenAPI 3.1, Security Scheme Object, `apiKey`)."""

    argument: str
    location: Literal["header", "query", "cookie"]
    name: str
    environment: str = ""
    exchange: Exchange | None = field(default=None, repr=False)

    @property
    def destination(self) -> Destination:
        """Where the key goes."""
        return self.location, self.name.lower() if self.location == "header" else self.name

    def slot(self, secret: str) -> Slot:
        """Return where the key goes, without the space around it."""
        return *self.destination, secret.strip()


@dataclass(frozen=True, slots=True)
class Bearer(_Token):
    """A bearer token (RFC 6750): `http` with scheme `bearer`, `oauth2` and `openIdConnect`."""

    argument: str
    environment: str = ""
    exchange: Exchange | None = field(default=None, repr=False)

    @property
    def destination(self) -> Destination:
        """Where the token goes."""
        return _AUTHORIZATION

    def slot(self, secret: str) -> Slot:
        """Return where the token goes, without the space around it."""
        return *_AUTHORIZATION, f"Bearer {secret.strip()}"


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
        name = remedy_of(self.username_argument, self.username_environment)
        return f"{name}, and {remedy_of(self.password_argument, self.password_environment)}"

    def source(self, given: Given, base_url: str) -> AsyncToken | None:
        """Return both as `name:password`: the arguments, else the environment; None if there is no name.

        An empty password beside a name is one: some APIs take a key for the name, and no password.
        """
        login = given if isinstance(given, Login) and is_given(given) else Login(None, None)
        name = login.username or os.environ.get(self.username_environment, "")
        password = login.password
        if password is None:
            password = os.environ.get(self.password_environment, "")
        return f"{name}:{password}" if name else None

    @property
    def destination(self) -> Destination:
        """Where both go."""
        return _AUTHORIZATION

    def slot(self, secret: str) -> Slot:
        """Return where both go."""
        return *_AUTHORIZATION, f"Basic {b64encode(secret.encode()).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class OwnClient:
    """What only an `http_client` of the user's can prove: a client certificate, or the answer to a challenge.

    Nothing of it is put into a request here.

    Attributes:
        proof: what that client must bring.
    """

    proof: str

    @property
    def remedy(self) -> str:
        """What its user can do to supply it."""
        return f"give http_client= with {self.proof}"

    def source(self, given: Given, base_url: str) -> AsyncToken | None:
        """Return something if there is such a client."""
        return None if isinstance(given, Login) else given


def is_given(given: Given) -> bool:
    """Say whether the caller himself gave a credential: text that is empty is none, as it is for other arguments."""
    if isinstance(given, Login):
        return bool(given.username or given.password)
    return bool(given.strip()) if isinstance(given, str) else given is not None


def remedy_of(argument: str, environment: str) -> str:
    """Return what can be done about a missing argument."""
    return f"give {argument}=" + (f" or set {environment}" if environment else "")

"""Token sources that exchange a name and a secret for a token."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import quote_plus, urlencode

from .errors import APIError
from .redact import printable, shown_url
from .token_endpoint import TokenEndpoint
from .tokens import Grant, RenewingToken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import httpx2


class _Exchanged(RenewingToken):
    """A token that an endpoint gives."""

    def __init__(self, endpoint: TokenEndpoint) -> None:
        super().__init__(self._told)
        self._endpoint = endpoint

    def _told(self) -> Grant:
        try:
            return self._granted()
        except APIError as error:
            # Without its frames: their variables hold secrets, and tools that report crashes send those along.
            raise error.with_traceback(None)  # noqa: B904

    def _granted(self) -> Grant:
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"{type(self).__name__}({shown_url(self._endpoint.url)!r})"


class PasswordLogin(_Exchanged):
    """A token for a name and a password, exchanged in JSON. A token source for any client.

    Args:
        url: where the login is; https, or a server on this machine.
        username: the name.
        password: the password.
        fields: the members of the request that hold name and password.
        token: where the token is in the answer, as the keys that lead to it.
        expires_in: where its lifetime in seconds is; empty if the answer does not tell.
        http_client: sends the exchange, and is left open; without one, a client is made each time.

    Raises:
        ConfigurationError: the URL is not one to send a password to.
    """

    def __init__(  # noqa: PLR0913
        self,
        url: str,
        username: str,
        password: str,
        *,
        fields: tuple[str, str] = ("username", "password"),
        token: Sequence[str] = ("token",),
        expires_in: Sequence[str] = ("expires_in",),
        http_client: httpx2.Client | None = None,
    ) -> None:
        import json

        super().__init__(TokenEndpoint(url, password, http_client))
        self._content = json.dumps(dict(zip(fields, (username, password), strict=True))).encode()
        self._token_at = token
        self._expires_at = expires_in

    def _granted(self) -> Grant:
        answer = self._endpoint.ask({"content-type": "application/json"}, self._content)
        token = _at(answer, self._token_at)
        if not isinstance(token, str) or not token:
            raise self._endpoint.error(f"its answer has no {'.'.join(self._token_at)}")
        return Grant(token, _at(answer, self._expires_at) if self._expires_at else None)


class OAuth2ClientCredentials(_Exchanged):
    """A token for an OAuth 2.0 client (RFC 6749 section 4.4). A token source for any client.

    Args:
        token_url: the token endpoint; https, or a server on this machine.
        client_id: the client's name.
        client_secret: its secret.
        scopes: what to ask for; without any, the server decides.
        client_authentication: whether the client names itself in the header or in the body (section 2.3.1).
        parameters: further ones of the request, such as `audience`.
        http_client: sends the exchange, and is left open; without one, a client is made each time.

    Raises:
        ConfigurationError: the URL is not one to send a secret to.
    """

    def __init__(  # noqa: PLR0913
        self,
        token_url: str,
        client_id: str,
        client_secret: str,
        *,
        scopes: Sequence[str] = (),
        client_authentication: Literal["basic", "body"] = "basic",
        parameters: Mapping[str, str] | None = None,
        http_client: httpx2.Client | None = None,
    ) -> None:
        super().__init__(TokenEndpoint(token_url, client_secret, http_client))
        self._headers = {"content-type": "application/x-www-form-urlencoded"}
        form = {"grant_type": "client_credentials", **(parameters or {})}
        if scopes:
            form["scope"] = scopes if isinstance(scopes, str) else " ".join(scopes)
        if client_authentication == "body":
            form |= {"client_id": client_id, "client_secret": client_secret}
        else:
            pair = f"{quote_plus(client_id)}:{quote_plus(client_secret)}"
            self._headers["authorization"] = f"Basic {b64encode(pair.encode()).decode('ascii')}"
        self._content = urlencode(form).encode()

    def _granted(self) -> Grant:
        answer = self._endpoint.ask(self._headers, self._content)
        token, kind = answer.get("access_token"), answer.get("token_type")
        if not isinstance(token, str) or not token:
            raise self._endpoint.error("its answer has no access_token")
        # A token of another type must not be used as if it were a bearer's (section 7.1); some servers name none.
        if kind is not None and not str(kind).lower().startswith("bearer"):
            raise self._endpoint.error(f"its token_type is {printable(str(kind)[:40])!r}, not bearer")
        return Grant(token, answer.get("expires_in"))


def _at(answer: Any, path: Sequence[str]) -> Any:
    for key in path:
        answer = cast("dict[str, Any]", answer).get(key) if isinstance(answer, dict) else None
    return answer

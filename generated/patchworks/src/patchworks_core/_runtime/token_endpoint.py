"""Where a secret is exchanged for a token: one POST over https whose answer is a small JSON object."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote_plus, urlsplit

from .errors import ConfigurationError, TokenConnectionError, TokenError, TokenTimeoutError, phrase
from .redact import excerpt, printable, shown_url, without
from .transport import refuse_other_kinds
from .urls import is_protected, query_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx2

# Seconds: for each of connecting, sending and receiving, and for a whole answer.
_TIMEOUT = 30.0
_LONGEST_ANSWER = 1 << 16
_LONGEST_MESSAGE = 300


class TokenEndpoint:
    """An endpoint that gives tokens.

    Args:
        url: https, or a server on this machine.
        secret: what no message may show.
        http_client: sends the requests, and is left open; without one, a client is made for each.

    Raises:
        ConfigurationError: the URL is not one to send a secret to.
        TypeError: `http_client` is of another kind, such as one that is awaited.
    """

    def __init__(self, url: str, secret: str, http_client: httpx2.Client | None) -> None:
        refuse_other_kinds(http_client, "Client")
        self.url = _checked(url)
        self._secret = secret
        self._http_client = http_client

    def ask(self, headers: Mapping[str, str], content: bytes) -> dict[str, Any]:
        """Return the JSON object that the endpoint answers; an empty one if a success holds anything else.

        Raises:
            TokenError: the answer is a refusal (RFC 6749 section 5.2, or any status but 2xx), or too large.
            TokenConnectionError: there is no answer, or not in time.
        """
        secrets = self._forms_of_secret(headers)
        reply, body = self._answer(headers, content, secrets)
        answer = _json_object(body)
        is_success = reply.is_success
        if is_success and not answer.get("error"):
            return answer
        code, description = (_said(answer.get(key), secrets) for key in ("error", "error_description"))
        # The body of a success is not shown: a token may be in it.
        shown = "" if is_success else excerpt(body, secrets, reply.headers.get("content-type", ""))
        said = [code, description] if code else [shown]
        error = self.error(": ".join(part for part in (phrase(reply.status_code), *said) if part))
        error.status, error.code = reply.status_code, code or None
        raise error

    def error(self, reason: str, kind: type[TokenError] = TokenError) -> TokenError:
        """Return the error for a request that brought no token."""
        return kind(f"no token could be had from {shown_url(self.url)}: {reason}")

    def _answer(self, headers: Mapping[str, str], content: bytes, secrets: list[str]) -> tuple[httpx2.Response, bytes]:
        import httpx2

        client = httpx2.Client() if self._http_client is None else self._http_client
        try:
            request = client.build_request("POST", self.url, headers=headers, content=content, timeout=_TIMEOUT)
            return self._sent(client, request)
        except httpx2.InvalidURL:
            raise ConfigurationError(f"{shown_url(self.url)} is no URL that can be asked for a token") from None
        except httpx2.RequestError as cause:
            kind = TokenTimeoutError if isinstance(cause, httpx2.TimeoutException) else TokenConnectionError
            reason = printable(without(secrets, str(cause)))
            # The cause alone, without its own causes and frames: those hold what was sent.
            cause.__cause__ = cause.__context__ = None
            error = self.error(f"{type(cause).__name__}{f': {reason}' if reason else ''}", kind)
            raise error from cause.with_traceback(None)
        finally:
            if self._http_client is None:
                client.close()

    def _sent(self, client: httpx2.Client, request: httpx2.Request) -> tuple[httpx2.Response, bytes]:
        """Send, and return the answer and its body, read up to the limits of size and time."""
        request.headers.update({"accept": "application/json", "accept-encoding": "identity"})
        if "?" in self.url:
            from .veil import VeiledURL

            request.url = VeiledURL(request.url)
        latest = monotonic() + _TIMEOUT
        body = b""
        # No redirects, which could lead the secret elsewhere, and no credentials of the client in place of ours.
        reply = client.send(request, stream=True, auth=None, follow_redirects=False)
        try:
            for chunk in reply.iter_bytes():
                body += chunk
                if len(body) > _LONGEST_ANSWER:
                    raise self.error(f"its answer is longer than {_LONGEST_ANSWER} bytes")
                if monotonic() > latest:
                    raise self.error(f"its answer takes longer than {_TIMEOUT:g} s", TokenTimeoutError)
        finally:
            reply.close()
        return reply, body

    def _forms_of_secret(self, headers: Mapping[str, str]) -> list[str]:
        """Return what must not be shown, in each form in which a server may repeat it."""
        import json

        forms = [self._secret, quote_plus(self._secret), json.dumps(self._secret)[1:-1]]
        forms.append(headers.get("authorization", "").rpartition(" ")[2])
        written = [pair.partition("=")[2] for pair in self.url.partition("?")[2].split("&")]
        return [*forms, *query_of(self.url).values(), *written]


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ConfigurationError("the URL that gives tokens is not a URL") from None
    if not host or "@" in parts.netloc or "#" in url or "\\" in url or " " in url or not url.isprintable():
        raise ConfigurationError("the URL that gives tokens must be absolute, without credentials or a fragment")
    if not is_protected(url):
        raise ConfigurationError(f"{shown_url(url)}: a secret is sent by https only, unless to this machine")
    return url


def _said(value: object, secrets: list[str]) -> str:
    """Return what a member of a refusal says, fit for a message."""
    return printable(without(secrets, value)[:_LONGEST_MESSAGE]) if isinstance(value, str) else ""


def _json_object(content: bytes) -> dict[str, Any]:
    import json

    try:
        value: object = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}

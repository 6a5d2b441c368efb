"""Headers worth keeping, in one order and one spelling, without what must not be written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.contract.scrubbing.credential_text import redacted, secret_of
from generator.contract.scrubbing.secret_shapes import REDACTED
from generator.exchange.messages import Headers, header_values

if TYPE_CHECKING:
    from generator.contract.scrubbing.scrub_session import At, Session


class HeaderFields:
    """Scrubs the headers of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def request(self, headers: Headers, at: At) -> Headers:
        """Return the request headers that mean something to the API, one line each, by name.

        Lines of one name are joined (RFC 9110 section 5.3): vcrpy reads the first of them only.
        """
        self._learn(*header_values(headers, "Proxy-Authorization"))
        kept: dict[str, list[str]] = {}
        for name, value in headers:
            known = self._session.rules.request_headers.get(name.lower())
            if known is not None:
                kept.setdefault(known, []).append(value)
        result: list[tuple[str, str]] = []
        for name in sorted(kept):
            value = ("; " if name == "Cookie" else ", ").join(kept[name])
            scrubbed = self._cookies(value, at) if name == "Cookie" else self._value(name, value, at)
            if scrubbed or name != "Cookie":
                result.append((name, scrubbed))
        return tuple(result)

    def response(self, headers: Headers, at: At) -> Headers:
        """Return the response headers that are declared or mean something to a client, by name."""
        self._learn_cookies(header_values(headers, "Set-Cookie"))
        kept = [
            (known, self._value(known, value, at))
            for name, value in headers
            if (known := self._session.rules.response_headers.get(name.lower())) is not None
        ]
        return tuple(sorted(kept, key=lambda header: header[0]))

    def _value(self, name: str, value: str, at: At) -> str:
        session = self._session
        if name.lower() in session.rules.credential_headers:
            self._learn(value)
            return redacted(value)
        if name.lower() == "content-type":
            return session.secrets.redact(value)
        shifted = session.times.shift_http(value) if session.times else value
        return shifted if shifted != value else session.fields.field(name, value, at)

    def _cookies(self, value: str, at: At) -> str:
        """Return the cookies that the document declares (RFC 6265 section 4.2.1)."""
        rules = self._session.rules
        kept: list[str] = []
        for cookie in value.split(";"):
            name, equals, content = cookie.strip().partition("=")
            if name not in rules.cookies or name in rules.credential_fields:
                self._session.secrets.learn(content.strip('"'))
            if equals and name in rules.cookies:
                known = REDACTED if name in rules.credential_fields else self._session.fields.field(name, content, at)
                kept.append(f"{name}={known}")
        return "; ".join(kept)

    def _learn_cookies(self, lines: tuple[str, ...]) -> None:
        for line in lines:
            content = line.partition(";")[0].partition("=")[2]
            self._session.secrets.learn(content.strip().strip('"'))

    def _learn(self, *values: str) -> None:
        for value in values:
            self._session.secrets.learn(secret_of(value))

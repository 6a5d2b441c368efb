"""URLs without credentials, tenants and ids; what need not change keeps its spelling (RFC 3986)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus, unquote, unquote_plus

from generator.contract.scrubbing.secret_shapes import REDACTED
from generator.exchange.operations import Operation
from generator.exchange.router import match_text

if TYPE_CHECKING:
    from generator.contract.scrubbing.scrub_session import At, Session

_ABSOLUTE = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
_RELATIVE = re.compile(r"([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
_VARIABLE = re.compile(r"\{([^{}/]+)\}")


class Urls:
    """Scrubs URLs."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def request(self, url: str, at: At) -> str:
        """Return the URL of a request: without user information and fragment, which a cassette has no place for."""
        parts = _ABSOLUTE.fullmatch(url)
        if parts is None:
            return self.absolute(url, at)
        self._learn(parts[2].rpartition("@")[0])
        plain = parts[1] + parts[2].rpartition("@")[2] + parts[3] + (parts[4] or "")
        return self.absolute(plain, at)

    def absolute(self, url: str, at: At) -> str:
        """Return a URL that stands somewhere in a text; user information becomes a placeholder."""
        parts = _ABSOLUTE.fullmatch(url)
        if parts is None:
            return self._session.secrets.redact(url)
        scheme, authority, path, query, fragment = parts.groups()
        user, sign, host = authority.rpartition("@")
        self._learn(user)
        spot = self._session.rules.servers.locate(scheme + host + path, self._session.pseudonyms)
        if spot is not None:
            before, path = spot.before, spot.path
            scheme, _, host = before.partition("://")
            before = f"{scheme}://{REDACTED + sign if sign else ''}{host}"
        else:
            before = scheme + (REDACTED + sign if sign else "") + self._host(host, at)
        return before + self._path(path, at) + self._rest(query, fragment, at)

    def relative(self, reference: str, at: At) -> str:
        """Return a reference that starts with a slash, scrubbed."""
        parts = _RELATIVE.fullmatch(reference)
        path, query, fragment = parts.groups() if parts else (reference, None, None)
        for prefix in self._session.rules.servers.prefixes:
            if path.startswith(f"{prefix}/") and self._operation(path.removeprefix(prefix)):
                return prefix + self._path(path.removeprefix(prefix), at) + self._rest(query, fragment, at)
        return self._path(path, at) + self._rest(query, fragment, at)

    def pairs(self, text: str, at: At) -> str:
        """Return fields of a query or a form (WHATWG URL section 5), each scrubbed under its name."""
        return "&".join(self._pair(pair, at) for pair in text.split("&"))

    def _pair(self, pair: str, at: At) -> str:
        raw_name, equals, raw_value = pair.partition("=")
        name, value = unquote_plus(raw_name), unquote_plus(raw_value)
        known = self._session.fields.field(name, value, at.inner()) if equals else value
        write = quote_plus if "+" in raw_value else quote
        result = raw_value if known == value else write(known, safe="")
        return self._respelled(raw_name, name, at) + equals + result

    def _respelled(self, raw: str, text: str, at: At) -> str:
        known = self._session.texts.text(text, at.inner())
        return raw if known == text else quote(known, safe="")

    def _rest(self, query: str | None, fragment: str | None, at: At) -> str:
        asked = "?" + self.pairs(query[1:], at) if query else query or ""
        if not fragment:
            return asked
        return asked + "#" + (self.pairs(fragment[1:], at) if "=" in fragment else self._segment(fragment[1:], at))

    def _host(self, host: str, at: At) -> str:
        name, colon, port = host.rpartition(":") if re.search(r":\d*$", host) else (host, "", "")
        if name.startswith("[") and name.endswith("]"):
            return f"[{self._session.pseudonyms.address(name[1:-1])}]{colon}{port}"
        return self._session.texts.text(name, at.inner()) + colon + port

    def _path(self, path: str, at: At) -> str:
        operation = self._operation(path)
        if operation is None:
            return "/".join(self._segment(segment, at) for segment in path.split("/"))
        templates = operation.bare_path.split("/")
        segments = path.split("/")
        return "/".join(
            self._templated(operation, template, segment, at)
            for template, segment in zip(templates, segments, strict=True)
        )

    def _operation(self, path: str) -> Operation | None:
        return next((operation for operation, _ in self._session.rules.api.router.find(path)), None)

    def _templated(self, operation: Operation, template: str, segment: str, at: At) -> str:
        values = match_text(template, segment)
        if not values:
            return segment
        known = {name: self._variable(operation, name, value, at) for name, value in values.items()}
        return _VARIABLE.sub(lambda match: known.get(match[1], match[0]), template)

    def _variable(self, operation: Operation, name: str, raw: str, at: At) -> str:
        session = self._session
        text = unquote(raw)
        if session.secrets.redact(text) == text and session.rules.names_something(operation, name):
            known = session.pseudonyms.identifier(text)
            if known != text:
                return quote(known, safe="")
        return self._segment(raw, at)

    def _segment(self, raw: str, at: At) -> str:
        return self._respelled(raw, unquote(raw), at)

    def _learn(self, user: str) -> None:
        for part in unquote(user).split(":", 1):
            self._session.secrets.learn(part)

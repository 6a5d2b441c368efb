"""Bodies without what must not be written down, each as its media type asks for."""

from __future__ import annotations

import re
from email.message import Message
from typing import TYPE_CHECKING

from generator.contract.cassettes.json_layout import is_machine_made, parse, tidy
from generator.contract.scrubbing import encoded
from generator.document.findings import SpecloomError, fail
from generator.exchange.bodies import FORM

if TYPE_CHECKING:
    from generator.contract.scrubbing.scrub_session import At, Session

BOUNDARY = "boundary"
"""Stands between the parts of a multipart body, where a client takes a new random text each time."""

_MAX_DEPTH = 4
_PART_NAME = re.compile(rb'\bname="([^"\r\n]*)"', re.IGNORECASE)
_PART_KIND = re.compile(rb"^content-type:[ \t]*([^\r\n]+)", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(r"(;\s*boundary=)(?:\"[^\"]*\"|[^;\s]+)", re.IGNORECASE)
_CHARSETS = {name: name for name in ("utf-8", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be")} | {
    "": "utf-8", "utf8": "utf-8", "us-ascii": "utf-8", "iso-8859-1": "latin-1", "windows-1252": "cp1252",
    "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
}  # fmt: skip
_LINE_OF_JSON = re.compile(r"(?m)^((?:data:[ ]?)?)([{\[].*)$")


class BodyTexts:
    """Scrubs the bodies of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def body(self, content_type: str, data: bytes, at: At) -> tuple[str, bytes]:
        """Return Content-Type and body, scrubbed. JSON that a serialiser wrote comes out in a layout for people.

        Raises:
            SpecloomError: the body is no text, and a secret stands in it or cannot be ruled out.
        """
        kind, boundary, charset = _content_type(content_type)
        if kind.startswith("multipart/") and boundary and at.depth <= _MAX_DEPTH:
            named = BOUNDARY if f"--{BOUNDARY}".encode() not in data else boundary
            plain = _BOUNDARY.sub(rf"\g<1>{named}" if named == BOUNDARY else r"\g<0>", content_type)
            return plain, self._multipart((boundary.encode(), named.encode()), data, at)
        text = _text(data, charset)
        if text is None:
            return content_type, self._bytes(content_type, data, at)
        known = self._text(kind, text, at)
        return content_type, data if known == text else known.encode(_CHARSETS.get(charset, "utf-8"), "replace")

    def _text(self, kind: str, text: str, at: At) -> str:
        session = self._session
        if kind == FORM:
            known = session.urls.pairs(session.secrets.redact(text), at)
        else:
            read = self._json(text, at)
            known = self._lines(text, at) if read is None else read
        return session.secrets.redact(known)

    def _json(self, text: str, at: At) -> str | None:
        session = self._session
        text = session.moved.home(text) if session.moved else text
        try:
            value = parse(text)
        except ValueError:
            return None
        known = session.fields.value("", value, at)
        return tidy(known) if known != value or is_machine_made(text, value) else text

    def _lines(self, text: str, at: At) -> str:
        texts = self._session.texts
        if not _LINE_OF_JSON.search(text):
            return texts.text(text, at)
        return "".join(
            texts.text(line, at) if match is None else match[1] + texts.text(match[2], at) + line[match.end() :]
            for line, match in ((line, _LINE_OF_JSON.match(line)) for line in text.splitlines(keepends=True))
        )

    def _multipart(self, boundaries: tuple[bytes, bytes], data: bytes, at: At) -> bytes:
        """Return parts (RFC 2046 section 5.1), each scrubbed by its own media type and name, between other boundaries."""
        old, new = boundaries
        delimiter = re.compile(rb"(?:^|(?<=\n))--" + re.escape(old) + rb"(?=--|[ \t]*\r?\n)")
        preamble, *parts = delimiter.split(data)
        scrubbed = [b"--" + new + self._part(part, at) for part in parts]
        return self._bytes("a preamble", preamble, at) + b"".join(scrubbed)

    def _part(self, part: bytes, at: At) -> bytes:
        """Return what follows a delimiter: a line end, header fields, an empty line, the content."""
        newline = b"\r\n" if part.startswith(b"\r\n") else b"\n"
        head, line, rest = part.partition(newline * 2)
        if not line:
            return part if not part.strip(b"-\r\n \t") else self._bytes("a part", part, at)
        content = rest.removesuffix(newline)
        name, kind = _PART_NAME.search(head), _PART_KIND.search(head)
        text = _text(content, "")
        if kind is None and text is not None:
            field = name[1].decode("utf-8", "replace") if name else ""
            known = self._session.fields.field(field, text, at.inner()).encode()
        else:
            _, known = self.body(kind[1].decode("latin-1") if kind else "", content, at.inner())
        return self._headers_of_part(head, at) + line + known + rest[len(content) :]

    def _headers_of_part(self, head: bytes, at: At) -> bytes:
        return self._session.texts.text(head.decode("utf-8", "surrogateescape"), at).encode("utf-8", "surrogateescape")

    def _bytes(self, what: str, data: bytes, at: At) -> bytes:
        inner = encoded.inflated(data)
        if inner is not None and at.depth <= _MAX_DEPTH:
            _, known = self.body("", inner, at.inner())
            return data if known == inner else encoded.deflated(known, data)
        if self._session.secrets.holds(data) or encoded.is_sealed(data):
            raise self._refused(what)
        return data

    def _refused(self, what: str) -> SpecloomError:
        message = (
            f"a body ({self._session.secrets.redact(what) or 'of no media type'}) is no text and may hold a secret"
        )
        return fail("unscrubbable", message, remedy="Leave the step out of the recording, or replace what it carries.")


def _content_type(value: str) -> tuple[str, str, str]:
    """Return media type, boundary and charset of a Content-Type (RFC 9110 section 8.3), the first and last in small."""
    message = Message()
    message["Content-Type"] = value.replace("\r", " ").replace("\n", " ")
    return (
        message.get_content_type() if value else "",
        message.get_boundary(""),
        (message.get_content_charset("") or ""),
    )


def _text(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(_CHARSETS.get(charset, "utf-8"))
    except UnicodeDecodeError:
        return None

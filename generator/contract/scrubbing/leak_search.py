"""Secrets, and what looks like one, in a text: by value in every reading of it, by shape, and by the name it stands under."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.contract.scrubbing.leak_steps import TooMuchError
from generator.contract.scrubbing.leak_views import Reading, readings
from generator.contract.scrubbing.secret_shapes import (
    AUTH_SCHEMES,
    BASIC_REDACTED,
    CREDENTIAL_NAME,
    HARMLESS_NAME,
    PLACEHOLDERS,
    REDACTED,
    RESERVED_DOMAIN,
    SHORTEST_INSIDE,
    SHORTEST_SECRET,
    SUSPECT_NAME,
    TOKEN_SHAPES,
)

_PART = 24
_WORD = rb"[A-Za-z0-9]"
_NAME = re.compile(CREDENTIAL_NAME)
_SUSPECT = re.compile(SUSPECT_NAME)
_HARMLESS = re.compile(HARMLESS_NAME)
_SHAPES = {what: re.compile(pattern) for what, pattern in TOKEN_SHAPES.items()}
_SENT = re.compile(r"\b(?:bearer|basic|dpop)[ \t]{1,4}([A-Za-z0-9._~+/=-]{12,}+)", re.IGNORECASE)
_USER = re.compile(r"\b[A-Za-z][A-Za-z0-9+.-]{0,20}://([^\s/?#@\"'<>\\]{1,500}+)@")
_STATED = re.compile(
    r"(?<![\w-])[\w-]{0,30}(?:passw(?:or)?d|secret|api[_-]?key|access[_-]?token|refresh[_-]?token)"
    r"(?:[\"']?[ ]{0,2}[=:][ ]{0,2}[\"']?|>)([^\s\"'&;,<>(){}\[\]\\]{8,})",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![A-Za-z0-9-])")
_RESERVED = re.compile(RESERVED_DOMAIN, re.IGNORECASE)
_OPAQUE = re.compile(r"(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9+/=_.~:%-]{16,}")
_ID = re.compile(r"[0-9a-f]{24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.Z+-]+", re.IGNORECASE)


class Leak(NamedTuple):
    """Something found: the rule, and in words what it is, which never shows any of it."""

    rule: str
    what: str


class _Known(NamedTuple):
    """A value: its length, what of it stands in small letters anywhere, and the pattern of a short one among words."""

    length: int
    pieces: tuple[bytes, ...]
    word: re.Pattern[bytes] | None

    def stands_in(self, data: bytes, lowered: bytes) -> bool:
        if self.word is not None:
            return bool(self.word.search(data))
        return any(piece in lowered for piece in self.pieces)


class Search:
    """Searches texts for `secrets` and for what looks like one."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._known: list[_Known] = []
        values = dict.fromkeys(part for secret in secrets for part in _parts(secret.strip()))
        for value in values:
            if value not in PLACEHOLDERS and len(value) >= SHORTEST_SECRET:
                self._known.append(_known(value))

    def text(self, data: bytes) -> list[Leak]:
        """Return what leaks in `data`, whatever it is, each once: in the reading that is nearest to what is written."""
        found: dict[object, Leak] = {}
        try:
            for reading in readings(data):
                for key, leak in self._in_reading(reading):
                    found.setdefault(key, leak)
        except TooMuchError:
            message = "holds more, or in more wrappings, than can be searched for secrets"
            found["too much"] = Leak("unsearchable", message)
        return list(found.values())

    def field(self, name: str, value: str) -> list[Leak]:
        """Return what leaks because `value` stands under `name`."""
        plain = re.sub(r"[^a-z0-9]", "", name.lower())
        if _HARMLESS.search(plain) or is_replaced(value):
            return []
        is_named = _NAME.search(plain) and not re.search(r"\s", value)
        if is_named or (_SUSPECT.search(plain) and _OPAQUE.fullmatch(value) and not _ID.fullmatch(value)):
            return [_unreplaced(value)]
        return []

    def credential(self, value: str) -> list[Leak]:
        """Return what leaks in `value`, which stands where only a credential does."""
        return [] if is_replaced(value) else [_unreplaced(value)]

    def hides(self, text: str) -> bool:
        """Tell whether `text` must not be shown."""
        return len(text) > 100 or bool(self.text(text.encode("utf-8", "surrogatepass")))

    def _in_reading(self, reading: Reading) -> Iterator[tuple[object, Leak]]:
        way = f" in {', in '.join(reversed(reading.route))}" if reading.route else ""
        lowered = reading.data.lower()
        for number, known in enumerate(self._known):
            if known.stands_in(reading.data, lowered):
                yield number, Leak("leaked-secret", f"holds a secret of {known.length} characters{way}")
        if not reading.loose:
            for leak in _looks(reading.data.decode("utf-8", "replace")):
                yield leak, Leak(leak.rule, leak.what + way)


def is_replaced(value: str) -> bool:
    """Tell whether `value` is empty or a placeholder, bare or after the name of a scheme."""
    scheme, _, rest = value.strip().partition(" ")
    return value.strip() in PLACEHOLDERS or (scheme.lower() in AUTH_SCHEMES and rest.strip() in PLACEHOLDERS)


def _looks(text: str) -> Iterator[Leak]:
    for what, pattern in _SHAPES.items():
        for match in pattern.finditer(text):
            yield Leak("leaked-credential", f"holds what looks like a {what} of {len(match[0])} characters")
    for match in _SENT.finditer(text):
        if match[1] not in {REDACTED, BASIC_REDACTED} and _is_random(match[1]):
            yield Leak("leaked-credential", f"holds what looks like a credential of {len(match[1])} characters")
    for match in _USER.finditer(text):
        if match[1] != REDACTED:
            yield Leak("leaked-credential", f"holds a URL with user information of {len(match[1])} characters")
    for match in _STATED.finditer(text):
        if not is_replaced(match[1]) and _is_random(match[1]):
            yield Leak("leaked-credential", f"states what looks like a credential of {len(match[1])} characters")
    for match in _MAIL.finditer(text):
        if not _RESERVED.search(match[1].lower()):
            yield Leak("leaked-address", f"holds a mail address of {len(match[0])} characters")


def _is_random(text: str) -> bool:
    return any(sign.isdigit() for sign in text) and any(sign.isalpha() for sign in text)


def _unreplaced(value: str) -> Leak:
    return Leak("leaked-credential", f"is a credential of {len(value)} characters instead of {REDACTED}")


def _parts(secret: str) -> Iterator[str]:
    """Yield a secret without its scheme, and the halves of a pair, which may be encoded as for Basic."""
    scheme, _, rest = secret.partition(" ")
    if rest and scheme.lower() in AUTH_SCHEMES:
        secret = rest.strip()
    yield secret
    pair = secret
    try:
        said = base64.b64decode(secret, validate=True).decode()
        pair = said if ":" in said and said.isprintable() else secret
    except (binascii.Error, ValueError):
        pass
    if ":" in pair and not (pair == secret and ("/" in pair or pair.count(":") > 1)):
        user, _, password = pair.partition(":")
        yield from (pair, password)
        if len(user) >= SHORTEST_INSIDE and not user.isalpha():  # else it is a word
            yield user


def _known(value: str) -> _Known:
    spellings = [value.encode("utf-8", "surrogatepass")]
    if not value.isascii():  # UTF-16, once its zeros are gone
        spellings += [value.encode(name, "surrogatepass").replace(b"\0", b"") for name in ("utf-16-le", "utf-16-be")]
    if len(value) < SHORTEST_INSIDE:
        words = b"|".join(map(re.escape, spellings))
        return _Known(len(value), (), re.compile(rb"(?<!" + _WORD + rb")(?:" + words + rb")(?!" + _WORD + rb")"))
    pieces = [data[start : start + _PART] for data in spellings for start in range(0, len(data), _PART)]
    whole = [piece for piece in pieces if len(piece) == _PART] or spellings
    return _Known(len(value), tuple(piece.lower() for piece in whole), None)

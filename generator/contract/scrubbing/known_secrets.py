"""Secrets that are known by their value: where they stand in bytes, however they are written."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable, Iterator

from generator.contract.scrubbing.escapes import views
from generator.contract.scrubbing.needles import Needle, found, needles
from generator.contract.scrubbing.secret_shapes import (
    AUTH_SCHEMES,
    PLACEHOLDERS,
    REDACTED,
    SHORTEST_INSIDE,
    SHORTEST_SECRET,
)
from generator.document.findings import fail

_KEY = 4  # bytes of a needle that it is first looked up by
_SHORT = 1 << 12  # bytes of a text whose every piece is looked up; of a longer one, every key
_LONGEST_KEPT = 512
_MOST_KEPT = 50_000


class KnownSecrets:
    """Values that must not be written down, in plain text, base64, hexadecimal digits, and any of them escaped.

    Pairs of Basic authentication, also encoded, count as a whole and as two halves.
    """

    def __init__(self, values: Iterable[str]) -> None:
        """Take `values`; empty ones and placeholders are passed over.

        Raises:
            SpecloomError: one has fewer than `SHORTEST_SECRET` characters: it would be found in every word.
        """
        self._values: dict[str, None] = {}
        self._needles: dict[bytes, list[Needle]] = {}
        self._redacted: dict[str, str] = {}
        for value in values:
            self._take(value.strip(), required=True)

    @property
    def values(self) -> tuple[str, ...]:
        """Every value and every half, in the order in which they came."""
        return tuple(self._values)

    def learn(self, value: str) -> None:
        """Take `value`, met where a secret stands, unless it is like an ordinary word."""
        self._take(value.strip(), required=False)

    def redact(self, text: str) -> str:
        """Return `text` with each value in it, and the encoded text that one is part of, replaced by `REDACTED`."""
        known = self._redacted.get(text)
        if known is None:
            known = self._without(text)
            if len(text) <= _LONGEST_KEPT and len(self._redacted) < _MOST_KEPT:
                self._redacted[text] = known
        return known

    def _without(self, text: str) -> str:
        data = text.encode("utf-8", "surrogatepass")
        pieces: list[bytes] = []
        at = 0
        for start, end in _merged(self._spans(data)):
            pieces += data[at:start], REDACTED.encode()
            at = end
        return b"".join((*pieces, data[at:])).decode("utf-8", "surrogatepass") if pieces else text

    def holds(self, data: bytes) -> bool:
        """Tell whether a value stands in `data`."""
        return next(self._spans(data), None) is not None

    def _take(self, value: str, *, required: bool) -> None:
        scheme, _, rest = value.partition(" ")
        if rest and scheme.lower() in AUTH_SCHEMES:
            value = rest.strip()
        for part in (value, *_halves(value)):
            if part in PLACEHOLDERS or part in self._values or not (required or _is_unusual(part)):
                continue
            if len(part) >= SHORTEST_SECRET:
                self._values[part] = None
                self._redacted.clear()
                for needle in needles(part):
                    self._needles.setdefault(needle.data[:_KEY].lower(), []).append(needle)
            elif required and part == value:
                message = f"a secret of fewer than {SHORTEST_SECRET} characters cannot be told from other text"
                raise fail("short-secret", message, remedy="Use a longer one for recording.")

    def _spans(self, data: bytes) -> Iterator[tuple[int, int]]:
        if not self._needles:
            return
        for view in views(data):
            lowered = view.data.lower()
            for key in self._keys_in(lowered):
                for needle in self._needles[key]:
                    yield from found(needle, view, lowered if needle.folded else view.data)

    def _keys_in(self, lowered: bytes) -> Iterable[bytes]:
        if len(lowered) > _SHORT:
            return [key for key in self._needles if key in lowered]
        return self._needles.keys() & {lowered[at : at + _KEY] for at in range(len(lowered) - _KEY + 1)}


def _is_unusual(value: str) -> bool:
    return len(value) >= SHORTEST_INSIDE and not value.isalpha()


def _halves(value: str) -> Iterator[str]:
    """Yield the parts of a pair, and the pair and its parts where `value` is one in base64.

    A user's name that is a word stays: it stands in too many texts, and opens nothing.
    """
    said = _decoded(value)
    pair = said if ":" in said else value
    if pair != value:
        yield pair
    if pair != value or (value.count(":") == 1 and "/" not in value):
        user, _, password = pair.partition(":")
        yield from (user, password) if _is_unusual(user) else (password,)


def _decoded(value: str) -> str:
    try:
        text = b64decode(value, validate=True).decode()
    except (Base64Error, ValueError):
        return ""
    return text if text.isprintable() else ""


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged

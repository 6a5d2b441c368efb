"""Text without what must not be written down: each piece of it that means something is dealt with once."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from generator.contract.cassettes.json_layout import parse, relaid
from generator.contract.scrubbing import encoded
from generator.contract.scrubbing.credential_text import is_id, looks_random, redacted, secret_of
from generator.contract.scrubbing.secret_shapes import REDACTED, TOKEN_SHAPES
from generator.contract.scrubbing.times import DATE_TIME

if TYPE_CHECKING:
    from generator.contract.scrubbing.scrub_session import At, Session

_MAX_DEPTH = 8
_NAMED = (
    r"passw|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|auth|credential|session|cookie|signature"
)
_SCHEMES = "apikey|basic|bearer|digest|dpop|negotiate|ntlm|token"
_PIECES = {
    "shape": "|".join(TOKEN_SHAPES.values()),
    "scheme": rf"(?<![\w-])(?i:{_SCHEMES})[ \t]{{1,4}}(?P<sent>[A-Za-z0-9._~+/=-]{{10,}}+)",
    "url": r"(?<![\w+.-])[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s\"'<>\\^`{|}]+",
    "element": r"<(?P<tag>[\w:.-]{1,60})>(?P<inner>[^<>]{1,4000}+)</",
    "attribute": r"(?<![\w:.-])(?P<attr>[\w:.-]{1,60})=(?P<quote>[\"'])(?P<quoted>[^\"'<>]{1,4000}+)(?P=quote)",
    "assigned": (
        rf"(?<![\w-])(?P<name>[\w-]{{0,40}}(?i:{_NAMED})[\w-]{{0,40}})"
        r"(?P<sign>[\"']?[ \t]{0,3}(?:=>|[:=])[ \t]{0,3}[\"']?)"
        rf"(?P<given>(?:(?i:{_SCHEMES})[ \t]{{1,4}})?+[^\s\"'<>&;,(){{}}\[\]\\=]{{6,}}+={{0,2}})(?![=:])"
    ),
    "mail": r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,63}(?![A-Za-z0-9-])",
    "moment": DATE_TIME,
    "uuid": r"(?<![0-9A-Za-z])[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9A-Za-z])",
    "object": r"(?<![0-9A-Za-z])(?=[0-9]{0,23}[a-fA-F])[0-9a-fA-F]{24}(?![0-9A-Za-z])",
    "address": (
        r"(?<![\w.:/-])(?<!ersion )(?:(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![\w-]|\.\w)"
        r"|(?=(?:[0-9a-fA-F]{0,4}:){3})[0-9a-fA-F:]{3,39}(?![\w:.-]))"
    ),
    "relative": r"(?<![\w/.:~-])/(?!/)[^\s\"'<>\\^`{|}()]{2,}",
}
_ENCODED = r"(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/_-]|%2[BbFf]){16,}+(?:=|%3[Dd]){0,2}(?!@)"
_WORD = re.compile(r"[A-Za-z0-9]+(?:[._:~|-][A-Za-z0-9]+)*+")
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


def _compiled(pieces: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in pieces.items()))


_ALL = _compiled(_PIECES | {"encoded": _ENCODED})
_INSIDE = _compiled(_PIECES)


class Texts:
    """Scrubs texts without a name."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._handlers: dict[str, Callable[[re.Match[str], At], str]] = {
            "shape": lambda _, __: REDACTED,
            "scheme": self._scheme,
            "url": lambda match, at: session.urls.absolute(match[0], at.inner()),
            "relative": lambda match, at: session.urls.relative(match[0], at.inner()),
            "element": self._element,
            "attribute": self._attribute,
            "assigned": self._assigned,
            "mail": lambda match, _: session.pseudonyms.mail(match[0]),
            "moment": lambda match, _: session.times.shift(match[0]) if session.times else match[0],
            "uuid": lambda match, _: session.pseudonyms.uuid(match[0]),
            "object": lambda match, _: session.pseudonyms.object_id(match[0]),
            "address": lambda match, _: session.pseudonyms.address(match[0]),
            "encoded": self._encoded,
        }

    def text(self, text: str, at: At) -> str:
        """Return `text` scrubbed: JSON by its fields, other text by what stands in it, known secrets wherever they are.

        Raises:
            SpecloomError: JSON in it is nested too deeply to be scrubbed.
        """
        session = self._session
        text = session.secrets.redact(session.moved.home(text) if session.moved else text)
        if at.depth > _MAX_DEPTH:
            return text
        known = self._json(text, at) if text.lstrip()[:1] in {"{", "[", '"'} else None
        return self._pieces(text, at, _ALL) if known is None else known

    def _json(self, text: str, at: At) -> str | None:
        try:
            value = parse(text)
        except ValueError:
            return None
        known = self._session.fields.value("", value, at.inner())
        if known == value:
            return text
        bare = text.strip()
        return text.replace(bare, relaid(known, bare), 1)

    def _pieces(self, text: str, at: At, pattern: re.Pattern[str]) -> str:
        result: list[str] = []
        start = 0
        for match in pattern.finditer(text):
            result += self._words(text[start : match.start()]), self._handlers[str(match.lastgroup)](match, at)
            start = match.end()
        result.append(self._words(text[start:]))
        return "".join(result)

    def _words(self, text: str) -> str:
        """Return text in which ids are renamed that are known from elsewhere, and the names of tenants."""
        word = self._session.pseudonyms.word
        return _WORD.sub(
            lambda match: word(match[0]) or _LABEL.sub(lambda label: word(label[0]) or label[0], match[0]), text
        )

    def _scheme(self, match: re.Match[str], at: At) -> str:
        sent = match["sent"]
        is_word = (sent.islower() or sent.istitle()) and not any(sign.isdigit() for sign in sent)
        if is_word or is_id(sent):  # "Basic authentication", "token 65a1f0c2b7d94e0012c3a4f1"
            return match[0].removesuffix(sent) + self._pieces(sent, at, _ALL)
        self._session.secrets.learn(sent)
        return redacted(match[0])

    def _element(self, match: re.Match[str], at: At) -> str:
        return f"<{match['tag']}>{self._marked_up(match['tag'], match['inner'], at)}</"

    def _attribute(self, match: re.Match[str], at: At) -> str:
        mark = match["quote"]
        return f"{match['attr']}={mark}{self._marked_up(match['attr'], match['quoted'], at)}{mark}"

    def _marked_up(self, name: str, raw: str, at: At) -> str:
        text = html.unescape(raw)
        known = self._session.fields.field(name, text, at.inner())
        return raw if known == text else html.escape(known)

    def _assigned(self, match: re.Match[str], at: At) -> str:
        name, sign, given = match["name"], match["sign"], match["given"]
        rules = self._session.rules
        is_stated = sign[-1] in "\"'" or any(digit.isdigit() for digit in given)
        if (rules.credential(name) and is_stated) or (rules.suspect(name) and looks_random(given)):
            self._session.secrets.learn(secret_of(given))
            return name + sign + redacted(given)
        return name + sign + self._pieces(given, at, _ALL)

    def _encoded(self, match: re.Match[str], at: At) -> str:
        token = unquote(match[0])
        reading = encoded.reading(token)
        if reading is None:
            return self._pieces(match[0], at, _INSIDE)
        if reading.text is None:
            return REDACTED
        known = self.text(reading.text, at.inner())
        if known == reading.text:
            return match[0]
        return reading.encode(known) if token == match[0] else quote(reading.encode(known), safe="")

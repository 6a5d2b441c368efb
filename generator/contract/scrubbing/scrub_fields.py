"""Fields with a name, one by one and in JSON values, without what must not be written down."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.contract.cassettes.json_layout import Members, Number
from generator.contract.scrubbing.credential_text import is_placeholder, looks_random, redacted, secret_of
from generator.contract.scrubbing.secret_shapes import OAUTH_FIELDS
from generator.document.findings import fail
from generator.document.shapes import is_array

if TYPE_CHECKING:
    from generator.contract.scrubbing.scrub_session import At, Session

_MAX_LEVELS = 100
_LABELS = ("name", "key")  # of pairs: {"name": "API_KEY", "value": "..."}
_TELLS = re.compile(r"error|message|fault|invalid|violation|validation|detail|problem", re.IGNORECASE)
_INTEGER = re.compile(r"[1-9][0-9]*")
_LONG_NUMBER = 16  # digits of one that may be a text in hexadecimal digits
_PIN = re.compile(r"[0-9]{4,}")
_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+)+")


class Fields:
    """Scrubs what stands under a name."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def field(self, name: str, text: str, at: At) -> str:
        """Return `text`, the value of a field `name`, scrubbed."""
        session = self._session
        if is_placeholder(text):
            return text
        if self._is_credential(name, text, at):
            session.secrets.learn(secret_of(text))
            return redacted(text)
        if session.rules.identifier(name) and session.secrets.redact(text) == text:
            known = ",".join(map(session.pseudonyms.identifier, text.split(",")))
            if known != text:
                return known
        if "version" in name.lower() and _DOTTED.fullmatch(text):
            return text
        return session.texts.text(text, at)

    def value(self, name: str, value: Any, at: At) -> Any:
        """Return the JSON value `value`, as `json_layout.parse` gives it, of a field `name`, scrubbed.

        Raises:
            SpecloomError: it is nested too deeply to be scrubbed.
        """
        if isinstance(value, Number):
            return self._number(name, value, at)
        if isinstance(value, str):
            return self.field(name, value, at)
        if at.levels > _MAX_LEVELS:
            message = f"is nested more than {_MAX_LEVELS} levels deep and cannot be scrubbed"
            raise fail("unscrubbable", message)
        if isinstance(value, Members):
            return self._members(name, value, at)
        if is_array(value):
            inner = replace(at, levels=at.levels + 1)
            return [self.value(name, item, inner) for item in value]
        return value

    def _members(self, name: str, members: Members, at: At) -> Members:
        inner = replace(
            at,
            levels=at.levels + 1,
            told=at.told or bool(_TELLS.search(name)),
            suspect=at.suspect or self._session.rules.suspect(name),
        )
        label = next((value for key, value in members if key in _LABELS and isinstance(value, str)), "value")
        result = Members()
        given: dict[str, str] = {}
        taken: set[str] = set()
        for key, value in members:
            if key not in given:  # two keys that became one would lose a value
                given[key] = _unlike(self._key(key, inner), taken)
                taken.add(given[key])
            known = given[key]
            result.append((known, self.value(label if key == "value" else key, value, inner)))
        return result

    def _key(self, key: str, at: At) -> str:
        if key.isidentifier() and not any(sign.isdigit() for sign in key):  # a word: neither an id nor a tenant here
            return self._session.secrets.redact(key)
        return self._session.texts.text(key, at.inner())

    def _number(self, name: str, number: Number, at: At) -> Number:
        session = self._session
        is_pin = session.rules.credential(name) and _PIN.fullmatch(number)
        if is_pin or session.secrets.redact(number) != number:
            return Number("0")
        if session.rules.identifier(name) and _INTEGER.fullmatch(number):
            return Number(session.pseudonyms.identifier(number))
        is_plain = len(number) < _LONG_NUMBER or session.texts.text(number, at.inner()) == number
        return number if is_plain else Number("0")

    def _is_credential(self, name: str, text: str, at: At) -> bool:
        rules = self._session.rules
        if rules.credential(name) or (at.oauth and name in OAUTH_FIELDS):
            return not (at.told and " " in text.strip())  # a sentence about the field
        return (at.suspect or rules.suspect(name)) and looks_random(text)


def _unlike(name: str, taken: set[str]) -> str:
    number, result = 1, name
    while result in taken:
        number += 1
        result = f"{name}-{number}"
    return result

"""Names in place of others: the same for the same, of the same shape, numbered in the order in which they come."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from uuid import RFC_4122, UUID

from generator.contract.scrubbing.secret_shapes import PLACEHOLDERS, RESERVED_DOMAIN

_UUID = re.compile(r"[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")
_OBJECT_ID = re.compile(r"[0-9a-fA-F]{24}")
_NUMBER = re.compile(r"[1-9][0-9]{0,39}")
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:~|-]{0,127}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ].*)?")
_SEGMENT = re.compile(r"[A-Za-z0-9]+")
_RESERVED = re.compile(RESERVED_DOMAIN)
_EXAMPLE = re.compile(r"example(?:-\d+)?")
_SHORTEST_WORD = 6
_SHORTEST_TENANT = 4
_SHORTEST_NUMBER = 5
_LETTERS = 26
_NETWORKS = tuple(ipaddress.ip_network(f"{network}.0/24") for network in ("192.0.2", "198.51.100", "203.0.113"))
_NETWORK6 = ipaddress.ip_network("2001:db8::/32")


class Pseudonyms:
    """Gives one pseudonym for each identifier, mail address, network address and tenant that it is shown."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}
        self._words: dict[str, str] = {}

    def identifier(self, text: str) -> str:
        """Return the pseudonym of an id: a UUID for a UUID, an ObjectId for an ObjectId, a number for a number.

        Others keep their words, their signs and of each further sign its kind. What has no digit is a word, no id, and
        stays, as do dates and placeholders.
        """
        if text in PLACEHOLDERS or not _IDENTIFIER.fullmatch(text) or not re.search(r"\d", text):
            return text
        if _UUID.fullmatch(text):
            return self.uuid(text)
        if _OBJECT_ID.fullmatch(text):
            return self.object_id(text)
        if _NUMBER.fullmatch(text):
            return str(self.number(int(text)))
        if _DATE.fullmatch(text) or not text.strip("0.:-"):
            return text
        return self._shaped(text)

    def uuid(self, text: str) -> str:
        """Return a UUID (RFC 9562) of the version and variant of `text`, hyphens and capitals as there."""
        value = UUID(text)
        if value.int in {0, (1 << 128) - 1}:
            return text
        version = value.hex[12] if value.variant == RFC_4122 else "4"
        variant = value.hex[16] if value.variant == RFC_4122 else "8"

        def made(number: int) -> str:
            return f"00000000{0:04x}{version}000{variant}000{number:012x}"

        given = UUID(self._give("uuid", value.hex, made))
        return _cased(str(given) if "-" in text else given.hex, text)

    def object_id(self, text: str) -> str:
        """Return 24 hexadecimal digits."""
        return _cased(self._give("object", text.lower(), lambda number: f"1d{number:022x}"), text)

    def number(self, value: int) -> int:
        """Return a positive integer; zero and negative ones stay."""
        if value <= 0:
            return value
        given = self._give("number", str(value), str)
        if len(str(value)) >= _SHORTEST_NUMBER:
            self._words[str(value)] = given
        return int(given)

    def word(self, text: str) -> str | None:
        """Return the pseudonym that `text` has by now where it is no word of a language, None if it has none."""
        return self._words.get(text)

    def mail(self, text: str) -> str:
        """Return `person-N@example.com`; addresses in domains that belong to nobody stay."""
        address = text.lower()
        if _RESERVED.search(address.rpartition("@")[2]):
            return text
        return self._give("mail", address, lambda number: f"person-{number}@example.com")

    def address(self, text: str) -> str:
        """Return an address of the networks for documentation (RFC 5737, RFC 3849); what is not public stays."""
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            return text
        if not address.is_global:
            return text
        if address.version == 6:
            return self._give("address 6", str(address), lambda number: str(_NETWORK6[number]))
        return self._give("address", str(address), _documentation_address)

    def tenant(self, text: str) -> str:
        """Return `example`, for further tenants `example-2` and so on; such a name stays."""
        if _EXAMPLE.fullmatch(text):
            return text
        given = self._give("tenant", text.lower(), lambda number: "example" if number == 1 else f"example-{number}")
        if len(text) >= _SHORTEST_TENANT:
            self._words[text] = given
        return given

    def _shaped(self, text: str) -> str:
        def segment(match: re.Match[str]) -> str:
            found = match.group()
            if found.isalpha():
                return found
            kinds = "".join("0" if sign.isdigit() else "A" if sign.isupper() else "a" for sign in found)
            return self._give(f"shape {kinds}", found, lambda number: _numbered(kinds, number))

        given = _SEGMENT.sub(segment, text)
        if len(text) >= _SHORTEST_WORD:
            self._words[text] = given
        return given

    def _give(self, kind: str, value: str, made: Callable[[int], str]) -> str:
        known = self._given.get((kind, value))
        if known is None:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            known = self._given[kind, value] = made(self._counts[kind])
        return known


def _numbered(kinds: str, number: int) -> str:
    """Return `number` in digits and letters as `kinds` asks for, with further digits where they do not suffice."""
    signs: list[str] = []
    for kind in reversed(kinds):
        number, rest = divmod(number, 10 if kind == "0" else _LETTERS)
        signs.append(chr(ord(kind) + rest))
    return "".join(reversed(signs)) + (str(number) if number else "")


def _documentation_address(number: int) -> str:
    index = number - 1
    network = _NETWORKS[index // 254 % len(_NETWORKS)]
    return str(network[index % 254 + 1])


def _cased(text: str, like: str) -> str:
    return text.upper() if like.upper() == like and like.lower() != like else text

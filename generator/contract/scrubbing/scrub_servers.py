"""The servers that a document declares, found in URLs, with the tenant in them renamed (OpenAPI 3.1 section 4.8.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from generator.contract.scrubbing.pseudonyms import Pseudonyms
from generator.document.names import snake
from generator.document.references import follow
from generator.document.shapes import is_array, is_object
from generator.exchange.router import match_text

_VARIABLE = re.compile(r"\{([^{}/]+)\}")
_PARTS = re.compile(r"(https?://)([^/?#]*)([^?#]*)(.*)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where on a declared server a URL leads: what stands before the path, the path below it, query and fragment."""

    before: str
    path: str
    rest: str


class Servers:
    """The declared servers of one document.

    Of a server's variables, those without a closed set of values name a tenant.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self._servers = list(_servers(document))
        # What says more is tried first: one server's URL may lie below another's, or be one of those of a template.
        self._narrowest = sorted(self._servers, key=lambda server: (len(server.defaults), -len(server.prefix)))
        self.prefixes = tuple(dict.fromkeys(server.prefix for server in self._servers if "{" not in server.prefix))

    def locate(self, url: str, pseudonyms: Pseudonyms) -> Spot | None:
        """Return where `url` leads, the tenant in it renamed; None where it is on no declared server."""
        parts = _PARTS.fullmatch(url)
        if parts is None:
            return None
        for server in self._narrowest:
            before = server.renamed(parts, pseudonyms)
            if before is not None:
                return Spot(before, parts[3][server.path_length(parts[3]) :], parts[4])
        return None

    def names_tenant(self, argument: str) -> bool:
        """Tell whether a client's argument of this name is the tenant."""
        return any(argument == snake(variable) for server in self._servers for variable in server.free)

    def first(self) -> str:
        """Return the URL of the first declared server, of the tenant `example`; "" where none is declared."""
        return self._servers[0].of_example() if self._servers else ""


class Moved:
    """An API at another URL than the declared one: in texts, the declared one takes its place."""

    def __init__(self, base_url: str, server: str) -> None:
        """Take where the API is, and where it is declared to be; both without what follows the prefix of paths."""
        base, home = base_url.rstrip("/"), server.rstrip("/")
        hosts = [re.sub(r"[^:/]*://([^/?#]*).*", r"\1", url) for url in (base, home)]
        self._places = {base: home, hosts[0]: hosts[1]}
        found = "|".join(re.escape(place) for place in self._places)
        self._pattern = re.compile(rf"(?<![\w.-])(?:{found})(?![\w-]|\.\w)")

    def home(self, text: str) -> str:
        """Return `text` with the declared URL and host in place of the actual ones."""
        return self._pattern.sub(lambda match: self._places[match[0]], text)


@dataclass(frozen=True, slots=True)
class _Server:
    """A declared server: the parts of its URL, and which variables in it are free, with their defaults."""

    scheme: str
    host: str
    prefix: str
    free: dict[str, str]
    defaults: dict[str, str]

    def of_example(self) -> str:
        """Return the URL with `example` as tenant and the defaults of the other variables."""
        values = self.defaults | dict.fromkeys(self.free, "example")
        return self.scheme + _filled(self.host, values) + _filled(self.prefix, values)

    def path_length(self, path: str) -> int:
        """Return how many characters of `path` stand for the prefix."""
        count = self.prefix.count("/")
        return len("/".join(path.split("/")[: count + 1])) if self.prefix else 0

    def renamed(self, parts: re.Match[str], pseudonyms: Pseudonyms) -> str | None:
        """Return scheme, host and prefix of a URL on this server, its tenant renamed; None for one that is not."""
        scheme, host, path = parts[1].lower(), parts[2], parts[3]
        prefix = path[: self.path_length(path)]
        found_host = match_text(self.host.lower(), host.lower())
        found_prefix = _match_segments(self.prefix, prefix)
        if scheme != self.scheme or found_host is None or found_prefix is None:
            return None
        values = {name: self._value(name, value, pseudonyms) for name, value in (found_host | found_prefix).items()}
        return scheme + _filled(self.host.lower(), values) + _filled(self.prefix, values)

    def _value(self, name: str, value: str, pseudonyms: Pseudonyms) -> str:
        default = {key.lower(): text for key, text in self.free.items()}.get(name.lower())
        return value if default in {None, value} else quote(pseudonyms.tenant(unquote(value)), safe="")


def _match_segments(template: str, text: str) -> dict[str, str] | None:
    values: dict[str, str] = {}
    expected, actual = template.split("/"), text.split("/")
    if len(expected) != len(actual):
        return None
    for pattern, segment in zip(expected, actual, strict=True):
        found = match_text(pattern, segment)
        if found is None:
            return None
        values |= found
    return values


def _filled(template: str, values: dict[str, str]) -> str:
    return _VARIABLE.sub(lambda match: values.get(match[1], match[0]), template)


def _servers(document: dict[str, Any]) -> Iterator[_Server]:
    declared: dict[str, _Server] = {}
    for holder in (document, *_path_items(document)):
        listed = holder.get("servers")
        for server in listed if is_array(listed) else []:
            parts = _PARTS.fullmatch(str(server.get("url", ""))) if is_object(server) else None
            if parts is not None and parts[0] not in declared:
                declared[parts[0]] = _server(server, parts)
    yield from declared.values()


def _server(server: dict[str, Any], parts: re.Match[str]) -> _Server:
    variables = server.get("variables")
    known = {name: value for name, value in variables.items() if is_object(value)} if is_object(variables) else {}
    defaults = {name: str(value.get("default", "")) for name, value in known.items()}
    free = {name: defaults[name] for name, value in known.items() if "enum" not in value}
    return _Server(parts[1].lower(), parts[2], parts[3].rstrip("/"), free, defaults)


def _path_items(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    paths = document.get("paths")
    for item in paths.values() if is_object(paths) else ():
        followed = follow(document, item)
        if is_object(followed):
            yield followed
            yield from (operation for operation in followed.values() if is_object(operation))

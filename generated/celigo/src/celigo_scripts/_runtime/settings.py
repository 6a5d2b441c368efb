"""What a generated client knows about its API as a whole, and where its servers are."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .errors import ConfigurationError
from .urls import origin_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .schemes import OwnClient, Scheme

_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a server's URL (OpenAPI 3.1, Server Variable Object) and the environment variable that fills it.

    `argument` is the client's argument for it, where that is not called like the variable.
    """

    environment: str = ""
    default: str = ""
    enum: tuple[str, ...] = ()
    argument: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The facts that a generated client hands to its base class.

    Attributes:
        package: the import name; it names the logger and the `User-Agent`.
        version: the package's version.
        servers: URL templates by region, the default one first; a path alone has no host, which the user has to give.
        variables: the variables of those templates.
        base_url_environment: the environment variable that replaces the server's URL.
        headers: sent with every request.
        schemes: the security schemes by their name in the document.
    """

    package: str
    version: str
    servers: Mapping[str, str]
    variables: Mapping[str, Variable] = field(default_factory=dict[str, Variable])
    base_url_environment: str = ""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    schemes: Mapping[str, Scheme | OwnClient] = field(default_factory=dict[str, "Scheme | OwnClient"])


class Servers:
    """Where the calls of one client go, settled when the client is made.

    Attributes:
        base_url: the URL that paths are appended to: as given, else that of the region given, else from the environment,
            else that of the first region.
    """

    def __init__(
        self,
        settings: Settings,
        base_url: str | None = None,
        region: str | None = None,
        variables: Mapping[str, str | None] | None = None,
    ) -> None:
        """Read arguments and environment.

        Raises:
            ConfigurationError: the server has no absolute http(s) URL, or the region or a variable is missing or wrong.
        """
        if region and region not in settings.servers:
            known = ", ".join(map(repr, settings.servers)) or "none"
            raise ConfigurationError(f"region {region!r} is not one of: {known}")
        self._variables = settings.variables
        self._values = {
            name: (variables or {}).get(name) or os.environ.get(variable.environment, "") or variable.default
            for name, variable in settings.variables.items()
        }
        if not isinstance(base_url, str | None):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"base_url is text, not {type(base_url).__name__}")
        given = base_url or ("" if region else os.environ.get(settings.base_url_environment, ""))
        self._is_given = bool(given)
        self.base_url = _canonical(given or self._filled(_template(settings, region)))

    def url_for(self, server: str) -> str:
        """Return the URL that the path of an operation is appended to (OpenAPI 3.1 section 4.8.10).

        Args:
            server: the template of the operation's own server, if it has one. A `base_url` that was given replaces it;
                a path alone is below the origin of `base_url`.

        Raises:
            ConfigurationError: a variable of it is missing or wrong.
        """
        if not server or self._is_given:
            return self.base_url
        return _canonical(origin_of(self.base_url) + server if server.startswith("/") else self._filled(server))

    def _filled(self, url: str) -> str:
        for name, variable in self._variables.items():
            if f"{{{name}}}" in url:
                url = url.replace(f"{{{name}}}", _checked(name, variable, self._values[name], url))
        return url


def _template(settings: Settings, region: str | None) -> str:
    url = settings.servers.get(region or next(iter(settings.servers), ""), "")
    if not url or url.startswith("/"):
        source = f" or set {settings.base_url_environment}" if settings.base_url_environment else ""
        example = f"https://api.example.com{url}"
        raise ConfigurationError(f"the API's document has no absolute server: give base_url={source}, as in {example}")
    return url


def _checked(name: str, variable: Variable, value: str, url: str) -> str:
    if not value:
        source = f" or set {variable.environment}" if variable.environment else ""
        raise ConfigurationError(f"the server's URL needs {name}: give {variable.argument or name}={source}")
    if variable.enum and value not in variable.enum:
        raise ConfigurationError(f"{name} {value!r} is not one of: {', '.join(map(repr, variable.enum))}")
    # In the host, a slash or an at sign would send the credentials to a host of the value's choosing.
    before, _, after = url.partition("://")[2].partition(f"{{{name}}}")
    begins_path = bool(before) and value.startswith("/") and after[:1] in ("", "/")
    if not re.fullmatch(r"[\w.~:/-]+" if begins_path or "/" in before else r"[\w.~:-]+", value, re.ASCII):
        raise ConfigurationError(f"{name} {value!r} cannot stand in a URL")
    return value


def _ascii(host: str) -> str:
    """Return a host's name as it is resolved; ValueError if it is none."""
    if host.isascii():
        return host
    import httpx2

    # Python's own codec has an older standard, by which some names are those of other hosts (RFC 5895 section 1).
    try:
        return httpx2.URL(f"https://{host}").raw_host.decode("ascii")
    except httpx2.InvalidURL as error:
        raise ValueError from error


def _canonical(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = _ascii(parts.hostname or "")
        port = parts.port
    except ValueError:
        raise ConfigurationError("base_url is not a URL") from None
    if parts.scheme not in _DEFAULT_PORTS or not host:
        raise ConfigurationError("base_url must be absolute, as in https://api.example.com")
    if "@" in parts.netloc or parts.query or parts.fragment or "\\" in url or not url.isprintable() or " " in url:
        raise ConfigurationError("base_url is scheme, host, port and path: no credentials, query or fragment")
    shown = f"[{host}]" if ":" in host else host
    suffix = "" if port in {None, _DEFAULT_PORTS[parts.scheme]} else f":{port}"
    return f"{parts.scheme}://{shown}{suffix}{parts.path.rstrip('/')}"

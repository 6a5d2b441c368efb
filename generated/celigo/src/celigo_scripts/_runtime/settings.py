"""What a generated client knows about its API as a whole, and where its servers are."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .auth import Scheme

_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a server's URL (OpenAPI 3.1, Server Variable Object) and the environment variable that fills it."""

    environment: str = ""
    default: str = ""
    enum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The facts that a generated client hands to its base class.

    Attributes:
        package: the import name; it names the logger and the `User-Agent`.
        version: the package's version.
        servers: URL templates by region, the default one first.
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
    schemes: Mapping[str, Scheme] = field(default_factory=dict[str, "Scheme"])


def server_url(
    settings: Settings, base_url: str | None, region: str | None, variables: Mapping[str, str | None]
) -> str:
    """Return the URL that paths are appended to: as given, else from the environment, else that of the region.

    Raises:
        ConfigurationError: it is no absolute http(s) URL, or the region or a variable is missing or wrong.
    """
    if region is not None and region not in settings.servers:
        known = ", ".join(map(repr, settings.servers)) or "none"
        raise ConfigurationError(f"region {region!r} is not one of: {known}")
    chosen = base_url or os.environ.get(settings.base_url_environment, "")
    return _canonical(chosen or _from_template(settings, region, variables))


def _from_template(settings: Settings, region: str | None, variables: Mapping[str, str | None]) -> str:
    region = region or next(iter(settings.servers), "")
    if region not in settings.servers:
        raise ConfigurationError("the API declares no server: give base_url=")
    url = settings.servers[region]
    for name, variable in settings.variables.items():
        if f"{{{name}}}" in url:
            url = url.replace(f"{{{name}}}", _filled(name, variable, variables.get(name), url))
    return url


def _filled(name: str, variable: Variable, given: str | None, url: str) -> str:
    value = given or os.environ.get(variable.environment, "") or variable.default
    if not value:
        source = f" or set {variable.environment}" if variable.environment else ""
        raise ConfigurationError(f"the server's URL needs {name}: give {name}={source}")
    if variable.enum and value not in variable.enum:
        raise ConfigurationError(f"{name} {value!r} is not one of: {', '.join(map(repr, variable.enum))}")
    # In the host, a slash or an at sign would send the credentials to a host of the value's choosing.
    in_path = "/" in url.partition("://")[2].partition(f"{{{name}}}")[0]
    if not re.fullmatch(r"[\w.~:/-]+" if in_path else r"[\w.~:-]+", value, re.ASCII):
        raise ConfigurationError(f"{name} {value!r} cannot stand in a URL")
    return value


def _canonical(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
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

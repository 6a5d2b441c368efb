"""The servers of a normal form as a client uses them: URL templates, and the variables that fill them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.normalise.schemas import operations
from generator.normalise.servers import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Iterator

_ORIGIN = re.compile(rf"\{{({ORIGIN}(?:_\d+)?)\}}(?=/|$)")


def server_template(server: dict[str, Any]) -> str:
    """Return the URL template of a server; a path alone where the document does not say the host.

    Such a server was given relative to a place that nobody knows later (OpenAPI 3.1 section 4.8.5).
    """
    url = str(server.get("url", ""))
    unknown = _origin(server)
    return url if unknown is None else url.removeprefix(f"{{{unknown}}}") or "/"


def server_variables(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the variables of the servers that a client may call, by name: the document's, then those of operations."""
    result: dict[str, dict[str, Any]] = {}
    for server in _used(document):
        unknown = _origin(server)
        for name, variable in server.get("variables", {}).items():
            if name != unknown:
                result.setdefault(name, variable)
    return result


def _used(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from document.get("servers", [])
    for _, _, operation, _ in operations(document):
        yield from operation.get("servers", [])[:1]


def _origin(server: dict[str, Any]) -> str | None:
    """Return the variable for the unknown origin of a server, None where it has none."""
    found = _ORIGIN.match(str(server.get("url", "")))
    variable = server.get("variables", {}).get(found[1]) if found else None
    return (
        found[1]
        if found and variable is not None and not variable.get("default") and not variable.get("enum")
        else None
    )

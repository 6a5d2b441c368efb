"""Guarantee 6, the other half: servers are absolute, or declare as a variable what their user has to say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.document import names
from generator.document.findings import Finding, Place, Severity
from generator.normalise.schemas import operations

if TYPE_CHECKING:
    from generator.normalise.ledger import Ledger

RULE = "settle-servers"
ORIGIN = "origin"
"""The variable for scheme and host of a server that is given without."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|\{")
_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]+)?(/|$)")
_VARIABLE = re.compile(r"\{([^{}]*)\}")


def is_absolute(url: str) -> bool:
    """Tell whether a server URL starts with a scheme, or with a variable that may hold one."""
    return _SCHEME.match(url) is not None


def settle_servers(document: dict[str, Any], name: str, ledger: Ledger) -> list[Finding]:
    """Make every server of `document` absolute or declared (OpenAPI 3.1 sections 4.8.5 and 4.8.6); return the repairs.

    A relative URL is relative to where the document was found, which nobody knows later: its scheme and host become the
    variable `origin`. A host without a scheme gets `https`. Variables that the URL names and nobody declares are declared.
    Servers of an operation that turn out to be those of the document are not said again. The resolved form has left out
    those that are so as written; it keeps the rest, since a comparison shows the vendor's own URLs, and a server of the
    document that moves is one change, not one of each operation that repeats it. Here are only those that the settling of
    their URLs makes alike, such as `//a.example` beside `https://a.example`.
    """
    findings: dict[str, Finding] = {}
    lists = [
        document.get("servers", []),
        *(operation.get("servers", []) for _, _, operation, _ in operations(document)),
    ]
    for servers in lists:
        for server in servers:
            for message in _settled(server, ledger):
                place = Place(name, pointer=ledger.place(server, "url"))
                findings.setdefault(message, Finding("incomplete-server", message, place, severity=Severity.WARNING))
    for _, _, operation, _ in operations(document):
        if "servers" in operation and operation["servers"] == document.get("servers"):
            ledger.note_member(operation, "servers", RULE, "are those of the document")
            del operation["servers"]
    return list(findings.values())


def _settled(server: dict[str, Any], ledger: Ledger) -> list[str]:
    said: list[str] = []
    url: str = server["url"].strip()
    variables: dict[str, Any] = server.get("variables", {})
    if not is_absolute(url):
        if _HOST.match(url.removeprefix("//")):
            said.append(f"has the server {url!r} without a scheme: https is assumed")
            url = f"https://{url.removeprefix('//')}"
        else:
            said.append(f"has the relative server {url!r}: clients need its origin from their user")
            variable = names.unique(ORIGIN, variables)
            server["variables"] = variables = ledger.adopt({**variables, variable: {"default": ""}}, variables)
            url = f"{{{variable}}}" + (f"/{url.lstrip('./')}".rstrip("/"))
    for variable in _VARIABLE.findall(url):
        if variable not in variables:
            said.append(f"has the server {url!r}, whose variable {variable!r} is not declared")
            server["variables"] = variables = ledger.adopt({**variables, variable: {"default": ""}}, variables)
        elif "default" not in variables[variable]:
            variables[variable]["default"] = str(next(iter(variables[variable].get("enum", [])), ""))
    if url != server["url"]:
        ledger.note_member(server, "url", RULE, f"is {url}")
        server["url"] = url
    return said

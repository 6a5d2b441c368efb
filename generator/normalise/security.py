"""Guarantee 6: security explicit on each operation, servers absolute or declared per tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator.document import pointers
from generator.document.findings import Finding, Place, Severity
from generator.normalise.schemas import operations

if TYPE_CHECKING:
    from generator.normalise.ledger import Ledger

RULE = "settle-security"


def settle_security(document: dict[str, Any], name: str, ledger: Ledger) -> list[Finding]:
    """Drop requirements that no scheme defines and servers that are no absolute URL; return a finding for each.

    Security requirements: OpenAPI 3.1 section 4.8.30; `servers`: section 4.8.5.
    """
    findings: list[Finding] = []
    schemes = document.get("components", {}).get("securitySchemes", {})
    for _, _, operation, pointer in operations(document):
        requirements: list[dict[str, Any]] = operation.get("security", [])
        for i, requirement in enumerate(requirements):
            for missing in [scheme for scheme in requirement if scheme not in schemes]:
                place = Place(name, pointer=pointers.join(pointer, "security", i, missing))
                message = f"requires the security scheme {missing!r}, which is not defined"
                findings.append(Finding("undefined-security-scheme", message, place, severity=Severity.WARNING))
        defined = [requirement for requirement in requirements if all(scheme in schemes for scheme in requirement)]
        if len(defined) != len(requirements):
            ledger.note(pointers.join(pointer, "security"), RULE, "requirements that no scheme defines are left out")
        operation["security"] = ledger.adopt(defined, requirements)
    for i, server in enumerate(document.get("servers", [])):
        url = str(server.get("url", ""))
        if not urlsplit(url).scheme and not url.startswith("{"):
            place = Place(name, pointer=f"/servers/{i}/url")
            message = f"has the relative server {url!r}: clients need a base URL from their user"
            findings.append(Finding("relative-server", message, place, severity=Severity.WARNING))
    return findings

"""Guarantee 6, one half: security explicit on each operation, and only of schemes that the document defines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.findings import Finding, Place, Severity
from generator.normalise.schemas import operations

if TYPE_CHECKING:
    from generator.normalise.ledger import Ledger

RULE = "settle-security"


def settle_security(document: dict[str, Any], name: str, ledger: Ledger) -> list[Finding]:
    """Drop the security requirements that no scheme defines; return a finding for each scheme (OpenAPI 3.1 section 4.8.30)."""
    findings: dict[str, Finding] = {}
    schemes = document.get("components", {}).get("securitySchemes", {})
    for _, _, operation, pointer in operations(document):
        requirements: list[dict[str, Any]] = operation.get("security", [])
        defined: list[dict[str, Any]] = []
        for i, requirement in enumerate(requirements):
            missing = [scheme for scheme in requirement if scheme not in schemes]
            for scheme in missing:
                place = Place(name, pointer=pointers.join(pointer, "security", i, scheme))
                message = f"requires the security scheme {scheme!r}, which is not defined"
                remedy = "Define it under components.securitySchemes."
                finding = Finding("undefined-security-scheme", message, place, remedy, Severity.WARNING)
                findings.setdefault(scheme, finding)
            if missing:
                ledger.note_item(requirements, i, RULE, "no scheme defines it")
            else:
                defined.append(requirement)
        operation["security"] = ledger.adopt(defined, requirements)
    if document.pop("security", None) is not None:
        ledger.note("/security", RULE, "stands on each operation")
    return list(findings.values())

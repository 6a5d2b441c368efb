"""Where a request carries credentials, and whether it has those that an operation asks for (OpenAPI 3.1, 4.8.27)."""

from __future__ import annotations

from typing import Any, cast

from generator.document.references import follow
from generator.exchange.messages import Request, header_values
from generator.exchange.operations import Operation

_ALWAYS = ("authorization", "cookie", "proxy-authorization")


def credential_headers(document: dict[str, Any]) -> tuple[str, ...]:
    """Return the header names, in lower case, that carry credentials: those of HTTP and those `document` declares."""
    declared = [
        str(scheme["name"]).lower()
        for scheme in _schemes(document).values()
        if scheme.get("type") == "apiKey" and scheme.get("in") == "header"
    ]
    return tuple(sorted({*_ALWAYS, *declared}))


def credential_queries(document: dict[str, Any], operation: Operation) -> frozenset[str]:
    """Return the names of the query fields in which `operation` takes a credential."""
    return _names(document, operation, "query")


def credential_cookies(document: dict[str, Any], operation: Operation) -> frozenset[str]:
    """Return the names of the cookies in which `operation` takes a credential."""
    return _names(document, operation, "cookie")


def _names(document: dict[str, Any], operation: Operation, location: str) -> frozenset[str]:
    schemes = _schemes(document)
    named = [schemes.get(name, {}) for requirement in operation.security for name in requirement]
    return frozenset(str(scheme["name"]) for scheme in named if scheme.get("in") == location)


def satisfies(document: dict[str, Any], operation: Operation, request: Request) -> bool:
    """Tell whether `request` meets one of the security requirements of `operation`; it does where none are declared."""
    schemes = _schemes(document)
    return not operation.security or any(
        all(_carries(schemes.get(name, {}), request) for name in requirement) for requirement in operation.security
    )


def _schemes(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    declared = cast(dict[str, Any], document.get("components", {}).get("securitySchemes", {}))
    return {name: follow(document, scheme) for name, scheme in declared.items()}


def _carries(scheme: dict[str, Any], request: Request) -> bool:
    kind = scheme.get("type")
    if kind == "apiKey":
        name = str(scheme.get("name"))
        if scheme.get("in") == "query":
            return any(key == name and value for key, value in request.query)
        if scheme.get("in") == "cookie":
            cookies = ";".join(header_values(request.headers, "Cookie")).split(";")
            return any(cookie.strip().startswith(name + "=") for cookie in cookies)
        return any(header_values(request.headers, name))
    prefix = f"{scheme.get('scheme', 'bearer')} ".lower()
    if kind in {"http", "oauth2", "openIdConnect"}:
        return any(
            value.lower().startswith(prefix) and len(value) > len(prefix)
            for value in header_values(request.headers, "Authorization")
        )
    return kind == "mutualTLS"  # below HTTP: nothing of it shows in a request

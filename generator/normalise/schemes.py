"""Security schemes as the specification has them (OpenAPI 3.1 sections 4.8.27 to 4.8.29)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.document import names
from generator.document.shapes import is_object
from generator.normalise.schemas import all_operations

if TYPE_CHECKING:
    from generator.normalise.ledger import Ledger

RULE = "repair-document"
_NAME = re.compile(r"[a-zA-Z0-9._-]+")
_FIELDS = {
    "apikey": ("apiKey", {"name", "in"}),
    "http": ("http", {"scheme", "bearerFormat"}),
    "mutualtls": ("mutualTLS", set[str]()),
    "oauth2": ("oauth2", {"flows", "oauth2MetadataUrl"}),
    "openidconnect": ("openIdConnect", {"openIdConnectUrl"}),
}
_OF_ALL = {"type", "description", "deprecated"}
_FLOWS = {
    "implicit": {"authorizationUrl"},
    "password": {"tokenUrl"},
    "clientCredentials": {"tokenUrl"},
    "authorizationCode": {"authorizationUrl", "tokenUrl"},
    "deviceAuthorization": {"deviceAuthorizationUrl", "tokenUrl"},
}


def repair_schemes(document: dict[str, Any], ledger: Ledger) -> None:
    """Repair the security schemes of `document` in place; one that does not say what to send leaves.

    Their names become those that the specification allows.
    """
    schemes = document.get("components", {}).get("securitySchemes", {})
    for name in list(schemes):
        if not is_object(schemes[name]) or not _repaired(schemes[name], ledger):
            ledger.note_member(schemes, name, RULE, "does not say what to send")
            del schemes[name]
    renames: dict[str, str] = {}
    for name in [name for name in schemes if not _NAME.fullmatch(name)]:
        renames[name] = names.unique(names.snake(name) or "scheme", {*schemes, *renames.values()})
        ledger.note_member(schemes, name, RULE, f"is called {renames[name]}")
    if renames:
        _rename(schemes, renames)
        holders = [document, *(operation for _, operation, _ in all_operations(document))]
        for requirement in (each for holder in holders for each in holder.get("security", [])):
            _rename(requirement, renames)


def _rename(part: dict[str, Any], renames: dict[str, str]) -> None:
    if not renames.keys().isdisjoint(part):
        renamed = {renames.get(key, key): value for key, value in part.items()}
        part.clear()
        part.update(renamed)


def _repaired(scheme: dict[str, Any], ledger: Ledger) -> bool:
    """Repair a scheme; tell whether it says what to send."""
    if "$ref" in scheme:
        return True
    kind = str(scheme.get("type")).lower()
    if kind in {"basic", "bearer"}:
        ledger.note_member(scheme, "type", RULE, f"is the scheme {kind} of http")
        kind, scheme["scheme"] = "http", kind
    if kind not in _FIELDS:
        return False
    scheme["type"], fields = _FIELDS[kind]
    for key in [key for key in scheme if key not in fields | _OF_ALL and not key.startswith("x-")]:
        ledger.note_member(scheme, key, RULE, f"is nothing of the type {scheme['type']}")
        del scheme[key]
    if kind == "apikey":
        return scheme.get("in") in {"query", "header", "cookie"} and _has_text(scheme, "name")
    if kind == "http":
        return _has_text(scheme, "scheme") and _without_format(scheme, ledger)
    if kind == "oauth2":
        return is_object(scheme.get("flows")) and _flows(scheme["flows"], ledger)
    return kind == "mutualtls" or _has_text(scheme, "openIdConnectUrl")


def _without_format(scheme: dict[str, Any], ledger: Ledger) -> bool:
    if scheme["scheme"].lower() != "bearer" and "bearerFormat" in scheme:
        ledger.note_member(scheme, "bearerFormat", RULE, "there is no bearer")
        del scheme["bearerFormat"]
    return True


def _has_text(scheme: dict[str, Any], key: str) -> bool:
    return isinstance(scheme.get(key), str) and bool(scheme[key])


def _flows(flows: dict[str, Any], ledger: Ledger) -> bool:
    """Leave of the flows those that say where to go, each with its scopes; that is fine for none, too."""
    for name in [name for name in flows if not name.startswith("x-")]:
        flow = flows[name]
        if name not in _FLOWS or not is_object(flow) or any(not isinstance(flow.get(url), str) for url in _FLOWS[name]):
            ledger.note_member(flows, name, RULE, "does not say where to go")
            del flows[name]
            continue
        if not is_object(flow.get("scopes")):
            given = flow.get("scopes")
            listed: list[Any] = list(given) if isinstance(given, list) else []  # pyright: ignore[reportUnknownArgumentType]
            flow["scopes"] = {str(scope): "" for scope in listed}
        for scope in [scope for scope, about in flow["scopes"].items() if not isinstance(about, str)]:
            flow["scopes"][scope] = ""
        for key in [key for key in flow if key not in {*_FLOWS[name], "refreshUrl", "scopes"} and key[:2] != "x-"]:
            ledger.note_member(flow, key, RULE, f"is nothing of the flow {name}")
            del flow[key]
    return True

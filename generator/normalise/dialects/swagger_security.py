"""Security definitions of Swagger 2.0 as security schemes (OpenAPI 3.1, sections 4.8.27 to 4.8.29)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.shapes import is_object

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs

RULE = "build-security"

_FLOWS = {
    "implicit": "implicit", "password": "password", "application": "clientCredentials", "accesscode": "authorizationCode",
    "clientcredentials": "clientCredentials", "authorizationcode": "authorizationCode",
}  # fmt: skip
_NEEDED = {
    "implicit": ("authorizationUrl",),
    "password": ("tokenUrl",),
    "clientCredentials": ("tokenUrl",),
    "authorizationCode": ("authorizationUrl", "tokenUrl"),
}
_OF_FLOWS = frozenset({"flow", "authorizationUrl", "tokenUrl", "refreshUrl", "scopes"})


def security_schemes(definitions: dict[str, Any], repairs: Repairs) -> dict[str, Any]:
    """Return the security schemes that `securityDefinitions` make."""
    return {
        name: _scheme(given, pointers.join("/securityDefinitions", name), repairs)
        for name, given in definitions.items()
        if is_object(given)
    }


def _scheme(given: dict[str, Any], pointer: str, repairs: Repairs) -> dict[str, Any]:
    kind = given["type"]
    if kind == "basic":
        return {**given, "type": "http", "scheme": "basic"}
    if kind == "bearer":
        repairs.warn(
            f"{pointer}/type", RULE, "Swagger 2.0 has no type 'bearer': it is HTTP authentication with a token"
        )
        return {**given, "type": "http", "scheme": "bearer"}
    if kind != "oauth2" or "flows" in given:
        return dict(given)
    result = {key: value for key, value in given.items() if key not in _OF_FLOWS}
    flow = _FLOWS.get(str(given.get("flow", "")).strip().lower())
    if flow is None:
        repairs.warn(pointer, RULE, f"has the flow {str(given.get('flow', ''))[:40]!r}, which is not known")
        flow = "authorizationCode" if "authorizationUrl" in given else "clientCredentials"
    said: dict[str, Any] = {key: given[key] for key in ("authorizationUrl", "tokenUrl", "refreshUrl") if key in given}
    for key in [key for key in said if key not in (*_NEEDED[flow], "refreshUrl")]:
        repairs.note(f"{pointer}/{key}", RULE, f"the flow {flow} does not use it")
        del said[key]
    for needed in _NEEDED[flow]:
        if needed not in said:
            repairs.warn(pointer, RULE, f"has the flow {flow} without {needed!r}")
            said[needed] = ""
    result["flows"] = {flow: {**said, "scopes": given.get("scopes", {})}}
    return result

"""Schemes, host and base path of Swagger 2.0 as servers (OpenAPI 3.1, section 4.8.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs

RULE = "build-servers"

# Where several are given, clients take the first: what keeps credentials secret.
_ORDER = ("https", "http", "wss", "ws")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


def servers(document: dict[str, Any], schemes: list[str] | None, repairs: Repairs) -> list[dict[str, Any]]:
    """Return the servers that `host` and `basePath` make with `schemes`; a relative one where there is no host.

    Args:
        document: the document.
        schemes: those of an operation, None for those of the document.
        repairs: learns what is assumed.
    """
    host: str = document.get("host", "").strip().strip("/")
    path: str = document.get("basePath", "").strip().strip("/")
    base = f"/{path}" if path else ""
    given: list[str] = document.get("schemes", []) if schemes is None else schemes
    if (found := _SCHEME.match(host)) is not None:
        repairs.warn("/host", RULE, "a host is given without a scheme in Swagger 2.0")
        host = host[found.end() :]
        given = given or [found[1]]
    if not host:
        return [{"url": base or "/"}]
    known = [scheme for scheme in _ORDER if scheme in {each.strip().lower() for each in given}]
    if not known:
        repairs.warn("/host", RULE, "no scheme says how to reach the host: https is assumed")
    spoken = [scheme for scheme in known if scheme.startswith("http")]
    if spoken != known and spoken:
        repairs.note("/schemes", RULE, "clients speak HTTP, not the protocol of WebSockets")
    return [{"url": f"{scheme}://{host}{base}"} for scheme in spoken or known or ["https"]]

"""Stand-ins for the long tests: served on this machine, with one credential that is accepted."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.exchange.operations import Api
from generator.standin.behaviour import Behaviour, load_behaviour
from generator.standin.serving.server import serving
from generator.standin.standin import StandIn

SECRET = "any-secret"


@contextmanager
def served(document: dict[str, Any], name: str, folder: Path | None = None) -> Iterator[str]:
    """Serve a stand-in for a document, with the behaviour of a vendor's folder, and give its URL."""
    behaviour = Behaviour() if folder is None else load_behaviour(folder, Api(document, name))
    schemes = document.get("components", {}).get("securitySchemes", {})
    accepted = {scheme: [SECRET, f"{SECRET}:{SECRET}"] for scheme in schemes}
    credentials = {**behaviour.settings.get("credentials", {}), "accepted": accepted}
    behaviour = replace(behaviour, settings={**behaviour.settings, "credentials": credentials})
    with serving(StandIn(document, name, behaviour=behaviour, with_limits=False)) as url:
        yield url


def credential_headers(document: dict[str, Any]) -> list[str]:
    """Return the headers `Name: value` that satisfy the security schemes of a document which headers can satisfy."""
    found: dict[str, str] = {}
    for scheme in document.get("components", {}).get("securitySchemes", {}).values():
        if scheme.get("type") == "apiKey" and scheme.get("in") == "header":
            found.setdefault(scheme["name"].lower(), f"{scheme['name']}: {SECRET}")
        elif scheme.get("type") == "http" and scheme["scheme"].lower() == "basic":
            pair = base64.b64encode(f"{SECRET}:{SECRET}".encode()).decode()
            found["authorization"] = f"Authorization: Basic {pair}"
        elif scheme.get("type") in {"http", "oauth2", "openIdConnect"}:
            found["authorization"] = f"Authorization: Bearer {SECRET}"
    return list(found.values())

"""Cassettes made up by tests: of the garden, and files for whoever reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.contract.cassettes.cassette import Call, Cassette
from generator.exchange.messages import Interaction


def cassette(
    method: str,
    *interactions: Interaction,
    raises: str | None = None,
    case: str = "case",
    deviates: dict[str, str] | None = None,
    arguments: dict[str, Any] | None = None,
    client: dict[str, Any] | None = None,
) -> Cassette:
    return Cassette(
        path=Path(f"garden/{method}/{case}.yaml"),
        vendor="garden",
        operation=method,
        case=case,
        provenance="authored",
        note="Made up.",
        call=Call(method, arguments or {}, client or {}),
        raises=raises,
        retries=None,
        deviates=deviates or {},
        interactions=interactions,
    )

"""Running one rule, or all of them, on a small document."""

from __future__ import annotations

import json
from typing import Any

from generator.document.copies import plain_copy
from generator.normalise.form import NormalForm, normal_form
from generator.normalise.ledger import Ledger
from generator.normalise.resolve import resolve
from generator.normalise.upgrade import upgrade


def upgraded(document: dict[str, Any]) -> dict[str, Any]:
    return upgrade(json.loads(json.dumps(document)), "a.yaml")


def resolved(document: dict[str, Any]) -> dict[str, Any]:
    return resolve(upgraded(document), "a.yaml")


def normal(document: dict[str, Any]) -> NormalForm:
    return normal_form(resolved(document), "a.yaml")


def components(document: dict[str, Any]) -> dict[str, Any]:
    return normal(document).document["components"]["schemas"]


def followed(document: dict[str, Any]) -> tuple[dict[str, Any], Ledger]:
    """The resolved form as a rule gets it, and the ledger that follows its parts."""
    copied = plain_copy(resolved(document))
    return copied, Ledger(copied, "a.yaml")


def said(ledger: Ledger) -> dict[str, str]:
    return {entry.pointer: entry.detail for entry in ledger.entries}

"""The structure of an overlay document: Overlay Specification 1.1.0, section 4.4, and what 1.0.0 had less."""

from __future__ import annotations

import copy
import re
from typing import Any

from generator.document.findings import Finding, Place
from generator.normalise.overlay_kinds import is_object
from generator.workspace.schema_check import check, shown

RULE = "invalid-overlay"

_VERSION = re.compile(r"1\.(0|1)\.(0|[1-9][0-9]*)")
_URI_REFERENCE = r"^([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$"
_EXTENSIONS = {"^x-": True}

_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["overlay", "info", "actions"],
    "properties": {
        "overlay": {"type": "string"},
        "info": {
            "type": "object",
            "required": ["title", "version"],
            "properties": {
                "title": {"type": "string"},
                "version": {"type": "string"},
                "description": {"type": "string"},
            },
            "patternProperties": _EXTENSIONS,
            "additionalProperties": False,
        },
        "extends": {
            "type": "string",
            "pattern": _URI_REFERENCE,
            "description": "a URI reference (RFC 3986 section 4.1)",
        },
        "actions": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["target"],
                "properties": {
                    "target": {"type": "string"},
                    "description": {"type": "string"},
                    "update": True,
                    "copy": {"type": "string"},
                    "remove": {"type": "boolean"},
                },
                "patternProperties": _EXTENSIONS,
                "additionalProperties": False,
            },
        },
    },
    "patternProperties": _EXTENSIONS,
    "additionalProperties": False,
}


def _schema_1_0() -> dict[str, Any]:
    """Return the structure without the two fields that 1.1.0 added."""
    schema = copy.deepcopy(_SCHEMA)
    del schema["properties"]["info"]["properties"]["description"]
    del schema["properties"]["actions"]["items"]["properties"]["copy"]
    return schema


_SCHEMAS = {"0": _schema_1_0(), "1": _SCHEMA}


def structure(overlay: Any, name: str) -> list[Finding]:
    """Return what is wrong with the structure of `overlay`; `name` is its file in the findings.

    Versions 1.0.x and 1.1.x are known; the patch number makes no difference (section 4.1).
    """
    version = overlay.get("overlay") if is_object(overlay) else None
    match = _VERSION.fullmatch(version) if isinstance(version, str) else None
    if version is not None and match is None:
        message = f"is {shown(version)}, which is not a version of the Overlay Specification that is supported"
        return [Finding(RULE, message, Place(name, pointer="/overlay"), "Write `overlay: 1.1.0`.")]
    return check(overlay, _SCHEMAS[match[1] if match else "1"], file=name, rule=RULE) or _modifiers(overlay, name)


def _modifiers(overlay: Any, name: str) -> list[Finding]:
    """Find actions that do not say one thing to do; beside `remove: true` the others have no impact (section 4.4.3)."""
    findings: list[Finding] = []
    for index, action in enumerate(overlay["actions"]):
        place = Place(name, pointer=f"/actions/{index}")
        if not action.keys() & {"update", "copy", "remove"}:
            findings.append(Finding(RULE, "has nothing to do", place, "Give it update, copy or remove."))
        elif {"update", "copy"} <= action.keys() and not action.get("remove"):
            message = "has both update and copy, each of which takes effect only without the other"
            findings.append(Finding(RULE, message, place, "Make it two actions."))
    return findings

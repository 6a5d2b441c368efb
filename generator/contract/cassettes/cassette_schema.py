"""The shape of a cassette as a JSON Schema: what vcrpy writes, and the metadata that this project adds."""

from __future__ import annotations

from typing import Any

FORMAT_VERSION = 1
PROVENANCES = ("documentation", "authored", "stand-in", "live")

# Folders and files of a cassette.
VENDOR = r"[a-z][a-z0-9]*([-_][a-z0-9]+)*"
METHOD = r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*"
CASE = r"[a-z0-9]+(-[a-z0-9]+)*"

_SENTENCE = {"type": "string", "pattern": r"\S"}
_METHOD = {"type": "string", "pattern": f"^{METHOD}$"}
_ARGUMENTS = {"type": "object", "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"}}

_CALL: dict[str, Any] = {
    "type": "object",
    "required": ["method", "arguments"],
    "additionalProperties": False,
    "properties": {"method": _METHOD, "arguments": _ARGUMENTS, "client": _ARGUMENTS},
}

_METADATA: dict[str, Any] = {
    "type": "object",
    "required": ["provenance", "note", "call"],
    "additionalProperties": False,
    "properties": {
        "provenance": {"enum": list(PROVENANCES)},
        "note": _SENTENCE,
        "call": _CALL,
        "raises": {"type": "string", "pattern": "^[A-Z][A-Za-z0-9]*$"},
        "retries": {"type": "integer", "minimum": 0, "maximum": 10},
        "deviates": {
            "type": "object",
            "propertyNames": {"pattern": "^/interactions/"},
            "additionalProperties": _SENTENCE,
        },
    },
}

# vcrpy reads the first of several values of one request header and forgets the others.
_REQUEST_HEADERS = {
    "type": "object",
    "additionalProperties": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 1},
}
_RESPONSE_HEADERS = {
    "type": "object",
    "additionalProperties": {"type": "array", "items": {"type": "string"}, "minItems": 1},
}
# What is marked as binary is checked as the base64 text that it is written in.
_TEXT = {"type": ["string", "null"]}

_REQUEST: dict[str, Any] = {
    "type": "object",
    "required": ["method", "uri", "headers", "body"],
    "additionalProperties": False,
    "properties": {
        "method": {"type": "string", "pattern": "^[A-Z]+$"},
        "uri": {"type": "string", "pattern": r"^https?://[^\s#]+$"},
        "headers": _REQUEST_HEADERS,
        "body": _TEXT,
    },
}

_RESPONSE: dict[str, Any] = {
    "type": "object",
    "required": ["status", "headers", "body"],
    "additionalProperties": False,
    "properties": {
        "status": {
            "type": "object",
            "required": ["code", "message"],
            "additionalProperties": False,
            "properties": {"code": {"type": "integer", "minimum": 100, "maximum": 599}, "message": {"type": "string"}},
        },
        "headers": _RESPONSE_HEADERS,
        "body": {
            "type": "object",
            "required": ["string"],
            "additionalProperties": False,
            "properties": {"string": _TEXT},
        },
    },
}

CASSETTE: dict[str, Any] = {
    "type": "object",
    "required": ["metadata", "interactions", "version"],
    "additionalProperties": False,
    "properties": {
        "metadata": _METADATA,
        "interactions": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["request", "response"],
                "additionalProperties": False,
                "properties": {"request": _REQUEST, "response": _RESPONSE},
            },
        },
        "version": {"const": FORMAT_VERSION},
    },
}

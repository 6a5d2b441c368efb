"""Texts that are credentials: how they look, and what stands in their place."""

from __future__ import annotations

import re

from generator.contract.scrubbing.secret_shapes import AUTH_SCHEMES, BASIC_REDACTED, PLACEHOLDERS, REDACTED

_RANDOM = re.compile(r"[A-Za-z0-9+/=_.~:%-]{16,}")
_ID = re.compile(r"[0-9a-f]{24}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT.*")


def is_placeholder(text: str) -> bool:
    """Tell whether `text` stands for a credential already, after a scheme or bare."""
    return text in PLACEHOLDERS or redacted(text) == text


def redacted(text: str) -> str:
    """Return what stands in place of the credential `text`: its scheme, if it has one, and a placeholder."""
    scheme, space, rest = text.strip().partition(" ")
    if not space or scheme.lower() not in AUTH_SCHEMES:
        return text if text in PLACEHOLDERS else REDACTED
    if scheme.lower() == "basic" and rest.strip() != REDACTED:
        return f"{scheme} {BASIC_REDACTED}"
    return f"{scheme} {REDACTED}"


def secret_of(text: str) -> str:
    """Return the credential `text` without its scheme."""
    scheme, space, rest = text.strip().partition(" ")
    return rest.strip() if space and scheme.lower() in AUTH_SCHEMES else text.strip()


def is_id(text: str) -> bool:
    """Tell whether `text` is a UUID or an ObjectId."""
    return bool(_ID.fullmatch(text))


def looks_random(text: str) -> bool:
    """Tell whether `text` is made up by a machine: long, of letters and digits, and neither an id nor a moment."""
    if not _RANDOM.fullmatch(text) or is_id(text) or _MOMENT.fullmatch(text) or "://" in text:
        return False
    return any(sign.isdigit() for sign in text) and any(sign.isalpha() for sign in text)

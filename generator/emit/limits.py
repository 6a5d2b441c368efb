"""Limits that a vendor enforces (`x-specloom-limits`), in words for docstrings and the reference."""

from __future__ import annotations

from typing import Any

LIMITS = "x-specloom-limits"


def limits(holder: dict[str, Any]) -> tuple[str, ...]:
    """Return the limits that a document or an operation states, one sentence each; specs/README.md has their shape."""
    stated: dict[str, Any] = holder.get(LIMITS, {})
    said: list[str] = []
    if simultaneous := stated.get("simultaneous"):
        said.append(f"At most {_calls(simultaneous['calls'])} at the same time{_per(simultaneous)}.")
    if rate := stated.get("rate"):
        refill = f", {rate['refill_per_second']:,} a second in the long run" if "refill_per_second" in rate else ""
        said.append(f"At most {_calls(rate['bucket'])} at once{refill}{_per(rate)}.")
    if duration := stated.get("duration_seconds"):
        said.append(f"A run may take {duration:,} seconds.")
    if size := stated.get("header_bytes"):
        said.append(f"All request headers together may have {size:,} bytes.")
    return tuple(said)


def _calls(number: int) -> str:
    return f"{number:,} call{'' if number == 1 else 's'}"


def _per(limit: dict[str, Any]) -> str:
    return f" per {limit['per']}" if limit.get("per") else ""

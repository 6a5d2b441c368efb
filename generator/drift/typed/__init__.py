"""Yesterday's contract tests against today's package: calls as they were recorded, type-checked, never run."""

from generator.drift.typed.checking import typed_against
from generator.drift.typed.evidence import typed_findings

__all__ = ["typed_against", "typed_findings"]

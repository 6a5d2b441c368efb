"""The public surface of generated packages, read without importing them, and what changed in it for code that uses it."""

from generator.drift.surface.comparing import surface_changes
from generator.drift.surface.judged import judged, surface_symbols

__all__ = ["judged", "surface_changes", "surface_symbols"]

"""The public surface of generated packages, read without importing them, and what changed in it for code that uses it."""

from generator.drift.surface.comparing import surface_changes
from generator.drift.surface.judged import with_surface

__all__ = ["surface_changes", "with_surface"]

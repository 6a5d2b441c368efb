"""Releases of generated packages: the next version that changes ask for, and what the changelog says of them."""

from generator.drift.releases.changelog import changelog_entry
from generator.drift.releases.versions import next_version

__all__ = ["changelog_entry", "next_version"]

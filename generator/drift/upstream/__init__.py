"""The vendors' pages as they are published today, against what captured/ has of them."""

from generator.drift.upstream.reading import Pages, Source, Upstream, read_upstream
from generator.workspace.fetch import fetch

__all__ = ["Pages", "Source", "Upstream", "fetch", "read_upstream"]

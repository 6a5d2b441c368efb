"""Documentation pages to OpenAPI documents of facts, one module a dialect."""

from generator.extract.extraction import Extraction, extract

__all__ = ["Extraction", "extract"]

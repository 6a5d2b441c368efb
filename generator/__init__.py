"""Specloom: vendors' API documentation to one normalised OpenAPI document and one typed Python client each."""

__version__ = "0.1.0"

"""Documents of a vendor, or any OpenAPI document, to the resolved and the normal form."""

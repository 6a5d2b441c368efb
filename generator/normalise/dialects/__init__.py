"""Documents of other versions and of older drafts of JSON Schema, in the words of OpenAPI 3.1; one idea a module."""

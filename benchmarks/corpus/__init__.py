"""Any OpenAPI document: what Specloom makes of a folder of public ones, beside what its two engines' own commands make."""

"""What two resolved documents differ in, as a consumer of the API sees it.

`compare` matches the parts of both and asks one module a family of rules; schemas are `generator.drift.schemas`' affair.
"""

from generator.drift.comparing.comparison import compare

__all__ = ["compare"]

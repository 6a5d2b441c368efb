"""What two JSON Schemas of resolved documents differ in, as a consumer of the API sees it.

`SchemaComparison` is handed the two documents, then each pair of schemas that stand at matching places of operations, and
returns each change once. One family of rules is one module; `families.py` is the table of them.
"""

from generator.drift.schemas.comparison import SchemaComparison
from generator.drift.schemas.places import Root

__all__ = ["Root", "SchemaComparison"]

"""Regular expressions that the models of a package can check: those of pydantic's engine, which takes linear time."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=10_000)
def can_be_checked(pattern: str) -> bool:
    """Tell whether pydantic can compile `pattern`: no lookaround, no references back, and of a bounded size.

    A model with any other pattern could not be used at all: pydantic raises once it builds the model.
    """
    from pydantic_core import SchemaError, SchemaValidator, core_schema

    try:
        SchemaValidator(core_schema.str_schema(pattern=pattern))
    except (SchemaError, ValueError):
        return False
    return True

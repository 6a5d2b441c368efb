"""The base of every generated model."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A JSON object of the API.

    Fields that the document does not know are kept. A model is built from Python names or wire names, and sends what
    was set on it (`model_fields_set`) under wire names: a field left out is not the same as one that is None.
    """

    model_config = ConfigDict(
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        defer_build=True,
        protected_namespaces=(),
    )

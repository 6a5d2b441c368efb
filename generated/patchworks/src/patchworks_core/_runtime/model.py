"""The base of every generated model."""

from __future__ import annotations

from typing import Any, Self

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

    @classmethod
    def model_from(cls, other: BaseModel, /, **changes: Any) -> Self:
        """Return a model of this class made of what was set on another one, with changes on top.

        Of the other's fields those are taken that this class has too, by wire name, and so on in the models within.
        That makes an update of what was read: `ScriptUpdate.model_from(script, name="new")`.

        Args:
            other: the model to start from; it stays as it is.
            changes: values by Python name, put in place of the other's.

        Raises:
            TypeError: a change is of a field that this class does not have.
            ValidationError: pydantic's; a value does not fit this class.
        """
        taken = other.model_dump(by_alias=True, exclude_unset=True)
        for name, value in changes.items():
            field = cls.model_fields.get(name)
            if field is None:
                raise TypeError(f"{cls.__name__} has no field {name!r}")
            taken[field.serialization_alias or field.alias or name] = value
        return cls.model_validate(taken, extra="ignore")

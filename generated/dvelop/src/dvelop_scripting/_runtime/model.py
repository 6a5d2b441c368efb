"""The base of every generated model."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from .depth import in_a_deep_thread


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
    def model_rebuild(cls, **settings: Any) -> bool | None:
        """Build the model, as pydantic's method of this name does; models may hold each other in chains of any length."""
        # pydantic looks for names in the frame of the caller, which is one call further out than it knows.
        settings["_parent_namespace_depth"] = settings.get("_parent_namespace_depth", 2) + 1
        try:
            return super().model_rebuild(**settings)
        except RecursionError:
            rebuild = super().model_rebuild
            settings["_parent_namespace_depth"] = 0
            return in_a_deep_thread(lambda: rebuild(**settings))

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
        read = other.model_dump(by_alias=True, exclude_unset=True)
        wires = {name: field.serialization_alias or field.alias or name for name, field in cls.model_fields.items()}
        changed: dict[str, Any] = {}
        for name, value in changes.items():
            if name not in wires:
                raise TypeError(f"{cls.__name__} has no field {name!r}")
            changed[wires[name]] = value
        kept = {wire: read[wire] for wire in wires.values() if wire in read and wire not in changed}
        try:
            return cls.model_validate(kept | changed, extra="ignore")
        except ValidationError as error:
            if any(problem["loc"][0] not in kept for problem in error.errors(include_url=False)):
                raise
        made = cls.model_construct()
        for name, wire in wires.items():
            if wire in kept or wire in changed:
                made._set(name, kept[wire] if wire in kept else changed[wire])
        return made

    def _set(self, name: str, value: object) -> None:
        """Set a field, to the value as it is where it does not fit."""
        try:
            self.__pydantic_validator__.validate_assignment(self, name, value, extra="ignore")
        except ValidationError:
            setattr(self, name, value)

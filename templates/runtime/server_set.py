"""Models with fields that the server sets: whoever makes one leaves these out, and answers have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field, SerializerFunctionWrapHandler, ValidationError, WrapSerializer

from .model import Model

_MARK: dict[str, Any] = {"readOnly": True}


def set_by_server() -> Any:
    """Return the default of a required field that the server sets (OpenAPI 3.1, Schema Object: `readOnly`).

    To type checkers it is one, so that the field may be left out. An answer must have the field all the same.
    """
    field: Any = Field(json_schema_extra=_MARK)
    field.metadata.append(WrapSerializer(_written))
    return field


def _written(value: object, write: SerializerFunctionWrapHandler) -> object:
    return None if value is None else write(value)


class ServerSetModel(Model):
    """An object of the API with fields that only answers have.

    They are None in one that is made without them; nothing is sent for them in any case.
    """

    if not TYPE_CHECKING:  # type checkers know the fields of each class

        def __init__(self, /, **values: Any) -> None:
            try:
                super().__init__(**values)
                return
            except ValidationError as error:
                if not _only_lacks_what_the_server_sets(type(self), error):
                    raise
            self._be_made_of(values)

        __init__.__pydantic_base_init__ = True  # pydantic reads answers past it, as past its own

    def _be_made_of(self, values: dict[str, Any]) -> None:
        """Take on `values`, all of which are valid, by names in Python or on the wire."""
        cls = type(self)
        names = {field.alias: name for name, field in cls.model_fields.items() if field.alias}
        made = cls.model_construct()
        more: dict[str, Any] = {}
        for key, value in values.items():
            name = key if key in cls.model_fields else names.get(key)
            if name is None:
                more[key] = value
            else:
                made._set(name, value)
        object.__setattr__(self, "__dict__", dict.fromkeys(cls.model_fields) | made.__dict__)
        object.__setattr__(self, "__pydantic_fields_set__", made.__pydantic_fields_set__ | more.keys())
        object.__setattr__(self, "__pydantic_extra__", more)
        object.__setattr__(self, "__pydantic_private__", made.__pydantic_private__)


def _only_lacks_what_the_server_sets(cls: type[Model], error: ValidationError) -> bool:
    marked = [(name, field) for name, field in cls.model_fields.items() if field.json_schema_extra == _MARK]
    known = {said for name, field in marked for said in (name, field.alias)}
    return all(
        problem["type"] == "missing" and len(problem["loc"]) == 1 and problem["loc"][0] in known
        for problem in error.errors(include_url=False)
    )

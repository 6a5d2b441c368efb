"""Parameters that have a media type in place of a style (OpenAPI 3.1, Parameter Object, `content`)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from .body import form_text, json_bytes
from .media import essence, is_json
from .text import text_of

if TYPE_CHECKING:
    from .operation import Parameter

_FORM = "application/x-www-form-urlencoded"


def content_text(parameter: Parameter, value: object) -> str:
    """Return the text that the value of a parameter is in its media type, before it is encoded for its place.

    Raises:
        TypeError, ValueError: the value has no form in the media type.
    """
    if is_json(parameter.content_type):
        return json_bytes(value).decode()
    if essence(parameter.content_type) == _FORM:
        return form_text(value, parameter.members)
    return text_of(value, parameter.argument)


def query_string(parameter: Parameter, value: object) -> str:
    """Return the whole query string that a parameter is (OpenAPI 3.2, Parameter Locations); raises as `content_text`."""
    text = content_text(parameter, value)
    return text if essence(parameter.content_type) == _FORM else quote(text, safe="")

"""From the bytes of an answer to Python values."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from .depth import in_a_deep_thread
from .errors import ResponseValidationError
from .media import essence, is_json
from .redact import printable
from .response import Content

if TYPE_CHECKING:
    from .operation import Result, TypeOf
    from .response import Response


_LONGEST_REASON = 600


@lru_cache(maxsize=4096)
def _adapter(type_of: TypeOf) -> TypeAdapter[Any]:
    """Return the decoder of a declared type; building one costs a thousand times what using it does."""
    try:
        return TypeAdapter(type_of())
    except RecursionError:
        return in_a_deep_thread(lambda: TypeAdapter(type_of()))


def _validated(response: Response[Any], type_of: TypeOf) -> Any:
    # A byte order mark is to be passed over (RFC 8259 section 8.1); pydantic does not.
    return _adapter(type_of).validate_json(response.content.removeprefix(BOM_UTF8))


def decode_result(response: Response[Any], result: Result) -> Any:
    """Return the body as `result` declares it: a model or other JSON value, text or bytes.

    Where nothing is declared and nothing came, that is None.

    Raises:
        ResponseValidationError: it is something else.
    """
    result = result.chosen(essence(response.content_type)) if result.others else result
    media_type = result.media_type or response.content_type
    if result.type_of is not None:
        return _typed(response, result.type_of)
    if is_json(media_type):
        return any_json(response)
    if media_type.startswith("text/"):
        return response.text
    if not result.media_type and not response.content:
        return None
    return Content(response.content, response.content_type)


def decode_error(response: Response[Any], type_of: TypeOf | None) -> Any:
    """Return the body as the declared error model; None if none is declared or the body is not it."""
    if type_of is None:
        return None
    try:
        return _validated(response, type_of)
    except ValidationError:
        return None


def any_json(response: Response[Any]) -> Any:
    """Return the body as any JSON.

    Raises:
        ResponseValidationError: it is not JSON.
    """
    try:
        return json.loads(response.content)
    except (ValueError, RecursionError):
        raise ResponseValidationError(response, _not_json(response)) from None


def _typed(response: Response[Any], type_of: TypeOf) -> Any:
    try:
        return _validated(response, type_of)
    except ValidationError as error:
        # The cause is cut off: its text quotes the body, which may hold secrets.
        raise ResponseValidationError(response, _reason(response, error)) from None


def _reason(response: Response[Any], error: ValidationError) -> str:
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    if problems[0]["type"] == "json_invalid":
        return _not_json(response)
    shown = [f"{'.'.join(map(str, problem['loc'])) or 'body'}: {problem['msg']}" for problem in problems[:3]]
    more = f" and {len(problems) - 3} more" if len(problems) > 3 else ""
    return printable(f"the body is not as declared: {'; '.join(shown)[:_LONGEST_REASON]}{more}")


def _not_json(response: Response[Any]) -> str:
    if not response.content:
        return "the body is empty where JSON was expected"
    return f"the body is not valid JSON (content type {essence(response.content_type)[:100]!a})"

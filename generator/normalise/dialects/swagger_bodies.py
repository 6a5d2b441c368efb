"""Parameters of Swagger 2.0 in the body and in forms as the request body that they make (OpenAPI 3.1, section 4.8.13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document.copies import plain_copy
from generator.document.shapes import is_object
from generator.normalise.dialects.swagger_parameters import NULLABLE, styled

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs

RULE = "build-body"

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Placed:
    """A parameter with its references followed, and where it is used."""

    data: dict[str, Any]
    pointer: str


def body_of(parameters: list[Placed], consumes: list[str], place: str, repairs: Repairs) -> dict[str, Any] | None:
    """Return the request body that the parameters of an operation make, None where none of them is in a body.

    Args:
        parameters: all parameters of the operation, those of its path included.
        consumes: the media types that it takes.
        place: where the request body is to stand.
        repairs: learns what is lost.
    """
    bodies = [each for each in parameters if each.data["in"] == "body"]
    fields = [each for each in parameters if each.data["in"] == "formData"]
    for other in [*bodies[1:], *(fields if bodies else [])]:
        repairs.warn(other.pointer, RULE, "an operation has one body: what is in the body comes before all others")
    if bodies:
        return _body(bodies[0], consumes, place, repairs)
    return _form(fields, consumes, repairs) if fields else None


def _body(given: Placed, consumes: list[str], place: str, repairs: Repairs) -> dict[str, Any]:
    data = given.data
    schema, _ = styled(data, given.pointer, repairs, location="body") if "schema" not in data else (data["schema"], {})
    if "schema" not in data:
        repairs.warn(given.pointer, RULE, "what is in the body has a 'schema'")
    if is_binary(schema) and not any(not _is_json(each) for each in consumes):
        consumes = ["application/octet-stream"]
    content: dict[str, Any] = {}
    for media_type in consumes or [JSON]:
        content[media_type] = {"schema": plain_copy(schema)}
        repairs.move(f"{given.pointer}/schema", f"{place}/content/{_token(next(iter(content)))}/schema")
    repairs.note(f"{given.pointer}/name", RULE, "the name of a body means nothing")
    return _whole(data, content)


def _form(fields: list[Placed], consumes: list[str], repairs: Repairs) -> dict[str, Any]:
    has_file = any(_is_file(each.data) for each in fields)
    media_types = [each for each in consumes if _essence(each) in {FORM, MULTIPART}]
    if has_file and not any(_essence(each) == MULTIPART for each in media_types):
        media_types = [MULTIPART]
    elif has_file:
        media_types = [each for each in media_types if _essence(each) == MULTIPART]
    if has_file and any(_essence(each) == FORM for each in consumes):
        repairs.note(fields[0].pointer, RULE, f"a form with files is not sent as {FORM}")
    media_types = media_types or [FORM]
    properties: dict[str, Any] = {}
    encoding: dict[str, Any] = {}
    required: list[str] = []
    for field in fields:
        name = field.data["name"]
        properties[name], style = _property(field, repairs)
        if style and style != {"style": "form", "explode": True}:
            encoding[name] = style
        if field.data.get("required") and name not in required:
            required.append(name)
    schema = {"type": "object", "properties": properties, **({"required": required} if required else {})}
    media = {"schema": schema, **({"encoding": encoding} if encoding else {})}
    content = {media_type: plain_copy(media) for media_type in media_types}
    return {"content": content, **({"required": True} if required else {})}


def _property(field: Placed, repairs: Repairs) -> tuple[dict[str, Any], dict[str, Any]]:
    given = field.data
    schema, style = styled(given, field.pointer, repairs, location="formData")
    if is_binary(schema.get("items", {})):
        style = {}  # each file is a part of its own
    texts = [given["description"]] if given.get("description") else []
    texts += [schema.pop("description")] if "description" in schema and "schema" not in given else []
    if texts:
        schema["description"] = " ".join(texts)
    for key, value in given.items():
        if key in {"example", "x-example"}:
            schema.setdefault("examples", [value])
        elif key.startswith("x-") and key not in NULLABLE:
            schema.setdefault(key, value)
    if given.get("allowEmptyValue"):
        repairs.note(f"{field.pointer}/allowEmptyValue", RULE, "a field of a form may always be empty")
    return schema, style


def _whole(given: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in given.items() if key in {"description", "required"} or key.startswith("x-")}
    return {**kept, "content": content}


def is_binary(schema: dict[str, Any]) -> bool:
    """Tell whether a schema is that of a file."""
    return schema.get("type") in ("string", "file") and (schema.get("format") == "binary" or schema["type"] == "file")


def _is_file(given: dict[str, Any]) -> bool:
    items: Any = given.get("items")
    return given.get("type") == "file" or is_binary(given) or (is_object(items) and is_binary(items))


def _is_json(media_type: str) -> bool:
    essence = _essence(media_type)
    return essence == JSON or essence.endswith("+json")


def _essence(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()


def _token(text: str) -> str:
    return text.replace("~", "~0").replace("/", "~1")

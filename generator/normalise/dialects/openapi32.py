"""What OpenAPI 3.2 has and 3.1 has not, in the words of 3.1 where it has some for the same thing.

The rest stays as it is, and makes a document one of 3.2 (`needed_version`): operations of further methods, the whole query
string as one parameter, reserved characters in paths, encodings by position, the device flow, where metadata of an
authorization server are.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.shapes import is_object
from generator.normalise import parts
from generator.normalise.item_schemas import lower_item_schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.normalise.dialects.repairs import Repairs
    from generator.normalise.parts import Part

RULE = "version-of-document"
VERSION_31 = "3.1.0"

_FORM = "application/x-www-form-urlencoded"
_NEW: dict[str, tuple[str, ...]] = {
    "path item": ("query", "additionalOperations"),
    "media type": ("prefixEncoding", "itemEncoding"),
    "encoding": ("encoding", "prefixEncoding", "itemEncoding"),
    "security scheme": ("oauth2MetadataUrl", "deprecated"),
    "discriminator": ("defaultMapping",),
}


def needed_version(found: Iterable[Part]) -> str:
    """Return the version of OpenAPI that those parts of a document are of: 3.1, unless one of them has no words there."""
    for kind, part, _ in found:
        if any(key in part for key in _NEW.get(kind, ())):
            return "3.2.0"
        if kind == "parameter" and (part.get("in") == "querystring" or _is_reserved_outside_the_query(part)):
            return "3.2.0"
        if kind == "security scheme" and is_object(part.get("flows")) and "deviceAuthorization" in part["flows"]:
            return "3.2.0"
        if kind == "schema" and is_object(part.get("xml")) and "nodeType" in part["xml"]:
            return "3.2.0"
    return VERSION_31


def _is_reserved_outside_the_query(parameter: dict[str, Any]) -> bool:
    return "allowReserved" in parameter and parameter.get("in") != "query"


def lower_part(kind: str, part: dict[str, Any], pointer: str, repairs: Repairs, version: str = "3.2") -> None:
    """Rewrite one well-shaped object of a document of `version`, of any kind but a schema, in place."""
    if kind == "media type":
        lower_item_schema(part)
        _examples(part, pointer, repairs, is_json=pointer.endswith("json"))
    elif kind in {"parameter", "header"}:
        _examples(part, pointer, repairs, is_json=False)
        if part.get("in") == "cookie" and part.get("style") == "cookie":
            del part["style"]
            repairs.note(f"{pointer}/style", RULE, "OpenAPI 3.1 writes cookies in the style 'form'")
        if part.get("in") == "querystring":
            _describe_querystring(part, pointer, repairs)
        elif "allowReserved" in part and part.get("in") != "query" and (version != "3.2" or not part["allowReserved"]):
            del part["allowReserved"]
            repairs.note(f"{pointer}/allowReserved", RULE, "says something of what stands in the query alone")
    elif kind in {"tag", "response", "server"}:
        _describe(kind, part, pointer, repairs)
    elif kind == "components" and is_object(part.get("examples")):
        _examples(part, pointer, repairs, is_json=False)
    elif kind == "security":
        _name_schemes(part, pointer, repairs)


def lower_document(document: dict[str, Any], repairs: Repairs) -> None:
    """Rewrite what a document says of itself, in place: references by its own URI are local (OpenAPI 3.2, `$self`)."""
    own: Any = document.pop("$self", None)
    if not isinstance(own, str):
        return
    repairs.note("/$self", RULE, "OpenAPI 3.1 documents do not say where they are")
    base = own.partition("#")[0]
    for _, part, _ in parts.parts(document):
        reference = part.get("$ref")
        if base and isinstance(reference, str) and reference.startswith(f"{base}#"):
            part["$ref"] = reference.removeprefix(base)


def _describe_querystring(parameter: dict[str, Any], pointer: str, repairs: Repairs) -> None:
    """Give a parameter that is the whole query string the `content` that it must have (OpenAPI 3.2, Parameter Locations)."""
    if parameter.get("content") or "schema" not in parameter:
        return
    parameter["content"] = {_FORM: {"schema": parameter.pop("schema")}}
    repairs.move(f"{pointer}/schema", pointers.join(pointer, "content", _FORM, "schema"))
    repairs.warn(pointer, RULE, "a query string has 'content' and no 'schema': it is a form")
    for key in [key for key in ("style", "explode", "allowReserved") if key in parameter]:
        del parameter[key]
        repairs.note(f"{pointer}/{key}", RULE, "a query string has 'content', which says how it is written")


def _describe(kind: str, part: dict[str, Any], pointer: str, repairs: Repairs) -> None:
    """Let a short text stand for a description that is missing; take what has no place elsewhere."""
    short = "name" if kind == "server" else "summary"
    for key in [short, *(("parent", "kind") if kind == "tag" else ())]:
        if key not in part:
            continue
        text = part.pop(key)
        if key == short and not part.get("description"):
            part["description"] = text
            repairs.note(f"{pointer}/{key}", RULE, "is its description")
        else:
            repairs.note(f"{pointer}/{key}", RULE, f"OpenAPI 3.1 has no {key!r} of a {kind}")


def _examples(holder: dict[str, Any], pointer: str, repairs: Repairs, *, is_json: bool) -> None:
    """Give examples their `value`: of `dataValue`, or else what `serializedValue` stands for (OpenAPI 3.2, Example Object)."""
    examples: Any = holder.get("examples")
    for name, example in examples.items() if is_object(examples) else ():
        if not is_object(example):
            continue
        here = pointers.join(pointer, "examples", name)
        if "dataValue" in example:
            example.setdefault("value", example.pop("dataValue"))
        if "serializedValue" in example:
            text: Any = example.pop("serializedValue")
            if "value" in example or "externalValue" in example:
                repairs.note(f"{here}/serializedValue", RULE, "the value is there as data")
            else:
                example["value"] = _parsed(text) if is_json else text


def _parsed(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return text


def _name_schemes(requirement: dict[str, Any], pointer: str, repairs: Repairs) -> None:
    """Name security schemes that are referred to by a URI of this document (OpenAPI 3.2, Security Requirement Object)."""
    prefix = "#/components/securitySchemes/"
    for key in [key for key in requirement if key.startswith(prefix)]:
        name = pointers.split("/" + key.removeprefix(prefix))[0]
        requirement.setdefault(name, requirement.pop(key))
        repairs.note(pointers.join(pointer, key), RULE, f"is the scheme {name!r}")

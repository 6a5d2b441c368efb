"""Keywords of older drafts of JSON Schema as those of 2020-12, which replaced them (its section 'Changelog').

They are no keywords of any OpenAPI 3 schema, but tools that make documents of classes write them, and they can be told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.keywords import HOLDS_NAMED
from generator.document.shapes import is_array, is_object

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs

RULE = "modern-schema"


def modernise(schema: dict[str, Any], pointer: str, repairs: Repairs) -> None:
    """Rewrite the old keywords of one schema in place; it need not be well-shaped."""
    for old, new in (("definitions", "$defs"), ("divisibleBy", "multipleOf")):
        if old in schema and new not in schema:
            schema[new] = schema.pop(old)
            repairs.move(f"{pointer}/{old}", f"{pointer}/{new}")
    for key in [key for key in schema if key in HOLDS_NAMED and schema[key] == []]:
        schema[key] = {}
        repairs.warn(f"{pointer}/{key}", RULE, f"the empty list of {key!r} is an empty object")
    _require(schema, pointer, repairs)
    _tuple(schema, pointer, repairs)
    _depend(schema, pointer, repairs)
    _extend(schema, pointer, repairs)
    if is_object(schema.get("examples")):
        given: dict[str, Any] = schema["examples"]
        schema["examples"] = [_example(value) for value in given.values()]
        repairs.warn(f"{pointer}/examples", RULE, "the examples of a schema are a list without names")


def _require(schema: dict[str, Any], pointer: str, repairs: Repairs) -> None:
    """Make one list of what is required: draft 3 (section 5.7) said it on each property."""
    required: Any = schema.get("required")
    if isinstance(required, bool):
        del schema["required"]
        repairs.warn(f"{pointer}/required", RULE, "true or false cannot require what is no property")
        required = None
    elif isinstance(required, str):
        schema["required"] = required = [required]
        repairs.warn(f"{pointer}/required", RULE, "the one required name is a list of one")
    elif is_array(required) and all(isinstance(name, str) for name in required):
        schema["required"] = required = _once(required, f"{pointer}/required", repairs)
    properties: Any = schema.get("properties")
    for name, member in properties.items() if is_object(properties) else ():
        if is_object(member) and isinstance(member.get("required"), bool):
            here = pointers.join(pointer, "properties", name, "required")
            repairs.warn(here, RULE, "'required' on a property is said by the object that has it")
            if member.pop("required") and (required is None or is_array(required)):
                required = schema.setdefault("required", [])
                required += [name] * (name not in required)


def _once(required: list[str], pointer: str, repairs: Repairs) -> list[str]:
    distinct = list(dict.fromkeys(required))
    if len(distinct) == len(required):
        return required
    repairs.note(pointer, RULE, "names are required once, not several times")
    return distinct


def _tuple(schema: dict[str, Any], pointer: str, repairs: Repairs) -> None:
    """Write a list of `items` (until draft 2019-09, section 9.3.1.1) as `prefixItems`."""
    rest: Any = schema.pop("additionalItems", None) if is_array(schema.get("items")) else None
    if is_array(schema.get("items")):
        items: list[Any] = schema.pop("items")
        if items:
            schema["prefixItems"] = items
            repairs.move(f"{pointer}/items", f"{pointer}/prefixItems")
            repairs.note(f"{pointer}/prefixItems", RULE, "a list of 'items' is one of 'prefixItems'")
        if rest is not None:
            schema["items"] = rest
            repairs.move(f"{pointer}/additionalItems", f"{pointer}/items")
    elif "additionalItems" in schema:
        del schema["additionalItems"]
        repairs.note(f"{pointer}/additionalItems", RULE, "it means nothing where 'items' is no list")


def _depend(schema: dict[str, Any], pointer: str, repairs: Repairs) -> None:
    """Write `dependencies` (until draft 7, section 6.5.7) as one keyword for names and one for schemas."""
    if not is_object(schema.get("dependencies")):
        return
    dependencies: dict[str, Any] = schema.pop("dependencies")
    for name, needed in dependencies.items():
        names = [needed] if isinstance(needed, str) else needed
        key = "dependentRequired" if is_array(names) else "dependentSchemas"
        schema.setdefault(key, {})[name] = names
        repairs.move(pointers.join(pointer, "dependencies", name), pointers.join(pointer, key, name))


def _extend(schema: dict[str, Any], pointer: str, repairs: Repairs) -> None:
    """Write `extends` and `disallow` of draft 3 (sections 5.25 and 5.26) as `allOf` and `not`."""
    if "extends" in schema and "allOf" not in schema:
        base: Any = schema.pop("extends")
        schema["allOf"] = base if is_array(base) else [base]
        repairs.move(f"{pointer}/extends", f"{pointer}/allOf" if is_array(base) else f"{pointer}/allOf/0")
    if "disallow" in schema and "not" not in schema:
        schema["not"] = {"type": schema.pop("disallow")}
        repairs.move(f"{pointer}/disallow", f"{pointer}/not/type")


def _example(value: Any) -> Any:
    return value["value"] if is_object(value) and "value" in value else value

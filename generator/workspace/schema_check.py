"""Data against a JSON Schema of ours: every violation as a finding that a person can act on.

The schemas are written for this: a `pattern` stands beside a `description` that completes "must be ...".
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import jsonschema_rs

from generator.document import pointers
from generator.document.findings import Finding, Place
from generator.workspace.suggest import among

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_FINDINGS = 50
MAX_SHOWN = 80

_KINDS = {"object": "a mapping", "array": "a list", "string": "text", "boolean": "true or false", "integer": "a number"}

Schema = dict[str, Any]


def check(
    data: Any, schema: Schema, *, file: str, rule: str, line_of: Callable[[str], int | None] | None = None
) -> list[Finding]:
    """Return what `schema` (JSON Schema Draft 2020-12) finds wrong in `data`, at most `MAX_FINDINGS` findings.

    `file` and `rule` go into every finding; `line_of` gives the line of a JSON pointer in that file where it is known.
    """
    try:
        errors = list(jsonschema_rs.Draft202012Validator(schema).iter_errors(data))
    except ValueError as error:  # a number beyond JSON, or nesting beyond the validator's limit
        return [Finding(rule, f"is not JSON data: {error}", Place(file))]
    statements = dict.fromkeys(statement for error in errors for statement in _statements(error, schema))
    return [
        Finding(rule, message, Place(file, line_of(pointer) if line_of else None, pointer), remedy)
        for pointer, message, remedy in list(statements)[:MAX_FINDINGS]
    ]


def shown(value: Any) -> str:
    """Return `value` as one line of JSON for a message, cut to `MAX_SHOWN` characters."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}..."


def _statements(error: jsonschema_rs.ValidationError, schema: Schema) -> Iterator[tuple[str, str, str]]:
    """Yield pointer, message and remedy of one violation."""
    pointer = pointers.join("", *error.instance_path)
    rule = _at(schema, error.schema_path[:-1])
    facts = error.kind.as_dict()
    keyword = error.kind.name
    if keyword == "additionalProperties":
        for key in facts["unexpected"]:
            yield pointers.join(pointer, key), f"has the unknown key {key!r}", among(key, rule.get("properties", {}))
    elif keyword == "required":
        yield pointer, f"lacks the key {facts['property']!r}", ""
    elif keyword == "propertyNames":
        yield pointer, f"has the key {_name(facts)}, which is not {_wanted(rule)}", ""
    else:
        yield pointer, _about_value(keyword, facts, error.instance, rule), ""


def _about_value(keyword: str, facts: dict[str, Any], value: Any, rule: Schema) -> str:
    if keyword == "type":
        types: list[str] = facts["types"]
        wanted: str = rule.get("description") or " or ".join(_KINDS.get(kind, kind) for kind in types)
        quotes = "; write it in quotes" if "string" in types and isinstance(value, (int, float)) else ""
        return f"is {shown(value)}, but must be {wanted}{quotes}"
    if keyword in {"enum", "const"}:
        options = facts["options"] if keyword == "enum" else [facts["expected_value"]]
        return f"is {shown(value)}, but must be one of {', '.join(shown(option) for option in options)}"
    if keyword == "pattern":
        return f"is {shown(value)}, but must be {_wanted(rule)}"
    if keyword in {"minItems", "minProperties", "minLength"}:
        return "must not be empty"
    if keyword in {"maxItems", "maxProperties", "maxLength"}:
        return f"is longer than {facts['limit']}"
    return f"breaks the rule {keyword!r}: {shown(value)}"


def _wanted(rule: Schema) -> str:
    return str(rule.get("description") or rule.get("pattern"))


def _name(facts: dict[str, Any]) -> str:
    nested = facts.get("error")
    return shown(nested.instance if isinstance(nested, jsonschema_rs.ValidationError) else None)


def _at(schema: Schema, path: list[str | int]) -> Schema:
    rule: Any = schema
    for token in path:
        rule = rule[token]
    return cast("Schema", rule) if isinstance(rule, dict) else {}

"""Schemas of every kind, those that have a value and those that have none."""

from __future__ import annotations

from typing import Any


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def nested(levels: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(levels):
        schema = {"type": "object", "required": ["x"], "properties": {"x": schema}}
    return schema


def either(*names: str) -> dict[str, Any]:
    return {"anyOf": [ref(name) for name in names]}


STARTS = [f"^{letter}" for letter in "abcdefghij"]
MAYBE_TREE = {"anyOf": [ref("Tree"), {"type": "null"}]}
KIND = {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}}
WIDE = [f"p{i}" for i in range(20)]
COMPONENTS: dict[str, Any] = {
    "Tree": {"type": "object", "required": ["left", "right"], "properties": {"left": MAYBE_TREE, "right": MAYBE_TREE}},
    "Endless": {"type": "object", "required": ["next"], "properties": {"next": ref("Endless")}},
    "EndlessList": {"type": "array", "minItems": 1, "items": ref("EndlessList")},
    "EndlessPair": {"type": "object", "required": WIDE, "properties": dict.fromkeys(WIDE, either("EndlessPair", "Endless"))},
    "Wide": {"type": "object", "properties": {p: ref("Wide") for p in WIDE}},
    "WideNeeded": {"type": "object", "required": WIDE, "properties": dict.fromkeys(WIDE, either("WideNeeded", "Text"))},
    "Text": {"type": "string"},
    "Forest": {"type": "array", "items": ref("Forest")},
    "Pairs": {"type": "object", "required": ["of"], "properties": {"of": {"minItems": 2, "items": either("Pairs", "Text")}}},
    "Itself": {"anyOf": [ref("Itself"), {"type": "string"}]},
    "Alias": ref("Alias"),
    "Cat": {"allOf": [KIND, {"properties": {"purrs": {"type": "boolean"}}}]},
    "Dog": {"allOf": [KIND, {"properties": {"barks": {"type": "boolean"}}}]},
    "User": {
        "type": "object",
        "required": ["secret"],
        "properties": {
            "id": {"type": "integer", "readOnly": True},
            "name": {"type": "string"},
            "password": {"type": "string", "writeOnly": True},
            "secret": {"type": "string", "writeOnly": True},
        },
    },
}  # fmt: skip

FORMATS = (
    "date-time", "date", "time", "duration", "uuid", "email", "idn-email", "uri", "uri-reference", "iri", "iri-reference",
    "uri-template", "hostname", "idn-hostname", "ipv4", "ipv6", "json-pointer", "relative-json-pointer", "regex",
)  # fmt: skip

TEXTS: list[Any] = [
    *[
        {"type": "string", "format": name}
        for name in (*FORMATS, "byte", "binary", "int32", "password", "no-such-format")
    ],
    *[
        {"type": "string", "minLength": least, "maxLength": most}
        for least, most in ((0, 0), (3, 3), (30, 40), (5_000, 5_000))
    ],
    {"type": "string", "pattern": r"^[A-Z]{3}-\d+$", "maxLength": 6},
    {"type": "string", "format": "date", "pattern": r"^2\d{3}-"},
    {"type": "string", "format": "uri", "pattern": "^https://", "maxLength": 40},
    {"type": "string", "format": "email", "maxLength": 10},
    {"type": "string", "format": "hostname", "maxLength": 4},
    {"allOf": [{"type": "string", "pattern": "[0-9]"}, {"pattern": "[a-z]"}]},
    {"type": "string", "contentEncoding": "base64"},
    {"type": "string", "not": {"enum": ["text"]}},
    {"type": "string", "not": {"pattern": "^text"}},
    {"type": "string", "not": {"minLength": 3}},
]

NUMBERS: list[Any] = [
    {"type": "integer", "minimum": 10**20},
    {"type": "integer", "maximum": -5},
    {"type": "integer", "exclusiveMinimum": 3, "exclusiveMaximum": 5},
    {"type": "integer", "multipleOf": 7, "minimum": 15},
    {"type": "integer", "multipleOf": 2.5},
    {"type": "integer", "format": "int32", "minimum": 2**31 - 5},
    {"type": "integer", "not": {"minimum": 5}},
    {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.001},
    {"type": "number", "minimum": 0.25, "maximum": 0.25},
    {"type": "number", "multipleOf": 0.01, "minimum": 4.32, "maximum": 4.36},
    {"type": "number", "minimum": 1e307, "maximum": 1e308},
    {"type": "number", "not": {"type": "integer"}},
    {"allOf": [{"type": "integer", "multipleOf": 4}, {"multipleOf": 6}]},
]

ARRAYS: list[Any] = [
    {"type": "array"},
    {"type": "array", "maxItems": 0},
    {"type": "array", "items": False},
    {"type": "array", "items": {"type": "integer"}, "minItems": 1_000},
    {"type": "array", "items": {"type": "integer"}, "minItems": 3, "maxItems": 3, "uniqueItems": True},
    {"type": "array", "uniqueItems": True, "minItems": 5, "items": {"enum": [1, 2, 3, 4, 5]}},
    {"type": "array", "uniqueItems": True, "minItems": 2, "items": {"type": "boolean"}},
    {"type": "array", "uniqueItems": True, "minItems": 4, "items": {"type": "string", "example": "x"}},
    {"type": "array", "uniqueItems": True, "minItems": 3, "items": {"type": "string", "maxLength": 1}},
    {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "items": False, "minItems": 2},
    {
        "type": "array",
        "contains": {"const": 5},
        "minContains": 2,
        "maxContains": 3,
        "items": {"type": "integer"},
        "minItems": 4,
    },
    {"type": "array", "contains": {"type": "string"}},
    {
        "type": "array",
        "minItems": 2,
        "items": {"type": "array", "minItems": 2, "items": {"type": "array", "minItems": 2}},
    },
]

OBJECTS: list[Any] = [
    {"type": "object", "minProperties": 3},
    {"type": "object", "maxProperties": 0, "properties": {"a": {}}},
    {
        "type": "object",
        "minProperties": 2,
        "maxProperties": 2,
        "properties": {"a": {}, "b": {}, "c": {}},
        "required": ["c"],
    },
    {"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 4},
    {"type": "object", "additionalProperties": {"type": "integer"}, "required": ["a"]},
    {
        "type": "object",
        "patternProperties": {"^x-[a-z]+$": {"type": "integer"}},
        "additionalProperties": False,
        "minProperties": 2,
    },
    {
        "type": "object",
        "propertyNames": {"pattern": "^[A-Z]{2}$"},
        "additionalProperties": {"type": "integer"},
        "minProperties": 3,
    },
    {"type": "object", "propertyNames": {"enum": ["de", "en"]}, "additionalProperties": {"type": "string"}},
    {"type": "object", "properties": {"a": {}, "b": {}, "c": {}}, "dependentRequired": {"a": ["b"], "b": ["c"]}},
    {
        "type": "object",
        "required": ["a"],
        "dependentSchemas": {"a": {"required": ["b"], "properties": {"b": {"const": 1}}}},
    },
    {"type": "object", "properties": {"a": False, "b": {"type": "integer"}}},
    {"type": "object", "properties": {"a": {"type": "string"}}, "unevaluatedProperties": False, "minProperties": 1},
    {
        "type": "object",
        "properties": {"": {"type": "string"}, "日本": {"type": "string"}, "a/b~c": {"type": "integer"}},
    },
    {
        "allOf": [
            {"required": ["a"], "properties": {"a": {"type": "integer"}}},
            {"properties": {"a": {"minimum": 1_000}}},
        ]
    },
    {"allOf": [{"type": "object", "properties": {"a": {}}, "additionalProperties": False}, {"properties": {"b": {}}}]},
    {"type": "object", "not": {"required": ["a"]}, "properties": {"a": {}, "b": {}}},
    {"$ref": "#/components/schemas/Cat", "required": ["purrs"]},
]

CHOICES: list[Any] = [
    {"type": ["string", "null"]},
    {"enum": [None, 3, "x"]},
    {"const": {"a": [1, None]}},
    {"oneOf": [{"type": "number"}, {"type": "integer"}]},
    {"oneOf": [{"type": "string"}, {"type": "string", "format": "date-time"}]},
    {"oneOf": [{"type": "string"}, {"type": "string", "description": "The same."}]},
    {"oneOf": [{"type": "object", "properties": {name: {"type": "string"}}} for name in "abcde"]},
    {"type": "object", "oneOf": [{"required": ["a"]}, {"required": ["b"]}], "properties": {"a": {}, "b": {}}},
    {"type": "object", "anyOf": [{"required": ["a"]}, {"required": ["b"]}], "properties": {"a": {}, "b": {}}},
    {"anyOf": [{"anyOf": [{"anyOf": [{"type": "string", "minLength": 5}] * 10}] * 10}] * 10},
    {
        "type": "object",
        "required": ["k"],
        "properties": {"k": {"enum": ["a", "b"]}},
        "if": {"properties": {"k": {"const": "a"}}},
        "then": {"required": ["x"]},
        "else": {"required": ["y"]},
    },
    {
        "type": "object",
        "required": ["k"],
        "properties": {"k": {"enum": ["a", "b"]}},
        "not": {"properties": {"k": {"const": "a"}}},
    },
    {"not": {"type": "object"}},
    {"not": {"type": ["object", "array", "string", "boolean", "null"]}},
    {"not": {"not": {"type": "integer"}}},
    {"not": {"anyOf": [{"type": "string"}, {"type": "object"}, {"type": "null"}]}},
    {"type": "object", "allOf": [{"anyOf": [{"required": [f"a{i}"]}, {"required": [f"b{i}"]}]} for i in range(12)]},
]

RECURSIVE: list[Any] = [
    *[ref(name) for name in ("Tree", "Wide", "WideNeeded", "Forest", "Pairs", "Itself", "Alias")],
    {"type": "object", "properties": {"endless": ref("Endless"), "name": {"type": "string"}}},
    {"type": "array", "items": ref("Endless")},
    nested(35),
]

POSSIBLE: list[Any] = [{}, True, *TEXTS, *NUMBERS, *ARRAYS, *OBJECTS, *CHOICES, *RECURSIVE]

MANY = {"type": "array", "minItems": 900}
IMPOSSIBLE: list[Any] = [
    False,
    {"not": {}},
    {"not": True},
    {"not": {"anyOf": [{"type": "string"}, {"not": {"type": "string"}}]}},
    {"type": "string", "enum": [1, 2]},
    {"const": 1, "not": {"const": 1}},
    {"allOf": [{"type": "string"}, {"type": "integer"}]},
    {"anyOf": [False]},
    {"oneOf": [{"type": "string"}, {"type": "string", "minLength": 0}]},
    {"type": "integer", "minimum": 5, "maximum": 4},
    {"type": "integer", "exclusiveMinimum": 3, "exclusiveMaximum": 4},
    {"type": "integer", "multipleOf": 7, "minimum": 1, "maximum": 6},
    {"type": "string", "minLength": 5, "maxLength": 4},
    {"type": "string", "minLength": 10**12},
    {"type": "string", "pattern": "^a$", "minLength": 2},
    {"type": "string", "allOf": [{"pattern": "^a"}, {"pattern": "^b"}]},
    {"type": "string", "format": "uuid", "maxLength": 10},
    {"type": "array", "minItems": 10**9, "items": {}},
    {"type": "array", "minItems": 3, "uniqueItems": True, "items": {"type": "boolean"}},
    {**MANY, "items": {**MANY, "items": {**MANY, "items": {}}}},
    {"type": "object", "minProperties": 10**9},
    {"type": "object", "required": ["a"], "properties": {"a": False}},
    {"type": "object", "required": ["a"], "propertyNames": {"maxLength": 0}},
    {"type": "object", "required": ["a", "b"], "maxProperties": 1},
    *[ref(name) for name in ("Endless", "EndlessList", "EndlessPair")],
    {"type": "string", "allOf": [*({"anyOf": [{"pattern": each} for each in STARTS]} for _ in range(8)), {"pattern": "^z"}]},
]  # fmt: skip

"""The possible edits of a schema: each keyword added (or tightened), and, read backwards, removed (or loosened)."""

from typing import Any, NamedTuple


class Edit(NamedTuple):
    keyword: str
    name: str
    base: dict[str, Any]
    revision: dict[str, Any]

    @property
    def back(self) -> "Edit":
        return Edit(self.keyword, f"{self.name} undone", self.revision, self.base)


TEXT = {"type": "string"}
NUMBER = {"type": "number"}
LIST = {"type": "array", "items": {"type": "string"}}
THING = {"type": "object", "properties": {"a": {"type": "string"}}}
CAT = {"type": "object", "title": "Cat", "properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}}}
DOG = {"type": "object", "title": "Dog", "properties": {"kind": {"const": "dog"}, "bark": {"type": "string"}}}
FISH = {"type": "object", "title": "Fish", "properties": {"kind": {"const": "fish"}, "depth": {"type": "number"}}}


def _edit(keyword: str, name: str, shared: dict[str, Any], before: Any, after: Any) -> Edit:
    base = shared if before is None else {**shared, keyword: before}
    return Edit(keyword, name, base, shared if after is None else {**shared, keyword: after})


def _bound(keyword: str, shared: dict[str, Any]) -> list[Edit]:
    return [_edit(keyword, "set", shared, None, 5), _edit(keyword, "increased", shared, 5, 7)]


def _schema(keyword: str, shared: dict[str, Any]) -> list[Edit]:
    narrow = {"type": "string", "maxLength": 5}
    return [
        _edit(keyword, "added", shared, None, narrow),
        _edit(keyword, "loosened", shared, narrow, {"type": "string"}),
    ]


def _by_name(keyword: str, shared: dict[str, Any]) -> list[Edit]:
    narrow = {"type": "string", "maxLength": 5}
    return [
        _edit(keyword, "added", shared, None, {"x": narrow}),
        _edit(keyword, "another added", shared, {"y": narrow}, {"y": narrow, "x": narrow}),
        _edit(keyword, "loosened", shared, {"x": narrow}, {"x": {"type": "string"}}),
    ]


def _value(keyword: str, shared: dict[str, Any], before: Any, after: Any) -> list[Edit]:
    return [_edit(keyword, "added", shared, None, before), _edit(keyword, "changed", shared, before, after)]


EDITS: list[Edit] = [
    *[edit for keyword in ("maximum", "minimum", "multipleOf") for edit in _bound(keyword, NUMBER)],
    *[edit for keyword in ("exclusiveMaximum", "exclusiveMinimum") for edit in _bound(keyword, NUMBER)],
    *[edit for keyword in ("maxLength", "minLength") for edit in _bound(keyword, TEXT)],
    *[edit for keyword in ("maxItems", "minItems") for edit in _bound(keyword, LIST)],
    *[edit for keyword in ("maxContains", "minContains") for edit in _bound(keyword, {**LIST, "contains": {"const": "x"}})],
    *[edit for keyword in ("maxProperties", "minProperties") for edit in _bound(keyword, THING)],
    *[
        _edit(keyword, "of what is only read", {"readOnly": True}, 5, 3)
        for keyword in ("maximum", "exclusiveMaximum", "maxLength", "maxItems")
    ],
    *[_edit(keyword, "of what is only read", {"readOnly": True}, 3, 5) for keyword in ("minimum", "exclusiveMinimum")],
    _edit("enum", "value of what is only read removed", {**TEXT, "readOnly": True}, ["a", "b"], ["a"]),
    _edit("enum", "value of what is only written added", {**TEXT, "writeOnly": True}, ["a"], ["a", "b"]),
    _edit("uniqueItems", "added", LIST, None, True),
    *_value("pattern", TEXT, "^a", "^b"),
    _edit("pattern", "generalized", TEXT, "^a", ".*"),
    _edit("type", "added", {}, None, "string"),
    _edit("type", "exchanged", {}, "string", "integer"),
    _edit("type", "widened", {}, "integer", "number"),
    _edit("type", "list widened", {}, ["string", "boolean"], ["string", "boolean", "integer"]),
    _edit("type", "null added", {}, "string", ["string", "null"]),
    *_value("format", TEXT, "date", "uuid"),
    _edit("format", "widened", {"type": "integer"}, "int32", "int64"),
    _edit("enum", "added", TEXT, None, ["a", "b"]),
    _edit("enum", "value added", TEXT, ["a"], ["a", "b"]),
    _edit("enum", "truth value added", {}, [1], [1, True]),
    *_value("const", {}, "a", "b"),
    _edit("const", "became enum", {}, "a", None)._replace(revision={"enum": ["a", "b"]}),
    *_value("x-extensible-enum", TEXT, ["a"], ["a", "b"]),
    *_value("default", TEXT, "a", "b"),
    _edit("default", "true for 1", {}, 1, True),
    _edit("properties", "optional added", {"type": "object"}, {"a": TEXT}, {"a": TEXT, "b": TEXT}),
    Edit("properties", "required added", THING, {**THING, "properties": {"a": TEXT, "b": TEXT}, "required": ["b"]}),
    Edit(
        "properties", "required with default added",
        THING, {**THING, "properties": {"a": TEXT, "b": {**TEXT, "default": "x"}}, "required": ["b"]},
    ),
    Edit(
        "properties", "required read-only added",
        THING, {**THING, "properties": {"a": TEXT, "b": {**TEXT, "readOnly": True}}, "required": ["b"]},
    ),
    Edit("properties", "read-only added", THING, {**THING, "properties": {"a": TEXT, "b": {**TEXT, "readOnly": True}}}),
    Edit("properties", "write-only added", THING, {**THING, "properties": {"a": TEXT, "b": {**TEXT, "writeOnly": True}}}),
    Edit(
        "properties", "required write-only added",
        THING, {**THING, "properties": {"a": TEXT, "b": {**TEXT, "writeOnly": True}}, "required": ["b"]},
    ),
    _edit("required", "added", THING, None, ["a"]),
    _edit("required", "of none added", THING, None, ["z"]),
    _edit("required", "with default added", {"type": "object", "properties": {"a": {**TEXT, "default": "x"}}}, None, ["a"]),
    _edit("required", "read-only added", {"type": "object", "properties": {"a": {**TEXT, "readOnly": True}}}, None, ["a"]),
    _edit("required", "write-only added", {"type": "object", "properties": {"a": {**TEXT, "writeOnly": True}}}, None, ["a"]),
    *[
        edit
        for keyword in ("oneOf", "anyOf")
        for edit in (
            _edit(keyword, "added", {}, None, [CAT, DOG]),
            _edit(keyword, "member added", {}, [CAT, DOG], [CAT, DOG, FISH]),
            _edit(keyword, "types added", {}, [TEXT, NUMBER], [TEXT, NUMBER, {"type": "boolean"}]),
            Edit(keyword, "type made a list", TEXT, {keyword: [TEXT, {"type": "integer"}]}),
            Edit(keyword, "wrapped", DOG, {keyword: [CAT, DOG]}),
            Edit(keyword, "null added", DOG, {keyword: [DOG, {"type": "null"}]}),
            Edit(keyword, "null added to several", {keyword: [CAT, DOG]}, {keyword: [CAT, DOG, {"type": "null"}]}),
        )
    ],
    Edit("oneOf", "became anyOf", {"oneOf": [CAT, DOG]}, {"anyOf": [CAT, DOG]}),
    _edit("allOf", "added", {}, None, [CAT, {"required": ["kind"]}]),
    _edit("allOf", "member added", {}, [CAT], [CAT, {"required": ["lives"]}]),
    _edit("allOf", "annotation added", {}, [CAT], [CAT, {"description": "A pet."}]),
    Edit("allOf", "annotation beside it", CAT, {**CAT, "allOf": [{"description": "A pet."}]}),
    Edit("allOf", "member beside it", CAT, {"allOf": [CAT, {"required": ["lives"]}]}),
    *_value("discriminator", {"oneOf": [CAT, DOG]}, {"propertyName": "kind"}, {"propertyName": "sort"}),
    *[
        Edit("discriminator", name, {"oneOf": [CAT, DOG], "discriminator": {"propertyName": "kind", **before}},
             {"oneOf": [CAT, DOG], "discriminator": {"propertyName": "kind", **after}})
        for name, before, after in (
            ("mapping added", {}, {"mapping": {"c": "#/a"}}),
            ("mapping changed", {"mapping": {"c": "#/a"}}, {"mapping": {"c": "#/b"}}),
        )
    ],
    *[edit for keyword in ("items", "contains", "unevaluatedItems") for edit in _schema(keyword, {"type": "array"})],
    *[edit for keyword in ("propertyNames", "unevaluatedProperties") for edit in _schema(keyword, {"type": "object"})],
    _edit("items", "closed", {"type": "array", "prefixItems": [TEXT]}, None, False),
    _edit("items", "refused", LIST, TEXT, False),
    _edit("properties", "refused", {"type": "object"}, {"a": TEXT}, {"a": False}),
    _edit("not", "of anything added", CAT, None, {}),
    *[edit for keyword in ("if", "then", "else", "not") for edit in _schema(keyword, {})],
    *[edit for keyword in ("patternProperties", "dependentSchemas") for edit in _by_name(keyword, {"type": "object"})],
    _edit("prefixItems", "added", {"type": "array"}, None, [TEXT]),
    _edit("prefixItems", "another added", {"type": "array"}, [TEXT], [TEXT, NUMBER]),
    _edit("prefixItems", "tightened", {"type": "array"}, [TEXT], [{**TEXT, "maxLength": 5}]),
    *_schema("additionalProperties", {"type": "object"}),
    _edit("additionalProperties", "forbidden", THING, None, False),
    _edit("additionalProperties", "described", THING, False, TEXT),
    _edit("dependentRequired", "added", {"type": "object"}, None, {"a": ["b"]}),
    _edit("dependentRequired", "changed", {"type": "object"}, {"a": ["b"]}, {"a": ["b", "c"]}),
    *_value("contentEncoding", TEXT, "base64", "base16"),
    *_value("contentMediaType", TEXT, "image/png", "image/jpeg"),
    *_schema("contentSchema", TEXT),
    _edit("readOnly", "added", TEXT, None, True),
    _edit("writeOnly", "added", TEXT, None, True),
    _edit("deprecated", "added", TEXT, None, True),
    Edit("deprecated", "with sunset added", TEXT, {**TEXT, "deprecated": True, "x-sunset": "2027-01-01"}),
    Edit("deprecated", "with past sunset added", TEXT, {**TEXT, "deprecated": True, "x-sunset": "2020-01-01"}),
    Edit("deprecated", "with unreadable sunset added", TEXT, {**TEXT, "deprecated": True, "x-sunset": "soon"}),
    *_value("x-sunset", {**TEXT, "deprecated": True}, "2027-01-01", "2027-06-01"),
    *_value("x-stability-level", TEXT, "beta", "alpha"),
    *_value("xml", TEXT, {"name": "a"}, {"name": "b"}),
    *_value("$dynamicRef", {}, "#a", "#b"),
]  # fmt: skip
"""Edits one way; all of them are tried the other way too."""

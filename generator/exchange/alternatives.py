"""`oneOf` as documents mean it: a discriminator tells branches apart that overlap, and equal branches are one.

JSON Schema wants exactly one branch to match (2020-12, section 10.2.1.3 of the core). Documents have branches that overlap,
and leave it to the discriminator which one a value is (OpenAPI 3.1 section 4.8.25); others list one branch twice. To the
letter such unions refuse what everybody sends. So a value is also valid as the one branch that its discriminator names.
"""

from __future__ import annotations

import json
from itertools import combinations
from typing import Any

from generator.document.keywords import DATA, HOLDS_NAMED, NAME_MAPS, is_annotation
from generator.document.references import follow
from generator.document.shapes import is_array, is_object

ASSERTED_FORMATS = frozenset({
    "date", "date-time", "duration", "email", "hostname", "idn-email", "idn-hostname", "ipv4", "ipv6", "iri",
    "iri-reference", "json-pointer", "regex", "relative-json-pointer", "time", "uri", "uri-reference", "uri-template", "uuid",
})  # fmt: skip
"""Formats that values are checked against (JSON Schema 2020-12, section 7.3 of the validation part); others say nothing."""


class Alternatives:
    """Reads the unions of one document."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document

    def told_apart(self, schema: Any, *, is_map: bool = False) -> Any:
        """Return `schema` with its unions so that a value may be what its discriminator says; itself where all are.

        It may be any part of a document; of one that `is_map`, the keys are names.
        """
        if is_array(schema):
            items = [self.told_apart(item) for item in schema]
            return schema if all(new is old for new, old in zip(items, schema, strict=True)) else items
        if not is_object(schema):
            return schema
        made = {
            key: value if key in DATA and not is_map else self.told_apart(value, is_map=not is_map and key in NAME_MAPS)
            for key, value in schema.items()
        }
        if all(made[key] is schema[key] for key in made):
            made = schema
        branches = None if is_map else made.get("oneOf")
        return made if not is_array(branches) else self._union(made, branches)

    def _union(self, schema: dict[str, Any], branches: list[Any]) -> dict[str, Any]:
        single = self._single(branches)
        if len(single) < len(branches):
            schema = {**schema, "oneOf": single}
        named = self._named(schema.get("discriminator"), single)
        if not named:
            return schema
        rest = {key: value for key, value in schema.items() if key != "oneOf"}
        union = {"anyOf": [{"oneOf": single}, *named]}
        return {**rest, "allOf": [*schema.get("allOf", []), union]}

    def _single(self, branches: list[Any]) -> list[Any]:
        """Return the branches without those that say the same as one before them, under whatever names."""
        found: dict[str, Any] = {}
        for branch in branches:
            target = follow(self._document, branch)
            found.setdefault(json.dumps(_rules(target), sort_keys=True, default=repr), branch)
        return list(found.values())

    def _named(self, discriminator: Any, branches: list[Any]) -> list[dict[str, Any]]:
        """Return each branch with the values that the discriminator has for it; none where they are apart anyway."""
        if not is_object(discriminator):
            return []
        name = discriminator.get("propertyName")
        own = [(branch, named) for branch in branches if (named := naming(discriminator, branch)) is not None]
        if not isinstance(name, str) or self._are_apart(name, branches):
            return []
        return [{"allOf": [branch, named]} for branch, named in own]

    def _are_apart(self, name: str, branches: list[Any]) -> bool:
        """Tell whether each branch requires a member `name` whose values no other one allows."""
        found = [self._values(name, branch) for branch in branches]
        known = [values for values in found if values is not None]
        return len(known) == len(found) and all(one.isdisjoint(other) for one, other in combinations(known, 2))

    def _values(self, name: str, branch: Any) -> set[str] | None:
        target = follow(self._document, branch)
        if not is_object(target) or not is_array(required := target.get("required")) or name not in required:
            return None
        members = target.get("properties")
        member = follow(self._document, members.get(name)) if is_object(members) else None
        if not is_object(member) or member.keys().isdisjoint({"enum", "const"}):
            return None
        listed = member.get("enum", [member.get("const")])
        return {json.dumps(value) for value in listed} if is_array(listed) else None


def naming(discriminator: dict[str, Any], branch: Any) -> dict[str, Any] | None:
    """Return the schema of objects that a discriminator says to be `branch`; None where that has no name.

    What the mapping does not name is called like its component (OpenAPI 3.1 section 4.8.25).
    """
    name, reference = discriminator.get("propertyName"), branch.get("$ref") if is_object(branch) else None
    if not isinstance(name, str) or not isinstance(reference, str):
        return None
    own = reference.rpartition("/")[2]
    mapping = discriminator.get("mapping")
    mapped = mapping.items() if is_object(mapping) else ()
    values = [value for value, goal in mapped if goal in (reference, own)] or [own]
    return {"type": "object", "required": [name], "properties": {name: {"enum": values}}}


def _rules(node: Any, *, is_map: bool = False) -> Any:
    """Return a schema without what checks nothing; of a map of schemas, which it `is_map`, the keys are names."""
    if is_array(node):
        return [_rules(item) for item in node]
    if not is_object(node):
        return node
    if is_map:
        return {name: _rules(schema) for name, schema in node.items()}
    return {
        key: value if key in DATA else _rules(value, is_map=key in HOLDS_NAMED)
        for key, value in node.items()
        if not is_annotation(key) and not (key == "format" and value not in ASSERTED_FORMATS)
    }

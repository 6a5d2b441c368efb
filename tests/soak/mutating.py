"""Real documents cut down to a few operations, and then spoilt: what a document of nobody's making may look like.

Everything follows from a seed, so that a document that shows a fault can be made again.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

from generator.document.shapes import is_array, is_object

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 10**30, "", " ", "null", "true", "0", "$ref", "../../etc/passwd", "{id}", "{{ x }}",
    "a/b~c.d", "ключ", "\u202e\u0000", '"""', "class", "self", "__init__", "object", "string", "array", "integer",
    "application/json", "*/*",
    "default", "2XX", "200", [], {}, [None], [[]], {"": None}, ["a", "A", "a "], [1, "1", True], {"$ref": "#"},
    {"type": "object", "properties": {"": {}}}, {"type": "null"}, {"enum": []}, {"enum": [None]}, {"not": {}},
)  # fmt: skip
KEYWORDS: dict[str, tuple[Any, ...]] = {
    "type": ("string", "object", "array", "null", ["string", "null"], ["object", "array"], [], "any", "file"),
    "enum": ([], [None], ["a", "A"], ["", " "], [1, 1.0, "1"], [True, False, None], [{"a": 1}], ["-", "_", "+"]),
    "const": (None, "a", 1, {"a": 1}, []),
    "format": ("date-time", "email", "ulid", "uuid", "binary", "byte", "int64", "decimal", "no-such-format"),
    "items": (True, False, {}, [{"type": "string"}], {"type": "array", "items": {}}),
    "prefixItems": ([{"type": "string"}, {"type": "integer"}], []),
    "additionalProperties": (True, False, {}, {"type": "object", "properties": {"a": {"type": "string"}}}),
    "patternProperties": ({"^x-": {}}, {"(": {"type": "string"}}),
    "pattern": ("(", "^(a+)+$", "[", "\\p{L}", '"""'),
    "required": (["no-such-property"], [], ["id", "id"], True),
    "nullable": (True, False, "yes"),
    "default": (None, "x", {"a": 1}, []),
    "discriminator": ({"propertyName": "kind"}, {"propertyName": "kind", "mapping": {"a": "Nothing"}}, "kind", {}),
    "allOf": ([], [{"type": "string"}, {"type": "integer"}], [{"$ref": "#/components/schemas/Nothing"}]),
    "oneOf": ([{"type": "null"}], [{}, {}], [{"type": "object", "properties": {"a": {}}}, {"type": "string"}]),
    "anyOf": ([{"type": "string"}, {"type": "null"}], [True], []),
    "not": ({}, {"type": "string"}),
    "if": ({"properties": {"a": {"const": 1}}},),
    "readOnly": (True,),
    "maxLength": (-1, 0, 1e10),
    "minimum": (10, "1"),
    "multipleOf": (0, 0.01),
    "title": ("", "Model", "Pet", "None", "x" * 300, "日本語"),
    "description": ('"""\n', "\\", "", "a" * 5000),
    "$dynamicRef": ("#node",),
    "$defs": ({"A": {"type": "string"}},),
    "unevaluatedProperties": (False,),
    "x-extension": ({"a": [1]},),
}  # fmt: skip


def sliced(document: dict[str, Any], draw: random.Random, most: int = 4) -> dict[str, Any]:
    """Return a document with at most `most` of the paths of `document` and the components that those lead to."""
    paths: dict[str, Any] = document.get("paths") or {}
    chosen = draw.sample(sorted(paths), min(len(paths), draw.randint(1, most)))
    result = {key: value for key, value in document.items() if key not in {"paths", "components", "webhooks"}}
    result["paths"] = {path: paths[path] for path in chosen}
    if draw.random() < 0.2 and "webhooks" in document:
        hooks: dict[str, Any] = document["webhooks"]
        result["webhooks"] = {key: hooks[key] for key in draw.sample(sorted(hooks), min(len(hooks), 2))}
    components: dict[str, Any] = document.get("components") or {}
    kept: dict[str, Any] = {key: value for key, value in components.items() if key == "securitySchemes"}
    pending = list(references([result, kept]))
    while pending:
        section, _, name = pending.pop().removeprefix("#/components/").partition("/")
        name = name.split("/")[0].replace("~1", "/").replace("~0", "~")
        if name in components.get(section, {}) and name not in kept.setdefault(section, {}):
            kept[section][name] = components[section][name]
            pending += references(components[section][name])
    if kept:
        result["components"] = kept
    return copy.deepcopy(result)


def references(node: Any) -> Iterator[str]:
    """Yield what the references in `node` point to within components."""
    for place, key in list(places(node)):
        if key == "$ref" and isinstance(place[key], str) and place[key].startswith("#/components/"):
            yield place[key]


def places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield (container, key) of everything in `node`."""
    pending = [node]
    while pending:
        container = pending.pop()
        keys: list[Any] = list(container) if is_object(container) else list(range(len(container)))
        for key in keys:
            yield container, key
            if is_object(container[key]) or is_array(container[key]):
                pending.append(container[key])


def mutate(document: dict[str, Any], draw: random.Random) -> list[str]:
    """Spoil `document` in one to four places, in place; return the names of what was done."""
    done: list[str] = []
    for _ in range(draw.randint(1, 4)):
        mutation = draw.choice(MUTATIONS)
        where = list(places({"": document}))[1:]
        container, key = draw.choice(where) if where else (document, "openapi")
        mutation(document, container, key, draw)
        done.append(mutation.__name__)
    return done


def remove(_document: Any, container: Any, key: Any, _draw: random.Random) -> None:
    del container[key]


def replace(_document: Any, container: Any, key: Any, draw: random.Random) -> None:
    container[key] = copy.deepcopy(draw.choice(VALUES))


def rename(_document: Any, container: Any, key: Any, draw: random.Random) -> None:
    if is_object(container):
        container[draw.choice([key.upper(), f"{key} ", f"{key}/x", "", f"x-{key}", "200", "{id|slug}", "a.b"])] = (
            container.pop(key)
        )


def repeat(_document: Any, container: Any, key: Any, draw: random.Random) -> None:
    """Have the value twice: under a name that differs little, or as another item."""
    value = copy.deepcopy(container[key])
    if is_object(container):
        container[draw.choice([key.swapcase(), f"{key}_", f"{key}-", f"{key}2", key.replace("{", "{x"), f"{key}/"])] = (
            value
        )
    else:
        container.insert(draw.randint(0, len(container)), value)


def move(document: Any, container: Any, key: Any, draw: random.Random) -> None:
    """Put a copy of one part where another one stands."""
    other, name = draw.choice(list(places(document)))
    container[key] = copy.deepcopy(other[name])


def keyword(_document: Any, container: Any, key: Any, draw: random.Random) -> None:
    """Say one more thing about a schema, or whatever else the object is."""
    target = container[key] if is_object(container[key]) else container
    if is_object(target):
        name = draw.choice(sorted(KEYWORDS))
        target[name] = copy.deepcopy(draw.choice(KEYWORDS[name]))


def compose(_document: Any, container: Any, key: Any, draw: random.Random) -> None:
    """Wrap a part in a composition."""
    word = draw.choice(["allOf", "anyOf", "oneOf", "items", "not", "additionalProperties"])
    wrapped = container[key]
    container[key] = {
        word: wrapped
        if word in {"items", "not", "additionalProperties"}
        else [wrapped, draw.choice([{}, {"type": "null"}, wrapped])]
    }


def refer(document: Any, container: Any, key: Any, draw: random.Random) -> None:
    """Refer to a part of the document, whatever it is, perhaps to one that holds the reference."""
    node, tokens = document, list[str]()
    for _ in range(draw.randint(0, 7)):
        if not (is_object(node) or is_array(node)) or not node:
            break
        choices: list[Any] = sorted(node) if is_object(node) else list(range(len(node)))
        token = draw.choice(choices)
        node = node[token]
        tokens.append(str(token).replace("~", "~0").replace("/", "~1"))
    container[key] = {"$ref": "#" + "".join(f"/{token}" for token in tokens)}


MUTATIONS: tuple[Callable[[Any, Any, Any, random.Random], None], ...] = (
    remove, remove, replace, replace, rename, repeat, repeat, move, move, keyword, keyword, keyword, compose, refer, refer,
)  # fmt: skip

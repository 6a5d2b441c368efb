"""JSON and YAML 1.2 text to plain data, safely: bounded, without duplicate keys, with the line of each fault.

YAML follows the core schema of YAML 1.2 section 10.3, with two deliberate narrowings: every mapping key is a string (a
status code is written `200` as often as `"200"`), and a timestamp stays the text that it is.
"""

# ruamel.yaml gives its nodes and errors no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.document import pointers
from generator.document.findings import Place, SpecloomError, fail

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
MAX_NODES = 5_000_000
MAX_DEPTH = 200

_TAG = "tag:yaml.org,2002:"
_BOOLEANS = {"true": True, "false": False}
_FLOATS = {".inf": float("inf"), "+.inf": float("inf"), "-.inf": float("-inf"), ".nan": float("nan")}


def load(path: Path) -> Any:
    """Return the data of the JSON or YAML file at `path`.

    Raises:
        SpecloomError: the file cannot be read, is too large, or is not well-formed; names file and line.
    """
    return loads(read_text(path), str(path))


def read_text(path: Path) -> str:
    """Return the UTF-8 text of `path`.

    Raises:
        SpecloomError: the file is missing, unreadable, larger than `MAX_BYTES` or not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise fail("unreadable-file", f"cannot be read: {error.strerror or error}", Place(str(path))) from error
    if len(data) > MAX_BYTES:
        raise fail("file-too-large", f"has {len(data):,} bytes; the limit is {MAX_BYTES:,}", Place(str(path)))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise fail("not-utf-8", "is not UTF-8 text", Place(str(path), line), "Save it as UTF-8.") from error


def loads(text: str, name: str) -> Any:
    """Return the data of JSON or YAML `text`; `name` stands for the file in messages.

    Raises:
        SpecloomError: the text is not well-formed, repeats a key, or expands beyond the limits.
    """
    if text.lstrip().startswith(("{", "[")):
        try:
            return _load_json(text, name)
        except json.JSONDecodeError as error:
            if name.endswith(".json"):
                place = Place(name, error.lineno)
                raise fail("invalid-json", f"is not JSON: {error.msg} (column {error.colno})", place) from error
        except RecursionError as error:
            raise fail("too-deep", "is nested too deeply", Place(name)) from error
    node = _compose(text, name)
    return None if node is None else _Construct(name).value(node, 0, "")


def line_of(path: Path, pointer: str) -> int | None:
    """Return the 1-based line of the value at `pointer` in the file at `path`, or None where it has none.

    Meant for error messages: it reads the file anew instead of burdening every load with positions.
    """
    try:
        node = _compose(read_text(path), str(path))
        for token in pointers.split(pointer):
            node = _child(node, token)
    except (SpecloomError, KeyError, ValueError):
        return None
    return None if node is None else int(node.start_mark.line) + 1


def _child(node: Node | None, token: str) -> Node:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == token:
                return value  # type: ignore[no-any-return]
    elif isinstance(node, SequenceNode) and token.isdecimal() and int(token) < len(node.value):
        return node.value[int(token)]  # type: ignore[no-any-return]
    raise KeyError(token)


def _load_json(text: str, name: str) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            keys = [key for key, _ in pairs]
            repeated = next(key for key in keys if keys.count(key) > 1)
            raise fail("duplicate-key", f"has the key {repeated!r} twice in one object", Place(name))
        return result

    return json.loads(text, object_pairs_hook=unique)


def _compose(text: str, name: str) -> Node | None:
    yaml = YAML(typ="safe", pure=True)
    yaml.allow_duplicate_keys = True  # reported by _Construct, with the pointer
    try:
        return yaml.compose(text)  # type: ignore[no-any-return]
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else int(mark.line) + 1
        raise fail("invalid-yaml", f"is not YAML: {error.problem or error.context}", Place(name, line)) from error
    except (YAMLError, ValueError) as error:
        raise fail("invalid-yaml", f"is not YAML: {error}", Place(name)) from error
    except RecursionError as error:
        raise fail("too-deep", "is nested too deeply", Place(name)) from error


class _Construct:
    """Builds plain data from a node graph, counting every node that an alias repeats."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.nodes = 0

    def value(self, node: Node, depth: int, pointer: str) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise fail(
                "too-large",
                f"expands beyond {MAX_NODES:,} values or {MAX_DEPTH} levels",
                self.place(node, pointer),
                "Aliases (`*name`) that repeat each other or themselves cause this; write the values out.",
            )
        if isinstance(node, ScalarNode):
            return self.scalar(node, pointer)
        if isinstance(node, SequenceNode):
            return [self.value(item, depth + 1, pointers.join(pointer, i)) for i, item in enumerate(node.value)]
        if isinstance(node, MappingNode):
            return self.mapping(node, depth, pointer)
        raise fail("invalid-yaml", f"holds an unknown kind of node {node.tag}", self.place(node, pointer))

    def mapping(self, node: MappingNode, depth: int, pointer: str) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                raise fail("invalid-key", "a key must be a plain value", self.place(key_node, pointer))
            key = str(key_node.value)
            if key in result:
                raise fail("duplicate-key", f"has the key {key!r} twice", self.place(key_node, pointer))
            result[key] = self.value(value_node, depth + 1, pointers.join(pointer, key))
        return result

    def scalar(self, node: ScalarNode, pointer: str) -> str | int | float | bool | None:
        text = str(node.value)
        kind = str(node.tag).removeprefix(_TAG)
        try:
            if kind == "null":
                return None
            if kind == "bool":
                return _BOOLEANS[text.lower()]
            if kind == "int":
                return int(text.replace("_", ""), 0) if text.lower().startswith(("0x", "0o")) else int(text)
            if kind == "float":
                lower = text.lower()
                return _FLOATS[lower] if lower in _FLOATS else float(text)
        except (KeyError, ValueError):
            return text
        if kind in {"str", "timestamp", "!"}:
            return text
        raise fail("invalid-yaml", f"uses the tag {node.tag}, which is not JSON", self.place(node, pointer))

    def place(self, node: Node, pointer: str) -> Place:
        return Place(self.name, int(node.start_mark.line) + 1, pointer or None)

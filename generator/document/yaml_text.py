"""YAML 1.2 text to plain data: bounded, without duplicate keys, with the line of each fault.

The core schema of YAML 1.2 section 10.3 rules, with three deliberate differences: every mapping key is a string (a status
code is written `200` as often as `"200"`), infinity and not-a-number are refused or repaired, being no JSON, and the merge key
`<<` of YAML 1.1 is honoured, since documents use it.
"""

# ruamel.yaml gives its nodes and errors no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.reader import ReaderError

from generator.document import libyaml, pointers
from generator.document.findings import Finding, Place, SpecloomError, fail
from generator.document.limits import MAX_DEPTH, MAX_DIGITS, MAX_YAML_BYTES, MAX_YAML_NODES, grown_limit
from generator.document.numbers import not_finite, too_large
from generator.document.repeated_keys import MAX_REPORTED, made_one, repeated

if TYPE_CHECKING:
    from collections.abc import Iterator

Node: TypeAlias = Any
"""A node of either reader: both have `id`, `tag`, `value` and `start_mark`."""

_TAG = "tag:yaml.org,2002:"
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_AS_JSON = "Save it as JSON, which is read many times faster."
_TEXT_KINDS = frozenset({"str", "timestamp", "value", "merge", "!"})


def loads(text: str, name: str, repairs: list[Finding] | None = None) -> Any:
    """Return the data of YAML `text`, None where it is empty.

    Args:
        text: YAML.
        name: stands for the file in messages.
        repairs: takes a warning for each repeated key, which is then made one, and for each number that JSON cannot have,
            which is then null, or text where it is only too large; None refuses them.

    Raises:
        SpecloomError: the text is not YAML, is no JSON value, repeats a key, or expands beyond the limits.
    """
    node = read(text, name)
    if node is None:
        return None
    _Measure(name, node).check()
    return _Construct(name, repairs).value(node, "")


def read(text: str, name: str) -> Node | None:
    """Return the node graph of YAML `text`, None where it is empty: quickly, or where that fails, with what is wrong.

    Raises:
        SpecloomError: the text is not one YAML document.
    """
    quick = libyaml.compose(text, MAX_YAML_NODES, MAX_DEPTH) if len(text) <= MAX_YAML_BYTES else None
    return compose(text, name) if quick is None else quick


def compose(text: str, name: str) -> Node | None:
    """Return the node graph of YAML `text`, None where it is empty, through ruamel.yaml.

    Raises:
        SpecloomError: the text is not one YAML document.
    """
    if len(text) > MAX_YAML_BYTES:
        raise fail("too-large", f"has more than {MAX_YAML_BYTES:,} characters of YAML", Place(name), _AS_JSON)
    try:
        return _reader().compose(text)
    except _TooManyNodesError as error:
        raise fail("too-large", f"holds more than {MAX_YAML_NODES:,} values", Place(name), _AS_JSON) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else int(mark.line) + 1
        message = ", ".join(part for part in (error.context, error.problem) if part)
        raise fail("invalid-yaml", f"is not YAML: {message}", Place(name, line)) from error
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        code = error.character if isinstance(error.character, int) else ord(error.character)
        message = f"holds the control character U+{code:04X}, which YAML does not allow"
        raise fail("invalid-yaml", message, Place(name, line), "Remove it.") from error
    except (YAMLError, ValueError) as error:
        raise fail("invalid-yaml", f"is not YAML: {error}", Place(name)) from error
    except RecursionError as error:
        message = f"is nested more than {MAX_DEPTH} levels deep"
        raise fail("too-deep", message, Place(name, _first_deep_line(text))) from error


class _TooManyNodesError(Exception):
    """The document has more than `MAX_YAML_NODES`."""


class _Composer(Composer):
    """Refuses a document of too many nodes while it is being read: each takes about a kilobyte."""

    nodes = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        self.nodes += 1
        if self.nodes > MAX_YAML_NODES:
            raise _TooManyNodesError
        return super().compose_node(parent, index)


def _reader() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _Composer
    yaml.allow_duplicate_keys = True  # reported by _Construct, with the pointer
    return yaml


def _first_deep_line(text: str) -> int | None:
    depth = 0
    for event in _reader().parse(text):
        if isinstance(event, CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                return int(event.start_mark.line) + 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
    return None


def _children(node: Node) -> Iterator[Node]:
    if node.id == "mapping":
        for key, value in node.value:
            yield key
            yield value
    elif node.id == "sequence":
        yield from node.value


class _Measure:
    """Computes how large the data becomes once every alias is written out, without writing it out."""

    def __init__(self, name: str, root: Node) -> None:
        self.name = name
        self.root = root
        self.known: dict[int, tuple[int, int]] = {}
        self.open: set[int] = set()
        self.limit = 0

    def check(self) -> None:
        """Raise a finding for data that is too large, too deep or infinite."""
        self.limit = grown_limit(self.composed())
        self.measure(self.root, 0)

    def composed(self) -> int:
        seen: set[int] = set()
        pending = [self.root]
        while pending:
            node = pending.pop()
            if id(node) not in seen:
                seen.add(id(node))
                pending.extend(_children(node))
        return len(seen)

    def measure(self, node: Node, depth: int) -> tuple[int, int]:
        """Return (values, levels) of what `node` expands to."""
        if node.id == "scalar":
            return 1, 0
        key = id(node)
        if key in self.known:
            return self.known[key]
        if key in self.open:
            raise self.fail("recursive-alias", "holds itself through an alias", node)
        self.open.add(key)
        size, height = 1, 0
        for child in _children(node) if depth < MAX_DEPTH else ():
            inner, below = self.measure(child, depth + 1)
            size, height = size + inner, max(height, below)
        if size > self.limit:
            raise self.fail("too-large", f"expands to more than {self.limit:,} values", node)
        if depth >= MAX_DEPTH or height >= MAX_DEPTH:
            raise self.fail("too-deep", f"is nested more than {MAX_DEPTH} levels deep", node)
        self.open.remove(key)
        self.known[key] = size, height + 1
        return self.known[key]

    def fail(self, rule: str, message: str, node: Node) -> SpecloomError:
        remedy = "" if rule == "too-deep" else "Aliases (`*name`) repeat what they name; write the values out."
        return fail(rule, message, Place(self.name, int(node.start_mark.line) + 1), remedy)


class _Construct:
    """Builds plain data from a node graph of bounded size."""

    def __init__(self, name: str, repairs: list[Finding] | None) -> None:
        self.name = name
        self.repairs = repairs

    def value(self, node: Node, pointer: str) -> Any:
        if node.id == "scalar":
            return self.scalar(node, pointer)
        if node.id == "sequence":
            self.refuse_tag(node, "seq", pointer)
            return [self.value(item, pointers.join(pointer, i)) for i, item in enumerate(node.value)]
        if node.id == "mapping":
            self.refuse_tag(node, "map", pointer)
            return self.mapping(node, pointer)
        raise fail("invalid-yaml", f"holds an unknown kind of node {node.tag}", self.place(node, pointer))

    def mapping(self, node: Node, pointer: str) -> dict[str, Any]:
        result: dict[str, Any] = {}
        lines: dict[str, int] = {}
        merged: list[Node] = []
        for key_node, value_node in node.value:
            if key_node.id != "scalar":
                remedy = "Write it in quotes, or as one word."
                raise fail("invalid-key", "has a key that is no plain value", self.place(key_node, pointer), remedy)
            if key_node.tag == _TAG + "merge":
                merged += self.merge_sources(value_node, pointer)
                continue
            key = self.text(key_node, pointer)
            value = self.value(value_node, pointers.join(pointer, key))
            if key in result:
                self.report(
                    repeated(
                        key, "mapping", lines[key], self.place(key_node, pointer), repaired=self.repairs is not None
                    )
                )
                value = made_one(result[key], value)
            lines[key] = int(key_node.start_mark.line) + 1
            result[key] = value
        for source in merged:
            for key, value in self.value(source, pointer).items():
                result.setdefault(key, value)
        return result

    def report(self, finding: Finding) -> None:
        if self.repairs is None:
            raise SpecloomError(finding)
        if len(self.repairs) < MAX_REPORTED:
            self.repairs.append(finding)

    def merge_sources(self, node: Node, pointer: str) -> list[Node]:
        sources: list[Node] = node.value if node.id == "sequence" else [node]
        for source in sources:
            if source.id != "mapping":
                raise fail("invalid-yaml", "merges (`<<`) what is no mapping", self.place(source, pointer))
        return sources

    def scalar(self, node: Node, pointer: str) -> str | int | float | bool | None:
        text = self.text(node, pointer)
        kind = str(node.tag).removeprefix(_TAG)
        if kind == "null" and text in _NULLS:
            return None
        if kind == "bool" and text in _BOOLEANS:
            return _BOOLEANS[text]
        if kind in {"int", "float"}:
            return self.number(text, node, pointer)
        if kind in _TEXT_KINDS or kind in {"null", "bool"}:
            return text
        message = f"uses the tag {str(node.tag)[:80]}, which is no JSON type"
        raise fail("invalid-yaml", message, self.place(node, pointer), "Write a plain value.")

    def number(self, text: str, node: Node, pointer: str) -> str | int | float | None:
        """Return the number that `text` is in the core schema, else `text`; null for one that is not finite."""
        if len(text) > MAX_DIGITS:
            message = f"holds a number of more than {MAX_DIGITS} digits"
            raise fail("invalid-number", message, self.place(node, pointer))
        if _INTEGER.fullmatch(text):
            return int(text, 0 if text[:2] in {"0x", "0o"} else 10)
        if _FLOAT.fullmatch(text) and not math.isinf(value := float(text)):
            return value
        repaired, place = self.repairs is not None, self.place(node, pointer)
        if _NOT_FINITE.fullmatch(text):
            self.report(not_finite(text, place, repaired=repaired))
            return None
        if _FLOAT.fullmatch(text):
            self.report(too_large(text, place, repaired=repaired))
        return text

    def text(self, node: Node, pointer: str) -> str:
        text = str(node.value)
        try:
            text.encode()
        except UnicodeEncodeError as error:
            message = "holds half of a surrogate pair, which is no character"
            raise fail("not-unicode", message, self.place(node, pointer)) from error
        return text

    def refuse_tag(self, node: Node, expected: str, pointer: str) -> None:
        if node.tag not in {_TAG + expected, "!"}:
            message = f"uses the tag {str(node.tag)[:80]}, which is no JSON type"
            raise fail("invalid-yaml", message, self.place(node, pointer), "Remove the tag.")

    def place(self, node: Node, pointer: str) -> Place:
        return Place(self.name, int(node.start_mark.line) + 1, pointer or None)

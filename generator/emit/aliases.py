"""The type aliases among the models, as type checkers and pydantic both read them.

The engine writes `Name = TypeAliasType("Name", value)`, and evaluates `value` at once. Where that cannot be, a part of it is
a text, which mypy and pyright do not follow: then the whole is one (a forward reference, as the typing specification has it).
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_ALIAS = re.compile(r'^(?P<name>\w+) = TypeAliasType\("(?P=name)", (?P<value>.*)\)$', re.MULTILINE)
_NAME = re.compile(r"\w+")
_QUOTES = ("'", '"')
MANY = 40
"""The values of an enum that stand on a line each, at most; of more there are as many on a line as fit."""
_LONG = 4 * MANY
_WIDTH = 112
_FUTURE = "from __future__ import annotations\n"
# What is not needed of these is taken out with the formatting.
_NAMES = "from typing import TYPE_CHECKING, Annotated, TypeAlias\nfrom pydantic import Field\n"
_BUILT = re.compile(r"^\w+\.model_rebuild\(\)\n?", re.MULTILINE)  # models are built when they are used
_LITERAL = re.compile(r"Literal\[[^\[\]]*\]")


def completed(source: str, tags: Mapping[str, str], late: Collection[str] = ()) -> str:
    """Return `source` with its aliases completed.

    Args:
        source: what the engine wrote; an alias on one line.
        tags: the property that tells the members of a union apart, by union; both by Python name.
        late: names that are imported at the end of the module.
    """

    def complete(alias: re.Match[str]) -> str:
        value = alias["value"]
        if (tag := tags.get(alias["name"])) is not None:
            value = f"Annotated[{value}, Field(discriminator={tag!a})]"
        if late or ('"' in value and not _LITERAL.fullmatch(value)):
            value = _whole(value, late)
        elif len(alias[0]) > _LONG and value.startswith("Literal[") and (packed := _packed(value)):
            return f'{alias["name"]} = TypeAliasType(\n    "{alias["name"]}",\n{packed},\n)  # fmt: skip'
        return f'{alias["name"]} = TypeAliasType("{alias["name"]}", {value})'

    source = _BUILT.sub("", source)
    named = {alias["name"]: set(_NAME.findall(alias["value"])) for alias in _ALIAS.finditer(source)}

    def told(alias: re.Match[str]) -> str:
        is_circular = _leads_back(alias["name"], named) or not named[alias["name"]].isdisjoint(late)
        return _told_to_checkers(complete(alias)) if is_circular else complete(alias)

    result = _ALIAS.sub(told, source)
    return result if result == source else result.replace(_FUTURE, f"{_FUTURE}{_NAMES}", 1)


def _told_to_checkers(statement: str) -> str:
    """Return the alias `statement`, if its value is a text, so that type checkers see it as an explicit `TypeAlias` (PEP 613).

    pyright refuses a `TypeAliasType` that leads back to itself where it meets a use of it before the alias, in any module.
    """
    alias = _ALIAS.fullmatch(statement)
    if alias is None or not alias["value"].startswith(_QUOTES):
        return statement
    return f"if TYPE_CHECKING:\n    {alias['name']}: TypeAlias = {alias['value']}\nelse:\n    {statement}"


def _leads_back(name: str, named: Mapping[str, Collection[str]]) -> bool:
    seen: set[str] = set()
    pending = list(named[name])
    while pending:
        here = pending.pop()
        if here not in seen:
            seen.add(here)
            pending += named.get(here, ())
    return name in seen


def _packed(value: str) -> str:
    """Return a `Literal` of many values with as many of them on a line as fit; '' where `value` is something else."""
    expression = ast.parse(value, mode="eval").body
    if not isinstance(expression, ast.Subscript) or ast.unparse(expression.value) != "Literal":
        return ""
    members = expression.slice.elts if isinstance(expression.slice, ast.Tuple) else []
    if len(members) <= MANY:
        return ""
    rows = [""]
    text = value.encode()  # the offsets of ast are those of UTF-8
    for member in members:
        said = f"{text[member.col_offset : member.end_col_offset].decode()}, "
        if len(rows[-1]) + len(said) > _WIDTH:
            rows.append("")
        rows[-1] += said
    return "\n".join(["    Literal[", *(f"        {row.rstrip()}" for row in rows), "    ]"])


def _whole(value: str, late: Collection[str]) -> str:
    """Return `value` as one text where a part of it is one, or has a name that is `late`; else as it is."""
    expression = ast.parse(value, mode="eval").body
    joiner = _Joiner(late)
    joined = joiner.visit(expression)
    return repr(ast.unparse(joined)) if joiner.is_text else value


class _Joiner(ast.NodeTransformer):
    """Puts expressions in the place of texts that are types."""

    def __init__(self, late: Collection[str]) -> None:
        self.late = late
        self.is_text = False

    def visit_Name(self, node: ast.Name) -> ast.AST:
        self.is_text = self.is_text or node.id in self.late
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if not isinstance(node.value, str):
            return node
        self.is_text = True
        return self.joined(ast.parse(node.value, mode="eval").body)

    def joined(self, node: ast.expr) -> ast.expr:
        """Return `node` with expressions in the place of the texts in it."""
        result: ast.expr = self.visit(node)
        return result

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        name = node.value.id if isinstance(node.value, ast.Name) else ""
        if name == "Literal":
            return node
        if name == "Union":
            members = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            joined = [self.joined(member) for member in members]
            result = joined[0]
            for member in joined[1:]:
                result = ast.BinOp(result, ast.BitOr(), member)
            return result
        return self.generic_visit(node)

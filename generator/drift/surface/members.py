"""What modules and classes have, from griffe's objects to ours."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Iterator
from typing import TYPE_CHECKING

import griffe
from griffe import Expr, ExprBinOp, ExprCall, ExprSubscript, ParameterKind

from generator.drift.surface.annotations import Public, settings, type_of
from generator.drift.surface.model import Alias, Attribute, Field, Function, Parameter, Signature, Symbol

if TYPE_CHECKING:
    from griffe import Object

    from generator.drift.surface.types import Type

_SPECIAL = frozenset(
    {
        "__init__", "__call__", "__iter__", "__aiter__", "__next__", "__anext__", "__enter__", "__aenter__", "__exit__",
        "__aexit__", "__len__", "__getitem__", "__contains__", "__bool__",
    }
)  # fmt: skip
"""Methods that a user calls without naming them."""
_PROSE = {"alias", "description", "title", "examples", "default", "default_factory", "json_schema_extra", "deprecated"}
"""What `Field` says of other things than the values."""
_RAISES = re.compile(r"^Raises:\n((?:[ \t]+.*\n?|\n)+)", re.MULTILINE)
_RAISED = re.compile(r"^ {4}([A-Za-z_]\w*):", re.MULTILINE)
_NOT_FIELDS = {"model_config"}


def of_module(path: str, found: Object, public: Public) -> Symbol:
    """Return the symbol of a function or a value of a module."""
    if isinstance(found, griffe.Function):
        return _function(path, found, found.overloads or [found], public)
    if isinstance(found, griffe.TypeAlias):
        return _alias(path, found.value, public)
    assert isinstance(found, griffe.Attribute)
    value = found.value
    if isinstance(value, ExprCall) and value.canonical_path.endswith(".TypeAliasType") and len(value.arguments) > 1:
        return _alias(path, value.arguments[1], public)
    is_declared = isinstance(found.annotation, Expr) and found.annotation.canonical_path.endswith(".TypeAlias")
    if is_declared or (found.annotation is None and isinstance(value, ExprBinOp | ExprSubscript)):
        return _alias(path, value, public)
    return Attribute(path, _type(found.annotation, public))


def of_class(path: str, found: griffe.Class, root: str, public: Public, *, is_model: bool) -> Iterator[Symbol]:
    """Yield the public members that a class itself has."""
    for name, member in found.members.items():
        if name.startswith("_") and name not in _SPECIAL:
            continue
        inside = f"{path}.{name}"
        if isinstance(member, griffe.Function):
            overloads = member.overloads or []
            yield _function(inside, member, overloads or [member], public, root)
        elif isinstance(member, griffe.Attribute):
            if is_model and "property" not in member.labels and name not in _NOT_FIELDS:
                yield _field(inside, member, public)
            elif not is_model or name not in _NOT_FIELDS:
                yield Attribute(inside, _type(member.annotation, public))


def path_of(base: str | Expr) -> str:
    """Return the path of a base class."""
    return base if isinstance(base, str) else base.canonical_path


def _type(annotation: str | Expr | None, public: Public) -> Type | None:
    return None if annotation is None else type_of(annotation, public)


def _alias(path: str, value: str | Expr | None, public: Public) -> Alias:
    return Alias(path, type_of(value or "None", public), _constraints(settings(value)))


def _field(path: str, member: griffe.Attribute, public: Public) -> Field:
    value = member.value
    said = settings(member.annotation, value)
    is_settings = isinstance(value, ExprCall) and value.canonical_path.rpartition(".")[2] == "Field"
    given = bool({"default", "default_factory"} & said.keys()) or (value is not None and not is_settings)
    alias = said.get("alias", "")
    return Field(
        path,
        _type(member.annotation, public),
        required=not given,
        alias=str(literal_eval(alias)) if alias else path.rpartition(".")[2],
        constraints=_constraints(said),
    )


def _constraints(said: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in said.items() if name.partition(" ")[0] not in _PROSE}


def _function(
    path: str, found: griffe.Function, ways: list[griffe.Function], public: Public, root: str = ""
) -> Function:
    in_class = isinstance(found.parent, griffe.Class) and "staticmethod" not in found.labels
    text = found.docstring.value if found.docstring else ""
    listed = _RAISES.search(text)
    raised = tuple(sorted(set(_RAISED.findall(listed[1])))) if listed else ()
    is_deprecated = any(_is_warning(decorator) for way in (found, *ways) for decorator in way.decorators)
    signatures = tuple(_signature(way, public, root, skipped=int(in_class)) for way in ways)
    return Function(path, signatures, raised, is_deprecated)


def _is_warning(decorator: griffe.Decorator) -> bool:
    """Tell whether a decorator is that of PEP 702."""
    return decorator.callable_path in {"typing_extensions.deprecated", "warnings.deprecated"}


def _signature(way: griffe.Function, public: Public, root: str, *, skipped: int) -> Signature:
    parameters = [_parameter(each, public, root) for each in list(way.parameters)[skipped:]]
    return Signature(tuple(parameters), _type(way.returns, public), "async" in way.labels)


def _parameter(each: griffe.Parameter, public: Public, root: str) -> Parameter:
    kind = each.kind or ParameterKind.positional_or_keyword
    variadic = kind in {ParameterKind.var_positional, ParameterKind.var_keyword}
    taken = _type(each.annotation, public)
    return Parameter(
        each.name,
        kind.value,
        None if taken is None else frozenset(atom for atom in taken if atom.name != f"{root}.Unset"),
        required=each.default is None and not variadic,
        default="" if variadic or each.default is None else str(each.default),
    )

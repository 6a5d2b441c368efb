"""The kinds of change of a package's surface: ids of our own, since oasdiff's are about documents.

Verdicts are on source alone, and judged as code that uses the package: it calls methods, reads what they return, and builds
the models that they take. What that means for calls on the wire is said by the changes of the document.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Rule(NamedTuple):
    """What one kind of change is about.

    Attributes:
        area: what of a package.
        action: what happened to it.
        mirror: the ids that the same change can have with the sides exchanged, the id itself where they are alike.
    """

    area: str
    action: str
    mirror: tuple[str, ...]


def _pair(area: str, one: str, other: str, actions: tuple[str, str]) -> dict[str, Rule]:
    return {one: Rule(area, actions[0], (other,)), other: Rule(area, actions[1], (one,))}


def _existence(area: str) -> dict[str, Rule]:
    return _pair(area, f"python-{area}-added", f"python-{area}-removed", ("add", "remove"))


def _itself(area: str, name: str) -> dict[str, Rule]:
    return {f"python-{name}": Rule(area, "change", (f"python-{name}",))}


def _types(area: str, name: str) -> dict[str, Rule]:
    """Return the rules of a type that is given or received."""
    return {
        **_pair(area, f"python-{name}-type-widened", f"python-{name}-type-narrowed", ("widen", "narrow")),
        **_itself(area, f"{name}-type-changed"),
        **_pair(area, f"python-{name}-literal-added", f"python-{name}-literal-removed", ("add", "remove")),
    }


def _constraints(area: str) -> dict[str, Rule]:
    one, other = f"python-{area}-constraint-added", f"python-{area}-constraint-removed"
    return {**_pair(area, one, other, ("add", "remove")), **_itself(area, f"{area}-constraint-changed")}


def _entry(area: str) -> dict[str, Rule]:
    """Return the rules of what has to be given, or not: parameters and fields."""
    added = tuple(f"python-{area}-added-{how}" for how in ("optional", "required"))
    removed = f"python-{area}-removed"
    became = _pair(area, f"python-{area}-became-required", f"python-{area}-became-optional", ("change", "change"))
    return {**{name: Rule(area, "add", (removed,)) for name in added}, removed: Rule(area, "remove", added), **became}


RULES: Final[dict[str, Rule]] = {
    **{name: rule for area in ("module", "class", "function", "alias", "attribute") for name, rule in _existence(area).items()},
    **_existence("method"),
    **_existence("base"),
    **_existence("overload"),
    **_existence("exception"),
    **_itself("name", "name-kind-changed"),
    **_itself("package", "package-renamed"),
    **_pair("name", "python-name-moved", "python-name-offered", ("remove", "add")),
    **_entry("parameter"),
    **_itself("parameter", "parameter-moved"),
    **_itself("parameter", "parameter-kind-changed"),
    **_itself("parameter", "parameter-default-changed"),
    **_types("parameter", "parameter"),
    **_types("return", "return"),
    **_pair("method", "python-method-deprecated", "python-method-reactivated", ("change", "change")),
    **_pair("method", "python-method-became-async", "python-method-became-sync", ("change", "change")),
    **_entry("field"),
    **_itself("field", "field-wire-name-changed"),
    **_types("field", "field"),
    **_constraints("field"),
    **_types("alias", "alias"),
    **_constraints("alias"),
    **_types("attribute", "attribute"),
}  # fmt: skip
"""Every id of a change of a package."""

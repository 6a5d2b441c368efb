"""URIs that a page gives another form: which one of a document became which."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_object
from generator.normalise.schemas import operations_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_BRACES = re.compile(r"\{([^{}/]*)\}")


def variables(path: str) -> list[str]:
    """Return the names of the variables of `path`, in its order."""
    return _BRACES.findall(path)


def moved(known: Mapping[str, set[str]], stated: Mapping[str, set[str]]) -> dict[str, str]:
    """Return which path of `known` stands in `stated` under which other one; both map paths to their methods.

    Those are one that differ in the names of their variables alone, and the only two left that have the same methods and
    as many variables.
    """
    gone = [path for path in known if path not in stated]
    new = [path for path in stated if path not in known]
    found = _paired(gone, new, lambda path: _BRACES.sub("{}", path))
    gone = [path for path in gone if path not in found]
    new = [path for path in new if path not in found.values()]
    both = {**known, **stated}
    return found | _paired(gone, new, lambda path: (frozenset(both[path]), len(variables(path))))


def _paired(gone: list[str], new: list[str], form: Callable[[str], object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in gone:
        alike = [other for other in new if form(other) == form(path)]
        if len(alike) == 1 and [form(each) for each in gone].count(form(path)) == 1:
            found[path] = alike[0]
    return found


def renamed(item: dict[str, Any], path: str, new: str) -> dict[str, Any]:
    """Return the path item of `path` for the path `new`: its variables have the names there, one after the other."""
    names = dict(zip(variables(path), variables(new), strict=False))
    result = copy.deepcopy(item)
    for _, operation, _ in operations_of(result, ""):
        for parameter in operation.get("parameters", []):
            if is_object(parameter) and parameter.get("in") == "path":
                parameter["name"] = names.get(parameter.get("name", ""), parameter.get("name"))
    return result

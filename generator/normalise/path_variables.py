"""Path parameters are those of the path's template (OpenAPI 3.1 section 4.8.12.1), each once: what differs is settled.

A parameter whose name only differs in spelling (`petid` for `{petId}`, `path` for `{path*}`), or that is the only one left
for the only variable left, is that variable. A variable without a parameter is one of text, and a parameter without a variable
says nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

RULE = "settle-path"
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[^=:*?,]*")


def settle_path_variables(path: str, operation: dict[str, Any], say: Callable[[str], None]) -> None:
    """Make the path parameters of an `operation`, whose parameters are resolved, those of its `path`, in place.

    Args:
        path: the template; what follows `#` is never sent.
        operation: is changed.
        say: is told what was wrong.
    """
    parameters: list[dict[str, Any]] = operation.pop("parameters", [])
    _settle(path, parameters, say)
    if parameters:
        operation["parameters"] = parameters


def _settle(path: str, parameters: list[dict[str, Any]], say: Callable[[str], None]) -> None:
    variables = list(dict.fromkeys(_VARIABLE.findall(path.partition("#")[0])))
    _move_into_path(path, parameters, say)
    inside = [parameter for parameter in parameters if parameter.get("in") == "path"]
    declared = {parameter["name"] for parameter in inside}
    missing = [variable for variable in variables if variable not in declared]
    spare = [parameter for parameter in inside if parameter["name"] not in variables]
    for variable in list(missing):
        alone = len(missing) == len(spare) == 1
        found = next((each for each in spare if alone or _spelling(each["name"]) == _spelling(variable)), None)
        if found is not None:
            say(f"has the path parameter {found['name']!r}, which is {{{variable}}} of the path")
            found["name"] = variable
            missing.remove(variable)
            spare = [each for each in spare if each is not found]
    for variable in missing:
        say(f"does not describe {{{variable}}} of the path: it is read as text")
        parameters.append({"name": variable, "in": "path", "required": True, "schema": {"type": "string"}})
    for parameter in spare:
        say(f"has the path parameter {parameter['name']!r}, which the path has no place for: it is left out")
    parameters[:] = [each for each in parameters if not any(each is one for one in spare)]


def _move_into_path(path: str, parameters: list[dict[str, Any]], say: Callable[[str], None]) -> None:
    """Make a path parameter of each query parameter that the path has a place for: `/search?q={q}`."""
    places = set(_VARIABLE.findall(path.partition("#")[0].partition("?")[2]))
    places -= {parameter["name"] for parameter in parameters if parameter.get("in") == "path"}
    for parameter in parameters:
        if parameter.get("in") == "query" and parameter["name"] in places:
            say(f"has a place for the query parameter {parameter['name']!r}, which is read as one of the path")
            parameter.update({"in": "path", "required": True})
            for key in ("style", "explode", "allowEmptyValue", "allowReserved"):
                parameter.pop(key, None)


def without_repeated(parameters: list[dict[str, Any]], say: Callable[[str], None]) -> list[dict[str, Any]]:
    """Return the first of `parameters` of each name and location: there is one at most (OpenAPI 3.1 section 4.8.10)."""
    kept: dict[tuple[Any, Any], dict[str, Any]] = {}
    for parameter in parameters:
        key = parameter.get("name"), parameter.get("in")
        if key in kept:
            say(f"has the {key[1]} parameter {key[0]!r} twice: the first one counts")
        kept.setdefault(key, parameter)
    return list(kept.values())


def _spelling(name: str) -> str:
    """Return what is left of a name without operators and patterns of URI templates and routers, and without its spelling."""
    match = _NAME.match(name.lstrip("+#./;?&"))
    return "".join(char for char in (match.group() if match else "") if char.isalnum()).lower()

"""Path parameters are those of the path's template (OpenAPI 3.1 section 4.8.12.1), each once: what differs is settled.

A parameter whose name only differs in spelling (`petid` for `{petId}`, `path` for `{path*}`), or that is the only one left
for the only variable left, is that variable. A variable without a parameter is one of text, and a parameter without a variable
says nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.document.findings import Finding, Place, Severity, counted
from generator.normalise.schemas import operations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.normalise.ledger import Ledger

RULE = "settle-path"
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[^=:*?,]*")


def settle_path_variables(document: dict[str, Any], name: str, ledger: Ledger) -> list[Finding]:
    """Make the path parameters of each operation of the resolved `document` those of its path, in place; return the repairs.

    What follows `#` in a path is never sent, and no variable stands there. `name` is for messages.
    """
    found: dict[str, list[str]] = {}
    for path, _, operation, pointer in operations(document):
        parameters: list[dict[str, Any]] = operation.pop("parameters", [])
        for message in _settle(path, parameters, ledger):
            found.setdefault(message, []).append(pointer)
        if parameters:
            operation["parameters"] = parameters
    return [
        Finding(RULE, counted(message, len(places)), Place(name, pointer=places[0]), severity=Severity.WARNING)
        for message, places in found.items()
    ]


def _settle(path: str, parameters: list[dict[str, Any]], ledger: Ledger) -> Iterator[str]:
    variables = list(dict.fromkeys(_VARIABLE.findall(path.partition("#")[0])))
    yield from _move_into_path(path, parameters, ledger)
    inside = [parameter for parameter in parameters if parameter.get("in") == "path"]
    declared = {parameter["name"] for parameter in inside}
    missing = [variable for variable in variables if variable not in declared]
    spare = [parameter for parameter in inside if parameter["name"] not in variables]
    for variable in list(missing):
        alone = len(missing) == len(spare) == 1
        found = next((each for each in spare if alone or _spelling(each["name"]) == _spelling(variable)), None)
        if found is not None:
            ledger.note_member(found, "name", RULE, f"is {{{variable}}} of the path")
            yield f"has the path parameter {found['name']!r}, which is {{{variable}}} of the path"
            found["name"] = variable
            missing.remove(variable)
            spare = [each for each in spare if each is not found]
    for variable in missing:
        yield f"does not describe {{{variable}}} of the path: it is read as text"
        parameters.append({"name": variable, "in": "path", "required": True, "schema": {"type": "string"}})
    for parameter in spare:
        ledger.note_part(parameter, RULE, "the path has no place for it")
        yield f"has the path parameter {parameter['name']!r}, which the path has no place for: it is left out"
    parameters[:] = [each for each in parameters if not any(each is one for one in spare)]
    if spare and not parameters:
        ledger.note_part(parameters, RULE, "there are none")


def _move_into_path(path: str, parameters: list[dict[str, Any]], ledger: Ledger) -> Iterator[str]:
    """Make a path parameter of each query parameter that the path has a place for: `/search?q={q}`."""
    places = set(_VARIABLE.findall(path.partition("#")[0].partition("?")[2]))
    places -= {parameter["name"] for parameter in parameters if parameter.get("in") == "path"}
    for parameter in parameters:
        if parameter.get("in") == "query" and parameter["name"] in places:
            yield f"has a place for the query parameter {parameter['name']!r}, which is read as one of the path"
            for key in ("in", "required", "style", "explode", "allowEmptyValue", "allowReserved"):
                ledger.note_member(parameter, key, RULE, "stands in the path")
                parameter.pop(key, None)
            parameter.update({"in": "path", "required": True})


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

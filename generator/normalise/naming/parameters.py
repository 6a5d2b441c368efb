"""Guarantee 5: the Python names of an operation's parameters, distinct, each from its own wire name and location.

Of several that would have one name, the one whose wire name is the Python name keeps it, then path comes before query, header
and cookie; the others say where they go: `id` and `id_query`. Nothing is numbered, so the order of a document does not matter.
"""

from __future__ import annotations

import keyword
import re
from typing import TYPE_CHECKING, Any

from generator.document import names

if TYPE_CHECKING:
    from generator.normalise.ledger import Ledger

RULE = "name-operation"
PYTHON_NAME = "x-specloom-name"
# Arguments that every generated method may have beside the operation's own parameters.
RESERVED_ARGUMENTS = ("self", "options", "body", "method", "json", "content", "data", "content_type")
_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_ORDER = {"path": 0, "query": 1, "header": 2, "cookie": 3}


def is_name(text: str) -> bool:
    """Tell whether `text` is a resource, method or argument as Python can have it, dotted or not."""
    return _NAME.fullmatch(text) is not None and not any(keyword.iskeyword(part) for part in text.split("."))


def name_parameters(operation: dict[str, Any], ledger: Ledger) -> None:
    """Write the Python name of each parameter beside its wire name where they differ, all distinct.

    A name that the document or vendor.yaml gives is kept as far as it can be one.
    """
    parameters: list[dict[str, Any]] = operation.get("parameters", [])
    taken = names.Taken(RESERVED_ARGUMENTS)
    plain: list[dict[str, Any]] = []
    for parameter in parameters:
        given = parameter.get(PYTHON_NAME)
        if isinstance(given, str) and "." not in given and is_name(given) and given not in taken:
            taken.add(given)
            continue
        if given is not None:
            ledger.note_member(parameter, PYTHON_NAME, RULE, "it cannot name an argument")
            del parameter[PYTHON_NAME]
        plain.append(parameter)
    plain.sort(key=_rank)
    losers = [parameter for parameter in plain if not _claim(parameter, _plain(parameter), taken)]
    for parameter in losers:
        base, where = _plain(parameter).rstrip("_"), names.snake(str(parameter["in"]))
        marked = f"{base}_{where}_{names.mark(parameter['name'])}"
        if not _claim(parameter, f"{base}_{where}", taken) and not _claim(parameter, marked, taken):
            _claim(parameter, f"{base}_{where}_{names.mark(parameter['name'], 20)}", taken)


def _plain(parameter: dict[str, Any]) -> str:
    return names.snake(parameter["name"], "parameter")


def _rank(parameter: dict[str, Any]) -> tuple[bool, int, str]:
    return _plain(parameter) != parameter["name"], _ORDER.get(parameter["in"], 4), parameter["name"]


def _claim(parameter: dict[str, Any], name: str, taken: names.Taken) -> bool:
    if name in taken:
        return False
    taken.add(name)
    if name != parameter["name"]:
        parameter[PYTHON_NAME] = name
    return True

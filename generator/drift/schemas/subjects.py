"""Names of places in schemas, for people: property 'owner/name' of Pet."""

from __future__ import annotations

import json
from typing import Any

from generator.document import pointers
from generator.document.printable import printable

_NAMED = {"properties": "{}", "patternProperties": "/{}/", "dependentSchemas": "dependentSchemas[{}]"}
_LISTED = frozenset({"oneOf", "anyOf", "prefixItems"})
_LONGEST = 60


def subject(pointer: str, root_pointer: str, root_subject: str) -> str:
    """Return the name of the schema at `pointer`: within its component, or within the root that it stands at."""
    tokens = pointers.split(pointer)
    if tokens[:2] == ["components", "schemas"] and len(tokens) > 2:
        owner, steps = printable(tokens[2]), tokens[3:]
    elif pointer == root_pointer or pointer.startswith(root_pointer + "/"):
        owner, steps = root_subject, tokens[len(pointers.split(root_pointer)) :]
    else:
        return printable(pointer)
    path = path_of(steps)
    if not path:
        return owner
    kind = "property" if steps[-2:-1] == ["properties"] else "part"
    return f"{kind} '{path}' of {owner}"


def path_of(tokens: list[str]) -> str:
    """Return the way through a schema that pointer tokens describe: `tags/items`."""
    steps: list[str] = []
    rest = iter(tokens)
    for keyword in rest:
        if keyword in _NAMED:
            steps.append(_NAMED[keyword].format(printable(next(rest, ""))))
        elif keyword in _LISTED:
            steps.append(f"{keyword}[{next(rest, '')}]")
        elif keyword == "allOf":
            next(rest, "")
        else:
            steps.append(printable(keyword))
    return "/".join(steps)


def shown(value: Any) -> str:
    """Return a JSON value in a form short enough for a sentence."""
    text = printable(json.dumps(value, ensure_ascii=False, sort_keys=True))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

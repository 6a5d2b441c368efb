"""Fields that only the server sets, in models that are sent and received: whoever makes such a model may leave them out.

The engine writes a required field without a default. These get one that only type checkers see (`_runtime/server_set.py`), so
that answers are held to it as before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MODULE = "_runtime.server_set"
_CLASS = re.compile(r"^class (?P<name>\w+)\(Model\):\n(?P<body>(?:(?: {4}.*)?\n)*)", re.MULTILINE)
_IMPORT = re.compile(r"^from (?P<dots>\.+)_runtime\.model import Model$", re.MULTILINE)


def with_server_set(source: str, fields: Mapping[str, tuple[str, ...]]) -> str:
    """Return `source`, what the engine wrote with the runtime imported relatively, where `fields` may be left out.

    Args:
        source: a module of models; a field on one line.
        fields: required fields by their Python names, by class.
    """
    if not fields:
        return source

    def opened(found: re.Match[str]) -> str:
        names = fields.get(found["name"])
        if not names:
            return found[0]
        field = re.compile(rf"^( {{4}}(?:{'|'.join(map(re.escape, names))}): .+)$", re.MULTILINE)
        body = field.sub(r"\1 = set_by_server()", found["body"])
        return f"class {found['name']}(ServerSetModel):\n{body}"

    made = _CLASS.sub(opened, source)
    if made == source:
        return source
    more = r"\g<0>" + "\nfrom " + r"\g<dots>" + f"{MODULE} import ServerSetModel, set_by_server"
    return _IMPORT.sub(more, made, count=1)

"""Plain data to canonical YAML: the same data always gives the same bytes."""

# ruamel.yaml gives its nodes and errors no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import io
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.representer import SafeRepresenter


class _Representer(SafeRepresenter):
    """Multi-line strings as literal blocks; no anchors, so that every value stands where it is used."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _string(representer: SafeRepresenter, data: str) -> Any:
    if any(break_ in data for break_ in "\r\x85\u2028\u2029"):
        style = '"'  # the other styles fold these line breaks
    else:
        style = "|" if "\n" in data and not data.startswith((" ", "\n")) else None
    return representer.represent_scalar("tag:yaml.org,2002:str", data, style=style)  # type: ignore[no-untyped-call]


_Representer.add_representer(str, _string)  # type: ignore[no-untyped-call]


def dumps(data: Any) -> str:
    """Return `data` (dicts, lists and scalars) as YAML 1.2, keys in the order given, lines of up to 120 characters."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Representer = _Representer
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.allow_unicode = True
    yaml.width = 120
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()

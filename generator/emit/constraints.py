"""What a schema demands of a value, in words for docstrings and the reference."""

from __future__ import annotations

import re
from typing import Any

from generator.document.shapes import is_array, is_object

# Formats whose meaning the Python type does not tell (OpenAPI format registry, JSON Schema validation section 7).
_FORMATS = {
    "byte": "in base64", "base64url": "in base64url", "email": "an email address", "idn-email": "an email address",
    "hostname": "a host name", "ipv4": "an IPv4 address", "ipv6": "an IPv6 address", "uri": "a URI", "url": "a URL",
    "uri-reference": "a URI, perhaps relative", "duration": "an ISO 8601 duration", "time": "a time of day",
    "regex": "a regular expression", "json-pointer": "a JSON pointer",
}  # fmt: skip
_RANGES = (
    ("minimum", "maximum", ""),
    ("minLength", "maxLength", "character"),
    ("minItems", "maxItems", "item"),
    ("minProperties", "maxProperties", "member"),
)
_MOST_VALUES = 12


def constraints(schema: Any, referred: Any = None, description: str = "") -> str:
    """Return the constraints of a schema in words, '' where there are none.

    Args:
        schema: an inline schema of the normal form.
        referred: the component that it refers to, if it does.
        description: what is said of it already; sizes whose numbers it has are not said again.
    """
    node: dict[str, Any] = {**(referred if is_object(referred) else {}), **(schema if is_object(schema) else {})}
    numbers = set(re.findall(r"\d+", description.replace(",", "")))
    sizes = [size for size in _sizes(node) if not set(re.findall(r"\d+", size)) <= numbers]
    said = [*_values(node), *sizes]
    if "multipleOf" in node:
        said.append(f"a multiple of {node['multipleOf']}")
    if node.get("uniqueItems") is True:
        said.append("no item twice")
    if isinstance(node.get("pattern"), str):
        said.append(f"matches {node['pattern']}")
    if node.get("format") in _FORMATS:
        said.append(_FORMATS[node["format"]])
    elif node.get("contentEncoding") in ("base64", "base64url"):
        said.append(f"in {node['contentEncoding']}")
    if "default" in node:
        said.append(f"the server's default is {node['default']!r}")
    return "; ".join(said)


def _values(node: dict[str, Any]) -> list[str]:
    if "const" in node:
        return [f"always {node['const']!r}"]
    values = node.get("enum")
    if not is_array(values):
        return []
    shown = ", ".join(repr(value) for value in values[:_MOST_VALUES])
    rest = len(values) - _MOST_VALUES
    return [f"one of {shown}" + (f" and {rest} more" if rest > 0 else "")]


def _sizes(node: dict[str, Any]) -> list[str]:
    said: list[str] = []
    for low, high, unit in _RANGES:
        if low in node and high in node:
            said.append(f"{node[low]} to {_counted(node[high], unit)}")
        elif low in node:
            said.append(f"at least {_counted(node[low], unit)}")
        elif high in node:
            said.append(f"at most {_counted(node[high], unit)}")
    said += [
        f"{words} {node[key]}"
        for key, words in (("exclusiveMinimum", "more than"), ("exclusiveMaximum", "less than"))
        if key in node
    ]
    return said


def _counted(number: Any, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}" if unit else str(number)

"""What the templates may say: filters that make text safe for where it stands, and the guard that demands them."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from generator.emit.python_names import field_names
from generator.normalise.schemas import component_name

if TYPE_CHECKING:
    from generator.emit.facts import ArgumentFacts

_ERROR_CLASSES = {
    "400": "BadRequestError", "401": "AuthenticationError", "403": "PermissionDeniedError", "404": "NotFoundError",
    "409": "ConflictError", "422": "UnprocessableEntityError", "429": "RateLimitError", "500": "InternalServerError",
    "502": "BadGatewayError", "503": "ServiceUnavailableError", "504": "GatewayTimeoutError",
}  # fmt: skip
_WIDTH = 118


def literal(value: Any) -> str:
    """Return `value` (strings, numbers, booleans, None, and dicts and tuples of them) as a Python literal in ASCII."""
    if isinstance(value, Mapping):
        items: Mapping[Any, Any] = value
        return "{" + ", ".join(f"{literal(key)}: {literal(item)}" for key, item in items.items()) + "}"
    if isinstance(value, (list, tuple)):
        entries: list[Any] = list(value)
        return "(" + "".join(f"{literal(item)}, " for item in entries) + ")"
    if isinstance(value, str):
        return ascii(value)
    return repr(value)


def docline(text: Any) -> str:
    """Return the first line of `text`, fit to stand inside a docstring of one line."""
    lines = _plain(text).strip().splitlines()
    line = lines[0].strip() if lines else ""
    return _escaped(line if len(line) <= _WIDTH - 16 else line[: _WIDTH - 17].rstrip() + "…")


def docstring(text: Any, indent: int = 8) -> str:
    """Return `text` wrapped to stand inside a docstring, lines after the first indented by `indent` spaces."""
    paragraphs = re.split(r"\n\s*\n", _plain(text).strip())
    wrapped = [
        textwrap.fill(" ".join(paragraph.split()), _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        for paragraph in paragraphs
    ]
    lines = _escaped("\n\n".join(wrapped)).split("\n")
    return "\n".join([lines[0], *(" " * indent + line if line else "" for line in lines[1:])])


def about(argument: ArgumentFacts) -> str:
    """Return what a docstring says of an argument: its description and its constraints."""
    description = argument.description or f"`{argument.wire}` of the {argument.location}."
    return f"{description} ({argument.constraints})" if argument.constraints else description


def error_class(status: str) -> str:
    """Return the exception that a status raises."""
    if status in _ERROR_CLASSES:
        return _ERROR_CLASSES[status]
    return "ServerError" if status.startswith("5") else "APIStatusError"


def runtime_type(annotation: str) -> str:
    """Return `annotation` as an expression that the module can evaluate without importing pydantic."""
    return re.sub(r"\bJsonValue\b", "Any", annotation).replace("builtins.", "")


def contains(text: str, part: str) -> bool:
    """Tell whether `part` occurs in `text`."""
    return part in text


def cell(text: Any) -> str:
    """Return `text` as one cell of a Markdown table."""
    return " ".join(markdown(text).split()).replace("|", "\\|")


def markdown(text: Any) -> str:
    """Return `text` as Markdown prose in which it can start no HTML and break out of no block."""
    return _plain(text).strip().replace("<", "&lt;")


def toml(value: str) -> str:
    """Return `value` as a TOML basic string."""
    return json.dumps(_plain(value), ensure_ascii=True)


class PaginationRules:
    """Writes the pagination rule of an operation as an expression; needs the components to name attributes."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.components: dict[str, Any] = document.get("components", {}).get("schemas", {})

    def expression(self, pagination: Mapping[str, str], schema: Any) -> str:
        """Return, for instance, `PageNumber("page", items="data", last="meta.last_page")`."""
        paths = {
            key: self.attributes(schema, pagination[key])
            for key in ("items", "last", "more", "total", "next")
            if key in pagination
        }
        style = pagination["style"]
        if style == "link-header":
            arguments = [("items", paths.get("items", ""))]
            return _call("LinkHeader", [], arguments)
        if style == "page":
            return _call(
                "PageNumber",
                [pagination["page"]],
                [(key, paths[key]) for key in ("items", "last", "more") if key in paths],
            )
        if style == "offset":
            return _call(
                "Offset",
                [pagination["offset"]],
                [(key, paths[key]) for key in ("items", "total", "more") if key in paths],
            )
        if style == "cursor":
            return _call("Cursor", [pagination["cursor"], paths["next"]], [("items", paths["items"])])
        return _call("NextUrl", [paths["next"]], [("items", paths["items"])])

    def attributes(self, schema: Any, pointer: str) -> str:
        """Return the Python attribute path of a JSON pointer into an answer of type `schema`."""
        names: list[str] = []
        for token in [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]:
            schema = self.components.get(component_name(schema) or "", schema)
            properties: dict[str, Any] = (schema or {}).get("properties", {})
            names.append(field_names(properties).get(token, token))
            schema = properties.get(token)
        return ".".join(names)


def _call(name: str, positional: list[str], named: list[tuple[str, str]]) -> str:
    arguments = [literal(value) for value in positional] + [f"{key}={literal(value)}" for key, value in named]
    return f"{name}({', '.join(arguments)})"


def _plain(text: Any) -> str:
    """Return the text of an untrusted string, without control characters and bidirectional overrides."""
    value = text.get_untrusted_value() if hasattr(text, "get_untrusted_value") else str(text)
    return "".join(
        c for c in value if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )


def _escaped(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace('"""', "'''")
    return safe + " " if safe.endswith('"') else safe


FILTERS: dict[str, Callable[..., Any]] = {
    "about": about,
    "cell": cell,
    "contains": contains,
    "docline": docline,
    "docstring": docstring,
    "error_class": error_class,
    "literal": literal,
    "markdown": markdown,
    "runtime_type": runtime_type,
    "toml": toml,
}

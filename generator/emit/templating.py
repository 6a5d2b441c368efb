"""What the templates may say: filters that make text safe for where it stands, and the guard that demands them."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Iterable
from typing import Any

from generator.document.shapes import is_array, is_object
from generator.emit.facts import ArgumentFacts, MethodFacts
from generator.emit.text import plain

_ERROR_CLASSES = {
    "400": "BadRequestError", "401": "AuthenticationError", "403": "PermissionDeniedError", "404": "NotFoundError",
    "409": "ConflictError", "422": "UnprocessableEntityError", "429": "RateLimitError", "500": "InternalServerError",
    "502": "BadGatewayError", "503": "ServiceUnavailableError", "504": "GatewayTimeoutError",
}  # fmt: skip
_WIDTH = 118
# CommonMark 0.31, sections 4.2 to 4.7: headings, lines and references, also in lists and quotations; fences of code.
_BLOCK_START = re.compile(
    r"^((?:[ \t]|[-+*>](?=[ \t])|\d{1,9}[.)](?=[ \t]))*)(#{1,6}(?=[ \t]|$)|=+[ \t]*$|-+[ \t]*$|\[)"
)
_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})")
_TEXTS = re.compile(r'"""(?:[^\\]|\\.)*?"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', re.DOTALL)
_TICKS = re.compile(r"`+")
_ELSEWHERE = re.compile(r"!(?=\[)|\](?=\((?!https?://|#))")


def literal(value: Any) -> str:
    """Return a JSON value as a Python literal in ASCII, its lists as tuples."""
    if is_object(value):
        return "{" + ", ".join(f"{literal(key)}: {literal(item)}" for key, item in value.items()) + "}"
    if is_array(value):
        return "(" + ", ".join(map(literal, value)) + ("," if len(value) == 1 else "") + ")"
    if isinstance(value, str):
        return ascii(value)
    return repr(value)


def docline(text: Any) -> str:
    """Return the first line of `text`, fit to stand inside a docstring of one line."""
    lines = plain(text).strip().splitlines()
    line = lines[0].strip() if lines else ""
    return _escaped(line if len(line) <= _WIDTH - 16 else line[: _WIDTH - 17].rstrip() + "…")


def docstring(text: Any, indent: int = 8) -> str:
    """Return `text` wrapped to stand inside a docstring that is indented by `indent` spaces, but for its first line.

    The first sentence stands alone, as PEP 257 asks, where it fits a line.
    """
    said = plain(text).strip()
    summary, rest = _first_sentence(said)
    if len(summary) > _WIDTH - indent - 3:
        summary, rest = said, ""
    paragraphs = [summary, *re.split(r"\n\s*\n", rest)] if rest else re.split(r"\n\s*\n", summary)
    wrapped = [_wrap(paragraph, indent, indent) for paragraph in paragraphs]
    return "\n\n".join(wrapped)[indent:]


def entry(text: Any, indent: int = 12) -> str:
    """Return `text` as one entry of a docstring's section (`name: meaning`), later lines indented further."""
    return _wrap(plain(text), indent, indent + 4)[indent:]


def _wrap(text: str, first: int, later: int) -> str:
    return _escaped(
        textwrap.fill(
            " ".join(text.split()),
            _WIDTH,
            initial_indent=" " * first,
            subsequent_indent=" " * later,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def _first_sentence(text: str) -> tuple[str, str]:
    head, dot, rest = " ".join(text.partition("\n\n")[0].split()).partition(". ")
    remainder = rest + ("\n\n" + text.partition("\n\n")[2] if "\n\n" in text else "")
    return (head + dot.strip(), remainder.strip()) if dot else (head, remainder.strip())


def about(argument: ArgumentFacts) -> str:
    """Return what a docstring says of an argument: its description and its constraints."""
    description = argument.description or f"{code(argument.wire)} of the {argument.location}."
    if argument.deprecated:
        description = f"Deprecated. {description}"
    return f"{description} ({argument.constraints})" if argument.constraints else description


def read_only(methods: Iterable[MethodFacts]) -> dict[str, tuple[str, ...]]:
    """Return the read-only fields of all models that the bodies of `methods` may hold."""
    found: dict[str, tuple[str, ...]] = {}
    for method in methods:
        found |= method.body.read_only if method.body is not None else {}
    return dict(sorted(found.items()))


def error_class(status: str) -> str:
    """Return the exception that a status raises."""
    if status in _ERROR_CLASSES:
        return _ERROR_CLASSES[status]
    return "ServerError" if status.startswith("5") else "APIStatusError"


def packed(names: Iterable[str], indent: int) -> str:
    """Return names as the quoted items of a tuple or list, as many on a line as fit."""
    return _wrap("".join(f'"{name}", ' for name in names), indent, indent)[indent:]


def shown(annotation: str) -> str:
    """Return `annotation` as a reader of the reference knows it."""
    return annotation.replace("builtins.", "")


def runtime_type(annotation: str) -> str:
    """Return `annotation` as an expression that the module can evaluate without importing pydantic."""
    return re.sub(r"\bJsonValue\b", "Any", annotation).replace("builtins.", "")


def contains(text: str, part: str) -> bool:
    """Tell whether `part` occurs in `text`."""
    return part in text


def code_contains(source: str, part: str) -> bool:
    """Tell whether `part` occurs in Python `source` outside of texts."""
    return part in _TEXTS.sub('""', source)


def code(text: Any) -> str:
    """Return `text` as a Markdown code span, whatever backticks are in it (CommonMark 0.31, section 6.1)."""
    said = " ".join(plain(text).split()) or " "
    fence = "`" * (max(map(len, _TICKS.findall(said)), default=0) + 1)
    padding = " " if "`" in (said[0], said[-1]) else ""
    return f"{fence}{padding}{said}{padding}{fence}"


def code_cell(text: Any) -> str:
    """Return `text` as a code span in a cell of a Markdown table, where bars part cells even in code."""
    return code(text).replace("|", "\\|")


def cell(text: Any) -> str:
    """Return `text` as one cell of a Markdown table."""
    return " ".join(markdown(text).split()).replace("|", "\\|")


def markdown(text: Any) -> str:
    """Return `text` as Markdown prose: no HTML, heading or image starts in it, links lead to the web, code ends."""
    said = plain(text).strip().replace("<", "&lt;")
    written: list[str] = []
    fence = ""
    for line in said.split("\n"):
        opened = _FENCE.match(line)
        if fence:
            written.append(line)
            if opened and opened[2].startswith(fence) and not line[opened.end() :].strip():
                fence = ""
        elif opened and not (opened[2][0] == "`" and "`" in line[opened.end() :]):
            written.append(line)
            fence = opened[2]
        else:
            written.append(_BLOCK_START.sub(r"\1\\\2", _ELSEWHERE.sub(r"\\\g<0>", line)))
    return "\n".join([*written, fence] if fence else written)


def toml(value: str) -> str:
    """Return `value` as a TOML basic string."""
    return json.dumps(plain(value), ensure_ascii=False)


def _escaped(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace('"""', "'''")
    return safe + " " if safe.endswith('"') else safe


FILTERS: dict[str, Callable[..., Any]] = {
    "about": about,
    "cell": cell,
    "code": code,
    "code_cell": code_cell,
    "code_contains": code_contains,
    "contains": contains,
    "docline": docline,
    "docstring": docstring,
    "entry": entry,
    "error_class": error_class,
    "literal": literal,
    "markdown": markdown,
    "packed": packed,
    "read_only": read_only,
    "runtime_type": runtime_type,
    "shown": shown,
    "toml": toml,
}

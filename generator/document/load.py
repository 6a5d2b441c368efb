"""JSON and YAML files to plain data, safely: bounded, without duplicate keys, with the line of each fault."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.document import encodings, json_text
from generator.document.findings import Finding, Place, Severity, SpecloomError, fail
from generator.document.limits import MAX_BYTES, MAX_DEPTH, MAX_NODES
from generator.document.lines import Lines

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "line_of", "load", "loads", "read_page", "read_text"]

_BYTE_ORDER_MARK = "\ufeff"


def load(path: Path, repairs: list[Finding] | None = None) -> Any:
    """Return the data of the JSON or YAML file at `path`.

    Args:
        path: the file.
        repairs: takes a warning for each repeated key, which is then made one, for each number that JSON cannot have, which
            is then null, or text where it is only too large, and for another encoding than UTF-8; None refuses them.

    Raises:
        SpecloomError: the file cannot be read, is too large, or is not well-formed; names file and line.
    """
    return loads(read_text(path, repairs), str(path), repairs)


def read_text(path: Path, repairs: list[Finding] | None = None) -> str:
    """Return the UTF-8 text of `path`, without a byte order mark.

    Args:
        path: the file.
        repairs: takes a warning where the text is in another encoding, which is then found out; None refuses that.

    Raises:
        SpecloomError: the file is missing, unreadable, larger than `MAX_BYTES` or not UTF-8.
    """
    data = _read(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refusal = encodings.refusal(data, error, str(path), "Save it as UTF-8.")
        if repairs is None:
            raise refusal from error
        text, encoding = encodings.guessed(data)
        (wrong,) = refusal.findings
        said = f"{wrong.message}: it is read as {encoding}"
        repairs.append(replace(wrong, message=said, severity=Severity.WARNING))
        return text


def read_page(path: Path) -> str:
    """Return the text of a page, which is UTF-8, or UTF-16 where a byte order mark says so; without that mark.

    Raises:
        SpecloomError: the file is missing, unreadable, larger than `MAX_BYTES` or in another encoding.
    """
    return encodings.decoded(_read(path), str(path), "Save it as UTF-8.")


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise fail("unreadable-file", f"cannot be read: {reason or error}", Place(str(path))) from error
    if len(data) > MAX_BYTES:
        raise fail("file-too-large", f"is larger than {MAX_BYTES:,} bytes", Place(str(path)), "Split it.")
    return data


def loads(text: str, name: str, repairs: list[Finding] | None = None) -> Any:
    """Return the data of JSON or YAML `text`; `name` stands for the file in messages, `repairs` is as for `load`.

    Raises:
        SpecloomError: the text is not well-formed, repeats a key, or expands beyond the limits.
    """
    text = text.removeprefix(_BYTE_ORDER_MARK)
    if text.lstrip().startswith(("{", "[")) or name.endswith(".json"):
        try:
            return json_text.loads(text, name, repairs)
        except json.JSONDecodeError as error:
            if name.endswith(".json"):
                place = Place(name, error.lineno)
                wrong = Finding("invalid-json", f"is not JSON: {error.msg} (column {error.colno})", place)
                if repairs is None:
                    raise SpecloomError(wrong) from error
                return _read_as_yaml(text, name, repairs, wrong)
    from generator.document import yaml_text  # two libraries that JSON does not need

    return yaml_text.loads(text, name, repairs)


def _read_as_yaml(text: str, name: str, repairs: list[Finding], wrong: Finding) -> dict[str, Any]:
    """Return the object in `text`, which is YAML though it should be JSON: with comments, or a comma too many."""
    from generator.document import yaml_text

    try:
        data = yaml_text.loads(text, name, repairs)
    except SpecloomError:
        data = None
    if not isinstance(data, dict):
        raise SpecloomError(wrong)
    repairs.append(replace(wrong, message=f"{wrong.message}: it is read as YAML", severity=Severity.WARNING))
    return data  # pyright: ignore[reportUnknownVariableType]


def line_of(path: Path, pointer: str) -> int | None:
    """Return the 1-based line of the key or item that `pointer` names in the file at `path`, None where it has none.

    Meant for error messages: it reads the file anew instead of burdening every load with positions.
    """
    try:
        return Lines(read_text(path, [])).of(pointer)
    except SpecloomError:
        return None

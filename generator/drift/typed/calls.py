"""What recordings say of calls of a package: the method, its arguments, and the answer."""

from __future__ import annotations

import json
import keyword
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document.findings import SpecloomError
from generator.document.load import read_text
from generator.document.shapes import is_object
from generator.exchange import recorded

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Call:
    """One recorded call.

    Attributes:
        recording: the path of the recording, below the project.
        method: the way to it from the client: ("scripts", "audit", "list").
        arguments: by name, as YAML has them.
        answer: the decoded body of the last answer, None where it is no JSON.
        raises: whether the call ends with an error, so that it returns nothing.
    """

    recording: str
    method: tuple[str, ...]
    arguments: Mapping[str, Any]
    answer: Any
    raises: bool


def recorded_calls(folder: Path) -> list[Call]:
    """Return the calls of the recordings in `folder` (tests/fixtures/<vendor>), by path; others look for what is no recording.

    Names that are not Python's are left out with what they name: nothing of a recording becomes code but as a value.
    """
    root = folder.parents[2] if len(folder.parents) > 2 else folder
    calls = (_call(file, file.relative_to(root).as_posix()) for file in sorted(folder.rglob("*.yaml")))
    return [call for call in calls if call is not None]


def is_name(name: object) -> bool:
    """Tell whether `name` can stand in code as a name."""
    return isinstance(name, str) and name.isidentifier() and not keyword.iskeyword(name)


def _call(file: Path, name: str) -> Call | None:
    try:
        data, bodies = recorded.read(read_text(file), name)
        metadata = data["metadata"]
        method = tuple(str(metadata["call"]["method"]).split("."))
        arguments = metadata["call"].get("arguments", {})
        last = recorded.interactions(data, bodies)[-1]
    except (SpecloomError, KeyError, TypeError, AttributeError, IndexError):
        return None
    if not is_object(arguments) or not all(map(is_name, [*method, *arguments])):
        return None
    return Call(name, method, arguments, _json(last.response.body), "raises" in metadata)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None

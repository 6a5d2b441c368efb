"""Putting named parts of fragments together: equal ones merge, different ones are an error that shows both."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.findings import Finding, SpecloomError
from generator.extract import prose

if TYPE_CHECKING:
    from generator.extract.page import Draft, Page

_DIFF_INPUT = 1000  # lines of each side that are compared: the comparison is quadratic at worst
_DIFF_OUTPUT = 40  # lines shown
_REPORTED = 20  # contradictions listed in one error


class Collector:
    """The parts seen so far, by their pointer in the document that is to be."""

    def __init__(self, page: Page, draft: Draft) -> None:
        self.page = page
        self.draft = draft
        self._facts: dict[str, str] = {}
        self._conflicts: list[Finding] = []

    def put(self, pointer: str, value: Any, shape: str, line: int) -> None:
        """Set `value`, an object of `shape` read on `line`, at `pointer`; one there must state the same facts."""
        facts = prose.facts(value, shape)
        if pointer not in self._facts:
            self._facts[pointer] = facts
            self.draft.lines[pointer] = line
            self._holder(pointer)[pointers.split(pointer)[-1]] = value
        elif self._facts[pointer] == facts:
            prose.fill(pointers.get(self.draft.document, pointer), value, shape)
        elif len(self._conflicts) < _REPORTED:
            self._conflicts.append(self._conflict(pointer, facts, line))

    def add_conflict(self, message: str, line: int, remedy: str) -> None:
        """Note a contradiction of another kind."""
        self._conflicts.append(Finding("conflicting-parts", message, self.page.at(line), remedy))

    def check(self) -> None:
        """Raise one error for all contradictions, if there are any."""
        if self._conflicts:
            raise SpecloomError(self._conflicts)

    def _holder(self, pointer: str) -> dict[str, Any]:
        holder = self.draft.document
        for token in pointers.split(pointer)[:-1]:
            holder = holder.setdefault(token, {})
        return holder

    def _conflict(self, pointer: str, facts: str, line: int) -> Finding:
        first = self.draft.lines[pointer]
        shown = difference(self._facts[pointer], facts, first, line)
        message = f"{_called(pointer)} is stated in two ways, on lines {first} and {line}:\n{shown}"
        remedy = "The fragments come from different APIs or versions: extract one of them, or correct the page's copy."
        return Finding("conflicting-parts", message, self.page.at(line, pointer), remedy)


def difference(first: str, second: str, first_line: int, second_line: int) -> str:
    """Return what differs between two JSON texts, as a unified diff whose headings name the lines they stand on."""
    texts = [
        json.dumps(json.loads(text), indent=1, sort_keys=True, ensure_ascii=False).split("\n")
        for text in (first, second)
    ]
    skip = next((i for i, (one, two) in enumerate(zip(*texts, strict=False)) if one != two), min(map(len, texts)))
    skip = max(skip - 5, 0)
    shown = [text[skip : skip + _DIFF_INPUT] for text in texts]
    before, after = f"line {first_line}", f"line {second_line}"
    lines = [*difflib.unified_diff(shown[0], shown[1], before, after, lineterm="", n=2)]
    rest = [f"… {len(lines) - _DIFF_OUTPUT} more lines"] if len(lines) > _DIFF_OUTPUT else []
    return "\n".join([*lines[:_DIFF_OUTPUT], *rest])


def _called(pointer: str) -> str:
    match pointers.split(pointer):
        case ["components", section, name]:
            return f"the component {name!r} ({section})"
        case ["paths" | "webhooks", path, method]:
            return f"{method.upper()} {path}"
        case _:
            return pointer

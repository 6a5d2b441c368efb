"""What a generated README says: its examples, what each prints, and the environment variables it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from pathlib import Path

_PRINTS = re.compile(r"^# prints: (.*)$", re.MULTILINE)
_CALL = re.compile(r"\bclient\.[\w.]+\(.*\)")
_VARIABLE = re.compile(r"`([A-Z][A-Z0-9_]+)` \|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A Python block below `heading`; `prints` is what it says it prints, None where it says nothing."""

    heading: str
    code: str
    prints: str | None

    @property
    def is_async(self) -> bool:
        return "asyncio.run(" in self.code

    @property
    def is_canned(self) -> bool:
        """Whether its client is one for tests, which needs no server."""
        return ".testing import" in self.code

    @property
    def is_stood_in(self) -> bool:
        """Whether it is a test against a stand-in, which pytest runs."""
        return "(standin)" in self.code

    @property
    def calls(self) -> list[str]:
        """The calls that the example makes, as they are written."""
        found = _CALL.findall(self.code)
        assert found, f"the example of {self.heading} calls nothing:\n{self.code}"
        return found


def examples(readme: Path) -> list[Example]:
    """Return every Python block of a README, in order."""
    heading = ""
    found: list[Example] = []
    tokens = MarkdownIt().parse(readme.read_text("utf-8"))
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following is not None:
            heading = following.content
        elif token.type == "fence" and token.info.strip() == "python":
            printed = _PRINTS.findall(token.content)
            found.append(Example(heading, token.content, "\n".join(printed) if printed else None))
    return found


def variables(readme: Path) -> set[str]:
    """Return the environment variables that the table of a README names, each in the last cell of its row."""
    return set(_VARIABLE.findall(readme.read_text("utf-8")))

"""Paths: from `/api/v1/pets/{petId}/photos.json` to the words that name something and the parameters after each.

What says nothing of the operation is taken off and kept apart: versions, prefixes such as `api`, extensions. Custom methods
(`/levels:append`) and dotted calls (`/users.list`) are segments of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.document import names
from generator.normalise.naming.lexicon import DATA_EXTENSIONS, PREFIXES
from generator.normalise.naming.words import word

_PARAMETER = re.compile(r"\{([^{}]*)\}")
_VERSION = re.compile(r"v\d+([._]\d+)*((alpha|beta|rc|preview)\d*)?|\d{4}-\d\d(-\d\d)?|\d+(\.\d+)+", re.IGNORECASE)
_EXTENSION = re.compile(r"(.*)\.([A-Za-z]{2,6})")
_CALL = re.compile(r"[A-Za-z][\w-]*(\.[A-Za-z][\w-]*)+")
_VALUE = re.compile(r"=(true|1)?(?=&|$)")


@dataclass(frozen=True, slots=True)
class Segment:
    """One word of a path and the names of the parameters that follow it; `is_call` where the path says that it is called."""

    word: str
    parameters: tuple[str, ...] = ()
    is_call: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """A path taken apart.

    Attributes:
        segments: what it names, in order.
        dropped: versions, prefixes and extensions that it has besides.
        leading: parameters before any segment.
        mark: what stands after `#` or `?` in paths that are no paths, '' otherwise.
        losses: how many things the words no longer tell: what was dropped, letter case, punctuation.
    """

    segments: tuple[Segment, ...]
    dropped: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    mark: str = ""
    losses: int = 0


@dataclass(slots=True)
class _Reader:
    segments: list[Segment] = field(default_factory=list[Segment])
    dropped: list[str] = field(default_factory=list[str])
    leading: list[str] = field(default_factory=list[str])
    losses: int = 0

    def parameters(self, found: list[str]) -> None:
        if self.segments:
            last = self.segments[-1]
            self.segments[-1] = Segment(last.word, (*last.parameters, *found), last.is_call)
        else:
            self.leading.extend(found)
            self.losses += len(found)

    def add(self, text: str, *, is_call: bool = False) -> None:
        made = word(text)
        self.losses += made != text
        if not made:
            if not any(letter.isalnum() for letter in text):
                return
            made = f"resource_{names.mark(text)}"  # a script without letters of ASCII
        if made[0].isdigit():
            if self.segments and not self.segments[-1].parameters:
                last = self.segments.pop()
                self.segments.append(Segment(f"{last.word}_{made}"))
                return
            made = f"resource_{made}"
        self.segments.append(Segment(made, (), is_call))

    def read(self, text: str, found: list[str], *, is_last: bool) -> None:
        """Read one segment: its fixed text, `{}` standing for each of the parameters `found` in it."""
        head, _, call = text.partition(":")
        fixed = head.replace("{}", "")
        if head.endswith(".{}") and fixed.strip("."):
            found = found[:-1]  # `/thumbnail.{extension}`: a format, not an item
        if self._is_dropped(fixed, is_last=is_last):
            self.dropped.append(word(fixed))
            self.losses += 1
            fixed = ""
        matched = _EXTENSION.fullmatch(fixed)
        if matched and matched[2].lower() in DATA_EXTENSIONS:
            fixed = matched[1]
            self.dropped.append(matched[2].lower())
            self.losses += 1
        if is_last and not found and _CALL.fullmatch(fixed) and not matched_file(fixed):
            *things, called = fixed.split(".")
            for thing in things:
                self.add(thing)
            self.add(called, is_call=True)
        elif fixed.strip("."):
            self.add(fixed)
        if found:
            self.parameters(found)
        if call:
            self.add(call, is_call=True)

    def _is_dropped(self, text: str, *, is_last: bool) -> bool:
        if not self.segments and (text.lower() in PREFIXES or (text.isdigit() and not is_last)):
            return True
        return _VERSION.fullmatch(text) is not None and not (is_last and self.segments)


def matched_file(text: str) -> bool:
    """Tell whether `text` ends as the name of a file does: `widget.png`, `openid-configuration.txt`."""
    return text.rpartition(".")[2].lower() in _FILES


_FILES = frozenset(
    {
        "bin", "csv", "gif", "gz", "htm", "html", "ico", "ics", "jpeg", "jpg", "js", "md", "mp3", "mp4", "ndjson",
        "pdf", "png", "rss", "svg", "tar", "tsv", "txt", "wav", "webp", "zip",
    }
)  # fmt: skip


def route(path: str) -> Route:
    """Take `path` apart; any text will do."""
    reader = _Reader()
    template = _PARAMETER.sub("{}", path)
    parameters = _PARAMETER.findall(path)
    at = re.search(r"[#?]", template)
    fixed, mark = (template[: at.start()], template[at.start() + 1 :]) if at else (template, "")
    texts = [text for text in fixed.split("/") if text]
    for i, text in enumerate(texts):
        count = text.count("{}")
        found, parameters = parameters[:count], parameters[count:]
        reader.read(text, found, is_last=i == len(texts) - 1)
    losses = reader.losses + fixed.endswith("/") + bool(mark)
    return Route(
        tuple(reader.segments), tuple(reader.dropped), tuple(reader.leading), word(_VALUE.sub("", mark)), losses
    )

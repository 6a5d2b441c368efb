"""What a page of prose states of an API in a form that people write lists in: URIs, methods, statuses, limits.

A section begins with its title, goes on to the next one, and is about the URI that it names:

    - URI: /things/{thingId}
    - Methods: GET, PUT
    ...
    - 404: There is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.drift.upstream.limit_sentences import StatedLimit, limits_of
from generator.extract.layout import Block, blocks

_METHODS = re.compile(r"\b(?:GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE|QUERY)\b")
_URI = re.compile(r"(?:URI|URL|Path|Endpoint|Route)s?", re.IGNORECASE)
_METHOD_LABEL = re.compile(r"(?:HTTP )?(?:methods?|verbs?)", re.IGNORECASE)
_LABEL = re.compile(r"\S+\s+([A-Za-z][A-Za-z -]{0,20}|[1-5][0-9X]{2}):\s*(.*)")
_PATH = re.compile(r"(?<!\S)/[^\s,;()<>\"']*[^\s,;()<>\"'.:!?]")
_MOST_OPERATIONS = 1000


@dataclass(slots=True)
class Stated:
    """What a page states of one URI, or with the path "" of the whole API; each with the first line (1-based) that says so."""

    path: str
    line: int
    methods: dict[str, int] = field(default_factory=dict[str, int])
    statuses: dict[str, int] = field(default_factory=dict[str, int])
    limits: list[StatedLimit] = field(default_factory=list[StatedLimit])
    repeated: list[StatedLimit] = field(default_factory=list[StatedLimit])
    """Limits that the text of a status says once more."""
    unread: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    """Numbers in sentences that belong to no limit, with their lines."""
    requests: list[tuple[str, str, int]] = field(default_factory=list[tuple[str, str, int]])
    """Method, path and line of the requests that are shown."""
    mentions: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    """Paths that sentences mention, with their lines."""
    lines: range = range(0)
    """The lines of its section."""

    @property
    def operations(self) -> tuple[str, ...]:
        """The operations, as `GET /pets`, sorted."""
        return tuple(sorted(f"{method} {self.path}" for method in self.methods))


def read(text: str) -> list[Stated]:
    """Return what the page `text` states, URI by URI in its order, that of the whole API first; nothing where it has no URI."""
    laid_out = blocks(text)
    sections = _sections(laid_out)[:_MOST_OPERATIONS]
    if not sections:
        return []
    whole = Stated("", 1)
    for block in laid_out[: laid_out.index(sections[0][0])]:
        _note(whole, block)
    found = [whole]
    for section in sections:
        stated = _read(section)
        if stated is not None:
            found.append(stated)
    return found


def _label(block: Block) -> tuple[str, str]:
    match = _LABEL.fullmatch(block.text) if block.kind.startswith("item") else None
    return (match[1], match[2]) if match is not None else ("", "")


def _sections(laid_out: list[Block]) -> list[list[Block]]:
    """Return the blocks of each section that names a URI, from its title on."""
    starts: list[int] = []
    title = 0
    for index, block in enumerate(laid_out):
        if block.kind == "words" or (block.kind[0] == "h" and block.kind[1:].isdigit()):
            title = index
        if _URI.fullmatch(_label(block)[0]):
            starts.append(title if not starts or title > starts[-1] else index)
    if not starts:
        return []
    return [laid_out[start:end] for start, end in zip(starts, [*starts[1:], len(laid_out)], strict=True)]


def _read(section: list[Block]) -> Stated | None:
    stated: Stated | None = None
    before: list[Block] = []
    for block in section:
        label, said = _label(block)
        path = _PATH.search(said) if _URI.fullmatch(label) else None
        if stated is None and path is not None:
            stated = Stated(path[0], block.line, lines=range(section[0].line, section[-1].line + 1))
            for earlier in before:
                _note(stated, earlier)
        elif stated is None:
            before.append(block)
        else:
            _note(stated, block)
    return stated


def _note(stated: Stated, block: Block) -> None:
    label, said = _label(block)
    if block.kind == "request":
        for method in _METHODS.findall(block.text):
            path = _PATH.search(block.text)
            stated.requests.append((method, path[0] if path is not None else "", block.line))
    elif _METHOD_LABEL.fullmatch(label):
        for method in _METHODS.findall(said):
            stated.methods.setdefault(method, block.line)
    elif label[:1].isdigit():
        stated.statuses.setdefault(label, block.line)
        stated.repeated += limits_of(said, block.line)[0]
    elif label and _is_status_of_its_own(label):
        stated.statuses.setdefault("default", block.line)
    elif block.kind in {"prose", "words", "item"} or label:
        limits, unread = limits_of(said or block.text, block.line)
        stated.limits += limits
        stated.unread += [(number, block.line) for number in unread]
        stated.mentions += [(path, block.line) for path in _PATH.findall(said or block.text)]


def _is_status_of_its_own(label: str) -> bool:
    return label.lower() in {"custom", "other", "others", "default", "any"}

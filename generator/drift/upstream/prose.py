"""Sentences of a page that changed, told by their hashes: where they stand, their numbers, and what rests on them.

No sentence is shown: they are the vendor's. Its numbers are facts.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.document import pointers
from generator.drift.changes import Change, Side
from generator.drift.upstream.folding import folded
from generator.drift.upstream.places import Key, Reach, has, key_of
from generator.drift.verdicts import Level, Verdicts
from generator.extract.prose import digest
from generator.extract.provenance import SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from generator.drift.upstream.resting import Rest
    from generator.extract.paragraphs import Paragraph

_RISKY = Verdicts(behaviour=Level.RISKY)
_MOST = 3
_DIGITS = 16
_COMPARED = 2000  # paragraphs of a page that are aligned: the comparison is quadratic at worst
PARAGRAPHS = f"/{SOURCE}/paragraphs"


Holds: TypeAlias = "Callable[[Sentence | None, Sentence | None], Rest]"
"""Returns what rests on a sentence, given as it was and as it is; one of the two may be None."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text of a page: the pointer of its place in captured/, its SHA-256, its numbers, and its lines where known.

    `count` is how many stand together: of several, the place is that of the first.
    """

    pointer: str
    sha256: str
    figures: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    count: int = 1

    def side(self) -> Side:
        """Return it as one side of a change."""
        return Side(self.pointer, f"sha256:{self.sha256[:_DIGITS]}")


Pair = tuple[Sentence | None, Sentence | None]


@dataclass(frozen=True, slots=True)
class PageToday:
    """A page: its name, the lines where parts of the document were read, by pointer, and the paragraphs beside those."""

    name: str
    lines: Mapping[str, int]
    paragraphs: Sequence[Paragraph]


def prose_changes(
    before: dict[str, Any],
    now: dict[str, Any],
    page: PageToday,
    resting: Holds,
    about: Callable[[int], tuple[str, ...]] = lambda _: (),
    is_told: Callable[[Sentence | None, Sentence | None], bool] = lambda _, __: False,
) -> list[Change]:
    """Return what changed in the sentences of a page, each group of equal ones once, in the order of the document.

    Of very many, those that nothing rests on are one change.

    Args:
        before: the captured document.
        now: what the page gives today.
        page: where on the page it stands.
        resting: what rests on a sentence.
        about: which operations a paragraph on a line is about.
        is_told: whether a sentence, given as it was and as it is, needs not be spoken of.
    """
    placed = [*_placed(before, now, page.lines)]
    loose = [*_loose(before[SOURCE], now[SOURCE], [each.line for each in page.paragraphs])]
    reach = (Reach(before), Reach(now))
    groups: dict[tuple[str, str], list[Pair]] = {}
    for pair in (*placed, *loose):
        if is_told(*pair):
            continue
        key = tuple("" if each is None else each.sha256 for each in pair)
        groups.setdefault((key[0], key[1]), []).append(pair)
    changes = [_change(pairs, page.name, _Meaning(reach, resting, about)) for pairs in groups.values()]
    return folded(changes, page.name)


def places_of(document: dict[str, Any]) -> list[str]:
    """Return the pointers of all sentences that a captured document knows of."""
    source = document.get(SOURCE, {})
    return [*source.get("prose", {}), *(f"{PARAGRAPHS}/{n}" for n in range(len(source.get("paragraphs", []))))]


def _placed(before: dict[str, Any], now: dict[str, Any], lines: Mapping[str, int]) -> Iterator[Pair]:
    """Yield the sentences that differ between two documents; those of a part that is new or gone are no change of their own."""
    old, new = _by_key(before, {}), _by_key(now, lines)
    for key in {**old, **new}:
        one, other = old.get(key), new.get(key)
        if one is not None and other is not None:
            if one.sha256 != other.sha256:
                yield one, other
        elif has(now if other is None else before, key[:-1]):
            yield one, other


def _by_key(document: dict[str, Any], lines: Mapping[str, int]) -> dict[Key, Sentence]:
    source = document[SOURCE]
    figures: Mapping[str, list[str]] = source.get("figures", {})
    return {
        key_of(document, pointer): Sentence(pointer, sha256, tuple(figures.get(pointer, ())), _lines(pointer, lines))
        for pointer, sha256 in source.get("prose", {}).items()
    }


def _lines(pointer: str, lines: Mapping[str, int]) -> tuple[int, ...]:
    while pointer and pointer not in lines:
        pointer = pointer.rpartition("/")[0]
    return (lines[pointer],) if pointer in lines else ()


def _loose(before: dict[str, Any], now: dict[str, Any], lines: list[int]) -> Iterator[Pair]:
    """Yield the paragraphs that differ between two pages, those at the same place as a pair."""
    old = [_paragraph(index, each) for index, each in enumerate(before.get("paragraphs", []))]
    new = [
        _paragraph(index, each, line)
        for index, (each, line) in enumerate(zip(now.get("paragraphs", []), lines, strict=True))
    ]
    ours, theirs = [each.sha256 for each in old], [each.sha256 for each in new]
    if max(len(old), len(new)) > _COMPARED:
        gone, come = set(ours) - set(theirs), set(theirs) - set(ours)
        yield from ((each, None) for each in old if each.sha256 in gone)
        yield from ((None, each) for each in new if each.sha256 in come)
        return
    for tag, i, j, k, m in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            both = min(j - i, m - k)
            yield from zip(old[i : i + both], new[k : k + both], strict=True)
            if i + both < j:
                yield _together(old[i + both : j]), None
            if k + both < m:
                yield None, _together(new[k + both : m])


def _paragraph(index: int, data: Mapping[str, Any], *lines: int) -> Sentence:
    return Sentence(pointers.join(PARAGRAPHS, index), data["sha256"], tuple(data.get("figures", ())), lines)


def _together(several: list[Sentence]) -> Sentence:
    """Return sentences that stand one after the other as one."""
    return Sentence(
        several[0].pointer,
        several[0].sha256 if len(several) == 1 else digest("".join(each.sha256 for each in several)),
        tuple(dict.fromkeys(number for each in several for number in each.figures)),
        tuple(line for each in several for line in each.lines),
        len(several),
    )


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What tells which operations and what of ours a sentence is about."""

    reach: tuple[Reach, Reach]
    resting: Holds
    about: Callable[[int], tuple[str, ...]]

    def operations(self, pair: Pair) -> Iterator[str]:
        for each, way in zip(pair, self.reach, strict=True):
            if each is not None:
                yield from way.of(each.pointer)
                for line in each.lines if each.pointer.startswith(PARAGRAPHS) else ():
                    yield from self.about(line)


def _change(pairs: list[Pair], page: str, meaning: _Meaning) -> Change:
    one, other = pairs[0]
    rests = [meaning.resting(first, second) for first, second in pairs]
    facts = dict.fromkeys(each for rest in rests for each in rest.facts)
    texts = dict.fromkeys(each for rest in rests for each in rest.texts if each not in facts)
    is_risky = bool(facts or (texts and _figures(one) != _figures(other)))
    called = "changed" if one and other else "added" if other else "removed"
    said = [
        _what(called, one, other),
        _where(pairs, page),
        _listed("on it rest", facts),
        _listed("it is told by", texts),
    ]
    return Change(
        id=f"prose-{called}",
        message="; ".join(filter(None, said)),
        verdicts=_RISKY if is_risky else Verdicts(),
        subject=f"sentence at {(one or other or _NONE).pointer}",
        operations=tuple(sorted({name for pair in pairs for name in meaning.operations(pair)})),
        base=Side() if one is None else one.side(),
        revision=Side() if other is None else other.side(),
    )


_NONE = Sentence("", "")


def _figures(sentence: Sentence | None) -> tuple[str, ...]:
    return () if sentence is None else sentence.figures


def _what(called: str, one: Sentence | None, other: Sentence | None) -> str:
    before, now = (", ".join(_figures(each)) or "none" for each in (one, other))
    if called == "changed" and before != now:
        return f"changed, and its numbers from {before} to {now}"
    shown = now if other is not None else before
    if shown == "none":
        return f"{called}; it has no number" if called != "changed" else "changed in words alone"
    return (
        f"{called}, with the numbers {shown}" if called != "changed" else f"changed in words alone, still with {shown}"
    )


def _where(pairs: list[Pair], page: str) -> str:
    lines = sorted({line for _, each in pairs if each is not None for line in each.lines})
    total = sum((one or other or _NONE).count for one, other in pairs)
    count = f", at {total} places" if total > 1 else ""
    if not lines:
        return f"{page}{count}"
    shown = ", ".join(map(str, lines[:_MOST])) + (", …" if len(lines) > _MOST else "")
    return f"{page}, line{'s' * (len(lines) > 1)} {shown}{count}"


def _listed(label: str, names: Collection[str]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"{label} {', '.join(list(names)[:_MOST])}{more}"

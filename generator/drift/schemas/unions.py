"""`oneOf` and `anyOf`: JSON Schema 2020-12 core, sections 10.2.1.2 and 10.2.1.3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.document import pointers
from generator.document.printable import printable
from generator.drift.changes import MISSING
from generator.drift.schemas import discriminators, likeness, type_lists
from generator.drift.schemas.judging import RISKY, SAFE, SOURCE, Effect, worst
from generator.drift.schemas.notes import is_note, noted, notes_of
from generator.drift.schemas.nullability import nullability
from generator.drift.schemas.subjects import shown
from generator.drift.schemas.type_lists import is_simple
from generator.drift.schemas.views import UNIONS, types_of

if TYPE_CHECKING:
    from generator.drift.schemas.likeness import Member
    from generator.drift.schemas.pairs import Pair
    from generator.drift.schemas.views import View

NAMES: Final = {"oneOf": "one-of", "anyOf": "any-of"}
_BESIDE: Final = frozenset({"type", "discriminator", "oneOf", "anyOf"})


def unions(pair: Pair) -> None:
    """Report members that came or went, and a union that became one of the other kind; have the others compared."""
    before, after = _keywords(pair.base), _keywords(pair.revision)
    if len(before) == len(after) == 1 and before != after:
        _became(pair, before[0], after[0])
        _members(pair, before[0], after[0])
        return
    for keyword in UNIONS:
        if keyword in before or keyword in after:
            _members(pair, keyword, keyword)


def half(pair: Pair) -> bool:
    """Compare a union with a schema that is none, as if that were a union of one; tell whether that could be done."""
    widened = bool(_keywords(pair.revision))
    union, plain = (pair.revision, pair.base) if widened else (pair.base, pair.revision)
    keyword = _keywords(union)[0]
    notes = union.without(*_BESIDE)
    if plain.is_open() or not is_note(notes):
        return False
    found = likeness.members(pair.viewers[widened], union.listed(keyword))
    plains = type_lists.apart(plain)
    if plains and all(is_simple(member.view) for member in found):
        return _types(pair, plains, found, notes, keyword, widened=widened)
    twin = _twin(plain, found)
    if twin is None:
        return False
    rest = [member for member in found if member is not twin]
    _descend(pair, plain, noted(twin.view, notes), widened=widened)
    if "discriminator" in union.keywords:
        discriminators.discriminators(pair)
    if rest and keyword == "oneOf" and pair.place.kind == "body" and pair.place.step == "root":
        _wrapped(pair, rest, widened=widened)
    else:
        _report(pair, keyword, *(([], rest) if widened else (rest, [])))
    return True


def _types(pair: Pair, plains: list[View], found: list[Member], notes: View, keyword: str, *, widened: bool) -> bool:
    """Compare types, one by one, with a union of nothing but types; tell whether nothing else is to do."""
    by_types = {types_of(member.view): member for member in reversed(found)}
    twins = [by_types.get(types_of(plain)) for plain in plains]
    taken = {id(twin) for twin in twins}
    rest = [member for member in found if id(member) not in taken]
    rest, fresh = type_lists.parted(rest, plains)
    lost = [types_of(plain) for plain, twin in zip(plains, twins, strict=True) if twin is None]
    gone = frozenset[str]().union(*lost)
    type_lists.report(pair, *((gone, fresh) if widened else (fresh, gone)), keyword)
    _report(pair, keyword, *(([], rest) if widened else (rest, [])))
    for plain, twin in zip(plains, twins, strict=True):
        if twin is not None:
            _descend(pair, plain, noted(twin.view, notes), widened=widened)
    if any(twins):
        return True
    if pair.base.nullable is not pair.revision.nullable:
        nullability(pair)
    pair.base, pair.revision = notes_of(pair.base), notes_of(pair.revision)
    return False


def _keywords(view: View) -> list[str]:
    return [keyword for keyword in UNIONS if isinstance(view.get(keyword), list)]


def _members(pair: Pair, before: str, after: str) -> None:
    base = likeness.members(pair.viewers[0], pair.base.listed(before))
    revision = likeness.members(pair.viewers[1], pair.revision.listed(after))
    simple = bool(base and revision) and all(is_simple(member.view) for member in [*base, *revision])
    found = likeness.match(pair.viewers, base, revision, alone=not simple)
    for old, new in found.both:
        pair.descend(old.located, new.located, pair.place.part())
    gone, come = found.gone, found.come
    if simple:
        gone, less = type_lists.parted(gone, (member.view for member in revision))
        come, more = type_lists.parted(come, (member.view for member in base))
        type_lists.report(pair, less, more, after)
    _report(pair, before, gone, [])
    _report(pair, after, [], come)


def _report(pair: Pair, keyword: str, gone: list[Member], come: list[Member]) -> None:
    name = NAMES[keyword]
    for member in gone:
        message = f"{_named(member)} is not among the alternatives any more"
        verdicts = pair.judge(Effect.NARROWS, shape=True)
        pair.note_member(f"{name}-removed", message, verdicts, member.located, added=False)
    for member in come:
        message = f"{_named(member)} is a new alternative"
        verdicts = pair.judge(Effect.WIDENS, shape=True)
        pair.note_member(f"{name}-added", message, verdicts, member.located, added=True)


def _became(pair: Pair, before: str, after: str) -> None:
    name, other = NAMES[before], NAMES[after]
    message = f"{before} became {after}"
    verdicts = pair.judge(Effect.WIDENS if after == "anyOf" else Effect.DIFFERS)
    pair.report(f"{name}-became-{other}", message, verdicts, before, values=(pair.base.get(before), MISSING))


def _wrapped(pair: Pair, others: list[Member], *, widened: bool) -> None:
    """Report that a body is one of several alternatives from now on, or no longer, and what that does with the `others`."""
    named = ", ".join(dict.fromkeys(map(_named, others)))
    is_sent = pair.place.direction == "request"
    if widened:
        message = f"the schema became one of several alternatives, beside {named}"
        verdicts = worst(RISKY if is_sent else SOURCE, pair.judge(Effect.WIDENS, shape=True))
        pair.report("wrapped-in-one-of", message, verdicts, "oneOf")
    else:
        message = f"one of several alternatives is all that is left, without {named}"
        verdicts = worst(SAFE if is_sent else SOURCE, pair.judge(Effect.NARROWS, shape=True))
        pair.report("unwrapped-from-one-of", message, verdicts, "oneOf")


def _twin(plain: View, found: list[Member]) -> Member | None:
    """Return the member of a union that stands for a schema without one."""
    same_place = next((member for member in found if member.view.pointer == plain.pointer), None)
    if same_place is not None:
        return same_place
    scores = [(likeness.alike(plain, member.view), -i) for i, member in enumerate(found)]
    best, index = max(scores, default=(0.0, 0))
    return found[-index] if best >= 0.3 else None


def _descend(pair: Pair, plain: View, twin: View, *, widened: bool) -> None:
    pair.descend(*((plain, twin) if widened else (twin, plain)), pair.place)


def _named(member: Member) -> str:
    tokens = pointers.split(member.view.pointer)
    if tokens[:2] == ["components", "schemas"] and len(tokens) == 3:
        return printable(tokens[2])
    title = member.view.get("title")
    return (
        shown(title)
        if isinstance(title, str)
        else f"a schema of type {' or '.join(sorted(types_of(member.view))) or 'any'}"
    )

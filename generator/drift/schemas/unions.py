"""`oneOf` and `anyOf`: JSON Schema 2020-12 core, sections 10.2.1.2 and 10.2.1.3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.document import pointers
from generator.document.printable import printable
from generator.drift.changes import MISSING
from generator.drift.schemas import discriminators, likeness
from generator.drift.schemas.immaterial import is_immaterial
from generator.drift.schemas.judging import RISKY, SAFE, SOURCE, Effect, worst
from generator.drift.schemas.subjects import shown
from generator.drift.schemas.views import UNIONS, types_of

if TYPE_CHECKING:
    from generator.drift.schemas.likeness import Member
    from generator.drift.schemas.pairs import Pair
    from generator.drift.schemas.views import View

NAMES: Final = {"oneOf": "one-of", "anyOf": "any-of"}
_BESIDE: Final = frozenset({"type", "discriminator", "oneOf", "anyOf"})
_NOT_SIMPLE: Final = frozenset({"properties", "items", "oneOf", "anyOf", "allOf", "not"})


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
    if plain.is_open() or not all(key in _BESIDE or is_immaterial(key) for key in union.keywords):
        return False
    found = likeness.members(pair.viewers[widened], union.listed(keyword))
    if is_simple(plain) and all(is_simple(member.view) for member in found):
        twin = next((member for member in found if types_of(member.view) == types_of(plain)), None)
        rest = [member for member in found if member is not twin]
        _descend(pair, plain, twin.view if twin else None, widened=widened)
        gone, come = ([] if twin else [plain], [each.view for each in rest])
        _lists(pair, *((gone, come) if widened else (come, gone)))
        return True
    twin = _twin(plain, found)
    if twin is None:
        return False
    rest = [member for member in found if member is not twin]
    _descend(pair, plain, twin.view, widened=widened)
    if "discriminator" in union.keywords:
        discriminators.discriminators(pair)
    if rest and keyword == "oneOf" and pair.place.kind == "body" and pair.place.step == "root":
        _wrapped(pair, rest, widened=widened)
    else:
        _report(pair, keyword, [] if widened else rest, rest if widened else [])
    return True


def is_simple(view: View) -> bool:
    """Tell whether a schema is of one type and has no parts; an object of which anything is said may have some."""
    types = types_of(view)
    if types == frozenset({"object"}):
        return all(key == "type" or is_immaterial(key) for key in view.keywords)
    return len(types) == 1 and not (_NOT_SIMPLE & view.keywords.keys())


def _keywords(view: View) -> list[str]:
    return [keyword for keyword in UNIONS if isinstance(view.get(keyword), list)]


def _members(pair: Pair, before: str, after: str) -> None:
    base = likeness.members(pair.viewers[0], pair.base.listed(before))
    revision = likeness.members(pair.viewers[1], pair.revision.listed(after))
    simple = bool(base and revision) and all(is_simple(member.view) for member in [*base, *revision])
    found = likeness.match(pair.viewers, base, revision, alone=not simple)
    for old, new in found.both:
        pair.descend(old.located, new.located, pair.place.part())
    if simple:
        _lists(pair, [old.view for old in found.gone], [new.view for new in found.come])
    else:
        _report(pair, before, found.gone, [])
        _report(pair, after, [], found.come)


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


def _lists(pair: Pair, gone: list[View], come: list[View]) -> None:
    """Report types that were added to or removed from a union of nothing but types."""
    old, new = (", ".join(sorted({kind for view in views for kind in types_of(view)})) for views in (gone, come))
    keyword = next(iter([*_keywords(pair.revision), *_keywords(pair.base), "type"]))
    if old:
        message = f"the types do not include {old} any more"
        pair.report("list-of-types-narrowed", message, pair.judge(Effect.NARROWS, shape=True), keyword)
    if new:
        pair.report(
            "list-of-types-widened", f"the types also include {new}", pair.judge(Effect.WIDENS, shape=True), keyword
        )


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


def _descend(pair: Pair, plain: View, twin: View | None, *, widened: bool) -> None:
    if twin is not None:
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

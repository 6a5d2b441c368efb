"""A pair of schemas under comparison: what the rules read, and where they leave what they find."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.document import pointers
from generator.document.shapes import is_object
from generator.drift.changes import MISSING, Side
from generator.drift.schemas.judging import SAFE, Effect, judge
from generator.drift.schemas.subjects import shown, subject

if TYPE_CHECKING:
    from datetime import date

    from generator.drift.schemas.places import Place, Root
    from generator.drift.schemas.views import Located, View, Viewer
    from generator.drift.verdicts import Verdicts


class Found(NamedTuple):
    """What a rule found: a change without the operations that it reaches."""

    id: str
    message: str
    verdicts: Verdicts
    subject: str
    base: Side
    revision: Side


class Edge(NamedTuple):
    """A pair of schemas that is to be compared next."""

    base: Located | View
    revision: Located | View
    place: Place


@dataclass(slots=True)
class Pair:
    """Two schemas that stand for one another, at one place.

    Attributes:
        base: the older schema.
        revision: the newer one.
        place: where they stand.
        root: the root through which they were first reached.
        viewers: make views of further schemas of the older and the newer document.
        today: the day that sunset dates are compared with, None where they are not.
        found: what differs between the two themselves.
        edges: the pairs of their parts.
    """

    base: View
    revision: View
    place: Place
    root: Root
    viewers: tuple[Viewer, Viewer]
    today: date | None = None
    found: list[Found] = field(default_factory=list[Found])
    edges: list[Edge] = field(default_factory=list[Edge])

    @property
    def is_idle(self) -> bool:
        """Whether values here do not travel in this direction: read-only ones in requests, write-only ones in answers."""
        flag = "readOnly" if self.place.direction == "request" else "writeOnly"
        return self.place.step == "property" and self.base.flag(flag) and self.revision.flag(flag)

    def judge(self, effect: Effect, *, shape: bool = False) -> Verdicts:
        """Return the verdicts on an edit with this effect on the values here."""
        return SAFE if self.is_idle else judge(self.place, effect, shape=shape)

    def report(
        self,
        action: str,
        message: str,
        verdicts: Verdicts,
        *steps: str,
        values: tuple[Any, Any] | None = None,
        whole: bool = False,
    ) -> None:
        """Note a change of the keyword, or of the member of a keyword, that `steps` lead to.

        Args:
            action: the id, or its part behind the prefix of the place.
            message: what changed, in a sentence without full stop.
            verdicts: what it means.
            steps: the keyword and the names below it.
            values: the values of both sides, where they are not those that stand there.
            whole: `action` is the whole id.
        """
        base, revision = _sides(self.base, self.revision, steps)
        if values is not None:
            base, revision = Side(base.pointer, values[0]), Side(revision.pointer, values[1])
        here = self.subject_of(base if base.value is not MISSING else revision, steps)
        identity = action if whole else f"{self.place.prefix}-{action}"
        self.found.append(Found(identity, message, verdicts, here, base, revision))

    def note_member(self, action: str, message: str, verdicts: Verdicts, located: Located, *, added: bool) -> None:
        """Note that the schema at `located` came to the newer document, or was removed from the older one."""
        there = Side(located[1], located[0])
        nowhere = Side((self.base if added else self.revision).pointer, MISSING)
        base, revision = (nowhere, there) if added else (there, nowhere)
        identity = f"{self.place.prefix}-{action}"
        self.found.append(
            Found(
                identity,
                message,
                verdicts,
                self.named((self.base if not added else self.revision).pointer),
                base,
                revision,
            )
        )

    def subject_of(self, side: Side, steps: tuple[str, ...]) -> str:
        """Return the name of what changed: the property for one of them, else the schema that has the keyword."""
        pointer = side.pointer or ""
        if side.value is not MISSING and steps and not (steps[0] == "properties" and len(steps) == 2):
            end = pointers.join("", *steps)
            pointer = pointer.removesuffix(end)
        return self.named(pointer)

    def named(self, pointer: str) -> str:
        """Return the name of the schema at `pointer` of either document."""
        root = self.root
        for start in (root.base_pointer, root.revision_pointer):
            if pointer == start or pointer.startswith(start + "/"):
                return subject(pointer, start, root.subject)
        return subject(pointer, root.base_pointer, root.subject)

    def descend(self, base: Located | View, revision: Located | View, place: Place) -> None:
        """Have two parts compared that stand for one another."""
        self.edges.append(Edge(base, revision, place))

    def changed(self, keyword: str) -> tuple[Any, Any]:
        """Return the values of `keyword` on both sides, `MISSING` for none."""
        return self.base.keywords.get(keyword, MISSING), self.revision.keywords.get(keyword, MISSING)


def _sides(base: View, revision: View, steps: tuple[str, ...]) -> tuple[Side, Side]:
    """Return pointer and value of what `steps` lead to on both sides.

    Where there is no such thing the pointer is that of the schema, or of its use where the other side says it there.
    """
    old, new = _find(base, steps), _find(revision, steps)
    if not steps:
        return Side(base.slot), Side(revision.slot)
    if old is None:
        used = new is not None and len(revision.layers) > 1 and new.layer == 0
        before = Side(base.slot if used else base.pointer)
    else:
        before = old.side
    if new is None:
        used = old is not None and len(base.layers) > 1 and old.layer == 0
        return before, Side(revision.slot if used else revision.pointer)
    return before, new.side


class _Place(NamedTuple):
    layer: int
    side: Side


def _find(view: View, steps: tuple[str, ...]) -> _Place | None:
    for number, (layer, pointer) in enumerate(view.layers):
        value: Any = layer
        for step in steps:
            if not is_object(value) or step not in value:
                break
            value = value[step]
        else:
            return _Place(number, Side(pointers.join(pointer, *steps), value))
    return None


def change_of(name: str, before: Any, after: Any) -> str:
    """Return the sentence on a keyword called `name` that came, went or changed."""
    if before is MISSING:
        return f"{name} {shown(after)} was added"
    if after is MISSING:
        return f"{name} {shown(before)} was removed"
    return f"{name} changed from {shown(before)} to {shown(after)}"

"""A pair of operations under comparison: what the rules read, and where they leave what they find."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.drift.comparing.collecting import Collector
from generator.drift.schemas import Root, SchemaComparison
from generator.drift.schemas.views import Viewer

if TYPE_CHECKING:
    from datetime import date

    from generator.drift.comparing.parts import Part
    from generator.drift.schemas.places import Direction, Kind
    from generator.drift.schemas.views import View
    from generator.drift.verdicts import Verdicts


class Written(NamedTuple):
    """How a value is written: the attributes of a `Root` by these names."""

    location: str = ""
    media_type: str = "application/json"
    repeats: bool = False


@dataclass(slots=True)
class Comparison:
    """What all rules share.

    Attributes:
        base: the older document.
        revision: the newer one.
        today: the day that sunset dates are compared with.
        collector: takes the changes.
        schemas: takes pairs of schemas.
        viewers: make views of schemas of the older and the newer document.
    """

    base: dict[str, Any]
    revision: dict[str, Any]
    today: date
    collector: Collector = field(default_factory=Collector)
    schemas: SchemaComparison = field(init=False)
    viewers: tuple[Viewer, Viewer] = field(init=False)

    def __post_init__(self) -> None:
        self.schemas = SchemaComparison(self.base, self.revision, today=self.today)
        self.viewers = Viewer(self.base), Viewer(self.revision)


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two operations that stand for one another.

    Attributes:
        part: the operation objects.
        label: its name for people: `GET /pets/{id}`.
        paths: the path of each.
        shared: what all rules share.
        sent: "request" where the consumer makes the call, "response" where the vendor makes it and the consumer receives.
        of: what to add to subjects: " of callback 'done'".
        path_wide: place and name of parameters that all operations of the path got.
    """

    part: Part
    label: str
    paths: tuple[str, str]
    shared: Comparison
    sent: Direction = "request"
    of: str = ""
    path_wide: frozenset[tuple[str, str]] = frozenset()

    @property
    def answered(self) -> Direction:
        """The direction of what answers the call."""
        return "response" if self.sent == "request" else "request"

    @property
    def is_ours(self) -> bool:
        """Whether the consumer makes the call."""
        return self.sent == "request"

    @property
    def subject(self) -> str:
        """The operation itself, as the subject of a change."""
        return f"operation {self.label}{self.of}"

    def report(self, identity: str, message: str, verdicts: Verdicts, part: Part, subject: str = "") -> None:
        """Note a change of `part`; without a `subject` it is one of the operation itself."""
        named = f"{subject}{self.of}" if subject else self.subject
        self.shared.collector.report(identity, message, verdicts, named, (self.label,), part.sides)

    def schema(
        self,
        part: Part,
        at: tuple[Direction, Kind],
        subject: str,
        required: tuple[bool, bool] = (True, True),
        written: Written = Written(),  # noqa: B008 (it is immutable)
    ) -> None:
        """Have a pair of schemas compared that both sides have; the arguments are the attributes of a `Root`."""
        (direction, kind), (base, revision) = at, part.pointers
        named = f"{subject}{self.of}"
        root = Root(direction, kind, named, self.label, base, revision, required, *written)
        self.shared.schemas.compare(part.base, part.revision, root)

    def is_open(self, part: Part) -> bool:
        """Tell whether a schema that only one side has restricts nothing, so that it says what none says."""
        return self.only(part).is_open()

    def only(self, part: Part) -> View:
        """Return the schema that only one side has."""
        side = 1 if part.is_added else 0
        return self.shared.viewers[side].view(part.revision if part.is_added else part.base, part.pointers[side])

    def within(self, part: Part, paths: tuple[str, str], of: str) -> Exchange:
        """Return the exchange that the vendor begins within this one: a callback."""
        return replace(self, part=part, paths=paths, of=f"{of}{self.of}", sent=self.answered, path_wide=frozenset())

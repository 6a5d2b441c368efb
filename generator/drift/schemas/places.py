"""Where a pair of schemas stands, as far as ids and verdicts depend on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

Direction = Literal["request", "response"]
"""Whether the consumer sends the value or receives it: a webhook's body is a response in this sense."""
Kind = Literal["parameter", "body", "header"]
Step = Literal["root", "property", "part"]
_NOTHING: Final = (frozenset[str](), frozenset[str]())


@dataclass(frozen=True, slots=True)
class Root:
    """A place in an operation at which both documents have a schema.

    Attributes:
        direction: whether the consumer sends what the schema describes, or receives it.
        kind: a parameter, a body, or a header of a response.
        subject: its name in words: "query parameter 'limit'".
        operation: `GET /pets`.
        base_pointer: the schema's JSON pointer in the older document.
        revision_pointer: the same in the newer one.
        required: whether the parameter, body or header has to be there, in the older and the newer document.
        location: where a parameter is: "query", "path", "header" or "cookie"; "" elsewhere.
        media_type: the media type of a body; "" elsewhere.
        repeats: whether several values of a parameter are written as several parameters (`form` with `explode`): there an
            array of one is written as the value alone.
    """

    direction: Direction
    kind: Kind
    subject: str
    operation: str
    base_pointer: str
    revision_pointer: str
    required: tuple[bool, bool] = (True, True)
    location: str = ""
    media_type: str = "application/json"
    repeats: bool = False


class Place(NamedTuple):
    """What of the way from the root to a pair of schemas matters for ids and verdicts.

    Attributes:
        direction: as in `Root`.
        kind: as in `Root`.
        step: the root itself, a property of an object, or another part of a schema.
        required: whether the value has to be there, in the older and the newer document.
        polarity: 1 where a narrower schema admits less; -1 below `not`; 0 where neither can be said.
        typed: whether the generated types follow the schema; they do not follow conditions.
        loose: whether values are written as text, so that 1 and "1" are the same.
        location: as in `Root`.
        repeats: as in `Root`, at the root alone.
        demanded: the properties that a conjunction demands of which this is a part, in the older and the newer document.
    """

    direction: Direction
    kind: Kind
    step: Step = "root"
    required: tuple[bool, bool] = (True, True)
    polarity: int = 1
    typed: bool = True
    loose: bool = False
    location: str = ""
    repeats: bool = False
    demanded: tuple[frozenset[str], frozenset[str]] = _NOTHING

    @property
    def prefix(self) -> str:
        """The part of ids that says what changed: `request-body`, `response-property`, `request-parameter-property`."""
        if self.step == "root":
            return f"{self.direction}-{self.kind}"
        return f"{self.direction}-property" if self.kind == "body" else f"{self.direction}-{self.kind}-property"

    @property
    def is_sent_header(self) -> bool:
        """Whether this is inside a header parameter of a request."""
        return self.location == "header" and self.direction == "request"

    def property(self, required: tuple[bool, bool]) -> Place:
        """Return the place of a property of the object here, required or not in the two documents."""
        return self._replace(step="property", required=required, repeats=False, demanded=_NOTHING)

    def part(self) -> Place:
        """Return the place of a part that holds values: items, values of maps, members of unions."""
        return self._replace(step="part", required=(True, True), repeats=False, demanded=_NOTHING)

    def condition(self, polarity: int = 1) -> Place:
        """Return the place of a part that only restricts; `polarity` is that of the part."""
        return self.part()._replace(polarity=self.polarity * polarity, typed=False)


def place_of(root: Root) -> Place:
    """Return the place of the schema that stands at `root` itself."""
    is_json = root.media_type in {"", "application/json"} or root.media_type.partition(";")[0].endswith(
        ("/json", "+json")
    )
    return Place(
        root.direction,
        root.kind,
        required=root.required,
        loose=root.kind != "body" or not is_json,
        location=root.location,
        repeats=root.repeats,
    )

"""The media types of a body: which there are, and the schemas of those that both documents have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.printable import printable
from generator.drift.comparing.encodings import encodings
from generator.drift.comparing.exchanges import Written
from generator.drift.comparing.media_names import contains, essence, is_same, pairs, settings
from generator.drift.comparing.parts import Part
from generator.drift.schemas.contents import form_of
from generator.drift.schemas.judging import BEHAVIOUR, BREAKING, RISKY, SAFE, WIRE
from generator.drift.verdicts import Level, Verdicts
from generator.emit.media import body_first, is_form, is_json, is_multipart, is_sequence, is_text, json_first

if TYPE_CHECKING:
    from generator.drift.comparing.exchanges import Exchange
    from generator.drift.schemas.places import Direction
    from generator.drift.schemas.views import View

_OTHERWISE = Verdicts(source=Level.RISKY)
_FAILURE = Verdicts(wire=Level.RISKY, source=Level.RISKY)
_WIDER = Verdicts(wire=Level.RISKY, behaviour=Level.RISKY)


@dataclass(frozen=True, slots=True)
class Body:
    """Where a content stands.

    Attributes:
        direction: whether the consumer sends or receives it.
        subject: its name for people.
        is_success: whether it is no error.
    """

    direction: Direction
    subject: str
    is_success: bool = True

    @property
    def prefix(self) -> str:
        """The start of the ids for its media types."""
        return "request-body-media-type" if self.direction == "request" else "response-media-type"

    def first(self, content: Any) -> str:
        """Return the media type of `content` that a generated client uses."""
        return (body_first if self.direction == "request" else json_first)(content)[0]


def media_types(exchange: Exchange, part: Part, body: Body) -> None:
    """Report media types of the content `part` that came, went or changed their name, and compare the others."""
    base, revision = part.objects()
    twins = pairs(base, revision)
    for name in base:
        if name not in twins:
            is_used = body.first(base) == name
            verdicts = (BREAKING if body.is_success else _FAILURE) if is_used else RISKY
            _report(exchange, part.member(name), body, "removed", f"the media type {printable(name)} is gone", verdicts)
    for name in revision:
        if name not in twins.values():
            is_used = body.first(revision) == name
            verdicts = _OTHERWISE if is_used and body.is_success else SAFE
            _report(exchange, part.member(name), body, "added", f"the media type {printable(name)} is new", verdicts)
    for old, new in twins.items():
        here = pointers.join(part.pointers[0], old), pointers.join(part.pointers[1], new)
        media = Part(base[old], revision[new], here)
        _named(exchange, media, body, (old, new))
        _schema(exchange, media, body, new)
        encodings(exchange, media, body.direction, body.subject)


def _named(exchange: Exchange, part: Part, body: Body, names: tuple[str, str]) -> None:
    """Report that a media type is called otherwise, though one of the two names stands for the other as well."""
    old, new = names
    if is_same(old, new):
        return
    message = f"the media type is {printable(new)}, not {printable(old)}"
    if settings(old) != settings(new):
        verdicts = SAFE if essence(old) == essence(new) else BEHAVIOUR
        _report(exchange, part, body, "name-changed", message, verdicts)
    else:
        is_special = contains(old, new)
        is_wider = is_special is (body.direction == "request")
        action = "name-specialized" if is_special else "name-generalized"
        is_refused = is_wider and body.direction == "request" and "*" not in old
        _report(exchange, part, body, action, message, WIRE if is_refused else _WIDER if is_wider else SAFE)


def _schema(exchange: Exchange, part: Part, body: Body, name: str) -> None:
    for key, what in (("schema", "schema"), ("itemSchema", "item-schema")):
        schema = part.member(key)
        if schema.is_added or schema.is_removed:
            if exchange.is_open(schema) or (_is_bytes(exchange.only(schema)) and not _is_read(name)):
                continue
            action = "added" if schema.is_added else "removed"
            verdicts = SAFE
            if schema.is_added is (body.direction == "request"):
                verdicts = BREAKING
            elif schema.is_added:
                verdicts = _OTHERWISE
            identity = f"{body.direction}-body-media-type-{what}-{action}"
            message = f"a schema of {printable(name)} was {action}"
            exchange.report(identity, message, verdicts, schema, body.subject)
        elif schema.base is not schema.revision:
            exchange.schema(schema, (body.direction, "body"), body.subject, written=Written(media_type=name))


def _is_bytes(view: View) -> bool:
    """Tell whether a schema says no more than that there are bytes, which needs none from OpenAPI 3.1 on."""
    return form_of(view) == "binary" and view.without("type", "format", "contentMediaType").is_open()


def _is_read(name: str) -> bool:
    """Tell whether code reads values or text of this media type, not bytes."""
    return any(reads(name) for reads in (is_json, is_text, is_form, is_multipart, is_sequence))


def _report(exchange: Exchange, part: Part, body: Body, action: str, message: str, verdicts: Verdicts) -> None:
    exchange.report(f"{body.prefix}-{action}", message, verdicts, part, body.subject)

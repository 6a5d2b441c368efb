"""What an answer that is read bit by bit consists of: bytes, lines, events, or JSON values as the API declares them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, cast

from .errors import ResponseValidationError
from .events import Events, JsonTexts, Lines, ServerSentEvent, decoder_for
from .media import charset, covers, essence
from .operation import Result
from .options import RequestOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .events import Decoder
    from .response import Response

    Answer: TypeAlias = Callable[[bytes], Response[Any]]
    """Gives the answer as if these bytes were all of its body."""

Item = TypeVar("Item")


class Streams(Generic[Item]):
    """What an operation answers bit by bit: its media types, and for a sequence the type of one item.

    `whole_events` says that the type is that of an event, an object of `event`, `data`, `id` and `retry`, as OpenAPI 3.2
    has it (section 4.14.4), and not that of the JSON in its data, as it is where a document cannot say `itemSchema`.
    """

    def __init__(self, *results: Result, whole_events: bool = False) -> None:
        self._results = results
        self._whole_events = whole_events

    @property
    def options(self) -> RequestOptions:
        """Those of a call that accepts these media types before any other."""
        names = [result.media_type for result in self._results]
        rest = [] if "*/*" in names else ["*/*;q=0.1"]
        return RequestOptions(headers={"accept": ", ".join([*names, *rest])})

    def decoder(self, answer: Answer) -> Decoder[Item]:
        """Return what makes items of the body of an answer.

        Raises:
            ResponseValidationError: its content type is not one of these.
        """
        head = answer(b"")
        result = self._result_for(essence(head.content_type))
        if result is None:
            expected = " or ".join(each.media_type for each in self._results)
            reason = f"the content type is {head.content_type!a} where {expected!a} was expected"
            raise ResponseValidationError(head, reason)
        sequence = decoder_for(result.media_type)
        if sequence is not None:
            return Items[Item](answer, sequence, result, whole_events=self._whole_events)
        return cast("Decoder[Item]", Chunks() if _is_binary(result) else lines_of(answer))

    def _result_for(self, name: str) -> Result | None:
        for result in self._results:
            if covers(result.media_type, name):
                return result
        return self._results[0] if not name or all(_is_binary(result) for result in self._results) else None


def lines_of(answer: Answer) -> Lines:
    """Return what makes lines of the body of an answer."""
    return Lines(charset(answer(b"").content_type))


class Chunks:
    """Bytes as they arrive."""

    is_done = False

    def feed(self, chunk: bytes) -> Iterable[bytes]:
        """Give the chunk."""
        return (chunk,)

    def end(self) -> Iterable[bytes]:
        """Give nothing more."""
        return ()


class Items(Generic[Item]):
    """The items of a sequence as they are declared: events, or the JSON in them or in lines and records.

    Attributes:
        last_event_id: the id of the last event given.
    """

    def __init__(self, answer: Answer, sequence: Events | JsonTexts, declared: Result, *, whole_events: bool) -> None:
        self.last_event_id = ""
        self._answer = answer
        self._sequence = sequence
        self._json = Result("application/json", declared.type_of)
        self._whole_events = whole_events

    @property
    def is_done(self) -> bool:
        """Whether no item follows, though the connection may stay open."""
        return self._sequence.is_done

    def feed(self, chunk: bytes) -> Iterator[Item]:
        """Give the items that `chunk` completes; ResponseValidationError for one that is not as declared."""
        return map(self._item, self._sequence.feed(chunk))

    def end(self) -> Iterator[Item]:
        """Give what the end completes."""
        return map(self._item, self._sequence.end())

    def _item(self, raw: str | ServerSentEvent) -> Item:
        if isinstance(raw, str):
            return self._decoded(raw)
        self.last_event_id = raw.id
        if self._json.type_of is None:
            return cast("Item", raw)
        return self._event(raw) if self._whole_events else self._decoded(raw.data)

    def _event(self, raw: ServerSentEvent) -> Item:
        """Return a whole event, its data as text or, where the declared type is another, as JSON."""
        import json

        members: dict[str, object] = {"event": raw.event, "data": raw.data}
        if raw.id:
            members["id"] = raw.id
        if raw.retry is not None:
            members["retry"] = raw.retry
        try:
            return self._decoded(json.dumps(members))
        except ResponseValidationError:
            try:
                members["data"] = raw.json()
            except (ValueError, RecursionError):
                pass
            else:
                return self._decoded(json.dumps(members))
            raise

    def _decoded(self, text: str) -> Item:
        from .decode import decode_result

        return cast("Item", decode_result(self._answer(text.encode()), self._json))


def _is_binary(result: Result) -> bool:
    return decoder_for(result.media_type) is None and not essence(result.media_type).startswith("text/")

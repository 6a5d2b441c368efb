"""What a generated method knows about its HTTP operation, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar

from .media import covers, essence, is_json

if TYPE_CHECKING:
    from .body import Encoded, Files
    from .rules import Rule

T = TypeVar("T")

Location: TypeAlias = Literal["path", "query", "querystring", "header", "cookie"]
TypeOf: TypeAlias = Callable[[], Any]
"""Gives a type when called, so that models are imported by the first answer and not before."""

# RFC 9110 section 9.2.2, and for QUERY draft-ietf-httpbis-safe-method-w-body
_IDEMPOTENT_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PUT", "DELETE"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: the Python argument, its name on the wire, and how it is written (OpenAPI 3.1, Parameter Object).

    `style` and `explode` are those of the specification; left out, they take its defaults for the location. One that has a
    `content_type` in place of a style is written by `write`, the properties of a form as `members` say.
    """

    argument: str
    name: str
    location: Location
    style: str = ""
    explode: bool | None = None
    allow_reserved: bool = False
    content_type: str = ""
    members: Mapping[str, Member] = field(default_factory=dict[str, "Member"])
    write: Callable[[Parameter, object], str] | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """How one property of a form is written, where the defaults do not hold (OpenAPI 3.1, Encoding Object).

    With a `style` it is written as a query parameter of that style is. Without one each item of a list stands alone, and
    what is no text is of `content_type`, which is JSON for objects unless given.
    """

    content_type: str = ""
    style: str = ""
    explode: bool | None = None
    allow_reserved: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A request body.

    The media type `*/*` lets the caller choose: the method then takes `json`, `content` or `data` and `content_type`. One
    that is neither JSON nor a form is given as `content`.

    Attributes:
        media_type: its media type.
        required: whether the operation needs one.
        nullable: whether it may be null.
        fields: the wire name of each keyword argument that is a property of it.
        needed: the keyword arguments without which it is not complete.
        members: how properties of a form are written, by wire name.
        read_only: takes what the server alone sets out of a value that is to be sent.
        encode: writes it, for a media type that few APIs have; gives what is sent and its content type.
    """

    media_type: str
    required: bool = False
    nullable: bool = False
    fields: Mapping[str, str] = field(default_factory=dict[str, str])
    needed: tuple[str, ...] = ()
    members: Mapping[str, Member] = field(default_factory=dict[str, Member])
    read_only: Callable[[object], object] | None = None
    encode: Callable[[object, Body], tuple[Encoded | Files, str]] | None = None


@dataclass(frozen=True, slots=True)
class Constant:
    """A `TypeOf` that can be pickled where a lambda cannot."""

    value: Any

    def __call__(self) -> Any:
        """Return the type."""
        return self.value


@dataclass(frozen=True, slots=True)
class Result:
    """A declared answer: its media type, and its type unless it is bytes, text or any JSON.

    `others` are what the same status may hold instead; the `Content-Type` that came chooses.
    """

    media_type: str
    type_of: TypeOf | None = None
    others: tuple[Result, ...] = ()

    def chosen(self, name: str) -> Result:
        """Return the one of the answers that content of media type `name`, without parameters, is."""
        return next((result for result in (self, *self.others) if covers(result.media_type, name)), self)


UNDECLARED = Result("")
"""Stands for an answer of which the document says nothing: it is read as its content type says."""


@dataclass(frozen=True, kw_only=True)
class Operation(Generic[T]):
    """One operation of the API whose method returns `T`.

    Attributes:
        name: the method as its users know it, as in `scripts.get`; it stands in messages.
        method: the HTTP method, in capitals; a caller's `method=` replaces it where several share one SDK method.
        path: the path template below the server's URL.
        parameters: everything that goes into path, query, headers and cookies.
        body: the request body, if it takes one.
        results: the declared answers by status: `200`, a range such as `2XX`, or `default`; None for no content.
        errors: the declared error models by status, in the same notation.
        security: the alternatives, each the names of the schemes that it takes together; `()` among them allows
            anonymous calls, and no alternative at all means that the operation takes no credentials.
        pagination: how the next page is found, for a list.
        idempotent: whether a repeat is harmless; None leaves that to the HTTP method (RFC 9110 section 9.2.2).
        any_status: the method returns the `Response` whatever its status, which is never a reason to repeat the call:
            the status is part of the answer.
        empty_list: the method returns a list, and an empty one where the answer is declared without content.
        server: the URL template of the operation's own server, where it has one; a path is below the client's origin.
        methods: the HTTP methods that a caller may choose from, where several share one SDK method.
    """

    name: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    results: Mapping[str, Result | None] = field(default_factory=dict[str, "Result | None"])
    errors: Mapping[str, TypeOf] = field(default_factory=dict[str, TypeOf])
    security: tuple[tuple[str, ...], ...] = ()
    pagination: Rule | None = None
    idempotent: bool | None = None
    any_status: bool = False
    empty_list: bool = False
    server: str = ""
    methods: tuple[str, ...] = ()

    @cached_property
    def accept(self) -> str:
        """The `Accept` header, JSON first; nothing where the client's own does: for anything, and for JSON by that name."""
        listed = [result for result in self.results.values() if result is not None]
        names = {each.media_type: None for result in listed for each in (result, *result.others)}
        is_plain = all(map(is_json, names)) and (not names or "application/json" in map(essence, names))
        return "" if "*/*" in names or is_plain else ", ".join(sorted(names, key=lambda name: not is_json(name)))

    def is_idempotent(self, method: str) -> bool:
        """Say whether a call with HTTP method `method` may be sent again without knowing what became of the first."""
        return self.idempotent if self.idempotent is not None else method in _IDEMPOTENT_METHODS

    def result_for(self, status: int) -> Result | None:
        """Return what an answer of `status` holds; None for nothing.

        A success that the document does not list is taken for the one that it lists, if there is exactly one.
        """
        for key in _keys(status):
            if key in self.results:
                return self.results[key]
        listed = [result for result in self.results.values() if result is not None]
        return listed[0] if len(listed) == 1 else None if self.results and not listed else UNDECLARED

    def error_for(self, status: int) -> TypeOf | None:
        """Return the type of the error model declared for `status`, if there is one."""
        return next((self.errors[key] for key in _keys(status) if key in self.errors), None)

    def narrowed(self, status: int) -> Operation[T]:
        """Return as much of the operation as an answer of `status` needs, in a form that can be pickled."""
        result, error = self.result_for(status), self.error_for(status)
        if result is not None:
            result = _constant(result)
        errors: dict[str, TypeOf] = {} if error is None else {"default": Constant(error())}
        return replace(self, parameters=(), body=None, results={"default": result}, errors=errors, pagination=None)


def _constant(result: Result) -> Result:
    type_of = result.type_of and Constant(result.type_of())
    return Result(result.media_type, type_of, tuple(map(_constant, result.others)))


def _keys(status: int) -> tuple[str, str, str]:
    """Return the keys that may declare `status`, the closest first (OpenAPI 3.1, Responses Object)."""
    return str(status), f"{status // 100}XX", "default"

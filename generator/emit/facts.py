"""Operation facts: what the client engine does not carry to a template, as plain data keyed by operationId.

Everything a template prints is decided here, so that templates only lay it out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.document import names
from generator.emit.annotations import ANY
from generator.emit.media import is_json, is_multipart
from generator.normalise.schemas import Schema

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class ArgumentFacts:
    """One argument of a method: its Python name, its name and place on the wire, its type, and what a reader must know.

    `members` are the properties of a form that are not written by the defaults of the specification.
    """

    python: str
    wire: str
    location: str
    annotation: str
    required: bool
    description: str
    constraints: str
    schema: Schema = field(default_factory=dict[str, Any])
    style: str = ""
    explode: bool | None = None
    allow_reserved: bool = False
    content_type: str = ""
    deprecated: bool = False
    members: tuple[ArgumentFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """The request body of a method.

    `kind` is `fields` (a JSON object or a form whose properties are keyword arguments), `whole` (any other JSON or form,
    passed as `body=`), `any` (every content type, passed as `json=`, `content=` or `data=`) or `content` (any other).
    `read_only` has the fields of the models in it that only the server sets, by Python names. `nullable` says that null is
    a body too.
    """

    kind: str
    media_type: str
    required: bool
    annotation: str
    fields: tuple[ArgumentFacts, ...] = ()
    description: str = ""
    read_only: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    nullable: bool = False
    schema: Schema = field(default_factory=dict[str, Any])

    @property
    def needed(self) -> list[str]:
        """The arguments without which the fields make no body."""
        return [field.python for field in self.fields if field.required]

    @property
    def members(self) -> list[ArgumentFacts]:
        """The fields of a form that are not written by the defaults of the specification."""
        return [field for field in self.fields if field.style or field.content_type]

    @property
    def is_multipart(self) -> bool:
        """Whether the body has parts, files among them."""
        return is_multipart(self.media_type)


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """What a status answers: its media type and the annotation of its content, '' for none.

    `others` are other contents that the status may have, each of a type of its own.
    """

    status: str
    media_type: str
    annotation: str
    description: str
    schema: Schema | None = None
    others: tuple[ResultFacts, ...] = ()

    @property
    def decoded(self) -> str:
        """The type that JSON content is decoded to, '' where the content is taken as it comes."""
        return self.annotation if is_json(self.media_type) and self.annotation != ANY else ""

    def is_among(self, others: tuple[ResultFacts, ...]) -> bool:
        """Tell whether one of `others` says the same of the same status."""
        return any((other.status, other.description) == (self.status, self.description) for other in others)


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """What an answer of one media type is bit by bit: the annotation of an item, and the type that JSON is decoded to.

    `whole_events` says that the type is that of an event and not that of its data.
    """

    media_type: str
    item: str
    decoded: str = ""
    whole_events: bool = False


@dataclass(frozen=True, slots=True)
class MethodFacts:
    """One method of a resource.

    `idempotent` is None where the HTTP method says as much. `empty_list` says that the method returns a list, and that an
    answer without content, which the document declares too, is an empty one.
    """

    operation_id: str
    name: str
    constant: str
    sdk_name: str
    http_method: str
    http_methods: tuple[str, ...]
    path: str
    summary: str
    description: str
    arguments: tuple[ArgumentFacts, ...]
    body: BodyFacts | None
    results: tuple[ResultFacts, ...]
    errors: tuple[ResultFacts, ...]
    security: tuple[tuple[str, ...], ...]
    pagination: dict[str, Any] | None
    item: str
    idempotent: bool | None
    raw: bool
    deprecated: bool
    empty_list: bool = False
    server: str = ""
    limits: tuple[str, ...] = ()
    streams: tuple[StreamFacts, ...] = ()

    @property
    def path_arguments(self) -> tuple[ArgumentFacts, ...]:
        """The arguments that may be given by position, in the order of the path."""
        return tuple(argument for argument in self.arguments if argument.location == "path")

    @property
    def keyword_arguments(self) -> tuple[ArgumentFacts, ...]:
        """The arguments that must be given by name, required ones first."""
        named = [argument for argument in self.arguments if argument.location != "path"]
        return tuple(sorted(named, key=lambda argument: not argument.required))

    @property
    def rest(self) -> str:
        """What the fields of the body are called inside the method, where no argument is called like that."""
        return names.unique("fields", [argument.python for argument in self.arguments])

    @property
    def has_choice(self) -> bool:
        """Whether the content type of an answer decides what it is."""
        return any(result.others for result in self.results)

    @property
    def decoded_errors(self) -> tuple[ResultFacts, ...]:
        """The errors that have a model."""
        return tuple(error for error in self.errors if error.decoded)

    @property
    def annotations(self) -> tuple[str, ...]:
        """Every annotation that the method or its operation prints."""
        said = [argument.annotation for argument in self.arguments]
        said += [each.annotation for answer in (*self.results, *self.errors) for each in (answer, *answer.others)]
        said += [stream.item for stream in self.streams]
        if self.body is not None:
            said += [self.body.annotation, *(field.annotation for field in self.body.fields)]
        return tuple(said)

    @property
    def stream_item(self) -> str:
        """The annotation of an item of the method's answer where it is read bit by bit, '' where it is not."""
        return " | ".join(dict.fromkeys(stream.item for stream in self.streams))

    @property
    def content(self) -> str:
        """The annotation of what the method's answer holds."""
        results = [each for result in self.results for each in (result, *result.others)]
        kinds = list(dict.fromkeys(result.annotation or "None" for result in results))
        if not kinds:
            return "Content" if self.raw else "None"
        contents = [kind for kind in kinds if kind != "None"]
        return " | ".join(contents + ["None"] * ("None" in kinds and not self.empty_list))


@dataclass(frozen=True, slots=True)
class ResourceFacts:
    """One resource: a class for each of sync, async and raw access, and the resources nested in it.

    `path` is how a client reaches it, as in `scripts.logs`: the tag, unless a part of it would hide something.
    """

    tag: str
    attribute: str
    path: str
    module: str
    class_name: str
    description: str
    methods: tuple[MethodFacts, ...]
    children: tuple[ResourceFacts, ...]

    @property
    def common_errors(self) -> tuple[ResultFacts, ...]:
        """The errors that every one of several methods declares in the same words."""
        if len(self.methods) < 2:
            return ()
        first, *rest = self.methods
        return tuple(error for error in first.errors if all(error.is_among(method.errors) for method in rest))

    @property
    def error_models(self) -> dict[str, str]:
        """The type that errors are decoded to, by status, where more than one method declares some; none where they differ."""
        found: dict[str, set[str]] = {}
        for method in self.methods:
            for error in method.decoded_errors:
                found.setdefault(error.status, set()).add(error.decoded)
        if sum(bool(method.decoded_errors) for method in self.methods) < 2:
            return {}
        return {status: min(models) for status, models in sorted(found.items()) if len(models) == 1}

    def walk(self) -> Iterator[ResourceFacts]:
        """Yield this resource and every one below it."""
        yield self
        for child in self.children:
            yield from child.walk()

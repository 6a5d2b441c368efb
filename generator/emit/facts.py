"""Operation facts: what the client engine does not carry to a template, as plain data keyed by operationId.

Everything a template prints is decided here, so that templates only lay it out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.document import names
from generator.document.findings import Place, fail
from generator.document.shapes import is_object
from generator.emit.annotations import annotation
from generator.emit.python_names import field_names
from generator.normalise.components import class_name
from generator.normalise.operations import JOIN, PYTHON_NAME
from generator.normalise.schemas import Schema, component_name, operations

if TYPE_CHECKING:
    import keyword
from collections.abc import Iterator

JSON_TYPES = ("application/json", "+json")
PAGINATION = "x-specloom-pagination"


@dataclass(frozen=True, slots=True)
class ArgumentFacts:
    """One argument of a method: its Python name, its name and place on the wire, its type, and what a reader must know."""

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


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """The request body of a method.

    `kind` is `fields` (a JSON object whose properties are keyword arguments), `json` (any other JSON, passed as `body=`) or
    `any` (every content type, passed as `json=`, `content=` or `data=`).
    """

    kind: str
    media_type: str
    required: bool
    annotation: str
    fields: tuple[ArgumentFacts, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """What a status answers: its media type and the annotation of its content, '' for none."""

    status: str
    media_type: str
    annotation: str
    description: str
    schema: Schema | None = None


@dataclass(frozen=True, slots=True)
class MethodFacts:
    """One method of a resource."""

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
    pagination: dict[str, str] | None
    item: str
    idempotent: bool | None
    raw: bool
    deprecated: bool

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
    def annotations(self) -> tuple[str, ...]:
        """Every annotation that the method or its operation prints."""
        said = [argument.annotation for argument in self.arguments]
        said += [answer.annotation for answer in (*self.results, *self.errors)]
        if self.body is not None:
            said += [self.body.annotation, *(field.annotation for field in self.body.fields)]
        return tuple(said)

    @property
    def content(self) -> str:
        """The annotation of what the method's answer holds."""
        kinds = list(dict.fromkeys(result.annotation or "None" for result in self.results))
        if not kinds:
            return "Content" if self.raw else "None"
        if "None" in kinds and (len(kinds) == 1 or self.pagination):
            kinds = [kind for kind in kinds if kind != "None"] or ["None"]
        return (
            " | ".join([kind for kind in kinds if kind != "None"] + ["None"] * ("None" in kinds and len(kinds) > 1))
            or "None"
        )


@dataclass(frozen=True, slots=True)
class ResourceFacts:
    """One resource: a class for each of sync, async and raw access, and the resources nested in it."""

    tag: str
    attribute: str
    module: str
    class_name: str
    description: str
    methods: tuple[MethodFacts, ...]
    children: tuple[ResourceFacts, ...]

    def walk(self) -> Iterator[ResourceFacts]:
        """Yield this resource and every one below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def resources(document: dict[str, Any]) -> tuple[ResourceFacts, ...]:
    """Return the resources of a normal form, outermost first, in alphabetical order.

    Raises:
        SpecloomError: operations that are joined differ in what they take.
    """
    by_tag: dict[str, list[MethodFacts]] = {}
    joined: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for path, method, operation, _ in operations(document):
        key = operation.get(JOIN) or operation["operationId"]
        joined.setdefault(f"{key} {path}", []).append((path, method, operation))
    for group in joined.values():
        method = _method(group, document)
        by_tag.setdefault(group[0][2]["tags"][0], []).append(method)
    descriptions = {tag["name"]: tag.get("description", "") for tag in document.get("tags", [])}
    tags = {tag[: i if i > 0 else None] for tag in by_tag for i in _dots(tag)}
    return tuple(_resource(tag, by_tag, tags, descriptions) for tag in sorted(tags) if "." not in tag)


def _dots(tag: str) -> list[int]:
    return [0, *(i for i, character in enumerate(tag) if character == ".")]


def _resource(
    tag: str, by_tag: dict[str, list[MethodFacts]], tags: set[str], descriptions: dict[str, str]
) -> ResourceFacts:
    children = sorted(other for other in tags if other.rpartition(".")[0] == tag)
    order = {"list": 0, "create": 1, "get": 2, "update": 3, "delete": 4}
    methods = sorted(by_tag.get(tag, []), key=lambda method: (order.get(method.name, 9), method.name))
    return ResourceFacts(
        tag=tag,
        attribute=tag.rpartition(".")[2],
        module=tag.replace(".", "_"),
        class_name=class_name(tag),
        description=descriptions.get(tag, "").strip(),
        methods=tuple(methods),
        children=tuple(_resource(child, by_tag, tags, descriptions) for child in children),
    )


def _method(group: list[tuple[str, str, dict[str, Any]]], document: dict[str, Any]) -> MethodFacts:
    group = sorted(group, key=lambda entry: (entry[1] != "post", entry[1]))
    path, method, operation = group[0]
    for _, other_method, other in group[1:]:
        for part in ("parameters", "requestBody", "responses", "security"):
            if other.get(part) != operation.get(part):
                message = f"joins {method.upper()} and {other_method.upper()} {path}, which differ in {part!r}"
                raise fail("join-differs", message, Place(pointer=f"/paths/{path}"), "Give them methods of their own.")
    tag = operation["tags"][0]
    name = (
        operation[JOIN].rpartition(".")[2]
        if JOIN in operation
        else operation["operationId"].removeprefix(tag.replace(".", "_") + "_")
    )
    responses = [_result(status, response) for status, response in operation["responses"].items()]
    successes = tuple(result for result in responses if result.status.startswith("2"))
    raw = not successes and any(result.status == "default" and result.media_type for result in responses)
    errors = tuple(
        result for result in responses if result not in successes and not (raw and result.status == "default")
    )
    results = tuple(result for result in responses if result.status == "default") if raw else successes
    pagination = operation.get(PAGINATION)
    arguments = tuple(_argument(parameter) for parameter in operation.get("parameters", []))
    return MethodFacts(
        operation_id=operation["operationId"],
        name=names.snake(name, "call"),
        constant="_" + names.snake(name, "call").strip("_").upper(),
        sdk_name=f"{tag}.{name}",
        http_method=method.upper(),
        http_methods=tuple(entry[1].upper() for entry in group),
        path=path,
        summary=str(operation.get("summary", "")).strip(),
        description=str(operation.get("description", "")).strip(),
        arguments=_in_path_order(path, arguments),
        body=_body(operation, document, {argument.python for argument in arguments}),
        results=results,
        errors=errors,
        security=tuple(tuple(requirement) for requirement in operation.get("security", [])),
        pagination=pagination,
        item=_item(pagination, results, document) if pagination else "",
        idempotent=operation.get("x-specloom-idempotent"),
        raw=raw,
        deprecated=bool(operation.get("deprecated")),
    )


def _in_path_order(path: str, arguments: tuple[ArgumentFacts, ...]) -> tuple[ArgumentFacts, ...]:
    position = {
        argument.python: path.find("{" + argument.wire + "}") for argument in arguments if argument.location == "path"
    }
    return tuple(sorted(arguments, key=lambda argument: position.get(argument.python, len(path))))


def _argument(parameter: dict[str, Any]) -> ArgumentFacts:
    schema = parameter.get("schema")
    if schema is None:
        schema = next(iter(parameter.get("content", {}).values()), {}).get("schema", {})
    return ArgumentFacts(
        python=parameter.get(PYTHON_NAME, parameter["name"]),
        wire=parameter["name"],
        location=parameter["in"],
        annotation=annotation(schema, argument=True),
        required=bool(parameter.get("required")) or parameter["in"] == "path",
        description=str(parameter.get("description", schema.get("description", ""))).strip(),
        constraints=constraints(schema),
        schema=schema,
        style=parameter.get("style", ""),
        explode=parameter.get("explode"),
        allow_reserved=bool(parameter.get("allowReserved")),
    )


def is_json(media_type: str) -> bool:
    """Tell whether `media_type` is JSON (RFC 8259, and the suffix of RFC 6839)."""
    essence = media_type.split(";", maxsplit=1)[0].strip().lower()
    return essence == JSON_TYPES[0] or essence.endswith(JSON_TYPES[1])


def json_first(content: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the media type and media object to use of several: JSON where there is one, else the first."""
    for media_type, media in content.items():
        if is_json(media_type):
            return media_type, media
    return next(iter(content.items()), ("", {}))


def _result(status: str, response: dict[str, Any]) -> ResultFacts:
    media_type, media = json_first(response.get("content", {}))
    schema: Schema = media.get("schema", {})
    kind = "" if not media_type else annotation(schema) if is_json(media_type) else "Content"
    description = str(response.get("description", "")).strip()
    return ResultFacts(status, media_type, kind, description, schema if media_type else None)


def _body(operation: dict[str, Any], document: dict[str, Any], taken: set[str]) -> BodyFacts | None:
    body = operation.get("requestBody")
    if body is None:
        return None
    media_type, media = json_first(body.get("content", {}))
    schema: Schema = media.get("schema", {})
    required = bool(body.get("required"))
    description = str(body.get("description", "")).strip()
    if not is_json(media_type):
        return BodyFacts("any", media_type or "*/*", required, "", description=description)
    component = document.get("components", {}).get("schemas", {}).get(component_name(schema) or "", {})
    properties: dict[str, Any] = component.get("properties", {})
    if not properties:
        return BodyFacts("json", media_type, required, annotation(schema, argument=True), description=description)
    fields: list[ArgumentFacts] = []
    reserved = {*taken, "self", "options", "body"}
    wanted = set(component.get("required", []))
    for wire, python in field_names(properties).items():
        member = properties[wire]
        if is_object(member) and member.get("readOnly"):
            continue
        python = names.unique(
            python.rstrip("_") if python.rstrip("_") not in reserved else python, reserved, separator="_"
        )
        reserved.add(python)
        shape: Schema = member if is_object(member) else {}
        fields.append(
            ArgumentFacts(
                python=argument,
                wire=wire,
                location="body",
                annotation=annotation(shape, argument=True),
                required=wire in wanted,
                description=str(shape.get("description", "")).strip(),
                constraints=constraints(shape),
                schema=shape,
            )
        )
    fields.sort(key=lambda argument: not argument.required)
    return BodyFacts("fields", media_type, required, annotation(schema), tuple(fields), description)


def _item(pagination: dict[str, str], results: tuple[ResultFacts, ...], document: dict[str, Any]) -> str:
    """Return the annotation of one item of a paginated list."""
    schema = next((result.schema for result in results if result.schema), None)
    components: dict[str, Any] = document.get("components", {}).get("schemas", {})
    for token in [token for token in pagination.get("items", "").split("/") if token]:
        schema = components.get(component_name(schema) or "", schema) if schema else None
        schema = (schema or {}).get("properties", {}).get(token)
    schema = components.get(component_name(schema) or "", schema) if schema else None
    return annotation((schema or {}).get("items"))


def constraints(schema: Any) -> str:
    """Return the constraints of a schema in words, '' where there are none."""
    if not is_object(schema):
        return ""
    node: Schema = schema
    unit = {"string": " characters", "array": " items"}
    said: list[str] = []
    for low, high in (("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems")):
        suffix = "" if low == "minimum" else unit["string" if low == "minLength" else "array"]
        if low in node and high in node:
            said.append(f"{node[low]} to {node[high]}{suffix}")
        elif low in node:
            said.append(f"at least {node[low]}{suffix}")
        elif high in node:
            said.append(f"at most {node[high]}{suffix}")
    if isinstance(node.get("pattern"), str):
        said.append(f"matches {node['pattern']}")
    if "default" in node:
        said.append(f"the server's default is {node['default']!r}")
    return "; ".join(said)

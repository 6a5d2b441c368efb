"""The resources and methods of a normal form: reads operations into the facts that templates print."""

from __future__ import annotations

import keyword
from collections.abc import Iterable
from typing import Any

from generator.document import names
from generator.document.findings import Place, fail
from generator.document.shapes import is_object
from generator.emit.annotations import annotation
from generator.emit.components import Components
from generator.emit.facts import ArgumentFacts, BodyFacts, MethodFacts, ResourceFacts, ResultFacts
from generator.emit.media import is_form, is_json, json_first
from generator.emit.python_names import field_names
from generator.normalise.components import class_name
from generator.normalise.operations import JOIN, PYTHON_NAME
from generator.normalise.schemas import Schema, component_name, operations

PAGINATION = "x-specloom-pagination"
# What the runtime's base classes have already.
_OF_CLIENTS = ("base_url", "close", "with_options")
_OF_RESOURCES = ("raw",)
_FIRST = {"list": 0, "create": 1, "get": 2, "update": 3, "delete": 4}


def resources(document: dict[str, Any]) -> tuple[ResourceFacts, ...]:
    """Return the resources of a normal form, outermost first, in alphabetical order.

    Raises:
        SpecloomError: operations that are joined differ in what they take.
    """
    components = Components(document)
    by_tag: dict[str, list[MethodFacts]] = {}
    joined: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for path, method, operation, _ in operations(document):
        key = operation.get(JOIN) or operation["operationId"]
        joined.setdefault(f"{key} {path}", []).append((path, method, operation))
    for group in joined.values():
        by_tag.setdefault(group[0][2]["tags"][0], []).append(_method(group, components))
    descriptions = {tag["name"]: tag.get("description", "") for tag in document.get("tags", [])}
    tree = _Tree(by_tag, descriptions)
    return tree.below("", _OF_CLIENTS)


class _Tree:
    """Nests resources by their tags, and gives each a module, a class and an attribute that nothing else has."""

    def __init__(self, by_tag: dict[str, list[MethodFacts]], descriptions: dict[str, str]) -> None:
        self.by_tag = by_tag
        self.descriptions = descriptions
        self.tags = sorted({ancestor for tag in by_tag for ancestor in _lineage(tag)})
        self.modules: dict[str, str] = {}
        self.classes: dict[str, str] = {}
        for tag in self.tags:
            self.modules[tag] = names.unique(tag.replace(".", "_"), self.modules.values())
            self.classes[tag] = names.unique(class_name(tag), self.classes.values(), separator="")

    def below(self, parent: str, taken: Iterable[str], path: str = "") -> tuple[ResourceFacts, ...]:
        """Return the resources nested in `parent` ('' for the client), none of them called as what is `taken`."""
        hidden = set(taken)
        children = [tag for tag in self.tags if tag.rpartition(".")[0] == parent]
        return tuple(self.resource(tag, hidden, path) for tag in children)

    def resource(self, tag: str, hidden: set[str], path: str) -> ResourceFacts:
        """Return one resource with everything below it."""
        last = tag.rpartition(".")[2]
        attribute = f"{last}_" if last in hidden else last
        here = f"{path}.{attribute}".lstrip(".")
        methods = sorted(self.by_tag.get(tag, []), key=lambda method: (_FIRST.get(method.name, 9), method.name))
        return ResourceFacts(
            tag=tag,
            attribute=attribute,
            path=here,
            module=self.modules[tag],
            class_name=self.classes[tag],
            description=self.descriptions.get(tag, "").strip(),
            methods=tuple(methods),
            children=self.below(tag, [*_OF_RESOURCES, *(method.name for method in methods)], here),
        )


def _lineage(tag: str) -> Iterable[str]:
    """Return a dotted tag and all resources that it is nested in."""
    parts = tag.split(".")
    return (".".join(parts[: i + 1]) for i in range(len(parts)))


def _method(group: list[tuple[str, str, dict[str, Any]]], components: Components) -> MethodFacts:
    group = sorted(group, key=lambda entry: (entry[1] != "post", entry[1]))
    path, method, operation = group[0]
    _refuse_different(group)
    tag = operation["tags"][0]
    name = (
        operation[JOIN].rpartition(".")[2]
        if JOIN in operation
        else operation["operationId"].removeprefix(tag.replace(".", "_") + "_")
    )
    name = names.snake(name, "call")
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
        name=f"{name}_" if name in _OF_RESOURCES else name,
        constant="_" + name.strip("_").upper(),
        sdk_name=f"{tag}.{name}",
        http_method=method.upper(),
        http_methods=tuple(entry[1].upper() for entry in group),
        path=path,
        summary=str(operation.get("summary", "")).strip(),
        description=str(operation.get("description", "")).strip(),
        arguments=_in_path_order(path, arguments),
        body=_body(operation, components, {argument.python for argument in arguments}),
        results=results,
        errors=errors,
        security=tuple(tuple(requirement) for requirement in operation.get("security", [])),
        pagination=pagination,
        item=annotation(components.at(answer_schema(results), pagination.get("items", ""))[1].get("items"))
        if pagination
        else "",
        idempotent=operation.get("x-specloom-idempotent"),
        raw=raw,
        deprecated=bool(operation.get("deprecated")),
    )


def _refuse_different(group: list[tuple[str, str, dict[str, Any]]]) -> None:
    """Raise where operations that make one method take or give different things."""
    path, method, operation = group[0]
    for _, other_method, other in group[1:]:
        for part in ("parameters", "requestBody", "responses", "security"):
            if other.get(part) != operation.get(part):
                message = f"joins {method.upper()} and {other_method.upper()} {path}, which differ in {part!r}"
                raise fail("join-differs", message, Place(pointer=f"/paths/{path}"), "Give them methods of their own.")


def _in_path_order(path: str, arguments: tuple[ArgumentFacts, ...]) -> tuple[ArgumentFacts, ...]:
    position = {
        argument.python: path.find("{" + argument.wire + "}") for argument in arguments if argument.location == "path"
    }
    return tuple(sorted(arguments, key=lambda argument: position.get(argument.python, len(path))))


def _argument(parameter: dict[str, Any]) -> ArgumentFacts:
    schema: Schema | None = parameter.get("schema")
    if schema is None:  # OpenAPI 3.1 section 4.8.12.1: a parameter has either a schema or content
        schema = json_first(parameter.get("content", {}))[1].get("schema", {})
    assert schema is not None
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


def _result(status: str, response: dict[str, Any]) -> ResultFacts:
    media_type, media = json_first(response.get("content", {}))
    schema: Schema = media.get("schema", {})
    kind = annotation(schema) if is_json(media_type) else "str" if media_type.startswith("text/") else "Content"
    description = str(response.get("description", "")).strip()
    return ResultFacts(status, media_type, kind if media_type else "", description, schema if media_type else None)


def _body(operation: dict[str, Any], components: Components, taken: set[str]) -> BodyFacts | None:
    body = operation.get("requestBody")
    if body is None:
        return None
    media_type, media = json_first(body.get("content", {}))
    schema: Schema = media.get("schema", {})
    required = bool(body.get("required"))
    description = str(body.get("description", "")).strip()
    if not is_json(media_type):
        kind = "any" if "*" in media_type or not media_type else "form" if is_form(media_type) else "content"
        return BodyFacts(kind, media_type or "*/*", required, "", description=description)
    component: Schema = components.schemas.get(component_name(schema) or "", {})
    properties: dict[str, Any] = component.get("properties", {})
    if not properties:
        return BodyFacts("json", media_type, required, annotation(schema, argument=True), description=description)
    fields = _fields(properties, set(component.get("required", [])), taken)
    return BodyFacts("fields", media_type, required, annotation(schema), fields, description)


def _fields(properties: dict[str, Any], required: set[str], taken: set[str]) -> tuple[ArgumentFacts, ...]:
    """Return the properties that a caller may send as keyword arguments, required ones first."""
    reserved = {*taken, "self", "options", "body"}
    fields: list[ArgumentFacts] = []
    for wire, python in field_names(properties).items():
        member: Schema = properties[wire] if is_object(properties[wire]) else {}
        if member.get("readOnly"):
            continue
        bare = python.rstrip("_")
        argument = names.unique(python if bare in reserved or keyword.iskeyword(bare) else bare, reserved)
        reserved.add(argument)
        fields.append(
            ArgumentFacts(
                python=argument,
                wire=wire,
                location="body",
                annotation=annotation(member, argument=True),
                required=wire in required,
                description=str(member.get("description", "")).strip(),
                constraints=constraints(member),
                schema=member,
            )
        )
    return tuple(sorted(fields, key=lambda field: not field.required))


def answer_schema(results: tuple[ResultFacts, ...]) -> Schema | None:
    """Return the schema of the first result that has one."""
    return next((result.schema for result in results if result.schema), None)


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

"""The resources and methods of a normal form: reads operations into the facts that templates print."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.document import names, pointers
from generator.document.findings import Place, fail
from generator.emit.annotations import annotation
from generator.emit.bodies import body_of, members_of
from generator.emit.components import Components
from generator.emit.constraints import constraints
from generator.emit.facts import ArgumentFacts, MethodFacts, ResourceFacts, ResultFacts
from generator.emit.limits import limits
from generator.emit.media import is_form, is_json, is_text, json_first
from generator.emit.pagination import pagination_of
from generator.emit.servers import server_template
from generator.emit.streams import is_other_content, streams
from generator.normalise.components import class_name
from generator.normalise.naming.parameters import PYTHON_NAME
from generator.normalise.operations import JOIN
from generator.normalise.schemas import Schema, operations

# What the runtime's base classes have already.
_OF_CLIENTS = ("base_url", "close", "with_options")
_OF_RESOURCES = ("raw", "stream")
# What the modules of resources and of the clients import, some of it with `Async` before it.
_OF_MODULES = frozenset(
    {"ApiKey", "AsyncIterable", "Basic", "Bearer", "Body", "Caller", "Client", "Content", "Cursor", "Exchanged",
     "File", "FileLike", "InBody", "Iterable", "LazyModule", "LinkHeader", "Login", "Member", "NextUrl",
     "OAuth2ClientCredentials", "Offset", "Opener", "Operation", "OwnClient", "PageNumber", "Pages", "Parameter",
     "PasswordLogin", "ReadOnly", "RequestOptions", "Resource", "Response", "Result", "Retry", "ServerSentEvent",
     "Settings", "Streams", "SyncCaller", "SyncClient", "SyncOpener", "SyncResource", "Token", "TypeOf", "Variable"}
)  # fmt: skip
_FIRST = {"list": 0, "create": 1, "get": 2, "update": 3, "delete": 4}
# RFC 9110 section 9.2.2, and for QUERY draft-ietf-httpbis-safe-method-w-body
_WITHOUT_CONTENT = frozenset({"204", "205", "304"})
"""Statuses whose answers have no content, as those to HEAD, whatever a document says (RFC 9110 section 6.4.1)."""
_IDEMPOTENT_METHODS = frozenset({"get", "head", "options", "trace", "query", "put", "delete"})


def resources(document: dict[str, Any], client: str = "") -> tuple[ResourceFacts, ...]:
    """Return the resources of a normal form, outermost first, in alphabetical order.

    Args:
        document: the normal form.
        client: the class of the client, which no resource shares.

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
    tree = _Tree(by_tag, descriptions, client)
    return tree.below("", _OF_CLIENTS)


class _Tree:
    """Nests resources by their tags, and gives each a module, a class and an attribute that nothing else has."""

    def __init__(self, by_tag: dict[str, list[MethodFacts]], descriptions: dict[str, str], client: str) -> None:
        self.by_tag = by_tag
        self.descriptions = descriptions
        self.tags = sorted({ancestor for tag in by_tag for ancestor in _lineage(tag)})
        self.modules: dict[str, str] = {}
        self.classes: dict[str, str] = {}
        taken = names.Taken()
        # `catalog_feeds` keeps a name that `catalog.feeds` would have too, whatever else is there.
        for tag in sorted(self.tags, key=lambda tag: (tag.count("."), tag)):
            name = class_name(tag)
            name = f"{name}Resource" if name.removeprefix("Async") in {*_OF_MODULES, client} else name
            is_taken = any(each in taken for each in (tag.replace(".", "_"), name, f"Async{name}"))
            self.modules[tag] = tag.replace(".", "_") + (f"_{names.mark(tag)}" if is_taken else "")
            self.classes[tag] = name + (names.mark(tag).capitalize() if is_taken else "")
            for each in (self.modules[tag], self.classes[tag], f"Async{self.classes[tag]}"):
                taken.add(each)

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
        else operation["operationId"].removeprefix(names.operation_prefix(tag))
    )
    name = names.snake(name, "call")
    responses = [
        _result(status, response, components, is_head=method == "head")
        for status, response in operation.get("responses", {}).items()
    ]
    successes = tuple(result for result in responses if result.status.startswith("2"))
    raw = not successes and any(result.status == "default" and result.media_type for result in responses)
    errors = tuple(
        result for result in responses if result not in successes and not (raw and result.status == "default")
    )
    results = tuple(result for result in responses if result.status == "default") if raw else successes
    pagination = pagination_of(operation, pointers.join("/paths", path, method))
    arguments = tuple(_argument(parameter, components) for parameter in operation.get("parameters", []))
    return MethodFacts(
        operation_id=operation["operationId"],
        name=f"{name}_" if name in _OF_RESOURCES else name,
        constant="_" + name.strip("_").upper(),
        sdk_name=f"{tag}.{name}",
        http_method=method.upper(),
        http_methods=tuple(entry[1].upper() for entry in group),
        path=path.partition("#")[0],  # what follows is never sent (RFC 9110 section 7.1)
        summary=str(operation.get("summary", "")).strip(),
        description=str(operation.get("description", "")).strip(),
        arguments=_in_path_order(path, arguments),
        body=body_of(operation, components, {argument.python for argument in arguments}),
        results=results,
        errors=errors,
        security=tuple(tuple(requirement) for requirement in operation.get("security", [])),
        pagination=pagination,
        item=annotation(components.at(answer_schema(results), pagination.get("items", ""))[1].get("items"))
        if pagination
        else "",
        idempotent=_idempotent(operation.get("x-specloom-idempotent"), [entry[1] for entry in group]),
        raw=raw,
        deprecated=bool(operation.get("deprecated")),
        empty_list=_is_empty_list(results, components),
        server=next((server_template(server) for server in operation.get("servers", [])), ""),
        limits=limits(operation),
        streams=() if pagination else streams([operation["responses"][each.status] for each in results], components),
    )


def _refuse_different(group: list[tuple[str, str, dict[str, Any]]]) -> None:
    """Raise where operations that make one method take or give different things."""
    path, method, operation = group[0]
    for _, other_method, other in group[1:]:
        for part in ("parameters", "requestBody", "responses", "security"):
            if other.get(part) != operation.get(part):
                message = f"joins {method.upper()} and {other_method.upper()} {path}, which differ in {part!r}"
                raise fail("join-differs", message, Place(pointer=f"/paths/{path}"), "Give them methods of their own.")


def _idempotent(said: bool | None, methods: Iterable[str]) -> bool | None:
    """Return what a document says of the repeats of an operation; None where its methods say as much by themselves."""
    return None if all((method in _IDEMPOTENT_METHODS) is said for method in methods) else said


def _is_empty_list(results: Iterable[ResultFacts], components: Components) -> bool:
    """Tell whether answers are lists of one type or without content."""
    contents = [each for result in results if result.annotation for each in (result, *result.others)]
    return (
        any(not result.annotation for result in results)
        and len({each.annotation for each in contents}) == 1
        and all(
            is_json(each.media_type) and components.resolved(each.schema).get("type") == "array" for each in contents
        )
        and not any(components.is_nullable(each.schema) for each in contents)
    )


def _in_path_order(path: str, arguments: tuple[ArgumentFacts, ...]) -> tuple[ArgumentFacts, ...]:
    position = {
        argument.python: path.find("{" + argument.wire + "}") for argument in arguments if argument.location == "path"
    }
    return tuple(sorted(arguments, key=lambda argument: position.get(argument.python, len(path))))


def _argument(parameter: dict[str, Any], components: Components) -> ArgumentFacts:
    # OpenAPI 3.1 section 4.8.12.1: a parameter has either a schema or content.
    media_type, media = ("", parameter) if "schema" in parameter else json_first(parameter.get("content", {}))
    schema: Schema = media.get("schema", {})
    description = str(parameter.get("description", schema.get("description", ""))).strip()
    return ArgumentFacts(
        python=parameter.get(PYTHON_NAME, parameter["name"]),
        wire=parameter["name"],
        location=parameter["in"],
        annotation=annotation(schema, argument=True),
        required=bool(parameter.get("required")) or parameter["in"] == "path",
        description=description,
        constraints=constraints(schema, components.resolved(schema), description),
        schema=schema,
        style=parameter.get("style", ""),
        explode=parameter.get("explode"),
        allow_reserved=bool(parameter.get("allowReserved")),
        content_type=media_type,
        members=members_of(schema, media.get("encoding", {}), components) if is_form(media_type) else (),
        deprecated=bool(parameter.get("deprecated")) or components.is_deprecated(schema),
    )


def _result(status: str, response: dict[str, Any], components: Components, *, is_head: bool) -> ResultFacts:
    content: dict[str, Any] = {} if is_head or status in _WITHOUT_CONTENT else response.get("content", {})
    media_type, media = json_first(content)
    schema: Schema = media.get("schema", {})
    description = str(response.get("description", "")).strip()
    if not media_type:
        return ResultFacts(status, "", "", description)
    kind = _content(media_type, schema)
    others = {
        name: ResultFacts(status, name, _content(name, other.get("schema", {})), "")
        for name, other in content.items()
        if name != media_type and is_other_content(name, other.get("schema", {}), content, components)
    }
    others = {name: other for name, other in others.items() if other.annotation != kind}
    return ResultFacts(status, media_type, kind, description, schema, tuple(others.values()))


def _content(media_type: str, schema: Schema) -> str:
    return annotation(schema) if is_json(media_type) else "str" if is_text(media_type) else "Content"


def answer_schema(results: tuple[ResultFacts, ...]) -> Schema | None:
    """Return the schema of the first result that has one."""
    return next((result.schema for result in results if result.schema), None)

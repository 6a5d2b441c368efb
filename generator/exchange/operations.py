"""The operations of a document, and which of them a request calls (OpenAPI 3.1 sections 4.8.5 and 4.8.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from generator.document import names, pointers
from generator.document.findings import Place, fail
from generator.document.references import follow
from generator.document.shapes import is_object
from generator.exchange.messages import Request
from generator.exchange.path_queries import Stated, bare_path, query_values, stated_query
from generator.exchange.router import Router, match_text
from generator.exchange.server_paths import below

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_OPEN_SCHEME = re.compile(r"^\{[^{}]*\}:(?=//)")
_ADDITIONAL = "additionalOperations"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation with its path-level and document-level parts, references followed.

    `sdk_method` is the dotted method of the generated client: its join, or its resource and the rest of its id;
    `pagination` and `limits` are what the extensions of these names say. `path` is the whole path of the document,
    `bare_path` the segments of it alone, and `query` the fields that it states beside them.
    """

    id: str
    sdk_method: str
    method: str
    path: str
    servers: tuple[str, ...]
    parameters: tuple[dict[str, Any], ...]
    body: dict[str, Any] | None
    responses: dict[str, Any]
    security: tuple[dict[str, Any], ...]
    pagination: dict[str, Any] | None = None
    limits: dict[str, Any] | None = None
    bare_path: str = field(init=False)
    query: tuple[Stated, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Read the path."""
        object.__setattr__(self, "bare_path", bare_path(self.path))
        object.__setattr__(self, "query", stated_query(self.path))

    def response(self, status: int) -> dict[str, Any] | None:
        """Return the response declared for `status`: by its number, by its class, or as default."""
        for key in (str(status), f"{status // 100}XX", "default"):
            if key in self.responses:
                return self.responses[key]  # type: ignore[no-any-return]
        return None


@dataclass(frozen=True, slots=True)
class Match:
    """The operation that a request calls, with the decoded values of the parameters of its path."""

    operation: Operation
    values: dict[str, str]


class Api:
    """The operations of one document; `name` stands for the document in messages."""

    def __init__(self, document: dict[str, Any], name: str) -> None:
        self.document = document
        self.name = name
        self.operations: tuple[Operation, ...] = tuple(self._read())
        # Of those with the same segments, the ones that state more of the query come first.
        stating = sorted(self.operations, key=lambda operation: -len(operation.query))
        self.router = Router((operation.bare_path, operation) for operation in stating)
        # The longest first: one server's URL may lie below another's.
        servers = {server: None for operation in self.operations for server in operation.servers}
        self._servers = sorted(servers, key=len, reverse=True)

    def find(self, request: Request) -> Match | str:
        """Return the operation that `request` calls, or in words why there is none."""
        methods: set[str] = set()
        on_server = False
        for server in self._servers:
            for path in _below(server, request.url):
                on_server = True
                for match in self.matches(path, request):
                    if server in match.operation.servers:
                        if match.operation.method == request.method:
                            return match
                        methods.add(match.operation.method)
        if methods:
            return f"the path takes {', '.join(sorted(methods))}, not {request.method}"
        return "no declared path fits the URL" if on_server else "the URL is on none of the declared servers"

    def matches(self, path: str, request: Request) -> Iterator[Match]:
        """Yield what `path` and the query of `request` fit, whatever the method, the closest first.

        `path` is percent-encoded as sent, and begins below the server.
        """
        for operation, values in self.router.find(path):
            if not operation.query:
                yield Match(operation, values)
            elif (stated := query_values(operation.query, request.query)) is not None:
                yield Match(operation, {**values, **stated})

    def _read(self) -> Iterator[Operation]:
        paths: Any = self.document.get("paths")
        for path, item in paths.items() if is_object(paths) else ():
            item = follow(self.document, item)  # noqa: PLW2901
            if is_object(item):
                for method, data, pointer in _written(item, pointers.join("/paths", str(path))):
                    yield self._operation(str(path), method, data, item, pointer)

    def _operation(self, path: str, method: str, data: dict[str, Any], item: dict[str, Any], pointer: str) -> Operation:
        if not isinstance(data.get("operationId"), str):
            place = Place(self.name, pointer=pointer)
            raise fail("not-normal-form", "has no operationId", place, "Normalise the document first.")
        servers: list[Any] = data.get("servers") or item.get("servers") or self.document.get("servers") or []
        body = follow(self.document, data.get("requestBody"))
        responses = {str(status): follow(self.document, value) for status, value in data.get("responses", {}).items()}
        return Operation(
            id=data["operationId"],
            sdk_method=_sdk_method(data),
            method=method.upper(),
            path=path,
            servers=tuple(str(server["url"]) for server in servers),
            parameters=self._parameters([*item.get("parameters", []), *data.get("parameters", [])]),
            body=body,
            responses=responses,
            security=tuple(data.get("security", self.document.get("security", []))),
            pagination=data.get("x-specloom-pagination"),
            limits=data.get("x-specloom-limits"),
        )

    def _parameters(self, declared: list[Any]) -> tuple[dict[str, Any], ...]:
        """Return the parameters; one of the operation overrides that of the path with its name and location."""
        result: dict[tuple[str, str], dict[str, Any]] = {}
        for parameter in (follow(self.document, value) for value in declared):
            result[parameter["name"], parameter["in"]] = parameter
        return tuple(result.values())


def _written(item: dict[str, Any], pointer: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield (method, operation, pointer) for each operation of a path item, those of further methods last (OpenAPI 3.2)."""
    additional: Any = item.get(_ADDITIONAL)
    for holder, here, methods in (
        (item, pointer, _METHODS),
        (additional, pointers.join(pointer, _ADDITIONAL), tuple(additional) if is_object(additional) else ()),
    ):
        for method in methods:
            if is_object(holder) and is_object(holder.get(method)):
                yield method, holder[method], pointers.join(here, method)


def _sdk_method(data: dict[str, Any]) -> str:
    join = data.get("x-specloom-join")
    if isinstance(join, str):
        return join
    tag = str((data.get("tags") or [""])[0])
    rest = str(data["operationId"]).removeprefix(names.operation_prefix(tag))
    return f"{tag}.{rest}" if tag else rest


def _below(server: str, url: str) -> Iterator[str]:
    """Yield what `url` may have as its path below `server`; nothing where it is not on that server."""
    base, parts = urlsplit(_OPEN_SCHEME.sub("", server)), urlsplit(url)
    if base.scheme in {"", parts.scheme} and match_text(base.netloc.lower(), parts.netloc.lower()) is not None:
        yield from (path for path in below(base.path.rstrip("/"), parts.path) if path.startswith("/"))

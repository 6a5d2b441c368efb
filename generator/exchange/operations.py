"""The operations of a document, and which of them a request calls (OpenAPI 3.1 sections 4.8.5 and 4.8.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.document import pointers
from generator.document.findings import Place, fail
from generator.document.references import follow
from generator.exchange.messages import Request

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_VARIABLE = re.compile(r"\{([^{}/]+)\}")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation with its path-level and document-level parts, references followed.

    `sdk_method` is the dotted method of the generated client: its join, or its resource and the rest of its id.
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

    def response(self, status: int) -> dict[str, Any] | None:
        """Return the response declared for `status`: by its number, by its class, or as default."""
        for key in (str(status), f"{status // 100}XX", "default"):
            if key in self.responses:
                return self.responses[key]  # type: ignore[no-any-return]
        return None


@dataclass(frozen=True, slots=True)
class Match:
    """The operation that a request calls, with the decoded values of its path parameters."""

    operation: Operation
    values: dict[str, str]


class Api:
    """The operations of one document; `name` stands for the document in messages."""

    def __init__(self, document: dict[str, Any], name: str) -> None:
        self.document = document
        self.name = name
        self.operations: tuple[Operation, ...] = tuple(self._read())

    def find(self, request: Request) -> Match | str:
        """Return the operation that `request` calls, or in words why there is none."""
        methods: set[str] = set()
        on_server = False
        found: list[Match] = []
        for operation in self.operations:
            paths = [path for server in operation.servers if (path := _below(server, request.url)) is not None]
            on_server = on_server or bool(paths)
            for values in (match for path in paths if (match := _match_path(operation.path, path)) is not None):
                methods.add(operation.method)
                if operation.method == request.method:
                    found.append(Match(operation, values))
        if found:
            return min(found, key=lambda match: len(match.values))
        if methods:
            return f"the path takes {', '.join(sorted(methods))}, not {request.method}"
        return "no declared path fits the URL" if on_server else "the URL is on none of the declared servers"

    def _read(self) -> Iterator[Operation]:
        paths = self.document.get("paths")
        for path, item in paths.items() if isinstance(paths, dict) else ():  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
            item = follow(self.document, item)  # noqa: PLW2901
            for method in _METHODS:
                if isinstance(item, dict) and isinstance(item.get(method), dict):  # pyright: ignore[reportUnknownMemberType]
                    yield self._operation(str(path), method, item)  # pyright: ignore[reportUnknownArgumentType]

    def _operation(self, path: str, method: str, item: dict[str, Any]) -> Operation:
        data: dict[str, Any] = item[method]
        if not isinstance(data.get("operationId"), str):
            place = Place(self.name, pointer=pointers.join("/paths", path, method))
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
        )

    def _parameters(self, declared: list[Any]) -> tuple[dict[str, Any], ...]:
        """Return the parameters; one of the operation overrides that of the path with its name and location."""
        result: dict[tuple[str, str], dict[str, Any]] = {}
        for parameter in (follow(self.document, value) for value in declared):
            result[parameter["name"], parameter["in"]] = parameter
        return tuple(result.values())


def _sdk_method(data: dict[str, Any]) -> str:
    join = data.get("x-specloom-join")
    if isinstance(join, str):
        return join
    tag = str((data.get("tags") or [""])[0])
    rest = str(data["operationId"]).removeprefix(tag.replace(".", "_") + "_")
    return f"{tag}.{rest}" if tag else rest


def _below(server: str, url: str) -> str | None:
    """Return the path of `url` below `server`, or None where the URL is not on that server."""
    base, parts = urlsplit(server), urlsplit(url)
    if base.scheme != parts.scheme or _match_text(base.netloc.lower(), parts.netloc.lower()) is None:
        return None
    prefix = base.path.rstrip("/")
    return parts.path.removeprefix(prefix) if parts.path.startswith(prefix + "/") else None


def _match_path(template: str, path: str) -> dict[str, str] | None:
    expected, actual = template.split("/"), path.split("/")
    if len(expected) != len(actual):
        return None
    values: dict[str, str] = {}
    for pattern, segment in zip(expected, actual, strict=True):
        found = _match_text(pattern, segment)
        if found is None:
            return None
        values.update({name: unquote(value) for name, value in found.items()})
    return values


def _match_text(template: str, text: str) -> dict[str, str] | None:
    """Return what the `{variables}` of `template` stand for in `text`, each as short as the next literal allows."""
    first, *rest = _VARIABLE.split(template)
    if not rest:
        return {} if template == text else None
    if not text.startswith(first):
        return None
    values: dict[str, str] = {}
    position = len(first)
    pairs = list(zip(rest[::2], rest[1::2], strict=True))
    for index, (name, literal) in enumerate(pairs):
        last = index == len(pairs) - 1
        end = len(text) - len(literal) if last else text.find(literal, position + 1)
        if end <= position or not text.startswith(literal, end):
            return None
        values[name] = text[position:end]
        position = end + len(literal)
    return values

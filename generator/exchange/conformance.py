"""One HTTP exchange against an OpenAPI 3.1 document: everything in it that the document does not allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.document import pointers
from generator.document.findings import Finding, Place
from generator.document.references import follow
from generator.exchange.bodies import Bodies
from generator.exchange.credentials import credential_cookies, credential_queries, satisfies
from generator.exchange.directions import Direction, as_seen
from generator.exchange.messages import Headers, Interaction, Request, Response, cookies, header_values, media_type
from generator.exchange.operations import Api, Match, Operation
from generator.exchange.parameters import Parameters
from generator.exchange.path_queries import is_stated
from generator.exchange.query_fields import Free
from generator.exchange.schemas import Fault, Schemas

# OpenAPI 3.1 section 4.8.12.2: header parameters of these names are ignored, other parts of an operation state them.
_STATED_ELSEWHERE = frozenset({"accept", "content-type", "authorization"})
_BODILESS = frozenset({204, 205, 304})
# Headers of a connection, and of a body as it travels (RFC 9110 sections 7.6.1 and 8.4): they do not outlast it.
_OF_THE_WAY = frozenset({
    "connection", "content-encoding", "content-length", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade",
})  # fmt: skip


class Conformance:
    """Checks exchanges against one document."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._request = _Side(api, "request")
        self._response = _Side(api, "response")

    def check(self, interaction: Interaction, place: Place) -> list[Finding]:
        """Return what is wrong with `interaction`, the request first; `place` is where it stands.

        Pointers of findings go on below that of `place`: /request/query/NAME, /response/body/KEY and so on.

        Raises:
            SpecloomError: the document itself cannot be used for the check.
        """
        base = place.pointer or ""
        return [
            Finding(fault.rule, fault.message, Place(place.file, place.line, base + fault.pointer))
            for fault in self._faults(interaction)
        ]

    def _faults(self, interaction: Interaction) -> Iterator[Fault]:
        request, response = interaction.request, interaction.response
        match = self._api.find(request)
        if isinstance(match, str):
            message = f"{request.method} {request.url} calls no operation: {match}"
            yield Fault("undeclared-operation", "/request/uri", message)
            return
        yield from self.request_faults(match, request)
        if not satisfies(self._api.document, match.operation, request):
            message = f"carries no credential of a kind that {match.operation.id} takes"
            yield Fault("missing-credential", "/request/headers", message)
        yield from self.response_faults(match.operation, request.method, response)

    def request_faults(self, match: Match, request: Request) -> Iterator[Fault]:
        """Yield what is wrong with the parameters and the body of `request`, which calls the operation of `match`.

        Raises:
            SpecloomError: the document itself cannot be used for the check.
        """
        operation = self._request.operations[match.operation.id]
        free = free_fields(self._api.document, self._request.parameters, operation, request)
        for parameter in operation.parameters:
            yield from self._parameter(parameter, match, request, free)
        yield from self._undeclared_parameters(operation, request, free)
        yield from self._request_body(operation, request)

    def response_faults(self, operation: Operation, method: str, response: Response) -> Iterator[Fault]:
        """Yield what is wrong with `response` as an answer to a request of HTTP method `method`; raises as above."""
        operation = self._response.operations[operation.id]
        declared = operation.response(response.status)
        if declared is None:
            message = f"{operation.id} declares no response {response.status}"
            yield Fault("undeclared-status", "/response/status", message)
            return
        yield from self._response_headers(declared.get("headers", {}), response.headers)
        yield from self._response_body(declared.get("content", {}), operation, method, response)

    def _parameter(self, parameter: dict[str, Any], match: Match, request: Request, free: Free) -> Iterable[Fault]:
        name, location = parameter["name"], parameter["in"]
        if location == "header" and name.lower() in _STATED_ELSEWHERE:
            return []
        pointer = pointers.join("/request", location, name)
        texts = self._request.parameters.texts(parameter, match.values, request, free)
        if texts is not None:
            return _below(pointer, self._request.parameters.faults("invalid-parameter", parameter, texts))
        if not parameter.get("required", False) or self._request.parameters.fields.may_be_empty(parameter):
            return []
        return [Fault("missing-parameter", pointer, f"the required {location} parameter {name!r} is missing")]

    def _undeclared_parameters(self, operation: Operation, request: Request, free: Free) -> Iterator[Fault]:
        if any(parameter["in"] == "querystring" for parameter in operation.parameters):
            return  # which is the whole of it
        declared = [parameter for parameter in operation.parameters if parameter["in"] == "query"]
        credentials = credential_queries(self._api.document, operation)
        taken = {name for (location, _), pairs in free.items() for name, _ in pairs if location == "query"}
        for name in dict.fromkeys(key for key, _ in request.query):
            if name in credentials or name in taken or is_stated(operation.query, name):
                continue
            if not any(self._request.parameters.fields.owns(parameter, name) for parameter in declared):
                message = f"{operation.id} declares no query parameter {name!r}"
                yield Fault("undeclared-parameter", pointers.join("/request/query", name), message)

    def _request_body(self, operation: Operation, request: Request) -> Iterable[Fault]:
        if operation.body is None:
            return [Fault("undeclared-body", "/request/body", f"{operation.id} takes no body")] if request.body else []
        if request.body or media_type(request.headers):
            faults = self._request.bodies.faults(operation.body.get("content", {}), request.headers, request.body)
            return _below("/request/body", faults)
        missing = Fault("missing-body", "/request/body", f"{operation.id} requires a body")
        return [missing] if operation.body.get("required", False) else []

    def _response_headers(self, declared: dict[str, Any], headers: Headers) -> Iterator[Fault]:
        for name, value in declared.items():
            if name.lower() == "content-type":  # OpenAPI 3.1 section 4.8.17.1: ignored
                continue
            header = {**follow(self._response.document, value), "name": name, "in": "header"}
            pointer = pointers.join("/response/headers", name)
            texts = header_values(headers, name)
            if texts:
                yield from _below(
                    pointer, self._response.parameters.faults("invalid-header", header, [", ".join(texts)])
                )
            elif header.get("required", False) and name.lower() not in _OF_THE_WAY:
                yield Fault("missing-header", pointer, f"the required header {name!r} is missing")

    def _response_body(
        self, content: dict[str, Any], operation: Operation, method: str, response: Response
    ) -> Iterable[Fault]:
        bodiless = method == "HEAD" or response.status in _BODILESS
        if content and not bodiless:
            return _below("/response/body", self._response.bodies.faults(content, response.headers, response.body))
        message = f"{operation.id} declares no body for {response.status}"
        return [Fault("undeclared-body", "/response/body", message)] if response.body else []


def free_fields(document: dict[str, Any], parameters: Parameters, operation: Operation, request: Request) -> Free:
    """Return what `request` sends under names that nothing of `operation` has, by whose it is all the same.

    `parameters` reads those of `document`, whose operation it is.
    """
    sent, kept = request.query, cookies(request)
    if not sent and not kept:
        return {}
    stated = {name for name, _ in sent if is_stated(operation.query, name)}
    found = dict(parameters.fields.free(operation.parameters, sent, stated | credential_queries(document, operation)))
    return found | dict(
        parameters.fields.free(operation.parameters, kept, credential_cookies(document, operation), "cookie")
    )


class _Side:
    """What one side of exchanges is held against."""

    def __init__(self, api: Api, direction: Direction) -> None:
        self.document = as_seen(api.document, direction)
        own = api if self.document is api.document else Api(self.document, api.name)
        self.operations = {operation.id: operation for operation in own.operations}
        schemas = Schemas(self.document, api.name)
        self.parameters = Parameters(self.document, schemas)
        self.bodies = Bodies(self.document, schemas, self.parameters)


def _below(pointer: str, faults: Iterable[Fault]) -> list[Fault]:
    return [fault._replace(pointer=pointer + fault.pointer) for fault in faults]

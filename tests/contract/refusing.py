"""A generated client and a stand-in that refuses it: each error that is declared, and those that a stand-in has of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.emit.facts import MethodFacts
from generator.exchange.messages import Response, is_json, media_type
from generator.exchange.operations import Operation
from generator.standin.behaviour import Behaviour
from generator.standin.standin import StandIn

from .sampled_arguments import TroubleError
from .talking import SECRET, Talk, Trouble

CLASSES = {
    400: "BadRequestError", 401: "AuthenticationError", 403: "PermissionDeniedError", 404: "NotFoundError",
    409: "ConflictError", 422: "UnprocessableEntityError", 429: "RateLimitError", 500: "InternalServerError",
}  # fmt: skip
OF_CLASSES = {"4XX": 418, "5XX": 520, "DEFAULT": 404}
"""A status that a class of them, or `default`, stands for."""


def refuse(talking: Talk) -> int:
    """Have every call refused with each status that is declared as an error, and for its credential; return how often.

    Faults are added to the troubles of `talking`.
    """
    own = {operation.id: operation for operation in talking.api.operations}
    kind, strict = talking.line.standin, _strict(talking)
    calls = 0
    for path, method in talking.methods():
        operation = own[method.operation_id]
        for status in dict.fromkeys(_errors(operation)):
            calls += 1
            _try(talking, path, method, operation, status)
        if any(_carries_secret(talking, operation)) and {} not in operation.security:
            talking.line.standin = strict
            calls += 1
            _try(talking, path, method, operation, None)
            talking.line.standin = kind
    return calls


def _carries_secret(talking: Talk, operation: Operation) -> Iterator[bool]:
    """Yield for each scheme that a call of `operation` may need whether a secret is sent for it, and not one below HTTP."""
    schemes = talking.document.get("components", {}).get("securitySchemes", {})
    for requirement in operation.security:
        yield from (schemes[name].get("type") != "mutualTLS" for name in requirement)


def _strict(talking: Talk) -> StandIn:
    """Return a stand-in that takes none of the credentials that the client has."""
    settings = {"credentials": {"refused": [SECRET, f"{SECRET}:{SECRET}"]}}
    api = talking.api
    return StandIn(api.document, api.name, behaviour=Behaviour(settings=settings), with_limits=False)


def _errors(operation: Operation) -> Iterator[int]:
    """Yield a status for each declared error."""
    has_success = any(key[:1] in {"2", "3"} for key in operation.responses)
    for key in operation.responses:
        if key.isdecimal() and int(key) >= 400:
            yield int(key)
        elif key.upper() in OF_CLASSES and (has_success or key.upper() != "DEFAULT"):
            yield OF_CLASSES[key.upper()]


def _try(talking: Talk, path: str, method: MethodFacts, operation: Operation, status: int | None) -> None:
    try:
        request, response, _, error = talking.called(path, method, status, full=False)
        if status is None and response.status not in {401, 403}:
            raise TroubleError("the credential is taken", response.status)
        if status is not None and response.status != status:
            raise TroubleError("another status", f"{response.status} in place of {status}")
        _conforms(talking, operation, request.method, response)
        _understood(talking, operation, response, error)
    except TroubleError as trouble:
        what = f"{trouble.kind} (refused with {status or 'its credential'})"
        talking.troubles.append(Trouble(operation.id, what, trouble.message))


def _conforms(talking: Talk, operation: Operation, method: str, response: Response) -> None:
    """Hold a refusal against what is declared for its status, or else against problem details (RFC 9457 section 3.1)."""
    if operation.response(response.status) is not None:
        if found := list(talking.conformance.response_faults(operation, method, response)):
            raise TroubleError("the answer does not conform", "; ".join(map(str, found[:2])))
        return
    body = json.loads(response.body)
    is_problem = media_type(response.headers) == "application/problem+json" and isinstance(body["detail"], str)
    if not is_problem or (body["status"], bool(body["title"])) != (response.status, True):
        raise TroubleError("no problem details", response)


def _understood(talking: Talk, operation: Operation, response: Response, error: Exception | None) -> None:
    module = talking.package.module
    if error is None or not isinstance(error, getattr(module, CLASSES.get(response.status, "APIStatusError"))):
        if any(method.raw for _, method in talking.methods() if method.operation_id == operation.id) and error is None:
            return  # any status is an answer where only `default` is declared
        raise TroubleError("another error", f"{response.status}: {error!r}")
    assert isinstance(error, module.APIStatusError)
    declared = operation.response(response.status) or {}
    kind = media_type(response.headers)
    media = next(
        (each for name, each in declared.get("content", {}).items() if name.partition(";")[0].strip() == kind), {}
    )
    if error.status != response.status or (is_json(kind) and media.get("schema") and error.parsed() is None):
        raise TroubleError("the error is not decoded", f"{response.status} {response.body[:200]!r}")

"""Steps as calls of a generated client: whether it has such a method, what it is given, and what it gave."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, get_overloads

from generator.contract.cassettes.arguments import moment
from generator.contract.recording.scenarios import RULE, Step
from generator.contract.replaying.packages import Package
from generator.contract.replaying.replay import Outcome
from generator.document import pointers
from generator.document.findings import Finding, Place
from generator.exchange.messages import is_json, media_type
from generator.workspace.suggest import among


class MorePagesError(Exception):
    """A list has more pages than the step reads, so that a recording could not be played to its end."""


def misfits(package: Package, steps: Iterable[Step]) -> Iterator[Finding]:
    """Yield what in `steps` the client does not have: arguments of calls and of the client, and error classes."""
    client = package.client({}, None, None, asynchronous=False)
    settings = _client_arguments(package)
    for step in steps:
        ways = _ways(method_of(client, step.call))
        known = list(dict.fromkeys(name for way in ways for name in way))
        yield from _unknown(step, "arguments", step.arguments, known)
        yield from _unknown(step, "client", step.client, settings)
        missing = [[name for name, required in way.items() if required and name not in step.arguments] for way in ways]
        if all(missing):
            yield Finding(RULE, f"{step.call} needs {', '.join(missing[0])}", _below(step, "arguments"))
        if step.raises is not None and not _is_error(package, step.raises):
            errors = [name for name in dir(package.module) if _is_error(package, name)]
            message = f"{step.raises!r} is no error of the client"
            yield Finding(RULE, message, _below(step, "raises"), among(step.raises, errors, "errors"))


def method_of(client: Any, dotted: str) -> Callable[..., Any]:
    """Return the method `dotted` of a client."""
    found = client
    for name in dotted.split("."):
        found = getattr(found, name)
    method: Callable[..., Any] = found
    return method


def default_verb(package: Package, call: str) -> str:
    """Return the HTTP method that a method joined of several operations takes unless it is given one."""
    client = package.client({}, None, None, asynchronous=False)
    parameter = inspect.signature(method_of(client, call)).parameters.get("method")
    return str(parameter.default) if parameter is not None else ""


def make_call(package: Package, client: Any, step: Step, arguments: Mapping[str, Any]) -> Outcome:
    """Return what the call of `step` gives; `arguments` are JSON data, in which a text that is a moment becomes it.

    Raises:
        MorePagesError: the list goes on behind the pages that the step reads and records.
    """
    given = {name: moment(value) for name, value in arguments.items()}
    try:
        result = method_of(client, step.call)(**given)
        if isinstance(result, package.module.Pages):
            return Outcome(pages=_pages(result, step))
        if isinstance(result, package.module.Response):
            if step.raises:
                result.raise_for_status()
            return Outcome(response=result)
        return Outcome(result)
    except MorePagesError:
        raise
    except Exception as error:
        return Outcome(error=error)


def carried(outcome: Outcome) -> Any:
    """Return what later steps can refer to of `outcome`: the answer.

    Of a list these are its `items` and `pages`; of a method that returns the whole response `status`, `headers` (names
    in small letters) and `body`.
    """
    if outcome.pages is not None:
        items = [item for page in outcome.pages for item in page.items]
        return {"items": items, "pages": [page.body for page in outcome.pages]}
    if outcome.response is not None:
        response = outcome.response
        headers = {name.lower(): value for name, value in response.headers.items()}
        kind = media_type(tuple(headers.items()))
        body = _json(response.text) if is_json(kind) else response.text
        return {"status": response.status, "headers": headers, "body": body}
    return outcome.value.decode("utf-8", "replace") if isinstance(outcome.value, bytes) else outcome.value


def _ways(method: Callable[..., Any]) -> list[dict[str, bool]]:
    """Return the ways to call a method: its arguments, each with whether it is required; options are none of them."""
    overloads = get_overloads(method)
    signatures = [inspect.signature(overload) for overload in overloads] or [inspect.signature(method)]
    return [
        {
            name: parameter.default is parameter.empty
            for name, parameter in signature.parameters.items()
            if name not in {"self", "options"}
        }
        for signature in signatures
    ]


def _pages(result: Any, step: Step) -> list[Any]:
    pages: list[Any] = list(islice(result.pages(), step.pages))
    if step.case and step.pages is not None and pages and pages[-1].next_token is not None:
        msg = f"the list goes on behind {step.pages} pages: a recording of it could not be played to its end"
        raise MorePagesError(msg)
    return pages


def _client_arguments(package: Package) -> list[str]:
    facts = package.facts
    named = [each.argument for each in facts.inputs] + [each.argument for each in facts.variables]
    return [*named, *(["region"] if len(facts.servers) > 1 else [])]


def _unknown(step: Step, key: str, given: Mapping[str, Any], known: list[str]) -> Iterator[Finding]:
    for name in given:
        if name not in known:
            place = _below(step, key, name)
            yield Finding(RULE, f"has the unknown argument {name!r}", place, among(name, known, "arguments"))


def _is_error(package: Package, name: str) -> bool:
    found = getattr(package.module, name, None)
    return isinstance(found, type) and issubclass(found, Exception)


def _below(step: Step, *tokens: str) -> Place:
    return Place(step.place.file, step.place.line, pointers.join(step.place.pointer or "", *tokens))


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text

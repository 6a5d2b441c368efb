"""A generated client and the stand-in of its document: every operation is called, and both sides are held to the document."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from warnings import catch_warnings, simplefilter

import httpx2

from generator.contract.replaying.packages import Package, imported
from generator.contract.replaying.results import json_faults
from generator.emit.constants import without_constants
from generator.emit.engines import Engines
from generator.emit.facts import MethodFacts
from generator.emit.project import generate_document
from generator.emit.resources import resources
from generator.emit.settings import document_package
from generator.exchange.conformance import Conformance
from generator.exchange.directions import as_seen
from generator.exchange.messages import Request, Response, is_json, media_type
from generator.exchange.operations import Api, Match
from generator.exchange.schemas import Fault
from generator.exchange.usable import usable
from generator.standin.sampling.samples import Samples
from generator.standin.standin import StandIn

from .sampled_arguments import SampledArguments, TroubleError

TEMPLATES = Path(__file__).parents[2] / "templates"
BASE = "http://stand-in.test"
MISSED = frozenset({404, 409, 410, 412})
"""What a stand-in answers to a request that is right and meets nothing, declared or not."""
SECRET = "any-secret"
VARIABLE = re.compile(r"\{[^{}/]+\}")


class Trouble(NamedTuple):
    """What went wrong with one call: of which kind, and how."""

    operation: str
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.operation}: {self.kind}: {self.message}"[:400]


class Called(NamedTuple):
    """What came of a call: what went over the line, and what the client gave or raised."""

    request: Request
    response: Response
    value: Any
    error: Exception | None


class Line:
    """Carries requests of a client to a stand-in in this process, and remembers the first exchange of a call.

    What follows of a call leads elsewhere: to other pages, or where an answer redirects it to.
    """

    def __init__(self, standin: StandIn) -> None:
        self.standin = standin
        self._loop = asyncio.new_event_loop()
        self.first: tuple[Request, Response] | None = None

    def carry(self, request: httpx2.Request) -> httpx2.Response:
        url = f"{request.url.scheme}://{request.url.netloc.decode()}{request.url.raw_path.decode()}"
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw)
        asked = Request(request.method, url, headers, request.read())
        answer = self._loop.run_until_complete(self.standin.handle(asked))
        self.first = self.first or (asked, answer)
        return httpx2.Response(answer.status, headers=list(answer.headers), content=answer.body)

    def close(self) -> None:
        self._loop.close()


@dataclass
class Talk:
    """The client of a document, in the line to its stand-in."""

    package: Package
    document: dict[str, Any]
    client: Any
    line: Line
    conformance: Conformance
    api: Api
    arguments: SampledArguments
    calls: int = 0
    troubles: list[Trouble] = field(default_factory=list[Trouble])

    def methods(self) -> Iterator[tuple[str, MethodFacts]]:
        """Yield every method with the namespace that it is in."""
        for root in resources(self.document, self.package.facts.client):
            for resource in root.walk():
                yield from ((resource.path, method) for method in resource.methods)

    def run(self) -> None:
        """Call every method: with all arguments for each declared success, and with what it needs for what there is.

        The first are wishes for a status (RFC 7240), the last is answered from the state of the stand-in, which may have
        nothing of that id.
        """
        for path, method in self.methods():
            statuses = [_status(result.status) for result in method.results] or [None]
            for status in dict.fromkeys(statuses):
                self._try(path, method, status, full=True)
            self._try(path, method, None, full=False)

    def _try(self, path: str, method: MethodFacts, status: int | None, *, full: bool) -> None:
        self.calls += 1
        try:
            self._call(path, method, status, full=full)
        except TroubleError as error:
            kind = f"{error.kind} ({'all' if full else 'needed'} arguments)"
            self.troubles.append(Trouble(method.operation_id, kind, error.message))

    def called(self, path: str, method: MethodFacts, status: int | None, *, full: bool) -> Called:
        """Call a method, wishing for an answer of `status`; return what came of it."""
        arguments = self.arguments.of(method, full=full)
        target = self.client
        for name in path.split("."):
            target = getattr(target, name)
        wish = {} if status is None else {"Prefer": f"code={status}"}
        options = self.package.module.RequestOptions(headers=wish, retry=self.package.module.RetryPolicy(max_retries=0))
        self.line.first = None
        value, error = self._answer(getattr(target, method.name), {**arguments, "options": options})
        if self.line.first is None:
            raise TroubleError("the client sends nothing", repr(error))
        return Called(*self.line.first, value, error)

    def _call(self, path: str, method: MethodFacts, status: int | None, *, full: bool) -> None:
        request, response, value, error = self.called(path, method, status, full=full)
        is_own = self._conforms(method, request, response)
        if (response.status in MISSED and status is None) or not is_own:
            return
        if 300 <= response.status < 400 and (error is None or hasattr(error, "response")):
            return  # a redirect leads elsewhere, or is for the caller, who has it whole
        if error is not None:
            raise TroubleError("the answer is not decoded", f"{response.status} {response.body[:100]!r}: {error!r}")
        if status is not None and response.status != status:
            raise TroubleError("another status", f"{response.status} in place of {status}")
        self._lost(value, response)

    def _answer(self, call: Callable[..., Any], arguments: dict[str, Any]) -> tuple[Any, Exception | None]:
        """Return what a call gives, of a list the first page, or what it raises."""
        with catch_warnings():
            simplefilter("ignore", DeprecationWarning)  # what is on its way out works until it is gone
            try:
                value = call(**arguments)
                if isinstance(value, self.package.module.Pages):
                    value = next((page.body for page in value.pages()), None)
            except Exception as error:
                return None, error
        return value, None

    def _conforms(self, method: MethodFacts, request: Request, response: Response) -> bool:
        """Hold an exchange to the document; tell whether the answer is one of the operation, and not of its twin.

        Operations whose paths differ in what is not sent are called by the same requests.
        """
        own, *others = self._matches(method, request)
        if found := list(self.conformance.request_faults(own, request)):
            raise TroubleError("the request does not conform", _said(found))
        found = self._answer_faults(own, request, response)
        twins = [other for other in others if not any(self.conformance.request_faults(other, request))]
        if found and all(self._answer_faults(twin, request, response) for twin in twins):
            raise TroubleError("the answer does not conform", _said(found))
        return not found

    def _answer_faults(self, match: Match, request: Request, response: Response) -> list[Fault]:
        """Return what is wrong with an answer; where nothing is said of any success, none is wrong."""
        operation = match.operation
        if operation.response(response.status) is None and (
            response.status in MISSED or not any(key[:1] in {"2", "3", "d"} for key in operation.responses)
        ):
            return []
        return list(self.conformance.response_faults(operation, request.method, response))

    def _matches(self, method: MethodFacts, request: Request) -> list[Match]:
        """Return what `request` may call with the values of its path, the operation of `method` first."""
        path = urlsplit(request.url).path
        starts = [end for end, char in enumerate(path) if char == "/"]
        found = [match for start in starts for match in self.api.matches(path[start:], request)]
        own = next((match for match in found if match.operation.id == method.operation_id), None)
        if own is None:
            raise TroubleError("the request calls another operation", f"{request.method} {request.url}")
        shape = VARIABLE.sub("{}", own.operation.bare_path)
        twins = [
            match
            for match in found
            if match is not own
            and match.operation.method == request.method
            and VARIABLE.sub("{}", match.operation.bare_path) == shape
        ]
        return [own, *twins]

    def _lost(self, value: Any, response: Response) -> None:
        if isinstance(value, self.package.module.Response):
            value = value.parse()
        if not is_json(media_type(response.headers)) or isinstance(value, bytes | str):
            return
        if found := list(json_faults(response.body, value)) if response.body else []:
            raise TroubleError("the value lost something", "; ".join(found[:2]))


def _said(faults: Sequence[Fault]) -> str:
    return "; ".join(f"{each.pointer} {each.message}" for each in faults[:2])


def _status(declared: str) -> int | None:
    """Return a status that a declared one stands for; None for what leaves it open."""
    return int(declared) if declared.isdecimal() else 200 if declared.upper() == "2XX" else None


@contextmanager
def talk(file: Path, folder: Path, package: str) -> Iterator[Talk]:
    """Generate the package of a document into `folder`, and put its client in the line to the document's stand-in."""
    with Engines(TEMPLATES) as engines:
        form = generate_document(file, package, folder, engines)
    facts = document_package(form.document, package)
    name = file.name
    document, _ = usable(form.document, name)
    seen = as_seen(without_constants(document), "request")
    with ExitStack() as stack:
        made = stack.enter_context(imported(folder, facts))
        line = Line(StandIn(document, name, with_limits=False))
        stack.callback(line.close)
        http = stack.enter_context(httpx2.Client(transport=httpx2.MockTransport(line.carry), trust_env=False))
        given = {each.argument: SECRET for scheme in facts.schemes for each in scheme.required}
        is_absolute = next(iter(facts.servers.values()), "").partition("://")[1]
        given |= {} if is_absolute else {"base_url": BASE + next(iter(facts.servers.values()), "")}
        given |= {each.argument: each.default or next(iter(each.enum), "example") for each in facts.variables}
        client = stack.enter_context(getattr(made.module, facts.client)(**given, http_client=http))
        api = Api(document, name)
        arguments = SampledArguments(Samples(seen, name), made.module.models)
        yield Talk(made, seen, client, line, Conformance(api), api, arguments)

"""A stand-in for one vendor: takes requests, and answers as the vendor's document and behaviour say."""

from __future__ import annotations

import inspect
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import formatdate
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from generator.document.reasons import reason_phrase
from generator.document.references import follow
from generator.exchange.bodies import FORM, read_json
from generator.exchange.conformance import Conformance, free_fields
from generator.exchange.directions import as_seen
from generator.exchange.messages import Request, Response, header_values, is_json, media_type
from generator.exchange.operations import Api, Match, Operation
from generator.exchange.parameters import Parameters
from generator.exchange.schemas import Schemas
from generator.exchange.server_paths import below, prefixes
from generator.exchange.usable import usable
from generator.standin.authentication import Authentication
from generator.standin.behaviour import Behaviour
from generator.standin.bodies import successes
from generator.standin.call import Call, World
from generator.standin.causes import Cause, Refused
from generator.standin.clock import Clock
from generator.standin.faulty import PASSED_OVER, cause_of, refusal
from generator.standin.keeping.store import Record, Store
from generator.standin.keeping.store_file import memory_store
from generator.standin.limits import Limits
from generator.standin.negotiation import agreed
from generator.standin.pages import DEFAULT_SIZE
from generator.standin.prefer import Preferences, preferences
from generator.standin.refusals import Refusals
from generator.standin.resources import actions
from generator.standin.sampling.answer_headers import answer_headers
from generator.standin.sampling.declared import declared_response
from generator.standin.sampling.samples import Samples
from generator.standin.state import FOUND_AT_FIRST, State
from generator.standin.twins import Twins

LAST = 50
"""Requests that a stand-in remembers."""

_STARTED = "started"


@dataclass(frozen=True, slots=True)
class Served:
    """A request that was answered: when, what it called, if anything, and how it ended."""

    at: datetime
    method: str
    target: str
    operation: str
    status: int


class StandIn:
    """Answers requests as a vendor would. It knows nothing of sockets: `app` serves it.

    Attributes:
        document: the document, without what of it cannot be used.
        api: the operations of the document, as their answers are.
        world: store, clock and samples, which tests may look into and change.
        last: the last requests, the newest first.
    """

    def __init__(  # noqa: PLR0913
        self,
        document: dict[str, Any],
        name: str,
        *,
        behaviour: Behaviour | None = None,
        store: Store | None = None,
        clock: Clock | None = None,
        seed: int = 0,
        with_limits: bool = True,
    ) -> None:
        """Make a stand-in for a document in the normal form; `name` stands for it in messages.

        Args:
            document: the document.
            name: its name.
            behaviour: what the document cannot say; nothing special unless given.
            store: what it keeps; in memory unless given.
            clock: its time; that of the machine unless given.
            seed: decides everything that is made up.
            with_limits: whether rates and simultaneous calls are limited as the document states.

        Raises:
            SpecloomError: the document is not in the normal form.
        """
        document, _ = usable(document, name)
        self._conformance = Conformance(Api(document, name))
        self.document = document
        # What a request alone may hold is not kept, and never shown, also where nothing else would rule it out.
        document = as_seen(document, "response", is_closed=True)
        self.api = Api(document, name)
        self.behaviour = behaviour or Behaviour()
        settings = self.behaviour.settings
        schemas = Schemas(document, name)
        clock = clock or Clock()
        self.world = World(
            document, store or memory_store(), clock, schemas, Samples(document, name, schemas), seed, with_limits
        )
        self.last: deque[Served] = deque(maxlen=LAST)
        self._actions = actions(self.api, settings.get("aliases"))
        self._state = State(
            self.world,
            page_size=settings.get("page_size", DEFAULT_SIZE),
            found_at_first=settings.get("found_at_first", FOUND_AT_FIRST),
        )
        self._parameters = Parameters(document, schemas)
        self._authentication = Authentication(document, **settings.get("credentials", {}))
        self._refusals = Refusals(self.world.samples, document, settings.get("errors"), settings.get("codes"))
        self._limits = Limits(document, clock) if with_limits else None
        self._prefixes = prefixes(server for operation in self.api.operations for server in operation.servers)
        self._twins = Twins(self.api, self._conformance)
        self._start()

    def reset(self) -> None:
        """Forget everything that was made, and begin again as at the first start."""
        with self.world.store.transaction():
            self.world.store.clear()
            self._start()
        self._limits = Limits(self.world.document, self.world.clock) if self.world.with_limits else None
        self.last.clear()

    def _start(self) -> None:
        store = self.world.store
        with store.transaction():
            if store.get(_STARTED, "", "") is None:
                store.insert(Record(_STARTED, "", "", True))
                for start in self.behaviour.starts:
                    start(self.world)

    async def handle(self, request: Request) -> Response:
        """Return the answer to `request`; its URL may be on any server, with or without the path of a declared one."""
        match: Match | None = None
        try:
            found = self._first(request) or self._find(request)
            if isinstance(found, Response):
                response = found
            else:
                match = found
                response = await self._answer(match, request)
        except Refused as refused:
            response = self._refusals.response(match.operation if match else None, refused, _accept(request))
        if match is not None:
            response = self._with_headers(match.operation, response)
        operation = match.operation.id if match else ""
        target = urlsplit(request.url).path
        self.last.appendleft(Served(self.world.clock.now(), request.method, target, operation, response.status))
        return response

    def _first(self, request: Request) -> Response | None:
        answers = (function(request, self.world) for function in self.behaviour.before)
        return next((answer for answer in answers if answer is not None), None)

    def _find(self, request: Request) -> Match | Response:
        path, methods = request.path, dict[str, None]()
        for matches in self._below_servers(request):
            if own := [match for match in matches if match.operation.method == request.method]:
                return self._twins.meant(own, request)
            methods |= {match.operation.method: None for match in matches}
        route = self.behaviour.routes.get((request.method, path))
        answer = None if route is None else route(request, self.world)
        if answer is not None:
            return answer
        if not methods:
            raise Refused(Cause.NOT_FOUND, f"no operation has the path {path}")
        allowed = ", ".join(sorted(methods))
        message = f"{path} takes {allowed}, not {request.method}"
        raise Refused(Cause.MALFORMED, message, status=405, headers=(("Allow", allowed),))

    def called(self, request: Request) -> Operation | None:
        """Return the operation that `request` calls, or one that is called by the same requests; None where it calls none."""
        found = (match.operation for matches in self._below_servers(request) for match in matches)
        return next((operation for operation in found if operation.method == request.method), None)

    def _below_servers(self, request: Request) -> Iterator[list[Match]]:
        """Yield what the path of `request` fits below the root, and below the path of each declared server."""
        for prefix in self._prefixes:
            for path in below(prefix, request.path):
                yield list(self.api.matches(path, request))

    async def _answer(self, match: Match, request: Request) -> Response:
        wishes = preferences(request.headers)
        operation = match.operation
        if wishes.code is not None or wishes.example:
            return self._wished(operation, request, wishes)
        credentials = self._authentication.credentials(operation, request)
        for judge in self.behaviour.judges:
            judge(credentials, self.world)
        with self._limits.admitted(operation, request) if self._limits else nullcontext():
            self._check(match, request)
            call = self._call(match, request, credentials)
            handler = self.behaviour.handlers.get(operation.id)
            answer = call.proceed() if handler is None else handler(call)
            response = await answer if inspect.isawaitable(answer) else answer
            chance = partial(self.world.randomness, operation.id, "media type")
            return agreed(self.world.samples, operation, response, _accept(request), chance)

    def _call(self, match: Match, request: Request, credentials: Any) -> Call:
        operation = match.operation
        free = free_fields(self.document, self._parameters, operation, request)
        arguments = {
            parameter["name"]: self._parameters.value(parameter, texts)
            for parameter in operation.parameters
            if (texts := self._parameters.texts(parameter, match.values, request, free)) is not None
        }
        body = self._body(operation, request)

        def proceed() -> Response:
            answer = self._state.answer(call, self._actions[operation.id])
            return answer if answer is not None else self._declared(call)

        def listed(items: Sequence[Any]) -> Response:
            return self._state.listed(call, self._actions[operation.id], items)

        call = Call(operation, request, match.values, arguments, body, credentials, self.world, proceed, listed)
        return call

    def _body(self, operation: Operation, request: Request) -> Any:
        kind = media_type(request.headers)
        if not request.body:
            return None
        if is_json(kind):
            return read_json(request.body)
        if kind == FORM:
            content: dict[str, Any] = (operation.body or {}).get("content", {})
            media = content.get(FORM, {})
            pairs = tuple(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))
            return self._parameters.form(media.get("schema", {}), pairs, media.get("encoding"))
        return request.body

    def _check(self, match: Match, request: Request) -> None:
        """Refuse what the document does not allow, apart from parameters and bodies that it does not know of."""
        faults = [fault for fault in self._conformance.request_faults(match, request) if fault.rule not in PASSED_OVER]
        if faults:
            raise refusal(faults, match.operation)

    def _declared(self, call: Call) -> Response:
        """Return what the document says that the call gets, with values made up."""
        declared = successes(call.operation)
        status = declared[0].status if declared else 200
        random = self.world.randomness(call.operation.id, call.request.path)
        return declared_response(
            self.world.samples, call.operation, status, accept=_accept(call.request), random=random
        )

    def _with_headers(self, operation: Operation, response: Response) -> Response:
        """Return `response` with those headers that the document requires of it and that nothing has set."""
        declared = (operation.response(response.status) or {}).get("headers", {})
        missing = {
            name: header
            for name, header in declared.items()
            if follow(self.world.document, header).get("required") and not header_values(response.headers, name)
        }
        if not missing:
            return response
        made = answer_headers(self.world.samples, missing, self.world.randomness(operation.id, "headers"))
        now = formatdate(self.world.clock.seconds(), usegmt=True)
        dates = tuple((name, now) for name in missing if name.lower() == "date")
        return replace(response, headers=(*response.headers, *made, *dates))

    def _wished(self, operation: Operation, request: Request, wishes: Preferences) -> Response:
        """Return the declared answer of the wished status and example (RFC 7240)."""
        declared = successes(operation)
        status = wishes.code if wishes.code is not None else (declared[0].status if declared else 200)
        if operation.response(status) is None:
            known = ", ".join(operation.responses)
            message = f"{operation.id} declares no answer {status}; declared: {known}"
            raise Refused(Cause.MALFORMED, message, field="Prefer", status=400)
        if status >= 400 and not wishes.example:
            raise Refused(cause_of(status), reason_phrase(str(status)), status=status)
        random = self.world.randomness(operation.id, status)
        try:
            return declared_response(
                self.world.samples, operation, status, accept=_accept(request), example=wishes.example, random=random
            )
        except LookupError as error:
            raise Refused(Cause.MALFORMED, str(error), field="Prefer", status=400) from None


def _accept(request: Request) -> str:
    return ", ".join(header_values(request.headers, "Accept"))

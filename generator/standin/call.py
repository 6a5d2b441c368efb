"""One call as a stand-in sees it: the operation, what came with it, and the world that it acts on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from generator.exchange.messages import Headers, Request, Response
from generator.exchange.operations import Operation
from generator.exchange.schemas import Schemas
from generator.standin.authentication import Credential
from generator.standin.bodies import successes
from generator.standin.clock import Clock
from generator.standin.keeping.store import Store
from generator.standin.sampling.samples import NoSample, Samples


@dataclass(frozen=True, slots=True)
class World:
    """What all calls of one stand-in share.

    `randomness` gives the same numbers for the same seed and purpose, whatever else was asked before.
    """

    document: dict[str, Any]
    store: Store
    clock: Clock
    schemas: Schemas
    samples: Samples
    seed: int = 0
    with_limits: bool = True

    def randomness(self, *purpose: object) -> Random:
        """Return a source of random numbers of its own for `purpose`."""
        return Random(" ".join(map(str, (self.seed, *purpose))))  # noqa: S311 - samples, no secrets

    def completed(self, schema: Any, given: Any, purpose: str, *, is_sparse: bool = True) -> Any:
        """Return `given` with what `schema` asks for beside it; `given` itself where nothing makes it valid.

        Members that the schema does not require are added only where it is not `is_sparse`.
        """
        try:
            return self.samples.complete(schema, given, self.randomness(purpose), is_sparse=is_sparse)
        except NoSample:
            return given


@dataclass(frozen=True, slots=True)
class Call:
    """A request that fits an operation, admitted and valid.

    Attributes:
        operation: what it calls.
        request: as it came.
        values: the path parameters as text, by wire name.
        arguments: all parameters by wire name, as values that their schemas allow.
        body: the JSON value, the fields of a form, the text or bytes of anything else; None where there is none.
        credentials: what it was admitted with.
        world: what it acts on.
        proceed: gives the answer that follows from the document and the state alone.
        listed: gives the page of the given items that the call asks for, as the document has it.
    """

    operation: Operation
    request: Request
    values: Mapping[str, str]
    arguments: Mapping[str, Any]
    body: Any
    credentials: tuple[Credential, ...]
    world: World
    proceed: Callable[[], Response] = field(repr=False)
    listed: Callable[[Sequence[Any]], Response] = field(repr=False)

    def answer(self, value: Any = None, status: int | None = None, headers: Headers = ()) -> Response:
        """Return an answer with a JSON body, or without one; the status is that of the operation's success unless given."""
        declared = successes(self.operation)
        if status is None:
            fitting = [each.status for each in declared if each.has_body is (value is not None)]
            status = (fitting or [each.status for each in declared] or [200])[0]
        return json_response(status, value, headers)


def json_response(status: int, value: Any, headers: Headers = ()) -> Response:
    """Return an answer whose body is `value` as JSON (RFC 8259); None is no body."""
    if value is None:
        return Response(status, headers)
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")
    return Response(status, (("Content-Type", "application/json"), *headers), body)

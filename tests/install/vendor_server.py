"""A server on 127.0.0.1 that answers as a vendor's document says, with the values that its README shows."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

from generator.document import pointers
from generator.document.findings import Place
from generator.emit.media import is_json, json_first
from generator.exchange.conformance import Conformance
from generator.exchange.messages import Interaction, Request, Response
from generator.exchange.operations import Api, Operation

if TYPE_CHECKING:
    from generator.document.findings import Finding
    from generator.emit.examples import Examples

_TEXT = "hello"  # what every example prints of an answer that is no JSON


class VendorServer:
    """Serves one document; a context manager that keeps each exchange."""

    def __init__(self, document: dict[str, Any], examples: Examples) -> None:
        self.exchanges: list[Interaction] = []
        self._examples = examples
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        served = {**document, "servers": [{"url": self.url}]}
        self._api = Api(served, "openapi.yaml")
        self._conformance = Conformance(self._api)

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def called(self) -> list[str]:
        """Return the method of the client that each request belongs to."""
        matches = [self._api.find(exchange.request) for exchange in self.exchanges]
        return [match if isinstance(match, str) else match.operation.sdk_method for match in matches]

    def faults(self) -> list[Finding]:
        """Return what the document does not allow in the exchanges so far."""
        return [fault for exchange in self.exchanges for fault in self._conformance.check(exchange, Place("exchange"))]

    def answer(self, request: Request) -> Response:
        """Return the first success that is declared, filled with example values; 404 where nothing fits."""
        match = self._api.find(request)
        if isinstance(match, str):
            return Response(404, (("Content-Type", "text/plain"),), match.encode())
        status, declared = _success(match.operation)
        media_type, media = json_first(declared.get("content", {}))
        if not media_type:
            return Response(status)
        if not is_json(media_type):
            return Response(status, (("Content-Type", "text/plain"),), _TEXT.encode())
        value = self._examples.value(media.get("schema", {}))
        pagination = self._data(match.operation).get("x-specloom-pagination", {})
        return Response(status, (("Content-Type", media_type),), json.dumps(_only_page(value, pagination)).encode())

    def _data(self, operation: Operation) -> dict[str, Any]:
        return self._api.document["paths"][operation.path][operation.method.lower()]  # type: ignore[no-any-return]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle(self) -> None:
                try:
                    super().handle()
                except ConnectionError:
                    self.close_connection = True

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                request = Request(self.command, owner.url + self.path, tuple(self.headers.items()), body)
                response = owner.answer(request)
                owner.exchanges.append(Interaction(request, response))
                self.send_response(response.status)
                for name, value in response.headers:
                    self.send_header(name, value)
                if response.status != 204:
                    self.send_header("Content-Length", str(len(response.body)))
                self.end_headers()
                self.wfile.write(response.body)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        return Handler


def _success(operation: Operation) -> tuple[int, dict[str, Any]]:
    """Return the success that tells most: one with JSON, else the first one, else the default as 200."""
    successes = [(int(status), each) for status, each in operation.responses.items() if status.startswith("2")]
    telling = [pair for pair in successes if is_json(json_first(pair[1].get("content", {}))[0])]
    return next(iter(telling or successes), (200, operation.responses.get("default", {})))


def _only_page(value: Any, pagination: dict[str, str]) -> Any:
    """Return `value` saying, where the API says it in the body, that no page follows."""
    for key, last in (("more", False), ("next", None), ("last", 1)):
        if key in pagination:
            *parents, name = pointers.split(pagination[key])
            pointers.get(value, pointers.join("", *parents))[name] = last
    return value

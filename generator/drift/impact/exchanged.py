"""One recorded exchange beside one document: what of the operation it sends and gets, and which schemas its values reach."""

from __future__ import annotations

import json
from functools import cached_property
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from generator.document import pointers
from generator.document.shapes import is_array, is_object
from generator.drift.impact.reaching import ANYTHING, reached
from generator.exchange.messages import header_values, is_json, media_type

if TYPE_CHECKING:
    from generator.exchange.messages import Headers, Interaction

_FORM = "application/x-www-form-urlencoded"


class Exchanged:
    """One exchange as the operation at `pointer` of a resolved `document` describes it."""

    def __init__(self, document: dict[str, Any], pointer: str, interaction: Interaction) -> None:
        """Take the document, the operation, and what was recorded."""
        self._document = document
        self._pointer = pointer
        self._operation: dict[str, Any] = pointers.get(document, pointer)
        self.interaction = interaction
        self.status = self._status()

    def _status(self) -> str | None:
        """Return the key of the response that describes the recorded one: its number, its class, or `default`."""
        declared: Any = self._operation.get("responses", {})
        status = str(self.interaction.response.status)
        by_name = {str(key).upper(): str(key) for key in (declared if is_object(declared) else {})}
        return next((by_name[key] for key in (status, f"{status[0]}XX", "DEFAULT") if key in by_name), None)

    @property
    def has_body(self) -> bool:
        """Whether a body was sent."""
        return bool(self.interaction.request.body)

    def sends(self, parameter: dict[str, Any]) -> bool:
        """Tell whether a parameter was sent; one that is written in an unusual way counts as sent."""
        name, place = str(parameter.get("name")), parameter.get("in")
        request = self.interaction.request
        if place == "header":
            return bool(header_values(request.headers, name))
        if place == "cookie":
            return name in _cookies(request.headers)
        if place == "query":
            # `ids[]=1`, `filter[name]=a` and `filter.name=a` are ways to write lists and objects.
            return any(key == name or key.startswith((f"{name}[", f"{name}.")) for key, _ in request.query)
        return True

    def has_header(self, name: str) -> bool:
        """Tell whether the answer has the header `name`."""
        return bool(header_values(self.interaction.response.headers, name))

    def is_of(self, declared: str, direction: str) -> bool:
        """Tell whether what was sent ("request") or received is of the `declared` media type or range."""
        headers = self.interaction.request.headers if direction == "request" else self.interaction.response.headers
        kind, wanted = media_type(headers), declared.partition(";")[0].strip().lower()
        return wanted in {kind, "*/*", f"{kind.partition('/')[0]}/*"}

    def reaches(self, pointer: str, direction: str) -> bool:
        """Tell whether a value reaches the schema at `pointer`; `direction` is "request", "response", or "" for both."""
        return (direction != "response" and pointer in self._sent) or (
            direction != "request" and pointer in self._received
        )

    @cached_property
    def _sent(self) -> set[str]:
        result = self._of_body(pointers.join(self._pointer, "requestBody"), "request")
        parameters: Any = self._operation.get("parameters", [])
        for i, parameter in enumerate(parameters if is_array(parameters) else []):
            if is_object(parameter) and self.sends(parameter):
                result |= self._of_value(pointers.join(self._pointer, "parameters", i))
        return result

    @cached_property
    def _received(self) -> set[str]:
        if self.status is None:
            return set()
        here = pointers.join(self._pointer, "responses", self.status)
        result = self._of_body(here, "response")
        headers: Any = self._operation["responses"][self.status].get("headers", {})
        for name in headers if is_object(headers) else {}:
            if self.has_header(name):
                result |= self._of_value(pointers.join(here, "headers", name))
        return result

    def _of_value(self, holder: str) -> set[str]:
        """Return the schemas that the value of a parameter or header may reach: it is text, of which all is possible."""
        found = reached(self._document, pointers.join(holder, "schema"), ANYTHING)
        for kind in self._content(holder):
            found |= reached(self._document, pointers.join(holder, "content", kind, "schema"), ANYTHING)
        return found

    def _of_body(self, holder: str, direction: str) -> set[str]:
        message = self.interaction.request if direction == "request" else self.interaction.response
        if not message.body:
            return set()
        value = _read(message.headers, message.body)
        kinds = self._content(holder)
        fitting = [kind for kind in kinds if self.is_of(kind, direction)]
        found: set[str] = set()
        for kind in fitting or kinds:
            found |= reached(self._document, pointers.join(holder, "content", kind, "schema"), value)
        return found

    def _content(self, holder: str) -> dict[str, Any]:
        try:
            content = pointers.get(self._document, pointers.join(holder, "content"))
        except KeyError:
            return {}
        return content if is_object(content) else {}


def _read(headers: Headers, body: bytes) -> Any:
    """Return the data of a body; `ANYTHING` where it is of a kind that has no members to look for."""
    kind = media_type(headers)
    try:
        if kind == _FORM:
            return dict(parse_qsl(body.decode(), keep_blank_values=True))
        return json.loads(body) if is_json(kind) or not kind else ANYTHING
    except (ValueError, RecursionError):
        return ANYTHING


def _cookies(headers: Headers) -> set[str]:
    names: set[str] = set()
    for value in header_values(headers, "Cookie"):
        try:
            names.update(SimpleCookie(value))
        except CookieError:
            continue
    return names

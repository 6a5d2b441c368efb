"""A call of an operation as a line for a shell, with values that it takes and a credential that stands for any."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from generator.document.findings import SpecloomError
from generator.document.references import follow
from generator.exchange.messages import is_json
from generator.exchange.operations import Api, Operation
from generator.standin.sampling.samples import Samples

if TYPE_CHECKING:
    from generator.standin.standin import StandIn

ANYTHING = "anything"
"""What stands for a credential where the stand-in takes any."""

_LONGEST_BODY = 2000  # characters that a person may want to look at


class Curl:
    """Words calls of one stand-in."""

    def __init__(self, standin: StandIn) -> None:
        self._world = standin.world
        self._document = standin.document
        # As requests are: what an answer must not show may have to be sent.
        self._operations = {each.id: each for each in Api(self._document, standin.api.name).operations}
        self._samples = Samples(self._document, standin.api.name)
        self._accepted: Mapping[str, Any] = standin.behaviour.settings.get("credentials", {}).get("accepted", {})
        self._bodies: dict[str, list[str]] = {}

    def line(self, operation: Operation, base_url: str, values: Mapping[str, str]) -> str:
        """Return a call of `operation` below `base_url`; `values` are path variables that name something there."""
        operation = self._operations[operation.id]
        required = [parameter for parameter in operation.parameters if parameter.get("required")]
        path = operation.path.partition("#")[0]  # the rest is never sent
        for parameter in (each for each in required if each["in"] == "path"):
            name = parameter["name"]
            path = path.replace(f"{{{name}}}", quote(values.get(name) or self._sample(parameter), safe=""))
        query = [(each["name"], self._sample(each)) for each in required if each["in"] == "query"]
        headers = [(each["name"], self._sample(each)) for each in required if each["in"] == "header"]
        words: list[str] = []
        for location, name, text in self._credentials(operation):
            if location == "query":
                query.append((name, text))
            elif location == "header":
                headers.append((name, text))
            else:
                words += ["-b" if location == "cookie" else "-u", f"{name}={text}" if name else text]
        for name, text in headers:
            words += ["-H", f"{name}: {text}"]
        said = "&".join(f"{quote(name, safe='')}={quote(text, safe='')}" for name, text in query)
        method = [] if operation.method == "GET" else ["-X", operation.method]
        joint = ("&" if operation.query else "?") if said else ""
        url = f"{base_url}{path}{joint}{said}"
        return shlex.join(["curl", *method, url, *words, *self._body(operation)])

    def credential(self, scheme: str) -> str:
        """Return a secret that the stand-in takes for a security scheme."""
        accepted = self._accepted.get(scheme)
        return str(accepted[0]) if accepted else ANYTHING

    def _credentials(self, operation: Operation) -> list[tuple[str, str, str]]:
        """Return what the first security requirement asks for: its place, its name there if any, what to put there."""
        schemes = self._document.get("components", {}).get("securitySchemes", {})
        found: list[tuple[str, str, str]] = []
        for name in operation.security[0] if operation.security else ():
            scheme, secret = follow(self._document, schemes.get(name, {})), self.credential(name)
            if scheme.get("type") == "apiKey":
                found.append((str(scheme.get("in")), str(scheme.get("name")), secret))
            elif scheme.get("type") == "http" and str(scheme.get("scheme")).lower() == "basic":
                found.append(("user", "", secret if ":" in secret else f"{ANYTHING}:{secret}"))
            elif scheme.get("type") != "mutualTLS":
                word = str(scheme.get("scheme", "bearer")).capitalize()
                found.append(("header", "Authorization", f"{word} {secret}"))
        return found

    def _body(self, operation: Operation) -> list[str]:
        if operation.id not in self._bodies:
            self._bodies[operation.id] = list(self._made_body(operation))
        return self._bodies[operation.id]

    def _made_body(self, operation: Operation) -> tuple[str, ...]:
        content: dict[str, Any] = (operation.body or {}).get("content", {})
        kind = next((kind for kind in content if is_json(kind.partition(";")[0].strip().lower())), None)
        if kind is None:
            return ()
        media: dict[str, Any] = content[kind]
        try:
            value = media["example"] if "example" in media else self._value(media.get("schema", {}), "")
        except SpecloomError:
            return ()
        text = json.dumps(value, ensure_ascii=False)
        return ("-H", f"Content-Type: {kind}", "-d", text) if len(text) <= _LONGEST_BODY else ()

    def _sample(self, parameter: Mapping[str, Any]) -> str:
        """Return a value of a parameter as text, its name in capitals where none can be made."""
        schema, name = parameter.get("schema"), str(parameter["name"])
        try:
            value = None if schema is None else self._value(schema, name)
        except SpecloomError:
            value = None
        if isinstance(value, bool):
            return str(value).lower()
        return str(value) if isinstance(value, str | int | float) and value != "" else name.upper()

    def _value(self, schema: Any, name: str) -> Any:
        return self._samples.value(schema, self._world.randomness("curl"), hint=name, direction="request")

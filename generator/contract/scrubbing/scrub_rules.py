"""What a document says that scrubbing must know: where credentials go, which headers mean something, what is an id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.contract.scrubbing.scrub_servers import Servers
from generator.contract.scrubbing.secret_shapes import CREDENTIAL_NAME, HARMLESS_NAME, SUSPECT_NAME
from generator.document.names import snake, words
from generator.document.references import follow
from generator.document.shapes import is_array, is_object
from generator.exchange.credentials import credential_headers
from generator.exchange.operations import Api, Operation

REQUEST_HEADERS = (
    "Accept", "Content-Type", "If-Match", "If-Modified-Since", "If-None-Match", "If-Unmodified-Since", "Prefer", "Range",
)  # fmt: skip
RESPONSE_HEADERS = (
    "Accept-Patch", "Allow", "Content-Disposition", "Content-Location", "Content-Type", "ETag", "Link", "Location",
    "Preference-Applied", "Retry-After",
)  # fmt: skip

# A session between browser and server is nothing that a client of the API sends, except as its document says.
_NEVER_SENT = frozenset({"proxy-authorization"})
_NEVER_ANSWERED = frozenset({"set-cookie", "set-cookie2"})
_CREDENTIAL = re.compile(CREDENTIAL_NAME)
_SUSPECT = re.compile(SUSPECT_NAME)
_HARMLESS = re.compile(HARMLESS_NAME)
_ID_WORDS = frozenset({"id", "ids", "uuid", "uuids", "guid", "guids", "oid"})
_FREE_KINDS = frozenset({"string", "integer"})
_NAMED_FORMATS = frozenset({"date", "date-time", "time", "email", "ipv4", "ipv6", "hostname", "uri"})


class Rules:
    """The rules of one document."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.api = Api(document, "")
        schemes = [follow(document, scheme) for scheme in _members(document, "components", "securitySchemes").values()]
        keys = {
            (str(scheme.get("in")), str(scheme.get("name"))) for scheme in schemes if scheme.get("type") == "apiKey"
        }
        self.credential_headers = frozenset(credential_headers(document)) - {"cookie"}
        self.credential_fields = frozenset(name for location, name in keys if location != "header")
        self.cookies = frozenset(name for location, name in keys if location == "cookie") | self._parameters("cookie")
        self.token_urls = frozenset(_token_urls(schemes))
        self.request_headers = self._request_headers(keys)
        self.response_headers = self._response_headers()
        self.servers = Servers(document)

    def credential(self, name: str) -> bool:
        """Tell whether a field of this name has a credential as its value, whatever that is."""
        plain = _plain(name)
        return name in self.credential_fields or bool(_CREDENTIAL.search(plain) and not _HARMLESS.search(plain))

    def suspect(self, name: str) -> bool:
        """Tell whether a field of this name may have a credential as its value."""
        plain = _plain(name)
        return bool(_SUSPECT.search(plain) and not _HARMLESS.search(plain))

    def identifier(self, name: str) -> bool:
        """Tell whether a field of this name has an id, or several, as its value."""
        parts = words(name)
        return bool(parts) and parts[-1].lower() in _ID_WORDS

    def path_arguments(self, method: str) -> frozenset[str]:
        """Return the names that the path parameters of the SDK method `method` have as arguments."""
        return frozenset(
            snake(str(parameter["name"]))
            for operation in self.api.operations
            if operation.sdk_method == method
            for parameter in operation.parameters
            if parameter["in"] == "path" and self.names_something(operation, str(parameter["name"]))
        )

    def names_something(self, operation: Operation, name: str) -> bool:
        """Tell whether the path parameter `name` of `operation` takes ids, as far as its schema tells."""
        for parameter in operation.parameters:
            if parameter["in"] == "path" and parameter["name"] == name:
                schema = follow(self.api.document, parameter.get("schema", {}))
                kinds = schema.get("type", "string") if is_object(schema) else "string"
                listed = set[Any](kinds if is_array(kinds) else [kinds])
                closed = is_object(schema) and ("enum" in schema or schema.get("format") in _NAMED_FORMATS)
                return bool(listed & _FREE_KINDS) and not closed
        return True

    def _parameters(self, location: str) -> frozenset[str]:
        return frozenset(
            str(parameter["name"])
            for operation in self.api.operations
            for parameter in operation.parameters
            if parameter["in"] == location
        )

    def _request_headers(self, keys: Iterable[tuple[str, str]]) -> dict[str, str]:
        own = sorted({name for location, name in keys if location == "header"} | self._parameters("header"))
        kept = {name.lower(): name for name in (*REQUEST_HEADERS, "Authorization", "Cookie", *own)}
        return {key: name for key, name in kept.items() if key not in _NEVER_SENT}

    def _response_headers(self) -> dict[str, str]:
        responses = [response for operation in self.api.operations for response in operation.responses.values()]
        own = sorted({str(name) for response in responses for name in _members(response, "headers")})
        kept = {name.lower(): name for name in (*RESPONSE_HEADERS, *own)}
        return {key: name for key, name in kept.items() if key not in _NEVER_ANSWERED}


def _token_urls(schemes: Iterable[dict[str, Any]]) -> Iterator[str]:
    for scheme in schemes:
        for flow in _members(scheme, "flows").values():
            if is_object(flow):
                yield from (str(flow[key]) for key in ("tokenUrl", "refreshUrl") if key in flow)


def _members(value: Any, *keys: str) -> dict[str, Any]:
    for key in keys:
        value = value.get(key) if is_object(value) else None
    return value if is_object(value) else {}


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())

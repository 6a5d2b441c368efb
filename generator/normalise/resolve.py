"""The resolved form: one self-contained OpenAPI 3.1 document with every part of an operation on the operation.

Parameters, headers, bodies, responses, links and path items are written out where they are used; what a path item says
for its operations stands on each of them; so do security and servers (OpenAPI 3.1 sections 4.8.9, 4.8.10, 4.8.23).
References to schemas stay. Names, ids and compositions are still the vendor's.
"""

from __future__ import annotations

import copy
from typing import Any

from generator.document import names, pointers, references
from generator.document.findings import Place, SpecloomError, fail
from generator.document.reasons import reason_phrase
from generator.document.shapes import is_object
from generator.normalise.canonical import ordered
from generator.normalise.schemas import METHODS, must_be_component, reference_to, roots

_INLINED = ("parameters", "responses", "requestBodies", "headers", "examples", "links", "callbacks", "pathItems")


def resolve(document: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the resolved form of an OpenAPI 3.1 `document`; `name` stands for the file in messages.

    Raises:
        SpecloomError: a reference leads nowhere or out of the document, or a part has the wrong shape.
    """
    if broken := references.unresolved(document, name):
        raise SpecloomError(broken)
    result = copy.deepcopy(document)
    _promote(result)
    security = result.pop("security", [])
    servers = result.get("servers")
    for section in ("paths", "webhooks"):
        items = result.get(section, {})
        if not is_object(items):
            raise fail("wrong-shape", f"{section!r} must be an object", Place(name, pointer=f"/{section}"))
        for path in items:
            place = Place(name, pointer=pointers.join("", section, path))
            items[path] = _Resolver(result, place, security, servers).path_item(items[path])
    components = result.get("components", {})
    for section in _INLINED:
        components.pop(section, None)
    result.setdefault("paths", {})
    return ordered(result)


def _promote(document: dict[str, Any]) -> None:
    """Make components of what stands inline in shared parameters, bodies, headers and responses.

    Written out where they are used they would otherwise become one type for each use.
    """
    components = document.get("components", {})
    schemas: dict[str, Any] = components.get("schemas", {})
    for section in ("parameters", "headers", "requestBodies", "responses"):
        for name, member in components.get(section, {}).items():
            holder = {"responses": {"200": member}} if section == "responses" else {"parameters": [member]}
            for container, key, _ in list(roots(holder, "") if is_object(member) else ()):
                schema = container[key]
                if must_be_component(schema):
                    chosen = names.unique(name, schemas)
                    components.setdefault("schemas", schemas)[chosen] = schema
                    container[key] = reference_to(chosen)


class _Resolver:
    """Writes out one path item; holds what its operations inherit."""

    def __init__(self, document: dict[str, Any], place: Place, security: Any, servers: Any) -> None:
        self.document = document
        self.place = place
        self.security = security
        self.servers = servers

    def follow(self, value: Any) -> dict[str, Any]:
        found = references.follow(self.document, value)
        if not is_object(found) or isinstance(found.get("$ref"), str):
            raise fail("wrong-shape", "holds something that is not an object, or a circular reference", self.place)
        result: dict[str, Any] = copy.deepcopy(found)
        if found is not value:  # a description beside the reference overrides (OpenAPI 3.1 section 4.8.23)
            result.update({key: value[key] for key in ("summary", "description") if key in value})
        return result

    def path_item(self, value: Any, depth: int = 0) -> dict[str, Any]:
        item = self.follow(value)
        shared = item.pop("parameters", [])
        inherited = {key: item.pop(key) for key in ("summary", "description", "servers") if key in item}
        for method in METHODS:
            if method in item:
                item[method] = self.operation(self.follow(item[method]), shared, inherited, depth)
        return item

    def operation(
        self, operation: dict[str, Any], shared: Any, inherited: dict[str, Any], depth: int
    ) -> dict[str, Any]:
        for key, value in inherited.items():
            operation.setdefault(key, copy.deepcopy(value))
        own = [self.parameter(entry) for entry in operation.get("parameters", [])]
        taken = {(entry.get("name"), entry.get("in")) for entry in own}
        above = [self.parameter(entry) for entry in shared]
        operation["parameters"] = [entry for entry in above if (entry.get("name"), entry.get("in")) not in taken] + own
        if not operation["parameters"]:
            del operation["parameters"]
        if operation.get("servers") == self.servers:
            operation.pop("servers", None)
        operation.setdefault("security", copy.deepcopy(self.security))
        if "requestBody" in operation:
            operation["requestBody"] = self.media_holder(self.follow(operation["requestBody"]))
        operation["responses"] = {
            status: self.response(status, value) for status, value in operation.get("responses", {}).items()
        }
        if "callbacks" in operation:
            operation["callbacks"] = self.callbacks(operation["callbacks"], depth)
        return operation

    def callbacks(self, value: Any, depth: int) -> dict[str, Any]:
        if depth >= 8:
            raise fail("too-deep", "holds callbacks of callbacks beyond eight levels", self.place)
        return {
            key: {
                expression: self.path_item(item, depth + 1) if is_object(item) else item
                for expression, item in self.follow(callback).items()
            }
            for key, callback in value.items()
        }

    def parameter(self, value: Any) -> dict[str, Any]:
        parameter = self.media_holder(self.follow(value))
        if not isinstance(parameter.get("name"), str) or not isinstance(parameter.get("in"), str):
            raise fail("wrong-shape", "has a parameter without 'name' or 'in'", self.place)
        return parameter

    def response(self, status: str, value: Any) -> dict[str, Any]:
        response = self.media_holder(self.follow(value))
        if not response.get("description"):
            response["description"] = reason_phrase(status)
        if "headers" in response:
            response["headers"] = {
                key: self.media_holder(self.follow(header)) for key, header in response["headers"].items()
            }
        if "links" in response:
            response["links"] = {key: self.follow(link) for key, link in response["links"].items()}
        return response

    def media_holder(self, holder: dict[str, Any]) -> dict[str, Any]:
        """Write out the named examples of a parameter, header, body or response."""
        for media in (holder, *(entry for entry in holder.get("content", {}).values() if is_object(entry))):
            if is_object(media.get("examples")):
                media["examples"] = {key: self.follow(example) for key, example in media["examples"].items()}
        return holder

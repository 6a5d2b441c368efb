"""The resolved form: one self-contained OpenAPI 3.1 document with every part of an operation on the operation.

What has words in OpenAPI 3.2 alone makes it a document of 3.2.

Parameters, headers, bodies, responses, links and path items are written out where they are used; what a path item says
for its operations stands on each of them; so do security and servers (OpenAPI 3.1 sections 4.8.9, 4.8.10, 4.8.23).
References to schemas stay. Names, ids and compositions are still the vendor's.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from generator.document import names, pointers, references
from generator.document.copies import Copier, plain_copy
from generator.document.findings import Place, SpecloomError, fail
from generator.document.reasons import reason_phrase
from generator.document.shapes import is_object
from generator.normalise import parts, shape
from generator.normalise.canonical import ordered
from generator.normalise.dialects.openapi32 import VERSION_31, needed_version
from generator.normalise.path_variables import RULE as PATH_RULE
from generator.normalise.path_variables import without_repeated
from generator.normalise.schemas import ADDITIONAL, METHODS, must_be_component, reference_to, roots
from generator.normalise.targets import name_targets
from generator.normalise.written_out import WrittenOut

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs
    from generator.normalise.parts import Part

_DEEPEST = 8
_INLINED = (
    "parameters",
    "responses",
    "requestBodies",
    "headers",
    "examples",
    "links",
    "callbacks",
    "pathItems",
    "mediaTypes",
)


def resolve(document: dict[str, Any], name: str, repairs: Repairs | None = None) -> dict[str, Any]:
    """Return the resolved form of a `document` that was upgraded.

    Args:
        document: what `upgrade` returned.
        name: stands for the file in messages.
        repairs: learns of callbacks that are left out.

    Raises:
        SpecloomError: a reference leads nowhere or out of the document, or a part has the wrong shape.
    """
    result = plain_copy(document)
    walked = list(parts.walk(result))
    if broken := shape.shape_findings(walked, name):
        raise SpecloomError(broken)
    inside = [part for part in walked if is_object(part[1])]
    outside = list(parts.outside(result, parts.referred_by(inside)))
    if broken := shape.misdirected(result, chain(inside, outside), name):
        raise SpecloomError(broken)
    copier = Copier(result, name)
    name_targets(result, inside, outside, copier)
    _promote(result)
    may_need_32 = needed_version(chain(inside, outside)) != VERSION_31
    resolver = _Resolver(
        _as_written(result, inside), copier, result.get("security", []), result.get("servers"), repairs
    )
    for section in ("paths", "webhooks"):
        items = result.get(section, {})
        for path in items:
            if is_object(items[path]) and not path.startswith("x-"):
                resolver.place = Place(name, pointer=pointers.join("", section, path))
                items[path] = resolver.path_item(items[path])
    components = result.get("components", {})
    if "securitySchemes" in components:
        components["securitySchemes"] = resolver.followed(components["securitySchemes"])
    for section in _INLINED:
        components.pop(section, None)
    result.setdefault("paths", {})
    result["openapi"] = needed_version(parts.parts(result)) if may_need_32 else VERSION_31
    return ordered(result)


def _as_written(document: dict[str, Any], inside: list[Part]) -> dict[str, Any]:
    """Return what references are followed in: `document`, or a copy where one leads to what will be written out itself.

    `inside` is what `parts.parts` gives of it.
    """
    referred = (part["$ref"] for _, part, _ in inside if isinstance(part.get("$ref"), str))
    return document if all(each.startswith("#/components/") for each in referred) else plain_copy(document)


def _promote(document: dict[str, Any]) -> None:
    """Make components of what stands inline in shared parameters, bodies, headers and responses.

    Written out where they are used they would otherwise become one type for each use.
    """
    components = document.get("components", {})
    schemas: dict[str, Any] = components.get("schemas", {})
    taken = names.Taken(schemas)
    for section in ("parameters", "headers", "requestBodies", "responses"):
        for name, member in components.get(section, {}).items():
            holder = {"responses": {"200": member}} if section == "responses" else {"parameters": [member]}
            for container, key, _ in list(roots(holder, "") if is_object(member) else ()):
                schema = container[key]
                if must_be_component(schema):
                    chosen = taken.claim(name)
                    components.setdefault("schemas", schemas)[chosen] = schema
                    container[key] = reference_to(chosen)


class _Resolver:
    """Writes out path items; holds what their operations inherit, and the place of the one being written out."""

    def __init__(
        self, document: dict[str, Any], copier: Copier, security: Any, servers: Any, repairs: Repairs | None
    ) -> None:
        self.document = document
        self.copier = copier
        self.security = security
        self.servers = servers
        self.place = Place()
        self.repairs = repairs
        self.written_out = WrittenOut(repairs)

    def follow(self, value: Any) -> dict[str, Any]:
        """Return `value`, or a copy of what it refers to with the summary and description that stand beside the reference.

        Those override what is referred to (OpenAPI 3.1 section 4.8.23).
        """
        found = references.follow(self.document, value)
        if found is value:
            return value  # type: ignore[no-any-return]
        result: dict[str, Any] = self.copier.copy(found)
        result.update({key: value[key] for key in ("summary", "description") if key in value})
        return result

    def whole_item(self, value: dict[str, Any]) -> dict[str, Any]:
        """Return a path item, or a copy of what it refers to with all that stands beside the references on the way.

        What they say otherwise is undefined (OpenAPI 3.1 section 4.8.9); the nearer one is taken, and no operation is lost.
        """
        if "$ref" not in value:
            return value
        result: dict[str, Any] = {}
        for _ in range(references.MAX_CHAIN):
            result = {**self.copier.copy({key: value[key] for key in value if key != "$ref"}), **result}
            if "$ref" not in value:
                break
            value = pointers.get(self.document, references.target(value["$ref"]) or "")
        return result

    def path_item(self, value: Any, depth: int = 0) -> dict[str, Any]:
        """Write out the operations of a path item."""
        item = self.whole_item(value)
        shared = item.pop("parameters", [])
        inherited: dict[str, Any] = {key: item.pop(key) for key in ("summary", "description", "servers") if key in item}
        for holder in (item, item.get(ADDITIONAL, {})):
            for method in [key for key in holder if holder is not item or key in METHODS]:
                holder[method] = self.operation(self.follow(holder[method]), shared, inherited, depth)
        return item

    def operation(
        self, operation: dict[str, Any], shared: Any, inherited: dict[str, Any], depth: int
    ) -> dict[str, Any]:
        for key, value in inherited.items():
            operation.setdefault(key, self.copier.copy(value))
        own = without_repeated([self.parameter(entry) for entry in operation.get("parameters", [])], self.warn)
        taken = {(entry.get("name"), entry.get("in")) for entry in own}
        above = without_repeated([self.parameter(entry) for entry in shared], self.warn)
        operation["parameters"] = [entry for entry in above if (entry.get("name"), entry.get("in")) not in taken] + own
        if not operation["parameters"]:
            del operation["parameters"]
        if operation.get("servers") == self.servers:
            operation.pop("servers", None)
        operation.setdefault("security", self.copier.copy(self.security))
        if "requestBody" in operation:
            operation["requestBody"] = self.media_holder(self.follow(operation["requestBody"]))
        operation["responses"] = {
            status: self.response(status, value) if is_object(value) and not status.startswith("x-") else value
            for status, value in operation.get("responses", {}).items()
        }
        if not operation["responses"]:  # there is none, or at least one (OpenAPI 3.1 section 4.8.16)
            del operation["responses"]
        if "callbacks" in operation:
            operation["callbacks"] = self.callbacks(operation["callbacks"], depth)
        return operation

    def warn(self, detail: str) -> None:
        """Say what is wrong with the path that is being written out."""
        if self.repairs is not None:
            self.repairs.warn(self.place.pointer or "", PATH_RULE, detail)

    def callbacks(self, value: Any, depth: int) -> dict[str, Any]:
        if depth >= _DEEPEST:
            raise fail("too-deep", f"holds callbacks of callbacks beyond {_DEEPEST} levels", self.place)
        result: dict[str, Any] = {}
        for key, callback in value.items():
            with self.written_out.once(callback) as is_new:
                if is_new:
                    result[key] = self.callback(self.follow(callback), depth)
        return result

    def callback(self, value: dict[str, Any], depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for expression, item in value.items():
            with self.written_out.once(item) as is_new:
                if expression.startswith("x-"):
                    result[expression] = item
                elif is_new:
                    result[expression] = self.path_item(item, depth + 1)
        return result

    def parameter(self, value: Any) -> dict[str, Any]:
        return self.media_holder(self.follow(value))

    def response(self, status: str, value: Any) -> dict[str, Any]:
        response = self.media_holder(self.follow(value))
        if not response.get("description"):
            response["description"] = reason_phrase(status)
        if "headers" in response:
            response["headers"] = self.headers(response["headers"])
        if "links" in response:
            response["links"] = self.followed(response["links"])
        return response

    def headers(self, value: dict[str, Any]) -> dict[str, Any]:
        return {key: self.media_holder(self.follow(header)) for key, header in value.items()}

    def followed(self, value: dict[str, Any]) -> dict[str, Any]:
        return {key: self.follow(member) for key, member in value.items()}

    def media_holder(self, holder: dict[str, Any]) -> dict[str, Any]:
        """Write out the named examples and the encoding headers of a parameter, header, body or response."""
        content = {key: self.follow(media) for key, media in holder.get("content", {}).items()}
        if content:
            holder["content"] = content
        for media in (holder, *content.values()):
            if "examples" in media:
                media["examples"] = self.followed(media["examples"])
        for media in content.values():
            self.encodings(media)
        return holder

    def encodings(self, media: dict[str, Any]) -> None:
        """Write out the headers of the encodings of a media type, and of those inside them (OpenAPI 3.2)."""
        pending = _encodings_of(media)
        while pending:
            encoding = pending.pop()
            if "headers" in encoding:
                encoding["headers"] = self.headers(encoding["headers"])
            pending += _encodings_of(encoding)


def _encodings_of(holder: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the encodings of a media type or encoding, by name and by position."""
    single = [holder["itemEncoding"]] if "itemEncoding" in holder else []
    return [*holder.get("encoding", {}).values(), *holder.get("prefixEncoding", []), *single]

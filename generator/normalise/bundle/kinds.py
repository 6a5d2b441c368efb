"""What stands where in a document of any version, however badly shaped, and where each kind of part has its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.shapes import is_array, is_object
from generator.normalise.dialects.swagger_specification import SWAGGER
from generator.normalise.specification import OPENAPI, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.normalise.parts import Part

_OLD_SCHEMA = {
    "definitions": "{schema}", "additionalItems": "schema", "dependencies": "{schema}", "extends": "schema",
    "itemSchema": "schema",
}  # fmt: skip
_SWAGGER_SECTIONS = {
    "schema": "/definitions",
    "parameter": "/parameters",
    "response": "/responses",
    "security scheme": "/securityDefinitions",
}
_SECTIONS = {
    "schema": "/components/schemas",
    "response": "/components/responses",
    "parameter": "/components/parameters",
    "example": "/components/examples",
    "request body": "/components/requestBodies",
    "header": "/components/headers",
    "security scheme": "/components/securitySchemes",
    "link": "/components/links",
    "callback": "/components/callbacks",
    "path item": "/components/pathItems",
}
_FOLLOWED = frozenset({"path item", "operation", "media type"})
_LEAVES = frozenset({"value", "object", "types", "flag", "number", "bound", "scalar"})


class Kinds:
    """The kinds of parts of one version of OpenAPI.

    Attributes:
        sections: the pointer of the place where parts of a kind have names, for each kind that has such a place.
        named: the pointers of all places where parts have names.
        unreferable: the fields whose values no reference may stand for.
        maps: the fields whose values have members of any names.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Take the version from `document`."""
        is_old = "swagger" in document
        fields = SWAGGER.fields if is_old else OPENAPI.fields
        self._fields: dict[str, Mapping[str, str]] = {**fields, "schema": {**_OLD_SCHEMA, **fields["schema"]}}
        self.sections = _SWAGGER_SECTIONS if is_old else _SECTIONS
        self.unreferable = frozenset(
            name
            for members in self._fields.values()
            for name, kind in members.items()
            if kind not in self.sections and kind not in _FOLLOWED and not self.is_data(kind)
        )
        self.maps = frozenset(
            name
            for members in self._fields.values()
            for name, kind in members.items()
            if kind[0] == "{" or "*" in self._fields.get(kind, ())
        )
        self.named = frozenset({*self.sections.values(), "/paths", "/webhooks"})

    def may_refer(self, kind: str, *, is_near: bool) -> bool:
        """Tell whether a reference may stand for a part of this kind; elsewhere one is written out.

        `is_near` tells that it is to a part of the root document: some kinds are followed there and have no names.
        """
        return kind in self.sections or (is_near and kind in _FOLLOWED)

    @staticmethod
    def is_data(kind: str) -> bool:
        """Tell whether `$ref` in what stands in the place of this kind means nothing."""
        plain = kind.strip("[]{}")
        return plain in _LEAVES or kind == "document" or (plain == "text" and kind != plain)

    def members(self, kind: str, part: Any, pointer: str) -> Iterator[Part]:
        """Yield what stands directly in a part; "callback" is the kind of those of `callbacks`."""
        if is_array(part):
            inner = kind[1:-1] if kind[0] == "[" else kind
            yield from ((inner, item, f"{pointer}/{i}") for i, item in enumerate(part))
        elif is_object(part) and kind[0] == "{":
            inner = "callback" if kind == "{paths}" else kind[1:-1]
            yield from ((inner, member, pointers.join(pointer, name)) for name, member in part.items())
        elif is_object(part) and (fields := self._fields.get("paths" if kind == "callback" else kind)) is not None:
            for name, member in part.items():
                own = kind_of(fields, name, member)
                if own is not None:
                    yield own, member, pointers.join(pointer, name)

    def walk(self, kind: str, part: Any, pointer: str) -> Iterator[Part]:
        """Yield a part and every object, list and schema in it, outermost first."""
        stack: list[Part] = [(kind, part, pointer)]
        while stack:
            each = stack.pop()
            yield each
            below = [
                inner for inner in self.members(*each) if isinstance(inner[1], dict | list) or inner[0] == "schema"
            ]
            stack.extend(reversed(below))

"""Examples for README and reference: values for arguments and answers, from the document or from the schema alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_array, is_object
from generator.emit.components import Components
from generator.emit.python_names import field_names
from generator.emit.resources import answer_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.emit.facts import ArgumentFacts, MethodFacts, ResourceFacts
    from generator.emit.settings import PackageFacts

_BY_FORMAT = {
    "date-time": "2026-01-31T12:00:00Z", "date": "2026-01-31", "uuid": "00000000-0000-4000-8000-000000000000",
    "email": "someone@example.com", "uri": "https://example.com/", "objectId": "0123456789abcdef01234567",
}  # fmt: skip
_DEEPEST = 6
_PREFERRED = ("list", "get", "read", "create", "run")


class Examples:
    """Makes the examples of one package; everything follows from its normal form."""

    def __init__(self, document: dict[str, Any], package: PackageFacts) -> None:
        self.components = Components(document)
        self.package = package

    def value(self, schema: Any, name: str = "", depth: int = 0) -> Any:
        """Return a JSON value that `schema` allows: its own example, else its first enum value, else one of its type."""
        schema = self.components.resolved(schema)
        if not is_object(schema) or depth > _DEEPEST:
            return None
        node: dict[str, Any] = schema
        if node.get("examples"):
            return node["examples"][0]
        for key in ("example", "const", "default"):
            if key in node:
                return node[key]
        if node.get("enum"):
            return node["enum"][0]
        for key in ("anyOf", "oneOf"):
            if node.get(key):
                return self.value(node[key][0], name, depth + 1)
        kind = node.get("type")
        kind = next((each for each in kind if each != "null"), None) if is_array(kind) else kind
        if kind == "object" or "properties" in node:
            members = node.get("properties", {})
            return {wire: self.value(member, wire, depth + 1) for wire, member in members.items()}
        if kind == "array":
            return [self.value(node.get("items"), name, depth + 1)]
        if kind in ("integer", "number"):
            return max(1, int(node.get("minimum", 1)))
        if kind == "boolean":
            return True
        return self.text(node, name) if kind == "string" else {}

    def text(self, schema: dict[str, Any], name: str) -> str:
        """Return a string for a schema of that type, named after its property where nothing says more."""
        if schema.get("format") in _BY_FORMAT:
            return _BY_FORMAT[schema["format"]]
        text = f"a {name.strip('_')}" if name else "text"
        return text[: int(schema.get("maxLength", len(text)))] or "x"

    def argument(self, argument: ArgumentFacts) -> str:
        """Return the example of an argument as a Python expression."""
        value = self.value(argument.schema, argument.wire)
        is_made_up = isinstance(value, str) and value == self.text({}, argument.wire)
        return (
            '"42"'
            if argument.location == "path" and is_made_up
            else json.dumps(value)
            if isinstance(value, str)
            else repr(value)
        )

    def call(self, method: MethodFacts) -> str:
        """Return the arguments of an example call: those that are required, and a body where the method takes one."""
        said = [self.argument(argument) for argument in method.path_arguments]
        named = [argument for argument in method.keyword_arguments if argument.required]
        body = method.body
        if body is not None and body.kind == "fields":
            named += [field for field in body.fields if field.required]
        said += [f"{argument.python}={self.argument(argument)}" for argument in named]
        if body is not None and body.kind == "any":
            said.append('json={"name": "Ada"}')
        return ", ".join(said)

    def featured(self, resource: ResourceFacts) -> MethodFacts:
        """Return the method that shows best what `resource` is for."""
        rank = {name: i for i, name in enumerate(_PREFERRED)}
        return min(resource.methods, key=lambda method: (rank.get(method.name, 99), method.name))

    def lines(self, resource: ResourceFacts, *, awaited: bool = False) -> list[str]:
        """Return the lines of the example of `resource`, for a client called `client`, with `await` if `awaited`."""
        method = self.featured(resource)
        call = f"client.{resource.tag}.{method.name}({self.call(method)})"
        if method.pagination:
            shown = ", ".join(f"item.{name}" for name, _ in self.shown(self.item(method))) or "item"
            return [f"{'async ' if awaited else ''}for item in {call}:", f"    print({shown})"]
        call = f"await {call}" if awaited else call
        if method.raw:
            return [f"reply = {call}", "print(reply.status, reply.text)"]
        if method.content == "None":
            return [f"{call}", 'print("done")']
        if method.content == "Content":
            return [f"reply = {call}", "print(reply.text)"]
        answer = answer_schema(method.results)
        members = [f"reply.{name}" for name, _ in self.shown(answer)]
        return [f"reply = {call}", f"print({', '.join(members) or 'reply'})"]

    def printed(self, resource: ResourceFacts) -> str:
        """Return what the example of `resource` prints when the server answers with `answer`."""
        method = self.featured(resource)
        if method.raw:
            return "200 hello"
        if method.content == "None":
            return "done"
        if method.content == "Content":
            return "hello"
        schema = self.item(method) if method.pagination else answer_schema(method.results)
        members = [str(value) for _, value in self.shown(schema)]
        return " ".join(members) if members else str(self.value(schema))

    def item(self, method: MethodFacts) -> Any:
        """Return the schema of one item of a paginated list."""
        pointer = (method.pagination or {}).get("items", "")
        return self.components.at(answer_schema(method.results), pointer)[1].get("items")

    def shown(self, schema: Any) -> list[tuple[str, Any]]:
        """Return up to two (attribute path, example value) of an answer that tell a reader what it is."""
        return list(self._shown(self.components.resolved(schema), "", 0))[:2]

    def _shown(self, schema: Any, prefix: str, depth: int) -> Iterator[tuple[str, Any]]:
        properties: dict[str, Any] = schema.get("properties", {}) if is_object(schema) else {}
        python = field_names(properties)
        preferred = sorted(properties, key=lambda wire: (wire.strip("_") != "id", wire != "name"))
        for wire in preferred:
            member = self.components.resolved(properties[wire])
            tells = is_object(member) and member.get("type") in ("string", "integer") and "enum" not in member
            if tells and member.get("format") != "date-time":
                yield prefix + python[wire], self.value(member, wire)

"""Examples for README and reference: values for arguments and answers, from the document or from the schema alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.names import words
from generator.document.shapes import is_array, is_object
from generator.emit.components import Components
from generator.emit.python_names import field_names
from generator.emit.resources import answer_schema

if TYPE_CHECKING:
    from generator.emit.facts import ArgumentFacts, MethodFacts, ResourceFacts
    from generator.emit.settings import PackageFacts

_BY_FORMAT = {
    "date-time": "2026-01-31T12:00:00Z", "date": "2026-01-31", "uuid": "00000000-0000-4000-8000-000000000000",
    "email": "someone@example.com", "uri": "https://example.com/", "objectId": "0123456789abcdef01234567",
}  # fmt: skip
_DEEPEST = 6
_LONGEST = 1_000
_PREFERRED = ("list", "get", "read", "create", "run")


def python_literal(value: Any) -> str:
    """Return a JSON value as a Python literal, text in double quotes where it has none itself."""
    said = ascii(value)
    return f'"{said[1:-1]}"' if isinstance(value, str) and '"' not in said else said


class Examples:
    """Makes the examples of one package; everything follows from its normal form."""

    def __init__(self, document: dict[str, Any], package: PackageFacts) -> None:
        self.components = Components(document)
        self.package = package
        self._left = 0

    def value(self, schema: Any, name: str = "", depth: int = 0) -> Any:
        """Return a JSON value that `schema` allows: its own example, else its first enum value, else one of its type."""
        self._left = self._left - 1 if depth else _LONGEST
        schema = self.components.resolved(schema)
        if not is_object(schema) or depth > _DEEPEST or self._left < 0:
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
        text = f"some {' '.join(words(name)).lower()}" if words(name) else "text"
        return text[: int(schema.get("maxLength", len(text)))] or "x"

    def argument(self, argument: ArgumentFacts) -> str:
        """Return the example of an argument as a Python expression."""
        if "FileLike" in argument.annotation:
            return '[b"hello"]' if argument.annotation.startswith("Sequence") else 'b"hello"'
        value = self.value(argument.schema, argument.wire)
        is_made_up = isinstance(value, str) and value == self.text({}, argument.wire)
        if argument.location == "path" and is_made_up:
            return '"42"'
        return python_literal(value)

    def call(self, method: MethodFacts) -> str:
        """Return the arguments of an example call: those that are required, and a body where the method takes one."""
        said = self.arguments(method)
        body = method.body
        if body is not None and body.kind == "fields":
            said += [f"{field.python}={self.argument(field)}" for field in body.fields if field.required]
        if body is not None and body.kind == "any":
            said.append('json={"name": "Ada"}')
        return ", ".join(said)

    def arguments(self, method: MethodFacts) -> list[str]:
        """Return the arguments that an example call needs beside its body."""
        said = [self.argument(argument) for argument in method.path_arguments]
        named = [argument for argument in method.keyword_arguments if argument.required]
        return said + [f"{argument.python}={self.argument(argument)}" for argument in named]

    def featured(self, resource: ResourceFacts) -> MethodFacts:
        """Return the method that shows best what `resource` is for."""
        rank = {name: i for i, name in enumerate(_PREFERRED)}
        return min(resource.methods, key=lambda method: (method.deprecated, rank.get(method.name, 99), method.name))

    def lines(self, resource: ResourceFacts, *, awaited: bool = False) -> list[str]:
        """Return the lines of the example of `resource`, for a client called `client`, with `await` if `awaited`."""
        method = self.featured(resource)
        call = f"client.{resource.path}.{method.name}({self.call(method)})"
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
        return [f"reply = {call}", *self.telling(answer_schema(method.results), "reply")[0]]

    def printed(self, resource: ResourceFacts) -> str:
        """Return what the example of `resource` prints when the server answers with `answer`."""
        method = self.featured(resource)
        if method.raw:
            return "200 hello"
        if method.content == "None":
            return "done"
        if method.content == "Content":
            return "hello"
        if method.pagination:
            item = self.item(method)
            return " ".join(str(value) for _, value in self.shown(item)) or str(self.value(item))
        return self.telling(answer_schema(method.results), "reply")[1]

    def telling(self, schema: Any, variable: str) -> tuple[list[str], str]:
        """Return the lines that print what tells most of an answer, and what they print."""
        if members := self.shown(schema):
            shown = ", ".join(f"{variable}.{name}" for name, _ in members)
            return [f"print({shown})"], " ".join(str(value) for _, value in members)
        answer = self.components.resolved(schema)
        properties: dict[str, Any] = answer.get("properties", {})
        for wire, python in field_names(properties).items():
            member = self.components.resolved(properties[wire])
            inner, head = (
                (member, "if {}:") if member.get("type") != "array" else (member.get("items"), "for entry in {} or []:")
            )
            if self.shown(inner):
                name = f"{variable}.{python}"
                lines, printed = self.telling(inner, "entry" if head.startswith("for") else name)
                return [head.format(name), *(f"    {line}" for line in lines)], printed
        if properties:
            return [f'print({variable}.model_dump(mode="json"))'], str(self.value(schema))
        return [f"print({variable})"], str(self.value(schema))

    def item(self, method: MethodFacts) -> Any:
        """Return the schema of one item of a paginated list."""
        pointer = (method.pagination or {}).get("items", "")
        return self.components.at(answer_schema(method.results), pointer)[1].get("items")

    def shown(self, schema: Any) -> list[tuple[str, Any]]:
        """Return up to two (attribute, example value) of an object that tell a reader which one it is."""
        properties: dict[str, Any] = self.components.resolved(schema).get("properties", {})
        python = field_names(properties)
        found: list[tuple[str, Any]] = []
        for wire in sorted(properties, key=lambda wire: (wire.strip("_") != "id", wire != "name")):
            member = self.components.resolved(properties[wire])
            tells = member.get("type") in ("string", "integer") and "enum" not in member
            if tells and member.get("format") != "date-time":
                found.append((python[wire], self.value(member, wire)))
        return found[:2]

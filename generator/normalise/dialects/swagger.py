"""Documents of Swagger 2.0 (OpenAPI Specification 2.0) as documents of OpenAPI 3.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import names, pointers, references
from generator.document.shapes import is_object
from generator.normalise import parts
from generator.normalise.dialects.moves import Translations
from generator.normalise.dialects.swagger_bodies import Placed, body_of
from generator.normalise.dialects.swagger_parameters import parameter
from generator.normalise.dialects.swagger_responses import response
from generator.normalise.dialects.swagger_security import security_schemes
from generator.normalise.dialects.swagger_servers import servers
from generator.normalise.dialects.swagger_specification import METHODS, SWAGGER
from generator.normalise.schemas import must_be_component

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs

RULE = "translate-swagger"

_KEPT = ("info", "tags", "externalDocs", "security")
_TRANSLATED = frozenset({"swagger", "host", "basePath", "schemes", "consumes", "produces", "paths", "definitions",
                         "parameters", "responses", "securityDefinitions", *_KEPT})  # fmt: skip
_OF_OPERATIONS = frozenset({"consumes", "produces", "parameters", "responses", "schemes"})


def translate(document: dict[str, Any], repairs: Repairs) -> dict[str, Any]:
    """Return a well-shaped document of Swagger 2.0, whose references all lead to something of their kind, as OpenAPI 3.1.

    `document` is used up; its schemas have the idiom of OpenAPI 3.1 already.
    """
    repairs.begin(Translations())
    return _Translation(document, repairs).result()


class _Translation:
    """Translates one document."""

    def __init__(self, document: dict[str, Any], repairs: Repairs) -> None:
        self.document = document
        self.repairs = repairs
        self.consumes: list[str] = document.get("consumes", [])
        self.produces: list[str] = document.get("produces", [])
        self.schemas: dict[str, Any] = document.setdefault("definitions", {})
        self.taken = names.Taken(self.schemas)
        self.servers = servers(document, None, repairs)
        repairs.move("/definitions", "/components/schemas")
        repairs.move("/securityDefinitions", "/components/securitySchemes")

    def result(self) -> dict[str, Any]:
        """Return the whole translated document."""
        self.gather_strays()
        document = self.document
        result: dict[str, Any] = {key: document[key] for key in document if key.startswith("x-") or key in _KEPT}
        for key in document:
            if key not in _TRANSLATED and not key.startswith("x-"):
                self.repairs.note(pointers.join("", key), RULE, "it is no part of a document of Swagger 2.0")
        result |= {"openapi": "3.1.0", "servers": self.servers}
        components = {
            "parameters": self.shared_parameters(),
            "responses": self.shared_responses(),
            "securitySchemes": security_schemes(document.get("securityDefinitions", {}), self.repairs),
        }
        result["paths"] = {
            path: self.path_item(item, pointers.join("/paths", path)) if not path.startswith("x-") else item
            for path, item in document.get("paths", {}).items()
        }
        components["schemas"] = self.schemas
        result["components"] = {key: members for key, members in components.items() if members}
        self.redirect(result)
        return result

    def gather_strays(self) -> None:
        """Make definitions of the schemas that stand outside of what Swagger 2.0 knows and are referred to."""
        referred = parts.referred_by(parts.parts(self.document, SWAGGER))
        for kind, part, pointer in list(parts.outside(self.document, referred, SWAGGER)):
            if kind == "schema" and not self._is_inside_a_stray(pointer):
                name = self.taken.claim(pointers.split(pointer)[-1] if pointer else "Schema")
                self.schemas[name] = part
                self.repairs.move(pointer, pointers.join("/components/schemas", name))

    def _is_inside_a_stray(self, pointer: str) -> bool:
        return self.repairs.now(pointer) != pointer

    def shared_parameters(self) -> dict[str, Any]:
        """Return the shared parameters that are parameters in OpenAPI 3; schemas of bodies become definitions."""
        result: dict[str, Any] = {}
        for name, given in self.document.get("parameters", {}).items():
            pointer = pointers.join("/parameters", name)
            data = references.follow(self.document, given)
            if data["in"] == "body":
                self.hoist(data, name, pointer)
            elif data["in"] != "formData":
                place = pointers.join("/components/parameters", name)
                self.repairs.move(pointer, place)
                result[name] = parameter(data, pointer, self.repairs)
        return result

    def shared_responses(self) -> dict[str, Any]:
        """Return the shared responses with the document's media types; their schemas become definitions."""
        result: dict[str, Any] = {}
        for name, given in self.document.get("responses", {}).items():
            pointer = pointers.join("/responses", name)
            data = references.follow(self.document, given)
            self.hoist(data, name, pointer)
            place = pointers.join("/components/responses", name)
            self.repairs.move(pointer, place)
            result[name] = response(data, self.produces, pointer, place, self.repairs)
        return result

    def hoist(self, holder: dict[str, Any], name: str, pointer: str) -> None:
        """Make a definition of the schema in a shared `holder`, which would otherwise become one for each of its uses."""
        schema = holder.get("schema")
        if is_object(schema) and must_be_component(schema):
            chosen = self.taken.claim(name)
            self.schemas[chosen] = schema
            holder["schema"] = {"$ref": "#" + pointers.join("/definitions", chosen).replace("%", "%25")}
            self.repairs.move(f"{pointer}/schema", pointers.join("/components/schemas", chosen))

    def path_item(self, given: dict[str, Any], pointer: str) -> dict[str, Any]:
        item: dict[str, Any] = references.follow(self.document, given)
        result = {key: value for key, value in item.items() if key not in METHODS and key != "parameters"}
        shared = self.placed(item.get("parameters", []), f"{pointer}/parameters")
        for method in METHODS:
            if is_object(item.get(method)):
                result[method] = self.operation(item[method], shared, f"{pointer}/{method}")
        return result

    def placed(self, parameters: list[Any], pointer: str) -> list[Placed]:
        """Return parameters with their references followed."""
        return [Placed(references.follow(self.document, given), f"{pointer}/{i}") for i, given in enumerate(parameters)]

    def operation(self, given: dict[str, Any], shared: list[Placed], pointer: str) -> dict[str, Any]:
        operation: dict[str, Any] = references.follow(self.document, given)
        result = {key: value for key, value in operation.items() if key not in _OF_OPERATIONS}
        own = operation.get("parameters", [])
        every = _distinct([*shared, *self.placed(own, f"{pointer}/parameters")], self.repairs)
        plain = [each for each in every if each.data["in"] not in {"body", "formData"}]
        if plain:
            result["parameters"] = [self.parameter(each, pointer, i) for i, each in enumerate(plain)]
        consumes = operation.get("consumes", self.consumes)
        body = body_of(every, consumes, f"{pointer}/requestBody", self.repairs)
        if body is not None:
            result["requestBody"] = body
        produces = operation.get("produces", self.produces)
        result["responses"] = {
            status: self.response(value, produces, f"{pointer}/responses", status)
            for status, value in operation.get("responses", {}).items()
        }
        if "schemes" in operation:
            own_servers = servers(self.document, operation["schemes"], self.repairs)
            if own_servers != self.servers:
                result["servers"] = own_servers
        return result

    def parameter(self, given: Placed, pointer: str, i: int) -> dict[str, Any]:
        if given.pointer.startswith(pointer):
            self.repairs.move(given.pointer, f"{pointer}/parameters/{i}")
        return parameter(given.data, given.pointer, self.repairs)

    def response(self, given: Any, produces: list[str], pointer: str, status: str) -> Any:
        if status.startswith("x-"):
            return given
        here = pointers.join(pointer, status)
        return response(references.follow(self.document, given), produces, here, here, self.repairs)

    def redirect(self, result: dict[str, Any]) -> None:
        """Let every reference, also those of discriminators, lead to where its target has gone."""
        for _, part, _ in parts.parts(result):
            reference = part.get("$ref")
            if isinstance(reference, str):
                part["$ref"] = self.moved(reference)
            discriminator: Any = part.get("discriminator")
            mapping: Any = discriminator.get("mapping") if is_object(discriminator) else None
            if is_object(mapping):
                mapping.update({value: self.moved(target) for value, target in mapping.items()})

    def moved(self, reference: str) -> str:
        target = references.target(reference)
        return reference if not target else "#" + self.repairs.now(target).replace("%", "%25")


def _distinct(parameters: list[Placed], repairs: Repairs) -> list[Placed]:
    """Return the parameters, of those with one name and place the last: an operation overrides its path."""
    found: dict[tuple[str, str], Placed] = {}
    for each in parameters:
        key = ("", "body") if each.data["in"] == "body" else (each.data["name"], each.data["in"])
        before = found.pop(key, None)
        if before is not None and before.pointer.rpartition("/")[0] == each.pointer.rpartition("/")[0]:
            repairs.warn(each.pointer, RULE, "of several parameters of one name and place the last one counts")
        found[key] = each
    return list(found.values())

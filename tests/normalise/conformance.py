"""What DESIGN.md section 3 guarantees of a normal form, each guarantee as the list of what breaks it."""

from __future__ import annotations

import builtins
import keyword
import re
from collections import Counter
from typing import Any

from generator.document.keywords import is_annotation
from generator.document.references import follow
from generator.document.shapes import is_array, is_object
from generator.normalise.components import RESERVED, class_name
from generator.normalise.naming.parameters import PYTHON_NAME, RESERVED_ARGUMENTS
from generator.normalise.schemas import (
    NULL,
    component_name,
    document_roots,
    operations,
    walk,
    without_null,
)

COMPOSED = frozenset({"anyOf", "oneOf", "allOf", "not", "if", "$dynamicRef"})
RESOURCE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*_?")


def schemas(document: dict[str, Any]) -> dict[str, Any]:
    return document.get("components", {}).get("schemas", {})


def operation_names(document: dict[str, Any]) -> list[str]:
    """Guarantee 1: one tag, the resource; a unique operationId of resource and method."""
    wrong: list[str] = []
    taken = Counter(operation["operationId"] for _, _, operation, _ in operations(document))
    for _, _, operation, pointer in operations(document):
        tags, identifier = operation["tags"], operation["operationId"]
        prefix = re.sub("_+", "_", tags[0].replace(".", "_") + "_")
        if len(tags) != 1 or not RESOURCE.fullmatch(tags[0]) or any(map(keyword.iskeyword, tags[0].split("."))):
            wrong.append(f"{pointer}: tags {tags}")
        if taken[identifier] > 1 or not SNAKE.fullmatch(identifier) or not identifier.startswith(prefix):
            wrong.append(f"{pointer}: operationId {identifier}")
    declared = [tag["name"] for tag in document.get("tags", [])]
    used = {operation["tags"][0] for _, _, operation, _ in operations(document)}
    return wrong + ([] if sorted(used) == declared else [f"tags {declared} are declared, {sorted(used)} are used"])


def is_class(schema: dict[str, Any]) -> bool:
    return bool(schema.get("properties")) or any(key in schema for key in ("enum", "anyOf", "oneOf", "allOf"))


def inline_classes(document: dict[str, Any]) -> list[str]:
    """Guarantee 2: objects with properties, enums and unions are components; null is said at the place of use."""
    wrong: list[str] = []
    for root in document_roots(document):
        for container, key, pointer in walk(root):
            schema = container[key]
            is_component = container is schemas(document)
            or_null = without_null(schema) is not None
            if is_class(schema) and not or_null and not is_component:
                wrong.append(f"{pointer}: stands inline")
            if is_component and (or_null or "null" in str(schema.get("type"))) and schema != NULL | described(schema):
                wrong.append(f"{pointer}: is a component that includes null")
            if "$ref" in schema and (component_name(schema) not in schemas(document) or not only_described(schema)):
                wrong.append(f"{pointer}: refers to {schema}")
            if is_array(schema.get("type")) and [kind for kind in schema["type"] if kind != "null"][1:]:
                wrong.append(f"{pointer}: has several types")
            if any(NULL in schema.get(union, []) for union in ("anyOf", "oneOf")) and not or_null:
                wrong.append(f"{pointer}: says null in a union")
    return wrong


def described(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if is_annotation(key)}


def only_described(reference: dict[str, Any]) -> bool:
    return all(key == "$ref" or is_annotation(key) for key in reference)


def component_names(document: dict[str, Any]) -> list[str]:
    """Guarantee 3, without the engines: unique class names, no builtins, nothing that models import."""
    folded = Counter(name.casefold() for name in schemas(document))
    return [
        f"{name}: is no name of a class, or not the only one"
        for name in schemas(document)
        if folded[name.casefold()] > 1
        or not name.isidentifier()
        or hasattr(builtins, name)
        or keyword.iskeyword(name)
        or name in RESERVED
        or class_name(name) != name
    ]


def unmerged(document: dict[str, Any]) -> list[str]:
    """Guarantee 4: an `allOf` is left only where a union or a negation is in it; discriminators map every branch."""
    wrong: list[str] = []
    for root in document_roots(document):
        for container, key, pointer in walk(root):
            schema = container[key]
            if "allOf" in schema and not composed(document, schema):
                wrong.append(f"{pointer}: {schema['allOf']} could be one")
            branches = [*schema.get("oneOf", []), *schema.get("anyOf", [])]
            if not is_object(schema.get("discriminator")) or not branches:
                continue
            mapped = set(schema["discriminator"].get("mapping", {}).values())
            names = {branch["$ref"] for branch in branches if component_name(branch)}
            if not mapped <= {f"#/components/schemas/{name}" for name in schemas(document)}:
                wrong.append(f"{pointer}: maps to what is no component")
            if missing := names - mapped:
                values = [component_values(document, schema, name) for name in missing]
                if any(not value or not value <= set(schema["discriminator"]["mapping"]) for value in values):
                    wrong.append(f"{pointer}: does not map {sorted(missing)}")
    return wrong


def component_values(document: dict[str, Any], union: dict[str, Any], reference: str) -> set[str]:
    member = schemas(document)[reference.rpartition("/")[2]].get("properties", {})
    kind = member.get(union["discriminator"]["propertyName"], {})
    kind = schemas(document).get(component_name(kind) or "", kind)
    return set(kind.get("enum", [kind["const"]] if "const" in kind else []))


def composed(document: dict[str, Any], schema: dict[str, Any]) -> bool:
    """Tell whether a part of the `allOf` of `schema`, or what stands beside it, is no plain schema."""
    parts = [*schema["allOf"], {key: value for key, value in schema.items() if key != "allOf"}]
    ends = [follow(document, part) for part in parts]
    return any(not is_object(end) or not COMPOSED.isdisjoint(end) for end in ends)


def argument_names(document: dict[str, Any]) -> list[str]:
    """Guarantee 5: the parameters of an operation have distinct Python names."""
    wrong: list[str] = []
    for _, _, operation, pointer in operations(document):
        names = [parameter.get(PYTHON_NAME, parameter["name"]) for parameter in operation.get("parameters", [])]
        unusable = {name for name in names if not name.isidentifier() or keyword.iskeyword(name)} | set(
            RESERVED_ARGUMENTS
        )
        repeated = {name for name in names if names.count(name) > 1}
        wrong += [f"{pointer}: has an argument {name}" for name in names if name in unusable | repeated]
    return wrong


def security_and_servers(document: dict[str, Any]) -> list[str]:
    """Guarantee 6: security explicit on each operation; servers absolute or declared."""
    wrong = ["/security: is inherited"] if "security" in document else []
    schemes = document.get("components", {}).get("securitySchemes", {})
    servers = list(document.get("servers", []))
    for _, _, operation, pointer in operations(document):
        servers += operation.get("servers", [])
        if not is_array(operation.get("security")) or any(set(each) - set(schemes) for each in operation["security"]):
            wrong.append(f"{pointer}: its security is not explicit")
    for server in servers:
        variables = re.findall(r"\{([^{}]*)\}", server["url"])
        if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*://|\{", server["url"]):
            wrong.append(f"the server {server['url']} is relative")
        wrong += [
            f"{name} is not declared"
            for name in variables
            if "default" not in server.get("variables", {}).get(name, {})
        ]
    return wrong


def nothing_inherited(document: dict[str, Any]) -> list[str]:
    """What the resolved form already promises: every part of an operation stands on the operation."""
    wrong = [
        f"/components/{key}"
        for key in document.get("components", {})
        if key in {"parameters", "responses", "headers", "pathItems"}
    ]
    for path, item in document["paths"].items():
        if not path.startswith("x-"):
            wrong += [f"/paths/{path}/{key}" for key in item if key in {"parameters", "$ref", "servers"}]
    return wrong


CHECKS = {
    1: operation_names,
    2: inline_classes,
    3: component_names,
    4: unmerged,
    5: argument_names,
    6: security_and_servers,
}


def count(document: dict[str, Any]) -> int:
    return sum(1 for _ in operations(document))

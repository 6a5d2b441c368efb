"""Guarantees 1 and 5: one resource and one method for each operation, distinct Python names for its parameters.

Names come from vendor.yaml; without it from an operation that has the normal form already, else from path and verb.
"""

from __future__ import annotations

import keyword
import re
from typing import TYPE_CHECKING, Any

from generator.document import load, names, pointers
from generator.document.findings import Place, fail
from generator.document.shapes import is_object
from generator.normalise.schemas import operations

if TYPE_CHECKING:
    from generator.normalise.ledger import Ledger
    from generator.workspace.vendor_model import Operation, Vendor

RULE = "name-operation"
JOIN = "x-specloom-join"
ORIGINAL_ID = "x-specloom-original-id"
PYTHON_NAME = "x-specloom-name"
# Arguments that every generated method may have beside the operation's own parameters.
RESERVED_ARGUMENTS = ("self", "options", "body", "method", "json", "content", "data", "content_type")
_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_VERSION = re.compile(r"v\d+(\.\d+)*|api")


def name_operations(document: dict[str, Any], vendor: Vendor | None, ledger: Ledger) -> None:
    """Give every operation of the resolved `document` its tag, operationId and parameter names, in place.

    Raises:
        SpecloomError: vendor.yaml names an operation that is not there, or leaves one out, or two get one name.
    """
    wanted: dict[str, Operation] = {} if vendor is None else _wanted(document, vendor)
    descriptions = {tag.get("name"): tag for tag in document.pop("tags", []) if is_object(tag)}
    ledger.note("/tags", RULE, "the tags are the resources")
    tags: dict[str, dict[str, Any]] = {}
    taken = names.Taken()
    named: dict[str, str] = {}
    for path, method, operation, pointer in operations(document):
        rule = wanted.get(f"{method.upper()} {path}")
        resource, name, join = _name(path, method, operation, rule)
        identifier = _prefix(resource) + name
        if identifier in named and rule is not None and vendor is not None:
            message = f"gives two operations the name {resource}.{name}: #{named[identifier]} and #{pointer}"
            place = _place(vendor, pointers.join("/operations", f"{method.upper()} {path}"))
            raise fail("repeated-method", message, place, "Name one of them otherwise.")
        identifier = taken.claim(identifier)
        named[identifier] = pointer
        before = list(operation.get("tags", []))
        if resource not in tags:
            vendors_tag = before[0] if before and "." not in resource else None
            about = descriptions.get(resource, descriptions.get(vendors_tag, {}))
            tags[resource] = {"name": resource, **{k: v for k, v in about.items() if k != "name"}}
        _set_names(operation, resource, identifier, join, pointer, ledger)
        _set_facts(operation, rule)
        name_parameters(operation, ledger)
    if tags:
        document["tags"] = [tags[name] for name in sorted(tags)]


def _wanted(document: dict[str, Any], vendor: Vendor) -> dict[str, Operation]:
    present = {f"{method.upper()} {path}": pointer for path, method, _, pointer in operations(document)}
    for key in vendor.operations:
        if key not in present:
            raise fail(
                "unknown-operation",
                f"names the operation {key!r}, which the document does not have",
                _place(vendor, pointers.join("/operations", key)),
                "Correct the method or path, or remove the entry.",
            )
    for key, pointer in present.items():
        if key not in vendor.operations:
            place = _place(vendor, "/operations")
            message = f"has no name for the operation {key} (#{pointer})"
            raise fail("unnamed-operation", message, place, f"Add '{key}: resource.method'.")
    return dict(vendor.operations)


def _place(vendor: Vendor, pointer: str) -> Place:
    file = vendor.folder / "vendor.yaml"
    return Place(str(file), load.line_of(file, pointer), pointer)


def _name(path: str, method: str, operation: dict[str, Any], rule: Operation | None) -> tuple[str, str, str | None]:
    """Return (resource, method name, joined method or None)."""
    if rule is not None:
        resource, _, name = rule.name.rpartition(".")
        return (resource, f"{name}_{method}", rule.name) if rule.joined else (resource, name, None)
    tags = operation.get("tags", [])
    identifier = operation.get("operationId", "")
    if len(tags) == 1 and _is_name(tags[0]):
        prefix = _prefix(tags[0])
        name = identifier.removeprefix(prefix)
        if identifier.startswith(prefix) and "." not in name and _is_name(name):
            return tags[0], name, operation.get(JOIN) if _is_name(operation.get(JOIN, "")) else None
    return (*name_from_path(path, method), None)


def _prefix(resource: str) -> str:
    return re.sub(r"_+", "_", resource.replace(".", "_") + "_")


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and not any(keyword.iskeyword(part) for part in text.split("."))


def name_from_path(path: str, method: str) -> tuple[str, str]:
    """Return (resource, method name) as a person would choose them from `GET /pets/{id}/photos`: pets.photos, list."""
    segments = [segment for segment in path.split("/") if segment]
    named = [segment for segment in segments if not segment.startswith("{") and not _VERSION.fullmatch(segment.lower())]
    resource = [names.snake(segment, "resource") for segment in named]
    on_item = bool(segments) and segments[-1].startswith("{")
    verbs = {
        "get": "get" if on_item else "list",
        "post": "create",
        "put": "update",
        "patch": "patch",
        "delete": "delete",
    }
    return ".".join(resource) or "root", verbs.get(method, method)


def _set_names(
    operation: dict[str, Any], resource: str, identifier: str, join: str | None, pointer: str, ledger: Ledger
) -> None:
    original = operation.get("operationId")
    if original != identifier:
        ledger.note(pointers.join(pointer, "operationId"), RULE, f"is called {identifier}")
        if original:
            operation.setdefault(ORIGINAL_ID, original)
    operation["operationId"] = identifier
    if operation.get("tags") != [resource]:
        ledger.note(pointers.join(pointer, "tags"), RULE, f"belongs to the resource {resource}")
        operation["tags"] = [resource]
    if join:
        operation[JOIN] = join
    elif JOIN in operation:
        ledger.note(pointers.join(pointer, JOIN), RULE, "it is no name of a method")
        del operation[JOIN]


def _set_facts(operation: dict[str, Any], rule: Operation | None) -> None:
    if rule is None:
        return
    if rule.idempotent is not None:
        operation["x-specloom-idempotent"] = rule.idempotent
    if rule.pagination is not None:
        operation["x-specloom-pagination"] = rule.pagination.as_dict()
    for parameter in operation.get("parameters", []):
        if parameter["name"] in rule.parameters:
            parameter[PYTHON_NAME] = rule.parameters[parameter["name"]]


def name_parameters(operation: dict[str, Any], ledger: Ledger) -> None:
    """Write the Python name of each parameter beside its wire name where they differ, all distinct.

    A name that the document or vendor.yaml gives is kept as far as it can be one.
    """
    parameters: list[dict[str, Any]] = operation.get("parameters", [])
    taken = names.Taken(RESERVED_ARGUMENTS)
    for parameter in parameters:
        given = parameter.get(PYTHON_NAME)
        if given is not None and ("." in given or not _is_name(given)):
            ledger.note_member(parameter, PYTHON_NAME, RULE, "it cannot name an argument")
            del parameter[PYTHON_NAME]
    fixed = [parameter for parameter in parameters if PYTHON_NAME in parameter]
    plain = [parameter for parameter in parameters if PYTHON_NAME not in parameter]
    order = {"path": 0, "query": 1, "header": 2, "cookie": 3}
    for parameter in fixed:
        parameter[PYTHON_NAME] = taken.claim(parameter[PYTHON_NAME])
    # A wire name that is a Python name already keeps it; then path before query before header before cookie.
    plain.sort(key=lambda p: (names.snake(p["name"]) != p["name"], order.get(p["in"], 4)))
    for parameter in plain:
        name = taken.claim(names.snake(parameter["name"], "parameter"))
        if name != parameter["name"]:
            parameter[PYTHON_NAME] = name

"""Guarantees 1 and 5: one resource and one method for each operation, distinct Python names for its parameters.

Names come from vendor.yaml; without it from an operation that has the normal form already, else from the operation itself
(`naming`). No other operation has a say in it, save where two would have one operationId.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import load, names, pointers
from generator.document.findings import Place, fail
from generator.document.shapes import is_object
from generator.normalise.naming.collisions import Candidate, identifier, settle
from generator.normalise.naming.operation_name import name_operation
from generator.normalise.naming.parameters import PYTHON_NAME, RULE, is_name, name_parameters
from generator.normalise.schemas import operations

if TYPE_CHECKING:
    from generator.normalise.ledger import Ledger
    from generator.workspace.vendor_model import Operation, Vendor

JOIN = "x-specloom-join"
ORIGINAL_ID = "x-specloom-original-id"


def name_operations(document: dict[str, Any], vendor: Vendor | None, ledger: Ledger) -> None:
    """Give every operation of the resolved `document` its tag, operationId and parameter names, in place.

    Raises:
        SpecloomError: vendor.yaml names an operation that is not there, or leaves one out, or two get one name.
    """
    wanted: dict[str, Operation] = {} if vendor is None else _wanted(document, vendor)
    descriptions = {tag.get("name"): tag for tag in document.pop("tags", []) if is_object(tag)}
    ledger.note("/tags", RULE, "the tags are the resources")
    found = [
        (_candidate(document, path, method, operation, wanted), operation, pointer)
        for path, method, operation, pointer in operations(document)
    ]
    if vendor is not None:
        _refuse_repeated(found, vendor)
    methods = settle([candidate for candidate, _, _ in found])
    tags: dict[str, dict[str, Any]] = {}
    for candidate, operation, pointer in found:
        resource, rule = candidate.resource, wanted.get(candidate.key)
        before = list(operation.get("tags", []))
        if resource not in tags:
            vendors_tag = before[0] if before and "." not in resource else None
            about = descriptions.get(resource, descriptions.get(vendors_tag, {}))
            tags[resource] = {"name": resource, **{k: v for k, v in about.items() if k != "name"}}
        join = _join(operation, rule, is_given=candidate.is_given)
        _set_names(operation, resource, identifier(resource, methods[candidate.key]), join, pointer, ledger)
        _set_facts(operation, rule)
        name_parameters(operation, ledger)
    if tags:
        document["tags"] = [tags[name] for name in sorted(tags)]


def _refuse_repeated(found: list[tuple[Candidate, dict[str, Any], str]], vendor: Vendor) -> None:
    named: dict[str, str] = {}
    for candidate, _, pointer in found:
        first = named.setdefault(identifier(candidate.resource, candidate.method), pointer)
        if first != pointer:
            name = f"{candidate.resource}.{candidate.method}"
            message = f"gives two operations the name {name}: #{first} and #{pointer}"
            place = _place(vendor, pointers.join("/operations", candidate.key))
            raise fail("repeated-method", message, place, "Name one of them otherwise.")


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


def _candidate(
    document: dict[str, Any], path: str, method: str, operation: dict[str, Any], wanted: dict[str, Operation]
) -> Candidate:
    key = f"{method.upper()} {path}"
    rule = wanted.get(key)
    if rule is not None:
        resource, _, name = rule.name.rpartition(".")
        return Candidate(key, resource, f"{name}_{method}" if rule.joined else name, is_given=True)
    tags = operation.get("tags", [])
    given = str(operation.get("operationId", ""))
    if len(tags) == 1 and is_name(tags[0]) and given.startswith(names.operation_prefix(tags[0])):
        name = given.removeprefix(names.operation_prefix(tags[0]))
        if "." not in name and is_name(name):
            return Candidate(key, tags[0], name, is_given=True)
    made = name_operation(document, path, method, operation)
    return Candidate(key, made.resource, made.method, made.second, made.losses)


def _join(operation: dict[str, Any], rule: Operation | None, *, is_given: bool) -> str | None:
    """Return the method that the operation makes together with others, None where it is one by itself."""
    if rule is not None:
        return rule.name if rule.joined else None
    return operation.get(JOIN) if is_given and is_name(str(operation.get(JOIN, ""))) else None


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

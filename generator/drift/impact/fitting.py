"""vendor.yaml fitted to a document that it was not written for: a newer one, with other operations and schemas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.document import names
from generator.drift.comparing.operations import PLACEHOLDER, shape
from generator.normalise.naming.operation_name import name_operation
from generator.normalise.schemas import operations
from generator.workspace.vendor_model import Operation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.workspace.vendor_model import Vendor


def fitted(vendor: Vendor, resolved: dict[str, Any]) -> Vendor:
    """Return `vendor` with a name for each operation of `resolved` and for no other; itself where that is so already.

    An operation whose path parameters have other names keeps what vendor.yaml says of it. One that is new gets the name
    that it would have without a vendor.yaml, or one much like it.
    """
    present = {f"{method.upper()} {path}": (path, method, value) for path, method, value, _ in operations(resolved)}
    if present.keys() == vendor.operations.keys():
        return vendor
    kept = {key: operation for key, operation in vendor.operations.items() if key in present}
    free = {
        (operation.method.upper(), shape(operation.path)): operation
        for key, operation in vendor.operations.items()
        if key not in present
    }
    taken = names.Taken(operation.name for operation in vendor.operations.values())
    for key, (path, method, value) in present.items():
        if key in kept:
            continue
        before = free.pop((method.upper(), shape(path)), None)
        if before is not None:
            kept[key] = _moved(before, path)
            continue
        made = name_operation(resolved, path, method, value)
        wanted = f"{made.resource}.{made.method}"
        chosen = f"{made.resource}.{made.second}" if wanted in taken else wanted
        kept[key] = Operation(method, path, taken.claim(chosen))
    return replace(vendor, operations={key: kept[key] for key in present})


def lenient(vendor: Vendor) -> Iterator[Vendor]:
    """Yield `vendor`, then with fewer and fewer names for schemas: those of a newer document may no longer fit together.

    A name that several schemas share is the first to go, since it holds only as long as they are all the same.
    """
    yield vendor
    first: dict[str, str] = {}
    for name, wanted in vendor.schemas.items():
        if wanted not in first.values():
            first[name] = wanted
    yield replace(vendor, schemas=first)
    yield replace(vendor, schemas={})


def _moved(operation: Operation, path: str) -> Operation:
    """Return what vendor.yaml says of `operation` for the same one at `path`, whose parameters have other names."""
    renamed = dict(zip(PLACEHOLDER.findall(operation.path), PLACEHOLDER.findall(path), strict=True))
    parameters: Mapping[str, str] = {renamed.get(wire, wire): python for wire, python in operation.parameters.items()}
    return replace(operation, path=path, parameters=parameters)

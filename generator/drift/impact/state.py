"""What is generated from one resolved form: the normal form with its ledger, and the names of everything in the package."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.findings import SpecloomError
from generator.drift.impact.fitting import fitted, lenient
from generator.emit.constants import without_constants
from generator.emit.resources import resources
from generator.emit.settings import vendor_package
from generator.normalise.operations import JOIN
from generator.normalise.pipeline import normalise_resolved
from generator.normalise.schemas import operations

if TYPE_CHECKING:
    from generator.emit.facts import ResourceFacts
    from generator.emit.settings import PackageFacts
    from generator.normalise.form import NormalForm
    from generator.workspace.vendor_model import Vendor

_PAGINATION = "x-specloom-pagination"


@dataclass(frozen=True, slots=True)
class State:
    """What is generated from one resolved form.

    Attributes:
        vendor: what vendor.yaml says, fitted to the document.
        form: the normal form, with the resolved form and the ledger between the two.
        document: the normal form as the emitter reads it, enums of one value written out where they are used.
        package: the package.
        resources: its resources, each with its methods.
    """

    vendor: Vendor
    form: NormalForm
    document: dict[str, Any]
    package: PackageFacts
    resources: tuple[ResourceFacts, ...]

    @property
    def resolved(self) -> dict[str, Any]:
        """The resolved form."""
        return self.form.resolved


def state_of(vendor: Vendor, resolved: dict[str, Any]) -> State:
    """Return what is generated for `vendor` from the `resolved` form, which need not be the one of its specs/ folder.

    What vendor.yaml says of operations that are not there is left out, operations that it does not know get a name, and
    names for schemas that contradict one another are given up: a newer document is to be judged, not to be generated.

    Args:
        vendor: the loaded vendor.yaml.
        resolved: what `resolved_vendor` gave, or the same of newer sources; not changed.

    Raises:
        SpecloomError: the document has no normal form.
    """
    fits, form = _normalised(fitted(vendor, resolved), resolved)
    document = without_constants(form.document)
    package = _package(form.document, fits)
    return State(fits, form, document, package, resources(_nameable(document), package.client))


def _normalised(vendor: Vendor, resolved: dict[str, Any]) -> tuple[Vendor, NormalForm]:
    *tries, last = lenient(vendor)
    for each in tries:
        try:
            return each, normalise_resolved(resolved, each)
        except SpecloomError:
            continue
    return last, normalise_resolved(resolved, last)


def _package(document: dict[str, Any], vendor: Vendor) -> PackageFacts:
    try:
        return vendor_package(document, vendor)
    except SpecloomError:  # a scheme is no longer of the kind that vendor.yaml has a login for
        bare = {name: replace(each, login=None) for name, each in vendor.authentication.items()}
        return vendor_package(document, replace(vendor, authentication=bare))


def _nameable(document: dict[str, Any]) -> dict[str, Any]:
    """Return `document` with what has names and without what could contradict itself.

    That are operations joined to one method, which have to be alike, and pagination, which names parameters.
    """
    seen: set[str] = set()
    paths: dict[str, Any] = {}
    for path, _, operation, pointer in sorted(
        operations(document), key=lambda each: (each[0], each[1] != "post", each[1])
    ):
        join = operation.get(JOIN)
        if join is not None and f"{join} {path}" in seen:
            continue
        seen.add(f"{join} {path}")
        *above, method = pointers.split(pointer)[2:]
        item = paths.setdefault(path, {})
        for step in above:
            item = item.setdefault(step, {})
        item[method] = {key: value for key, value in operation.items() if key != _PAGINATION}
    return {**document, "paths": paths}

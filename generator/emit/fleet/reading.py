"""What a task reads, read once: everything after that is a pure function of it, on whatever machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.emit.settings import PackageFacts, document_package, vendor_package
from generator.normalise import pipeline
from generator.workspace.vendor import Vendor, load_vendor

if TYPE_CHECKING:
    from generator.emit.fleet.work import Task
    from generator.normalise.bundle.bundle import Bundle
    from generator.normalise.form import NormalForm


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with all that it refers to, the name that stands for it in messages, and that of its package."""

    bundle: Bundle
    name: str
    package: str

    def normalised(self) -> tuple[NormalForm, PackageFacts]:
        """Return the normal form, and what the package is to be; raises SpecloomError. The bundle is used up."""
        form = pipeline.normalise_bundle(self.bundle, self.name)
        return form, document_package(form.document, self.package)


@dataclass(frozen=True, slots=True)
class ReadVendor:
    """What vendor.yaml says, and the resolved form of the sources with the overlay applied."""

    vendor: Vendor
    resolved: dict[str, Any]

    def normalised(self) -> tuple[NormalForm, PackageFacts]:
        """Return the normal form, and what the package is to be; raises SpecloomError. The resolved form is used up."""
        form = pipeline.normalise_resolved(self.resolved, self.vendor)
        return form, vendor_package(form.document, self.vendor)


Source = ReadDocument | ReadVendor


def read(task: Task) -> Source:
    """Return what `task` is about.

    Raises:
        SpecloomError: it cannot be read.
    """
    if task.package is not None:
        return ReadDocument(pipeline.read_file(task.path, task.fetch), str(task.path), task.package)
    vendor = load_vendor(task.path)
    resolved, _ = pipeline.resolved_vendor(vendor)
    return ReadVendor(vendor, resolved)

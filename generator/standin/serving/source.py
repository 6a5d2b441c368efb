"""What a stand-in is made of: a vendor of a project, or any OpenAPI file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.document.findings import Finding, Place, fail
from generator.document.load import load
from generator.document.neighbours import Fetch, refuse_remote
from generator.exchange.operations import Api
from generator.exchange.usable import usable
from generator.normalise.pipeline import normalise_file
from generator.standin.behaviour import Behaviour, load_behaviour
from generator.workspace.paths import ProjectPaths, vendors
from generator.workspace.suggest import among
from generator.workspace.vendor import Vendor, load_vendor

NORMAL_FORM = "openapi.yaml"


@dataclass(frozen=True, slots=True)
class Source:
    """A document in the normal form, the name that stands for it in messages, and what is beside it.

    `behaviour` and `vendor` are a vendor's; `findings` are what normalising another document found, and
    what of it cannot be checked.
    """

    document: dict[str, Any]
    name: str
    behaviour: Behaviour | None = None
    vendor: Vendor | None = None
    findings: tuple[Finding, ...] = ()


def is_file(what: str) -> bool:
    """Tell whether `what` is written as the path of a document, where it could be the name of a vendor."""
    return "/" in what or "\\" in what or Path(what).suffix in {".yaml", ".yml", ".json"}


def of_file(file: Path, fetch: Fetch = refuse_remote) -> Source:
    """Return a document that belongs to no vendor, normalised; `fetch` decides about references to URLs.

    Raises:
        SpecloomError: it cannot be read or normalised.
    """
    form = normalise_file(file, fetch)
    document, passed_over = usable(form.document, str(file))
    return Source(document, str(file), findings=(*form.findings, *passed_over))


def of_vendor(paths: ProjectPaths, vendor: str) -> Source:
    """Return the document and the behaviour of a vendor.

    Raises:
        SpecloomError: there is no such vendor, it was never normalised, or one of its files has a fault.
    """
    known = vendors(paths.root)
    if vendor not in known:
        remedy = among(vendor, known, "vendors")
        raise fail("unknown-vendor", f"there is no vendor {vendor!r}", Place(str(paths.specs)), remedy)
    folder = paths.specs / vendor
    form = folder / NORMAL_FORM
    if not form.is_file():
        raise fail("not-normalised", "does not exist yet", Place(str(form)), f"Run 'specloom normalise {vendor}'.")
    document: Any = load(form)
    return Source(document, str(form), load_behaviour(folder, Api(document, str(form))), load_vendor(folder))

"""The normal form: what everything downstream reads. One rule a module, applied in this order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document.copies import plain_copy
from generator.document.findings import Place, fail
from generator.normalise.bytes_content import read_contents_as_bytes
from generator.normalise.canonical import ordered
from generator.normalise.components import name_components
from generator.normalise.defaults import drop_null_defaults
from generator.normalise.flatten import flatten, has_compositions
from generator.normalise.ledger import Entry, Ledger
from generator.normalise.media_ranges import read_ranges_as_json
from generator.normalise.nullability import spell_null
from generator.normalise.operations import name_operations
from generator.normalise.path_variables import settle_path_variables
from generator.normalise.reachability import drop_unused, reachable
from generator.normalise.security import settle_security
from generator.normalise.servers import settle_servers
from generator.normalise.validity import repair_document

if TYPE_CHECKING:
    from generator.document.findings import Finding
    from generator.workspace.vendor_model import Vendor

_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class NormalForm:
    """A normalised document, the ledger of what became of its input, and what was repaired on the way.

    `repairs` says what was repaired or lost before the resolved form, at its places in the file.
    """

    document: dict[str, Any]
    resolved: dict[str, Any]
    ledger: Ledger
    findings: tuple[Finding, ...] = ()
    repairs: tuple[Entry, ...] = ()


def normal_form(resolved: dict[str, Any], name: str, vendor: Vendor | None = None) -> NormalForm:
    """Return the normal form of a resolved document.

    Args:
        resolved: what `resolve` gives; not changed.
        name: stands for the file in messages.
        vendor: names for operations, schemas and parameters; None leaves them to the document and its paths.

    Raises:
        SpecloomError: names collide, or vendor.yaml and the document disagree.
    """
    document: dict[str, Any] = plain_copy(resolved)
    ledger = Ledger(document, name)
    repair_document(document, ledger)
    findings = [
        *settle_path_variables(document, name, ledger),
        *settle_security(document, name, ledger),
        *settle_servers(document, name, ledger),
    ]
    name_operations(document, vendor, ledger)
    used_before = reachable(document)
    _compose(document, name, ledger)
    read_contents_as_bytes(document, ledger)
    read_ranges_as_json(document, ledger)
    drop_unused(document, used_before, ledger)
    name_components(document, {} if vendor is None else vendor.schemas, ledger)
    drop_null_defaults(document, ledger)
    if vendor is not None:
        ledger.note("/info/title", "name-document", "the title is that of vendor.yaml")
        document["info"]["title"] = vendor.title
    if not document.get("components", {}).get("schemas", True):
        ledger.note("/components/schemas", "drop-unused", "there are none")
        del document["components"]["schemas"]
    ledger.close(document)
    return NormalForm(ordered(document), resolved, ledger, tuple(findings))


def _compose(document: dict[str, Any], name: str, ledger: Ledger) -> None:
    """Merge compositions and spell null until neither makes way for the other any more."""
    for _ in range(_ROUNDS):
        flatten(document, ledger, name)
        if not spell_null(document, ledger, name) or not has_compositions(document):
            return
    raise fail(
        "not-settling", "is composed in a way that never settles", Place(name), "Simplify its 'allOf' and unions."
    )

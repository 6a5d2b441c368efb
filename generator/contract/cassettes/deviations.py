"""A whole cassette against a document, apart from the deviations that it declares."""

from __future__ import annotations

from generator.contract.cassettes.cassette import Cassette
from generator.document import pointers
from generator.document.findings import Finding, Place
from generator.exchange.conformance import Conformance


def check_cassette(conformance: Conformance, cassette: Cassette) -> list[Finding]:
    """Return what in `cassette` the document does not allow and `deviates` does not name.

    A declared deviation that is none (any more) is a finding too.

    Raises:
        SpecloomError: the document itself cannot be used for the check.
    """
    found = [
        finding
        for index, interaction in enumerate(cassette.interactions)
        for finding in conformance.check(
            interaction, Place(str(cassette.path), pointer=pointers.join("/interactions", index))
        )
    ]
    deviating = {finding.place.pointer for finding in found}
    stale = [
        Finding(
            "stale-deviation",
            f"the document allows what stands at {pointer}",
            Place(str(cassette.path), pointer=pointers.join("/metadata/deviates", pointer)),
            "Remove the entry.",
        )
        for pointer in cassette.deviates
        if pointer not in deviating
    ]
    return [finding for finding in found if finding.place.pointer not in cassette.deviates] + stale

"""One self-contained document of one that refers to others: everything it refers to has a place in it.

What another document holds, and what stands in the same one where parts of its kind have no place, goes to the section of
its kind (`components.schemas`, in Swagger 2.0 `definitions`) under a name made of its own or its file's. The same part is
one there, wherever it is referred from, and different ones never become one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from generator.document.findings import Place
from generator.document.neighbours import Document
from generator.document.shapes import is_object
from generator.normalise.bundle.binder import Binder
from generator.normalise.bundle.discovery import Explorer
from generator.normalise.bundle.kinds import Kinds
from generator.normalise.bundle.library import Library
from generator.normalise.bundle.plain import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.document.findings import Finding
    from generator.document.neighbours import Neighbours
    from generator.normalise.ledger import Entry


@dataclass(frozen=True, slots=True)
class Bundle:
    """A document that refers only to itself.

    Attributes:
        document: the document.
        findings: warnings about references that were repaired.
        entries: what the ledger says of all that changed, by pointers of `document`.
        origins: the places that parts come from, by their pointers.
    """

    document: Any
    findings: tuple[Finding, ...] = ()
    entries: tuple[Entry, ...] = ()
    origins: Mapping[str, Place] = field(default_factory=dict[str, Place])

    def located(self, findings: Iterable[Finding], name: str) -> list[Finding]:
        """Return findings about the file `name` with the file and the pointer that their reader knows."""
        return [self._located(finding, name) for finding in findings]

    def _located(self, finding: Finding, name: str) -> Finding:
        pointer = finding.place.pointer
        if pointer is None or finding.place.file != name:
            return finding
        head = pointer
        while head and head not in self.origins:
            head = head.rpartition("/")[0]
        place = self.origins.get(head)
        if place is None:
            return finding
        return replace(finding, place=Place(place.file, pointer=(place.pointer or "") + pointer[len(head) :]))


def bundle(data: Any, name: str, neighbours: Neighbours) -> Bundle:
    """Return `data`, changed in place, with everything that it refers to in it.

    Args:
        data: an OpenAPI document of any version; what is none is returned as it is.
        name: stands for the file in messages.
        neighbours: reads what is referred to.

    Raises:
        SpecloomError: a reference leads to nothing, in a circle, or to what may not be read.
    """
    if not is_object(data) or not ("openapi" in data or "swagger" in data):
        return Bundle(data)
    kinds = Kinds(data)
    if is_plain(data, kinds):
        return Bundle(data)
    walked = kinds.walk("document", data, "")
    in_place = {"", *(pointer for kind, _, pointer in walked if not kinds.is_data(kind))}
    library = Library(Document(neighbours.key, name, data), neighbours, in_place)
    binder = Binder(library, kinds, Explorer(library, kinds).explore(), data)
    binder.bind(name)
    return Bundle(data, tuple(binder.findings), tuple(binder.entries), binder.origins())

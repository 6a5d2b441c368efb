"""The documents that refer to each other, and where each reference leads: RFC 3986 section 5, RFC 6901, JSON Schema 8.2."""

from __future__ import annotations

import difflib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from generator.document import pointers
from generator.document.copies import plain_copy
from generator.document.findings import Place, SpecloomError, fail
from generator.document.neighbours import Document, is_remote
from generator.document.references import MAX_CHAIN
from generator.document.shapes import is_array, is_object
from generator.normalise.bundle.identifiers import Identifiers, identifiers, joined

if TYPE_CHECKING:
    from collections.abc import Container

    from generator.document.neighbours import Neighbours

_SHORT = 200


class Spot(NamedTuple):
    """A part of a document: the key of that, and the pointer of the part."""

    key: str
    pointer: str

    def part(self, *tokens: str | int) -> Spot:
        """Return the spot at `tokens` below this one."""
        return Spot(self.key, pointers.join(self.pointer, *tokens))


class Library:
    """Reads documents when references first lead to them, and tells where references lead.

    Attributes:
        root: the key of the document that all begins with.
        in_place: the pointers of those of its parts that stand in a place of their kind.
        twin: the key of a copy of it, which holds what stands in no place of its kind and is referred to nevertheless.
    """

    def __init__(self, root: Document, neighbours: Neighbours, in_place: Container[str]) -> None:
        """Begin with the document `root`, whose parts at the pointers `in_place` have a place of their kind."""
        self.root = root.key
        self.twin = f"{root.key}#"
        self._neighbours = neighbours
        self.in_place = in_place
        self._documents: dict[str, Document] = {}
        self._identifiers: dict[str, Identifiers] = {}
        self._resources: dict[str, Spot] = {}
        self._settled: dict[Spot, Spot | None] = {}
        self._add(root)

    def _add(self, document: Document) -> None:
        self._documents[document.key] = document
        self._identifiers[document.key] = names = identifiers(document)
        for pointer, uri in names.resources.items():
            self._resources.setdefault(uri, Spot(document.key, pointer))

    def data(self, key: str) -> Any:
        """Return the data of a document that was read."""
        return self._documents[key].data

    def node(self, spot: Spot) -> Any:
        """Return the part at `spot`, which exists."""
        return pointers.get(self.data(spot.key), spot.pointer)

    def place(self, spot: Spot, *tokens: str | int) -> Place:
        """Return the place of what stands at `tokens` below `spot`, for messages."""
        return Place(self._documents[spot.key].name, pointer=pointers.join(spot.pointer, *tokens))

    def anchors(self, name: str) -> dict[Spot, Spot]:
        """Return the dynamic anchors `name` of all documents that were read, by the schema resource that each belongs to."""
        return {
            Spot(key, resource): Spot(key, names.anchors[resource, name])
            for key, names in self._identifiers.items()
            for resource, other in names.dynamic
            if other == name
        }

    def has_names(self) -> bool:
        """Tell whether any document names its parts otherwise than by pointers."""
        return any(len(names.resources) > 1 or names.anchors for names in self._identifiers.values())

    def all(self) -> list[Any]:
        """Return the data of every document that was read."""
        return [document.data for document in self._documents.values()]

    def resource(self, spot: Spot) -> Spot:
        """Return the schema resource that the part at `spot` belongs to (JSON Schema 2020-12 section 4.3.5)."""
        return Spot(spot.key, self._identifiers[spot.key].resource(spot.pointer))

    def leads_to(self, reference: str, holder: Spot, at: Place) -> Spot | None:
        """Return the part that `reference` in `holder` names in the end, None where there is none.

        Raises:
            SpecloomError: it leads to what may not be read, or in a circle; `at` is its place.
        """
        first = self._first(reference, holder, at)
        return None if first is None else self._settle(first, at)

    def _settle(self, first: Spot, at: Place) -> Spot | None:
        """Return where references of which nothing else is said lead from `first` on; parts in place stay."""
        if first in self._settled:
            return self._settled[first]
        spot: Spot | None = first
        for _ in range(MAX_CHAIN):
            if spot is None:
                break
            node, reached, rest = self._descend(spot)
            if rest:
                through = node.get("$ref") if is_object(node) else None
                onward = self._first(through, reached, at) if isinstance(through, str) else None
                spot = None if onward is None else onward.part(*rest)
                continue
            spot = self._landed(reached)
            is_alias = is_object(node) and len(node) == 1 and isinstance(node.get("$ref"), str)
            onward = self._first(node["$ref"], spot, at) if is_alias and spot.key != self.root else None
            if onward is None:
                break
            spot = onward
        else:
            message = "leads to what only refers on and on, or back to itself"
            raise fail(
                "circular-reference", message, at, "Write a value in one of the places that refer to each other."
            )
        self._settled[first] = spot
        return spot

    def _landed(self, spot: Spot) -> Spot:
        if spot.key not in {self.root, self.twin}:
            return spot
        if spot.pointer in self.in_place:
            return spot._replace(key=self.root)
        if self.twin not in self._documents:
            root = self._documents[self.root]
            self._documents[self.twin] = replace(root, key=self.twin, data=plain_copy(root.data))
            self._identifiers[self.twin] = self._identifiers[self.root]
        return spot._replace(key=self.twin)

    def _descend(self, spot: Spot) -> tuple[Any, Spot, list[str]]:
        """Return the last part on the way to `spot`, where it is, and the tokens that lead on from there."""
        node: Any = self.data(spot.key)
        tokens = pointers.split(spot.pointer)
        for i, token in enumerate(tokens):
            if is_object(node) and token in node:
                node = node[token]
            elif is_array(node) and token.isascii() and token.isdecimal() and int(token[:9]) < len(node):
                node = node[int(token[:9])]
            else:
                return node, Spot(spot.key, pointers.join("", *tokens[:i])), tokens[i:]
        return node, spot, []

    def _first(self, reference: str, holder: Spot, at: Place) -> Spot | None:
        """Return what `reference` names itself: it may not exist, or be a reference."""
        address, _, fragment = reference.partition("#")
        resource = self.resource(holder) if not address else self._document(address, holder, at)
        if resource is None:
            return None
        said = unquote(fragment)
        if not said:
            return resource
        if not said.startswith("/"):
            pointer = self._identifiers[resource.key].anchor(resource.pointer, said)
            return None if pointer is None else Spot(resource.key, pointer)
        # A pointer is relative to the schema resource; many authors mean the document, or do not encode it.
        candidates = [resource.pointer + said, said, fragment]
        spots = [Spot(resource.key, pointer) for pointer in dict.fromkeys(candidates) if pointer.startswith("/")]
        return next((spot for spot in spots if self._begins(spot)), spots[0])

    def _begins(self, spot: Spot) -> bool:
        node, _, rest = self._descend(spot)
        return not rest or (is_object(node) and isinstance(node.get("$ref"), str))

    def _document(self, address: str, holder: Spot, at: Place) -> Spot | None:
        """Return the schema resource or document that `address`, a reference without its fragment, names."""
        names = self._identifiers[holder.key]
        base = names.resources[names.resource(holder.pointer)]
        if (known := self._resources.get(joined(base, address))) is not None:
            return known
        try:
            parts = urlsplit(address)
            if any(ord(char) < ord(" ") for char in address):
                raise ValueError(address)  # urlsplit would pass over some
        except ValueError as error:
            message = f"refers to {address[:_SHORT]!r}, which is no address"
            raise fail("refused-path", message, at, "Correct the reference.") from error
        if parts.scheme in {"http", "https"}:
            return self._read(joined(base, address), at)
        if parts.scheme or parts.netloc or parts.query:
            message = f"refers to {address[:_SHORT]!r}, which is no path of a file"
            raise fail(
                "refused-path", message, at, "Write the path from the file that refers, such as 'schemas/pet.yaml'."
            )
        if is_remote(holder.key):
            return self._read(urljoin(holder.key, address), at)
        if (found := self._neighbours.find(self._key(holder.key), parts.path, at)) is not None:
            return self._read(found, at)
        return self._read(joined(base, address), at) if is_remote(base) else None

    def _key(self, key: str) -> str:
        return self.root if key == self.twin else key

    def _read(self, key: str, at: Place) -> Spot:
        if key not in self._documents:
            self._add(self._neighbours.read(key, at))
        return Spot(key, "")

    def has(self, spot: Spot) -> bool:
        """Tell whether something stands at `spot`."""
        return not self._descend(spot)[2]

    def is_read(self, reference: str, holder: Spot, at: Place) -> bool:
        """Tell whether the document that `reference` names exists."""
        address = reference.partition("#")[0]
        return not address or self._document(address, holder, at) is not None

    def missing(self, reference: str, holder: Spot, at: Place) -> SpecloomError:
        """Return the error for a reference that `leads_to` nothing."""
        address, _, fragment = reference.partition("#")
        resource = self.resource(holder) if not address else self._document(address, holder, at)
        message = f"refers to {reference[:_SHORT]!r}, which does not exist"
        if resource is None:
            return fail("missing-file", message, at, "Correct the path, or put the file there.")
        if not unquote(fragment).startswith("/"):
            return fail("unresolved-reference", message, at, "No schema has this '$anchor': write the pointer of one.")
        node, reached, rest = self._descend(self._first(reference, holder, at) or resource)
        near = difflib.get_close_matches(rest[0], list(node), 1) if rest and is_object(node) else []
        hint = f"Did you mean {near[0]!r}?" if near else "Correct the reference, or add what it names."
        return fail("unresolved-reference", message, at, f"#{reached.pointer or '/'} has no {rest[0]!r}. {hint}")

"""What a document refers to, directly and through what it refers to: everything that one self-contained document needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.findings import fail
from generator.document.references import target
from generator.document.shapes import is_array, is_object
from generator.normalise.bundle.library import Spot
from generator.normalise.bundle.missing import meant_name

if TYPE_CHECKING:
    from generator.normalise.bundle.kinds import Kinds
    from generator.normalise.bundle.library import Library
    from generator.normalise.parts import Part


@dataclass(frozen=True, slots=True)
class Link:
    """A reference: the text at `key` of the object `node`, which stands at `spot` and refers to `target`.

    `kind` is that of the part; `said` is what the text was.
    """

    node: dict[str, Any]
    key: str
    spot: Spot
    kind: str
    target: Spot
    said: str


@dataclass(frozen=True, slots=True)
class Splice:
    """A reference where none may stand: what stands at `target` belongs at `key` of `container`, which is at `spot`."""

    container: Any
    key: str | int
    spot: Spot
    kind: str
    target: Spot


@dataclass(frozen=True, slots=True)
class Gap:
    """A part that refers to nothing that exists: `key` of `container`, at `spot`."""

    container: Any
    key: str | int
    spot: Spot
    kind: str
    reference: str


@dataclass(slots=True)
class Discovery:
    """What was found.

    Attributes:
        links: references that stay references.
        splices: those that do not.
        gaps: those that lead nowhere.
        meant: those of `links` that lead where they do only by good will.
        wanted: the kind of each part outside of the root document that a reference names, in the order of being found.
        slots: for some of these a place of the root that holds nothing but a reference to it: container, key, pointer.
        secured: those of `wanted` that security requirements name, and that so must keep their names.
        named: the places where parts have names: pointers in the result by spot.
    """

    links: list[Link] = field(default_factory=list[Link])
    splices: list[Splice] = field(default_factory=list[Splice])
    gaps: list[Gap] = field(default_factory=list[Gap])
    meant: list[Link] = field(default_factory=list[Link])
    wanted: dict[Spot, str] = field(default_factory=dict[Spot, str])
    slots: dict[Spot, tuple[Any, str, str]] = field(default_factory=dict[Spot, tuple[Any, str, str]])
    secured: set[Spot] = field(default_factory=set[Spot])
    named: dict[Spot, str] = field(default_factory=dict[Spot, str])


class Explorer:
    """Follows references from the root document on."""

    def __init__(self, library: Library, kinds: Kinds) -> None:
        """Explore the documents of `library`, which is read as `kinds` says."""
        self.library = library
        self.kinds = kinds
        self.found = Discovery(named={Spot(library.root, pointer): pointer for pointer in kinds.named})
        self._seen: set[Spot] = set()
        self._bases: dict[Spot, str] = {}
        self._pending: list[tuple[str, Spot]] = []

    def explore(self) -> Discovery:
        """Return what the root document needs.

        Raises:
            SpecloomError: a reference leads to what may not be read, or in a circle.
        """
        self._pending = [("document", Spot(self.library.root, ""))]
        while self._pending:
            kind, spot = self._pending.pop(0)
            self._walk(kind, spot)
        return self.found

    def _walk(self, kind: str, start: Spot) -> None:
        parent, _, token = start.pointer.rpartition("/")
        above = pointers.get(self.library.data(start.key), parent) if start.pointer else None
        last: Any = pointers.split(f"/{token}")[0]
        stack: list[tuple[Part, Any, Any]] = [
            ((kind, self.library.node(start), start.pointer), above, int(last) if is_array(above) else last)
        ]
        while stack:
            (inner, part, pointer), container, key = stack.pop()
            spot = Spot(start.key, pointer)
            if spot in self._seen or not (is_object(part) or is_array(part)):
                continue
            self._seen.add(spot)
            if is_object(part):
                self._read(inner, part, spot, container, key)
            below = [each for each in self.kinds.members(inner, part, pointer) if isinstance(each[1], dict | list)]
            stack.extend((each, *_inside(part, each[2])) for each in reversed(below))

    def _read(self, kind: str, part: dict[str, Any], spot: Spot, container: Any, key: Any) -> None:
        for keyword in ("$ref", "$dynamicRef") if kind == "schema" else ("$ref",):
            if isinstance(part.get(keyword), str):
                self._refer(kind, part, keyword, spot, container, key)
        if kind == "discriminator" and is_object(part.get("mapping")):
            self._map(part["mapping"], spot.part("mapping"))
        if kind == "operation" and spot.key != self.library.root:
            self._secure(part, spot)

    def _refer(self, kind: str, part: dict[str, Any], keyword: str, spot: Spot, container: Any, key: Any) -> None:
        reference: str = part[keyword]
        at = self.library.place(spot, keyword)
        if self.kinds.is_data(kind) or (spot.key == self.library.root and self._is_settled(kind, reference)):
            return
        meant = self._meant(kind, reference) if reference.startswith("/") else None
        found = meant or self.library.leads_to(reference, spot, at)
        if found is None:
            found = meant = self._meant(kind, reference)
        if found is None:
            # What is in no file is the author's mistake; a file that is missing is one of whoever calls this.
            if "#" not in reference or not self.library.is_read(reference, spot, at):
                raise self.library.missing(reference, spot, at)
            self.found.gaps.append(Gap(container, key, spot, kind, reference))
        elif not self.kinds.may_refer(kind, is_near=found.key == self.library.root):
            self._splice(kind, part, spot, container, key, found)
        else:
            link = Link(part, keyword, spot, kind, found, reference)
            self.found.links.append(link)
            if meant is not None:
                self.found.meant.append(link)
            self._want(kind, part, spot, container, key, found)

    def _is_settled(self, kind: str, reference: str) -> bool:
        """Tell whether a reference in the root document leads to a part in place already."""
        is_near = self.kinds.may_refer(kind, is_near=True)
        pointer = target(reference)
        return is_near and bool(pointer) and pointer in self.library.in_place

    def _meant(self, kind: str, reference: str) -> Spot | None:
        """Return the part that a reference names wrongly, but plainly: one of its name in the section of its kind."""
        section = self.kinds.sections.get(kind)
        name = meant_name(reference)
        if section is None or name is None:
            return None
        spot = Spot(self.library.root, section)
        return spot.part(name) if self.library.has(spot.part(name)) else None

    def _want(self, kind: str, part: dict[str, Any], spot: Spot, container: Any, key: Any, found: Spot) -> None:
        if found.key == self.library.root:
            return
        whole = self.library.data(found.key) if not found.pointer else None
        if is_object(whole) and ("openapi" in whole or "swagger" in whole):
            message = f"refers to a whole OpenAPI document, which is no {kind}"
            remedy = f"Refer to a part of it, such as '...#{self.kinds.sections[kind]}/...'."
            raise fail("wrong-shape", message, self.library.place(spot, "$ref"), remedy)
        section = self.found.named.get(_above(spot))
        if section is not None and len(part) == 1 and section in {self.kinds.sections.get(kind), "/paths", "/webhooks"}:
            self.found.slots.setdefault(found, (container, key, pointers.join(section, key)))
        self.found.wanted.setdefault(found, kind)
        self._pending.append((kind, found))

    def _splice(self, kind: str, part: dict[str, Any], spot: Spot, container: Any, key: Any, found: Spot) -> None:
        self.found.splices.append(Splice(container, key, spot, kind, found))
        if len(part) == 1 and found.key != self.library.root and (place := self._place(spot)) is not None:
            self._bases.setdefault(found, place)
            for section in self.kinds.named:
                if section == place or section.startswith(place + "/"):
                    self.found.named.setdefault(Spot(found.key, found.pointer + section[len(place) :]), section)
        # Depth first: names in a spliced map are the first places of what they refer to.
        self._pending.insert(0, (kind, found))

    def _place(self, spot: Spot) -> str | None:
        """Return where `spot` is in the result, as far as this is known before everything has its place."""
        if spot.key == self.library.root:
            return spot.pointer
        above = spot
        while above not in self._bases and above.pointer:
            above = _above(above)
        return self._bases[above] + spot.pointer[len(above.pointer) :] if above in self._bases else None

    def _map(self, mapping: dict[str, Any], spot: Spot) -> None:
        """Read the values of a discriminator's mapping, each a name or a reference (OpenAPI 3.1 section 4.8.25)."""
        for value, written in mapping.items():
            if not isinstance(written, str):
                continue
            said: str = written
            at = self.library.place(spot, value)
            own = self.kinds.sections["schema"]
            if "/" not in said and "#" not in said and not said.endswith((".yaml", ".yml", ".json")):
                named = Spot(spot.key, pointers.join(own, said))
                if spot.key == self.library.root or not self.library.has(named):
                    continue
                said = f"#{named.pointer}".replace("%", "%25")
            if said.startswith("#/") and spot.key == self.library.root:
                continue
            if (found := self.library.leads_to(said, spot, at)) is not None:
                self.found.links.append(Link(mapping, value, spot, "schema", found, said))
                if found.key != self.library.root:
                    self.found.wanted.setdefault(found, "schema")
                    self._pending.append(("schema", found))

    def _secure(self, operation: dict[str, Any], spot: Spot) -> None:
        """Want the security schemes that an operation of another document names, where the root has none of this name."""
        section = self.kinds.sections["security scheme"]
        requirements: Any = operation.get("security")
        for requirement in requirements if is_array(requirements) else ():
            for name in requirement if is_object(requirement) else ():
                own = Spot(spot.key, pointers.join(section, name))
                if self.library.has(own) and not self.library.has(own._replace(key=self.library.root)):
                    self.found.wanted.setdefault(own, "security scheme")
                    self.found.secured.add(own)


def _above(spot: Spot) -> Spot:
    return Spot(spot.key, spot.pointer.rpartition("/")[0])


def _inside(part: Any, pointer: str) -> tuple[Any, Any]:
    """Return the container and the key of a member of `part`, which stands at `pointer`."""
    token = pointers.split("/" + pointer.rpartition("/")[2])[0]
    return part, int(token) if is_array(part) else token

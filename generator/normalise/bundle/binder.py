"""Moves what references name into the one document, and makes the references lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.copies import Copier
from generator.document.findings import Finding, Place, Severity
from generator.document.shapes import is_array, is_object
from generator.normalise.bundle.dynamic import Dynamic, possible
from generator.normalise.bundle.homes import Homes
from generator.normalise.bundle.identifiers import KEYWORDS
from generator.normalise.bundle.missing import fill
from generator.normalise.bundle.splicing import Splicer
from generator.normalise.ledger import Entry

if TYPE_CHECKING:
    from generator.normalise.bundle.discovery import Discovery, Link
    from generator.normalise.bundle.kinds import Kinds
    from generator.normalise.bundle.library import Library, Spot

RULE = "bundle"
MISSING = "missing-target"
_EXAMPLE = frozenset({"value", "externalValue", "dataValue", "serializedValue", "$ref"})


class Binder:
    """Changes the root document in place.

    Attributes:
        findings: warnings about what was repaired.
        entries: what the ledger says of all that changed.
    """

    def __init__(self, library: Library, kinds: Kinds, found: Discovery, data: dict[str, Any]) -> None:
        """Take what was found from `data`, the root document of `library`, on."""
        self.findings: list[Finding] = []
        self.entries: list[Entry] = []
        self._library = library
        self._kinds = kinds
        self._found = found
        self._data = data
        self._homes = Homes(library, kinds, found, data)

    def origins(self) -> dict[str, Place]:
        """Return the places that parts come from, by their pointers in the result."""
        return {pointer: self._library.place(spot) for pointer, spot in self._homes.foreign().items()}

    def bind(self, name: str) -> None:
        """Put everything in its place; `name` stands for the file in messages.

        Raises:
            SpecloomError: a reference leads nowhere and nothing can stand for it, or the document grows too large.
        """
        # While every part is where it was found: what follows moves them.
        contents = {spot: self._library.node(spot) for spot in self._found.wanted}
        spliced = {splice.target: self._library.node(splice.target) for splice in self._found.splices}
        copier = Copier(self._library.all(), name)
        dynamic = [found for link in self._found.links if (found := self._lead(link)) is not None]
        self._fill()
        for link in self._found.meant:
            home = self._homes.of.get(link.target, link.target.pointer)
            self._warn(link.spot, f"refers to {link.said[:200]!r}, which is read as '#{home}'", "Write it so.")
        for spot, content in sorted(contents.items(), key=lambda each: (-each[0].pointer.count("/"), each[0])):
            if not self._homes.comes_along(spot):
                self._move(spot, content)
        Splicer(self._found.splices, spliced, copier, self._library).run()
        for splice in self._found.splices:
            self._note(splice.spot, f"holds what stands in {self._library.place(splice.target)}")
        for anchor in sorted({each.anchor for each in dynamic}):
            self._decide(anchor, [each for each in dynamic if each.anchor == anchor])
        if self._library.has_names():
            self._drop_names()

    def _lead(self, link: Link) -> Dynamic | None:
        """Make a reference one within the result; return it where it may lead elsewhere as well."""
        reference = "#" + self._homes.of.get(link.target, link.target.pointer).replace("%", "%25")
        if link.key != "$dynamicRef":
            link.node[link.key] = reference
            return None
        node = link.node
        del node["$dynamicRef"]
        if "$ref" in node:
            node = {}
            link.node.setdefault("allOf", []).append(node)
        node["$ref"] = reference
        anchor = link.said.rpartition("#")[2]
        self._note(link.spot, f"the dynamic reference {link.said!r} leads to the anchor of its name")
        is_dynamic = link.target in self._library.anchors(anchor).values()
        return Dynamic(node, link.spot, anchor) if is_dynamic else None

    def _fill(self) -> None:
        for gap in self._found.gaps:
            if (done := fill(gap)) is None:
                raise self._library.missing(gap.reference, gap.spot, self._library.place(gap.spot, "$ref"))
            at = self._library.place(gap.spot, "$ref")
            remedy = self._library.missing(gap.reference, gap.spot, at).findings[0].remedy
            self._warn(gap.spot, f"refers to {gap.reference[:200]!r}, which does not exist: {done}", remedy)

    def _move(self, spot: Spot, content: Any) -> None:
        """Move a part to its place, and leave a reference where it was, in case that gets a place of its own."""
        home = self._homes.of[spot]
        self._note(spot, f"stands in {self._library.place(spot)}")
        if spot.pointer:
            parent, _, token = spot.pointer.rpartition("/")
            around: Any = pointers.get(self._library.data(spot.key), parent)
            key = pointers.split("/" + token)[0]
            around[int(key) if is_array(around) else key] = {"$ref": "#" + home.replace("%", "%25")}
        if self._found.wanted[spot] == "example" and not (is_object(content) and _EXAMPLE & content.keys()):
            content = {"value": content}  # a file that is the example, not an Example Object
        if spot in self._found.slots:
            container, slot, _ = self._found.slots[spot]
            container[slot] = content
            return
        section: dict[str, Any] = self._data
        *above, name = pointers.split(home)
        for token in above:
            section = section.setdefault(token, {})
        section[name] = content

    def _decide(self, anchor: str, dynamic: list[Dynamic]) -> None:
        """Let dynamic references lead to the one place they can lead to, where there is just one."""
        places = {resource: self._homes.place(spot) for resource, spot in self._library.anchors(anchor).items()}
        anchors = {resource: place for resource, place in places.items() if place is not None}
        if len(anchors) < 2:
            return

        def resource(pointer: str) -> Spot:
            return self._library.resource(self._homes.spot(pointer))

        found = possible(self._data, self._kinds, resource, anchors, dynamic)
        for each in dynamic:
            targets = sorted(found.get(id(each.node), ()))
            if len(targets) == 1:
                each.node["$ref"] = "#" + targets[0].replace("%", "%25")
            elif targets:
                said = f"may lead to any of {', '.join(targets)[:500]}, and is read as {each.node['$ref']}"
                self._note(each.spot, f"the dynamic reference {said}")

    def _drop_names(self) -> None:
        for kind, part, pointer in self._kinds.walk("document", self._data, ""):
            for key in KEYWORDS if kind == "schema" and is_object(part) else ():
                if part.pop(key, None) is not None:
                    self.entries.append(Entry(pointers.join(pointer, key), RULE, "every reference names a place now"))

    def _warn(self, spot: Spot, message: str, remedy: str) -> None:
        place = self._library.place(spot)
        self.findings.append(Finding(MISSING, message, place, remedy, severity=Severity.WARNING))
        self._note(spot, message)

    def _note(self, spot: Spot, detail: str) -> None:
        if (place := self._homes.place(spot)) is not None:
            self.entries.append(Entry(place, RULE, detail))

"""OpenAPI overlays: the Overlay Specification 1.1.0 (and 1.0.0, with what it had less), applied to a document.

Where the text and the JSON Schema of the specification differ, the text rules: `remove: true` beside `update` or `copy`
removes, and an action may occur twice. On top of it stands a policy: an action that selects nothing is a finding, and so is
one that only has words for a part that is not there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.document.findings import Finding, Place, Severity, SpecloomError, fail
from generator.normalise.overlay_created import Created, placed
from generator.normalise.overlay_kinds import is_array, is_object, is_primitive, kind
from generator.normalise.overlay_merge import MergeError, Merger
from generator.normalise.overlay_query import Location, Match, Query, QueryError, normalized_path
from generator.normalise.overlay_schema import structure
from generator.normalise.overlay_stubs import stubs

UNMATCHED = "overlay-matches-nothing"
STUB = "overlay-about-nothing"


def apply(
    document: dict[str, Any], overlay: dict[str, Any], *, name: str, lenient: bool = False
) -> tuple[dict[str, Any], list[Finding]]:
    """Return `document` with the actions of `overlay` applied in order, and the warnings of a `lenient` application.

    Neither input is changed, and the result shares nothing mutable with them. `name` is the overlay's file in findings,
    whose pointers lead to the action. With `lenient`, an action whose target or copy source selects nothing is passed
    over with a warning, and so is what an action says of a part that is not there.

    Raises:
        SpecloomError: the overlay is malformed, an action cannot be applied, or (unless `lenient`) it selects nothing or
            is about what is not there.
    """
    malformed = structure(overlay, name)
    if malformed:
        raise SpecloomError(malformed)
    application = _Application(name, features=overlay["overlay"].rpartition(".")[0])
    try:
        application.begin(document)
        application.run(overlay["actions"])
    except SpecloomError as error:
        raise SpecloomError([*application.unmatched, *error.findings]) from error
    if application.unmatched and not lenient:
        raise SpecloomError(application.unmatched)
    return application.document, [_warning(finding) for finding in application.unmatched]


class Trace(NamedTuple):
    """What the actions of an overlay do to a document.

    Attributes:
        selected: what the target of each action selects when its turn comes, those that select nothing included.
        added: what stands in the result that was not in the document: the pointer of each value, with the index of the
            action. What a `copy` put somewhere is the document's; its place has None.
    """

    selected: list[list[Location]]
    added: dict[str, int | None]


def trace(document: dict[str, Any], overlay: dict[str, Any], *, name: str) -> Trace:
    """Return what the actions of `overlay` do to `document`.

    Raises:
        SpecloomError: as for `apply` with `lenient`.
    """
    malformed = structure(overlay, name)
    if malformed:
        raise SpecloomError(malformed)
    application = _Application(name, features=overlay["overlay"].rpartition(".")[0])
    application.begin(document)
    found = application.run(overlay["actions"])
    added = placed(application.document, application.merger.created)
    return Trace(found, {at: each.action if each.pointer else None for each, at, _ in added})


def require_reasons(overlay: dict[str, Any], name: str) -> None:
    """Check that every action says in its `description` why it is there; `name` is the overlay's file.

    Raises:
        SpecloomError: the overlay is malformed, or an action has no description.
    """
    findings = structure(overlay, name) or [
        Finding(
            "overlay-without-reason",
            "has no description",
            Place(name, pointer=f"/actions/{index}"),
            "Say in description why the document needs this change.",
        )
        for index, action in enumerate(overlay["actions"])
        if not action.get("description", "").strip()
    ]
    if findings:
        raise SpecloomError(findings)


def _warning(finding: Finding) -> Finding:
    return Finding(finding.rule, finding.message, finding.place, finding.remedy, Severity.WARNING)


@dataclass
class _Application:
    """The document on its way through the actions."""

    name: str
    features: str
    document: dict[str, Any] = field(default_factory=dict[str, Any])
    unmatched: list[Finding] = field(default_factory=list[Finding])
    merger: Merger = field(default_factory=Merger)

    def begin(self, document: dict[str, Any]) -> None:
        try:
            self.document = self.merger.copied(document)
        except MergeError as conflict:
            raise fail("overlay-too-large", f"the document cannot be copied: {conflict.message}") from conflict

    def run(self, actions: list[dict[str, Any]]) -> list[list[Location]]:
        """Do what `actions` say, one after the other, and return the locations that the target of each selected."""
        found = [self.perform(index, action) for index, action in enumerate(actions)]
        self.settle()
        return found

    def perform(self, index: int, action: dict[str, Any]) -> list[Location]:
        at = f"/actions/{index}"
        matches = self.select(f"{at}/target", action["target"])
        if not matches:
            return []
        if self.features == "1.0":
            self.refuse_primitives(f"{at}/target", matches)
        if action.get("remove"):
            self.remove(f"{at}/target", matches)
        elif "update" in action:
            self.update(at, f"{at}/update", matches, action["update"], origin=(index, f"{at}/update"))
        elif "copy" in action:
            sources = self.select(f"{at}/copy", action["copy"])
            if len(sources) > 1:
                raise self.fail(f"{at}/copy", f"selects {len(sources)} nodes, but must select exactly one")
            if sources:
                self.update(at, f"{at}/copy", matches, self.source(f"{at}/copy", sources[0]), origin=(index, ""))
        return [match.location for match in matches]

    def settle(self) -> None:
        """Take away again what actions created with nothing but words, and report it."""
        for stub in stubs(self.document, self.merger.created):
            del stub.container[stub.key]
            message = f"says something of {stub.pointer}, which is not there"
            remedy = "Remove that. If the part is to be added, say what it is: its type, or that it is inferred."
            self.unmatched.append(Finding(STUB, message, Place(self.name, pointer=stub.action), remedy))

    def select(self, at: str, text: str) -> list[Match]:
        try:
            query = Query(text)
            matches = query.select(self.document)
        except QueryError as error:
            raise self.fail(at, f"{text[:200]!r} {error}", rule="overlay-query") from error
        if not matches:
            remedy = query.where_it_ends(self.document)
            self.unmatched.append(Finding(UNMATCHED, f"{text!r} selects nothing", Place(self.name, pointer=at), remedy))
        return matches

    def source(self, at: str, match: Match) -> Any:
        """Return the copied node as it is now: a target may contain it, and would change it meanwhile."""
        try:
            return self.merger.copied(match.value)
        except MergeError as conflict:
            raise self.fail(at, conflict.message) from conflict

    def refuse_primitives(self, at: str, matches: list[Match]) -> None:
        for match in matches:
            if is_primitive(match.value):
                message = (
                    f"selects {normalized_path(match.location)}, a primitive, which overlays of version 1.0 cannot"
                )
                raise self.fail(at, message, "Write `overlay: 1.1.0`.")

    def update(self, at: str, value_at: str, matches: list[Match], value: Any, *, origin: tuple[int, str]) -> None:
        target_kind = self.common_kind(f"{at}/target", matches)
        if (target_kind == "an object" or kind(value) != "a primitive") and target_kind not in {
            kind(value),
            "an array",
        }:
            where = normalized_path(matches[0].location)
            raise self.fail(value_at, f"is {kind(value)}, but the target {where} is {target_kind}")
        for match in matches:
            self.merge(value_at, match, value, origin)

    def merge(self, value_at: str, match: Match, value: Any, origin: tuple[int, str]) -> None:
        depth = len(match.location)
        try:
            if is_object(match.value):
                self.merger.into_object(match.value, value, depth, origin=origin if origin[1] else None)
                if not origin[1] and match.location:
                    holder, key = self.at(match.location[:-1]), match.location[-1]
                    self.merger.created.append(Created(holder, str(key), match.value, origin[0]))
            elif is_array(match.value):
                self.merger.into_array(match.value, value, depth)
            else:
                self.at(match.location[:-1])[match.location[-1]] = value
        except MergeError as conflict:
            message = f"{conflict.message} (merging into {normalized_path(match.location)})"
            raise self.fail(value_at + conflict.pointer, message) from conflict

    def common_kind(self, at: str, matches: list[Match]) -> str:
        """Return the kind of all `matches`, which must be either all objects or all arrays or all primitives."""
        first, first_kind = matches[0], kind(matches[0].value)
        for match in matches:
            if kind(match.value) != first_kind:
                message = (
                    f"selects different kinds of nodes: {normalized_path(first.location)} is {first_kind}, "
                    f"{normalized_path(match.location)} is {kind(match.value)}"
                )
                raise self.fail(at, message, "Give each kind an action of its own.")
        return first_kind

    def remove(self, at: str, matches: list[Match]) -> None:
        """Remove all `matches`, innermost first, so that no location changes before its turn."""
        doomed: dict[Location, set[str | int]] = {}
        for match in matches:
            if not match.location:
                raise self.fail(at, "selects the whole document, which nothing contains and so nothing can remove")
            doomed.setdefault(match.location[:-1], set()).add(match.location[-1])
        for parent in sorted(doomed, key=len, reverse=True):
            container = self.at(parent)
            if is_array(container):
                container[:] = [item for index, item in enumerate(container) if index not in doomed[parent]]
            else:
                for key in doomed[parent]:
                    del container[key]

    def at(self, location: Location) -> Any:
        value: Any = self.document
        for token in location:
            value = value[token]
        return value

    def fail(self, pointer: str, message: str, remedy: str = "", rule: str = "overlay-action") -> SpecloomError:
        return fail(rule, message, Place(self.name, pointer=pointer), remedy)

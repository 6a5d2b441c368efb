"""A document that a person wrote against the page of prose it was written from: every URI, method, status and limit, both ways.

What differs becomes a document that states what the page states, to be compared as any other one, and a finding with the
line of the page. A part that the document marks as inferred is ours: the page need not state it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.reasons import reason_phrase
from generator.document.shapes import is_object
from generator.drift.changes import Change, Side
from generator.drift.upstream.differences import Called, Differences
from generator.drift.upstream.resting import LIMITS
from generator.drift.upstream.stated_limits import compare_limits
from generator.drift.upstream.statements import Stated, read
from generator.drift.upstream.uris import moved, renamed, variables
from generator.drift.verdicts import Level, Verdicts
from generator.normalise.schemas import operations_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from generator.document.findings import Finding
    from generator.drift.upstream.prose import Sentence

_INFERRED = "x-specloom-inferred"
_MOST = 10


@dataclass(slots=True)
class Checked:
    """What came of the check.

    Attributes:
        findings: what page and document state differently, each with the line of the page where it has one.
        changes: what the page states in words that could not be read as a limit.
        sections: what the page states of each URI.
        limits: the operations whose limits the page states, by the line where it does.
        told: the lines whose meaning `findings` and `changes` tell.
        gone: the statuses that the page does not state any more.
    """

    findings: list[Finding] = field(default_factory=list["Finding"])
    changes: list[Change] = field(default_factory=list[Change])
    limits: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    sections: list[Stated] = field(default_factory=list[Stated])
    told: set[int] = field(default_factory=set[int])
    gone: set[str] = field(default_factory=set[str])

    def tells(self, before: Sentence | None, now: Sentence | None) -> bool:
        """Tell whether what a sentence states is told by itself, so that nobody needs to hear of its words."""
        if now is not None:
            return bool(now.lines) and self.told.issuperset(now.lines)
        return before is not None and bool(before.figures) and self.gone.issuperset(before.figures)

    def about(self, line: int) -> tuple[str, ...]:
        """Return the operations that a line of the page is about; none where that is the whole API."""
        return next((each.operations for each in self.sections if line in each.lines), ())


def states_something(text: str) -> bool:
    """Tell whether a page states at least one URI in a form that can be read."""
    return bool(read(text))


def check_written(document: dict[str, Any], spec: dict[str, Any], text: str, *, page: str, file: str) -> Checked:
    """Compare what `document` says of the paths of `spec` with the page, and make it say what the page states.

    Args:
        document: the resolved form; changed in place.
        spec: the document written by hand.
        text: the page it was written from, which states something.
        page: the page's name.
        file: the name of the file of `spec`.
    """
    return _Check(document, [*spec.get("paths", {})], page, file).run(read(text))


class _Check:
    def __init__(self, document: dict[str, Any], known: list[str], page: str, file: str) -> None:
        self.document = document
        self.paths: dict[str, Any] = document.setdefault("paths", {})
        self.known = known
        self.page = page
        self.found = Differences(page, file)
        self.checked = Checked()

    def run(self, stated: list[Stated]) -> Checked:
        whole, sections = stated[0], stated[1:]
        by_path: dict[str, dict[str, int]] = {}
        for each in sections:
            by_path.setdefault(each.path, {}).update(each.methods)
        lines = {each.path: each.line for each in reversed(sections)}
        for path, new in moved(self._shapes(), {path: {*methods} for path, methods in by_path.items()}).items():
            self.found.add(f"states the URI {new}, and not {path}", lines[new], pointers.join("/paths", path))
            self.paths[new] = renamed(self.paths.pop(path), path, new)
            self.known[self.known.index(path)] = new
        for path in self.known:
            if path not in by_path:
                self.found.add(f"states no URI {path}", None, pointers.join("/paths", path))
                self.paths.pop(path, None)
        for path, methods in by_path.items():
            if path not in self.known:
                self.found.add(f"states the URI {path}", lines[path], "")
            self._missing(path, methods, lines[path])
        for each in sections:
            self._section(each)
        self._limits(self.document, "", whole, Called())
        for each in stated:
            self._strays(each, {path: {*methods} for path, methods in by_path.items()})
        self.checked.findings = self.found.findings()
        self.checked.told |= self.found.told
        self.checked.sections = sections
        return self.checked

    def _shapes(self) -> dict[str, set[str]]:
        return {
            path: {method.upper() for method, _, _ in operations_of(self.paths[path], "")}
            for path in self.known
            if path in self.paths
        }

    def _missing(self, path: str, methods: Collection[str], line: int) -> None:
        """Take away the operations of a path that no section states."""
        item = self.paths.get(path, {})
        for method, _, pointer in [*operations_of(item, pointers.join("/paths", path))]:
            if method.upper() not in methods and method in item:
                self.found.add("states no ", line, pointer, Called(method.upper(), path))
                del item[method]
        if not item:
            self.paths.pop(path, None)

    def _section(self, stated: Stated) -> None:
        path = stated.path
        for method, line in stated.methods.items():
            item = self.paths.setdefault(path, {})
            pointer, called = pointers.join("/paths", path, method.lower()), Called(method, path)
            if method.lower() not in item:
                if path in self.known:
                    self.found.add("states ", line, pointers.join("/paths", path), called)
                item[method.lower()] = self._new_operation(path)
            self._statuses(item[method.lower()], pointer, stated, called)
            self._limits(item[method.lower()], pointer, stated, called)

    def _new_operation(self, path: str) -> dict[str, Any]:
        parameters = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in variables(path)
        ]
        return {
            **({"parameters": parameters} if parameters else {}),
            "security": self.document.get("security", []),
            "responses": {},
        }

    def _statuses(self, operation: dict[str, Any], pointer: str, stated: Stated, called: Called) -> None:
        responses: dict[str, Any] = operation.setdefault("responses", {})
        is_new = not responses
        for status in [each for each in responses if not each.startswith("x-")]:
            at = pointers.join(pointer, "responses", status)
            if is_object(responses[status]) and responses[status].get(_INFERRED) is True:
                if status in stated.statuses:
                    self.found.add_inferred(status, stated.statuses[status], at, called)
            elif status not in stated.statuses:
                self.found.add(f"states no status {status} of ", stated.line, at, called)
                self.checked.gone.add(status)
                del responses[status]
        for status, line in stated.statuses.items():
            if status not in responses:
                if not is_new:
                    self.found.add(f"states the status {status} of ", line, pointers.join(pointer, "responses"), called)
                responses[status] = {"description": reason_phrase(status)}

    def _limits(self, holder: dict[str, Any], pointer: str, stated: Stated, called: Called) -> None:
        said = [*stated.limits, *stated.repeated]
        for line in dict.fromkeys(limit.line for limit in said):
            self.checked.limits.setdefault(line, []).append(f"{LIMITS} of {called}")
        compare_limits(holder, pointer, said, called, self.found, stated.line)

    def _strays(self, stated: Stated, paths: Mapping[str, set[str]]) -> None:
        """Report numbers that no limit is read from, and requests and paths beside those of the sections."""
        by_line: dict[int, list[str]] = {}
        for number, line in stated.unread:
            by_line.setdefault(line, []).append(number)
        self.checked.changes += [self._unread(stated, line, numbers) for line, numbers in by_line.items()]
        self.checked.told.update(by_line)
        for method, path, line in stated.requests:
            if method not in paths.get(path, ()):
                self.found.add_stray_request(method, path, line)
        for path, line in stated.mentions:
            if path not in paths:
                self.found.add(f"mentions the path {path}", line, "")

    def _unread(self, stated: Stated, line: int, numbers: list[str]) -> Change:
        shown = ", ".join(numbers[:_MOST])
        return Change(
            id="prose-figure-unread",
            message=f"{self.page}, line {line}, states {shown}, and no limit is read from it",
            verdicts=Verdicts(behaviour=Level.RISKY),
            subject=f"sentence about {stated.path or 'the API'}",
            operations=stated.operations,
            revision=Side(None, shown),
        )

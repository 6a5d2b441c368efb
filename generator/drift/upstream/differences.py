"""Findings on what a page and a document state differently: those that differ in the method alone are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.document.findings import Finding, Place, Severity

if TYPE_CHECKING:
    from generator.drift.upstream.limit_sentences import StatedLimit


class Called(NamedTuple):
    """The operation that a difference is about: its method in capitals and its path; "" and "" for the whole API."""

    method: str = ""
    path: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.path}" if self.path else "the API"


class _Kind(NamedTuple):
    rule: str
    before: str
    after: str
    line: int | None
    path: str
    remedy: str


class Differences:
    """The differences found so far between the page `page` and the document in `file`."""

    def __init__(self, page: str, file: str) -> None:
        self._page = page
        self._file = file
        self._found: dict[_Kind, list[tuple[str, str]]] = {}
        self.told: set[int] = set()
        """Lines of the page whose meaning is told: that their words changed need not be said as well."""

    def add(self, said: str, line: int | None, pointer: str, called: Called | None = None, after: str = "") -> None:
        """Note that the page states otherwise.

        Args:
            said: what the page does, up to where the operation is named.
            line: on which line; None where it says nothing.
            pointer: where the document is about it; "" for nowhere.
            called: the operation.
            after: what follows the operation in the sentence.
        """
        self._note(
            "page-states-otherwise", (said, after), line, pointer, "Correct the document if the page is right", called
        )

    def add_inferred(self, status: str, line: int, pointer: str, called: Called) -> None:
        """Note that the page states a status that the document marks as inferred."""
        said = (f"states by now the status {status} of ", ", which is marked as inferred")
        self._note("inferred-is-stated", said, line, pointer, "Remove x-specloom-inferred", called)

    def add_contradiction(self, limit: StatedLimit, other: StatedLimit, pointer: str, called: Called) -> None:
        """Note that the page states a limit twice, with different values."""
        said = f" as {limit.values[0]}, and as {other.values[0]} on line {other.line}"
        both = (f"states the limit {limit.name} of ", said)
        self._note("page-contradicts-itself", both, limit.line, pointer, "Find out which one holds", called)

    def add_stray_request(self, method: str, path: str, line: int) -> None:
        """Note that the page shows a request that its own lists do not have."""
        said = (f"shows the request {method} {path}, which its lists of URIs and methods do not have", "")
        self._note("page-contradicts-itself", said, line, "", "Find out which one holds", None)

    def findings(self) -> list[Finding]:
        """Return a finding for each kind of difference, in the order in which they were found."""
        return [self._finding(kind, where) for kind, where in self._found.items()]

    def _note(
        self, rule: str, said: tuple[str, str], line: int | None, pointer: str, remedy: str, called: Called | None
    ) -> None:
        if line is not None:
            self.told.add(line)
        method, path = called if called is not None and called.path else ("", "" if called is None else str(called))
        self._found.setdefault(_Kind(rule, *said, line, path, remedy), []).append((method, pointer))

    def _finding(self, kind: _Kind, where: list[tuple[str, str]]) -> Finding:
        methods = ", ".join(dict.fromkeys(method for method, _ in where if method))
        operation = f"{methods} {kind.path}" if methods else kind.path
        pointer = f" #{where[0][1]}" if where[0][1] else ""
        more = f" and {len(where) - 1} more like it" if len(where) > 1 else ""
        remedy = f"{kind.remedy}: {self._file}{pointer}{more}."
        message = f"{kind.before}{operation}{kind.after}"
        return Finding(kind.rule, message, Place(self._page, kind.line), remedy, Severity.WARNING)

"""The pages of a vendor as they are today: extracted again, with the overlay applied, beside what captured/ has of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.document import load
from generator.document.copies import plain_copy
from generator.document.findings import Finding, Place, SpecloomError
from generator.document.shapes import is_object
from generator.drift.upstream.additions import Additions
from generator.drift.upstream.fingerprints import advisories, why_unreadable
from generator.drift.upstream.prose import PageToday, places_of, prose_changes
from generator.drift.upstream.published import with_sentences
from generator.drift.upstream.regions import lost_regions
from generator.drift.upstream.resting import Rest, Resting
from generator.drift.upstream.texts import Texts
from generator.drift.upstream.written import Checked, check_written, states_something
from generator.extract import extract
from generator.extract.layout import blocks
from generator.extract.paragraphs import every
from generator.extract.provenance import SOURCE, of_prose
from generator.extract.visible_text import visible_text
from generator.normalise.pipeline import resolved_vendor
from generator.normalise.sources import merged_sources, source_file, source_files, upgraded_source
from generator.workspace.fetch import looks_like_html
from generator.workspace.published import is_published
from generator.workspace.vendor import CapturedSource, Vendor, WrittenSource

if TYPE_CHECKING:
    from pathlib import Path

    from generator.drift.changes import Change
    from generator.drift.upstream.prose import Sentence

Source: TypeAlias = CapturedSource | WrittenSource
Pages: TypeAlias = Callable[[Source], str]
"""Returns the text of the page of a source; raises SpecloomError where it cannot be had."""


@dataclass(frozen=True, slots=True)
class Upstream:
    """What a vendor's pages state today.

    Attributes:
        base: the resolved form of what captured/ and the documents written by hand state.
        resolved: the resolved form of what the pages state; of a page that is unusable, what captured/ has of it.
        captured: the new text of each file in captured/ whose page could be read, by path.
        findings: what is no change of the API: pages that cannot be read, and why; overlay actions that match nothing any
            more; differences between a page of prose and the document that was written from it.
        prose: what changed in sentences.
        readable: whether all pages could be read and go together: only then does captured/ as a whole make sense.
        additions: what the overlay adds to captured/.
    """

    base: dict[str, Any]
    resolved: dict[str, Any]
    captured: Mapping[Path, str] = field(default_factory=dict["Path", str])
    findings: tuple[Finding, ...] = ()
    prose: list[Change] = field(default_factory=list["Change"])
    readable: bool = True
    additions: Additions = field(default_factory=lambda: Additions({}, lambda _: Place()))


def read_upstream(vendor: Vendor, pages: Pages) -> Upstream:
    """Return what the pages of `vendor` state today. Nothing is written.

    Args:
        vendor: the loaded vendor.yaml.
        pages: gives the text of a page; asked once for each source that has one, in the order of vendor.yaml.

    Raises:
        SpecloomError: what is in specs/ cannot be used. What is wrong with pages is in the findings.
    """
    return _Reading(vendor).run(pages)


class _Reading:
    def __init__(self, vendor: Vendor) -> None:
        self.vendor = vendor
        self.files = source_files(vendor)
        self.base, self.said = resolved_vendor(vendor, lenient=True, captured=_plain_copies(self.files))
        merged = merged_sources(vendor, [], _plain_copies(self.files))
        self.resting = Resting(vendor.folder / "overlay.yaml", merged, self.base)
        self.known: set[str] = set()
        self.knows_all = True
        self.captured: dict[Path, dict[str, Any]] = {}
        self.findings: list[Finding] = []
        self.prose: list[Change] = []
        self.is_readable = True

    def run(self, pages: Pages) -> Upstream:
        texts = {source: self._text(source, pages) for source in self.vendor.sources if source.captured}
        for source, text in texts.items():
            before = self._captured(source)
            self.known.update(places_of(before) if before is not None else ())
            self.knows_all &= before is not None
            if text is not None and isinstance(source, CapturedSource):
                self._extract(source, text, before)
        resolved = self._resolved()
        for source, text in texts.items():
            if text is not None and isinstance(source, WrittenSource):
                self._check(source, text, resolved)
        if self.knows_all:
            self.findings += self.resting.idle_links(self.known)
        return Upstream(
            self.base,
            resolved,
            Texts(self.captured),
            tuple(self.findings),
            self.prose,
            self.is_readable,
            self.resting.additions,
        )

    def _text(self, source: Source, pages: Pages) -> str | None:
        try:
            text = pages(source)
        except SpecloomError as error:
            self._refuse(list(error.findings))
            return None
        return visible_text(text) if isinstance(source, WrittenSource) and looks_like_html(text) else text

    def _refuse(self, findings: list[Finding]) -> None:
        self.findings += findings
        self.is_readable = False

    def _file(self, source: Source) -> Path:
        return self.vendor.folder / "captured" / source.captured

    def _captured(self, source: Source) -> dict[str, Any] | None:
        """Return what captured/ has of a page, None where it has nothing or an older version made it."""
        path = self._file(source)
        document = self.files.get(path)
        if document is None and path.is_file():
            document = load.load(path)
        stated: Any = document.get(SOURCE) if is_object(document) else None
        if not is_object(document) or not is_object(stated) or "structure" not in stated:
            return None
        return _with_sentences(document, str(path))

    def _extract(self, source: CapturedSource, text: str, before: dict[str, Any] | None) -> None:
        known = before[SOURCE] if before is not None else None
        try:
            extraction = extract(text, source.page, dialect=source.dialect)
            now = before if self._is_captured(source, extraction.document) else None
            now = _with_sentences(extraction.document, source.page) if now is None else now
        except SpecloomError as error:
            self._refuse(why_unreadable(text, error, known, source.page))
            return
        self.captured[self._file(source)] = extraction.document
        self.findings += [*advisories(text, known, source.page), *extraction.findings]
        if before is not None and now is not before:
            self.prose += prose_changes(
                before,
                now,
                PageToday(source.page, extraction.lines, extraction.paragraphs),
                self.resting.on,
            )

    def _is_captured(self, source: CapturedSource, document: dict[str, Any]) -> bool:
        """Tell whether a document that is published is the one that captured/ has, whatever its text looks like."""
        known: Any = self.files.get(self._file(source))
        return is_published(document) and is_published(known) and _states(document) == _states(known)

    def _resolved(self) -> dict[str, Any]:
        if all(_states(document) == _states(self.files[path]) for path, document in self.captured.items()):
            self.findings += self.said
            return self._copy_of_base()
        try:
            resolved, findings = resolved_vendor(
                self.vendor, lenient=True, captured=_plain_copies({**self.files, **self.captured})
            )
        except SpecloomError as error:
            message = "what the pages state now does not go together with one another or with the overlay"
            remedy = "Bring the overlay in line with the pages."
            self._refuse(
                [Finding("pages-do-not-fit", message, Place(str(self.vendor.folder)), remedy), *error.findings]
            )
            return self._copy_of_base()
        self.findings += [*findings, *lost_regions(self.vendor, self.base, resolved)]
        return resolved

    def _copy_of_base(self) -> dict[str, Any]:
        copied: dict[str, Any] = plain_copy(self.base)
        return copied

    def _check(self, source: WrittenSource, text: str, resolved: dict[str, Any]) -> None:
        before = self._captured(source)
        known = before[SOURCE] if before is not None else None
        if not states_something(text):
            message = "states no URI in a form that can be read, such as '- URI: /things'"
            nothing = SpecloomError(Finding("nothing-stated", message, Place(source.page)))
            self._refuse(why_unreadable(text, nothing, known, source.page))
            return
        self.findings += advisories(text, known, source.page)
        file = source_file(self.vendor, source)
        spec = load.load(file)
        checked = check_written(resolved, spec, text, page=source.page, file=source.spec)
        now = {SOURCE: of_prose(text, source.page)}
        self.captured[self._file(source)] = now
        self.findings += checked.findings
        self.prose += checked.changes
        if before is not None:
            self.prose += prose_changes(
                before,
                now,
                PageToday(source.page, {}, every(blocks(text))),
                _on_lines(checked, self.resting),
                checked.about,
                checked.tells,
            )


def _with_sentences(document: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a captured document with what is known of its sentences; one that was published has them in it."""
    if not is_published(document):
        return document
    return with_sentences(upgraded_source(plain_copy(document), name, []))


def _states(document: dict[str, Any]) -> dict[str, Any]:
    """Return a captured document without what it says of its page."""
    return {key: value for key, value in document.items() if key != SOURCE}


def _plain_copies(files: Mapping[Path, Any]) -> dict[Path, Any]:
    """Return the data of files anew, for what changes it."""
    return {path: plain_copy(data) for path, data in files.items()}


def _on_lines(checked: Checked, resting: Resting) -> Callable[[Sentence | None, Sentence | None], Rest]:
    """Return what tells which limits rest on a line of a page of prose: those that it states, or stated."""

    def on(before: Sentence | None, now: Sentence | None) -> Rest:
        known = resting.on(before, now)
        stated = [name for line in (now.lines if now is not None else ()) for name in checked.limits.get(line, [])]
        gone = resting.limits_of(before) if before is not None and now is None else []
        return Rest(tuple(dict.fromkeys([*known.facts, *stated, *gone])), known.texts)

    return on

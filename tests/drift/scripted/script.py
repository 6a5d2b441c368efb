"""Changes to the vendors' pages, each with what the report must tell of it: read from a file a vendor.

An entry of such a file has these keys; what is left out is nothing.

about       what the vendor does, in words
page        the page that is edited, by its name in vendor.yaml; else the first one
edit        exact texts of the page and what each becomes, everywhere on the page
parts       places in the documents that the page embeds, as JSON pointers, and what each becomes in all that have its
            parent; null takes it away
cut         two texts: from the first one on, up to the second one, nothing is left of the page
version     the next version of the package
changes     what must be reported, in the order of the report; each has
  id          of the change
  verdicts    on wire, source and behaviour
  hits        symbols of the package, without its name
  recordings  recordings by their folder, without their ending; "all" for all of a folder, or of the vendor
  used        lines of `code`, each with the symbol
findings    rules of the findings, in the order of the report
code        Python of a user
soak        whether another entry is much alike, so that this one is for the long tests
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.document import load, pointers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drift.changes import Change, Report

FOLDER = Path(__file__).parent
_KEYS = {"about", "page", "edit", "parts", "cut", "version", "changes", "findings", "code", "soak"}
_EMBEDDED = re.compile(r"(?<=^```json\n).*?(?=\n```$)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    vendor: str
    about: str
    page: str
    edit: dict[str, str]
    parts: dict[str, Any]
    cut: list[str]
    report: dict[str, Any]
    code: str
    soak: bool

    def edited(self, page: str, text: str) -> str:
        """The text of the page of that name as the vendor publishes it after the change."""
        if page != self.page:
            return text
        result = text
        for old, new in self.edit.items():
            assert old in result, f"{page} has no {old!r}"
            result = result.replace(old, new)
        if self.cut:
            start = result.index(self.cut[0])
            result = result[:start] + result[result.index(self.cut[1], start) :]
        if self.parts:
            result = _EMBEDDED.sub(lambda found: with_parts(found[0], self.parts), result)
            assert result.count("\n") == text.count("\n")
        assert result != text
        return result


def with_parts(embedded: str, parts: dict[str, Any]) -> str:
    """The text of an embedded document with other parts."""
    document = json.loads(embedded)
    before = json.dumps(document)
    for pointer, value in parts.items():
        above, _, key = pointer.rpartition("/")
        try:
            holder = pointers.get(document, above)
        except KeyError:
            continue
        [name] = pointers.split(f"/{key}")
        place: Any = int(name) if isinstance(holder, list) else name
        if value is None:
            del holder[place]
        else:
            holder[place] = value
    return embedded if json.dumps(document) == before else json.dumps(document, ensure_ascii=False)


def entries() -> Iterator[Entry]:
    for file in sorted(FOLDER.glob("*.yaml")):
        document: Any = load.load(file)
        for entry in document["changes"]:
            assert entry.keys() <= _KEYS, entry
            report: dict[str, Any] = {"version": "", "changes": [], "findings": []}
            report.update((key, entry[key]) for key in report if key in entry)
            yield Entry(
                vendor=file.stem,
                about=entry["about"],
                page=entry.get("page", document["page"]),
                edit=entry.get("edit", {}),
                parts=entry.get("parts", {}),
                cut=entry.get("cut", []),
                report=report,
                code=entry.get("code", ""),
                soak=entry.get("soak", False),
            )


def told(report: Report, import_name: str, fixtures: Path) -> dict[str, Any]:
    """What a report tells, as entries state it; `fixtures` is the folder of the vendor's recordings."""
    return {
        "version": report.version,
        "changes": [_told(change, f"{import_name}.", fixtures) for change in report.changes],
        "findings": [finding.rule for finding in report.findings],
    }


def _told(change: Change, package: str, fixtures: Path) -> dict[str, Any]:
    verdicts = change.verdicts
    said: dict[str, Any] = {
        "id": change.id,
        "verdicts": f"{verdicts.wire} {verdicts.source} {verdicts.behaviour}",
        "hits": " ".join(symbol.removeprefix(package) for symbol in change.symbols),
        "recordings": _recordings(change.fixtures, fixtures),
        "used": [f"{use.line} {use.symbol.removeprefix(package)}" for use in change.uses],
    }
    return {key: value for key, value in said.items() if value}


def _recordings(paths: tuple[str, ...], fixtures: Path) -> dict[str, str] | str:
    found: dict[str, set[str]] = {}
    for path in paths:
        operation, name = path.removesuffix(".yaml").split("/")[-2:]
        found.setdefault(operation, set()).add(name)
    there = {each.name: {file.stem for file in each.glob("*.yaml")} for each in fixtures.iterdir()}
    if found == there:
        return "all"
    return {each: "all" if names == there[each] else " ".join(sorted(names)) for each, names in sorted(found.items())}

"""Recorded calls and the examples of the README, as they were written for one state of a package, against another."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from generator.document.findings import Place
from generator.document.load import read_text
from generator.drift.surface.reading import read_surface
from generator.drift.typed.calls import recorded_calls
from generator.drift.typed.checking import require_checker, typed_against
from generator.drift.typed.written import written_calls
from generator.workspace.refusals import temporary_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.document.findings import Finding

_CALLS = "recorded.py"
_LONGEST = 100


def typed_findings(base: Path, revision: Path, import_name: str, fixtures: Path, *, readme: str) -> list[Finding]:
    """Return what no longer type-checks of the tests that could be written yesterday.

    Args:
        base: the distribution as it was: its `src` and its README.md.
        revision: the distribution as it is.
        import_name: what both are imported as.
        fixtures: the recordings of the vendor, as they were (tests/fixtures/<vendor>).
        readme: where people find the README.md of the base, for findings about its examples.

    Returns:
        A warning for each kind of error that the base does not have, at the first recording or example that shows it.

    Raises:
        SpecloomError: a package cannot be read, or mypy is not installed.
    """
    require_checker()
    calls = written_calls(recorded_calls(fixtures), read_surface(base / "src", import_name))
    with temporary_folder() as tests:
        (tests / _CALLS).write_text(calls.text, "utf-8")
        places: dict[str, Sequence[Place]] = {_CALLS: [Place(origin) for origin in calls.origins]}
        for name, text, lines in _examples(base / "README.md", readme):
            (tests / name).write_text(text, "utf-8")
            places[name] = lines
        known = Counter(map(_key, typed_against(tests, base / "src")))
        found = [each for each in typed_against(tests, revision / "src") if not _taken(known, each)]
        texts = {path.name: path.read_text("utf-8").splitlines() for path in tests.iterdir()}
    return _grouped((_statement(each, texts), _placed(each, places)) for each in found)


def _key(finding: Finding) -> tuple[str, int, str]:
    return Path(finding.place.file).name, finding.place.line or 0, finding.message


def _taken(known: Counter[tuple[str, int, str]], finding: Finding) -> bool:
    """Tell whether the base has the error too, and count it off."""
    known[_key(finding)] -= 1
    return known[_key(finding)] >= 0


def _placed(finding: Finding, places: Mapping[str, Sequence[Place]]) -> Finding:
    """Return `finding` at what the test was made of."""
    name, line, _ = _key(finding)
    made_of = places.get(name, ())
    return replace(finding, place=made_of[line - 1]) if 0 < line <= len(made_of) else finding


def _statement(finding: Finding, texts: Mapping[str, Sequence[str]]) -> str:
    """Return the line of code that is wrong, as far as it can be read at a glance."""
    name, line, _ = _key(finding)
    lines = texts.get(name, ())
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _grouped(found: Iterable[tuple[str, Finding]]) -> list[Finding]:
    """Return one finding of those that say the same of the same statement, with the number of the others.

    Calls that differ in their arguments are the same in that they call one method.
    """
    groups: dict[tuple[str, str], list[tuple[str, Finding]]] = {}
    for statement, finding in found:
        groups.setdefault((statement.partition("(")[0], finding.message), []).append((statement, finding))
    result: list[Finding] = []
    for (_, message), [(statement, first), *others] in groups.items():
        elsewhere = len({str(finding.place) for _, finding in others} - {str(first.place)})
        more = (
            f"; {elsewhere} more places say the same" if elsewhere > 1 else "; 1 more place says the same" * elsewhere
        )
        said = f"no longer type-checks: {statement.removesuffix(':')}: {message}{more}"
        result.append(replace(first, message=said))
    return result


def _examples(readme: Path, shown: str) -> Iterator[tuple[str, str, list[Place]]]:
    """Yield for each Python block of a README a file name, its text, and the place of each line in the file `shown`."""
    if not readme.is_file():
        return
    for number, token in enumerate(MarkdownIt().parse(read_text(readme)), 1):
        if token.type == "fence" and token.info.strip() == "python" and token.map:
            first = token.map[0] + 2
            lines = [Place(shown, first + i) for i in range(token.content.count("\n") + 1)]
            yield f"readme_{number}.py", token.content, lines

"""The pages that people read: their links lead somewhere, and what they say of the clients is shown by a test."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
COMPARISON = ROOT / "docs" / "clients.md"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "specs" / "README.md"]

_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r'\[[^\]\n]*\]\(\s*([^)\s"]+)(?:\s+"([^"]*)")?\s*\)')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_OURS = "Specloom"


class Link(NamedTuple):
    """A link as it is written: where it leads, and its title, which is the name of a test where it leads to one."""

    target: str
    title: str


def links_of(text: str) -> list[Link]:
    """Return the links of a page, those in code left out."""
    return [Link(target, title) for target, title in _LINK.findall(_CODE.sub("", text))]


def faults_of(page: Path) -> Iterator[str]:
    """Yield what is wrong with the links of a page."""
    for target, title in links_of(page.read_text(encoding="utf-8")):
        if _ELSEWHERE.match(target):
            continue
        path, _, fragment = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists():
            yield f"{target} does not exist"
        elif fragment and fragment not in anchors_of(file):
            yield f"{target} has no such heading"
        elif file.suffix == ".py" and file.name.startswith("test_") and title not in names_in(file):
            yield f"{target} has no test {title!r}"


@cache
def names_in(file: Path) -> frozenset[str]:
    """Return the names of the tests of a file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return frozenset(name for name in names if name.startswith("test_"))


def anchors_of(page: Path) -> set[str]:
    """Return the fragments that lead to the headings of a page."""
    headings = re.findall(r"^#+ +(.+)$", _fences_gone(page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _fences_gone(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


def rows_of(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the header and the cells of each row of the tables of a page."""
    header: list[str] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            header = []
        elif not header:
            header = cells
        elif set("".join(cells)) - set("-:"):
            yield header, cells


def unshown(text: str) -> Iterator[str]:
    """Yield the rows of the comparison that are not whole, or where what is said of ours is shown by no test."""
    for header, cells in rows_of(text):
        if _OURS not in header:
            continue
        if len(cells) != len(header) or not all(cells):
            yield f"{cells[0]}: {len(cells)} cells for {len(header)} columns, or an empty one"
            continue
        ours = cells[header.index(_OURS)]
        answer = ours.lstrip("[").partition("]")[0]
        if re.match(r"no\b", answer):
            continue
        if answer not in {"yes", "partly"} or not any(title for _, title in links_of(ours)):
            yield f"{cells[0]}: {ours} leads to no test"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_something_and_every_test_that_is_named_exists(page: Path) -> None:
    assert list(faults_of(page)) == []


def test_whatever_is_said_of_our_clients_is_shown_by_a_test() -> None:
    text = COMPARISON.read_text(encoding="utf-8")
    assert list(unshown(text)) == []
    assert sum(_OURS in header for header, _ in rows_of(text)) > 50


def test_the_modules_that_a_reader_is_led_through_exist() -> None:
    text = COMPARISON.read_text(encoding="utf-8")
    tour = text.partition("## How to read")[2].partition("\n## ")[0]
    named = {Path(name).name for name in re.findall(r"`([\w/]+\.py)`", tour)}
    runtime = {file.name for file in (ROOT / "templates" / "runtime").glob("*.py")}
    assert named - runtime == {"_client.py"}


def test_the_comparison_is_found_from_the_first_page() -> None:
    found = [ROOT / link.target for link in links_of((ROOT / "README.md").read_text(encoding="utf-8"))]
    assert COMPARISON in found


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page beside a file with a test."""
    (tmp_path / "test_it.py").write_text("async def test_this() -> None: ...\n")
    return tmp_path / "page.md"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[yes](test_it.py "test_this")', ""),
        ('[yes](test_it.py "test_that")', "test_it.py has no test 'test_that'"),
        ("[yes](test_it.py)", "test_it.py has no test ''"),
        ('[yes](test_gone.py "test_this")', "test_gone.py does not exist"),
        ("[page](#here) \n\n# Here", ""),
        ("[page](page.md#there)\n\n# Here", "page.md#there has no such heading"),
        ("[page](https://example.com/x) and `[code](nowhere)`", ""),
    ],
)
def test_a_fault_is_found(page: Path, text: str, fault: str) -> None:
    page.write_text(text)
    assert "".join(faults_of(page)) == fault


@pytest.mark.parametrize(
    ("cells", "is_shown"),
    [
        ('[yes](test_it.py "test_this"): words', True),
        ('[partly](test_it.py "test_this"): words', True),
        ("no: words", True),
        ("yes", False),
        ("[yes](test_it.py)", False),
        ("nothing", False),
        ("", False),
        ('[yes](test_it.py "test_this") | more', False),
    ],
)
def test_a_row_without_its_test_is_found(cells: str, is_shown: bool) -> None:
    text = f"| | Specloom |\n|---|---|\n| feature | {cells} |\n"
    assert (list(unshown(text)) == []) is is_shown


def unproved(text: str) -> Iterator[str]:
    """Yield the rows of tables with a column `shown by` that are not whole, or lead to no test there."""
    for header, cells in rows_of(text):
        if header[-1] == "shown by" and (not all(cells) or not any(title for _, title in links_of(cells[-1]))):
            yield cells[0]


def test_whatever_is_said_of_documents_is_shown_by_a_test() -> None:
    text = (ROOT / "docs" / "any-document.md").read_text(encoding="utf-8")
    assert list(unproved(text)) == []
    assert sum(header[-1] == "shown by" for header, _ in rows_of(text)) > 60

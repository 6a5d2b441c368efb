from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.drift.changes import Change, Layer, Report, Side
from generator.drift.reports import Format, page, render
from generator.drift.verdicts import Level, Verdicts

from . import browser
from .hostile import TEXTS, change, report

needs_browser = pytest.mark.skipif(browser.CHROMIUM is None, reason="no Chromium is installed on this system")

VOID = {"meta", "input", "link", "img", "br", "hr"}


class Elements(HTMLParser):
    """The elements of a page with their attributes, all of them closed; scripts and styles with their text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.values: list[str] = []
        self.texts: list[str] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.values += [value or "" for _, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.raw:
            self.raw[self.open[-1]].append(data)
        else:
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def html(*reports: Report) -> str:
    return render(reports, Format.HTML)


def assert_inert(text: str) -> Elements:
    found = Elements(text)
    assert found.open == []
    assert {tag: len(texts) for tag, texts in found.raw.items()} == {"script": 1, "style": 1}
    names = {name for _, attributes in found.found for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in {"style", "src", "srcset", "action"}}
    assert [value for value in found.values if "hacked" in value and not value.startswith("upstream ")] == []
    assert all(line.isprintable() for line in text.split("\n"))
    return found


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_text_is_markup(text: str):
    given = assert_inert(html(report(text), report(text)))
    if text:
        harmless = assert_inert(html(report("x"), report("x")))
        assert given.found == harmless.found


def test_hostile_documents_are_text_alone(hostile: Report):
    found = assert_inert(html(hostile))
    allowed = {value for value in found.values if ":" in value}
    assert all(not value.lower().startswith(("http", "javascript", "data:", "//")) for value in allowed)


def test_the_page_allows_what_is_in_it_and_nothing_else():
    found = assert_inert(html(report("x")))
    policy = next(value for value in found.values if value.startswith("default-src 'none'"))
    for tag, (text,) in found.raw.items():
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r"url\(|@import|https?:", "".join(map("".join, found.raw.values())))


def test_both_sides_are_marked_where_they_differ():
    before, after = page.values(Change("x", "x", Verdicts(), base=Side("/a", [1, 2]), revision=Side("/b", [1, 3])))
    assert [(line.text, line.is_common) for line in before.lines] == [
        ("[", True), ("  1,", True), ("  2", False), ("]", True),
    ]  # fmt: skip
    assert [line.text for line in after.lines if not line.is_common] == ["  3"]
    assert (before.pointer, after.pointer) == ("/a", "/b")


def test_a_long_value_says_how_much_is_left_out():
    before, after = page.values(Change("x", "x", Verdicts(), base=Side("", list(range(98)))))
    assert (len(before.lines), before.more, after.lines, after.more) == (60, 40, (), 0)


def test_no_report_and_no_change():
    assert "Nothing was compared." in html()
    assert "No change of the API." in html(Report("x", Layer.FORM))


def celigo_and_patchworks(hostile: Report) -> list[Report]:
    changes = tuple(
        replace(change(f"{level} q{number}"), verdicts=Verdicts(level)) for level in Level for number in range(2)
    )
    return [Report("celigo", Layer.UPSTREAM, changes), hostile]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, hostile: Report) -> Path:
    path = tmp_path_factory.mktemp("page") / "drift.html"
    everything = [*celigo_and_patchworks(hostile), *(report(text[:1000]) for text in TEXTS.values())]
    path.write_text(render(everything, Format.HTML), "utf-8")
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, hostile: Report) -> Path:
    path = tmp_path_factory.mktemp("small") / "drift.html"
    path.write_text(render(celigo_and_patchworks(hostile), Format.HTML), "utf-8")
    return path


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory):
    with browser.tab(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


SHOWN = "document.getElementById('shown').textContent"


@needs_browser
def test_it_loads_and_runs_nothing_but_itself(tab: browser.Tab, file: Path):
    tab.open(file)
    assert tab.value("window.hacked") is None
    assert tab.value("document.scripts.length") == 1
    requests = [
        event["params"]["request"]["url"] for event in tab.events if event["method"] == "Network.requestWillBeSent"
    ]
    assert requests == [file.as_uri()]
    said = [event for event in tab.events if event["method"] in {"Log.entryAdded", "Runtime.exceptionThrown"}]
    assert said == []


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_it_fits_the_window(tab: browser.Tab, file: Path, width: int, scheme: str):
    tab.open(file, width, scheme)
    tab.value("document.querySelector('[name=unfold]').click()")
    assert tab.value("innerWidth") == width
    assert tab.value("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    columns = tab.value("getComputedStyle(document.querySelector('.sides')).gridTemplateColumns.split(' ').length")
    assert columns == (2 if width == 1280 else 1)
    ground = tab.value("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(247, 247, 245)", "dark": "rgb(21, 23, 26)"}[scheme]
    assert tab.value(CONTRASTS) == []


# Texts whose contrast with the ground they stand on is below 4.5 (WCAG 2.2, success criterion 1.4.3).
CONTRASTS = """(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const linear = (c) => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
    const [r, g, b] = channels(colour).slice(0, 3).map((c) => linear(c / 255));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0) return colour;
    }
  };
  const poor = new Set();
  for (const element of document.querySelectorAll(
    "h1, h2, h3, h4, p, code, mark, pre, .badge, .message, .subject, li, dt, label, button, legend")) {
    const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) poor.add(element.tagName + "." + element.className);
  }
  return [...poor];
})()"""


@needs_browser
def test_it_is_filtered_by_keyboard(tab: browser.Tab, small: Path, hostile: Report):
    tab.open(small)
    every = len(hostile.changes) + 6
    assert tab.value(SHOWN) == f"{every} changes"
    tab.tab_to("[name=level][value=breaking]")
    tab.press(" ")
    breaking = 2 + sum(each.verdicts.worst is Level.BREAKING for each in hostile.changes)
    assert tab.value(SHOWN) == f"{every - breaking} of {every} changes"
    tab.tab_to("[name=report]")
    tab.press("u")  # the first option that begins so: upstream celigo
    assert tab.value(SHOWN) == f"4 of {every} changes"
    assert tab.value("document.querySelectorAll('.report:not([hidden])').length") == 1
    tab.tab_to("[name=text]")
    for key in "RISKY Q1":
        tab.press(key)
    assert tab.value(SHOWN) == f"1 of {every} changes"
    assert tab.value("document.querySelectorAll('.group:not([hidden])').length") == 1


@needs_browser
def test_a_change_is_opened_by_keyboard(tab: browser.Tab, small: Path):
    tab.open(small)
    tab.tab_to("summary")
    is_open = "document.activeElement.parentElement.open"
    before = tab.value(is_open)
    tab.press("Enter")
    assert tab.value(is_open) is not before


@needs_browser
def test_without_its_script_it_still_shows_every_change(tab: browser.Tab, small: Path, hostile: Report):
    tab.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        tab.open(small)
        root = tab.ask("DOM.getDocument")["root"]["nodeId"]
        found = tab.ask("DOM.querySelectorAll", nodeId=root, selector=".change:not([hidden])")["nodeIds"]
        assert len(found) == len(hostile.changes) + 6
        hidden = tab.ask("DOM.querySelectorAll", nodeId=root, selector="form[hidden]")["nodeIds"]
        assert len(hidden) == 1
    finally:
        tab.ask("Emulation.setScriptExecutionDisabled", value=False)

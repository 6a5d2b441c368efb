"""The visible text of an HTML page, line by line, as a person would save it: headings, paragraphs, `- ` before items."""

from __future__ import annotations

from html.parser import HTMLParser

from generator.document.limits import MAX_DEPTH

_HIDDEN = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "nav",
        "header",
        "footer",
        "aside",
        "svg",
        "form",
        "button",
        "select",
    }
)
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "br", "dd", "details", "div", "dl", "dt", "fieldset", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "th", "thead", "tr", "ul",
})  # fmt: skip
_MAIN = frozenset({"main", "article"})


def visible_text(html: str) -> str:
    """Return the text that `html` shows: that of its `main` or first `article` where it has one, without navigation."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    lines = [line for is_main, line in reader.lines if is_main] or [line for _, line in reader.lines]
    return "\n".join(lines) + "\n" if lines else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[bool, str]] = []
        self._parts: list[str] = []
        self._mark = ""
        self._hidden: list[str] = []
        self._main = 0
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _HIDDEN and len(self._hidden) < MAX_DEPTH:
            self._hidden.append(tag)
        if tag in _BLOCKS:
            self.end_line()
        if tag == "li" and not self._hidden:
            self._mark = "- "
        self._main += tag in _MAIN
        self._code += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_line()
        if tag in self._hidden:
            del self._hidden[len(self._hidden) - 1 - self._hidden[::-1].index(tag) :]
        self._main -= tag in _MAIN and self._main > 0
        self._code -= tag == "pre" and self._code > 0

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        first, *rest = data.split("\n") if self._code else [data]
        self._parts.append(first)
        for line in rest:
            self.end_line()
            self._parts.append(line)

    def end_line(self) -> None:
        """Keep what was read of the line, if it says anything."""
        text = " ".join("".join(self._parts).split())
        self._parts.clear()
        if text:
            self.lines.append((self._main > 0, self._mark + text))
            self._mark = ""

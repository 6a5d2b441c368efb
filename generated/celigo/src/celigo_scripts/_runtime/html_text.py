"""What a person would read of a page of HTML, such as gateways give in place of an answer."""

from __future__ import annotations

from html.parser import HTMLParser

_UNREAD = frozenset({"noscript", "script", "style", "svg", "template"})


def readable(html: str) -> str:
    """Return the text of a page, or of its beginning, without markup and what no reader sees.

    The parser takes time by the square of the length at worst: hand it a few thousand characters.
    """
    parser = _Text()
    try:
        # A tag that is cut off would pass for text.
        parser.feed(html[: html.rfind("<")] if html.rfind("<") > html.rfind(">") else html)
        parser.close()
    except AssertionError:
        # The parser's own, of some broken declarations: what stood before them is there.
        pass
    return " ".join(parser.pieces)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._unread = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD and not self._unread:
            self._unread = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unread:
            self._unread = ""

    def handle_data(self, data: str) -> None:
        piece = " ".join(data.split())
        # The title is often the first heading too.
        if piece and not self._unread and piece not in self.pieces[-1:]:
            self.pieces.append(piece)

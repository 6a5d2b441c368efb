"""A documentation page from its URL: asked for again only if it changed, bounded, from one host, and no HTML."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.document import encodings
from generator.document.findings import Place, fail
from generator.document.neighbours import without_credentials
from generator.workspace.kept_pages import KeptPage, keep_page, read_page
from generator.workspace.transfer import Answer, Bounds, Request, transfer

if TYPE_CHECKING:
    import ssl
    from pathlib import Path

_ACCEPT = "text/markdown, text/plain, application/yaml;q=0.9, application/json;q=0.9, */*;q=0.5"
_HTML = ("<!doctype html", "<html")
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
PAGE_BOUNDS = Bounds()
_START = 2000  # characters within which HTML says that it is HTML


def fetch(
    url: str,
    cache: Path | None = None,
    *,
    bounds: Bounds = PAGE_BOUNDS,
    context: ssl.SSLContext | None = None,
    may_be_html: bool = False,
) -> str:
    """Return the text of the page at `url`.

    A body that came with an `ETag` or `Last-Modified` is kept, and asked for anew on the condition that it is another one
    (RFC 9110 section 13.1); the server's 304 gives the kept one.

    Args:
        url: an https URL, or an http URL of an address of this machine.
        cache: the folder where pages are kept; None keeps none.
        bounds: how much the transfer may take.
        context: how to check certificates; as the system does unless given.
        may_be_html: whether HTML will do.

    Raises:
        SpecloomError: the URL is of another kind, leads to another host or from https to http, answers no 200, is too
            large or too slow, or is neither UTF-8 text nor UTF-16 with a byte order mark; or is HTML, unless that will do.
    """
    place = Place(without_credentials(url))
    kept = read_page(cache, url) if cache is not None else None

    def ask(address: str) -> Request:
        if not _may_be_asked(address):
            message = f"leads to {urlsplit(address).scheme}://{urlsplit(address).netloc.rpartition('@')[2]}"
            raise fail("refused-url", message, place, "Only https on one host is read.")
        return Request(address, {"Accept": _ACCEPT, **(kept.conditions() if kept is not None else {})}, {})

    answer = transfer(url, place, ask, bounds=bounds, context=context)
    text = encodings.decoded(_body(answer, kept, place), place.file, "Save it as UTF-8, and give the file instead.")
    if not may_be_html and _is_html(answer, text):
        remedy = "Fetch its Markdown (on GitBook, its address with `.md` at the end), or save its visible text."
        raise fail("page-is-html", "is HTML, not the text of a page", place, remedy)
    if cache is not None and answer.status != 304:
        keep_page(cache, url, answer.body, answer.headers)
    return text


def looks_like_html(text: str) -> bool:
    """Tell whether `text` begins as an HTML document does."""
    return text[:_START].removeprefix("\ufeff").lstrip().lower().startswith(_HTML)


def _may_be_asked(url: str) -> bool:
    """Tell whether `url` is https, or http to an address of this machine: nobody stands between it and us."""
    parts = urlsplit(url)
    if parts.username is not None or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname))


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _body(answer: Answer, kept: KeptPage | None, place: Place) -> bytes:
    if answer.status == 200:
        return answer.body
    if answer.status == 304 and kept is not None:
        return kept.body
    raise fail("unreadable-page", f"answers {answer.status}, and no page", place)


def _is_html(answer: Answer, text: str) -> bool:
    stated = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return stated in _HTML_TYPES or looks_like_html(text)

"""Pages from the web: bounded in size and time, no redirect to another host; https only, unless a host was allowed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from generator.cli.addresses import Allowed, Request
from generator.document import load
from generator.document.findings import Place, fail
from generator.document.neighbours import refuse_remote, without_credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import httpx2

    from generator.document.findings import SpecloomError
    from generator.document.neighbours import Fetch

_SECONDS = 30.0
"""Seconds of silence."""
_ALL_SECONDS = 120.0
"""Seconds for one page."""
_REDIRECTS = 5
_PAGE = {"Accept": "text/markdown, text/plain, */*;q=0.5"}
_DOCUMENT = {"Accept": "application/yaml, application/json, */*;q=0.5"}


def download(url: str) -> str:
    """Return the text at `url`.

    Raises:
        SpecloomError: it is no https URL, leads to another host, is too large, too slow, or answers no 200.
    """
    place = Place(without_credentials(url))

    def ask(address: str) -> Request:
        if urlsplit(address).scheme != "https":
            raise _refused(address, place)
        return Request(address, _PAGE, {})

    return _text(url, place, ask)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Follows references to URLs of allowed hosts, by http or https, and refuses all others; goes from process to process."""

    allowed: Allowed

    def __call__(self, url: str, at: Place) -> str:
        """Return the text at `url`, which the reference at a place names.

        Raises:
            SpecloomError: its host was not allowed, or it cannot be read.
        """
        if not self.allowed.has(url):
            return refuse_remote(url, at)

        def ask(address: str) -> Request:
            if not self.allowed.has(address):
                raise _refused(address, at)
            request = self.allowed.request(address, at)
            return request._replace(headers={**_DOCUMENT, **request.headers})

        return _text(url, at, ask)


def fetcher(hosts: Sequence[str]) -> Fetch:
    """Return what follows references to `hosts`, names or addresses, each with a port where only that is allowed.

    Raises:
        SpecloomError: one of `hosts` is no host.
    """
    return Fetcher(Allowed(hosts))


def _text(url: str, place: Place, ask: Callable[[str], Request]) -> str:
    """Return the text at `url`; `ask` returns the request for one that it leads to, or refuses it."""
    import httpx2

    subject = f"{without_credentials(url)} " if place.pointer is not None else ""
    try:
        first = urlsplit(url)
        with httpx2.Client(timeout=_SECONDS, follow_redirects=False) as client:
            for _ in range(_REDIRECTS + 1):
                parts = urlsplit(url)
                is_weaker = first.scheme == "https" != parts.scheme
                if parts.hostname != first.hostname or is_weaker or parts.username is not None:
                    raise _refused(url, place)
                request = ask(url)
                with client.stream(
                    "GET", request.url, headers=request.headers, extensions=request.extensions
                ) as response:
                    if response.is_redirect:
                        url = urljoin(url, response.headers.get("location", ""))
                        continue
                    if response.status_code != 200:
                        raise fail("unreadable-page", f"{subject}answers {response.status_code}", place)
                    return _bounded(response, place, subject)
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, OSError) as error:
        message = f"{subject}cannot be read: {type(error).__name__}: {error}"
        raise fail("unreadable-page", message, place) from error
    raise fail("unreadable-page", f"{subject}redirects more than {_REDIRECTS} times", place)


def _refused(url: str, place: Place) -> SpecloomError:
    parts = urlsplit(url)
    remedy = "Only https on one host is read." if place.pointer is None else "References stay with the host they name."
    return fail("refused-url", f"leads to {parts.scheme}://{parts.hostname}", place, remedy)


def _bounded(response: httpx2.Response, place: Place, subject: str) -> str:
    data = bytearray()
    end = time.monotonic() + _ALL_SECONDS
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > load.MAX_BYTES:
            raise fail("file-too-large", f"{subject}is larger than {load.MAX_BYTES:,} bytes", place)
        if time.monotonic() > end:
            raise fail("unreadable-page", f"{subject}takes longer than {_ALL_SECONDS:.0f} seconds", place)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fail("not-utf-8", f"{subject}is not UTF-8 text", place) from error

"""Pages from the web: https only, bounded in size and time, no redirect to another host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from generator.document import load
from generator.document.findings import Place, fail

if TYPE_CHECKING:
    import httpx2

_SECONDS = 30.0
_REDIRECTS = 5


def download(url: str) -> str:
    """Return the text at `url`.

    Raises:
        SpecloomError: it is no https URL, leads to another host, is too large, too slow, or answers no 200.
    """
    import httpx2

    place = Place(_without_credentials(url))
    try:
        host = urlsplit(url).hostname
        with httpx2.Client(timeout=_SECONDS, follow_redirects=False) as client:
            for _ in range(_REDIRECTS + 1):
                parts = urlsplit(url)
                if parts.scheme != "https" or parts.hostname != host or parts.username is not None:
                    raise fail(
                        "refused-url",
                        f"leads to {parts.scheme}://{parts.hostname}",
                        place,
                        "Only https on one host is read.",
                    )
                with client.stream("GET", url, headers={"Accept": "text/markdown, text/plain, */*;q=0.5"}) as response:
                    if response.is_redirect:
                        url = urljoin(url, response.headers.get("location", ""))
                        continue
                    if response.status_code != 200:
                        raise fail("unreadable-page", f"answers {response.status_code}", place)
                    return _bounded(response, place)
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise fail("unreadable-page", f"cannot be read: {type(error).__name__}: {error}", place) from error
    raise fail("unreadable-page", f"redirects more than {_REDIRECTS} times", place)


def _without_credentials(url: str) -> str:
    return re.sub(r"//[^/]*@", "//", url, count=1)


def _bounded(response: httpx2.Response, place: Place) -> str:
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > load.MAX_BYTES:
            raise fail("file-too-large", f"is larger than {load.MAX_BYTES:,} bytes", place)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fail("not-utf-8", "is not UTF-8 text", place) from error

"""One GET over the network, bounded as a whole: its time, its bytes as sent and as unpacked, and where it may lead."""

from __future__ import annotations

import asyncio
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from generator.document.findings import Place, SpecloomError, fail
from generator.document.limits import MAX_BYTES
from generator.document.neighbours import without_credentials

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Callable, Mapping

    import httpx2

_REDIRECTS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})
_SHOWN = 200


class Request(NamedTuple):
    """What is sent: the URL with the address that was checked, its headers, and the name that a certificate must have."""

    url: str
    headers: dict[str, str]
    extensions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one transfer may take.

    Attributes:
        seconds: for all of it, redirects included.
        silence: without a byte.
        bytes: of the body, as sent and as unpacked.
    """

    seconds: float = 120.0
    silence: float = 30.0
    bytes: int = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: a status of 2xx or 304, the headers by their small names, and the body, unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


def transfer(
    url: str,
    place: Place,
    ask: Callable[[str], Request],
    *,
    bounds: Bounds = Bounds(),
    context: ssl.SSLContext | None = None,
) -> Answer:
    """Return what the server at `url` answers to a GET.

    Args:
        url: where to begin; a redirect may lead to other paths of the same host, never from https to http.
        place: where the URL stands, for messages; one with a pointer is that of a reference.
        ask: returns the request for a URL, or refuses it.
        bounds: how much it may take.
        context: how to check certificates; as the system does unless given.

    Raises:
        SpecloomError: it leads elsewhere, is too large or too slow, cannot be reached, or answers no 2xx and no 304.
    """
    subject = f"{without_credentials(url)[:_SHOWN]} " if place.pointer is not None else ""
    said = _Said(subject, place, bounds)
    work = _bounded(url, ask, said, context)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as aside:  # a loop runs in this thread already
        return aside.submit(asyncio.run, work).result()


@dataclass(frozen=True, slots=True)
class _Said:
    """What the messages of one transfer have in common."""

    subject: str
    place: Place
    bounds: Bounds

    def unreadable(self, message: str, remedy: str = "") -> SpecloomError:
        return fail("unreadable-page", f"{self.subject}{message}", self.place, remedy)

    def too_large(self) -> SpecloomError:
        return fail("file-too-large", f"{self.subject}is larger than {self.bounds.bytes:,} bytes", self.place)

    def refused(self, url: str) -> SpecloomError:
        parts = _split(url)
        where = f"{parts.scheme}://{parts.hostname}" if parts is not None else repr(url[:_SHOWN])
        stays = "Only https on one host is read." if self.place.pointer is None else "References stay with the host."
        return fail("refused-url", f"{self.subject}leads to {where}", self.place, stays)


async def _bounded(url: str, ask: Callable[[str], Request], said: _Said, context: ssl.SSLContext | None) -> Answer:
    import httpx2

    try:
        async with asyncio.timeout(said.bounds.seconds):
            return await _followed(url, ask, said, context)
    except TimeoutError as error:
        raise said.unreadable(f"takes longer than {said.bounds.seconds:g} seconds") from error
    except (httpx2.HTTPError, httpx2.InvalidURL, zlib.error, ValueError, OSError) as error:
        raise said.unreadable(f"cannot be read: {type(error).__name__}: {str(error)[:_SHOWN]}") from error


async def _followed(url: str, ask: Callable[[str], Request], said: _Said, context: ssl.SSLContext | None) -> Answer:
    import httpx2

    first = _split(url)
    async with httpx2.AsyncClient(
        timeout=said.bounds.silence, follow_redirects=False, verify=True if context is None else context
    ) as client:
        for _ in range(_REDIRECTS + 1):
            parts = _split(url)
            if first is None or parts is None or not _stays(first, parts):
                raise said.refused(url)
            request = ask(url)
            headers = {**request.headers, "Accept-Encoding": "gzip"}
            async with client.stream("GET", request.url, headers=headers, extensions=request.extensions) as response:
                if response.status_code in _MOVED:
                    url = urljoin(url, response.headers.get("location", ""))
                    continue
                return await _answer(response, said)
    raise said.unreadable(f"redirects more than {_REDIRECTS} times")


def _split(url: str) -> SplitResult | None:
    """Return the parts of `url`, or None where it is none."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _stays(first: SplitResult, now: SplitResult) -> bool:
    """Tell whether a redirect stays with the host: its name, its port unless the scheme gets stronger, no weaker scheme."""
    is_upgrade = (first.scheme, now.scheme) == ("http", "https")
    same_port = now.port == first.port or is_upgrade
    same_scheme = now.scheme == first.scheme or is_upgrade
    return now.hostname == first.hostname and same_port and same_scheme and now.username is None


async def _answer(response: httpx2.Response, said: _Said) -> Answer:
    status = response.status_code
    if status != 304 and not 200 <= status < 300:
        remedy = "The page may have moved: look for its new address." if status in {404, 410} else ""
        raise said.unreadable(f"answers {status}", remedy)
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"identity", "", "gzip", "x-gzip"}:
        raise said.unreadable(f"is packed as {encoding[:20]!r}, which was not asked for")
    pieces = _limited(response.aiter_raw(), said)
    body = bytearray()
    async for piece in _unpacked(pieces, said) if "gzip" in encoding else pieces:
        body += piece
        if len(body) > said.bounds.bytes:
            raise said.too_large()
    return Answer(status, {name.lower(): value for name, value in response.headers.items()}, bytes(body))


async def _limited(pieces: AsyncIterator[bytes], said: _Said) -> AsyncIterator[bytes]:
    count = 0
    async for piece in pieces:
        count += len(piece)
        if count > said.bounds.bytes:
            raise said.too_large()
        yield piece


async def _unpacked(pieces: AsyncIterator[bytes], said: _Said) -> AsyncIterator[bytes]:
    """Yield what gzip packed, in one member or several (RFC 1952 section 2.2), never more at once than a body may have."""
    member = zlib.decompressobj(wbits=31)
    async for piece in pieces:
        packed = piece
        while packed:
            if member.eof:
                member = zlib.decompressobj(wbits=31)
            yield member.decompress(packed, said.bounds.bytes + 1)
            if member.unconsumed_tail:
                raise said.too_large()
            packed = member.unused_data
    if not member.eof:
        raise said.unreadable("is cut off: what gzip packed does not end")

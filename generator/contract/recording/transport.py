"""What stands between a generated client and a server that is recorded: calls go where the API is, answers come home.

The client takes the server for the declared one, as it will when the recording is played to it.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import httpx2

from generator.exchange.messages import Headers, Interaction, Request, Response

# What they led to is the body of the recording; cookies are between browsers and servers.
_NOT_HANDED_ON = frozenset({
    "connection", "content-encoding", "content-length", "keep-alive", "set-cookie", "set-cookie2", "transfer-encoding",
})  # fmt: skip
_OF_ONE_CONNECTION = frozenset({"connection", "content-length", "host", "transfer-encoding"})


class RecordingTransport(httpx2.BaseTransport):
    """Sends requests by another client, and keeps what was exchanged.

    Attributes:
        home: the URL below which the client looks for the API, without a slash at its end.
        wish: the status that a stand-in is to answer with; None leaves it to it.
    """

    def __init__(self, http: httpx2.Client, base_url: str, *, confined: bool) -> None:
        """Take what sends, and where the API is; with `confined` nothing is sent to another host, whatever is asked for."""
        self.home = base_url
        self.wish: int | None = None
        self._exchanges: list[Interaction] = []
        self._aside: list[Interaction] = []
        self._http = http
        self._base_url = base_url
        self._confined = confined

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send `request` to where the API is, and return the answer as if it came from the declared server."""
        asked = _asked(request)
        headers = [(name, value) for name, value in asked.headers if name.lower() not in _OF_ONE_CONNECTION]
        if self.wish is not None:
            headers.append(("Prefer", f"code={self.wish}"))
        sent = httpx2.Request(
            asked.method,
            self._actual(asked.url),
            headers=[(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers],
            content=asked.body,
            extensions=request.extensions,
        )
        reply = self._http.send(sent, auth=None, follow_redirects=False)
        answer = self._answer(reply)
        # Calls of the API say which operation they are of.
        kept = self._exchanges if "operation" in request.extensions else self._aside
        kept.append(Interaction(asked, answer))
        return httpx2.Response(
            answer.status,
            headers=[(name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in answer.headers],
            content=answer.body,
        )

    def taken(self) -> tuple[list[Interaction], list[Interaction]]:
        """Return what was exchanged since this was asked last: with the API, and aside from it, such as a login."""
        kept = self._exchanges, self._aside
        self._exchanges, self._aside = [], []
        return kept

    def close(self) -> None:
        """Leave the client that sends open: others use it too."""

    def _actual(self, url: str) -> str:
        if _is_below(self.home, url):
            return self._base_url + url[len(self.home) :]
        if not self._confined:
            return url
        here, there = urlsplit(self._base_url), urlsplit(url)
        return f"{here.scheme}://{here.netloc}{there.path}{'?' + there.query if there.query else ''}"

    def _answer(self, reply: httpx2.Response) -> Response:
        left_out = _NOT_HANDED_ON | ({"preference-applied"} if self.wish is not None else set[str]())
        place = Relocation(self._base_url, self.home)
        headers = tuple(
            (name.decode("latin-1"), place.moved(value.decode("latin-1")))
            for name, value in reply.headers.raw
            if name.decode("latin-1").lower() not in left_out
        )
        return Response(reply.status_code, headers, place.moved_bytes(reply.content))


class Relocation:
    """Texts in which one URL stands in place of another one, also where JSON has escaped its slashes."""

    def __init__(self, before: str, after: str) -> None:
        """Take both URLs without a slash at the end."""
        self._places: dict[str, str] = {}
        if before != after:
            urls = {before: after, urlsplit(before).netloc: urlsplit(after).netloc}
            self._places = urls | {_escaped(old): _escaped(new) for old, new in urls.items()}
        found = "|".join(re.escape(old) for old in sorted(self._places, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<![\w.-])(?:{found})(?![\w-]|\.\w)")

    def moved(self, text: str) -> str:
        """Return `text` with the one URL, and its host, in place of the other."""
        return self._pattern.sub(lambda match: self._places[match[0]], text) if self._places else text

    def moved_bytes(self, data: bytes) -> bytes:
        """Return `data` as `moved` does where it is text, else as it is."""
        try:
            return self.moved(data.decode()).encode()
        except UnicodeDecodeError:
            return data


def _asked(request: httpx2.Request) -> Request:
    # From its parts: as text, a URL with credentials in its query hides them.
    url = f"{request.url.scheme}://{request.url.netloc.decode()}{request.url.raw_path.decode()}"
    headers: Headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw)
    return Request(request.method, url, headers, request.read())


def _is_below(base: str, url: str) -> bool:
    return url.startswith(base) and url[len(base) : len(base) + 1] in {"", "/", "?"}


def _escaped(url: str) -> str:
    return url.replace("/", r"\/")

"""What is recorded: a stand-in, recognised by the endpoints that control it, or an account at the vendor's."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx2

from generator.document.findings import fail
from generator.document.shapes import is_object
from generator.standin.clock import Clock
from generator.standin.serving.app import make_app
from generator.standin.serving.local import is_loopback
from generator.standin.serving.server import Running
from generator.standin.standin import StandIn

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from generator.standin.behaviour import Behaviour

MOMENT = datetime(2026, 1, 31, 12, tzinfo=UTC)
"""The time at which a stand-in's clock stands while it is recorded."""

SEED = 0

_CONTROL = "/_specloom"
_MOST_SEGMENTS = 10
_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Target:
    """What is recorded.

    Attributes:
        base_url: where the API is, without a slash at the end.
        provenance: that of its recordings, `stand-in` or `live`.
        begin: makes ready for one scenario, and returns the time that it begins at.
        is_own: whether it is a stand-in that was started for the recording.
    """

    base_url: str
    provenance: str
    begin: Callable[[], datetime]
    is_own: bool = False

    @property
    def is_standin(self) -> bool:
        """Whether it is a stand-in, which takes any wish and has no secrets."""
        return self.provenance == "stand-in"

    @property
    def host(self) -> str:
        """Host and port."""
        return urlsplit(self.base_url).netloc


@contextmanager
def started(document: dict[str, Any], name: str, behaviour: Behaviour) -> Generator[Target]:
    """Serve a stand-in of its own for as long as the context lasts; each scenario finds it as new.

    Raises:
        SpecloomError: the document is not in the normal form.
    """

    def made() -> StandIn:
        return StandIn(document, name, behaviour=behaviour, clock=Clock(MOMENT), seed=SEED)

    app = _Stage(made)
    try:
        with Running(app) as running:
            yield Target(running.url, "stand-in", app.set_up, is_own=True)
    finally:
        app.standin.world.store.close()


class _Stage:
    """An ASGI app that serves a stand-in, which can be exchanged for a new one meanwhile."""

    def __init__(self, made: Callable[[], StandIn]) -> None:
        self.standin = made()
        self._made = made
        self._app = make_app(self.standin)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the stand-in does."""
        await self._app(scope, receive, send)

    def set_up(self) -> datetime:
        """Serve a new stand-in, and return its time."""
        before, self.standin = self.standin, self._made()
        self._app = make_app(self.standin)
        before.world.store.close()
        return MOMENT


def is_local(base_url: str) -> bool:
    """Tell whether `base_url` is on this machine."""
    try:
        return is_loopback(urlsplit(base_url).hostname or "")
    except ValueError:
        return False


def found(base_url: str, document: dict[str, Any], http: httpx2.Client) -> Target:
    """Return what is at `base_url`. Only a server on this machine is asked whether it is a stand-in.

    Raises:
        SpecloomError: it is no URL that credentials may be sent to, a stand-in for another document, or nothing.
    """
    base_url = base_url.rstrip("/")
    _require_url(base_url)
    control = _control(base_url, http) if is_local(base_url) else None
    if control is None:
        return Target(base_url, "live", lambda: datetime.now(UTC).replace(microsecond=0))
    served = _json(http, control + "/openapi.json")
    if served != document:
        title = served.get("info", {}).get("title") if is_object(served) else None
        remedy = "Start it anew with 'specloom serve', or leave --base-url out."
        raise fail("other-stand-in", f"{base_url} stands in for another document, {title!r}", remedy=remedy)

    return Target(base_url, "stand-in", lambda: _begun(control, http))


def _begun(control: str, http: httpx2.Client) -> datetime:
    for path, body in (("/reset", None), ("/clock", {"set": MOMENT.isoformat()})):
        try:
            http.post(control + path, json=body, timeout=_SECONDS).raise_for_status()
        except httpx2.HTTPError as error:
            raise fail("lost-stand-in", f"{control + path}: {error or type(error).__name__}") from None
    return MOMENT


def _require_url(base_url: str) -> None:
    try:
        parts = urlsplit(base_url)
        usable = bool(parts.hostname) and (parts.port is None or parts.port > 0) and base_url.isprintable()
    except ValueError:
        usable, parts = False, urlsplit("")
    if not usable or parts.scheme not in {"http", "https"} or "@" in parts.netloc or parts.query or parts.fragment:
        message = "--base-url is scheme, host, port and path: no credentials, query or fragment"
        raise fail("usage", message, remedy="Write it as in https://api.example.com.")
    if parts.scheme == "http" and not is_local(base_url):
        raise fail("unprotected", f"{base_url} would get the credentials unencrypted", remedy="Use https.")


def _control(base_url: str, http: httpx2.Client) -> str | None:
    """Return the URL below which the stand-in at `base_url` is controlled; None where there is none.

    The path of a declared server is below the stand-in's own, so that all prefixes of the path are tried.
    """
    parts = urlsplit(base_url)
    segments = [segment for segment in parts.path.split("/") if segment][:_MOST_SEGMENTS]
    for count in range(len(segments), -1, -1):
        url = f"{parts.scheme}://{parts.netloc}{''.join('/' + segment for segment in segments[:count])}{_CONTROL}"
        state = _json(http, url + "/state")
        if is_object(state) and {"api", "now", "kept"} <= state.keys():
            return url
    return None


def _json(http: httpx2.Client, url: str) -> Any:
    """Return the JSON that is at `url`; None where there is none.

    Raises:
        SpecloomError: nothing answers there at all.
    """
    try:
        reply = http.get(url, headers={"Accept": "application/json"}, timeout=_SECONDS, follow_redirects=False)
        return reply.json() if reply.status_code == 200 else None
    except httpx2.ConnectError as error:
        raise fail("unreachable", f"nothing answers at {urlsplit(url).netloc}: {error}") from None
    except (httpx2.RequestError, ValueError, RecursionError):
        return None

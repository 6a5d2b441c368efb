"""The page that a stand-in shows at `/`: what it serves, what it keeps, what it was asked last."""

from __future__ import annotations

import base64
import hashlib
import shlex
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from starlette.exceptions import HTTPException
from starlette.responses import Response

from generator.document.references import follow
from generator.standin.serving.addresses import UnusableError, origin, target
from generator.standin.serving.control import CONTROL
from generator.standin.serving.curl import Curl
from generator.standin.serving.faults import FAULTS
from generator.standin.serving.kept import title_of
from generator.standin.serving.local import has_plain_host

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Scope

    from generator.exchange.operations import Operation
    from generator.standin.serving.faults import Faults
    from generator.standin.serving.kept import Kept
    from generator.standin.standin import StandIn

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation as the page lists it."""

    id: str
    method: str
    path: str
    summary: str
    statuses: tuple[str, ...]
    curl: str


@dataclass(frozen=True, slots=True)
class Group:
    """The operations of one tag."""

    name: str
    entries: tuple[Entry, ...]


class Overview:
    """The page of one stand-in.

    Attributes:
        is_taken: whether the API itself has something at `/`.
    """

    def __init__(self, standin: StandIn, faults: Faults, kept: Kept) -> None:
        self._standin = standin
        self._faults = faults
        self._kept = kept
        own = next(standin.api.router.find("/"), None)
        self.is_taken = own is not None or any(path == "/" for _, path in standin.behaviour.routes)

    def is_asked(self, scope: Scope, path: str) -> bool:
        """Tell whether a request for `path` is one for the page, and not one that the API answers."""
        is_root = path == "/" and scope["method"] in {"GET", "HEAD"}
        return is_root and not self.is_taken and has_plain_host(scope)

    async def show(self, request: Request) -> Response:
        """Answer with the page."""
        mount, _ = target(request.scope)
        try:
            base_url = origin(request.scope) + mount
        except UnusableError as error:
            raise HTTPException(error.status, str(error)) from None
        return Response(self.page(base_url).encode(errors="replace"), headers=_headers(), media_type="text/html")

    def page(self, base_url: str) -> str:
        """Return the page as HTML for those who reach the stand-in at `base_url`, which does not end with a slash."""
        standin, info = self._standin, self._standin.api.document.get("info", {})
        return _template().render(
            title=title_of(standin),
            version=str(info.get("version", "")),
            css=_css(),
            base_url=base_url,
            now=standin.world.clock.text(),
            groups=[self._group(name, group, base_url) for name, group in self._by_tag.items()],
            kept=self._kept.counts(),
            last=list(standin.last),
            faults=FAULTS,
            planned=self._faults.planned,
            control=_lines(base_url + CONTROL),
        )

    @cached_property
    def _by_tag(self) -> dict[str, list[tuple[Operation, str]]]:
        """The operations with their summaries, by tag."""
        document = self._standin.api.document
        found: dict[str, list[tuple[Operation, str]]] = {}
        for operation in self._standin.api.operations:
            item: dict[str, Any] = follow(document, document["paths"][operation.path])
            data: dict[str, Any] = item.get(operation.method.lower()) or item["additionalOperations"][operation.method]
            tag = str((data.get("tags") or ["default"])[0])
            found.setdefault(tag, []).append((operation, str(data.get("summary", ""))))
        return found

    @cached_property
    def _curl(self) -> Curl:
        return Curl(self._standin)

    def _group(self, name: str, operations: list[tuple[Operation, str]], base_url: str) -> Group:
        return Group(name, tuple(self._entry(operation, summary, base_url) for operation, summary in operations))

    def _entry(self, operation: Operation, summary: str, base_url: str) -> Entry:
        line = self._curl.line(operation, base_url, self._kept.values(operation))
        return Entry(operation.id, operation.method, operation.path, summary, tuple(operation.responses), line)


def _lines(url: str) -> list[str]:
    """Return the control endpoints as lines for a terminal."""
    bodies = {"clock": '{"advance": 3600}', "faults": '{"kind": "reset", "times": 2, "after": 1}'}
    posts = [["curl", f"{url}/{name}", "-d", body] for name, body in bodies.items()]
    return [shlex.join(words) for words in (["curl", f"{url}/state"], *posts, ["curl", "-X", "POST", f"{url}/reset"])]


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("overview.html.jinja")


@cache
def _css() -> str:
    return (_FOLDER / "overview.css").read_text(encoding="utf-8")


@cache
def _headers() -> dict[str, str]:
    """Return headers by which the page can load and run nothing, and be framed by none."""
    digest = base64.b64encode(hashlib.sha256(_css().encode()).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }  # fmt: skip

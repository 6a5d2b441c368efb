"""Pages as they were read last, with what a server needs to tell whether they are still the same (RFC 9110 section 13.1).

As with stamps, what is corrupt, foreign or unreadable is as good as absent: losing a page costs one transfer.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.document.limits import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FORMAT = "specloom page 1"
_MAX_VALIDATOR = 1000
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The body of a page, and the validators that came with it, each "" where there was none."""

    body: bytes = field(repr=False)
    etag: str = ""
    last_modified: str = ""

    def conditions(self) -> dict[str, str]:
        """Return the headers of a request that wants the body only if it is another one by now."""
        stated = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in stated.items() if value}


def read_page(cache: Path, url: str) -> KeptPage | None:
    """Return the page that was kept for `url` in the folder `cache`, or None where no sound one is."""
    try:
        with os.fdopen(os.open(_file(cache, url), _READ), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return None
            head, _, body = stream.read(MAX_BYTES + 10 * _MAX_VALIDATOR).partition(b"\n")
        stated: dict[str, Any] = json.loads(head)
        is_sound = stated == _head(url, body, etag := stated["etag"], modified := stated["last_modified"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return KeptPage(body, etag, modified) if is_sound and _is_header(etag) and _is_header(modified) else None


def keep_page(cache: Path, url: str, body: bytes, headers: Mapping[str, str]) -> None:
    """Keep `body` for `url` in the folder `cache`, which is made where it is missing; forget it where it may not be kept.

    `headers` are those it came with, by their small names: without a validator, or with `no-store`, nothing is kept
    (RFC 9111 section 5.2.2.5). Where writing is impossible nothing happens.
    """
    path = _file(cache, url)
    etag, modified = (_validator(headers.get(name, "")) for name in ("etag", "last-modified"))
    may_not = "no-store" in headers.get("cache-control", "").lower()
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.unlink(missing_ok=True)
        if may_not or not (etag or modified):
            return
        cache.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        try:
            with unfinished.open("xb") as stream:
                stream.write(json.dumps(_head(url, body, etag, modified)).encode() + b"\n" + body)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


def _file(cache: Path, url: str) -> Path:
    return cache / f"{_digest(url.encode('utf-8', 'surrogatepass'))[:32]}.page"


def _head(url: str, body: bytes, etag: str, modified: str) -> dict[str, str]:
    address = _digest(url.encode("utf-8", "surrogatepass"))
    return {"format": _FORMAT, "url": address, "sha256": _digest(body), "etag": etag, "last_modified": modified}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _validator(value: str) -> str:
    return value if _is_header(value) else ""


def _is_header(value: Any) -> bool:
    """Tell whether `value` can be sent in a header."""
    return isinstance(value, str) and len(value) <= _MAX_VALIDATOR and value.isascii() and (value + "x").isprintable()

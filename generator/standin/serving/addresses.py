"""Where a request went: the host that its sender named, where the app is mounted, and the path below that."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from starlette.types import Scope

_HOST = re.compile(rb"(?:[0-9A-Za-z._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{0,5})?")
_ODD = re.compile(rb"[^!-~]|#")
_PRINTABLE = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) != "#")


class UnusableError(Exception):
    """A request that is not for any API: `status` says what is wrong with it as HTTP."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def origin(scope: Scope) -> str:
    """Return scheme and host by which the client reaches the server; that of the server itself where it does not say.

    Raises:
        UnusableError: it says something that is no host.
    """
    given = [value for name, value in scope["headers"] if name == b"host"]
    if given:
        host = authority(given[0]) if len(given) == 1 else None
        if host is None:
            raise UnusableError(400, "the Host header is not one host")
    else:
        name, port = scope.get("server") or ("localhost", None)
        host = f"[{name}]" if ":" in name else name
        host = host if port is None else f"{host}:{port}"
    return f"{scope['scheme']}://{host}"


def target(scope: Scope) -> tuple[str, str]:
    """Return the path that the app is mounted at, "" for none, and the path below it; both still percent-encoded."""
    raw: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    root: str = scope.get("root_path", "").rstrip("/")
    path = as_text(raw)
    if not root:
        return "", path
    mount = quote(root)
    if path.startswith(mount + "/") or path == mount:
        return mount, path.removeprefix(mount) or "/"
    return mount, quote(path_of(scope))  # its sender has encoded what need not be


def path_of(scope: Scope) -> str:
    """Return the decoded path below where the app is mounted; not every server puts the mount into the path."""
    path: str = scope["path"]
    root: str = scope.get("root_path", "").rstrip("/")
    return path.removeprefix(root) or "/" if path.startswith(root + "/") or path == root else path


@lru_cache(maxsize=64)
def authority(host: bytes) -> str | None:
    """Return a Host header as text, or None where it is no host that a URL can have."""
    if not _HOST.fullmatch(host):
        return None
    text = host.decode("ascii")
    try:
        port = urlsplit(f"http://{text}").port
    except ValueError:
        return None
    return text if port is None or port > 0 else None


def as_text(raw: bytes) -> str:
    """Return a part of a URL as text in which what no URL holds is percent-encoded."""
    return quote(raw, safe=_PRINTABLE) if _ODD.search(raw) else raw.decode("ascii")

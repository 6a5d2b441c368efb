"""Which redirects are followed, and with what (RFC 9110 section 15.4)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from .redact import shown_url
from .urls import origin_of, without_query

if TYPE_CHECKING:
    from collections.abc import Collection

    from .call import Call
    from .response import Response

T = TypeVar("T")

MAX_REDIRECTS = 10
_STATUSES = frozenset({301, 302, 303, 307, 308})
_SAFE = frozenset({"GET", "HEAD"})
# What another host may see of the request; everything else may be secret or meant for the first host alone.
_HARMLESS_HEADERS = frozenset({"accept", "user-agent"})

_HOST = re.compile(rb"[0-9A-Za-z._:-]+")


class NotFollowedError(Exception):
    """A redirect is not followed; the text says why."""


def redirected(call: Call[T], response: Response[Any], query_credentials: Collection[str]) -> Call[T]:
    """Return the call that an answer of status 3xx redirects `call` to.

    GET and HEAD are followed anywhere, and a 303 is, as GET. Other methods are followed where the status keeps method
    and body (307, 308), on the same origin alone. Another origin gets neither credentials nor the caller's headers.

    Raises:
        NotFollowedError: it is none, or one that is not followed.
    """
    location = response.headers.get("location", "")
    if response.status not in _STATUSES or not location:
        raise NotFollowedError(_nowhere(response))
    # Servers repeat the query that they were asked with; credentials are put in anew when the call is sent.
    url = without_query(_target(call, location), query_credentials)
    is_same = origin_of(url) == origin_of(call.url)
    target = shown_url(url)
    if call.redirects >= MAX_REDIRECTS:
        raise NotFollowedError(f"more than {MAX_REDIRECTS} redirects, the last to {target}")
    if call.url.startswith("https:") and not url.startswith("https:"):
        raise NotFollowedError(f"redirects from https to {target}")
    following = replace(call, url=url, redirects=call.redirects + 1)
    if response.status == 303 and call.method not in _SAFE:
        headers = {name: value for name, value in call.headers.items() if name != "content-type"}
        following = replace(following, method="GET", content=None, headers=headers)
    elif call.method not in _SAFE and (response.status < 307 or not is_same or not call.is_replayable):
        raise NotFollowedError(f"redirects a {call.method} to {target}")
    if not is_same:
        headers = {name: value for name, value in following.headers.items() if name in _HARMLESS_HEADERS}
        following = replace(following, content=None, headers=headers, is_elsewhere=True)
    return following


def _nowhere(response: Response[Any]) -> str:
    """Return why there is nothing to follow, with what the answer itself says."""
    if response.status == 304:
        reason = "nothing has changed since what the request's own headers name"
    elif response.status in _STATUSES:
        reason = "it does not say where to"
    else:
        reason = "it is no redirect that can be followed"
    return f"{reason}: {response.excerpt}" if response.excerpt else reason


def _target(call: Call[Any], location: str) -> str:
    import httpx2

    try:
        url = httpx2.URL(call.url).join(location).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError):
        raise NotFollowedError("redirects to what is no URL") from None
    if url.scheme not in {"http", "https"} or url.userinfo or not _HOST.fullmatch(url.raw_host):
        raise NotFollowedError("redirects to what is no http(s) URL")
    return str(url)

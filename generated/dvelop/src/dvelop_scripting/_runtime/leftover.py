"""What came of an answer but does not show in it: bytes behind its end, and the missing end of what was packed.

Both stand in parts of httpx2 that it does not document; where they are not found, nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2


def surplus_stream(reply: httpx2.Response) -> Any:
    """Return the connection to close when more came than the answer, which would be taken for the next one; else None.

    Raises:
        httpx2.DecodingError: the compressed body has no end.
    """
    packed = getattr(_reached(reply, "_decoder", "decompressor", "decompressor"), "eof", True)
    if not packed and reply.num_bytes_downloaded > 0:
        import httpx2

        raise httpx2.DecodingError("the compressed body is cut short", request=reply.request)
    connection = reply.extensions.get("network_stream")
    if connection is None:
        return None
    more = _reached(
        reply.stream, "_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state", "trailing_data"
    )
    return connection if more and more[0] else None


def _reached(part: Any, *names: str) -> Any:
    """Return what `names` lead to, attribute by attribute; None where one is not there."""
    for name in names:
        part = getattr(part, name, None)
        if part is None:
            return None
    return part

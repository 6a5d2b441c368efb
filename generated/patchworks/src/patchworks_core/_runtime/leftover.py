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
    import httpx2

    part: Any = reply
    for name in ("_decoder", "decompressor", "decompressor"):
        part = getattr(part, name, None)
    if not getattr(part, "eof", True) and reply.num_bytes_downloaded > 0:
        raise httpx2.DecodingError("the compressed body is cut short", request=reply.request)
    part = reply.stream
    for name in ("_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state", "trailing_data"):
        part = getattr(part, name, None)
    return reply.extensions.get("network_stream") if part and part[0] else None

"""Whether the body of an answer is all of it: what came behind its end, and the missing end of what was packed.

The call that `reply` answers would otherwise get half a body, or the next one on the connection the rest of this one.
httpx2 (tried with 2.16) does not document the parts that tell; where they are not found, nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2


def surplus_stream(reply: httpx2.Response) -> Any:
    """Return the connection to close when more came than the answer, which would be taken for the next one; else None.

    Raises:
        httpx2.DecodingError: the compressed body has no end, or a second member, which httpx2 leaves packed.
    """
    packed = _reached(reply, "_decoder", "decompressor", "decompressor")
    is_cut = not getattr(packed, "eof", True) and reply.num_bytes_downloaded > 0
    if is_cut or getattr(packed, "unused_data", b"").startswith(b"\x1f\x8b"):
        import httpx2

        reason = "is cut short" if is_cut else "has several members"
        raise httpx2.DecodingError(f"the compressed body {reason}", request=reply.request)
    more = _reached(
        reply.stream, "_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state", "trailing_data"
    )
    return reply.extensions.get("network_stream") if more and more[0] else None


def _reached(part: Any, *names: str) -> Any:
    """Return what `names` lead to, attribute by attribute; None where one is not there."""
    for name in names:
        part = getattr(part, name, None)
    return part

"""What one call may override."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING

from .unset import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .retry import Retry


@dataclass(frozen=True, slots=True)
class RequestOptions:
    """Overrides for one call (`options=`) or for a copy of a client (`with_options`).

    Attributes:
        timeout: seconds to wait for each of connecting, sending and receiving; None waits for ever.
        retry: when to repeat a failed call; None is the standard `RetryPolicy`.
        headers: further request headers; they win over the client's own, credentials included.
        query: further query parameters, by wire name.
    """

    timeout: float | Unset | None = UNSET
    retry: Retry | Unset | None = UNSET
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    query: Mapping[str, object] = field(default_factory=dict[str, object], repr=False)

    def __post_init__(self) -> None:
        """Refuse what could only fail later, and there in the place of a call's own error."""
        timeout = self.timeout
        if timeout is not UNSET and timeout is not None:
            if type(timeout) not in {int, float}:
                raise TypeError(f"timeout is a number of seconds or None, not {type(timeout).__name__}")
            if not (timeout > 0 and isfinite(timeout)):
                raise ValueError("timeout is a number of seconds above 0, or None")
        if self.retry is not UNSET and self.retry is not None and not callable(getattr(self.retry, "delay", None)):
            raise TypeError(f"retry is a RetryPolicy or another Retry, not {type(self.retry).__name__}")

    def overridden(self, other: RequestOptions | None) -> RequestOptions:
        """Return these options with those of `other` on top: headers and query merge, the rest is replaced."""
        if other is None:
            return self
        if not isinstance(other, RequestOptions):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"options is a RequestOptions, not {type(other).__name__}")
        return RequestOptions(
            timeout=self.timeout if other.timeout is UNSET else other.timeout,
            retry=self.retry if other.retry is UNSET else other.retry,
            headers={**self.headers, **other.headers},
            query={**self.query, **other.query},
        )

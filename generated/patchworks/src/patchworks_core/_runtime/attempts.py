"""What is decided between the attempts of one call: the next request, the wait before it, or that the outcome stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from .auth import is_static, reject
from .errors import APIConnectionError
from .redirects import NotFollowedError, redirected
from .response import Response
from .retry import RetryPolicy, may_repeat, retry_after
from .unset import UNSET

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from .auth import Chosen
    from .call import Call
    from .clock import Clock

T = TypeVar("T")


class Attempts(Generic[T]):
    """The attempts of one call.

    Attributes:
        call: what to send next; a redirect changes it.
    """

    def __init__(self, call: Call[T], clock: Clock, query_credentials: Collection[str]) -> None:
        self.call = call
        self._query_credentials = query_credentials
        self._clock = clock
        self._began = clock.elapsed()
        self._failed = 0
        self._refused: Sequence[str] | None = None

    def are_refused(self, secrets: Sequence[str]) -> bool:
        """Say whether the server has just refused these very credentials, so that sending them again is pointless."""
        return self._refused is not None and self._refused == secrets

    def wait(self, outcome: Response[T] | APIConnectionError, chosen: Chosen, secrets: Sequence[str]) -> float | None:
        """Return the seconds until the next attempt; None when the outcome stands.

        Args:
            outcome: how the last attempt ended.
            chosen: the credentials that it took.
            secrets: what their sources gave for it.
        """
        if isinstance(outcome, Response):
            if outcome.is_success:
                return None
            if self._is_redirected(outcome) or self._is_renewed(outcome, chosen, secrets):
                return 0.0
        if not may_repeat(self.call, outcome):
            return None
        self._failed += 1
        asked = retry_after(outcome, self._clock.now()) if isinstance(outcome, Response) else None
        retry = self.call.options.retry
        policy = RetryPolicy() if retry is UNSET else retry
        return policy.delay(self._failed, self._clock.elapsed() - self._began, asked)

    def _is_redirected(self, response: Response[T]) -> bool:
        """Follow a redirect; one that is not followed says so in the answer's excerpt."""
        if not 300 <= response.status <= 399 or self.call.operation.raw:
            return False
        try:
            following = redirected(self.call, response, self._query_credentials)
        except NotFollowedError as reason:
            response.excerpt = str(reason)
            return False
        self.call = following or self.call
        return following is not None

    def _is_renewed(self, response: Response[T], chosen: Chosen, secrets: Sequence[str]) -> bool:
        """After a 401, have the credentials renewed, once a call: it was not executed, whatever its method."""
        if response.status != 401 or self._refused is not None or self.call.operation.raw:
            return False
        renewable = [
            (source, secret) for (_, source), secret in zip(chosen, secrets, strict=True) if not is_static(source)
        ]
        if not renewable or not self.call.is_replayable:
            return False
        for source, secret in renewable:
            reject(source, secret)
        self._refused = secrets
        return True

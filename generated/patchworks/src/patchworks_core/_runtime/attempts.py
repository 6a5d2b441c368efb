"""What follows an attempt of a call: the next request and the wait before it, or that the outcome stands."""

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

    from .auth import Credential
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
        self._refused_secrets: Sequence[str] | None = None

    def are_refused(self, secrets: Sequence[str]) -> bool:
        """Say whether the server has just refused these very credentials, so that sending them again is pointless."""
        return self._refused_secrets is not None and self._refused_secrets == secrets

    def next_attempt(
        self, outcome: Response[T] | APIConnectionError, credentials: Sequence[Credential], secrets: Sequence[str]
    ) -> float | None:
        """Prepare the next attempt and return the seconds to wait before it; None when the outcome stands.

        Preparing may change `call`, have credentials renewed, and note in the outcome why a redirect is not followed.

        Args:
            outcome: how the last attempt ended.
            credentials: those that it took.
            secrets: what their sources gave for it.
        """
        if isinstance(outcome, Response):
            if outcome.is_success:
                return None
            if self._follow_redirect(outcome) or self._renew_credentials(outcome, credentials, secrets):
                return 0.0
        if not may_repeat(self.call, outcome):
            return None
        self._failed += 1
        asked = retry_after(outcome, self._clock.now()) if isinstance(outcome, Response) else None
        retry = self.call.options.retry
        policy = RetryPolicy() if retry is UNSET or retry is None else retry
        return policy.delay(self._failed, self._clock.elapsed() - self._began, asked)

    def _follow_redirect(self, response: Response[T]) -> bool:
        """Make `call` what a redirect leads to, and say whether it is one; why it is not followed goes into the excerpt."""
        if not 300 <= response.status <= 399 or self.call.operation.any_status:
            return False
        try:
            self.call = redirected(self.call, response, self._query_credentials)
        except NotFollowedError as reason:
            response.excerpt = str(reason)
            return False
        return True

    def _renew_credentials(
        self, response: Response[T], credentials: Sequence[Credential], secrets: Sequence[str]
    ) -> bool:
        """Have credentials renewed after a 401, and say whether to try again: once, since nothing was executed."""
        if response.status != 401 or self._refused_secrets is not None or self.call.operation.any_status:
            return False
        renewable = [
            (source, secret) for (_, source), secret in zip(credentials, secrets, strict=True) if not is_static(source)
        ]
        if not renewable or not self.call.is_replayable:
            return False
        for source, secret in renewable:
            reject(source, secret)
        self._refused_secrets = secrets
        return True

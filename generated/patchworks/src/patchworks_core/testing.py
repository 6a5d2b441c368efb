"""Canned answers for tests of code that uses patchworks_core: its real clients, and no network."""

from __future__ import annotations

import httpx2

from . import _client  # pyright: ignore[reportPrivateUsage]
from ._runtime.canned import SentRequest, UnansweredError
from ._runtime.testing import BASE_URL, CannedAnswers

__all__ = ["Answers", "SentRequest", "UnansweredError"]


class Answers(CannedAnswers):
    """What the methods of `Patchworks` and `AsyncPatchworks` are answered, and the `requests` that they made.

    `answers.to(client.things.get)` takes the answers to a method: `.give(thing)`, `.fail(404)`, `.drop()`, one after
    the other; the last one stays. A method without an answer raises `UnansweredError`.
    """

    settings = _client.SETTINGS

    def client(self) -> _client.Patchworks:
        """Return a client that gets these answers, reads nothing from the environment and never sleeps."""
        http_client = httpx2.Client(transport=self.transport, trust_env=False)
        return self._without_waiting(
            _client.Patchworks(api_key="canned", token="canned", base_url=BASE_URL, http_client=http_client)
        )

    def async_client(self) -> _client.AsyncPatchworks:
        """Return the same client for `await`."""
        http_client = httpx2.AsyncClient(transport=self.transport, trust_env=False)
        return self._without_waiting(
            _client.AsyncPatchworks(api_key="canned", token="canned", base_url=BASE_URL, http_client=http_client)
        )

"""Canned answers for tests of code that uses dvelop_scripting: its real clients, and no network."""

from __future__ import annotations

import httpx2

from . import _client  # pyright: ignore[reportPrivateUsage]
from ._runtime.canned import SentRequest, UnansweredError
from ._runtime.testing import BASE_URL, CannedAnswers

__all__ = ["Answers", "SentRequest", "UnansweredError"]


class Answers(CannedAnswers):
    """What the methods of `DvelopScripting` and `AsyncDvelopScripting` are answered, and the `requests` that they made.

    `answers.to(client.things.get)` takes the answers to a method: `.give(thing)`, `.fail(404)`, `.drop()`, one after
    the other; the last one stays. A method without an answer raises `UnansweredError`.
    """

    settings = _client.SETTINGS

    def client(self) -> _client.DvelopScripting:
        """Return a client that gets these answers, reads nothing from the environment and never sleeps."""
        http_client = httpx2.Client(transport=self.transport, trust_env=False)
        return self._without_waiting(
            _client.DvelopScripting(token="canned", base_url=BASE_URL, http_client=http_client)
        )

    def async_client(self) -> _client.AsyncDvelopScripting:
        """Return the same client for `await`."""
        http_client = httpx2.AsyncClient(transport=self.transport, trust_env=False)
        return self._without_waiting(
            _client.AsyncDvelopScripting(token="canned", base_url=BASE_URL, http_client=http_client)
        )

"""What references lead to on the web: hosts that were allowed, by http or https, and no others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.cli.addresses import Allowed
from generator.document.encodings import text_of
from generator.document.findings import fail
from generator.document.neighbours import refuse_remote, without_credentials
from generator.workspace.transfer import Request, transfer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.document.findings import Place
    from generator.document.neighbours import Fetch

_SAVED = "Save it as UTF-8 beside the document, and refer to that file."
_DOCUMENT = {"Accept": "application/yaml, application/json, */*;q=0.5"}


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Follows references to URLs of allowed hosts, by http or https, and refuses all others; goes from process to process."""

    allowed: Allowed

    def __call__(self, url: str, at: Place) -> str:
        """Return the text at `url`, which the reference at a place names.

        Raises:
            SpecloomError: its host was not allowed, or it cannot be read.
        """
        if not self.allowed.has(url):
            return refuse_remote(url, at)
        subject = without_credentials(url)

        def ask(address: str) -> Request:
            if not self.allowed.has(address):
                parts = urlsplit(address)
                message = f"{subject} leads to {parts.scheme}://{parts.hostname}"
                raise fail("refused-url", message, at, "References stay with the host they name.")
            request = self.allowed.request(address, at)
            return request._replace(headers={**_DOCUMENT, **request.headers})

        answer = transfer(url, at, ask)
        if answer.status != 200:
            raise fail("unreadable-page", f"{subject} answers {answer.status}", at)
        try:
            return text_of(answer.body)
        except UnicodeDecodeError as error:
            raise fail("not-utf-8", f"{subject} is not UTF-8 text", at, _SAVED) from error


def fetcher(hosts: Sequence[str]) -> Fetch:
    """Return what follows references to `hosts`, names or addresses, each with a port where only that is allowed.

    Raises:
        SpecloomError: one of `hosts` is no host.
    """
    return Fetcher(Allowed(hosts))

"""How a generated client comes by a token source of `login`: from its arguments, else from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from .errors import ConfigurationError
from .schemes import remedy_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from .schemes import Login, TokenSource


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A scheme's token is had for a name and a secret.

    Attributes:
        make: makes the source of a URL, a name and a secret.
        url: where the exchange is, perhaps relative to the client's server; empty if the document does not tell.
        arguments: the client's arguments for name, secret and URL.
        environment: the environment variables for the same.
    """

    make: Callable[..., TokenSource]
    url: str
    arguments: tuple[str, str, str]
    environment: tuple[str, str, str]

    @property
    def remedy(self) -> str:
        """What its user can do to supply name and secret."""
        (name, secret, _), (name_variable, secret_variable, _) = self.arguments, self.environment
        return f"{remedy_of(name, name_variable)} and {remedy_of(secret, secret_variable)}"

    def source(self, given: Login, base_url: str) -> TokenSource | None:
        """Return what makes the exchange; None if there is no name or no secret.

        Raises:
            ConfigurationError: nothing tells the URL, or it is not one to send a secret to.
        """
        name, secret, url = (
            value or os.environ.get(variable, "").strip()
            for value, variable in zip((given.username, given.password, given.url), self.environment, strict=True)
        )
        if not name or not secret:
            return None
        url = url or self.url
        if not url:
            raise ConfigurationError(
                f"nothing tells where tokens are: {remedy_of(self.arguments[2], self.environment[2])}"
            )
        more: dict[str, Any] = {} if given.scopes is None else {"scopes": given.scopes}
        return self.make(urljoin(f"{base_url}/", url), name, secret, http_client=given.http_client, **more)

"""What was captured, made fit to be written down: no credential, no person, no account, and the same each time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from generator.contract.cassettes.cassette import Call, Cassette
from generator.contract.cassettes.json_layout import parse, tidy
from generator.contract.scrubbing.known_secrets import KnownSecrets
from generator.contract.scrubbing.scrub_bodies import BodyTexts
from generator.contract.scrubbing.scrub_headers import HeaderFields
from generator.contract.scrubbing.scrub_rules import Rules
from generator.contract.scrubbing.scrub_servers import Moved
from generator.contract.scrubbing.scrub_session import At, Session
from generator.contract.scrubbing.times import Times
from generator.document.findings import fail
from generator.document.shapes import is_object
from generator.exchange.bodies import FORM
from generator.exchange.messages import Headers, Interaction, Request, Response, header_values, media_type


class Scrubber:
    """Scrubs everything that one recording session captures, in the order in which it came.

    Credentials become `REDACTED`, tenants `example`, mail addresses `person-N@example.com`, public network addresses
    those for documentation. Ids become others of the same shape: the same for the same in all interactions, numbered in
    the order of their first appearance. What looks like a credential and stands where one is expected is taken for one
    from then on, wherever it stands.
    """

    def __init__(
        self, document: dict[str, Any], *, secrets: Iterable[str], times: bool = False, base_url: str | None = None
    ) -> None:
        """Take the normal form `document` and the `secrets` that were used.

        Args:
            document: says where credentials go, which headers mean something and what is an id.
            secrets: the values of all credentials; pairs of Basic authentication as `user:password`.
            times: whether moments are shifted, so that the first one that is seen is always the same.
            base_url: where the API was, if not at its declared server; URLs there become those of that server.

        Raises:
            SpecloomError: a secret is so short that it stands in ordinary words, or the document is no normal form.
        """
        rules = Rules(document)
        moved = Moved(base_url, rules.servers.first()) if base_url and rules.servers.first() else None
        self._session = Session(rules, KnownSecrets(secrets), Times() if times else None, moved)
        self._headers = HeaderFields(self._session)
        self._bodies = BodyTexts(self._session)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The secrets given and those met since; what is written is to be searched for all of them."""
        return self._session.secrets.values

    def scrub(self, interaction: Interaction) -> Interaction:
        """Return `interaction` scrubbed; its headers are those worth keeping, by name.

        Raises:
            SpecloomError: a body is no text, or nested too deeply, and a secret in it cannot be ruled out.
        """
        self._scrub(interaction)  # what is told at its end of ids and secrets counts for its beginning
        return self._scrub(interaction)

    def scrub_value(self, value: Any) -> Any:
        """Return the JSON value `value` scrubbed, such as one that a call gave.

        Raises:
            SpecloomError: it is no JSON value, or nested too deeply.
        """
        return self._value(value, frozenset())

    def scrub_call(self, call: Call) -> Call:
        """Return `call` scrubbed, in line with the interactions that it led to and that were scrubbed before.

        Raises:
            SpecloomError: an argument is no JSON value, or nested too deeply.
        """
        ids = self._session.rules.path_arguments(call.method)
        client = {
            name: self._session.pseudonyms.tenant(value)
            if isinstance(value, str) and self._session.rules.servers.names_tenant(name)
            else value
            for name, value in call.client.items()
        }
        return Call(call.method, self._value(call.arguments, ids), self._value(client, frozenset()))

    def scrub_cassette(self, cassette: Cassette) -> Cassette:
        """Return `cassette` with its interactions, its call and its sentences scrubbed.

        Raises:
            SpecloomError: see `scrub`.
        """
        interactions = tuple([self.scrub(interaction) for interaction in cassette.interactions])
        return replace(
            cassette,
            interactions=interactions,
            call=self.scrub_call(cassette.call),
            note=self.scrub_value(cassette.note),
            deviates={self._text(key): self._text(reason) for key, reason in cassette.deviates.items()},
        )

    def _scrub(self, interaction: Interaction) -> Interaction:
        request, response = interaction.request, interaction.response
        at = At(oauth=self._asks_for_token(request))
        url = self._url(request.url, at)
        headers, body = self._content(self._headers.request(request.headers, at), request.headers, request.body, at)
        sent = Request(request.method, url, headers, body)
        answered = self._headers.response(response.headers, at)
        headers, body = self._content(answered, response.headers, response.body, At())
        return Interaction(sent, Response(response.status, headers, body))

    def _url(self, url: str, at: At) -> str:
        session = self._session
        home = session.moved.home(url) if session.moved else url
        return session.secrets.redact(session.urls.request(home, at))

    def _content(self, headers: Headers, original: Headers, body: bytes, at: At) -> tuple[Headers, bytes]:
        kinds = header_values(original, "Content-Type")
        kind, known = self._bodies.body(kinds[0] if kinds else "", body, at) if body else ("", body)
        if not kinds or kind in {"", kinds[0]}:
            return headers, known
        return tuple((name, kind if name == "Content-Type" else value) for name, value in headers), known

    def _asks_for_token(self, request: Request) -> bool:
        """Tell whether this is a token request of OAuth 2.0 (RFC 6749 section 4)."""
        if request.url.partition("?")[0] in self._session.rules.token_urls:
            return True
        if media_type(request.headers) != FORM:
            return False
        return any(name == "grant_type" for name, _ in parse_qsl(request.body.decode("latin-1")))

    def _value(self, value: Any, ids: frozenset[str]) -> Any:
        try:
            text = json.dumps(value, allow_nan=False)
        except (TypeError, ValueError, RecursionError) as error:
            raise fail("unscrubbable", "an argument is no JSON value, or nested too deeply") from error
        known: Any = json.loads(text)
        if is_object(known):
            return {self._text(name): self._argument(name, item, ids) for name, item in known.items()}
        return self._argument("", known, frozenset())

    def _argument(self, name: str, value: Any, ids: frozenset[str]) -> Any:
        if name in ids and not isinstance(value, (bool, float, dict, list)) and value is not None:
            known = self._session.fields.field("id", str(value), At())
            return int(known) if isinstance(value, int) else known
        try:
            walked = self._session.fields.value(name, parse(json.dumps(value)), At())
        except ValueError as error:
            raise fail("unscrubbable", "an argument is nested too deeply") from error
        return json.loads(tidy(walked))

    def _text(self, text: str) -> str:
        return self._session.texts.text(text, At())

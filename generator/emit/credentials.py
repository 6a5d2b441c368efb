"""How a generated client gets its credentials: the arguments and environment variables of each security scheme."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.document import names, pointers
from generator.document.findings import Place, fail
from generator.document.shapes import is_array, is_object
from generator.normalise.schemas import operations
from generator.workspace.vendor_rules import CLIENT_ARGUMENTS, LOGIN_URL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.workspace.vendor_model import Authentication, Login

_ARGUMENT = {"bearer": "token", "basic": "username", "apiKey": "api_key"}
_CAN_BE_ASKED = re.compile(r"(https?://[^/?#@]+)?(?![A-Za-z][\w+.-]*:)[^@#]*")


@dataclass(frozen=True, slots=True)
class InputFacts:
    """One argument of a client that supplies a credential, and the environment variable that does so without it.

    `kind` is `token` (text or what gives it), `text` or `texts`.
    """

    argument: str
    environment: str
    description: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class ExchangeFacts:
    """How a name and a secret are exchanged for the credential of a scheme.

    Attributes:
        source: the token source of the runtime that does it.
        options: its keyword arguments, as plain data.
        url: where it is done, perhaps relative to the client's server; '' if nobody tells.
        inputs: name, secret, URL and what else the client takes for it.
    """

    source: str
    url: str
    inputs: tuple[InputFacts, ...]
    options: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def arguments(self) -> list[str]:
        """The arguments for name, secret and URL."""
        return [each.argument for each in self.inputs[:3]]

    @property
    def environment(self) -> list[str]:
        """The environment variables for name, secret and URL."""
        return [each.environment for each in self.inputs[:3]]


@dataclass(frozen=True, slots=True)
class SchemeFacts:
    """One security scheme.

    Attributes:
        name: its name in the document.
        kind: `bearer`, `basic`, `apiKey`, or `ownClient` where only an HTTP client of the user's can do it.
        description: what the document says of it.
        required: the inputs that are enough: one, or name and password of `basic`, or none of `ownClient`.
        location: where an API key goes: `header`, `query` or `cookie`.
        header: the name that it has there.
        proof: what the client of an `ownClient` must bring.
        exchange: how else the credential can be had.
    """

    name: str
    kind: str
    description: str
    required: tuple[InputFacts, ...] = ()
    location: str = ""
    header: str = ""
    proof: str = ""
    exchange: ExchangeFacts | None = None

    @property
    def inputs(self) -> tuple[InputFacts, ...]:
        """Every argument that the client takes for it."""
        return self.required + (self.exchange.inputs if self.exchange else ())

    @property
    def argument(self) -> str:
        """The first argument; '' if it takes none."""
        return self.required[0].argument if self.required else ""

    @property
    def environment(self) -> str:
        """The environment variable of the first argument; '' if it takes none."""
        return self.required[0].environment if self.required else ""


def scheme_facts(document: dict[str, Any], given: Mapping[str, Authentication], prefix: str) -> tuple[SchemeFacts, ...]:
    """Return the security schemes of a document.

    Args:
        document: the normal form.
        given: what vendor.yaml says of each scheme; one that it leaves out is left out if it has arguments, unless nothing
            is said of any.
        prefix: what the names of environment variables begin with that vendor.yaml does not give.

    Raises:
        SpecloomError: a login is given for a scheme that takes no token.
    """
    namer = _Namer(prefix, given)
    declared = document.get("components", {}).get("securitySchemes", {})
    return tuple(
        _scheme(name, scheme, document, given.get(name), namer)
        for name, scheme in declared.items()
        if name in given or not given or _kind(scheme)[0] == "ownClient"
    )


class _Namer:
    """Names arguments, each once, and environment variables after them."""

    def __init__(self, prefix: str, given: Mapping[str, Authentication]) -> None:
        logins = [each.login for each in given.values() if each.login]
        self.taken = [*CLIENT_ARGUMENTS, *(each.argument for each in given.values())]
        self.taken += [
            name for login in logins for name in (login.username.argument, login.password.argument, LOGIN_URL)
        ]
        self.prefix = prefix

    def input(self, name: str, description: str, kind: str = "text") -> InputFacts:
        """Return an input called `name` if nothing else is, else much like it."""
        argument = names.unique(name, self.taken)
        self.taken.append(argument)
        return InputFacts(argument, f"{self.prefix}_{argument.upper()}", description, kind)


def _scheme(
    name: str, scheme: dict[str, Any], document: dict[str, Any], given: Authentication | None, namer: _Namer
) -> SchemeFacts:
    description = str(scheme.get("description", "")).strip()
    kind, proof = _kind(scheme)
    if given and given.login and kind not in {"bearer", "apiKey"}:
        place = Place("vendor.yaml", pointer=pointers.join("/authentication", name, "login"))
        raise fail("login-without-token", f"{name!r} takes no token that a login could give", place, "Remove it.")
    if kind == "ownClient":
        return SchemeFacts(name, kind, description, proof=proof)
    said = description or ("the name to log in with." if kind == "basic" else "the credential.")
    sort = "text" if kind == "basic" else "token"
    named = InputFacts(given.argument, given.environment, said, sort) if given else None
    first = named or namer.input(_ARGUMENT[kind], said, sort)
    if kind == "basic":
        return SchemeFacts(name, kind, description, (first, _password(first, namer)))
    exchange = _login(given.login) if given and given.login else _client_credentials(name, scheme, document, namer)
    location, header = str(scheme.get("in", "")), str(scheme.get("name", ""))
    return SchemeFacts(name, kind, description, (first,), location, header, exchange=exchange)


def _kind(scheme: dict[str, Any]) -> tuple[str, str]:
    """Return the kind of a scheme, and what an HTTP client of the user's must bring where only that can do it.

    HTTP authentication that is neither Basic nor Bearer often answers a challenge (Digest, Negotiate) or signs the request:
    a header made of a secret alone would be wrong.
    """
    kind, http = str(scheme.get("type", "")), str(scheme.get("scheme", ""))
    if kind == "apiKey":
        return kind, ""
    if kind == "mutualTLS":
        return "ownClient", "a client certificate (mutual TLS)"
    if kind == "http" and http.lower() not in {"basic", "bearer"}:
        return "ownClient", f"HTTP authentication of the scheme {http!r}"
    return ("basic" if http.lower() == "basic" else "bearer"), ""


def _password(username: InputFacts, namer: _Namer) -> InputFacts:
    made = namer.input("password", "the password that belongs to it.")
    environment = username.environment.replace("USERNAME", "PASSWORD")
    return made if environment == username.environment else InputFacts(made.argument, environment, made.description)


def _login(login: Login) -> ExchangeFacts:
    username, password = login.username, login.password
    expires_in = pointers.split(login.expires_in) if login.expires_in else []
    options = {
        "fields": [username.field, password.field],
        "token": pointers.split(login.token),
        "expires_in": expires_in,
    }
    usual = {"fields": ["username", "password"], "token": ["token"], "expires_in": ["expires_in"]}
    inputs = (
        InputFacts(username.argument, username.environment, "the name to log in with in place of a token."),
        InputFacts(password.argument, password.environment, "the password that belongs to it."),
        InputFacts(LOGIN_URL, login.environment, f"where to log in other than at {login.url}."),
    )
    changed = {key: value for key, value in options.items() if value != usual[key]}
    return ExchangeFacts("PasswordLogin", login.url, inputs, changed)


def _client_credentials(
    name: str, scheme: dict[str, Any], document: dict[str, Any], namer: _Namer
) -> ExchangeFacts | None:
    """Return how an OAuth 2.0 client gets a token by itself, if the document has that flow."""
    flows = scheme.get("flows")
    flow = flows.get("clientCredentials") if scheme.get("type") == "oauth2" and is_object(flows) else None
    if not is_object(flow):
        return None
    url = flow.get("tokenUrl")
    url = url if isinstance(url, str) and _can_be_asked(url) else ""
    scopes = _scopes(name, flow, document)
    where = f"another token endpoint than {url}." if url else "the token endpoint, which the document does not tell."
    inputs = (
        namer.input("client_id", "the OAuth 2.0 client that gets a token by itself, in place of a token."),
        namer.input("client_secret", "the secret of that client."),
        namer.input("token_url", where),
        InputFacts(
            namer.input("scopes", "").argument,
            "",
            "the scopes to ask for, in place of those that the methods need.",
            "texts",
        ),
    )
    return ExchangeFacts("OAuth2ClientCredentials", url, inputs, {"scopes": scopes} if scopes else {})


def _can_be_asked(url: str) -> bool:
    """Tell whether `url` is absolute or relative, with nothing to be filled in."""
    return url.isprintable() and not re.search(r"[\s{}\\]", url) and bool(url and _CAN_BE_ASKED.fullmatch(url))


def _scopes(name: str, flow: dict[str, Any], document: dict[str, Any]) -> list[str]:
    """Return the scopes of a flow that operations ask for, in the order of the document."""
    declared = flow.get("scopes")
    wanted: dict[str, None] = {}
    for _, _, operation, _ in operations(document):
        for requirement in operation.get("security", []):
            scopes = requirement.get(name)
            wanted.update(dict.fromkeys(str(scope) for scope in scopes) if is_array(scopes) else {})
    return [scope for scope in wanted if is_object(declared) and scope in declared]

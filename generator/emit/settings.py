"""What a generated client is: its names, servers, credentials and default headers, from vendor.yaml or the document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.document import names
from generator.document.findings import fail
from generator.emit.credentials import InputFacts, SchemeFacts, scheme_facts
from generator.emit.fleet.naming import is_import_name
from generator.emit.servers import server_template, server_variables
from generator.workspace.vendor_rules import CLIENT_ARGUMENTS

if TYPE_CHECKING:
    from generator.workspace.vendor_model import Vendor

# What packages export besides their client, and what the module of the client imports.
OF_PACKAGES = frozenset(
    {
        "APIConnectionError", "APIError", "APIStatusError", "APITimeoutError", "ApiKey", "AsyncClient", "AsyncPages",
        "AsyncStream", "AsyncToken", "AsyncTokenSource", "AuthenticationError", "BadGatewayError", "BadRequestError",
        "Basic", "Bearer", "Client", "ConfigurationError", "ConflictError", "Content", "Exchanged", "File",
        "GatewayTimeoutError", "Grant", "InternalServerError", "LazyModule", "Literal", "Login", "NotFoundError",
        "OAuth2ClientCredentials", "OwnClient", "Page", "Pages", "PaginationError", "PasswordLogin",
        "PermissionDeniedError", "RateLimitError", "RedirectError", "RenewingToken", "RequestOptions", "Response",
        "ResponseValidationError", "Retry", "RetryPolicy", "Sequence", "ServerError", "ServerSentEvent",
        "ServiceUnavailableError", "Settings", "Stream", "SyncClient", "Token", "TokenConnectionError", "TokenError",
        "TokenSource", "TokenTimeoutError", "UnprocessableEntityError", "Unset", "Variable",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VariableFacts:
    """One variable of a server URL that becomes an argument of the client."""

    name: str
    argument: str
    environment: str
    default: str
    enum: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """One generated distribution; `vendor` is the folder in specs/ that it belongs to, "" for a document without one.

    `changelog` is the text of its CHANGELOG.md, "" where it has none.
    """

    distribution: str
    import_name: str
    client: str
    version: str
    title: str
    description: str
    servers: dict[str, str]
    variables: tuple[VariableFacts, ...] = ()
    base_url_environment: str = ""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    schemes: tuple[SchemeFacts, ...] = ()
    vendor: str = ""
    changelog: str = ""

    @property
    def inputs(self) -> tuple[InputFacts, ...]:
        """The client's arguments for credentials."""
        return tuple(each for scheme in self.schemes for each in scheme.inputs)

    @property
    def positional(self) -> tuple[InputFacts, ...]:
        """The one of them that may be given by position, if there is such a one."""
        return self.inputs[:1] if len(self.schemes) == 1 and len(self.schemes[0].required) == 1 else ()

    @property
    def exchanges(self) -> tuple[str, ...]:
        """The token sources of the runtime that its schemes use, in alphabetical order."""
        return tuple(sorted({scheme.exchange.source for scheme in self.schemes if scheme.exchange}))


def vendor_package(document: dict[str, Any], vendor: Vendor) -> PackageFacts:
    """Return the package that vendor.yaml asks for, with what `document` says of servers and schemes."""
    schemes = scheme_facts(document, vendor.authentication, vendor.vendor.upper().replace("-", "_"))
    return PackageFacts(
        distribution=vendor.package.distribution,
        import_name=vendor.package.import_name,
        client=vendor.package.client,
        version=vendor.package.version,
        title=vendor.title,
        description=_first_sentence(document),
        servers=dict(vendor.servers.regions) or _servers(document),
        variables=_variables(document, dict(vendor.servers.variables), _arguments(schemes)),
        base_url_environment=vendor.servers.environment or "",
        headers=dict(vendor.headers),
        schemes=schemes,
        vendor=vendor.vendor,
        changelog=vendor.changelog,
    )


def document_package(document: dict[str, Any], package: str) -> PackageFacts:
    """Return a package called `package` (an import name) for a document without a vendor folder.

    Raises:
        SpecloomError: `package` is no import name, so it might lead out of the folder of the package.
    """
    if not is_import_name(package):
        raise fail("usage", f"{package!r} is not an import name", remedy="Use letters, digits and underscores.")
    prefix = package.upper()
    schemes = scheme_facts(document, {}, prefix)
    return PackageFacts(
        distribution=package.replace("_", "-"),
        import_name=package,
        client=_client_class(package),
        version="0.1.0",
        title=str(document["info"].get("title", package)),
        description=_first_sentence(document),
        servers=_servers(document),
        variables=_variables(document, {}, _arguments(schemes)),
        base_url_environment=f"{prefix}_BASE_URL",
        schemes=schemes,
    )


def _client_class(package: str) -> str:
    """Return the class of the client of `package`: `Pets`, but `PagesClient` in `pages`, since packages export `Pages`."""
    name = names.pascal(package, "Client")
    return f"{name}Client" if name in OF_PACKAGES or f"Async{name}" in OF_PACKAGES else name


def _first_sentence(document: dict[str, Any]) -> str:
    text = " ".join(str(document["info"].get("description") or document["info"].get("title", "")).split())
    end = text.find(". ")
    return text if end < 0 else text[: end + 1]


def _servers(document: dict[str, Any]) -> dict[str, str]:
    result: dict[str, str] = {}
    for server in document.get("servers", []):
        name = names.unique(names.snake(str(server.get("description", "")), "default")[:40], result)
        result[name] = server_template(server)
    return result


def _arguments(schemes: tuple[SchemeFacts, ...]) -> list[str]:
    """Return the arguments that a client has for other things than the variables of its servers."""
    return [*CLIENT_ARGUMENTS, *(each.argument for scheme in schemes for each in scheme.inputs)]


def _variables(document: dict[str, Any], environment: dict[str, str], taken: list[str]) -> tuple[VariableFacts, ...]:
    result: dict[str, VariableFacts] = {}
    for name, variable in server_variables(document).items():
        argument = names.unique(names.snake(name), [*taken, *(each.argument for each in result.values())])
        result[name] = VariableFacts(
            name=name,
            argument=argument,
            environment=environment.get(name, ""),
            default="" if name in environment else str(variable.get("default", "")),
            enum=tuple(str(value) for value in variable.get("enum", [])),
            description=str(variable.get("description", "")).strip(),
        )
    return tuple(result.values())

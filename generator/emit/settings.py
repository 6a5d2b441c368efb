"""What a generated client is: its names, servers, credentials and default headers, from vendor.yaml or the document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.document import names

if TYPE_CHECKING:
    from generator.workspace.vendor_model import Vendor


@dataclass(frozen=True, slots=True)
class SchemeFacts:
    """One security scheme: its name in the document, its kind (`bearer`, `basic`, `apiKey`) and where its value comes from."""

    name: str
    kind: str
    argument: str
    environment: str
    description: str
    location: str = ""
    header: str = ""
    password: str = ""


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
    """One generated distribution."""

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


_ARGUMENTS = ("self", "region", "base_url", "timeout", "retry", "http_client")


def vendor_package(document: dict[str, Any], vendor: Vendor) -> PackageFacts:
    """Return the package that vendor.yaml asks for, with what `document` says of servers and schemes."""
    given = {name: (each.argument, each.environment) for name, each in vendor.authentication.items()}
    schemes = _schemes(document, given, "")
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
    )


def document_package(document: dict[str, Any], package: str) -> PackageFacts:
    """Return a package called `package` (an import name) for a document without a vendor folder."""
    prefix = package.upper()
    schemes = _schemes(document, {}, prefix)
    return PackageFacts(
        distribution=package.replace("_", "-"),
        import_name=package,
        client=names.pascal(package, "Client"),
        version="0.1.0",
        title=str(document["info"].get("title", package)),
        description=_first_sentence(document),
        servers=_servers(document),
        variables=_variables(document, {}, _arguments(schemes)),
        base_url_environment=f"{prefix}_BASE_URL",
        schemes=schemes,
    )


def _first_sentence(document: dict[str, Any]) -> str:
    text = " ".join(str(document["info"].get("description") or document["info"].get("title", "")).split())
    end = text.find(". ")
    return text if end < 0 else text[: end + 1]


def _servers(document: dict[str, Any]) -> dict[str, str]:
    result: dict[str, str] = {}
    for server in document.get("servers", []):
        name = names.unique(names.snake(str(server.get("description", "")), "default")[:40], result)
        result[name] = str(server.get("url", ""))
    return result


def _arguments(schemes: tuple[SchemeFacts, ...]) -> list[str]:
    """Return the arguments that a client has for other things than the variables of its servers."""
    return [*_ARGUMENTS, *(name for scheme in schemes for name in (scheme.argument, scheme.password) if name)]


def _variables(document: dict[str, Any], environment: dict[str, str], taken: list[str]) -> tuple[VariableFacts, ...]:
    result: dict[str, VariableFacts] = {}
    declared = {
        name: each for server in document.get("servers", []) for name, each in server.get("variables", {}).items()
    }
    for name, variable in declared.items():
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


def _schemes(document: dict[str, Any], given: dict[str, tuple[str, str]], prefix: str) -> tuple[SchemeFacts, ...]:
    result: list[SchemeFacts] = []
    taken = list(_ARGUMENTS)
    for name, scheme in document.get("components", {}).get("securitySchemes", {}).items():
        if given and name not in given:
            continue
        kind = _kind(scheme)
        default = {"bearer": "token", "basic": "username", "apiKey": "api_key"}[kind]
        argument, environment = given.get(name) or ("", "")
        argument = argument or names.unique(default, taken)
        password = names.unique("password", taken) if kind == "basic" else ""
        taken += [argument, password]
        result.append(
            SchemeFacts(
                name=name,
                kind=kind,
                argument=argument,
                environment=environment or f"{prefix}_{argument.upper()}",
                password=password,
                description=str(scheme.get("description", "")).strip(),
                location=str(scheme.get("in", "")),
                header=str(scheme.get("name", "")),
            )
        )
    return tuple(result)


def _kind(scheme: dict[str, Any]) -> str:
    if scheme.get("type") == "apiKey":
        return "apiKey"
    return "basic" if str(scheme.get("scheme", "")).lower() == "basic" else "bearer"

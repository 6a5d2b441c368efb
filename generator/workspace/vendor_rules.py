"""What a JSON Schema cannot say of vendor.yaml: rules between its parts, and names that Python or packages own."""

from __future__ import annotations

import builtins
import keyword
import re
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.document import names, pointers
from generator.workspace.vendor_model import WrittenSource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Statement = tuple[str, str, str]
"""JSON pointer, message, remedy."""

# fmt: off
TOP_LEVEL_TAKEN = frozenset((
    "annotated_types", "anyio", "certifi", "generator", "h11", "httpcore", "httpcore2", "httpx", "httpx2", "idna",
    "pip", "pydantic", "pydantic_core", "setuptools", "sniffio", "specloom", "tests", "typing_extensions",
    "typing_inspection",
))
# fmt: on
"""Import names that a generated package, or the environment it lives in, needs itself."""

OWN_FILES = frozenset(
    {
        "vendor.yaml",
        "overlay.yaml",
        "openapi.yaml",
        "behaviour.yaml",
        "scenarios.yaml",
        "coverage.yaml",
        "supposed.yaml",
    }
)
CLIENT_ARGUMENTS = ("self", "region", "base_url", "timeout", "retry", "http_client")
"""Arguments that every client has."""
LOGIN_URL = "login_url"
"""The argument of a client that replaces the URL of a login."""

CREDENTIAL_HEADERS = frozenset({"authorization", "proxy-authorization", "cookie"})

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def broken(data: Mapping[str, Any], folder_name: str) -> list[Statement]:
    """Return every rule that schema-valid `data` breaks; `folder_name` is that of the folder vendor.yaml lies in."""
    return [
        *_identity(data, folder_name),
        *_sources(data["sources"]),
        *_arguments(data),
        *_regions(data.get("servers", {})),
        *_headers(data.get("headers", {})),
        *_operations(data.get("operations", {})),
        *_schemas(data.get("schemas", {})),
        *_accepted(data.get("accepted", [])),
    ]


def _identity(data: Mapping[str, Any], folder_name: str) -> Iterator[Statement]:
    if data["vendor"] != folder_name:
        message = f"is {data['vendor']!r}, but the folder is named {folder_name!r}"
        yield "/vendor", message, "Give both the same name."
    import_name, client = data["package"]["import"], data["package"]["client"]
    if keyword.iskeyword(import_name):
        yield "/package/import", f"{import_name!r} is a keyword of Python", ""
    elif import_name in sys.stdlib_module_names:
        yield "/package/import", f"{import_name!r} would hide a module of Python's standard library", ""
    elif import_name in TOP_LEVEL_TAKEN:
        yield "/package/import", f"{import_name!r} would hide a package that clients need", ""
    if data["package"]["distribution"].replace("-", "_") in TOP_LEVEL_TAKEN:
        yield "/package/distribution", f"{data['package']['distribution']!r} is the name of another package", ""
    yield from _class_name("/package/client", client)


def _class_name(pointer: str, name: str) -> Iterator[Statement]:
    if keyword.iskeyword(name) or hasattr(builtins, name):
        yield pointer, f"{name!r} would hide a name that Python itself defines", ""


def _sources(sources: list[Mapping[str, str]]) -> Iterator[Statement]:
    seen: dict[tuple[str, str], int] = {}
    for index, source in enumerate(sources):
        key = "spec" if "spec" in source else "captured"
        name = source[key]
        pointer = pointers.join("/sources", index, key)
        if key == "spec" and name in OWN_FILES:
            yield pointer, f"{name!r} is a file with another meaning here", "Give the document a name of its own."
        written = WrittenSource(**source).captured if key == "spec" else ""
        for kind, file in ((key, name), *([("captured", written)] if written else [])):
            first = seen.setdefault((kind, file.casefold()), index)
            if first != index:
                yield pointer, f"{file!r} is the file of source {first + 1} already", ""


def _arguments(data: Mapping[str, Any]) -> Iterator[Statement]:
    taken: dict[str, str] = {}
    named = [pair for name, value in data.get("authentication", {}).items() for pair in _credentials(name, value)]
    variables: Mapping[str, Any] = data.get("servers", {}).get("variables", {})
    named.extend((pointers.join("/servers/variables", name), name) for name in variables)
    for pointer, name in named:
        if keyword.iskeyword(name):
            yield pointer, f"{name!r} is a keyword of Python", ""
        if name in CLIENT_ARGUMENTS and name not in variables:  # a variable's argument gets another name
            yield pointer, f"every client has an argument {name!r} for something else", ""
        first = taken.setdefault(name, pointer)
        if first != pointer:
            yield pointer, f"the client has the argument {name!r} already, from #{first}", ""


def _credentials(name: str, value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield where each argument for the credential of a scheme stands, and the argument."""
    at = pointers.join("/authentication", name)
    yield pointers.join(at, "argument"), value["argument"]
    if "login" in value:
        yield pointers.join(at, "login"), LOGIN_URL
        for field in ("username", "password"):
            yield pointers.join(at, "login", field, "argument"), value["login"][field]["argument"]


def _regions(servers: Mapping[str, Any]) -> Iterator[Statement]:
    declared = servers.get("variables", {})
    for region, url in servers.get("regions", {}).items():
        pointer = pointers.join("/servers/regions", region)
        for name in _VARIABLE.findall(url):
            if name not in declared:
                yield pointer, f"uses the variable {name!r}, which is not declared", "Declare it in servers.variables."
        if re.search(r"[{}]", _VARIABLE.sub("", url)):
            yield pointer, "has unbalanced braces", ""


def _headers(headers: Mapping[str, str]) -> Iterator[Statement]:
    seen: dict[str, str] = {}
    for name in headers:
        pointer = pointers.join("/headers", name)
        if name.casefold() in CREDENTIAL_HEADERS:
            yield pointer, f"{name!r} carries a credential", "Declare it in authentication; no secret belongs here."
        first = seen.setdefault(name.casefold(), name)
        if first != name:
            yield pointer, f"{name!r} is the header {first!r} again", ""


def _operations(operations: Mapping[str, str | Mapping[str, Any]]) -> Iterator[Statement]:
    owners: dict[str, tuple[str, bool]] = {}
    for key, value in operations.items():
        pointer, name, joined = _named(key, value)
        for part in name.split("."):
            if keyword.iskeyword(part):
                yield pointer, f"{name!r} holds {part!r}, a keyword of Python", f"Write {part}_."
            if part.endswith("_") and names.snake(part[:-1]) != part:
                yield pointer, f"{name!r} holds {part!r}: only keywords of Python end so", "Remove the underscore."
        if not isinstance(value, str):
            yield from _parameters(key, value.get("parameters", {}))
        first, first_joined = owners.setdefault(name, (key, joined))
        if first == key:
            continue
        if not (joined and first_joined):
            yield pointer, f"{name!r} is the name of {first!r} already", "Rename one, or give both as join."
        elif first.split(" ", 1)[1] != key.split(" ", 1)[1]:
            yield pointer, f"{name!r} joins {first!r}, which has another path", "Only methods of one path can join."
    yield from _nested(owners)


def _named(key: str, value: str | Mapping[str, Any]) -> tuple[str, str, bool]:
    """Return where the name of an operation stands, the name, and whether it is shared by a join."""
    at = pointers.join("/operations", key)
    if isinstance(value, str):
        return at, value, False
    field = "join" if "join" in value else "name"
    return pointers.join(at, field), value[field], field == "join"


def _nested(owners: Mapping[str, tuple[str, bool]]) -> Iterator[Statement]:
    """Find names that are both a method and a resource: in Python they would be one attribute."""
    resources: dict[str, str] = {}
    for name, (key, _) in owners.items():
        parts = name.split(".")
        for length in range(1, len(parts)):
            resources.setdefault(".".join(parts[:length]), key)
    for name, (key, _) in owners.items():
        if name in resources:
            message = f"{name!r} is a method, but {resources[name]!r} makes it a resource"
            yield pointers.join("/operations", key), message, "Rename one of them."


def _parameters(key: str, parameters: Mapping[str, str]) -> Iterator[Statement]:
    taken: dict[str, str] = {}
    for wire, name in parameters.items():
        pointer = pointers.join("/operations", key, "parameters", wire)
        if keyword.iskeyword(name) or name in {"self", "cls"}:
            yield pointer, f"{name!r} cannot name an argument in Python", ""
        first = taken.setdefault(name, wire)
        if first != wire:
            yield pointer, f"{name!r} is the name of {first!r} already", ""


def _schemas(schemas: Mapping[str, str]) -> Iterator[Statement]:
    seen: dict[str, str] = {}
    for component, name in schemas.items():
        pointer = pointers.join("/schemas", component)
        yield from _class_name(pointer, name)
        first = seen.setdefault(name.casefold(), name)
        if first != name:
            yield pointer, f"{name!r} and {first!r} differ in case alone", ""


def _accepted(accepted: list[Mapping[str, str]]) -> Iterator[Statement]:
    seen: dict[str, int] = {}
    for index, each in enumerate(accepted):
        at = pointers.join("/accepted", index)
        first = seen.setdefault(each["fingerprint"], index)
        if first != index:
            message = f"{each['fingerprint']!r} is accepted already, by entry {first + 1}"
            yield pointers.join(at, "fingerprint"), message, "Keep one of them."
        if "expires" in each and not _is_day(each["expires"]):
            yield pointers.join(at, "expires"), f"{each['expires']!r} is not a day of the calendar", ""


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

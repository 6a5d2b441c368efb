"""vendor.yaml: loaded and validated."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.document import load
from generator.workspace import paths, vendor_rules
from generator.workspace.checked_file import read_checked
from generator.workspace.vendor_model import (
    Accepted,
    Authentication,
    CapturedSource,
    Login,
    LoginField,
    Operation,
    Package,
    Pagination,
    Servers,
    Vendor,
    WrittenSource,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "FILE_NAME",
    "Accepted",
    "Authentication",
    "CapturedSource",
    "Login",
    "LoginField",
    "Operation",
    "Package",
    "Pagination",
    "Servers",
    "Vendor",
    "WrittenSource",
    "load_vendor",
    "pagination_schema",
]

FILE_NAME = paths.VENDOR_FILE
CHANGELOG = "CHANGELOG.md"
"""What changed in each version of the package; its package carries it."""
RULE = "invalid-vendor"

_SCHEMA = Path(__file__).with_name("vendor.schema.json")


def load_vendor(folder: Path) -> Vendor:
    """Return the vendor that `folder`/vendor.yaml describes.

    Raises:
        SpecloomError: the file cannot be read, breaks vendor.schema.json, or breaks the rules between its parts;
            carries every finding, each with file, line and JSON pointer.
    """
    path = folder / FILE_NAME
    named = folder.absolute().name
    return _vendor(folder, read_checked(path, _schema(), RULE, lambda data: vendor_rules.broken(data, named)).data)


def pagination_schema() -> dict[str, Any]:
    """Return the schema of an operation's `pagination`, which `x-specloom-pagination` of a document has too."""
    return {"$ref": "#/$defs/pagination", "$defs": _schema()["$defs"]}


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(_SCHEMA.read_text("utf-8"))
    return schema


def _vendor(folder: Path, data: Mapping[str, Any]) -> Vendor:
    package = data["package"]
    servers = data.get("servers", {})
    variables = servers.get("variables", {})
    return Vendor(
        folder=folder,
        vendor=data["vendor"],
        title=data["title"],
        sources=tuple(_source(source) for source in data["sources"]),
        package=Package(package["distribution"], package["import"], package["client"], package["version"]),
        servers=Servers(
            regions=servers.get("regions", {}),
            variables={name: variable["environment"] for name, variable in variables.items()},
            environment=servers.get("environment"),
        ),
        authentication={name: _authentication(value) for name, value in data.get("authentication", {}).items()},
        headers=data.get("headers", {}),
        operations={key: _operation(key, value) for key, value in data.get("operations", {}).items()},
        schemas=data.get("schemas", {}),
        accepted=tuple(_accepted(each) for each in data.get("accepted", [])),
        changelog=load.read_text(folder / CHANGELOG) if (folder / CHANGELOG).is_file() else "",
    )


def _source(data: Mapping[str, str]) -> CapturedSource | WrittenSource:
    return WrittenSource(**data) if "spec" in data else CapturedSource(**data)


def _accepted(data: Mapping[str, str]) -> Accepted:
    expires = data.get("expires")
    return Accepted(data["fingerprint"], data["reason"], None if expires is None else date.fromisoformat(expires))


def _authentication(data: Mapping[str, Any]) -> Authentication:
    login = data.get("login")
    return Authentication(data["argument"], data["environment"], None if login is None else _login(login))


def _login(data: Mapping[str, Any]) -> Login:
    return Login(
        url=data["url"],
        environment=data["environment"],
        username=LoginField(**data["username"]),
        password=LoginField(**data["password"]),
        token=data["token"],
        expires_in=data.get("expires_in"),
    )


def _operation(key: str, value: str | Mapping[str, Any]) -> Operation:
    method, path = key.split(" ", 1)
    if isinstance(value, str):
        return Operation(method, path, value)
    return Operation(
        method=method,
        path=path,
        name=value["join"] if "join" in value else value["name"],
        joined="join" in value,
        pagination=Pagination.from_dict(value["pagination"]) if "pagination" in value else None,
        idempotent=value.get("idempotent"),
        parameters=value.get("parameters", {}),
    )

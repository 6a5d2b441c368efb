"""A new vendor's folder: vendor.yaml with every operation named as the paths suggest, ready to be improved by a person."""

from __future__ import annotations

from typing import Any

from generator.document import dump, names
from generator.document.printable import printable
from generator.emit.settings import PackageFacts, document_package
from generator.normalise.form import normal_form
from generator.normalise.resolve import resolve
from generator.normalise.schemas import operations

_LONGEST = 200
_HEAD = """\
# What the SDK looks like; specs/README.md explains every key. The names below follow from the paths: make them the
# names that people would say, and say which lists page. Descriptions and corrections go into overlay.yaml beside this.
"""


def vendor_file(vendor: str, document: dict[str, Any], source: dict[str, str]) -> str:
    """Return the text of vendor.yaml for an OpenAPI 3.1 document.

    Args:
        vendor: the folder's name.
        document: the vendor's document; not changed.
        source: the entry under `sources` that leads to it.

    Raises:
        SpecloomError: the document cannot be normalised.
    """
    form = normal_form(resolve(document, vendor), vendor).document
    import_name = f"{names.snake(vendor)}_client"
    package = document_package(form, import_name)
    prefix = names.snake(vendor).upper()
    data: dict[str, Any] = {
        "vendor": vendor,
        "title": _line(form["info"].get("title", "")) or vendor,
        "sources": [source],
        "package": {
            "distribution": import_name.replace("_", "-"),
            "import": import_name,
            "client": names.pascal(vendor, "Client"),
            "version": "0.1.0",
        },
        "servers": _servers(package, prefix),
        "authentication": {
            scheme.name: {"argument": scheme.argument, "environment": f"{prefix}_{scheme.argument.upper()}"}
            for scheme in package.schemes
            if scheme.required
        },
        "headers": {"Accept": "application/json"},
        "operations": _operations(form),
    }
    return _HEAD + dump.dumps({key: value for key, value in data.items() if value})


def _line(title: str) -> str:
    """Return the title of a document as one line that vendor.yaml takes; "" where it has nothing to show."""
    return printable(" ".join(title.split()))[:_LONGEST].strip()


def _servers(package: PackageFacts, prefix: str) -> dict[str, Any]:
    servers: dict[str, Any] = {"environment": f"{prefix}_BASE_URL"}
    variables = {each.name: {"environment": f"{prefix}_{each.argument.upper()}"} for each in package.variables}
    if variables:
        servers["variables"] = variables
    return servers


def _operations(form: dict[str, Any]) -> dict[str, str]:
    result: dict[str, str] = {}
    for path, method, operation, _ in operations(form):
        tag = operation["tags"][0]
        name = operation["operationId"].removeprefix(names.operation_prefix(tag))
        result[f"{method.upper()} {path}"] = f"{tag}.{name}"
    return result

"""Cassettes to files: always the same bytes for the same recording, whole or not at all, and never with a secret."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from generator.contract.cassettes.cassette import Call, Cassette, load_cassette, read_cassette
from generator.contract.cassettes.cassette_schema import CASE, FORMAT_VERSION, METHOD, VENDOR
from generator.contract.cassettes.cassette_yaml import dumps
from generator.contract.scrubbing.leaks import leaks
from generator.document.findings import Place, SpecloomError, fail
from generator.document.reasons import reason_phrase
from generator.exchange.messages import Headers, Interaction
from generator.workspace.publish import write_file

_NAMES = (("vendor", VENDOR), ("operation", METHOD), ("case", CASE))
_LONGEST_NAME = 100


def cassette_path(folder: Path, vendor: str, operation: str, case: str) -> Path:
    """Return where in `folder`, which holds one folder a vendor, the cassette of these names stands.

    Raises:
        SpecloomError: a name is none that a cassette can have; it could lead anywhere.
    """
    for (what, pattern), name in zip(_NAMES, (vendor, operation, case), strict=True):
        if not re.fullmatch(pattern, name, re.ASCII) or len(name) > _LONGEST_NAME:
            message = f"{name[:_LONGEST_NAME]!r} cannot be the name of a cassette's {what}"
            raise fail("invalid-name", message, Place(str(folder)), f"It must be of the form {pattern}.")
    return folder / vendor / operation / f"{case}.yaml"


def dump_cassette(cassette: Cassette) -> str:
    """Return `cassette` as YAML that `load_cassette` and vcrpy read as the same; the same cassette gives the same text.

    Raises:
        SpecloomError: it is none that can be read back: a method, a header or an argument has no form in a cassette.
    """
    data = _data(cassette)
    place = Place(str(cassette.path))
    try:
        text = dumps(data)
        is_kept = yaml.safe_load(text) == data
    except yaml.YAMLError as error:
        raise fail("unwritable-cassette", "holds what YAML has no form for", place) from error
    again = read_cassette(text, cassette.path)
    if not is_kept or again != replace(cassette, vendor=again.vendor, operation=again.operation, case=again.case):
        raise fail("unwritable-cassette", "would be read back as another one", place)
    return text


def write_cassette(folder: Path, cassette: Cassette, *, secrets: Iterable[str], document: dict[str, Any]) -> Path:
    """Write `cassette` to its place in `folder`, and return that; a reader sees the old file or the new one.

    Args:
        folder: holds one folder a vendor; folders below it are made.
        cassette: scrubbed; its vendor, operation and case say where it goes.
        secrets: what must not stand in the file in any form.
        document: the vendor's, which says where credentials stand.

    Raises:
        SpecloomError: a secret, or what looks like one, stands in it; its names lead elsewhere; what is there already
            cannot be read as a cassette, or is a link; the file system refuses. Nothing is written then.
    """
    path = cassette_path(folder, cassette.vendor, cassette.operation, cassette.case)
    text = dump_cassette(replace(cassette, path=path))
    found = leaks(text, secrets=secrets, document=document, name=str(path))
    if found:
        raise SpecloomError(found)
    for parent in (path.parent.parent, path.parent):
        if parent.is_symlink():
            raise fail("cannot-write", "is a link", Place(str(parent)), "Remove it, or write elsewhere.")
    if path.exists():
        load_cassette(path)
    write_file(path, text)
    return path


def _data(cassette: Cassette) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        "provenance": cassette.provenance,
        "note": cassette.note,
        "call": _call(cassette.call),
        "raises": cassette.raises,
        "retries": cassette.retries,
        "deviates": dict(cassette.deviates) or None,
    }
    return {
        "metadata": {key: value for key, value in metadata.items() if value is not None},
        "interactions": [_interaction(interaction) for interaction in cassette.interactions],
        "version": FORMAT_VERSION,
    }


def _call(call: Call) -> dict[str, Any]:
    data: dict[str, Any] = {"method": call.method, "arguments": dict(call.arguments)}
    return data | ({"client": dict(call.client)} if call.client else {})


def _interaction(interaction: Interaction) -> dict[str, Any]:
    request, response = interaction.request, interaction.response
    return {
        "request": {
            "method": request.method,
            "uri": request.url,
            "headers": _headers(request.headers),
            "body": _body(request.body) or None,
        },
        "response": {
            "status": {"code": response.status, "message": reason_phrase(str(response.status))},
            "headers": _headers(response.headers),
            "body": {"string": _body(response.body)},
        },
    }


def _headers(headers: Headers) -> Mapping[str, list[str]]:
    lines: dict[str, list[str]] = {}
    for name, value in headers:
        lines.setdefault(name, []).append(value)
    return lines


def _body(body: bytes) -> str | bytes:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body

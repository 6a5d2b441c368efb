"""Cassettes: recordings in the format of vcrpy (version 1), with a closed set of metadata of ours.

A cassette stands at `<vendor>/<operation>/<case>.yaml`, where `<operation>` is the SDK method whose call it answers.
A body that is no UTF-8 text is base64 under the tag `!!binary`, as vcrpy writes it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from generator.contract.cassettes.cassette_schema import CASE, CASSETTE
from generator.document import pointers
from generator.document.findings import Finding, Place, SpecloomError
from generator.document.load import line_of, read_text
from generator.exchange import recorded
from generator.exchange.messages import Interaction

_CASE = re.compile(CASE)
_VALIDATOR = Draft202012Validator(CASSETTE, offline=True)
_MAX_MESSAGE = 200


@dataclass(frozen=True, slots=True)
class Call:
    """The SDK call that a recording answers: dotted method, its arguments, and those of the client's constructor."""

    method: str
    arguments: Mapping[str, Any]
    client: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cassette:
    """One recording.

    `provenance` is one of `cassette_schema.PROVENANCES`. `raises` names the error class that the call ends with;
    `retries` is how often the client may repeat a request (None: its default). `deviates` maps the pointers of what the
    recording has and the document does not allow to the reason for showing it.
    """

    path: Path
    vendor: str
    operation: str
    case: str
    provenance: str
    note: str
    call: Call
    raises: str | None
    retries: int | None
    deviates: Mapping[str, str]
    interactions: tuple[Interaction, ...]


def load_cassette(path: Path) -> Cassette:
    """Return the cassette at `path`.

    Raises:
        SpecloomError: the file is not YAML, or any part of it has not the shape of a cassette; names file and line.
    """
    return read_cassette(read_text(path), path)


def read_cassette(text: str, path: Path) -> Cassette:
    """Return the cassette that `text` is, standing or to stand at `path`.

    Raises:
        SpecloomError: see `load_cassette`.
    """
    data, bodies = recorded.read(text, str(path))
    findings = [finding for error in _VALIDATOR.iter_errors(data) for finding in _findings(path, error)]
    if not findings:
        findings = list(_contradictions(path, data))
    if findings:
        raise SpecloomError(findings)
    return _build(path, data, bodies)


def load_cassettes(folder: Path, vendor: str = "") -> tuple[Cassette, ...]:
    """Return every cassette under `folder`, which holds one folder a vendor, or those of one vendor, ordered by path.

    Raises:
        SpecloomError: a cassette cannot be used or a file is none; carries what is wrong with all of them.
    """
    cassettes: list[Cassette] = []
    findings: list[Finding] = []
    for path in sorted(path for path in (folder / vendor).rglob("*") if not path.is_dir()):
        if path.suffix != ".yaml" or len(path.relative_to(folder).parts) != 3:
            remedy = "Cassettes stand at <vendor>/<operation>/<case>.yaml: move it or delete it."
            findings.append(Finding("stray-file", "is not where a cassette stands", Place(str(path)), remedy))
            continue
        try:
            cassettes.append(load_cassette(path))
        except SpecloomError as error:
            findings.extend(error.findings)
    if findings:
        raise SpecloomError(findings)
    return tuple(cassettes)


def _findings(path: Path, error: ValidationError) -> Iterable[Finding]:
    pointer = pointers.join("", *error.instance_path)
    if not isinstance(error.kind, ValidationErrorKind.AdditionalProperties):
        message = error.message if len(error.message) <= _MAX_MESSAGE else error.message[:_MAX_MESSAGE] + "…"
        yield Finding("invalid-cassette", message, _place(path, pointer))
        return
    known = _known_keys(error.schema_path)
    for wrong in error.kind.unexpected:
        near = difflib.get_close_matches(wrong, known, n=1)
        remedy = f"Did you mean {near[0]!r}?" if near else f"Known here: {', '.join(known)}."
        place = _place(path, pointers.join(pointer, wrong))
        yield Finding("invalid-cassette", f"has the unknown key {wrong!r}", place, remedy)


def _known_keys(schema_path: Iterable[str | int]) -> list[str]:
    schema: Any = CASSETTE
    for token in list(schema_path)[:-1]:
        schema = schema[token]
    return sorted(cast(dict[str, Any], schema["properties"]))


def _place(path: Path, pointer: str) -> Place:
    return Place(str(path), line_of(path, pointer), pointer or None)


def _contradictions(path: Path, data: Any) -> Iterable[Finding]:
    """Yield what is wrong between parts that each have the right shape."""
    method, operation = data["metadata"]["call"]["method"], path.parent.name
    if method != operation:
        remedy = f"Move the file to a folder named {method!r}, or correct the method."
        message = f"answers {method!r} but stands under {operation!r}"
        yield Finding("misplaced-cassette", message, _place(path, "/metadata/call/method"), remedy)
    if not _CASE.fullmatch(path.stem):
        message = f"has the case name {path.stem!r}, which is not made of lower-case words joined by '-'"
        yield Finding("misplaced-cassette", message, Place(str(path)), "Rename the file.")
    for index, interaction in enumerate(data["interactions"]):
        pointer = pointers.join("/interactions", index, "request", "uri")
        if not _usable(interaction["request"]["uri"]):
            yield Finding("invalid-cassette", "is not an absolute URL", _place(path, pointer))


def _usable(uri: str) -> bool:
    try:
        parts = urlsplit(uri)
        return bool(parts.hostname) and parts.username is None and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _build(path: Path, data: Any, bodies: Mapping[str, bytes]) -> Cassette:
    metadata = data["metadata"]
    call = metadata["call"]
    return Cassette(
        path=path,
        vendor=path.parent.parent.name,
        operation=path.parent.name,
        case=path.stem,
        provenance=metadata["provenance"],
        note=metadata["note"],
        call=Call(call["method"], call["arguments"], call.get("client", {})),
        raises=metadata.get("raises"),
        retries=metadata.get("retries"),
        deviates=metadata.get("deviates", {}),
        interactions=recorded.interactions(data, bodies),
    )

"""The requests of a written recording as a stand-in gets them: with what the recording supposes put in."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from urllib.parse import quote, urlsplit, urlunsplit

from generator.contract.rehearsing.suppositions import Supposition
from generator.contract.scrubbing.secret_shapes import REDACTED
from generator.exchange.messages import Headers, Interaction, Request
from generator.exchange.operations import Operation


def supposed_request(
    interaction: Interaction, operation: Operation, supposition: Supposition, credentials: Collection[str]
) -> Request:
    """Return the request of `interaction`, which calls `operation`, with what `supposition` puts into it.

    `credentials` are the names of the headers that carry any, in lower case.
    """
    request = interaction.request
    if supposition.path:
        request = replace(request, url=_with_path(request.url, operation.bare_path, supposition.path))
    if supposition.body:
        headers = _with(request.headers, "Content-Type", "application/json")
        request = replace(request, headers=headers, body=json.dumps(supposition.body[0]).encode())
    if supposition.credential:
        request = _with_credential(request, supposition.credential, credentials)
    if supposition.answer == interaction.response.status:
        request = replace(request, headers=_with(request.headers, "Prefer", f"code={supposition.answer}"))
    return request


def _with_path(url: str, template: str, values: Mapping[str, str]) -> str:
    """Return `url` with other values for variables that are whole segments of the path `template`, which ends it."""
    parts = urlsplit(url)
    segments, names = parts.path.split("/"), template.split("/")
    for place in range(1, len(names)):
        value = values.get(names[-place][1:-1]) if names[-place].startswith("{") else None
        if value is not None:
            segments[-place] = quote(value, safe="")
    return urlunsplit(parts._replace(path="/".join(segments)))


def _with_credential(request: Request, credential: str, names: Collection[str]) -> Request:
    headers = tuple(
        (name, value.replace(REDACTED, credential) if name.lower() in names else value)
        for name, value in request.headers
    )
    return replace(request, url=request.url.replace(REDACTED, quote(credential, safe="")), headers=headers)


def _with(headers: Headers, name: str, value: str) -> Headers:
    return (*((key, old) for key, old in headers if key.lower() != name.lower()), (name, value))

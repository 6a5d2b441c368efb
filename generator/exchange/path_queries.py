"""The query that a path states itself: `/blobs?list`, `/blobs?page={page}`.

OpenAPI knows paths without query alone (3.1 section 4.8.8). Documents of APIs that tell operations apart by their query
have such paths all the same: what stands there belongs to the address, as the segments do.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl

from generator.exchange.router import match_text

_QUERY = re.compile(r"\?(?![^{}]*\})")  # and not the one of a variable such as `{?page}`


class Stated(NamedTuple):
    """A field that a path states: the templates of its decoded name and value."""

    name: str
    value: str


def bare_path(path: str) -> str:
    """Return `path` without the query that it states, and without what follows `#`, which is never sent (RFC 9110, 7.1)."""
    return _QUERY.split(path.partition("#")[0], maxsplit=1)[0]


def stated_query(path: str) -> tuple[Stated, ...]:
    """Return the fields of the query that `path` states; none where it states none."""
    _, *query = _QUERY.split(path.partition("#")[0], maxsplit=1)
    return tuple(Stated(name, value) for name, value in parse_qsl("".join(query), keep_blank_values=True))


def query_values(stated: tuple[Stated, ...], query: tuple[tuple[str, str], ...]) -> dict[str, str] | None:
    """Return what the variables of the `stated` fields stand for in a decoded `query`; None where one does not come."""
    found: dict[str, str] = {}
    for field in stated:
        values = next((each for name, value in query if (each := _matched(field, name, value)) is not None), None)
        if values is None:
            return None
        found |= values
    return found


def is_stated(stated: tuple[Stated, ...], name: str) -> bool:
    """Tell whether the query field called `name` is one of the `stated`."""
    return any(match_text(field.name, name) is not None for field in stated)


def _matched(field: Stated, name: str, value: str) -> dict[str, str] | None:
    names, values = match_text(field.name, name), match_text(field.value, value)
    return None if names is None or values is None else {**names, **values}

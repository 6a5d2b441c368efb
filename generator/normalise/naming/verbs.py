"""Methods on things: what GET, POST and the others are called on a collection, an item, or the one thing there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.document import names
from generator.normalise.naming.lexicon import CREATES, HTTP, READS, UPDATES, VERBS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.normalise.naming.answers import Answer

_ON_ITEMS = {"put": "update", "query": "query_item"}
_ON_COLLECTIONS = {"put": "update_many", "patch": "patch_many", "delete": "delete_all", "query": "query"}


@dataclass(frozen=True, slots=True)
class Situation:
    """What an operation acts on, and how.

    Attributes:
        is_item: the path ends with a parameter.
        is_plural: the word before it stands for many things.
        answer: what comes back.
        said: the verb of the vendor's id, '' where it has none.
        is_made: the answer is 201 (RFC 9110 section 15.3.2).
        has_body: something is sent.
    """

    is_item: bool = False
    is_plural: bool = False
    answer: Answer = "unknown"
    said: str = ""
    is_made: bool = False
    has_body: bool = False


def verb(method: str, on: Situation) -> str:
    """Return what the HTTP method `method` (in lower case) is called in the situation `on`."""
    if method == "get":
        return _reading(on)
    if method == "post":
        return _posting(on)
    if on.is_item or not on.is_plural:
        return _ON_ITEMS.get(method, names.snake(method, "call"))
    if method == "delete" and on.has_body:
        return "delete_many"
    return _ON_COLLECTIONS.get(method, names.snake(f"{method}_all", "call"))


def _reading(on: Situation) -> str:
    if on.is_item or not on.is_plural:
        return "list" if on.answer == "many" else "get"
    return "get" if on.answer == "one" else "list"


def _posting(on: Situation) -> str:
    if not on.is_item or on.said in CREATES:
        return "create"
    if on.said in VERBS and on.said not in UPDATES | HTTP:
        return on.said
    if on.is_made and on.said not in UPDATES:
        return "create"
    return "update" if on.said in UPDATES | HTTP else "post"


def said(identifier: Sequence[str]) -> str:
    """Return the verb in the words of an operationId, at its beginning or its end (`users_update`), '' without one."""
    known = VERBS | CREATES | UPDATES | HTTP
    return next((each for each in (*identifier[:1], *identifier[-1:]) if each in known), "")


def action(method: str, text: str) -> str:
    """Return the method that calls `text` (snake_case) with the HTTP method `method`: `cancel`, `get_prune`."""
    reads = method == "get" and text.partition("_")[0] not in READS
    return f"{names.snake(method)}_{text}" if reads or method in {"delete", "head", "options", "trace"} else text

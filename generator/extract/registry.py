"""The dialects of documentation pages: each registers itself under a unique key, from a module of its own.

A new dialect is one new module in this package that calls `register`; nothing else lists it.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from typing import TYPE_CHECKING, Protocol

from generator.document.findings import Place, fail

if TYPE_CHECKING:
    from generator.extract.page import Draft, Page


class Dialect(Protocol):
    """One way in which sites publish an API reference."""

    @property
    def name(self) -> str:
        """The key by which people ask for this dialect."""
        ...

    def recognise(self, page: Page) -> float:
        """Return how surely `page`, judged by its content alone, is of this dialect: 0 (not at all) to 1."""
        ...

    def extract(self, page: Page) -> Draft:
        """Return what `page` says.

        Raises:
            SpecloomError: the page is not of this dialect, contradicts itself, or cannot be understood.
        """
        ...


_dialects: dict[str, Dialect] = {}


def register(dialect: Dialect) -> None:
    """Make `dialect` known.

    Raises:
        ValueError: another dialect has the same name.
    """
    if dialect.name in _dialects:
        msg = f"two dialects are called {dialect.name!r}"
        raise ValueError(msg)
    _dialects[dialect.name] = dialect


def dialects() -> dict[str, Dialect]:
    """Return every dialect by name, in the order of their names."""
    import generator.extract as package

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return dict(sorted(_dialects.items()))


def named(name: str) -> Dialect:
    """Return the dialect called `name`.

    Raises:
        SpecloomError: there is none; lists those there are, the nearest first.
    """
    known = dialects()
    if name not in known:
        near = difflib.get_close_matches(name.casefold(), known, 1)
        hint = f"Did you mean {near[0]!r}? " if near else ""
        raise fail("unknown-dialect", f"{name!r} is not a dialect", Place(), f"{hint}Known are: {', '.join(known)}.")
    return known[name]


def recognised(page: Page) -> Dialect:
    """Return the dialect that `page` is most surely of.

    Raises:
        SpecloomError: it is of none.
    """
    known = dialects()
    scores = {name: dialect.recognise(page) for name, dialect in known.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] <= 0:
        raise fail(
            "unrecognised-page", f"is not a page of a known dialect ({', '.join(known)})", page.at(), _advice(page)
        )
    return known[best]


def _advice(page: Page) -> str:
    start = page.text.removeprefix("\ufeff").lstrip()[:500].casefold()
    if not start:
        return "It is empty."
    if start.startswith("<"):
        return (
            "It is HTML: save the page's Markdown (on GitBook, its address with `.md` at the end) or its visible text."
        )
    return "Name the dialect if you know it, or write the OpenAPI document by hand as a source."

"""Names of media types: RFC 9110 section 8.3.1, RFC 6838 for suffixes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def essence(name: str) -> str:
    """Return a media type without its parameters (RFC 9110 section 8.3.1)."""
    return name.partition(";")[0].strip().lower()


def contains(wide: str, narrow: str) -> bool:
    """Tell whether each value of the media type `narrow` is one of `wide`, by essence: ranges, and suffixes of RFC 6838."""
    return essence(wide) in wider(narrow)


def settings(name: str) -> dict[str, str]:
    """Return the parameters of a media type; their names and values differ in no case here."""
    pairs = (each.partition("=") for each in name.split(";")[1:])
    return {key.strip().lower(): value.strip().strip('"').lower() for key, _, value in pairs if key.strip()}


def is_same(old: str, new: str) -> bool:
    """Tell whether two media types are the same one, written otherwise at most."""
    return essence(old) == essence(new) and settings(old) == settings(new)


def pairs(base: dict[str, Any], revision: dict[str, Any]) -> dict[str, str]:
    """Return the media types of `revision` by those of `base` that they stand for."""
    result = {name: name for name in base if name in revision}
    free = [name for name in revision if name not in base]
    _pair(base, free, _exact, result)
    _pair(base, free, _essence, result)
    _pair(base, free, wider, result)
    return result


def wider(name: str) -> list[str]:
    """Return the essences of all that contains the media type `name`, the nearest first."""
    kind, _, subtype = essence(name).partition("/")
    _, plus, suffix = subtype.rpartition("+")
    return [f"{kind}/{subtype}", *([f"{kind}/{suffix}"] if plus else []), f"{kind}/*", "*/*"]


def _exact(name: str) -> list[str]:
    return [f"{essence(name)} {sorted(settings(name).items())}"]


def _essence(name: str) -> list[str]:
    return [essence(name)]


def _pair(base: dict[str, Any], free: list[str], keys: Callable[[str], list[str]], result: dict[str, str]) -> None:
    """Take from `free` the twins of what has none yet in `result`: one of both has the first key of the other."""
    by_first: dict[str, list[str]] = {}
    by_key: dict[str, list[str]] = {}
    for name in free:
        found = keys(name)
        by_first.setdefault(found[0], []).append(name)
        for key in found:
            by_key.setdefault(key, []).append(name)
    taken: set[str] = set()
    for name in base:
        if name in result:
            continue
        found = keys(name)
        pools = [by_key.get(found[0], []), *(by_first.get(key, []) for key in found)]
        for pool in pools:
            while pool and pool[0] in taken:
                pool.pop(0)
            if pool:
                result[name] = pool.pop(0)
                taken.add(result[name])
                break
    free[:] = [name for name in free if name not in taken]

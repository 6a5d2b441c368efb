"""What is there in one surface and not in the other, and what has become something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.drift.surface.judging import change
from generator.drift.surface.model import Alias, Attribute, Class, Field, Function, Module
from generator.drift.verdicts import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drift.changes import Change
    from generator.drift.surface.judging import Pair
    from generator.drift.surface.model import Surface, Symbol

_KINDS: Final[dict[type[Symbol], str]] = {
    Module: "module",
    Class: "class",
    Function: "function",
    Alias: "alias",
    Attribute: "attribute",
}


def changes(pair: Pair) -> Iterator[Change]:
    """Yield what was added, removed, moved or made something else; what stands within it goes without saying."""
    replaced = set(_replaced(pair))
    yield from (_kind_changed(pair, path) for path in sorted(replaced))
    for old, new, action in ((pair.base, pair.revision, "removed"), (pair.revision, pair.base, "added")):
        for path, symbol in old.symbols.items():
            parent = path.rpartition(".")[0]
            is_whole = parent in new.symbols and parent not in replaced
            if path in new.symbols or not is_whole or isinstance(symbol, Field) or inherits(new, path):
                continue
            yield _existence(pair, old, new, symbol, action)
    yield from _moved(pair)


def inherits(surface: Surface, path: str) -> bool:
    """Tell whether the class of the member `path` has it from a base."""
    owner, _, name = path.rpartition(".")
    found = surface.symbols.get(owner)
    seen: set[str] = set()
    pending = list(found.bases) if isinstance(found, Class) else []
    while pending:
        base = pending.pop()
        if base in seen:
            continue
        seen.add(base)
        if f"{base}.{name}" in surface.symbols:
            return True
        parent = surface.symbols.get(base)
        pending += parent.bases if isinstance(parent, Class) else ()
    return False


def kind_of(symbol: Symbol, surface: Surface) -> str:
    """Return the field's word for what `symbol` is."""
    owner = surface.symbols.get(symbol.path.rpartition(".")[0])
    if isinstance(symbol, Function) and isinstance(owner, Class):
        return "method"
    return "attribute" if isinstance(symbol, Field) else _KINDS[type(symbol)]


def _existence(pair: Pair, there: Surface, other: Surface, symbol: Symbol, action: str) -> Change:
    kind = kind_of(symbol, there)
    harms = Level.BREAKING if action == "removed" else Level.SAFE
    if action == "removed" and isinstance(symbol, Module) and _lives_on(there, other, symbol.path):
        harms = Level.RISKY
    symbols = tuple(each.path for each in there.below(symbol.path))
    return change(f"python-{kind}-{action}", f"was {action}", harms, f"{kind} {pair.short(symbol.path)}", symbols)


def _lives_on(there: Surface, other: Surface, module: str) -> bool:
    """Tell whether everything that a module offered can be had from elsewhere, as models can whose module is another now."""
    offered = [shortest for path, shortest in there.paths.items() if path.startswith(f"{module}.")]
    return bool(offered) and all(path in other.symbols and not path.startswith(f"{module}.") for path in offered)


def _replaced(pair: Pair) -> Iterator[str]:
    for path, old in pair.base.symbols.items():
        new = pair.revision.symbols.get(path)
        if new is not None and kind_of(old, pair.base) != kind_of(new, pair.revision):
            yield path


def _kind_changed(pair: Pair, path: str) -> Change:
    kinds = (kind_of(pair.base.symbols[path], pair.base), kind_of(pair.revision.symbols[path], pair.revision))
    message = f"was a {kinds[0]} and is now a {kinds[1]}"
    symbols = tuple(each.path for each in pair.base.below(path))
    return change("python-name-kind-changed", message, Level.BREAKING, pair.short(path), symbols, kinds)


def _moved(pair: Pair) -> Iterator[Change]:
    """Yield longer paths that lead to nothing any more, or newly to something that was there, a module at a time."""
    sides = ((pair.base, pair.revision, "moved"), (pair.revision, pair.base, "offered"))
    for old, new, action in sides:
        modules: dict[str, list[str]] = {}
        for path, shortest in old.paths.items():
            module = path.rpartition(".")[0]
            if path != shortest and path not in new.paths and shortest in new.symbols and module in new.symbols:
                modules.setdefault(module, []).append(path)
        for module, paths in sorted(modules.items()):
            listed = ", ".join(path.rpartition(".")[2] for path in paths)
            gone = action == "moved"
            message = (
                f"has no {listed} any more; import it from where others do" if gone else f"offers {listed} as well"
            )
            level = Level.RISKY if gone else Level.SAFE
            yield change(f"python-name-{action}", message, level, f"module {pair.short(module)}", tuple(paths))

"""Which models stand in which module: those of one resource by themselves, those of several apart.

What a component refers to is used by all that use the component. So a module needs only modules that at least the same
resources use, and importing what one resource needs imports nothing that it does not; modules never import in circles,
but for a circle of models too large for one module.
"""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document import names
from generator.emit.splitting.graph import References, circles, in_order, references
from generator.emit.splitting.sizes import lines
from generator.emit.splitting.users import users

if TYPE_CHECKING:
    from collections.abc import Iterable

LIMIT = 900
"""Lines of models that one module holds; what one circle of models comes to beyond that is tolerated up to twice."""
_SHARED = "shared"
_UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class ModelsModule:
    """A module of models: its name, what its docstring says of it, and its components."""

    name: str
    summary: str
    components: tuple[str, ...]


def plan(document: dict[str, Any]) -> tuple[ModelsModule, ...]:
    """Return the modules for the models of a normal form; () where one module can hold them all."""
    components: dict[str, Any] = document.get("components", {}).get("schemas", {})
    sizes = {name: lines(schema) for name, schema in components.items()}
    if sum(sizes.values()) <= LIMIT:
        return ()
    graph = references(components)
    order = circles(graph)
    return _Planner(sizes, graph, order, users(document, graph, order)).modules()


class _Planner:
    def __init__(
        self,
        sizes: dict[str, int],
        graph: References,
        order: list[tuple[str, ...]],
        used_by: dict[str, frozenset[str]],
    ) -> None:
        self.sizes = sizes
        self.graph = graph
        self.units = {name: circle for circle in order for name in circle}
        self.used_by = used_by
        self.taken: list[str] = []
        self.made: list[ModelsModule] = []

    def modules(self) -> tuple[ModelsModule, ...]:
        """Return all modules by name."""
        alone: dict[str, list[str]] = {}
        shared: list[str] = []
        unused: list[str] = []
        for name, tags in self.used_by.items():
            roots = {tag.partition(".")[0] for tag in tags}
            (alone.setdefault(roots.pop(), []) if len(roots) == 1 else shared if roots else unused).append(name)
        for root in sorted(alone):
            self.resource(root, alone[root])
        self.shared(shared)
        self.parts(_UNUSED, "Objects that no operation uses", in_order(unused, self.graph, self.units))
        return tuple(sorted(self.made, key=lambda module: module.name))

    def resource(self, tag: str, members: list[str]) -> None:
        """Make the modules of what the resource `tag` and those nested in it use alone: one, where that is not too much."""
        size = sum(self.sizes[name] for name in members)
        below: dict[str, list[str]] = {}
        own: list[str] = []
        for name in members:
            child = self.child(tag, name)
            (below.setdefault(child, []) if child else own).append(name)
        if size <= LIMIT or not below:
            self.parts(tag.replace(".", "_"), f"The objects of `{tag}`", in_order(members, self.graph, self.units))
            return
        what = f"Objects that resources of `{tag}` share, or that are its own"
        self.parts(tag.replace(".", "_"), what, in_order(own, self.graph, self.units))
        for child in sorted(below):
            self.resource(child, below[child])

    def child(self, tag: str, name: str) -> str:
        """Return the resource nested in `tag` that alone uses the component `name`, '' where there is none."""
        depth = tag.count(".") + 2
        children = {".".join(each.split(".")[:depth]) for each in self.used_by[name]}
        child = children.pop()
        return "" if children or child == tag else child

    def shared(self, members: list[str]) -> None:
        """Make the modules of what several resources use: what more of them use comes first."""
        by_users: dict[frozenset[str], list[str]] = {}
        for name in members:
            by_users.setdefault(self.used_by[name], []).append(name)
        ordered = sorted(by_users, key=lambda tags: (-len(tags), sorted(tags)))
        units = [unit for tags in ordered for unit in in_order(by_users[tags], self.graph, self.units)]
        self.parts(_SHARED, "Objects that several resources use", units)

    def parts(self, name: str, summary: str, units: Iterable[tuple[str, ...]]) -> None:
        """Make a module called `name` of the circles `units`, or several: each needs only those before it."""
        parts: list[list[str]] = [[]]
        size = 0
        for unit in units:
            for piece in self.pieces(unit):
                more = sum(self.sizes[each] for each in piece)
                if parts[-1] and size + more > LIMIT:
                    parts.append([])
                    size = 0
                parts[-1] += piece
                size += more
        for number, part in enumerate(parts, 1):
            if part:
                self.add(name, f"{summary}, part {number} of {len(parts)}" if len(parts) > 1 else summary, part)

    def pieces(self, unit: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Return a circle of models, or each of its models where it is too large for one module."""
        return [unit] if sum(self.sizes[name] for name in unit) <= 2 * LIMIT else [(name,) for name in unit]

    def add(self, name: str, summary: str, components: list[str]) -> None:
        called = names.snake(name)  # as an attribute of the package a module hides a builtin of its name
        module = names.unique(f"{called}_" if hasattr(builtins, called) else called, self.taken)
        self.taken.append(module)
        self.made.append(ModelsModule(module, summary, tuple(sorted(components))))

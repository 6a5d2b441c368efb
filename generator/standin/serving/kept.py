"""What a stand-in keeps at the moment, for those who look into it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.standin.resources import Action, actions

if TYPE_CHECKING:
    from generator.exchange.operations import Operation
    from generator.standin.standin import StandIn


class Kept:
    """The things of one stand-in.

    Attributes:
        actions: what each operation does, by operation id.
    """

    def __init__(self, standin: StandIn) -> None:
        self._store = standin.world.store
        self.actions: dict[str, Action] = actions(standin.api, standin.behaviour.settings.get("aliases"))
        found = {action.resource.name for action in self.actions.values() if action.resource is not None}
        self._names = sorted(found)

    def counts(self) -> dict[str, int]:
        """Return how many things there are of each resource, by the path of its collection."""
        return {name: self._store.count(name, None) for name in self._names}

    def values(self, operation: Operation) -> dict[str, str]:
        """Return path variables of `operation` that name something that is there, as far as there is anything."""
        action, values = self.actions[operation.id], dict[str, str]()
        if action.item is None and action.resource is not None:
            for record in self._store.scan(action.resource.name, None, limit=1):
                values |= _variables(operation.path, record.scope)
        items = [*action.parents, *([action.item] if action.item is not None else [])]
        for item in reversed(items):
            if item.variable in values:
                continue
            for record in self._store.scan(item.resource.name, None, limit=1):
                values[item.variable] = record.key
                values |= _variables(item.collection, record.scope)
        return values


def title_of(standin: StandIn) -> str:
    """Return what the API is called: the title of its document, as text that a terminal can show."""
    info = standin.api.document.get("info", {})
    text = str(info.get("title", standin.api.name))
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _variables(template: str, path: str) -> dict[str, str]:
    """Return what the variables of a path template stand for in `path`, nothing where it does not fit."""
    names, values = template.split("/"), path.split("/")
    pairs = list(zip(names, values, strict=False))
    if len(names) != len(values) or any(name != value for name, value in pairs if not name.startswith("{")):
        return {}
    return {name[1:-1]: unquote(value) for name, value in pairs if name.startswith("{") and name.endswith("}")}

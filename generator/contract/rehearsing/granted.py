"""Things taken for granted: what a recording's paths name, and a stand-in that is new does not have."""

from __future__ import annotations

from collections.abc import Mapping

from generator.document.shapes import is_object
from generator.exchange.operations import Match
from generator.standin.keeping.store import Record
from generator.standin.keys import typed_key
from generator.standin.resources import Action, Item, actions
from generator.standin.standin import StandIn
from generator.standin.state import scope_of


class Grants:
    """Puts things into the store of one stand-in, made up as it makes up what its API has no way to create."""

    def __init__(self, standin: StandIn) -> None:
        self._world = standin.world
        self._actions: Mapping[str, Action] = actions(standin.api, standin.behaviour.settings.get("aliases"))

    def grant(self, match: Match) -> None:
        """Put into the store the items that the path of a request names and that are not there, the outermost first."""
        action = self._actions[match.operation.id]
        for item in (*action.parents, *([action.item] if action.item else [])):
            self._grant(item, match.values)

    def _grant(self, item: Item, values: Mapping[str, str]) -> None:
        world, resource, key = self._world, item.resource, values[item.variable]
        scope = "" if item.is_flat else scope_of(item.collection, values)
        kept = world.store.find(resource.name, key) if item.is_flat else world.store.get(resource.name, scope, key)
        if kept is None:
            made = world.samples.value(resource.schema, world.randomness(resource.name, key))
            value = (made if is_object(made) else {}) | typed_key(world, resource, key)
            world.store.insert(Record(resource.name, scope, key, value))

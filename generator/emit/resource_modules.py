"""The modules of resources: one each, or three where one would be too long to read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from generator.document import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.emit.facts import MethodFacts, ResourceFacts

LIMIT = 1500
"""Lines of a module that holds all of a resource; of a longer one operations, methods and those for `await` part."""
_WIDTH = 120
_BOTH = ("", "Async")


def resource_modules(
    template: Any, resources: Sequence[tuple[ResourceFacts, list[MethodFacts]]], places: dict[str, dict[str, str]]
) -> dict[str, str]:
    """Return the text of the modules of `resources` by name, unformatted.

    Args:
        template: the one of a module, in an environment whose `places` are the following.
        resources: each with its methods, an outer one before those nested in it.
        places: is given the module of each class, by the tag of its resource and by what stands before its name.
    """
    taken = names.Taken(resource.module for resource, _ in resources)
    texts: dict[str, str] = {}
    for resource, methods in reversed(resources):  # the modules of outer resources import those of nested ones
        render = partial(template.render, resource=resource, methods=methods)
        places[resource.tag] = dict.fromkeys(_BOTH, resource.module)
        texts[resource.module] = render(prefixes=_BOTH)
        if _height(texts[resource.module]) > LIMIT:
            operations, awaited = (taken.claim(f"{resource.module}_{part}") for part in ("operations", "async"))
            places[resource.tag]["Async"] = awaited
            texts[operations] = render(prefixes=())
            for prefix, module in places[resource.tag].items():
                texts[module] = render(prefixes=(prefix,), operations=operations)
    return texts


def _height(text: str) -> int:
    """Return about how many lines `text` has once it is formatted: a line too long gives one for each thing in it."""
    return sum(1 if len(line) <= _WIDTH else line.count(", ") + 3 for line in text.splitlines())

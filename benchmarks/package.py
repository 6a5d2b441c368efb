"""One generated package: what a probe needs to import it, to make its client and to call it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from benchmarks.samples import Samples, timed_inside
from generator.document import pointers
from generator.document.load import load
from generator.emit.examples import Examples
from generator.emit.resources import answer_schema, resources
from generator.emit.settings import vendor_package
from generator.normalise.schemas import component_name
from generator.workspace.vendor import load_vendor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.samples import Probe
    from generator.emit.facts import MethodFacts, ResourceFacts
    from generator.workspace.paths import ProjectPaths


class Package:
    """The package of one vendor in a project whose packages are generated."""

    def __init__(self, paths: ProjectPaths, vendor: str) -> None:
        document: dict[str, Any] = load(paths.specs / vendor / "openapi.yaml")
        self.vendor = vendor
        self.facts = vendor_package(document, load_vendor(paths.specs / vendor))
        self.resources: tuple[ResourceFacts, ...] = resources(document)
        self.examples = Examples(document, self.facts)
        self._root = paths.root
        named = [self.facts.schemes[0].environment, *(variable.environment for variable in self.facts.variables)]
        self._variables = {name: "benchmark" for name in named if name}
        self._variables["PYTHONPATH"] = str(paths.generated / vendor / "src")

    def sampled(self, probes: Sequence[Probe], rounds: int, stdin: bytes = b"") -> list[Samples]:
        """Run each of `probes` `rounds` times, in turn, where the client can be made; return what they timed, in order.

        A first round that does not count leaves the compiled modules behind.
        """
        samples = [[Samples(what) for what in probe.what] for probe in probes]
        for number in range(rounds + 1):
            for probe, timed in zip(probes, samples, strict=True):
                seconds = timed_inside(probe, self._root, stdin, **self._variables)
                for sample, taken in zip(timed, seconds, strict=True):
                    if number:
                        sample.seconds.append(taken)
        return [sample for timed in samples for sample in timed]

    def method(self, tag: str, name: str) -> MethodFacts:
        """Return the method `name` of the resource `tag`."""
        every = (each for root in self.resources for each in root.walk() if each.tag == tag)
        return next(method for each in every for method in each.methods if method.name == name)

    def first_list(self) -> tuple[str, MethodFacts] | None:
        """Return resource and method of the first list that pages, None where there is none."""
        every = (resource for root in self.resources for resource in root.walk())
        return next(((each.tag, method) for each in every for method in each.methods if method.pagination), None)

    def answer(self, method: MethodFacts, items: int = 1) -> bytes:
        """Return an answer of `method`, of a list one with `items` items."""
        value = self.examples.value(answer_schema(method.results))
        if method.pagination:
            listed = pointers.get(value, method.pagination.get("items", ""))
            listed *= items
        return json.dumps(value).encode()


def answer_type(method: MethodFacts) -> tuple[str, bool]:
    """Return the component that `method` answers with, and whether it answers with a list of it."""
    schema = answer_schema(method.results) or {}
    name = component_name(schema)
    return (name, False) if name else (component_name(schema["items"]) or "", True)

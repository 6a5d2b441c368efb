"""Guarantee 4: `allOf` of plain objects is one object; and of scalars, one scalar.

An instance is valid against `allOf` when it is valid against every branch (JSON Schema 2020-12 core, section 10.2.1.1), so
branches merge by intersection, as `intersection` says. A reference with constraints beside it is such an `allOf` too
(OpenAPI 3.1 section 4.8.24). Compositions with unions in them stay as they are.

Each component is merged once, before those that are composed of it. Where a component is composed, inside one of its own
properties, of itself, the property becomes a component first: then the recursion is one of references, which may stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import names, pointers
from generator.document.findings import Place, fail
from generator.document.keywords import is_annotation
from generator.document.shapes import is_array, is_object
from generator.normalise.circles import named_in_the_end
from generator.normalise.intersection import COMPOSED, Intersection
from generator.normalise.schemas import (
    Schema,
    all_operations,
    component_name,
    reference_to,
    roots,
    subschemas,
    walk,
)

if TYPE_CHECKING:
    from generator.normalise.ledger import Ledger

RULE = "flatten-all-of"
MAX_CHAIN = 50
"""Components that may be composed of one another in a row."""


def flatten(document: dict[str, Any], ledger: Ledger, name: str = "") -> None:
    """Merge every `allOf` of the resolved `document` that can be merged, in place; `name` stands for the file.

    Raises:
        SpecloomError: a component is composed of itself.
    """
    flattener = _Flattener(document, ledger, name)
    for component in flattener.order():
        flattener.component(component, ())
    for _, operation, pointer in all_operations(document):
        for container, key, _ in list(roots(operation, pointer)):
            container[key] = flattener.schema(container[key], (), "operation")
    while flattener.deferred:
        flattener.component(flattener.deferred.pop(), ())


def has_compositions(document: dict[str, Any]) -> bool:
    """Tell whether an `allOf` is left anywhere."""
    components: dict[str, Any] = document.get("components", {}).get("schemas", {})
    slots = [(components, name, "") for name in components]
    slots += [slot for _, operation, pointer in all_operations(document) for slot in roots(operation, pointer)]
    return any(
        "allOf" in container[key] for slot in slots for container, key, _ in walk(slot) if is_object(container[key])
    )


class _NotYetError(Exception):
    """A branch is a component that is being merged further out."""


class _Flattener:
    def __init__(self, document: dict[str, Any], ledger: Ledger, name: str) -> None:
        self.components: dict[str, Any] = document.get("components", {}).get("schemas", {})
        self.ledger = ledger
        self.name = name
        self.done: set[str] = set()
        self.deferred: list[str] = []

    def order(self) -> list[str]:
        """Return the names of all components, each after those that it is composed of, as far as that can be."""
        result: list[str] = []
        seen: set[str] = set()
        for first in self.components:
            stack: list[tuple[str, bool]] = [(first, False)]
            while stack:
                name, is_left = stack.pop()
                if is_left:
                    result.append(name)
                elif name not in seen:
                    seen.add(name)
                    stack.append((name, True))
                    stack.extend((part, False) for part in reversed(self.parts(name)))
        return result

    def parts(self, name: str) -> list[str]:
        """Return the components that are branches of an `allOf` anywhere in the component `name`."""
        found: list[str] = []
        for container, key, _ in walk((self.components, name, "")):
            schema = container[key]
            branches: list[Any] = [*schema.get("allOf", []), schema] if is_object(schema) else []
            found += [part for branch in branches if (part := component_name(branch)) in self.components and part]
        return found

    def component(self, name: str, chain: tuple[str, ...]) -> None:
        """Merge the component `name`; `chain` are the components that are composed of it and wait for it."""
        if name in self.done:
            return
        if name in chain or len(chain) > MAX_CHAIN:
            composed = " -> ".join([*chain[chain.index(name) :], name]) if name in chain else f"{chain[0]} -> ..."
            where = Place(self.name, pointer=pointers.join("/components/schemas", name))
            remedy = "Remove one of the references from an 'allOf'."
            raise fail("circular-composition", f"is composed of itself: {composed[:500]}", where, remedy)
        self.components[name] = self.schema(self.components[name], (*chain, name), name)
        self.done.add(name)

    def schema(self, schema: Any, chain: tuple[str, ...], owner: str) -> Any:
        """Return `schema` with what is below it and then itself merged.

        Args:
            schema: what to merge.
            chain: the components whose own `allOf` this is part of; empty inside a property or the like.
            owner: what to name the schema after, should it become a component.
        """
        if not is_object(schema):
            return schema
        for container, key, pointer in list(subschemas(schema, "")):
            is_branch = container is schema.get("allOf")
            inner = owner if is_branch else f"{owner}_{pointers.split(pointer)[-1]}"
            container[key] = self.schema(container[key], chain if is_branch else (), inner)
        node = self.as_composition(schema)
        branches = node.get("allOf")
        if not is_array(branches):
            return node
        siblings = self.ledger.adopt({key: value for key, value in node.items() if key != "allOf"}, node)
        if not branches:
            self.ledger.note_member(node, "allOf", RULE, "a composition of nothing says nothing")
            return siblings
        try:
            merged = self.merged(node, siblings, chain, owner)
        except _NotYetError:
            return self.defer(node, owner)
        return node if merged is None else merged

    def as_composition(self, schema: Schema) -> Schema:
        """Return a reference with constraints beside it as an `allOf` of both; any other schema as it is."""
        if component_name(schema) is None or all(key == "$ref" or is_annotation(key) for key in schema):
            return schema
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        reference = self.ledger.adopt({"$ref": schema["$ref"]}, schema)
        return self.ledger.adopt({**beside, "allOf": [reference]}, schema)

    def merged(self, schema: Schema, siblings: Schema, chain: tuple[str, ...], owner: str) -> Schema | None:
        """Return `schema`, which has `siblings` beside its `allOf`, without the latter; None where it must stay."""
        branches: list[Any] = schema["allOf"]
        where = self.ledger.place(branches) or self.ledger.place(branches[0], "$ref")
        only = self.only_reference([*branches, siblings])
        if only is not None:
            self.ledger.note(where, RULE, "one branch, and what describes it or says the same")
            return self.described(only, [part for part in (*branches, siblings) if part is not only], schema)
        parts = [self.branch(branch, chain) for branch in branches]
        whole = [part for part in parts if part is not None]
        if len(whole) < len(parts) or not COMPOSED.isdisjoint(siblings):
            return None
        self.ledger.note(where, RULE, f"{len(parts)} branches merged into one schema")
        intersection = Intersection(self.ledger, RULE, lambda both, part: self.schema(both, (), f"{owner}_{part}"))
        for part in (*whole, siblings):
            intersection.narrow(part)
        result = intersection.schema
        if "properties" in result:
            result.setdefault("type", "object")
        return self.ledger.adopt(result, schema, *branches, *whole)

    def only_reference(self, parts: list[Any]) -> Schema | None:
        """Return the one of `parts` that constrains anything, where the others only describe or repeat its type."""
        constraining = [part for part in parts if is_object(part) and not all(is_annotation(key) for key in part)]
        references = [
            part for part in constraining if "$ref" in part and all(k == "$ref" or is_annotation(k) for k in part)
        ]
        if any(not is_object(part) and part is not True for part in parts):
            return None
        if len(constraining) == 1 and (references or constraining[0] is not parts[-1]):
            return constraining[0]
        composed = [part for part in constraining if part is not parts[-1] and not COMPOSED.isdisjoint(part)]
        for candidate in (*references, *composed):
            target = self.components.get(component_name(candidate) or "") if "$ref" in candidate else candidate
            kind = target.get("type", "object" if "properties" in target else None) if is_object(target) else None
            rest = [part for part in constraining if part is not candidate]
            repeats = all(part["type"] == kind for part in rest if "type" in part)
            says_more = any(not is_annotation(key) and key != "type" for part in rest for key in part)
            if kind is not None and repeats and not says_more:
                return candidate
        return None

    def described(self, only: Schema, others: list[Any], schema: Schema) -> Schema:
        """Return `only` with what `others` say to describe it; the last one is what stood beside the composition."""
        result = {**only}
        owners: dict[str, Schema] = dict.fromkeys(only, only)
        for part in others:
            for key, value in part.items() if is_object(part) else ():
                if not is_annotation(key):
                    self.ledger.note_member(part, key, RULE, "what is referred to says so itself")
                    continue
                if key in result and result[key] != value:
                    self.ledger.note_member(owners[key], key, RULE, "what stands further out is kept")
                result[key], owners[key] = value, part
        return self.ledger.adopt(result, schema, only, *others)

    def branch(self, branch: Any, chain: tuple[str, ...]) -> Schema | None:
        """Return a copy of what `branch` stands for when it can be merged, else None."""
        if not is_object(branch):
            return {} if branch is True else None
        name = component_name(branch)
        if name is None:
            return branch if COMPOSED.isdisjoint(branch) else None
        if name not in self.done:
            if not chain:
                raise _NotYetError
            self.component(name, chain)
        end = named_in_the_end(self.components, name, self.name)
        found = self.components[end]
        if not is_object(found):
            return {} if found is True else None
        if not COMPOSED.isdisjoint(found):
            return None
        target: Schema = self.ledger.copy(found)
        for alias in self.aliases(name, end):
            target = self.described(target, [alias], alias)
        if "discriminator" in target:
            self.ledger.note_member(target, "discriminator", RULE, "it tells apart what is composed of the component")
            del target["discriminator"]
        beside = {key: value for key, value in branch.items() if key != "$ref"}
        for key in beside:
            if key in target:
                self.ledger.note_member(target, key, RULE, "what stands beside the reference is kept")
        return self.ledger.adopt({**target, **beside}, branch, target)

    def aliases(self, name: str, end: str) -> list[Schema]:
        """Return what the other names of the component `end` say beside their references, `name` last."""
        found: list[Schema] = []
        while name != end:
            alias = self.components[name]
            found.insert(0, self.ledger.adopt({key: alias[key] for key in alias if key != "$ref"}, alias))
            name = component_name(alias) or end
        return found

    def defer(self, schema: Schema, owner: str) -> Schema:
        """Make a component of `schema`, to be merged when what it is composed of is, and return the reference to it."""
        name = names.unique(names.pascal(owner), self.components, separator="")
        self.components[name] = schema
        self.deferred.append(name)
        self.ledger.note_part(schema, RULE, f"recursive, and so a component: {name}")
        return reference_to(name)

"""A new operation never renames an old one: what is left of a document keeps its names, whatever else is taken out."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document import load
from generator.document.copies import plain_copy
from generator.document.shapes import is_object
from generator.normalise.form import normal_form
from generator.normalise.ledger import Ledger
from generator.normalise.naming.collisions import identifier
from generator.normalise.naming.operation_name import name_operation
from generator.normalise.operations import name_operations
from generator.normalise.resolve import resolve
from generator.normalise.schemas import METHODS, operations
from generator.normalise.upgrade import upgrade

from ..documents import ALL, document
from ..wild import CORPUS, WILD

ROUNDS, SHARE = 5, 0.3


def copied(resolved: dict[str, Any]) -> dict[str, Any]:
    """A copy as deep as naming writes."""
    paths = {
        path: {
            key: {**part, "parameters": plain_copy(part.get("parameters", []))} if key in METHODS else part
            for key, part in item.items()
        }
        for path, item in resolved.get("paths", {}).items()
        if is_object(item)
    }
    return {**resolved, "paths": paths}


def thinned(rest: dict[str, Any], seed: int) -> dict[str, Any]:
    """The document without some operations, chosen at random."""
    chosen = random.Random(seed)
    for item in filter(is_object, rest.get("paths", {}).values()):
        for method in [method for method in METHODS if method in item and chosen.random() < SHARE]:
            del item[method]
    return rest


def called(resolved: dict[str, Any]) -> dict[tuple[str, str], Any]:
    """What each operation and its arguments are called."""
    named = copied(resolved)
    name_operations(named, None, Ledger({}))
    return {
        (path, method): (
            operation["tags"],
            operation["operationId"],
            [each.get("x-specloom-name", each["name"]) for each in operation["parameters"]],
        )
        for path, method, operation, _ in operations(named)
    }


def renamed(resolved: dict[str, Any]) -> list[Any]:
    whole = called(resolved)
    found = [
        (key, whole[key], name)
        for seed in range(ROUNDS)
        for key, name in called(thinned(copied(resolved), seed)).items()
    ]
    return [each for each in found if each[1] != each[2]]


@pytest.mark.parametrize("name", WILD)
def test_documents_as_the_world_writes_them(name: str):
    file = Path(CORPUS or "") / name
    resolved = resolve(upgrade(load.load(file), name, lenient=True), name)
    assert renamed(resolved) == []
    assert len({name for _, name, _ in called(resolved).values()}) == sum(1 for _ in operations(resolved))


SEGMENTS = st.sampled_from(
    ["/pets", "/{id}", "/photos", "/orders", "/chat", "/cancel", "/find-by-tag", "/me", "/status", "/settings"]
)
PATHS = (
    st.lists(SEGMENTS, min_size=1, max_size=4, unique=True).map("".join).filter(lambda path: not path.startswith("/{"))
)
DOCUMENTS = st.dictionaries(
    PATHS, st.sets(st.sampled_from(["get", "post", "put", "patch", "delete"]), min_size=1, max_size=5), max_size=12
)


@settings(max_examples=60)
@given(DOCUMENTS)
def test_random_documents(paths: dict[str, set[str]]):
    given_ = {path: {method: {"responses": {}} for method in sorted(methods)} for path, methods in paths.items()}
    resolved = resolve(upgrade(document(paths=given_), "a.yaml"), "a.yaml")
    given_ids = [name for _, name, _ in called(resolved).values()]
    assert len(set(given_ids)) == len(given_ids)
    wanted = {(path, method): name_operation(resolved, path, method, {}) for path, method, _, _ in operations(resolved)}
    same = Counter(identifier(each.resource, each.method) for each in wanted.values())
    for key, _, _ in renamed(resolved):
        assert same[identifier(wanted[key].resource, wanted[key].method)] > 1, "nothing but a collision renames"
        assert wanted[key].losses, "and never what its path says"


@pytest.mark.parametrize("make", ALL, ids=lambda make: make.__name__)
def test_components_keep_their_names(make: Any):
    """What is left uses components of the same names, however many others are gone."""
    resolved = resolve(upgrade(make(), "a.yaml"), "a.yaml")
    whole = normal_form(plain_copy(resolved), "a.yaml").document
    for seed in range(ROUNDS):
        rest = normal_form(thinned(plain_copy(resolved), seed), "a.yaml").document
        for path, method, operation, _ in operations(rest):
            assert operation == whole["paths"][path][method]
        for name, schema in rest.get("components", {}).get("schemas", {}).items():
            # What nothing refers to stays as the document has it.
            assert schema == whole["components"]["schemas"].get(name, schema)

"""The generated packages in use: importing them, and decoding a long answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.probes import LIBRARIES, once, our_client, their_client, their_models
from benchmarks.tables import Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.package import Package
    from benchmarks.peers import Peers

ITEMS = 1000


def importing(packages: Sequence[Package], rounds: int) -> Table:
    """Time importing each package, and its client and first resource once the libraries below them are there.

    `typing` is imported before, since next to no program does without; it takes longer than all of a package.
    """
    rows = [Row(each) for each in packages[0].sampled({"httpx2 and pydantic": once(LIBRARIES)}, rounds)]
    for package in packages:
        name, client = package.facts.import_name, package.facts.client
        use = f"{client}().{package.resources[0].tag}"
        probes = {
            f"import {name}, above typing": once(f"import {name}", "import typing"),
            f"{use}, above httpx2 and pydantic": once(f"from {name} import {client}; {use}", LIBRARIES),
        }
        rows += [Row(each) for each in package.sampled(probes, rounds)]
    return Table("Importing", "ms", rows)


def decoding(packages: Sequence[Package], peers: Peers, rounds: int) -> Table:
    """Time decoding a list of `ITEMS` items with our client and with what the peers' commands made of the document."""
    rows: list[Row] = []
    for package in packages:
        found = package.first_list()
        if found is None:
            continue
        tag, method = found
        vendor, called = package.vendor, f"{tag}.{method.name}"
        probes = {
            f"openapi-python-client, {called}": their_client(
                peers.client_folder(vendor), peers.client_package(vendor), method
            ),
            f"datamodel-codegen, {called}": their_models(peers.models_folder(vendor), method),
            f"{package.facts.client}, {called}": our_client(package, tag, method),
        }
        theirs, models, ours = package.sampled(probes, rounds, package.answer(method, ITEMS))
        rows += [Row(theirs), Row(models), Row(ours, than=theirs)]
    return Table(f"Decoding {ITEMS:,} items", "ms", rows)

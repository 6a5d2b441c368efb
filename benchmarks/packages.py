"""The generated packages in use: importing them, and decoding a long answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.call_probes import first_answer
from benchmarks.contestants import LIBRARIES, codegen, openapi_python_client, ours
from benchmarks.probes import once, our_client, their_client, their_models
from benchmarks.tables import Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.package import Package
    from benchmarks.peers import Peers
    from benchmarks.samples import Probe

ITEMS = 1000
IMPORT_SECONDS = 0.03
RESOURCE_SECONDS = 0.05
TIMES_PYDANTIC = 1.2


def importing(packages: Sequence[Package], rounds: int) -> Table:
    """Time importing each package above the bare interpreter, and its first resource above the libraries below it."""
    rows = [Row(each) for each in packages[0].sampled([once("httpx2 and pydantic", LIBRARIES)], rounds)]
    for package in packages:
        name, client = package.facts.import_name, package.facts.client
        use = f"{client}().{package.resources[0].tag}"
        bare = once(f"import {name}", f"import {name}")
        resource = once(f"{use}, above httpx2 and pydantic", f"from {name} import {client}; {use}", LIBRARIES)
        imported, used = package.sampled([bare, resource], rounds)
        rows += [Row(imported, at_most=IMPORT_SECONDS), Row(used, at_most=RESOURCE_SECONDS)]
    return Table("Importing", "ms", rows)


def starting(package: Package, peers: Peers, rounds: int) -> Table:
    """Time how the clients of one document start: bare, with the first resource, and up to the first answer."""
    probes: list[Probe] = []
    for each in (openapi_python_client(peers), codegen(peers), ours(package)):
        libraries = each.libraries.partition(";")[0].removeprefix("import ")
        probes += [
            once(f"{each.name}, import {each.package}", f"import {each.package}", each.path),
            once(f"{each.name}, first resource, above {libraries}", each.resource, f"{each.path}\n{each.libraries}"),
            once(f"{each.name}, everything up to the first answer", first_answer(each), each.path),
        ]
    answer = package.answer(package.method("scripts", "get"))
    return Table("Starting, beside the peers", "ms", [Row(each) for each in package.sampled(probes, rounds, answer)])


def decoding(packages: Sequence[Package], peers: Peers, rounds: int) -> Table:
    """Time decoding a list of `ITEMS` items: our client, pydantic itself, and what the peers' commands made."""
    rows: list[Row] = []
    for package in packages:
        found = package.first_list()
        if found is None:
            continue
        tag, method = found
        vendor, called = package.vendor, f"{tag}.{method.name}"
        folder, name = peers.client_folder(vendor), peers.client_package(vendor)
        probes = [
            their_client(f"openapi-python-client, {called}", folder, name, method),
            their_models(f"datamodel-codegen, {called}", peers.models_folder(vendor), method),
            our_client(package, tag, method),
        ]
        theirs, models, pydantic, own = package.sampled(probes, rounds, package.answer(method, ITEMS))
        rows += [Row(theirs), Row(models), Row(pydantic), Row(own, than=pydantic, within=TIMES_PYDANTIC)]
    return Table(f"Decoding {ITEMS:,} items", "ms", rows, "Faster: than pydantic's own decoder of the same type.")

"""Calls: ours beside raw ones of the HTTP library, and beside those of the peers' clients.

Every client decodes the answer into its model; what a raw call does, and how both take turns, says `call_probes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.call_probes import PAGES, RAW_CREATE, RAW_GET, RAW_PAGES, in_turns
from benchmarks.contestants import codegen, openapi_python_client, ours
from benchmarks.samples import Samples
from benchmarks.tables import Row, Table

if TYPE_CHECKING:
    from benchmarks.package import Package
    from benchmarks.peers import Peers

ABOVE_RAW_SECONDS = 25e-6
_ADAPTER = "from pydantic import TypeAdapter; from {package} import models; adapter = TypeAdapter(models.Script)"
_DECODE = "adapter.validate_json(body)"


def getting(package: Package, peers: Peers, rounds: int, *, awaited: bool) -> Table:
    """Time getting one script: against the raw call, and against the faster of the peers."""
    theirs = [each(peers, awaited=awaited) for each in (openapi_python_client, codegen)]
    own = ours(package, awaited=awaited)
    probes = [in_turns(each, (f"raw {each.http}", each.name), (RAW_GET, each.get)) for each in theirs]
    if awaited:
        probes.append(in_turns(own, ("raw httpx2", own.name), (RAW_GET, own.get)))
    else:
        what, calls = ("raw httpx2", own.name, "pydantic's own decoding"), (RAW_GET, own.get, _DECODE)
        probes.append(in_turns(own, what, calls, before=_ADAPTER.format(package=own.package)))
    answer = package.answer(package.method("scripts", "get"))
    raw_httpx, client, _, models, raw, call, *decode = package.sampled(probes, rounds, answer)
    rows = [Row(raw_httpx), Row(client), Row(raw), Row(models)]
    faster = min(client, models, key=lambda samples: samples.median)
    above = [Row(_above(call, raw), at_most=ABOVE_RAW_SECONDS), *(Row(_above(call, raw, each)) for each in decode)]
    title = f"{'Awaiting' if awaited else 'Making'} a call: scripts.get"
    return Table(title, "µs", [*rows, Row(call, than=faster, within=1), *above], "Faster: than the faster peer.")


def creating(package: Package, peers: Peers, rounds: int) -> Table:
    """Time creating a script from keyword arguments; the peers make a model of them first."""
    contestants = (openapi_python_client(peers), codegen(peers), ours(package))
    probes = [in_turns(each, (f"raw {each.http}", each.name), (RAW_CREATE, each.create)) for each in contestants]
    answer = package.answer(package.method("scripts", "create"))
    raw_httpx, client, _, models, raw, call = package.sampled(probes, rounds, answer)
    rows = [Row(each) for each in (raw_httpx, client, raw, models, call, _above(call, raw))]
    return Table("Making a call with a body: scripts.create", "µs", rows)


def listing(package: Package, rounds: int) -> Table:
    """Time walking a list of pages of one item each; neither peer's client walks pages."""
    own = ours(package)
    call = "list(client.scripts.list())"
    probe = in_turns(own, ("raw httpx2", own.name), (RAW_PAGES, call), answer="paged")
    raw, walk = package.sampled([probe], rounds, package.answer(package.method("scripts", "list"), 1))
    return Table(f"Walking {PAGES} pages: scripts.list", "µs", [Row(raw), Row(walk), Row(_above(walk, raw))])


def _above(call: Samples, *others: Samples) -> Samples:
    """Return what `call` took more than `others` did in the same process."""
    rest = zip(*(each.seconds for each in others), strict=True)
    seconds = [taken - sum(less) for taken, less in zip(call.seconds, rest, strict=True)]
    return Samples(f"{call.what}, above {' and '.join(each.what for each in others)}", seconds)

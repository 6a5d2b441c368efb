"""The table of a corpus: a line for each document, and what all of them come to."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.corpus.measuring import Run
    from benchmarks.corpus.peers import Peer
    from benchmarks.corpus.results import Result

AT_MOST_RATIO = 0.5
"""Our seconds by those of both peers one after the other, over the documents that both finish."""

_OURS = ("document", "in", "out", "imports", "types", "form", "s", "MB")
_PEERS = ("client: out", "imports", "s", "MB", "models: imports", "s", "MB")


def table(results: Sequence[Result]) -> str:
    """Return the table, its totals and the comparison, in lines of plain text."""
    has_peers = any(result.peers for result in results)
    rows = [_OURS + (_PEERS if has_peers else ())]
    rows += [_cells(result, has_peers=has_peers) for result in results]
    rows.append(_totals(results, has_peers=has_peers))
    lines = _aligned(rows)
    return "\n".join([*lines[:-1], "-" * max(map(len, lines)), lines[-1]])


def comparison(results: Iterable[Result]) -> tuple[list[str], bool]:
    """Return in words how we compare on the documents that both peers finish, and whether a target is missed."""
    both = [result for result in results if result.is_comparable]
    if not both:
        return ["no document that both peers finish"], False
    ours, theirs = sum(each.run.seconds for each in both), sum(each.peers_seconds for each in both)
    busy = sum(each.run.busy for each in both) / sum(peer.run.busy for each in both for peer in each.peers)
    peak, their_peak = _medians((each.run.peak, each.peers_peak) for each in both)
    largest, their_largest = _medians((each.run.largest, each.peers_largest) for each in both)
    slow, heavy = ours > AT_MOST_RATIO * theirs, peak > their_peak
    time = f"seconds: {ours:.1f} beside {theirs:.1f}, {ours / theirs:.2f} of it"
    memory = f"median peak memory: {_mb(peak)} MB beside {_mb(their_peak)} MB"
    single = f"of the largest process {_mb(largest)} MB beside {_mb(their_largest)} MB"
    return [
        f"documents that both peers finish: {len(both)}",
        f"{time} (target <= {AT_MOST_RATIO:g}: {_verdict(slow)}); of processors {busy:.2f} of it",
        f"{memory} (target <= theirs: {_verdict(heavy)}); {single}",
    ], slow or heavy


def _medians(pairs: Iterable[tuple[int, int]]) -> tuple[float, float]:
    ours, theirs = zip(*pairs, strict=True)
    return statistics.median(ours), statistics.median(theirs)


def _verdict(missed: bool) -> str:
    return "MISSED" if missed else "met"


def _cells(result: Result, *, has_peers: bool) -> tuple[str, ...]:
    run, use = result.run, result.use
    if run.finished:
        types = str(len(result.type_errors)) if result.types_checked else "?"
        imports = f"{use.failed} fail" if use.failed else str(use.modules)
        ours = (str(use.operations), imports, types, "bad" if result.form else "ok", *_spent(run))
    else:
        ours = ("0", "-", "-", "-", *_spent(run))
    return (result.name, str(result.operations), *ours, *(_of_peers(result) if has_peers else ()))


def _of_peers(result: Result) -> tuple[str, ...]:
    if result.client is None or result.models is None:
        return ("",) * len(_PEERS)
    client, models = result.client, result.models
    return (str(client.kept), _imports(client), *_spent(client.run), _imports(models), *_spent(models.run))


def _imports(peer: Peer) -> str:
    return "fail" if peer.broken else "ok"


def _spent(run: Run) -> tuple[str, str]:
    return f"{run.seconds:.1f}{'' if run.finished else '!'}", _mb(run.peak)


def _mb(peak: float) -> str:
    return f"{peak / 1e6:.0f}"


def _totals(results: Sequence[Result], *, has_peers: bool) -> tuple[str, ...]:
    whole = sum(not result.faults for result in results)
    failed = sum(bool(result.use.failed) or not result.run.finished for result in results)
    row = (
        f"{whole} of {len(results)} documents whole",
        str(sum(result.operations for result in results)),
        str(sum(result.use.operations for result in results)),
        f"{failed} fail" if failed else "ok",
        str(sum(len(result.type_errors) for result in results)),
        "bad" if any(result.form for result in results) else "ok",
        f"{sum(result.run.seconds for result in results):.1f}",
        _mb(statistics.median(result.run.peak for result in results)),
    )
    return row + (_peers_totals([each for each in results if each.peers]) if has_peers else ())


def _peers_totals(results: Sequence[Result]) -> tuple[str, ...]:
    clients = [result.client for result in results if result.client]
    models = [result.models for result in results if result.models]
    return (
        str(sum(each.kept or 0 for each in clients)),
        *_peer_total(clients),
        *_peer_total(models),
    )


def _peer_total(peers: Sequence[Peer]) -> tuple[str, str, str]:
    seconds = f"{sum(each.run.seconds for each in peers):.1f}"
    return (
        f"{sum(not each.broken for each in peers)} ok",
        seconds,
        _mb(statistics.median(each.run.peak for each in peers)),
    )


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]

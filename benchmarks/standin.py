"""`python -m benchmarks.standin`: what one stand-in process sustains; exit with 1 if a target is missed or a call fails."""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from benchmarks.load import Outcome, Sent, load

ROOT = Path(__file__).resolve().parents[1]
TARGET = 1_000
"""Requests a second."""

_HEADERS = "Authorization: Bearer any\r\nAccept: application/json\r\n"
_KEPT = 20
"""Scripts that one connection has at a time, so that lists stay as long as they are."""


def main() -> int:
    """Load the stand-in for Celigo, first with state in memory, then in a file; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.standin", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long each load lasts (60)")
    parser.add_argument("--connections", type=int, default=16, help="simultaneous connections (16)")
    given = parser.parse_args()
    missed = False
    for state in ("memory", "file"):
        outcome = _measured(state, given.connections, given.seconds)
        print(
            f"state in {state}: {outcome.per_second:,.0f} requests/s (target {TARGET:,}) over {outcome.seconds:.0f} s, "
            f"{outcome.served:,} served, {outcome.wrong.total()} wrong, slowest {outcome.slowest * 1000:.0f} ms"
        )
        for what, count in outcome.wrong.most_common(5):
            print(f"  wrong: {what} ({count} times)")
        missed = missed or outcome.per_second < TARGET or bool(outcome.wrong)
    return int(missed)


def _measured(state: str, connections: int, seconds: float) -> Outcome:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="specloom-standin-") as folder:
        options = ["--state", str(Path(folder, "state.db"))] if state == "file" else []
        with _served(options) as port:
            coroutine = load("127.0.0.1", port, life, connections=connections, seconds=seconds, headers=_HEADERS)
            return asyncio.run(coroutine)


def life(number: int) -> Generator[Sent, Any]:
    """Yield what one connection sends: scripts are made, read, changed, listed and deleted, in turn."""
    kept: list[str] = []
    turn = 0
    while True:
        turn += 1
        made = yield Sent("POST", "/v1/scripts", {"name": f"script {number}-{turn}", "content": "return 1"}, 201)
        kept.append(made["_id"])
        for key in (kept[-1], kept[0], kept[turn % len(kept)]):
            yield Sent("GET", f"/v1/scripts/{key}")
        yield Sent("PUT", f"/v1/scripts/{kept[-1]}", {"name": "renamed", "content": "return 2"})
        yield Sent("GET", f"/v1/scripts/{kept[-1]}/logs?limit=10")
        if turn % 10 == 0:
            yield Sent("GET", "/v1/scripts?include=description")
        if len(kept) > _KEPT:
            yield Sent("DELETE", f"/v1/scripts/{kept.pop(0)}", None, 204)


class _served:  # noqa: N801 - a context manager, named like a function
    """A stand-in in a process of its own, for as long as the context lasts; gives its port."""

    def __init__(self, options: list[str]) -> None:
        self._options = options

    def __enter__(self) -> int:
        port = _free_port()
        command = [sys.executable, "-m", "generator", "serve", "celigo", "--no-limits", "--port", str(port)]
        self._process = subprocess.Popen([*command, *self._options], cwd=ROOT, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                with urlopen(f"http://127.0.0.1:{port}/_specloom/state", timeout=5):
                    return port
            except OSError:
                time.sleep(0.05)
        raise SystemExit("the stand-in did not start")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(10)


def _free_port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())

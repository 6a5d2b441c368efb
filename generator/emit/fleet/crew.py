"""Who does the work: this process, several, or a Dask cluster; each an `Executor` of `concurrent.futures`."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from generator.document.findings import fail
from generator.emit.fleet import here
from generator.emit.fleet.children import Children
from generator.emit.fleet.relay import Relay
from generator.emit.fleet.work import Outcome, Task
from generator.emit.fleet.workshop import Workshop

_CONNECT_SECONDS = 20.0
_CLOSE_SECONDS = 5.0
Call = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Crew:
    """An executor, and how it is used.

    Attributes:
        executor: does the calls.
        call: what makes a package when it is called without arguments; raises SpecloomError where an input cannot be read.
        outcome: what the result of that call means.
        room: how many tasks it should have at hand now.
        seconds: the time that a task may take.
    """

    executor: Executor
    call: Callable[[Task], Call]
    outcome: Callable[[Any], Outcome]
    room: Callable[[], int]
    seconds: float


@contextmanager
def this_process(templates: Path, seconds: float, count: int) -> Generator[Crew]:
    """Yield a crew that makes one package after the other, here; `count` documents in all."""
    with Workshop(templates) if count > 1 else Relay(templates) as workshop:
        yield Crew(_AtOnce(), lambda task: partial(here.make, workshop, task, seconds), _same, lambda: 1, seconds)


@contextmanager
def processes(templates: Path, seconds: float, jobs: int) -> Generator[Crew]:
    """Yield a crew of `jobs` processes, each of which does one package after the other and may die alone."""
    children = Children(templates)
    with ThreadPoolExecutor(jobs, "specloom") as executor:
        try:
            yield Crew(executor, lambda task: partial(children.make, task, seconds), _same, lambda: jobs, seconds)
        finally:
            children.close()


@contextmanager
def dask(templates: Path, seconds: float, address: str) -> Generator[Crew]:
    """Yield the crew that the workers of a Dask cluster are; tasks and packages travel as values.

    Raises:
        SpecloomError: dask.distributed is not installed, or no scheduler answers at `address`, or it has no worker.
    """
    try:
        import distributed
    except ImportError as error:
        remedy = "Install the extra: pip install 'specloom[dask]'."
        raise fail("no-dask", "--dask needs dask.distributed, which is not installed", remedy=remedy) from error
    from generator.emit.fleet import remote
    from generator.emit.fleet.identity import identity

    if not os.environ.get("SPECLOOM_DEBUG"):
        import logging

        for logger in ("distributed", "concurrent.futures"):  # what a lost cluster means is told of each document
            logging.getLogger(logger).setLevel(logging.CRITICAL)
    client = _client(distributed, address)
    executor: Executor = client.get_executor(pure=False)
    try:
        ours = identity(templates)
        yield Crew(
            executor,
            lambda task: partial(remote.make, remote.pack(task, ours), seconds),
            remote.unpack,
            partial(_room, client),
            seconds,
        )
    finally:
        with suppress(Exception):  # the cluster may be gone
            executor.shutdown(wait=False)
            client.close(timeout=_CLOSE_SECONDS)


def _client(distributed: Any, address: str) -> Any:
    remedy = "Start one with 'dask scheduler' and 'dask worker ADDRESS', and give its address, such as tcp://host:8786."
    try:
        client = distributed.Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:  # TimeoutError is an OSError
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise fail("no-cluster", f"no scheduler answers at --dask {address!r}: {reason}", remedy=remedy) from error
    try:
        client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
    except OSError as error:
        client.close(timeout=_CLOSE_SECONDS)
        raise fail("no-cluster", f"the scheduler at --dask {address!r} has no worker", remedy=remedy) from error
    return client


def _room(client: Any) -> int:
    """Return twice the threads that the cluster has now: nobody waits for the next task, and few lie about."""
    try:
        threads: dict[str, int] = client.nthreads()
        return max(2, 2 * sum(threads.values()))
    except Exception:  # whatever is wrong with the cluster shows when a task goes to it
        return 2


def _same(outcome: Outcome) -> Outcome:
    return outcome


class _AtOnce(Executor):
    """Does what it is given before `submit` returns."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call `fn` and return its result as a finished future; what is raised is raised here."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future

"""Tasks for the workers of a cluster, and what such a worker runs: it makes packages in processes of its own.

So it makes no difference what kind of thread of the worker it is called from, and it needs no file of the sender's.
"""

from __future__ import annotations

import pickle
import threading
import zlib
from dataclasses import replace
from functools import cache

from generator.document.findings import Place, fail
from generator.document.neighbours import refuse_remote
from generator.emit.fleet.children import Children
from generator.emit.fleet.work import Outcome, Task
from generator.workspace.paths import templates_folder

_IDLE_SECONDS = 30.0
_LOCK = threading.Lock()


def pack(task: Task, identity: str) -> bytes:
    """Return a task as it travels, with all that it reads; `identity` is that of this installation.

    Raises:
        SpecloomError: it cannot be read.
    """
    from generator.emit.fleet.reading import read

    try:
        return _packed(replace(task, source=read(task), fetch=refuse_remote, identity=identity))
    except RecursionError as error:
        raise fail("too-deep", "is nested too deeply", Place(str(task.path)), "Flatten it.") from error


def make(packed: bytes, seconds: float) -> bytes:
    """Make the package of a packed task in at most `seconds`; return the packed outcome."""
    task: Task = pickle.loads(zlib.decompress(packed))  # noqa: S301 - a cluster runs what its users send it anyway
    return _packed(children().make(task, seconds))


def unpack(data: bytes) -> Outcome:
    """Return the outcome that `make` returned."""
    outcome: Outcome = pickle.loads(zlib.decompress(data))  # noqa: S301 - a cluster is trusted with its results
    return outcome


def children() -> Children:
    """Return the processes of this worker, which end when they have been idle for a while."""
    with _LOCK:
        return _children()


@cache
def _children() -> Children:
    return Children(templates_folder(), _IDLE_SECONDS)


def _packed(value: object) -> bytes:
    return zlib.compress(pickle.dumps(value), 1)

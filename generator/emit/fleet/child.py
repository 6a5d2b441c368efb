"""A process that makes packages for the one that started it: `children.py` is the other side.

Tasks come through standard input and outcomes go through standard output, pickled: both ends are this program. It
ends when its input ends, or when its parent is gone.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from generator.emit.fleet.workshop import Workshop

if TYPE_CHECKING:
    from typing import BinaryIO

_PAUSE_SECONDS = 0.05


def main() -> None:
    """Work until there is nothing more to do. Arguments: the parent's process id, templates/, the folder to work in."""
    parent, templates, scratch = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(1), "wb") as answers, Workshop(templates, scratch) as workshop:
        os.dup2(2, 1)  # so that nothing else that is printed gets between the outcomes
        threading.Thread(target=_end_with_parent, args=(parent,), daemon=True).start()
        import_module("generator.emit.fleet.reading")  # while the engines start, before the first task is timed
        import_module("generator.emit.project")
        _send(answers, None)
        while True:
            try:
                task = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our parent
            except EOFError:
                return
            _send(answers, workshop.make(task))


def _send(answers: BinaryIO, value: object) -> None:
    pickle.dump(value, answers)
    answers.flush()


def _end_with_parent(parent: int) -> None:
    """End this process and its engines as soon as the parent is gone: nobody waits for them."""
    if os.name != "posix":
        return  # its input ends then, and it with it
    while os.getppid() == parent:
        time.sleep(_PAUSE_SECONDS)
    os.killpg(0, signal.SIGKILL)

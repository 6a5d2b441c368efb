"""Room for building models that hold each other in long chains.

pydantic builds a model and all that it holds in one recursion; a few hundred objects that lead to each other exceed Python's
limit of it, and the stack of an ordinary thread.
"""

from __future__ import annotations

import sys
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_FRAMES = 200_000
_STACK = 512 * 1024 * 1024
"""Bytes of address space; memory is taken as far as the recursion goes."""
_one_at_a_time = threading.Lock()


def in_a_deep_thread(build: Callable[[], T]) -> T:
    """Return what `build` returns, called in a thread that has room for a deep recursion; raises what it raises."""
    result: Future[T] = Future()

    def run() -> None:
        try:
            result.set_result(build())
        except BaseException as error:
            result.set_exception(error)

    with _one_at_a_time:
        frames, stack = sys.getrecursionlimit(), threading.stack_size(_STACK)
        sys.setrecursionlimit(max(frames, _FRAMES))
        try:
            thread = threading.Thread(target=run, name="building models")
            thread.start()
            thread.join()
        finally:
            threading.stack_size(stack)
            sys.setrecursionlimit(frames)
    return result.result()

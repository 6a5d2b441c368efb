"""Processes of the engines, as tests treat them."""

from __future__ import annotations

from generator.emit.workers import Worker


def kill(worker: Worker) -> None:
    """Have a process die, and wait until it has."""
    worker._process.kill()
    worker._process.join()


def is_alive(worker: Worker) -> bool:
    """Tell whether a process is still there."""
    return worker._process.is_alive()

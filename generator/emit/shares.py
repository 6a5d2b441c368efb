"""Which of the modules of models one process writes, where two write those of a large document."""

from __future__ import annotations

from typing import TypeAlias

Share: TypeAlias = tuple[tuple[int, ...], int]
"""The modules whose number, modulo the second value, is one of the first."""

WHOLE: Share = ((0,), 1)
"""All of them."""

HALVES: tuple[Share, ...] = (((0,), 2), ((1,), 2))
"""Those of two processes that start together."""

FIRST_AND_LATER: tuple[Share, ...] = (((0, 2, 4), 5), ((1, 3), 5))
"""Those of one process, and of another that starts when the client is made: it takes a fifth of the time of all or less."""

LARGE = 600
"""Components of which one process makes the models."""

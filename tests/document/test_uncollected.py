"""The collector rests during work on a document, and only then."""

from __future__ import annotations

import gc

import pytest

from generator.document.uncollected import uncollected


def test_it_runs_again_afterwards_even_when_the_work_fails() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="wrong"), uncollected():
        int("wrong")
    assert gc.isenabled()


def test_one_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()

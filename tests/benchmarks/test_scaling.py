from __future__ import annotations

import pytest

from benchmarks.scaling import exponent


@pytest.mark.parametrize("wanted", [0.5, 1.0, 1.1, 2.0])
def test_the_exponent_of_a_power_is_found(wanted: float) -> None:
    assert exponent([(size, 0.02 * size**wanted) for size in (10, 100, 1_000, 10_000)]) == pytest.approx(wanted)


def test_it_is_that_of_the_nearest_line() -> None:
    assert exponent([(1, 1), (10, 20), (100, 100)]) == pytest.approx(1.0)
    assert exponent([(10, 1), (100, 1)]) == pytest.approx(0.0)

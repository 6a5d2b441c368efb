from __future__ import annotations

import pytest

from generator.emit.shares import FIRST_AND_LATER, HALVES, WHOLE, Share


@pytest.mark.parametrize("shares", [HALVES, FIRST_AND_LATER, (WHOLE,)])
def test_each_module_is_in_one_share(shares: tuple[Share, ...]):
    for number in range(30):
        assert sum(number % parts in wanted for wanted, parts in shares) == 1

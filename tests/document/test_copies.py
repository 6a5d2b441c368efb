from __future__ import annotations

from typing import Any

import pytest

from generator.document.copies import Copier, plain_copy, size
from generator.document.findings import SpecloomError


def test_a_plain_copy_shares_nothing():
    inner: list[Any] = []
    given = {"a": inner, "b": [inner, {"c": inner}]}
    copied = plain_copy(given)
    assert copied == given
    copied["a"].append(1)
    assert copied["b"] == [[], {"c": []}]
    assert inner == []


def test_size_counts_every_value():
    assert size({"a": [1, 2], "b": {}}) == 5
    assert size(None) == 1


def test_copies_together_are_bounded():
    given = {"a": [0] * 1000}
    copier = Copier(given, "a.yaml")
    assert copier.copy(given) == given
    with pytest.raises(SpecloomError, match=r"a\.yaml: grows beyond 200,000 values"):
        [copier.copy(given) for _ in range(1000)]

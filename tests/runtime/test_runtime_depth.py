"""Models that hold each other in long chains can be built, from wherever that begins."""

from __future__ import annotations

import sys
import threading
from types import ModuleType
from typing import Any

import pytest
from runtime.depth import in_a_deep_thread
from runtime.model import Model

LENGTH = 400
SOURCE = "from __future__ import annotations\nfrom runtime.model import Model\n" + "".join(
    f"class M{i}(Model):\n    inner: list[M{(i + 1) % LENGTH} | str] | None = None\n" for i in range(LENGTH)
)


@pytest.fixture
def chain(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module of models that each hold the next one, the last one the first."""
    module = ModuleType("chain_of_models")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(SOURCE, vars(module))
    return module


def test_a_model_is_built_when_it_is_used(chain: ModuleType):
    limit = sys.getrecursionlimit()
    made = chain.M7(inner=["a", {"inner": []}])
    assert type(made.inner[1]) is chain.M8
    assert sys.getrecursionlimit() == limit


def test_a_model_is_built_by_its_method(chain: ModuleType):
    assert chain.M0.model_rebuild(force=True)
    assert chain.M0.model_rebuild() is None


def test_local_names_are_found_from_where_a_model_is_rebuilt():
    class Outer(Model):
        part: Part

    class Part(Model):
        pass

    Outer.model_rebuild()
    assert type(Outer(part=Part()).part) is Part


def test_what_fails_in_the_thread_is_raised_and_the_limits_are_as_before():
    before = sys.getrecursionlimit(), threading.stack_size()

    def fail() -> Any:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        in_a_deep_thread(fail)
    assert (sys.getrecursionlimit(), threading.stack_size()) == before

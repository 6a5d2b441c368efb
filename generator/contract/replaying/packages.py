"""Generated client packages, imported from where they were generated, and clients made of them for recordings."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.contract.scrubbing.secret_shapes import REDACTED
from generator.document.findings import Place, fail
from generator.emit.settings import PackageFacts
from generator.workspace.suggest import among

VARIABLE = "example"
"""What stands for a variable of a server's URL that has no default, such as the name of a tenant."""

_OF_EVERY_CLIENT = ("region", "base_url", "timeout")


@dataclass(frozen=True, slots=True)
class Package:
    """An imported client package and what it was generated from."""

    module: ModuleType
    facts: PackageFacts

    def client(self, given: Mapping[str, Any], retries: int | None, http_client: Any, *, asynchronous: bool) -> Any:
        """Return a client that sends by `http_client` and never waits before it repeats a call.

        The first security scheme gets `REDACTED`, a variable of the server's URL its default or `VARIABLE`; `given`
        are the constructor's arguments that differ, of which null takes away what would be given. `retries` is how often
        a call may be repeated, None the client's default. What the constructor raises is raised.
        """
        arguments = {name: value for name, value in {**self._usual(), **given}.items() if value is not None}
        policy = self.module.RetryPolicy() if retries is None else self.module.RetryPolicy(max_retries=retries)
        name = ("Async" if asynchronous else "") + self.facts.client
        return getattr(self.module, name)(**arguments, retry=_Impatient(policy), http_client=http_client)

    def refused(self, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield the names in `given` that a recording's client may not be made with, each with the remedy.

        Those that make it log in are among them: a login goes past `http_client`, to the network.
        """
        credentials = (each.argument for scheme in self.facts.schemes for each in scheme.required)
        allowed = sorted({*_OF_EVERY_CLIENT, *self._usual(), *credentials})
        yield from ((name, among(name, allowed, "arguments")) for name in given if name not in allowed)

    def _usual(self) -> dict[str, str]:
        first = self.facts.schemes[0].required if self.facts.schemes else ()
        arguments = {each.argument: REDACTED for each in first}
        for variable in self.facts.variables:
            arguments[variable.argument] = variable.default or next(iter(variable.enum), VARIABLE)
        return arguments


class _Impatient:
    """A retry policy that decides as another one does, and never waits."""

    def __init__(self, policy: Any) -> None:
        self._policy = policy

    def delay(self, attempt: int, elapsed: float, retry_after: float | None) -> float | None:
        """Return 0.0 seconds where the policy would try again, None where it gives up."""
        return None if self._policy.delay(attempt, elapsed, retry_after) is None else 0.0


@contextmanager
def imported(folder: Path, facts: PackageFacts) -> Generator[Package]:
    """Import the package of the distribution in `folder`, for as long as the context lasts.

    Neither the module search path nor a package of that name that was imported before is changed. What the environment
    says of the vendor's servers and credentials is hidden meanwhile: a recording means the same on every machine.

    Raises:
        SpecloomError: there is no such package, or it cannot be imported.
    """
    name = facts.import_name
    file = folder / "src" / name / "__init__.py"
    if not file.is_file():
        raise fail("no-package", "is not generated yet", Place(str(folder)), "Run 'specloom generate'.")
    importlib.invalidate_caches()
    with _hidden(_variables(facts)), _set_aside(name):
        yield Package(_module(file, name), facts)


def _module(file: Path, name: str) -> ModuleType:
    spec = spec_from_file_location(name, file, submodule_search_locations=[str(file.parent)])
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        message = f"cannot be imported: {type(error).__name__}: {error}"
        raise fail("broken-package", message, Place(str(file)), "Run 'specloom generate'.") from error
    return module


@contextmanager
def _set_aside(name: str) -> Generator[None]:
    """Take the package `name` out of the imported modules, and put it back in place of what was imported meanwhile."""
    before = _modules_of(name)
    _forget(before)
    try:
        yield
    finally:
        _forget(_modules_of(name))
        sys.modules.update(before)


def _modules_of(name: str) -> dict[str, ModuleType]:
    return {key: module for key, module in sys.modules.items() if key == name or key.startswith(name + ".")}


def _forget(names: Iterable[str]) -> None:
    for name in list(names):
        del sys.modules[name]


def _variables(facts: PackageFacts) -> set[str]:
    """Return the environment variables that a client of the package reads."""
    named = [each.environment for each in facts.inputs] + [each.environment for each in facts.variables]
    return {*named, facts.base_url_environment} - {""}


@contextmanager
def _hidden(names: Iterable[str]) -> Generator[None]:
    before = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(before)

"""What a document cannot say of a vendor: `behaviour.yaml`, and functions in a `behaviour.py` beside it.

The functions are code of whoever owns specs/: they are run as any module is. Nothing of a document or a request is.
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, TypeAlias, TypeVar

from generator.document.findings import Finding, Place, SpecloomError, fail
from generator.document.shapes import is_object
from generator.exchange.messages import Request, Response
from generator.exchange.operations import Api
from generator.standin.authentication import Credential
from generator.standin.call import Call, World
from generator.workspace.checked_file import read_checked
from generator.workspace.suggest import among

FILE = "behaviour.yaml"
MODULE = "behaviour.py"
RULE = "invalid-behaviour"

Handler: TypeAlias = Callable[[Call], "Response | Awaitable[Response]"]
Route: TypeAlias = Callable[[Request, World], "Response | None"]
Judge: TypeAlias = Callable[[tuple[Credential, ...], World], None]
Start: TypeAlias = Callable[[World], None]

F = TypeVar("F", bound=Callable[..., Any])
_EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How a vendor behaves.

    Attributes:
        settings: what behaviour.yaml says; its schema is beside this module.
        handlers: what answers an operation in place of what follows from the document, by operation id.
        routes: what answers requests that fit no operation, such as a login, by method and path.
        before: what may answer any request before anything else looks at it.
        judges: what may refuse the credentials of a call before anything else of it is looked at.
        starts: what puts the first things into an empty store.
        module: the module of the functions, if there is one.
    """

    settings: Mapping[str, Any] = field(default_factory=lambda: _EMPTY)
    handlers: Mapping[str, Handler] = field(default_factory=dict[str, Handler])
    routes: Mapping[tuple[str, str], Route] = field(default_factory=dict[tuple[str, str], Route])
    before: tuple[Route, ...] = ()
    judges: tuple[Judge, ...] = ()
    starts: tuple[Start, ...] = ()
    module: ModuleType | None = None


def answers(*operations: str) -> Callable[[F], F]:
    """Mark a function of a behaviour.py as what answers calls of `operations`, which are ids of the normal form.

    It takes a `standin.call.Call` and returns a `Response`, or is awaited for one; `call.proceed()` gives the answer that
    follows from the document and the state alone. It runs in the event loop: long work belongs into a thread.
    """
    return _marked("answers", operations)


def serves(method: str, path: str) -> Callable[[F], F]:
    """Mark a function as what answers requests that the document does not know; it takes the request and the world."""
    return _marked("serves", (method, path))


def before(function: F) -> F:
    """Mark a function as what may answer any request, before its credentials are looked at; takes request and world."""
    return _marked("before", ())(function)


def admits(function: F) -> F:
    """Mark a function as what may refuse credentials that are accepted so far; it takes them and the world, and raises."""
    return _marked("admits", ())(function)


def starts(function: F) -> F:
    """Mark a function as what puts the first things into an empty store; it takes the world."""
    return _marked("starts", ())(function)


def load_behaviour(folder: Path, api: Api) -> Behaviour:
    """Return how the vendor of `folder` behaves: nothing special where it has no behaviour files.

    Raises:
        SpecloomError: a file has a fault, or names an operation or path that `api` has not.
    """
    settings, module = _settings(folder / FILE), _module(folder / MODULE)
    handlers: dict[str, Handler] = {}
    routes: dict[tuple[str, str], Route] = {}
    found: dict[str, list[Any]] = {"before": [], "admits": [], "starts": []}
    known = {operation.id for operation in api.operations}
    for function in [value for value in vars(module).values() if inspect.isfunction(value)] if module else []:
        marks: dict[str, Any] = getattr(function, "__behaviour__", {})
        for name in marks.get("answers", ()):
            if name not in known:
                raise fail(RULE, f"answers {name!r}, which is no operation", _at(function), among(name, known))
            handlers[name] = function
        if "serves" in marks:
            routes[marks["serves"]] = function
        for name in found.keys() & marks.keys():
            found[name].append(function)
    _check_aliases(folder / FILE, settings, api)
    early, judges, first = (tuple(found[name]) for name in ("before", "admits", "starts"))
    return Behaviour(settings, handlers, routes, early, judges, first, module)


def _marked(name: str, value: Any) -> Callable[[F], F]:
    def mark(function: F) -> F:
        function.__dict__.setdefault("__behaviour__", {})[name] = value
        return function

    return mark


def _settings(path: Path) -> Mapping[str, Any]:
    if not path.is_file():
        return {}
    data = read_checked(path, _schema(), RULE, lambda _: ()).data
    return data if is_object(data) else {}


def _check_aliases(path: Path, settings: Mapping[str, Any], api: Api) -> None:
    collections = {
        each.path for each in api.operations if each.method in {"GET", "POST"} and not each.path.endswith("}")
    }
    findings = [
        Finding(
            RULE, f"{collection!r} is no collection of the document", Place(str(path)), among(collection, collections)
        )
        for collection in settings.get("aliases", {}).values()
        if collection not in collections
    ]
    if findings:
        raise SpecloomError(findings)


def _module(path: Path) -> ModuleType | None:
    if not path.is_file():
        return None
    spec = spec_from_file_location(f"behaviour_of_{path.parent.name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look for the module that they are made in
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise fail(RULE, f"cannot be run: {type(error).__name__}: {error}", Place(str(path))) from error
    return module


def _at(function: Any) -> Place:
    code = function.__code__
    return Place(code.co_filename, code.co_firstlineno)


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(Path(__file__).with_name("behaviour.schema.json").read_text(encoding="utf-8"))
    return schema

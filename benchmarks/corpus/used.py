"""Run by `checks` as a script of its own, with warnings as errors: uses a generated package as a stranger would.

    python -W error used.py SRC PACKAGE

It prints a line of JSON: how many operations the methods of the client's resources make, and what cannot be imported or
built. Every module is imported by a process that has imported nothing else of the package, and every model is built.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import json
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LIBRARIES = {"httpx2": "Client", "pydantic": "TypeAdapter", "pydantic.root_model": "RootModel"}


def main(source: str, package: str) -> None:
    """Print what is found of the package `package` in the folder `source`."""
    sys.path.insert(0, source)
    for library, name in _LIBRARIES.items():  # what takes long to import, once for all
        getattr(importlib.import_module(library), name)
    names = list(_modules(Path(source), package))
    faults = [f"{name}: {said}" for name in names if (said := _alone(functools.partial(importlib.import_module, name)))]
    counted = 0
    if not faults:
        modules = [importlib.import_module(name) for name in names]
        faults = [said for module in modules for said in _unbuilt(module)]
        counted = len(set(_operations(importlib.import_module(package))))
    print(json.dumps({"modules": len(names), "operations": counted, "faults": faults[:20], "failed": len(faults)}))


def _modules(source: Path, package: str) -> Iterator[str]:
    for file in sorted((source / package).rglob("*.py")):
        parts = file.relative_to(source).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _alone(call: Callable[[], Any]) -> str:
    """Return why `call` fails in a process of its own, "" where it does not."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            call()
        except BaseException:
            said = traceback.format_exc().strip().splitlines()[-1]
            os.write(writing, (said or "failed").encode()[:2000])
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        said = told.read().decode("utf-8", "replace")
    status = os.waitpid(child, 0)[1]
    return said or (f"ended with {status}" if status else "")


def _unbuilt(module: Any) -> Iterator[str]:
    """Yield the models and type aliases of a module from which pydantic makes no validator."""
    from pydantic import BaseModel, TypeAdapter
    from typing_extensions import TypeAliasType

    for name, value in list(vars(module).items()):
        try:
            if isinstance(value, type) and issubclass(value, BaseModel) and value.__module__ == module.__name__:
                value.model_rebuild(force=True)
            elif isinstance(value, TypeAliasType) and getattr(value, "__module__", "") == module.__name__:
                TypeAdapter(value).rebuild(force=True)
        except Exception as error:
            yield f"{module.__name__}.{name}: {type(error).__name__}: {error}"[:500]


def _operations(package: Any) -> Iterator[tuple[str, str]]:
    """Yield the HTTP method and the path of each operation that a method of some resource makes."""
    clients = [
        value for name in package.__all__ if inspect.isclass(value := getattr(package, name)) and _is_client(value)
    ]
    for made in clients:
        required = [each for each in inspect.signature(made).parameters.values() if each.default is each.empty]
        make: Callable[..., Any] = made
        client = make(**{each.name: "x" for each in required}, base_url="http://127.0.0.1")
        for resource in _resources(client):
            for name, method in inspect.getmembers_static(type(resource), inspect.isfunction):
                if not name.startswith("_") and f"{package.__name__}._runtime" not in method.__module__:
                    yield from _called(method)


def _is_client(value: type) -> bool:
    return hasattr(value, "with_options") and not hasattr(value, "__aenter__")


def _resources(owner: Any) -> Iterator[Any]:
    """Yield what the namespaces of a client or of a resource are, at any depth."""
    for name, value in inspect.getmembers_static(type(owner)):
        if isinstance(value, functools.cached_property) and not name.startswith("_") and name != "raw":
            resource = getattr(owner, name)
            yield resource
            yield from _resources(resource)


def _called(method: Callable[..., Any]) -> Iterator[tuple[str, str]]:
    """Yield what the operation says that a method names; several where it joins them, itself where it names none."""
    found: list[Any] = [method.__globals__.get(name) for name in method.__code__.co_names]
    operations = [each for each in found if hasattr(each, "method") and hasattr(each, "path") and hasattr(each, "name")]
    for operation in operations:
        yield from ((verb, operation.name) for verb in operation.methods or (operation.method,))
    if not operations:
        yield method.__module__, method.__qualname__


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

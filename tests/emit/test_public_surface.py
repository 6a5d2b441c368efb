"""The names that users of the packages write."""

from __future__ import annotations

import importlib
import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import httpx2
import pytest

ROOT = Path(__file__).parents[2]

SURFACE = {
    ("celigo_scripts", "Celigo"): {
        "scripts": {"list", "create", "get", "update", "delete", "patch", "dependencies"},
        "scripts.logs": {"list", "delete"},
        "scripts.audit": {"list"},
    },
    ("patchworks_core", "Patchworks"): {
        "script_versions": {"list", "create", "get", "delete", "upload", "deploy", "invoke", "logs"},
        "flow_versions": {"list", "create", "get", "update", "delete", "copy", "upload", "metrics"},
        "flow_versions.schedules": {"list", "create", "update", "delete"},
    },
    ("dvelop_scripting", "DvelopScripting"): {"scripts": {"run", "run_in_background"}, "logs": {"list", "read"}},
}
CREDENTIALS = {
    "Celigo": {"token": "t"},
    "Patchworks": {"api_key": "k"},
    "DvelopScripting": {"tenant": "example", "token": "t"},
    "CornerBakery": {"token": "t"},
}
BAKERY = {
    "breads": {"list", "create", "get", "delete", "patch"},
    "breads.label": {"create", "get"},
    "breads.toppings": {"list", "update_many"},
    "ovens": {"get"},
    "ovens.picture": {"get", "update"},
}
KEY = tuple[str, str]


@pytest.fixture(params=[*SURFACE, ("corner_bakery", "CornerBakery")], ids=lambda key: key[1])
def key(request: pytest.FixtureRequest) -> KEY:
    if request.param not in SURFACE:
        request.getfixturevalue("bakery_package")
    return request.param


def client(key: KEY, prefix: str = "") -> Any:
    return getattr(importlib.import_module(key[0]), prefix + key[1])(**CREDENTIALS[key[1]])


def resource(of: Any, path: str) -> Any:
    for name in path.split("."):
        of = getattr(of, name)
    return of


def public(of: Any) -> set[str]:
    return {name for name in dir(of) if not name.startswith("_")}


def resources(of: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every resource below `of` by its path."""
    for name in sorted(public(type(of))):
        value = getattr(of, name)
        if name not in {"raw", "stream"} and type(value).__module__.partition(".")[2].startswith("resources."):
            here = f"{path}.{name}".strip(".")
            yield here, value
            yield from resources(value, here)


def methods(of: Any) -> dict[str, Any]:
    return {name: getattr(of, name) for name in public(of) if inspect.isroutine(getattr(of, name))}


@pytest.mark.parametrize("prefix", ["", "Async"])
def test_resources_and_methods_have_the_names_that_people_say(key: KEY, prefix: str):
    found = {path: set(methods(each)) for path, each in resources(client(key, prefix))}
    assert found == SURFACE.get(key, BAKERY)


@pytest.mark.parametrize("prefix", ["", "Async"])
def test_every_method_has_a_raw_twin(key: KEY, prefix: str):
    for _, each in resources(client(key, prefix)):
        assert set(methods(each.raw)) == set(methods(each))


def test_both_clients_have_the_same_surface(key: KEY):
    pairs = zip(resources(client(key)), resources(client(key, "Async")), strict=True)
    for (path, plain), (other_path, awaited) in pairs:
        assert path == other_path
        assert type(awaited).__name__ == f"Async{type(plain).__name__}"
        for name, method in methods(plain).items():
            twin = getattr(awaited, name)
            assert comparable(method) == comparable(twin), f"{path}.{name}"
            assert inspect.getdoc(method) == inspect.getdoc(twin), f"{path}.{name}"
            assert inspect.iscoroutinefunction(twin) is not str(inspect.signature(method).return_annotation).startswith(
                "Pages["
            )


def comparable(method: Any) -> str:
    """The signature as text; iterables and pages may be asynchronous."""
    text = str(inspect.signature(method)).replace(" | AsyncIterable[bytes]", "")
    return text.replace("AsyncPages[", "Pages[")


def test_both_clients_take_the_same_arguments(key: KEY):
    def arguments(prefix: str) -> str:
        text = str(inspect.signature(getattr(importlib.import_module(key[0]), prefix + key[1])))
        return text.replace("AsyncToken", "Token").replace("httpx2.AsyncClient", "httpx2.Client")

    assert arguments("") == arguments("Async")


def test_only_what_identifies_a_thing_is_positional_and_options_come_last(key: KEY):
    for path, each in resources(client(key)):
        for name, method in methods(each).items():
            parameters = list(inspect.signature(method).parameters.values())
            named = [p for p in parameters if p.kind is not inspect.Parameter.VAR_KEYWORD]  # behind overloads
            assert named[-1].name == "options", f"{path}.{name}"
            positional = [p for p in parameters if p.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]
            assert all(p.annotation == "str" and p.default is p.empty for p in positional), f"{path}.{name}"


@pytest.mark.parametrize("name", ["run", "run_in_background"])
def test_scripts_are_run_by_any_verb_with_any_body(name: str):
    parameters = inspect.signature(getattr(client(("dvelop_scripting", "DvelopScripting")).scripts, name)).parameters
    assert list(parameters) == ["script_id", "method", "json", "content", "data", "content_type", "options"]
    verbs = {"POST", "GET", "PUT", "DELETE", "PATCH"}
    assert {
        verb for verb in verbs if repr(verb).replace("'", '"') in parameters["method"].annotation.replace("'", '"')
    } == verbs
    assert parameters["method"].default == "POST"


def test_an_exported_name_is_there_and_another_is_not(key: KEY):
    package = importlib.import_module(key[0])
    assert all(getattr(package, name) is not None for name in package.__all__)
    assert dir(package) == sorted(package.__all__)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = package.no_such_name


def run(code: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": os.pathsep.join(map(str, paths)), "PATH": os.environ.get("PATH", "")}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)


@pytest.mark.parametrize("package", [package for package, _ in SURFACE])
def test_importing_a_package_imports_neither_httpx2_nor_pydantic(package: str):
    code = (
        f"import sys, {package}; print(sorted({{'httpx2', 'httpx', 'pydantic', 'asyncio', 'ssl'}} & set(sys.modules)))"
    )
    done = run(code, *ROOT.glob("generated/*/src"))
    assert done.stdout == "[]\n", done.stderr


@pytest.mark.parametrize(("package", "name"), SURFACE)
def test_making_a_client_imports_neither_httpx2_nor_pydantic(package: str, name: str):
    code = (
        f"import sys\nfrom {package} import {name}\nclient = {name}(**{CREDENTIALS[name]})\nprint(client)\n"
        "print(sorted({'httpx2', 'httpx', 'pydantic'} & set(sys.modules)))"
    )
    done = run(code, *ROOT.glob("generated/*/src"))
    assert done.stdout.endswith("[]\n"), done.stderr


def test_the_models_come_with_the_package(bakery_package: ModuleType):
    assert bakery_package.models.Bread(id="1", name="rye", flour="rye").name == "rye"


def test_annotations_of_the_clients_can_be_read_at_run_time(key: KEY):
    for prefix in ("", "Async"):
        hints = get_type_hints(type(client(key, prefix)).__init__)
        assert hints["http_client"] == getattr(httpx2, f"{prefix}Client") | None


def test_whatever_can_be_caught_or_passed_has_a_public_name(key: KEY):
    package = importlib.import_module(key[0])
    errors = importlib.import_module(f"{key[0]}._runtime.errors")
    public = {name for name in dir(errors) if name.endswith("Error") and not name.startswith("_")}
    assert public | {"Retry", "RetryPolicy", "RequestOptions", "TokenSource"} <= set(package.__all__)
    assert all(hasattr(package, name) for name in package.__all__)

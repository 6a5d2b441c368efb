"""A document is text of a stranger: nothing of it becomes code, wherever it stands."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.emit.client import client_files
from generator.emit.models import models_source
from generator.emit.settings import document_package

from .documents import answer, bakery, body, ref
from .packages import TEMPLATES, emit, normalised

# Each would leave a mark if a generated module ran it, wherever a template or an engine let it out of a string.
OWNED = "__import__('builtins').specloom_owned()"
PAYLOADS = {
    "double quotes": f'"""\n{OWNED}\n"""',
    "single quotes": f"'''\n{OWNED}\n'''",
    "end of string": f'x", {OWNED}, "',
    "end of single": f"x', {OWNED}, '",
    "argument": f"a: int = {OWNED}, b",
    "backslash": f'\\"\\"\\" {OWNED} \\',
    "template": "{{ 7*7 }}{% include 'x' %}{# c #}${" + OWNED + "}",
    "line breaks": f"# -*- coding: rot13 -*-\n{OWNED}\r{OWNED}\u2028{OWNED}\x85{OWNED}\x0c{OWNED}",
    "controls": "a\x00b\x1b[31m\u202e\u2066\ufeff",
    "call": f"x(); {OWNED}; import os",
    "dunder": "__class__",
    "self": "self",
    "config": "model_config",
    "path": "../../../../tmp/specloom_owned",
    "nothing": "",
    "emoji": "🥖\u0301",
}
ALIKE = {"single quotes", "end of single", "argument", "call", "dunder", "self", "nothing", "emoji"}
"""Payloads that try what another one tries; they are for the long tests."""


def stall() -> dict[str, Any]:
    """As much of the bakery as the places below need."""
    whole = bakery()
    keep = {"/breads": ("get", "post"), "/breads/{bread-id}": ("patch", "parameters"), "/ovens/{oven}": ("get",)}
    whole["paths"] = {path: {key: whole["paths"][path][key] for key in keys} for path, keys in keep.items()}
    return whole


def described(payload: str) -> dict[str, Any]:
    """Prose of every kind."""
    whole = stall()

    def visit(node: Any) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                if key in {"description", "summary", "title", "$comment"} and isinstance(value, str):
                    node[key] = payload
                visit(value)
        elif isinstance(node, list):
            for value in node:
                visit(value)

    visit(whole)
    whole["tags"] = [{"name": "breads", "description": payload}]
    whole["servers"] = [
        {
            "url": "https://{shop}.bakery.example",
            "description": payload,
            "variables": {"shop": {"default": payload, "description": payload, "enum": [payload]}},
        }
    ]
    return whole


def enumerated(payload: str) -> dict[str, Any]:
    whole = stall()
    whole["components"]["schemas"]["Flour"]["enum"] = [payload, "wheat"]
    whole["components"]["schemas"]["Topping"]["properties"]["kind"] = {"const": payload}
    whole["components"]["schemas"]["WoodOven"]["properties"]["kind"]["enum"] = [payload]
    whole["components"]["schemas"]["Oven"]["discriminator"]["mapping"] = {payload: "#/components/schemas/WoodOven"}
    return whole


def properties(payload: str) -> dict[str, Any]:
    whole = stall()
    for name in ("Bread", "Topping"):
        schema = whole["components"]["schemas"][name]
        schema["properties"][payload] = {"type": "string"}
        schema["required"] = [*schema["required"], payload]
    whole["components"]["schemas"]["Oven"]["discriminator"]["propertyName"] = payload
    return whole


def constrained(payload: str) -> dict[str, Any]:
    """Beside a schema's type: words of JSON Schema, and those that the engines would act upon."""
    whole = stall()
    named = {"xml": {"name": payload}, "externalDocs": {"url": payload}, "discriminator": {"propertyName": payload}}
    listed = {key: [payload] for key in ("examples", "enumNames", "x-enum-varnames")}
    plain = dict.fromkeys(("pattern", "default", "format", "contentMediaType", "$anchor", "x-own"), payload)
    acted_upon = dict.fromkeys(("customTypePath", "customBasePath", "x-python-type", "x-python-import"), payload)
    schema = {"type": "string", **named, **listed, **plain, **acted_upon}
    members = {"a": schema, payload: {"type": "object", "patternProperties": {payload: {"type": "string"}}}}
    patch = {"type": "object", "properties": members, **acted_upon}
    whole["paths"]["/breads/{bread-id}"]["patch"]["requestBody"] = body(patch)
    whole["paths"]["/breads"]["get"]["parameters"].append({"name": "b", "in": "query", "schema": schema})
    return whole


def components(payload: str) -> dict[str, Any]:
    whole = stall()
    whole["components"]["schemas"][payload] = {
        "type": "object",
        "title": payload,
        "properties": {"a": {"type": "string"}},
    }
    escaped = payload.replace("~", "~0").replace("/", "~1")
    whole["paths"]["/ovens/{oven}"]["get"]["responses"]["200"] = answer(
        {"anyOf": [ref(escaped), ref("Bread"), {"title": payload, "type": "object"}]}
    )
    return whole


def parameters(payload: str) -> dict[str, Any]:
    whole = stall()
    extra = [
        {"name": payload, "in": place, "schema": {"type": "string"}, "example": payload}
        for place in ("query", "header", "cookie")
    ]
    whole["paths"]["/breads"]["get"]["parameters"] += extra
    return whole


def serialised(payload: str) -> dict[str, Any]:
    whole = stall()
    extra = {"name": "p", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}, "style": payload}
    whole["paths"]["/breads"]["get"]["parameters"].append(extra)
    return whole


def renamed(payload: str) -> dict[str, Any]:
    whole = stall()
    whole["paths"]["/breads"]["get"]["parameters"][0]["x-specloom-name"] = payload
    return whole


def joined(payload: str) -> dict[str, Any]:
    whole = stall()
    whole["paths"]["/breads"]["get"] |= {"x-specloom-join": payload, "x-specloom-original-id": payload}
    return whole


def paged(payload: str) -> dict[str, Any]:
    whole = stall()
    listed = whole["paths"]["/breads"]["get"]
    listed["parameters"].append({"name": payload, "in": "query", "schema": {"type": "string"}})
    pointer = f"/{payload.replace('~', '~0').replace('/', '~1').replace('.', '')}"
    listed["x-specloom-pagination"] = {"style": "cursor", "cursor": payload, "next": pointer, "items": pointer}
    return whole


def identified(payload: str) -> dict[str, Any]:
    whole = stall()
    for item in whole["paths"].values():
        for method, operation in item.items():
            if method != "parameters":
                operation["operationId"] = f"{payload}{method}"
                operation["tags"] = [payload]
                break
    whole["tags"] = [{"name": payload, "description": payload}]
    return whole


def pathed(payload: str) -> dict[str, Any]:
    whole = stall()
    whole["paths"][f"/{payload}/a{{{payload}}}"] = {
        "get": {
            "parameters": [{"name": payload, "in": "path", "required": True, "schema": {"type": "string"}}],
            "responses": {"200": answer(ref("Bread"))},
        }
    }
    return whole


def secured(payload: str) -> dict[str, Any]:
    whole = stall()
    whole["components"]["securitySchemes"] = {
        payload: {"type": "apiKey", "in": "header", "name": payload, "description": payload},
        "other": {"type": "http", "scheme": payload, "bearerFormat": payload},
    }
    whole["security"] = [{payload: [payload]}, {"other": []}]
    return whole


def served(payload: str) -> dict[str, Any]:
    whole = stall()
    whole["servers"] = [
        {"url": f"https://bakery.example/{payload}", "description": payload},
        {"url": "https://{a}.bakery.example", "variables": {"a": {"default": payload}}},
        {"url": f"https://{{{payload}}}.bakery.example", "variables": {payload: {"default": "b"}}},
    ]
    return whole


def answered(payload: str) -> dict[str, Any]:
    whole = stall()
    whole["paths"]["/ovens/{oven}"]["get"]["responses"] = {
        "200": {
            "description": payload,
            "content": {payload: {"schema": ref("Bread")}},
            "headers": {payload: {"schema": {"type": "string"}}},
        },
        payload: {"description": payload, "content": {"application/json": {"schema": ref("Problem")}}},
    }
    whole["paths"]["/breads"]["post"]["requestBody"] = body(ref("Bread"), payload)
    return whole


def informed(payload: str) -> dict[str, Any]:
    whole = stall()
    whole["info"] = {
        "title": payload,
        "version": payload,
        "description": payload,
        "contact": {"name": payload},
        "license": {"name": payload},
    }
    return whole


PLACES: dict[str, Callable[[str], dict[str, Any]]] = {
    "described": described,
    "enumerated": enumerated,
    "properties": properties,
    "constrained": constrained,
    "components": components,
    "parameters": parameters,
    "serialised": serialised,
    "renamed": renamed,
    "joined": joined,
    "paged": paged,
    "identified": identified,
    "pathed": pathed,
    "secured": secured,
    "served": served,
    "answered": answered,
    "informed": informed,
}
ALLOWED_IMPORTS = {
    "__future__", "builtins", "collections.abc", "datetime", "enum", "functools", "httpx2", "importlib", "pydantic", "typing",
    "typing_extensions", "uuid",
}  # fmt: skip


def sources(document: dict[str, Any]) -> dict[str, str]:
    """The files that follow from a document, unformatted; {} where it is refused."""
    try:
        form = normalised(document)
    except SpecloomError:
        return {}
    try:
        files = client_files(form, document_package(form, "bakery"), TEMPLATES)
        return {**files, "src/bakery/models.py": models_source(form, "bakery", TEMPLATES / "models")}
    except Exception:  # which `Engines` reports as a finding
        return {}


def surprises(source: str) -> list[str]:
    """Imports, calls and names that no template and no engine writes."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name not in ALLOWED_IMPORTS]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module not in ALLOWED_IMPORTS:
            found.append(node.module or "")
        elif isinstance(node, ast.Name) and node.id == "__import__":
            found.append(node.id)
        elif isinstance(node, ast.Call) and "specloom_owned" in ast.unparse(node.func):
            found.append(ast.unparse(node.func))
    return found


@pytest.mark.parametrize(
    "payload", [pytest.param(each, marks=pytest.mark.soak if each in ALIKE else ()) for each in PAYLOADS]
)
@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_a_document_becomes_code(place: str, payload: str):
    files = sources(PLACES[place](PAYLOADS[payload]))
    for name, text in files.items():
        assert Path(name).parts[0] in {"src", "README.md", "reference.md", "pyproject.toml"}
        assert ".." not in Path(name).parts
        assert all(part.replace("_", "").replace(".", "").isalnum() for part in Path(name).parts), name
        assert not any(character in text for character in "\x00\x1b\u202e\u2066"), name
        if name.endswith(".py"):
            assert surprises(text) == [], name
        elif name.endswith(".toml"):
            assert set(tomllib.loads(text)) == {"build-system", "project", "tool"}


IMPORT = """\
import builtins, importlib, pathlib, sys, json
builtins.specloom_owned = lambda *_: pathlib.Path(sys.argv[1]).write_text("owned")
for folder, modules in json.loads(sys.argv[2]):
    sys.path.insert(0, folder)
    for name in modules:
        importlib.import_module(name)
    sys.path.remove(folder)
print("imported")
"""


def test_importing_a_package_of_a_hostile_document_runs_nothing_of_it(tmp_path: Path):
    payload = PAYLOADS["double quotes"] + PAYLOADS["end of string"] + PAYLOADS["line breaks"] + PAYLOADS["backslash"]
    made: list[tuple[str, list[str]]] = []
    for number, place in enumerate(("described", "enumerated", "properties", "parameters", "informed")):
        source = emit(PLACES[place](payload), f"hostile_{number}", tmp_path / place)
        package = source.name
        resources = [f"{package}.resources.{path.stem}" for path in sorted(source.glob("resources/[!_]*.py"))]
        made.append((str(source.parent), [package, f"{package}.models", f"{package}._client", *resources]))
    mark = tmp_path / "mark"
    command = [sys.executable, "-c", IMPORT, str(mark), json.dumps(made)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.stdout == "imported\n", done.stderr[-2000:]
    assert not mark.exists()

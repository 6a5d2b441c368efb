"""The operations view: the paths for openapi-python-client, with everything that is no scalar a reference to a stub.

A stub has the component's name, so that the engine's types carry the names of the models without building them.
"""

from __future__ import annotations

from typing import Any

from generator.document.shapes import is_object
from generator.emit.media import json_first
from generator.normalise.naming.parameters import PYTHON_NAME
from generator.normalise.schemas import Schema, component_name, operations

_SCALARS = frozenset({"string", "integer", "number", "boolean"})
# What the engine reads: other methods and places are told by the operation facts alone.
_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
_LOCATIONS = frozenset({"path", "query", "header", "cookie"})
_PREFIX = "operation"
_STUB: Schema = {"type": "string", "enum": ["stub"]}


def engine_names(document: dict[str, Any]) -> dict[str, str]:
    """Return what the engine calls each operation of a normal form, by operationId.

    It would rename one that ends as a keyword does, with an underscore.
    """
    found = [operation["operationId"] for _, _, operation, _ in operations(document)]
    return {name: f"{_PREFIX}{i}" for i, name in enumerate(found)}


def operations_view(document: dict[str, Any]) -> dict[str, Any]:
    """Return the operations view of a normal form; the normal form is not changed."""
    stubs: dict[str, Schema] = {}
    paths: dict[str, Any] = {}
    called = engine_names(document)
    for _, method, operation, _ in operations(document):
        parameters: list[dict[str, Any]] = operation.get("parameters", [])
        inside = [p.get(PYTHON_NAME, p["name"]) for p in parameters if p["in"] == "path"]
        # Any path that the engine can read: the real one is among the operation facts.
        here = "/" + "/".join([called[operation["operationId"]], *(f"{{{name}}}" for name in inside)])
        entry: dict[str, Any] = {
            "operationId": called[operation["operationId"]],
            "tags": operation["tags"],
            "summary": operation.get("summary", ""),
            "description": operation.get("description", ""),
            "parameters": [_parameter(parameter, stubs) for parameter in parameters],
            "responses": {
                status: _response(response, stubs) for status, response in operation.get("responses", {}).items()
            },
        }
        if "requestBody" in operation:
            _, media = json_first(operation["requestBody"].get("content", {}))
            content = {"application/json": {"schema": _stub(media.get("schema"), stubs)}}
            entry["requestBody"] = {"required": bool(operation["requestBody"].get("required")), "content": content}
        paths.setdefault(here, {})[method if method in _METHODS else "post"] = entry
    info = {"title": document["info"]["title"], "version": str(document["info"].get("version", "0"))}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": stubs}}


def _parameter(parameter: dict[str, Any], stubs: dict[str, Schema]) -> dict[str, Any]:
    return {
        "name": parameter.get(PYTHON_NAME, parameter["name"]),
        "in": parameter["in"] if parameter["in"] in _LOCATIONS else "query",
        "required": bool(parameter.get("required")) or parameter["in"] == "path",
        "schema": {"type": "string"} if parameter["in"] == "path" else _stub(parameter.get("schema"), stubs),
    }


def _response(response: dict[str, Any], stubs: dict[str, Schema]) -> dict[str, Any]:
    media_type, media = json_first(response.get("content", {}))
    result: dict[str, Any] = {"description": response["description"]}
    if media_type:
        result["content"] = {"application/json": {"schema": _stub(media.get("schema"), stubs)}}
    return result


def _stub(schema: Any, stubs: dict[str, Schema]) -> Schema:
    kind = schema.get("type") if is_object(schema) else None
    if isinstance(kind, str) and kind in _SCALARS:
        return {"type": kind}
    name = component_name(schema) or "Stub"
    stubs.setdefault(name, dict(_STUB))
    return {"$ref": f"#/components/schemas/{name}"}

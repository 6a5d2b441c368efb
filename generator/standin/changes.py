"""What a thing is after a call has changed it: replaced, merged (RFC 7396) or patched step by step (RFC 6902)."""

from __future__ import annotations

from typing import Any

import jsonpatch
import jsonpointer

from generator.document.references import follow
from generator.document.shapes import is_array, is_object
from generator.exchange.messages import media_type
from generator.standin.bodies import plain, properties
from generator.standin.call import Call
from generator.standin.causes import Cause, Refused

MAX_STEPS = 1000
"""Steps that one JSON Patch may have."""


def replaced(call: Call, old: dict[str, Any]) -> dict[str, Any]:
    """Return what the body of a PUT makes of `old`: what the body can say goes unless it says it, the rest stays."""
    body: dict[str, Any] = call.body if is_object(call.body) else {}
    sayable = properties(plain(call.world.document, _body_schema(call)))
    kept = {name: value for name, value in old.items() if sayable and not is_writable(call, sayable.get(name))}
    return kept | {name: value for name, value in body.items() if name not in kept}


def merged(call: Call, old: dict[str, Any]) -> dict[str, Any]:
    """Return what the body of a PATCH, or of a POST on one thing, makes of `old`.

    Raises:
        Refused: a step of a JSON Patch cannot be taken.
    """
    kind = media_type(call.request.headers)
    if kind == "application/json-patch+json" or is_array(call.body):
        return patched(old, call.body)
    if not is_object(call.body):
        return dict(old)
    sayable = properties(plain(call.world.document, _body_schema(call)))
    said = {name: value for name, value in call.body.items() if not sayable or is_writable(call, sayable.get(name, {}))}
    new: dict[str, Any] = merge_patched(old, said)
    return new


def patched(old: dict[str, Any], steps: Any) -> dict[str, Any]:
    """Return `old` after the steps of a JSON Patch (RFC 6902).

    Raises:
        Refused: it is none, has more than `MAX_STEPS`, or a step cannot be taken; names the step.
    """
    if not is_array(steps) or len(steps) > MAX_STEPS:
        raise Refused(Cause.MALFORMED, f"a JSON Patch is an array of at most {MAX_STEPS:,} steps", field="body")
    new: Any = old
    for number, step in enumerate(steps):
        try:
            new = jsonpatch.apply_patch(new, [step])
        except (jsonpatch.JsonPatchException, jsonpointer.JsonPointerException, TypeError, KeyError) as error:
            raise Refused(Cause.INVALID, f"step {number} cannot be taken: {error}", field=f"/{number}") from None
    if not is_object(new):
        raise Refused(Cause.INVALID, "the steps leave no object", field="body")
    return new


def merge_patched(old: Any, patch: Any) -> Any:
    """Return `old` after a JSON Merge Patch (RFC 7396): null takes a member away, objects are merged."""
    if not is_object(patch):
        return patch
    new: dict[str, Any] = dict(old) if is_object(old) else {}
    for name, value in patch.items():
        if value is None:
            new.pop(name, None)
        else:
            new[name] = merge_patched(new.get(name), value)
    return new


def is_writable(call: Call, schema: Any) -> bool:
    """Tell whether a request may set a property of `schema`; False for None, which is no property."""
    node = follow(call.world.document, schema)
    return node is not None and not (is_object(node) and node.get("readOnly") is True)


def _body_schema(call: Call) -> Any:
    content: dict[str, Any] = (call.operation.body or {}).get("content", {})
    first: list[dict[str, Any]] = [*content.values(), {}]
    media: dict[str, Any] = content.get(media_type(call.request.headers), first[0])
    return media.get("schema", {})

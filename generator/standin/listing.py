"""The answer to a call that lists things: a page of them, and what is said of the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from generator.document import names
from generator.document.shapes import is_array, is_object
from generator.exchange.messages import Response
from generator.standin import pages
from generator.standin.bodies import plain, properties, successes
from generator.standin.call import Call, json_response
from generator.standin.resources import Action, Resource


def listing(call: Call, action: Action, asked: pages.Window, shown: Sequence[Any], total: int) -> Response:
    """Return the answer that shows the items `shown`, the page `asked` of `total`, as the document has it.

    An operation that declares 204 answers that where there is nothing at all (RFC 9110 section 15.3.5). What is declared
    in another form than JSON is for `negotiation` to write so.
    """
    declared = successes(call.operation)
    if total == 0 and any(success.status == 204 for success in declared):
        return Response(204)
    page = pages.page(call.operation, asked, call.request.url, shown=len(shown), total=total)
    success = declared[0] if declared else None
    if success is None or not success.has_body:
        status = 200 if success is None else success.status
        is_bodiless = not (call.operation.response(status) or {}).get("content")
        return json_response(status, None if is_bodiless else list(shown), page.headers)
    if action.held is None or action.held.pointer == "":
        return json_response(success.status, list(shown), page.headers)
    world = call.world
    body: Any = pages.beside(world.document, success.schema, page.facts)
    body = pages.put(body, action.held.pointer, list(shown))
    for pointer, value in page.values.items():
        body = pages.put(body, pointer, value)
    if not world.schemas.accepts(success.schema, body):
        body = world.completed(success.schema, body, call.operation.id)
    return json_response(success.status, body, page.headers)


def chooser(call: Call, resource: Resource) -> Callable[[Any], bool] | None:
    """Return what tells the items that a list call asks for, by parameters named like a property; None where it has none.

    `name=value` and `filter[name]=value` ask for equality; several values, in an array or parted by commas, for one of them.
    """
    members = {names.snake(name): name for name in properties(plain(call.world.document, resource.schema))}
    wanted: dict[str, set[str]] = {}
    for name, value in call.arguments.items():
        inner = name[7:-1] if name.startswith("filter[") and name.endswith("]") else name
        member = members.get(names.snake(inner))
        if member is not None and name not in call.values and not is_object(value):
            values = value if is_array(value) else str(value).split(",") if isinstance(value, str) else [value]
            wanted[member] = {_text(each) for each in values}
    if not wanted:
        return None
    return lambda item: is_object(item) and all(_text(item.get(name)) in values for name, values in wanted.items())


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return {"true": "1", "false": "0"}.get(str(value).lower(), str(value))

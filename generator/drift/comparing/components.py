"""Named schemas that are gone: the generated class has that name. What is in a schema is compared where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers, references
from generator.document.printable import printable
from generator.document.shapes import is_array, is_object
from generator.drift.changes import MISSING, Side
from generator.drift.schemas.judging import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.drift.comparing.exchanges import Comparison
    from generator.drift.comparing.operations import Operation
    from generator.drift.comparing.parts import Part

_SCHEMAS = "/components/schemas/"


def components(shared: Comparison, document: Part, operations: Iterable[Operation]) -> None:
    """Report schemas of the older document whose names are gone, with the operations that lead to them."""
    part = document.member("components", "schemas")
    base, revision = part.objects()
    gone = [name for name in base if name not in revision]
    if not gone:
        return
    fresh: dict[str, list[str]] = {}
    for name, schema in revision.items():
        if name not in base:
            fresh.setdefault(repr(schema), []).append(name)
    reaching = _reaching(base, operations, gone)
    for name in gone:
        twins = fresh.get(repr(base[name]), [])
        twin = twins.pop(0) if twins else None
        sides = Side(f"{_SCHEMAS}{pointers.escape(name)}", base[name]), Side("/components/schemas", MISSING)
        message = "the schema of this name is gone"
        if twin is not None:
            message = f"the schema is called {printable(twin)} now"
            sides = sides[0], Side(f"{_SCHEMAS}{pointers.escape(twin)}", revision[twin])
        subject = f"schema {printable(name)}"
        shared.collector.report("api-schema-removed", message, SOURCE, subject, reaching[name], sides)


def _reaching(schemas: dict[str, Any], operations: Iterable[Operation], wanted: list[str]) -> dict[str, set[str]]:
    """Return the operations that lead to each of the schemas `wanted`."""
    users: dict[str, set[str]] = {}
    for name, schema in schemas.items():
        for target in _targets(schema):
            users.setdefault(target, set()).add(name)
    callers: dict[str, set[str]] = {}
    for operation in operations:
        for target in _targets(operation.value):
            callers.setdefault(target, set()).add(operation.label)
    result: dict[str, set[str]] = {}
    for name in wanted:
        seen, stack = {name}, [name]
        while stack:
            for user in users.get(stack.pop(), ()):
                if user not in seen:
                    seen.add(user)
                    stack.append(user)
        result[name] = {label for each in seen for label in callers.get(each, ())}
    return result


def _targets(value: Any) -> Iterator[str]:
    """Yield the names of the schemas that `value` refers to."""
    stack = [value]
    while stack:
        each = stack.pop()
        if is_object(each):
            reference = each.get("$ref")
            pointer = references.target(reference) if isinstance(reference, str) else None
            if pointer is not None and pointer.startswith(_SCHEMAS):
                yield pointers.split(pointer)[2]
            stack.extend(each.values())
        elif is_array(each):
            stack.extend(each)

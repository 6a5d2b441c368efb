"""What calls do to the things that a stand-in keeps: what is created can be got, listed, changed and deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from generator.document import names
from generator.document.shapes import is_object
from generator.exchange.messages import Response
from generator.standin import pages
from generator.standin.bodies import Success, plain, properties, successes
from generator.standin.call import Call, World, json_response
from generator.standin.causes import Cause, Refused
from generator.standin.changes import is_writable, merged, replaced
from generator.standin.keeping.store import Record
from generator.standin.keys import new_key, numbered_key, served_members, typed_key
from generator.standin.listing import chooser, listing
from generator.standin.resources import Action, Item, Kind, Resource

FOUND_AT_FIRST = 2
"""Things that a list shows at first which the API has no way to create."""

_ID = "id"
_SAYS_DELETED = frozenset({"deleted", "is_deleted"})


class State:
    """Carries out the actions of one document on the store of its world."""

    def __init__(self, world: World, page_size: int = pages.DEFAULT_SIZE, found_at_first: int = FOUND_AT_FIRST) -> None:
        self._world = world
        self._store = world.store
        self._page_size = page_size
        self._found_at_first = found_at_first

    def answer(self, call: Call, action: Action) -> Response | None:
        """Return what a call gets that does `action`, after doing it; None where that does not depend on the state.

        Raises:
            Refused: what it acts on is not there, or what it asks for cannot be.
        """
        for parent in action.parents:
            self.find(parent, call.values)
        if action.kind is None or action.resource is None:
            return None
        step = {
            Kind.LIST: self._list, Kind.CREATE: self._create, Kind.CLEAR: self._clear, Kind.READ: self._read,
            Kind.REPLACE: self._replace, Kind.MERGE: self._merge, Kind.DELETE: self._delete,
        }[action.kind]  # fmt: skip
        with self._store.transaction():
            return step(call, action, action.resource)

    def find(self, item: Item, values: Mapping[str, str]) -> Record | None:
        """Return the record of the item that a path with these variables names; None where any id will do.

        Raises:
            Refused: there is none.
        """
        key, name = values[item.variable], item.resource.name
        if item.is_flat:
            record = self._store.find(name, key)
        else:
            scope = scope_of(item.collection, values)
            value = self._store.get(name, scope, key)
            record = None if value is None else Record(name, scope, key, value)
        if record is None and (item.resource.is_managed or self._is_gone(scope_of(item.template, values))):
            raise Refused(Cause.NOT_FOUND, f"there is no {item.resource.singular} {key}", field=item.variable)
        return record

    def listed(self, call: Call, action: Action, items: Sequence[Any]) -> Response:
        """Return the page of `items` that a call asks for."""
        asked = self._asked(call)
        return listing(call, action, asked, items[asked.start : asked.start + asked.size], len(items))

    def _asked(self, call: Call) -> pages.Window:
        # Links to other pages may have parameters that the document does not declare.
        given = {**dict(call.request.query), **call.arguments}
        return pages.window(call.operation, given, call.body, self._page_size)

    def _list(self, call: Call, action: Action, resource: Resource) -> Response | None:
        scope = scope_of(call.operation.path, call.values)
        is_wanted = chooser(call, resource)
        if is_wanted is None and resource.is_managed:
            asked = self._asked(call)
            total = self._store.count(resource.name, scope)
            records = self._store.scan(resource.name, scope, offset=asked.start, limit=asked.size)
            return listing(call, action, asked, [record.value for record in records], total)
        items = self._found(resource, scope) + [record.value for record in self._store.scan(resource.name, scope)]
        return self.listed(call, action, items if is_wanted is None else [item for item in items if is_wanted(item)])

    def _create(self, call: Call, action: Action, resource: Resource) -> Response | None:
        item = self._new(call, resource, call.body if is_object(call.body) else {})
        self._insert(resource, scope_of(call.operation.path, call.values), item)
        return self._shown(call, action, item)

    def _clear(self, call: Call, action: Action, resource: Resource) -> Response | None:
        scope = scope_of(call.operation.path, call.values)
        if not resource.is_managed and not self._is_gone(scope):
            self._store.insert(Record(_GONE, scope, "", True))
        self._store.empty(resource.name, scope)
        return self._shown(call, action, {})

    def _read(self, call: Call, action: Action, resource: Resource) -> Response | None:
        assert action.item is not None
        record = self.find(action.item, call.values)
        return self._shown(
            call, action, self._granted(resource, call.values[action.item.variable]) if record is None else record.value
        )

    def _replace(self, call: Call, action: Action, resource: Resource) -> Response | None:
        return self._change(call, action, lambda old: replaced(call, old))

    def _merge(self, call: Call, action: Action, resource: Resource) -> Response | None:
        return self._change(call, action, lambda old: merged(call, old))

    def _change(
        self, call: Call, action: Action, change: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> Response | None:
        assert action.item is not None
        item, resource, world = action.item, action.item.resource, self._world
        values = _with_key(call, item)
        if values is None:
            return None
        try:
            record = self.find(item, values)
        except Refused:
            if call.request.method != "PUT" or all(success.status != 201 for success in successes(call.operation)):
                raise
            record = None
        old = self._granted(resource, values[item.variable]) if record is None else record.value
        new = change(old) | served_members(world, resource, call.values, is_new=False)
        if resource.key is not None and resource.key in old:
            new[resource.key] = old[resource.key]
        if not world.schemas.accepts(resource.schema, new):
            new = world.completed(resource.schema, new, call.operation.id)
        if record is not None:
            self._store.replace(Record(resource.name, record.scope, record.key, new))
        else:
            scope = "" if item.is_flat else scope_of(item.collection, values)
            self._store.insert(Record(resource.name, scope, values[item.variable], new))
        return self._shown(call, action, new)

    def _delete(self, call: Call, action: Action, resource: Resource) -> Response | None:
        assert action.item is not None
        record = self.find(action.item, call.values)
        if record is not None:
            self._store.delete(resource.name, record.scope, record.key)
        if not resource.is_managed:
            self._store.insert(Record(_GONE, scope_of(action.item.template, call.values), "", True))
        granted = self._granted(action.item.resource, call.values[action.item.variable])
        return self._shown(call, action, granted if record is None else record.value)

    def _shown(self, call: Call, action: Action, item: Any) -> Response | None:
        """Return the answer that shows `item` where the document has it; None where it shows no JSON at all."""
        success = self._success(call, action)
        if not success.has_body:
            return None
        if action.held is not None and action.held.pointer == "":
            return json_response(success.status, self._fitting(call, action, success.schema, item))
        body: Any = {} if action.held is None else pages.put({}, action.held.pointer, item)
        whole = self._world.completed(success.schema, body, call.operation.id, is_sparse=False)
        return json_response(success.status, whole)

    def _fitting(self, call: Call, action: Action, schema: Any, item: Any) -> Any:
        """Return `item` as an answer of `schema` shows it, which may be another one than that of the resource."""
        world = self._world
        if not is_object(item):
            return item
        node = plain(world.document, schema)
        if item and action.resource is not None and node is plain(world.document, action.resource.schema):
            return item
        members = properties(node)
        shown = {name: value for name, value in item.items() if name in members} if members else item
        if action.kind is Kind.DELETE:
            shown |= {name: True for name in members if names.snake(name) in _SAYS_DELETED}
        return shown if world.schemas.accepts(schema, shown) else world.completed(schema, shown, call.operation.id)

    def _success(self, call: Call, action: Action) -> Success:
        declared = successes(call.operation)
        if action.kind is Kind.CREATE:
            declared = sorted(declared, key=lambda success: success.status != 201)
        return declared[0] if declared else Success(204 if action.kind in {Kind.DELETE, Kind.CLEAR} else 200)

    def _new(self, call: Call, resource: Resource, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return a new item of `resource` that has what `body` says of it."""
        members = properties(plain(self._world.document, resource.schema))
        given = {name: value for name, value in body.items() if not members or is_writable(call, members.get(name))}
        for name, member in members.items():
            node = plain(self._world.document, member)
            if is_object(node) and "default" in node:
                given.setdefault(name, node["default"])
        key = resource.key or (None if members else _ID)
        if key is not None and key not in given:
            given[key] = new_key(self._world, resource)
        given |= served_members(self._world, resource, call.values, is_new=True)
        item = self._world.completed(resource.schema, given, call.operation.id)
        return item if is_object(item) else given

    def _insert(self, resource: Resource, scope: str, item: dict[str, Any]) -> None:
        key = item.get(resource.key or _ID)
        if key is None:
            key = self._store.next_number(f"row {resource.name}")
        if self._store.get(resource.name, scope, str(key)) is not None:
            message = f"there is a {resource.singular} {key} already"
            raise Refused(Cause.CONFLICT, message, field=resource.key or "")
        self._store.insert(Record(resource.name, scope, str(key), item))

    def _found(self, resource: Resource, scope: str) -> list[dict[str, Any]]:
        """Return what a list shows that the API has no way to create, apart from what calls have changed since."""
        if resource.is_managed or self._is_gone(scope):
            return []
        keys = [str(numbered_key(self._world, resource, number + 1)) for number in range(self._found_at_first)]
        return [
            self._granted(resource, key)
            for key in keys
            if self._store.get(resource.name, scope, key) is None
            and not self._is_gone(f"{scope}/{quote(key, safe='')}")
        ]

    def _granted(self, resource: Resource, key: str) -> dict[str, Any]:
        """Return the item of an id that is taken for granted: the API has no way to make one. It is always the same."""
        made = self._world.samples.value(resource.schema, self._world.randomness(resource.name, key))
        given: dict[str, Any] = made if is_object(made) else {}
        return given | typed_key(self._world, resource, key)

    def _is_gone(self, path: str) -> bool:
        return self._store.get(_GONE, path, "") is not None


_GONE = "deleted"


def _with_key(call: Call, item: Item) -> Mapping[str, str] | None:
    """Return the variables of the path of the item that a call changes, by its body where its path names none."""
    if item.variable in call.values:
        return call.values
    name = item.resource.key
    key = call.body.get(name) if name is not None and is_object(call.body) else None
    return None if key is None else {**call.values, item.variable: str(key)}


def scope_of(template: str, values: Mapping[str, str]) -> str:
    """Return a path template with the values of its variables, percent-encoded: `/shelves/7/books`."""
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", quote(value, safe=""))
    return template

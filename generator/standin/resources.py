"""What the operations of a document do to which resource: it follows from their paths, methods and answers.

`/things` lists and creates, `/things/{id}` reads, replaces, changes and deletes. A list below a parent
(`/shelves/{shelf}/things`) and its items beside it (`/things/{id}`) are one resource where the names agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.document import names
from generator.exchange.operations import Api, Operation
from generator.standin.bodies import Held, held_items, held_record, is_thing, is_unknown, plain, properties, successes
from generator.standin.sampling.texts import singular

_VARIABLE = re.compile(r"\{([^{}/]+)\}")
_ONE_VARIABLE = re.compile(r"\A\{([^{}/]+)\}\Z")


class Kind(StrEnum):
    """What an operation does to a resource."""

    LIST = "list"
    CREATE = "create"
    CLEAR = "clear"
    READ = "read"
    REPLACE = "replace"
    MERGE = "merge"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of thing that the API keeps.

    Attributes:
        name: its collection's path, variables without names: `/v1/things`, `/shelves/{}/books`.
        schema: that of one item.
        key: the property that holds the id, if the items show theirs.
        is_managed: whether the API makes and therefore knows all of them; ids of others are taken as they come.
    """

    name: str
    schema: Any
    key: str | None
    is_managed: bool

    @property
    def singular(self) -> str:
        """What one item is called in messages: `script version` for `/v1/script-versions`."""
        words = [segment for segment in self.name.split("/") if segment not in {"", "{}"}]
        return singular(names.snake(words[-1] if words else "item")).replace("_", " ")


@dataclass(frozen=True, slots=True)
class Item:
    """The part of a path that names one item: the template up to and with its variable.

    `is_flat` says that the path does not name the parent of the item, although it may have one.
    """

    template: str
    variable: str
    resource: Resource
    is_flat: bool = False

    @property
    def collection(self) -> str:
        """The template without its variable."""
        return self.template.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Action:
    """What an operation does: `held` is where the item, or the list of items, stands in its answer, if anywhere.

    `parents` are the items that the path names before what the operation acts on, the outermost first. `item` is the one
    that the path names, or that the body names by its id where the path is that of its collection.
    """

    kind: Kind | None
    resource: Resource | None
    held: Held | None
    parents: tuple[Item, ...]
    item: Item | None = None


def actions(api: Api, aliases: Mapping[str, str] | None = None) -> dict[str, Action]:
    """Return what each operation of `api` does, by operation id; `kind` is None for what acts on no resource.

    `aliases` are templates of items that paths name in a second way (`/flow-versions/{id}`), each with the path of the
    collection that they belong to (`/flows/{flow}/versions`).
    """
    return dict(_Derivation(api, aliases or {}).actions())


class _Derivation:
    """Looks at all paths of one document together."""

    def __init__(self, api: Api, aliases: Mapping[str, str]) -> None:
        self._document = api.document
        self._operations = api.operations
        self._by_path: dict[str, dict[str, Operation]] = {}
        for operation in api.operations:
            self._by_path.setdefault(operation.path, {})[operation.method] = operation
        self._collections = self._paired()
        self._resources = {path: self._resource(path) for path in self._collections}
        self._items: dict[str, Item] = {}
        for path, item in self._collections.items():
            if item is not None:
                self._add(item, self._resources[path], is_flat=item.rpartition("/")[0] != path)
        for template, path in aliases.items():
            if path in self._resources:
                self._add(template, self._resources[path], is_flat=True)

    def _add(self, template: str, resource: Resource, *, is_flat: bool) -> None:
        self._items[template] = Item(template, template.rpartition("/")[2][1:-1], resource, is_flat)

    def actions(self) -> Iterator[tuple[str, Action]]:
        for operation in self._operations:
            path = operation.path
            # What a path says beside its segments is about the item that they name: `/files/{id}?acl`.
            whole = path if path == operation.bare_path else operation.bare_path + "/"
            parents = tuple(self._parents(whole))
            if path in self._resources:
                yield operation.id, self._on_collection(operation, self._resources[path], parents)
            elif path in self._items:
                yield operation.id, self._on_item(operation, self._items[path], parents)
            else:
                yield operation.id, Action(None, None, None, parents)

    def _paired(self) -> dict[str, str | None]:
        """Return the paths of collections, each with the path of its items where there is one."""
        items = {path for path in self._by_path if _ONE_VARIABLE.search(path.rpartition("/")[2])}
        listed = {path for path in self._by_path if path not in items and self._is_collection(path, items)}
        pairs: dict[str, str | None] = {}
        orphans: dict[str, list[str]] = {}
        for item in sorted(items):
            collection = item.rpartition("/")[0]
            if collection in listed or not self._is_listed_elsewhere(collection, listed):
                pairs[collection] = item
            else:
                orphans.setdefault(collection.rpartition("/")[2], []).append(item)
        for path in sorted(listed - pairs.keys()):
            beside = orphans.get(path.rpartition("/")[2], [])
            pairs[path] = beside[0] if len(beside) == 1 else None
        taken = set(pairs.values())
        for item in (item for beside in orphans.values() for item in beside if item not in taken):
            pairs[item.rpartition("/")[0]] = item
        return pairs

    def _is_collection(self, path: str, items: set[str]) -> bool:
        methods = self._by_path[path]
        if any(item.rpartition("/")[0] == path for item in items) or self._list_of(path) is not None:
            return True
        return False if "POST" not in methods else self._is_listed_elsewhere_as_item(path, items)

    def _is_listed_elsewhere(self, collection: str, listed: set[str]) -> bool:
        last = collection.rpartition("/")[2]
        return any(path.rpartition("/")[2] == last for path in listed)

    def _is_listed_elsewhere_as_item(self, path: str, items: set[str]) -> bool:
        parent, _, last = path.rpartition("/")
        if not _ONE_VARIABLE.search(parent.rpartition("/")[2]):
            return False
        return sum(item.rpartition("/")[0].rpartition("/")[2] == last for item in items) == 1

    def _list_of(self, path: str) -> Held | None:
        """Return where the answer of a GET on `path` holds a list of objects, if it does."""
        operation = self._by_path.get(path, {}).get("GET")
        if operation is None:
            return None
        last = path.rpartition("/")[2]
        pointer = None if operation.pagination is None else operation.pagination.get("items")
        for success in successes(operation):
            held = held_items(self._document, success.schema, last, pointer) if success.has_body else None
            if held is not None and is_thing(self._document, held.schema):
                return held
        return None

    def _resource(self, path: str) -> Resource:
        item = self._collections[path]
        listed = self._list_of(path)
        schema = listed.schema if listed is not None else self._schema_of(path, item)
        on_item = self._by_path.get(item or "", {})
        is_made = "POST" in self._by_path.get(path, {}) or any(
            success.status == 201 for method in ("PUT",) if method in on_item for success in successes(on_item[method])
        )
        variable = None if item is None else item.rpartition("/")[2][1:-1]
        key = _key_property(properties(plain(self._document, schema)), variable, path)
        return Resource(_VARIABLE.sub("{}", path), schema, key, is_made)

    def _schema_of(self, path: str, item: str | None) -> Any:
        """Return the schema of one item from what reading, making or changing one answers."""
        for where, method in ((item, "GET"), (path, "POST"), (item, "PUT"), (item, "PATCH")):
            operation = self._by_path.get(where or "", {}).get(method)
            for success in successes(operation) if operation is not None else ():
                held = (
                    held_record(self._document, success.schema, path.rpartition("/")[2]) if success.has_body else None
                )
                if held is not None:
                    return held.schema
        return {}

    def _on_collection(self, operation: Operation, resource: Resource, parents: tuple[Item, ...]) -> Action:
        kind = {"GET": Kind.LIST, "HEAD": Kind.LIST, "POST": Kind.CREATE, "DELETE": Kind.CLEAR}.get(operation.method)
        if operation.method in {"GET", "HEAD"}:
            held = self._list_of(operation.path)
            # A document that does not say what a list looks like has one all the same; one that says otherwise has none.
            is_list = held is not None or all(
                not each.has_body or is_unknown(each.schema) for each in successes(operation)
            )
            return Action(kind, resource, held, parents) if is_list else Action(None, None, None, parents)
        item = self._items.get(self._collections[operation.path] or "")
        if item is not None and self._names_item(operation, resource):
            kind = Kind.REPLACE if operation.method == "PUT" else Kind.MERGE
            return Action(kind, resource, self._held(operation, resource), parents, item)
        return Action(kind, resource if kind else None, self._held(operation, resource), parents)

    def _names_item(self, operation: Operation, resource: Resource) -> bool:
        """Tell whether a call on a collection changes one item, whose id its body may hold."""
        content: dict[str, Any] = (operation.body or {}).get("content", {})
        bodies = [properties(plain(self._document, media.get("schema", {}))) for media in content.values()]
        return operation.method in {"PUT", "PATCH"} and any(resource.key in members for members in bodies)

    def _on_item(self, operation: Operation, item: Item, parents: tuple[Item, ...]) -> Action:
        kinds = {"GET": Kind.READ, "HEAD": Kind.READ, "PUT": Kind.REPLACE, "PATCH": Kind.MERGE, "POST": Kind.MERGE,
                 "DELETE": Kind.DELETE}  # fmt: skip
        kind = kinds.get(operation.method)
        return Action(kind, item.resource if kind else None, self._held(operation, item.resource), parents, item)

    def _held(self, operation: Operation, resource: Resource) -> Held | None:
        for success in successes(operation):
            last = resource.name.rpartition("/")[2]
            held = held_record(self._document, success.schema, last, resource.schema) if success.has_body else None
            if held is not None and self._is_one(held.schema, resource):
                return held
        return None

    def _is_one(self, schema: Any, resource: Resource) -> bool:
        """Tell whether a value of `schema` is an item of `resource`, rather than a message about one."""
        found, wanted = plain(self._document, schema), plain(self._document, resource.schema)
        if found is wanted or is_unknown(found) or is_unknown(wanted):
            return True
        shared = properties(found).keys() & properties(wanted).keys()
        return len(shared) * 2 > len(properties(wanted)) or (resource.key is not None and resource.key in shared)

    def _parents(self, path: str) -> Iterator[Item]:
        segments = path.split("/")
        for end in range(1, len(segments)):
            template = "/".join(segments[:end])
            if template in self._items:
                yield self._items[template]


def _key_property(members: dict[str, Any], variable: str | None, path: str) -> str | None:
    """Return the property that holds the id of an item: named like the variable of its path, or as ids are."""
    words = {names.snake(name): name for name in reversed(members)}
    last = [segment for segment in path.split("/") if segment and not segment.startswith("{")]
    one = singular(names.snake(last[-1])) if last else ""
    if variable is not None and variable in members:
        return variable
    candidates = [names.snake(variable)] if variable is not None else []
    if variable is not None:
        candidates.append(names.snake(variable).removeprefix(f"{one}_"))
    candidates += ["id", f"{one}_id", "uuid", "guid", "key", "slug", "code", "name"]
    return next((words[name] for name in candidates if name in words), None)

"""Which fields of a query belong to which parameter (OpenAPI 3.1 section 4.8.12.4, RFC 6570 section 3.2.8).

A parameter has its own name in the query, but for objects: in deepObject members stand as `name[member]`, and an exploded
object is spread over the query, its members beside the other parameters. One that takes members of any name
(`additionalProperties`) has the fields that nothing else is named after.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from typing import Any

from generator.exchange.members import Members
from generator.exchange.readings import scalars
from generator.exchange.schemas import Schemas

Pairs = tuple[tuple[str, str], ...]
Free = Mapping[tuple[str, str], Pairs]
"""The fields of a query, or the cookies, under names that no parameter has, by location and name of whose they are."""

_OBJECT = frozenset({"object", "null"})
_SPREADING = frozenset({"form", "spaceDelimited", "pipeDelimited"})


class QueryFields:
    """Tells for one document which fields of a query are whose."""

    def __init__(self, schemas: Schemas, members: Members) -> None:
        self._schemas = schemas
        self._members = members
        self._patterns: dict[str, dict[str, Any]] = {}

    def own(self, parameter: dict[str, Any], query: Pairs, free: Pairs = ()) -> list[str] | None:
        """Return the texts in `query` that belong to `parameter`, None if it was not sent.

        A spread object is given back as `member=value` texts; `free` are its fields that it does not name.
        """
        name, kinds = parameter["name"], self._kinds(parameter)
        if parameter.get("style") == "deepObject":
            return self._deep(name, kinds, query) or None
        whole = [] if self._is_spread_alone(parameter) else [value for key, value in query if key == name]
        if whole or not self._is_spread(parameter):
            return whole or None
        members = self._members.properties(parameter.get("schema", {}))
        taken = {key for key, _ in free}
        return [f"{key}={value}" for key, value in query if key in members or key in taken] or None

    def owns(self, parameter: dict[str, Any], field: str) -> bool:
        """Tell whether `parameter` is named after the query field called `field`, or one of its members is."""
        name, kinds = parameter["name"], self._kinds(parameter)
        if parameter.get("style") == "deepObject":
            is_list = field == f"{name}[]" and "array" in kinds
            return is_list or (field == name and not _OBJECT.issuperset(kinds)) or _is_member(name, field)
        if field == name and not self._is_spread_alone(parameter):
            return True
        return self._is_spread(parameter) and field in self._members.properties(parameter.get("schema", {}))

    def free(
        self, parameters: Iterable[dict[str, Any]], query: Pairs, known: Container[str], location: str = "query"
    ) -> Free:
        """Return the fields of `query` that no parameter is named after and that are not `known`, by whose they are.

        Of several objects that take any members, a field belongs to the first that may have it with the value that comes
        first. Cookies are told apart as fields are, with their `location`.
        """
        own = [parameter for parameter in parameters if parameter["in"] == location]
        spread = [each for each in own if self._is_spread(each) and self._members.others(each.get("schema", {}))]
        found: dict[str, list[tuple[str, str]]] = {}
        takers: dict[str, str] = {}
        for name, text in query if spread else ():
            if name not in takers:
                is_free = name not in known and not any(self.owns(parameter, name) for parameter in own)
                takers[name] = self._taker(spread, name, text) if is_free else ""
            if takers[name]:
                found.setdefault(takers[name], []).append((name, text))
        return {(location, name): tuple(pairs) for name, pairs in found.items()}

    def _taker(self, spread: list[dict[str, Any]], name: str, text: str) -> str:
        """Return the name of the object that has the field `name`, "" where none may have it."""
        possible = [each for each in spread if self._others(each.get("schema", {}), name)]
        fitting = (each for each in possible if self._takes(each.get("schema", {}), name, text))
        taker = next(fitting, possible[0] if possible else None)
        return "" if taker is None else str(taker["name"])

    def member(self, schema: Any, name: str) -> Any:
        """Return the schema of the member `name` of objects of `schema`, {} where nothing is said of such a one."""
        named = self._members.properties(schema)
        nothing: dict[str, Any] = {}
        return named[name] if name in named else next(iter(self._others(schema, name)), nothing)

    def may_be_empty(self, parameter: dict[str, Any]) -> bool:
        """Tell whether `parameter` is there where nothing of it is sent: as an object without members, which is spread."""
        is_spread = parameter["in"] in {"query", "cookie"} and self._is_spread_alone(parameter)
        return is_spread and self._schemas.accepts(parameter.get("schema", {}), {})

    def _takes(self, schema: Any, name: str, text: str) -> bool:
        return any(self._schemas.accepts(each, value) for each in self._others(schema, name) for value in scalars(text))

    def _others(self, schema: Any, name: str) -> list[Any]:
        """Return each schema that a member called `name`, which is not named itself, has in an object of `schema`."""
        return [
            other.schema
            for other in self._members.others(schema)
            if not other.pattern or self._schemas.accepts(self._pattern(other.pattern), name)
        ]

    def _pattern(self, pattern: str) -> dict[str, Any]:
        """Return the schema of texts that match a pattern, which an engine with a bound reads; the same object each time."""
        return self._patterns.setdefault(pattern, {"pattern": pattern})

    def _kinds(self, parameter: dict[str, Any]) -> Collection[str]:
        return self._schemas.kinds(parameter.get("schema", {}))

    def _is_spread(self, parameter: dict[str, Any]) -> bool:
        style = parameter.get("style", "form")
        is_exploded = parameter.get("explode", style == "form")
        return bool(style in _SPREADING and is_exploded and "object" in self._kinds(parameter))

    def _is_spread_alone(self, parameter: dict[str, Any]) -> bool:
        """Tell whether a parameter is never sent under its own name: it is spread, and can be nothing but an object."""
        return self._is_spread(parameter) and _OBJECT.issuperset(self._kinds(parameter))

    def _deep(self, name: str, kinds: Collection[str], query: Pairs) -> list[str]:
        """Return the texts of a parameter in deepObject; one that may be no object stands under its name, or as `name[]`."""
        if "array" in kinds and (items := [value for key, value in query if _is_item(name, key)]):
            return items
        members = [(key[len(name) + 1 : -1], value) for key, value in query if _is_member(name, key)]
        whole = [] if _OBJECT.issuperset(kinds) else [value for key, value in query if key == name]
        return [f"{key}={value}" for key, value in members] or whole


def _is_item(name: str, key: str) -> bool:
    """Tell whether the field `key` is an item of the list `name`: `name[]` or `name[0]`."""
    inner = key[len(name) + 1 : -1]
    return key == f"{name}[{inner}]" and (not inner or inner.isdecimal())


def _is_member(name: str, key: str) -> bool:
    return key.startswith(name + "[") and key.endswith("]") and len(key) > len(name) + 2

"""Parameters from their text on the wire to values, and against their schemas (OpenAPI 3.1 section 4.8.12)."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from generator.document.limits import MAX_DEPTH
from generator.exchange.members import Members
from generator.exchange.messages import Request, header_values, is_json
from generator.exchange.schemas import Fault, Schemas

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,300})(\.[0-9]{1,300})?([eE][+-]?[0-9]{1,3})?")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None}
_FORM = "application/x-www-form-urlencoded"
_MALFORMED = object()
_OBJECT = frozenset({"object", "null"})
_STYLED = frozenset({"style", "explode", "allowReserved"})
_DELIMITERS = {"form": ",", "simple": ",", "spaceDelimited": " ", "pipeDelimited": "|"}

Pairs = tuple[tuple[str, str], ...]


class Parameters:
    """Reads and checks parameter texts for one document."""

    def __init__(self, document: dict[str, Any], schemas: Schemas) -> None:
        self._schemas = schemas
        self._members_of = Members(document)

    def faults(self, rule: str, parameter: dict[str, Any], texts: list[str]) -> list[Fault]:
        """Return what is wrong with a parameter sent as `texts`, under the name `rule`; pointers lead into its value.

        One valid reading is enough: `5` may be the number or the string.

        Raises:
            SpecloomError: the schema of the parameter cannot be used.
        """
        if "content" in parameter:
            return self._content_faults(rule, parameter, texts)
        schema = parameter.get("schema", {})
        readings = list(self._readings(parameter, schema, texts))
        if not readings:
            return [Fault(rule, "", f"is sent {len(texts)} times but is no array")]
        if any(self._schemas.accepts(schema, reading) for reading in readings):
            return []
        kinds = self._schemas.kinds(schema)
        likely = [reading for reading in readings if _kind(reading) & kinds]
        return self._schemas.faults(rule, schema, (likely or readings)[0])

    def texts(self, parameter: dict[str, Any], values: Mapping[str, str], request: Request) -> list[str] | None:
        """Return the texts that `request` sends for `parameter`, None where it sends none.

        `values` are the decoded path parameters, as in `operations.Match`.
        """
        name, location = parameter["name"], parameter["in"]
        if location == "path":
            return [values[name]] if name in values else None
        if location == "querystring":
            return [query] if (query := urlsplit(request.url).query) else None
        if location == "query":
            return self.own_fields(parameter, request.query)
        if location == "header":
            return [", ".join(sent)] if (sent := header_values(request.headers, name)) else None
        cookies = ";".join(header_values(request.headers, "Cookie")).split(";")
        pairs = (cookie.strip().partition("=") for cookie in cookies)
        return [value for key, _, value in pairs if key == name] or None

    def value(self, parameter: dict[str, Any], texts: list[str]) -> Any:
        """Return the value that a parameter sent as `texts` stands for: the first reading that its schema allows.

        The first text stands for itself where there is none.
        """
        if "content" in parameter:
            value = self._content(parameter, texts[0])[1]
            return texts[0] if value is _MALFORMED else value
        schema = parameter.get("schema", {})
        readings = self._readings(parameter, schema, texts)
        return next((reading for reading in readings if self._schemas.accepts(schema, reading)), texts[0])

    def own_fields(self, parameter: dict[str, Any], query: Pairs) -> list[str] | None:
        """Return the texts in `query` that belong to a query parameter, None if it was not sent.

        An exploded object is spread over fields of other names; it is given back as `name=value` texts.
        """
        name = parameter["name"]
        if parameter.get("style") == "deepObject":
            return self._deep_fields(name, self._schemas.kinds(parameter.get("schema", {})), query) or None
        if self._is_spread(parameter):
            members = self._members_of.properties(parameter.get("schema", {}))
            return [f"{key}={value}" for key, value in query if key in members] or None
        return [value for key, value in query if key == name] or None

    def _deep_fields(self, name: str, kinds: Collection[str], query: Pairs) -> list[str]:
        """Return the texts of a parameter in deepObject; one that may be no object stands under its name, or as `name[]`."""
        if "array" in kinds and (items := [value for key, value in query if _is_item(name, key)]):
            return items
        members = [(key[len(name) + 1 : -1], value) for key, value in query if _is_member(name, key)]
        whole = [] if _OBJECT.issuperset(kinds) else [value for key, value in query if key == name]
        return [f"{key}={value}" for key, value in members] or whole

    def owns(self, parameter: dict[str, Any], field: str) -> bool:
        """Tell whether the query field named `field` belongs to `parameter`."""
        if parameter.get("style") == "deepObject":
            name, kinds = parameter["name"], self._schemas.kinds(parameter.get("schema", {}))
            is_list = field == f"{name}[]" and "array" in kinds
            return is_list or (field == name and not _OBJECT.issuperset(kinds)) or _is_member(name, field)
        if self._is_spread(parameter):
            return field in self._members_of.properties(parameter.get("schema", {}))
        return bool(parameter["name"] == field)

    def form(self, schema: Any, pairs: Pairs, encoding: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the object that the fields of a form body stand for, each read as its property's schema allows.

        Objects stand in a field as JSON, unless `encoding` says by property that they are written as parameters are
        (OpenAPI 3.1.1 sections 4.8.14.4 and 4.8.15.1.2).
        """
        properties = self._members_of.properties(schema)
        result, left = self._styled(properties, pairs, encoding or {})
        grouped: dict[str, list[str]] = {}
        for key, value in left:
            grouped.setdefault(key, []).append(value)
        for name, texts in grouped.items():
            result[name] = self._field(properties.get(name, {}), texts)
        return result

    def _styled(
        self, properties: Mapping[str, Any], pairs: Pairs, encoding: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        """Return the properties that are written as parameters are, and the fields that belong to none of them."""
        found: dict[str, Any] = {}
        left = list(pairs)
        for name, how in encoding.items():
            if name not in properties or not _STYLED & how.keys():
                continue
            said = {key: how[key] for key in ("style", "explode") if key in how}
            parameter = {"name": name, "in": "query", "schema": properties[name], **said}
            texts = self.own_fields(parameter, tuple(left))
            if texts is not None:
                found[name] = self.value(parameter, texts)
                left = [(key, value) for key, value in left if not self.owns(parameter, key)]
        return found, left

    def _field(self, schema: Any, texts: list[str]) -> Any:
        kinds = self._schemas.kinds(schema)
        if len(texts) == 1 and kinds & {"array", "object"} and texts[0].lstrip()[:1] in {"[", "{"}:
            value = _json(texts[0])
            if self._schemas.accepts(schema, value):
                return value
        return self._elements(schema, texts) if "array" in kinds else self._element(schema, texts[-1])

    def _content_faults(self, rule: str, parameter: dict[str, Any], texts: list[str]) -> list[Fault]:
        schema, value = self._content(parameter, texts[0])
        if value is _MALFORMED:
            return [Fault(rule, "", "is not JSON")]
        return self._schemas.faults(rule, schema, value)

    def _content(self, parameter: dict[str, Any], text: str) -> tuple[Any, Any]:
        """Return the schema of a parameter that has a media type, and the value that `text` is in that."""
        nothing: tuple[str, dict[str, Any]] = ("", {})
        kind, media = next(iter(cast(dict[str, dict[str, Any]], parameter["content"]).items()), nothing)
        schema: Any = media.get("schema", {})
        kind = kind.partition(";")[0].strip().lower()
        if kind == _FORM:
            return schema, self.form(schema, tuple(parse_qsl(text, keep_blank_values=True)), media.get("encoding"))
        if parameter["in"] == "querystring":
            text = unquote(text)
        if not is_json(kind):
            return schema, text
        try:
            return schema, json.loads(text)
        except (ValueError, RecursionError):
            return schema, _MALFORMED

    def _readings(self, parameter: dict[str, Any], schema: Any, texts: list[str]) -> Iterator[Any]:
        kinds = self._schemas.kinds(schema)
        style = parameter.get("style") or ("form" if parameter["in"] in {"query", "cookie"} else "simple")
        explode = parameter.get("explode", style == "form")
        whole = style == "deepObject" or (explode and parameter["in"] == "query")
        separated = texts if whole else texts[0].split(_DELIMITERS.get(style, ","))
        if "array" in kinds:
            if texts == [""]:  # an empty array and one empty text look the same (RFC 6570 section 3.2.8)
                yield []
            yield self._elements(schema, separated)
        if "object" in kinds:
            yield self._members(schema, texts if style == "deepObject" else separated, paired=not explode)
        if len(texts) == 1:
            yield from _scalars(texts[0])

    def _elements(self, schema: Any, texts: list[str]) -> list[Any]:
        items = self._members_of.items(schema)
        return [self._element(items, text) for text in texts]

    def _members(self, schema: Any, texts: list[str], *, paired: bool) -> dict[str, Any]:
        if paired and not any("=" in text for text in texts):
            texts = [f"{key}={value}" for key, value in zip(texts[::2], texts[1::2], strict=False)]
        pairs = tuple((key, value) for key, _, value in (text.partition("=") for text in texts))
        return self._nested(schema, pairs, 0)

    def _nested(self, schema: Any, pairs: Pairs, depth: int) -> dict[str, Any]:
        """Return an object whose members may be objects in turn, as in `p[a][b]=1`, of which the field is `a][b`."""
        inner: dict[str, list[tuple[str, str]]] = {}
        own: list[tuple[str, str]] = []
        for key, value in pairs:
            name, bracket, rest = key.partition("][")
            if bracket and depth < MAX_DEPTH:
                inner.setdefault(name, []).append((rest, value))
            else:
                own.append((key, value))
        members = self._members_of.properties(schema)
        nested = {name: self._nested(members.get(name, {}), tuple(fields), depth + 1) for name, fields in inner.items()}
        return self.form(schema, tuple(own)) | nested

    def _element(self, schema: Any, text: str) -> Any:
        readings = [*_scalars(text), *([_json(text)] if text[:1] in {"[", "{"} else [])]
        return next((reading for reading in readings if self._schemas.accepts(schema, reading)), text)

    def _is_spread(self, parameter: dict[str, Any]) -> bool:
        style = parameter.get("style", "form")
        explode = parameter.get("explode", True)
        return bool(style == "form" and explode and self._schemas.kinds(parameter.get("schema", {})) == {"object"})


def _scalars(text: str) -> Iterator[Any]:
    yield text
    if text in _WORDS:
        yield _WORDS[text]
    elif _NUMBER.fullmatch(text):
        yield json.loads(text)


def _json(text: str) -> Any:
    """Return what `text` is as JSON, the text itself where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _kind(value: Any) -> set[str]:
    if isinstance(value, bool):
        return {"boolean"}
    if isinstance(value, int | float):
        return {"number", "integer"}
    names = {str: "string", list: "array", dict: "object", type(None): "null"}
    return {names[type(value)]}


def _is_item(name: str, key: str) -> bool:
    """Tell whether the field `key` is an item of the list `name`: `name[]` or `name[0]`."""
    inner = key[len(name) + 1 : -1]
    return key == f"{name}[{inner}]" and (not inner or inner.isdecimal())


def _is_member(name: str, key: str) -> bool:
    return key.startswith(name + "[") and key.endswith("]") and len(key) > len(name) + 2

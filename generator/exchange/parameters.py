"""Parameters from their text on the wire to values, and against their schemas (OpenAPI 3.1 section 4.8.12)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from generator.document.limits import MAX_DEPTH
from generator.exchange.members import Members
from generator.exchange.messages import Request, cookies, header_values, is_json
from generator.exchange.query_fields import Free, Pairs, QueryFields
from generator.exchange.readings import as_json, scalars, without_prefixes
from generator.exchange.schemas import Fault, Schemas

_FORM = "application/x-www-form-urlencoded"
_MALFORMED = object()
_STYLED = frozenset({"style", "explode", "allowReserved"})
_PREFIXED = frozenset({"label", "matrix"})
_DELIMITERS = {"form": ",", "simple": ",", "spaceDelimited": " ", "pipeDelimited": "|"}

_NONE_FREE: Free = {}


class Parameters:
    """Reads and checks parameter texts for one document.

    Attributes:
        fields: tells which fields of a query are whose.
    """

    def __init__(self, document: dict[str, Any], schemas: Schemas) -> None:
        self._schemas = schemas
        self._members_of = Members(document)
        self.fields = QueryFields(schemas, self._members_of)

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

    def texts(
        self, parameter: dict[str, Any], values: Mapping[str, str], request: Request, free: Free = _NONE_FREE
    ) -> list[str] | None:
        """Return the texts that `request` sends for `parameter`, None where it sends none.

        `values` are the decoded path parameters, as in `operations.Match`; `free` is what `fields.free` gives of its query
        and cookies.
        """
        name, location = parameter["name"], parameter["in"]
        if location == "path":
            return [values[name]] if name in values else None
        if location == "querystring":
            return [query] if (query := urlsplit(request.url).query) else None
        if location == "query":
            return self.fields.own(parameter, request.query, free.get((location, name), ()))
        if location == "header":
            return [", ".join(sent)] if (sent := header_values(request.headers, name)) else None
        return self.fields.own(parameter, cookies(request), free.get((location, name), ()))

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
            result[name] = self._field(self.fields.member(schema, name), texts)
        return result

    def _styled(
        self, properties: Mapping[str, Any], pairs: Pairs, encoding: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        """Return the properties that are written as parameters are, and the fields that belong to none of them."""
        styled = [
            {"name": name, "in": "query", "schema": properties[name], **{key: how[key] for key in _STYLED & how.keys()}}
            for name, how in encoding.items()
            if name in properties and _STYLED & how.keys()
        ]
        found: dict[str, Any] = {}
        left = list(pairs)
        free = self.fields.free(styled, pairs, properties) if styled else _NONE_FREE
        for parameter in styled:
            own = free.get(("query", parameter["name"]), ())
            texts = self.fields.own(parameter, tuple(left), own)
            if texts is not None:
                found[parameter["name"]] = self.value(parameter, texts)
                taken = {name for name, _ in own}
                left = [pair for pair in left if pair[0] not in taken and not self.fields.owns(parameter, pair[0])]
        return found, left

    def _field(self, schema: Any, texts: list[str]) -> Any:
        kinds = self._schemas.kinds(schema)
        if len(texts) == 1 and kinds & {"array", "object"} and texts[0].lstrip()[:1] in {"[", "{"}:
            value = as_json(texts[0])
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
        whole = style == "deepObject" or (explode and parameter["in"] in {"query", "cookie"})
        separated = texts if whole else texts[0].split(_DELIMITERS.get(style, ","))
        if style in _PREFIXED:
            text, separated = without_prefixes(style, parameter["name"], texts[0], is_exploded=explode)
            texts = [text]
        if "array" in kinds:
            if texts == [""]:  # an empty array and one empty text look the same (RFC 6570 section 3.2.8)
                yield []
            yield self._elements(schema, separated)
            if parameter["in"] == "cookie" and len(texts) == 1:  # few write one for each item
                yield self._elements(schema, texts[0].split(","))
        # What is spread over a query comes as `member=value`; else the parameter stands under its own name.
        if "object" in kinds and not (whole and any("=" not in text for text in texts)):
            yield self._members(schema, texts if style == "deepObject" else separated, paired=not explode)
        if len(texts) == 1:
            yield from scalars(texts[0])

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
        nested = {
            name: self._nested(self.fields.member(schema, name), tuple(fields), depth + 1)
            for name, fields in inner.items()
        }
        return self.form(schema, tuple(own)) | nested

    def _element(self, schema: Any, text: str) -> Any:
        readings = [*scalars(text), *([as_json(text)] if text[:1] in {"[", "{"} else [])]
        return next((reading for reading in readings if self._schemas.accepts(schema, reading)), text)


def _kind(value: Any) -> set[str]:
    if isinstance(value, bool):
        return {"boolean"}
    if isinstance(value, int | float):
        return {"number", "integer"}
    names = {str: "string", list: "array", dict: "object", type(None): "null"}
    return {names[type(value)]}

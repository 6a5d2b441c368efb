"""Values as XML, as the `xml` objects of their schemas say (OpenAPI 3.1 section 4.8.26)."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from generator.document.references import follow
from generator.document.shapes import is_array, is_object

_NAME = re.compile(r"[A-Za-z_][\w.:-]*\Z", re.ASCII)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(document: dict[str, Any], schema: Any, value: Any) -> str:
    """Return `value` as an XML document: attributes, wrapped arrays, names, prefixes and namespaces as declared.

    What no schema names is called after its member; the root after its component, else `root`.
    """
    reference = schema.get("$ref") if is_object(schema) else None
    name = str(reference).rpartition("/")[2] if reference else "root"
    written = _Writer(document).element(schema, value, name)
    return f'<?xml version="1.0" encoding="UTF-8"?>{written}'


class _Writer:
    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document

    def element(self, schema: Any, value: Any, name: str) -> str:
        target, said = self._target(schema), self._said(schema)
        tag = _tag(said, name)
        space = _namespace(said)
        if is_array(value):
            items = self._items(target, value, tag)
            return f"<{tag}{space}>{items}</{tag}>"
        if not is_object(value):
            return f"<{tag}{space}>{_text(value)}</{tag}>"
        properties = target.get("properties", {})
        attributes, children = "", ""
        for key, member in value.items():
            inner = properties.get(key, {})
            how = self._said(inner)
            if how.get("attribute") is True and not is_object(member) and not is_array(member):
                attributes += f" {_tag(how, key)}={quoteattr(_plain(member))}"
            elif is_array(member) and how.get("wrapped") is not True:
                children += self._items(self._target(inner), member, _tag(how, key))
            else:
                children += self.element(inner, member, key)
        return f"<{tag}{space}{attributes}>{children}</{tag}>"

    def _items(self, target: dict[str, Any], values: list[Any], name: str) -> str:
        return "".join(self.element(target.get("items", {}), value, name) for value in values)

    def _target(self, schema: Any) -> dict[str, Any]:
        target = follow(self._document, schema)
        return target if is_object(target) else {}

    def _said(self, schema: Any) -> dict[str, Any]:
        own = schema.get("xml") if is_object(schema) else None
        said = own if own is not None else self._target(schema).get("xml")
        return said if is_object(said) else {}


def _tag(said: dict[str, Any], name: str) -> str:
    tag, prefix = str(said.get("name", name)), said.get("prefix")
    tag = f"{prefix}:{tag}" if prefix else tag
    return tag if _NAME.match(tag) else "item"


def _namespace(said: dict[str, Any]) -> str:
    space, prefix = said.get("namespace"), said.get("prefix")
    if not isinstance(space, str):
        return ""
    return f" xmlns{f':{prefix}' if prefix and _NAME.match(str(prefix)) else ''}={quoteattr(_ILLEGAL.sub('', space))}"


def _text(value: Any) -> str:
    return escape(_plain(value))


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return _ILLEGAL.sub("", str(value).lower() if isinstance(value, bool) else str(value))

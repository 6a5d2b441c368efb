"""Recorded exchanges in the YAML of cassettes: read by YAML 1.1 (vcrpy) and by YAML 1.2 (this project) as the same."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as Base64Error
from typing import TYPE_CHECKING, Any

from generator.document import pointers, yaml_text
from generator.document.findings import Place, fail
from generator.document.load import loads
from generator.exchange.messages import Interaction, Request, Response

if TYPE_CHECKING:
    from collections.abc import Mapping

_BINARY = "tag:yaml.org,2002:binary"
_MARK = "binary"
_BODIES = (("request", "body"), ("response", "body", "string"))


def read(text: str, name: str) -> tuple[Any, dict[str, bytes]]:
    """Return the data of YAML `text`, and of each body that is binary its pointer and its bytes.

    In the data, such a body is its base64. `name` stands for the file in messages.

    Raises:
        SpecloomError: the text is not well-formed, has a tag elsewhere, repeats a key, or expands beyond the limits.
    """
    bodies: dict[str, bytes] = {}
    root = yaml_text.read(text, name) if _MARK in text else None
    nodes = _binary_bodies(root)
    for node in sorted({id(node): node for node in nodes.values()}.values(), key=_start, reverse=True):
        start, end = _start(node), int(node.end_mark.index)
        text = f'{text[:start]}"{_base64(node)}"' + "\n" * text.count("\n", start, end) + text[end:]
    for pointer, node in nodes.items():
        try:
            bodies[pointer] = b64decode(_base64(node), validate=True)
        except (Base64Error, ValueError) as error:
            place = Place(name, int(node.start_mark.line) + 1, pointer)
            raise fail("invalid-cassette", "is marked as binary but is no base64", place) from error
    return loads(text, name), bodies


def interactions(data: Any, bodies: Mapping[str, bytes]) -> tuple[Interaction, ...]:
    """Return the exchanges in what `read` gave, which has the shape of a cassette."""
    return tuple(_interaction(item, index, bodies) for index, item in enumerate(data["interactions"]))


def _interaction(data: Any, index: int, bodies: Mapping[str, bytes]) -> Interaction:
    request, response = data["request"], data["response"]
    sent = bodies.get(f"/interactions/{index}/request/body", _bytes(request["body"]))
    answered = bodies.get(f"/interactions/{index}/response/body/string", _bytes(response["body"]["string"]))
    return Interaction(
        Request(request["method"], request["uri"], _headers(request["headers"]), sent),
        Response(response["status"]["code"], _headers(response["headers"]), answered),
    )


def _headers(data: Mapping[str, list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, values in data.items() for value in values)


def _bytes(text: str | None) -> bytes:
    return (text or "").encode()


def _binary_bodies(root: Any) -> dict[str, Any]:
    """Return the nodes of bodies that are marked as binary, by their pointers."""
    listed = _at(root, "interactions")
    items: list[Any] = listed.value if listed is not None and listed.id == "sequence" else []
    places = [
        (pointers.join("/interactions", index, *keys), _at(item, *keys))
        for index, item in enumerate(items)
        for keys in _BODIES
    ]
    return {
        pointer: node for pointer, node in places if node is not None and node.id == "scalar" and node.tag == _BINARY
    }


def _at(node: Any, *keys: str) -> Any:
    for key in keys:
        members: list[Any] = node.value if node is not None and node.id == "mapping" else []
        node = next((value for name, value in members if name.value == key), None)
    return node


def _start(node: Any) -> int:
    return int(node.start_mark.index)


def _base64(node: Any) -> str:
    return "".join(str(node.value).split())

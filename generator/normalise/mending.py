"""Parts of a document whose type is wrong while their meaning is plain: what they are taken for, each with a warning.

Many documents in the wild are written by hand or by careless tools: `description:` without a value, a number where a text
belongs, a single entry where a list does. Such a part is read as what it plainly means; one that means nothing is left out.
What carries operations (`paths`, a path, an operation, `components`) is never guessed: `shape` refuses the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.shapes import is_array, is_object
from generator.normalise import parts, shape
from generator.normalise.specification import TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.normalise.dialects.repairs import Repairs
    from generator.normalise.parts import Part
    from generator.normalise.specification import Specification

RULE = "mended"
MOST = 5_000
"""Parts of one document that are mended; one with more is not what it says it is."""
_ROUNDS = 50


class _Kept:
    """The type of `KEEP` and `DROP`."""


KEEP = _Kept()
"""It cannot be told what a part means."""
DROP = _Kept()
"""A part means nothing, and is left out."""

_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
# What each of these says where it says nothing: its name alone makes it part of the document.
_EMPTY: dict[str, Callable[[], Any]] = {
    "info": dict, "responses": dict, "response": dict, "media type": dict, "schema": dict, "operation": dict, "paths": dict,
    "path item": dict,
}  # fmt: skip
_CARRIERS = frozenset({"document", "paths", "path item", "operation", "components", "responses"})


def _nothing(_kind: str, _part: Any) -> bool:
    return False


def mend(
    document: dict[str, Any],
    specification: Specification,
    repairs: Repairs,
    *,
    leave: Callable[[str, Any], bool] = _nothing,
) -> list[Part]:
    """Mend what is plain in `document`, in place; return what `parts.walk` gives of it then.

    Args:
        document: a document of the version that `specification` is for.
        specification: whose words count.
        repairs: learns of each part that is mended.
        leave: whether somebody else knows better how to mend a part of a kind.
    """
    mended = 0
    for _ in range(_ROUNDS):
        before = mended
        walked = list(parts.walk(document, specification))
        # The last ones first: where an item leaves a list, those before it keep their places.
        for kind, part, pointer in reversed(list(shape.faulty(walked, specification))):
            if mended < MOST and not leave(kind, part) and _mend(document, kind, part, pointer, repairs):
                mended += 1
        if mended == before:
            return walked
        if mended == MOST:
            break
    return list(parts.walk(document, specification))


def _mend(document: Any, kind: str, part: Any, pointer: str, repairs: Repairs) -> bool:
    tokens = pointers.split(pointer)
    if not tokens:
        return False
    container = pointers.get(document, pointers.join("", *tokens[:-1]))
    key: Any = int(tokens[-1]) if is_array(container) else tokens[-1]
    meant = DROP if _is_no_path(kind, part, tokens) else taken_for(kind, part)
    if meant is DROP and kind in _EMPTY and is_object(container) and not _is_no_path(kind, part, tokens):
        meant = _EMPTY[kind]()
    if meant is KEEP:
        return False
    said = "is left out" if meant is DROP else f"is read as {_excerpt(meant)}"
    repairs.warn(pointer, RULE, f"{_article(kind)} cannot be {_excerpt(part)}: it {said}")
    if meant is DROP:
        del container[key]
    else:
        container[key] = meant
    return True


def _is_no_path(kind: str, part: Any, tokens: list[str]) -> bool:
    """Tell whether what stands below `paths` is meant for something else: it has no slash, and holds no operations."""
    return kind == "path item" and tokens[0] == "paths" and not tokens[1].startswith("/") and not is_object(part)


def taken_for(kind: str, part: Any) -> Any:
    """Return what `part` is taken for where something of `kind` (as in `Specification`) belongs: a value, `DROP` or `KEEP`."""
    if part is None:
        return DROP if kind != "document" else KEEP
    if kind in _CARRIERS:
        return KEEP
    if kind[0] == "[":
        return _list_of(kind[1:-1], part)
    if kind[0] == "{":
        return DROP if not part or not is_array(part) else _named(part)
    return _LEAVES.get(kind, _object)(kind, part)


def _list_of(kind: str, part: Any) -> Any:
    """Return a single entry as a list of it, and entries by name as a list of them."""
    if (
        is_object(part)
        and kind == "parameter"
        and "name" not in part
        and all(is_object(entry) for entry in part.values())
    ):
        return [{"name": name, **entry} for name, entry in part.items()]
    if is_object(part) and kind in {"parameter", "schema", "server", "tag", "security"}:
        return [part]
    if isinstance(part, str) and kind in {"text", "scalar", "tag", "server"}:
        return [part]
    if kind == "value" and not is_object(part):
        return [part]
    return DROP


def _named(part: Iterable[Any]) -> Any:
    """Return objects that have a name each by it."""
    entries = list(part)
    if not all(is_object(entry) and isinstance(entry.get("name"), str) for entry in entries):
        return DROP
    return {entry["name"]: {key: value for key, value in entry.items() if key != "name"} for entry in entries}


def _text(_kind: str, part: Any) -> Any:
    if isinstance(part, bool):
        return "true" if part else "false"
    if isinstance(part, int | float):
        return str(part)
    return DROP


def _flag(_kind: str, part: Any) -> Any:
    return _FLAGS.get(str(part).strip().lower(), DROP) if isinstance(part, str | int) else DROP


def _number(_kind: str, part: Any) -> Any:
    if not isinstance(part, str) or len(part) > 30:
        return DROP
    try:
        return int(part)
    except ValueError:
        pass
    try:
        value = float(part)
    except ValueError:
        return DROP
    return value if abs(value) < float("inf") else DROP


def _types(_kind: str, part: Any) -> Any:
    names = [part] if isinstance(part, str) else part if is_array(part) else []
    known = list(dict.fromkeys(name.lower() for name in names if isinstance(name, str) and name.lower() in TYPES))
    return DROP if not known else known[0] if isinstance(part, str) else known


def _object(kind: str, part: Any) -> Any:
    """Return what `part` means where an object of `kind` belongs, or is of that kind and lacks something."""
    if is_object(part):
        return _whole(kind, part)
    if isinstance(part, str):
        means = _MEANT_BY_TEXT.get(kind)
        return DROP if means is None else means(part)
    return DROP


def _whole(kind: str, part: dict[str, Any]) -> Any:
    if "$ref" in part and not isinstance(part["$ref"], str):
        return {key: value for key, value in part.items() if key != "$ref"}
    where = part.get("in")
    if kind == "parameter" and "name" in part:
        known = where.lower() if isinstance(where, str) else "query"
        return {**part, "in": known} if known != where and known in {"path", "query", "header", "cookie"} else DROP
    return DROP


_LEAVES: dict[str, Callable[[str, Any], Any]] = {
    "text": _text,
    "scalar": _text,
    "flag": _flag,
    "number": _number,
    "step": _number,
    "size": _number,
    "bound": _number,
    "types": _types,
    "object": lambda _kind, _part: DROP,
}
_MEANT_BY_TEXT: dict[str, Callable[[str], Any]] = {
    "response": lambda text: {"description": text},
    "schema": lambda text: {"type": text} if text in TYPES else DROP,
    "discriminator": lambda text: {"propertyName": text},
    "tag": lambda text: {"name": text},
    "server": lambda text: {"url": text},
    "security": lambda text: {text: []},
}


def _article(kind: str) -> str:
    plain = "type" if kind == "types" else kind.strip("[]{}")
    if kind[0] == "[":
        return f"a list ({plain})"
    if kind[0] == "{":
        return f"an object ({plain} by name)"
    return f"{'an' if plain[0] in 'aeio' else 'a'} {plain}"


def _excerpt(part: Any) -> str:
    if is_object(part):
        return "an empty object" if not part else "that object"
    if is_array(part):
        return "an empty list" if not part else "that list"
    text = "null" if part is None else repr(part) if isinstance(part, str) else str(part).lower()
    return text if len(text) <= 40 else f"{text[:40]}…"

"""Fragments to one document: equal parts merge, different ones of one name are an error, nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.extract import prose
from generator.extract.conflicts import Collector
from generator.extract.fragments import METHODS, Fragment
from generator.extract.page import Draft, Page
from generator.extract.shapes import mapping, sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ROOT = ("openapi", "info", "servers", "security", "tags", "paths", "webhooks", "components")
_ROOT_SHAPES = {"info": "info", "externalDocs": "external-docs", "jsonSchemaDialect": "fact"}
_PATH_SHAPES = {
    "parameters": "[parameter]", "servers": "[server]", "description": "prose", "$ref": "fact",
    "additionalOperations": "{operation}",
}  # fmt: skip
_SECTION_SHAPES = {
    "schemas": "schema", "responses": "response", "parameters": "parameter", "examples": "example",
    "requestBodies": "request-body", "headers": "parameter", "securitySchemes": "security-scheme", "links": "link",
    "callbacks": "callback", "pathItems": "path-item", "mediaTypes": "media-type",
}  # fmt: skip
_VERSION = re.compile(r"3\.([0-9]{1,3})(?:\.([0-9]{1,3}))?(?:[-+].*)?")
_LISTED = 50  # APIs named in a message


def merge(fragments: list[Fragment], page: Page) -> Draft:
    """Return the one document that `fragments` of `page` state together; they are changed on the way.

    What fragments share at the root stays there. Where they differ in servers or security, each operation gets those
    of its own fragment (OpenAPI 3.1 section 4.8.10); where those of one path differ in what they state for the whole
    path, each operation gets that, too.

    Raises:
        SpecloomError: they belong to several APIs of which `page.api` names none, are of different OpenAPI versions,
            or contradict each other; shows what contradicts what.
    """
    fragments = _of_one_api(fragments, page)
    draft = Draft({"openapi": _version(fragments, page)})
    collector = Collector(page, draft)
    _put_root(fragments, collector)
    for fragment in fragments:
        _put_components(fragment, collector)
    for kind in ("paths", "webhooks"):
        _put_paths(fragments, kind, collector)
    _refuse_repeated_ids(collector)
    collector.check()
    document = draft.document
    draft.document = {key: document[key] for key in sorted(document, key=_root_order)}
    return draft


def _root_order(key: str) -> int:
    return _ROOT.index(key) if key in _ROOT else len(_ROOT)


def api_names(fragments: Iterable[Fragment]) -> dict[str, list[Fragment]]:
    """Return the fragments by the API they belong to: its title, with the version where one title has several.

    Fragments without a title belong to every API.
    """
    groups: dict[tuple[str, str], list[Fragment]] = {}
    nameless: list[Fragment] = []
    for fragment in fragments:
        info = mapping(fragment.content.get("info"))
        if "title" in info:
            groups.setdefault((str(info["title"]), str(info.get("version", ""))), []).append(fragment)
        else:
            nameless.append(fragment)
    titles = Counter(title for title, _ in groups)
    named = {
        title if titles[title] == 1 else f"{title} {version}": members for (title, version), members in groups.items()
    }
    if not named:
        return {"": nameless}
    return {name: sorted([*members, *nameless], key=lambda f: f.line) for name, members in named.items()}


def _of_one_api(fragments: list[Fragment], page: Page) -> list[Fragment]:
    groups = api_names(fragments)
    listed = ", ".join(f"{name[:80]!r} (line {members[0].line})" for name, members in islice(groups.items(), _LISTED))
    if page.api is not None:
        if page.api not in groups:
            raise page.error("unknown-api", f"does not show an API called {page.api!r}", None, f"It shows {listed}.")
        return groups[page.api]
    if len(groups) > 1:
        remedy = "Name the one to extract by its title."
        raise page.error("several-apis", f"shows {len(groups)} APIs: {listed}", None, remedy)
    return next(iter(groups.values()))


def _version(fragments: list[Fragment], page: Page) -> str:
    seen: dict[tuple[int, int], Fragment] = {}
    for fragment in fragments:
        if "swagger" in fragment.content:
            remedy = "Convert it to OpenAPI 3, or use the vendor's whole document as a source."
            raise page.error("unsupported-version", "the fragment is of Swagger 2.0", fragment.line, remedy)
        if fragment.version is not None:
            match = _VERSION.fullmatch(fragment.version)
            if match is None:
                message = f"the fragment is of OpenAPI {fragment.version[:40]!r}, which is not a version 3"
                raise page.error("unsupported-version", message, fragment.line)
            seen.setdefault((int(match[1]), int(match[2] or 0)), fragment)
    if len({minor for minor, _ in seen}) > 1:
        listed = " and ".join(f"{fragment.version} (line {fragment.line})" for fragment in seen.values())
        raise page.error("mixed-versions", f"its fragments are of different OpenAPI versions, {listed}")
    minor, patch = max(seen, default=(1, 0))
    return f"3.{minor}.{patch}"


def _put_root(fragments: list[Fragment], collector: Collector) -> None:
    with_operations = [f for f in fragments if mapping(f.content.get("paths")) or mapping(f.content.get("webhooks"))]
    for key in ("servers", "security"):
        _share(key, with_operations or fragments, collector)
    for fragment in fragments:
        _put_tags(sequence(fragment.content.get("tags")), fragment.line, collector)
        for key, value in fragment.content.items():
            if key == "info" or key not in _ROOT:
                _put_first(f"/{key}", value, _ROOT_SHAPES.get(key, "free"), fragment.line, collector)


def _share(key: str, fragments: list[Fragment], collector: Collector) -> None:
    shape = "[server]" if key == "servers" else "fact"
    if len({prose.facts(f.content.get(key), shape) for f in fragments}) == 1:
        for fragment in fragments:
            if key in fragment.content:
                collector.put(f"/{key}", fragment.content[key], shape, fragment.line)
        return
    for fragment in fragments:
        if key in fragment.content:
            for item in _path_items(fragment):
                for operation in _operations(item):
                    if key == "security" or "servers" not in item:
                        operation.setdefault(key, fragment.content[key])


def _put_first(pointer: str, value: Any, shape: str, line: int, collector: Collector) -> None:
    """Keep the first of those members of which fragments may state different ones without contradiction."""
    first = collector.draft.lines.get(pointer)
    if first is None:
        collector.put(pointer, value, shape, line)
    elif prose.facts(pointers.get(collector.draft.document, pointer), shape) != prose.facts(value, shape):
        message = f"{pointer} differs between the fragments on lines {first} and {line}; the first is kept"
        collector.draft.findings.append(collector.page.warning("differing-root", message, line, pointer))


def _put_tags(tags: list[Any], line: int, collector: Collector) -> None:
    known: list[dict[str, Any]] = collector.draft.document.setdefault("tags", []) if tags else []
    for tag in filter(None, map(mapping, tags)):
        same = [other for other in known if other.get("name") == tag.get("name")]
        if not same:
            known.append(tag)
        elif prose.facts(same[0], "tag") == prose.facts(tag, "tag"):
            prose.fill(same[0], tag, "tag")
        else:
            shown = " and ".join(prose.facts(each, "tag") for each in (same[0], tag))
            collector.add_conflict(f"the tag {tag.get('name')!r} is stated in two ways: {shown}", line, "")


def _put_components(fragment: Fragment, collector: Collector) -> None:
    for section, named in mapping(fragment.content.get("components")).items():
        if section not in _SECTION_SHAPES:
            _put_first(pointers.join("/components", section), named, "free", fragment.line, collector)
        for name, component in mapping(named).items() if section in _SECTION_SHAPES else ():
            pointer = pointers.join("/components", section, name)
            collector.put(pointer, component, _SECTION_SHAPES[section], fragment.line)


def _path_items(fragment: Fragment) -> list[dict[str, Any]]:
    return [mapping(item) for kind in ("paths", "webhooks") for item in mapping(fragment.content.get(kind)).values()]


def _operations(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for method, operation in item.items():
        if method in METHODS:
            yield mapping(operation)
    yield from map(mapping, mapping(item.get("additionalOperations")).values())


def _put_paths(fragments: list[Fragment], kind: str, collector: Collector) -> None:
    by_path: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for fragment in fragments:
        for path, item in mapping(fragment.content.get(kind)).items():
            if path.startswith("x-"):
                _put_first(pointers.join(f"/{kind}", path), item, "free", fragment.line, collector)
            else:
                by_path.setdefault(path, []).append((fragment.line, mapping(item)))
    for path, items in by_path.items():
        _push_down_parameters(items)
        _push_down_servers(items)
        for line, item in items:
            for key, value in item.items():
                shape = "operation" if key in METHODS else _PATH_SHAPES.get(key, "free")
                collector.put(pointers.join(f"/{kind}", path, key), value, shape, line)


def _push_down_parameters(items: list[tuple[int, dict[str, Any]]]) -> None:
    if len({prose.facts(item.get("parameters", []), "[parameter]") for _, item in items}) == 1:
        return
    for _, item in items:
        shared = sequence(item.pop("parameters", None))
        for operation in _operations(item):
            own = sequence(operation.get("parameters"))
            taken = [_parameter_key(parameter) for parameter in own]
            inherited = [parameter for parameter in shared if _parameter_key(parameter) not in taken]
            if inherited or own:
                operation["parameters"] = [*inherited, *own]


def _parameter_key(parameter: Any) -> tuple[Any, ...]:
    fields = mapping(parameter)
    return (fields["$ref"],) if "$ref" in fields else (fields.get("name"), fields.get("in"))


def _push_down_servers(items: list[tuple[int, dict[str, Any]]]) -> None:
    if len({prose.facts(item.get("servers", []), "[server]") for _, item in items}) == 1:
        return
    for _, item in items:
        servers = item.pop("servers", None)
        for operation in _operations(item):
            if servers is not None:
                operation.setdefault("servers", servers)


def _refuse_repeated_ids(collector: Collector) -> None:
    seen: dict[str, tuple[str, int]] = {}
    for path, item in mapping(collector.draft.document.get("paths")).items():
        for method in METHODS:
            identifier = mapping(mapping(item).get(method)).get("operationId")
            if not isinstance(identifier, str):
                continue
            called = f"{method.upper()} {path}"
            line = collector.draft.lines[pointers.join("/paths", path, method)]
            if identifier in seen:
                other, first = seen[identifier]
                message = f"{other} (line {first}) and {called} (line {line}) share the operationId {identifier!r}"
                collector.add_conflict(message, line, "Correct the page's copy: an operationId is unique.")
            seen.setdefault(identifier, (called, line))

"""The text of a page must agree with its Markdown on every fact that the text carries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.document.references import follow
from generator.extract import extract

UNKNOWN = "x-specloom-unknown"
METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")


def operations(document: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (method, path): {
            **item[method],
            "parameters": [*item.get("parameters", []), *item[method].get("parameters", [])],
        }
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    }


def schema(document: dict[str, Any], value: Any) -> dict[str, Any]:
    """Resolve references and spell `nullable` as OpenAPI 3.1 does, so that versions compare."""
    resolved = dict(follow(document, value))
    if resolved.pop("nullable", False):
        resolved["type"] = [resolved["type"], "null"]
    return resolved


def assert_carried(text: dict[str, Any], shown: Any, markdown: dict[str, Any], stated: Any, where: str) -> None:
    """Assert that all that `shown` says is stated, however deep; what it marks as unknown says nothing."""
    one, other = schema(text, shown), schema(markdown, stated)
    is_partly_unknown = one.pop(UNKNOWN, None) is not None
    if is_partly_unknown and not one:
        return
    for key in (
        "type",
        "format",
        "enum",
        "default",
        "const",
        "pattern",
        "minimum",
        "maximum",
        "minLength",
        "maxLength",
        "minItems",
    ):
        assert one.get(key) == other.get(key), f"{where}: {key}"
    if "items" in one:
        assert_carried(text, one["items"], markdown, other["items"], f"{where}[]")
    properties = one.get("properties", {})
    for name, value in properties.items():
        assert name in other["properties"], f"{where}.{name}"
        assert_carried(text, value, markdown, other["properties"][name], f"{where}.{name}")
    if properties:
        assert one.get("required", []) == other.get("required", []), where


def assert_content(
    text: dict[str, Any], shown: dict[str, Any], markdown: dict[str, Any], stated: dict[str, Any], where: str
) -> None:
    assert [*shown] == [*stated], where
    for media_type, value in shown.items():
        assert_carried(text, value["schema"], markdown, stated[media_type]["schema"], f"{where} {media_type}")


def assert_twins(text: dict[str, Any], markdown: dict[str, Any]) -> int:
    shown, stated = operations(text), operations(markdown)
    assert [*shown] == [*stated]
    for key, operation in shown.items():
        twin, where = stated[key], " ".join(key)
        assert operation["summary"] == twin["summary"], where
        parameters = {(each["name"], each["in"]): each for each in twin["parameters"]}
        assert [(each["name"], each["in"]) for each in operation["parameters"]] == [*parameters], where
        for each in operation["parameters"]:
            other = parameters[each["name"], each["in"]]
            for member in ("required", "style", "explode", "deprecated"):
                assert each.get(member) == other.get(member), f"{where} {each['name']} {member}"
            assert_carried(text, each["schema"], markdown, other["schema"], f"{where} {each['name']}")
        assert ("requestBody" in operation) == ("requestBody" in twin), where
        if "requestBody" in operation:
            bodies = [each["requestBody"]["content"] for each in (operation, twin)]
            assert_content(text, bodies[0], markdown, bodies[1], f"{where} body")
        for status, response in operation["responses"].items():
            other = follow(markdown, twin["responses"][status])
            assert response["description"] == other["description"]
            assert_content(text, response.get("content", {}), markdown, other.get("content", {}), f"{where} {status}")
        missing = twin["responses"].keys() - operation["responses"].keys()
        assert not missing or operation[UNKNOWN] == ["errors"]
        assert all(status[0] in "45" for status in missing), where
    (requirement,) = text["security"]
    for name in requirement:
        (scheme,) = (text["components"]["securitySchemes"][name],)
        assert scheme in markdown["components"]["securitySchemes"].values()
    return len(shown)


def pair(folder: Path, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    text, markdown = (folder / f"{name}.txt", folder / f"{name}.md")
    return tuple(extract(path.read_text(encoding="utf-8"), path.name).document for path in (text, markdown))  # type: ignore[return-value]


def test_the_synthetic_twins_agree(pages: Path) -> None:
    assert assert_twins(*pair(pages, "depot-shifts")) == 3


def test_the_real_twins_agree(real_pages: Path) -> None:
    assert assert_twins(*pair(real_pages, "patchworks-script-versions")) == 8


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("typestringstring · min: 2", "typestringstring · min: 3"),
        ("sincestring · date-time · nullable", "sincestring · date-time"),
        ("filter[is_night]booleanOptional", "filter[is_night]booleanRequired"),
        ("Default: 10", "Default: 11"),
        ("Available: robot, crates", "Available: robot, lids"),
        ("startstring · date-timeRequired", "startstring · date-timeOptional"),
        ("cratesinteger[]", "cratesstring[]"),
        ("messagestringOptional", "massagestringOptional"),
        ("Cancel a shift", "Drop a shift"),
        ("X-TracestringOptional", "X-TrailstringOptional"),
    ],
)
def test_the_comparison_notices_any_other_fact(pages: Path, old: str, new: str) -> None:
    text = (pages / "depot-shifts.txt").read_text(encoding="utf-8")
    assert old in text
    changed = extract(text.replace(old, new), "depot-shifts.txt").document
    with pytest.raises(AssertionError):
        assert_twins(changed, pair(pages, "depot-shifts")[1])

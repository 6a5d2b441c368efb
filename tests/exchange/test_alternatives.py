"""Unions whose branches overlap: what tells them apart, and what is one branch under two names."""

from __future__ import annotations

from typing import Any

import pytest

from generator.exchange.alternatives import Alternatives, naming
from generator.exchange.schemas import Schemas

TEXT = {"type": "string"}
KINDS = {"type": "string", "enum": ["RSA", "EC"]}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def made(*required: str, **members: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": members}


MAPPING = {"RSA": "#/components/schemas/Rsa", "EC": "#/components/schemas/Ec"}
COMPONENTS: dict[str, Any] = {
    "Kty": KINDS,
    # The member that tells them apart is the same enum in both, as where it stands in a base of both.
    "Rsa": made("kty", kty=ref("Kty"), n=TEXT),
    "Ec": made("kty", kty=ref("Kty"), x=TEXT),
    "OnlyRsa": made("kty", kty={"const": "RSA"}, n=TEXT),
    "OnlyEc": made("kty", kty={"enum": ["EC"]}, x=TEXT),
    "Cat": made("type", type=TEXT, name=TEXT),
    "Dog": made("type", type=TEXT, name=TEXT, barks={"type": "boolean"}),
    "Card": made("no", no=TEXT) | {"description": "A card."},
    "Pass": made("no", no={**TEXT, "description": "Its number."}) | {"title": "Pass"},
}
DOCUMENT = {"components": {"schemas": COMPONENTS}}
KEY = {"oneOf": [ref("Rsa"), ref("Ec")], "discriminator": {"propertyName": "kty", "mapping": MAPPING}}
PET = {"oneOf": [ref("Cat"), ref("Dog")], "discriminator": {"propertyName": "type"}}


def accepts(schema: Any, value: Any) -> bool:
    return Schemas(DOCUMENT, "keys").accepts(schema, value)


def test_a_value_may_be_the_branch_that_its_discriminator_names() -> None:
    assert accepts(KEY, {"kty": "RSA", "n": "1"})
    assert accepts(KEY, {"kty": "EC"})
    assert accepts({"type": "array", "items": KEY}, [{"kty": "EC", "x": "1"}, {"kty": "RSA"}])
    assert not accepts(KEY, {"kty": "RSA", "n": 1, "x": 1})
    assert not accepts(KEY, {"kty": "oct"})
    assert not accepts(KEY, {"n": "1"})


def test_without_a_mapping_it_is_named_like_its_component() -> None:
    assert accepts(PET, {"type": "Cat", "name": "Tom"})
    assert accepts(PET, {"type": "Dog", "barks": True})
    assert not accepts(PET, {"type": "cow", "name": "Tom"}), "both, and neither by name"


def test_what_the_letter_allows_stays_allowed() -> None:
    """Whatever the discriminator says: one branch alone may match a value that it has for another."""
    assert accepts(KEY, {"kty": "RSA", "n": 1, "x": "1"}), "is no Rsa, and the only branch left is Ec"


def test_other_rules_of_the_union_hold_all_the_same() -> None:
    narrowed = {**KEY, "required": ["use"], "allOf": [{"properties": {"use": {"const": "sig"}}}]}
    assert accepts(narrowed, {"kty": "EC", "use": "sig"})
    assert not accepts(narrowed, {"kty": "EC", "use": "enc"})
    assert not accepts(narrowed, {"kty": "EC"})


def test_branches_that_are_apart_anyway_are_left_as_they_are() -> None:
    alternatives = Alternatives(DOCUMENT)
    apart = {"oneOf": [ref("OnlyRsa"), ref("OnlyEc")], "discriminator": {"propertyName": "kty"}}
    for schema in (apart, {"oneOf": [TEXT, {"type": "integer"}]}, {"default": KEY}, {"enum": [[KEY]]}, True, TEXT):
        assert alternatives.told_apart(schema) is schema
    message = Schemas(DOCUMENT, "keys").faults("rule", apart, {"kty": "oct"})[0].message
    assert "oneOf" in message


@pytest.mark.parametrize(
    "branches",
    [
        [TEXT, TEXT],
        [TEXT, {**TEXT, "description": "The same."}, {"type": "integer"}],
        [{"type": "integer", "format": "int32"}, {"type": "integer", "format": "int64"}],
        [ref("Card"), ref("Pass")],
        [ref("Card"), COMPONENTS["Card"]],
    ],
)
def test_equal_branches_are_one(branches: list[Any]) -> None:
    value: Any = {"no": "1"} if branches[0] == ref("Card") else 5 if branches[0] != TEXT else "text"
    assert accepts({"oneOf": branches}, value)
    assert not accepts({"oneOf": branches}, [])


def test_branches_that_say_something_else_are_not_one() -> None:
    for other in ({"type": "string", "format": "date"}, {"type": "string", "minLength": 1}):
        assert not accepts({"oneOf": [TEXT, other]}, "2026-01-01")
    titled = [made("title", title=TEXT), made("title", title={"type": "string", "maxLength": 3})]
    assert not accepts({"oneOf": titled}, {"title": "abc"}), "a member called like an annotation is a member"


@pytest.mark.parametrize("more", [{}, {"allOf": [{"$ref": "#/paths/~1a"}]}])
def test_references_may_lead_into_a_union(more: dict[str, Any]) -> None:
    document = {"components": {"schemas": {**COMPONENTS, "Key": KEY}}, "paths": {"/a": {}}}
    second = {"$ref": "#/components/schemas/Key/oneOf/1", **more}
    assert Schemas(document, "keys").accepts(second, {"kty": "EC", "x": "1"})
    assert not Schemas(document, "keys").accepts(second, {"kty": "EC", "x": 1})


@pytest.mark.parametrize(
    ("discriminator", "branch", "values"),
    [
        ({"propertyName": "kty", "mapping": MAPPING}, ref("Rsa"), ["RSA"]),
        ({"propertyName": "kty", "mapping": {"a": "Rsa", "b": "Rsa"}}, ref("Rsa"), ["a", "b"]),
        ({"propertyName": "kty"}, ref("Rsa"), ["Rsa"]),
        ({"propertyName": "kty"}, TEXT, None),
        ({"propertyName": 5}, ref("Rsa"), None),
        ({"propertyName": "kty", "mapping": []}, ref("Rsa"), ["Rsa"]),
    ],
)
def test_the_name_of_a_branch(discriminator: dict[str, Any], branch: Any, values: list[str] | None) -> None:
    named = naming(discriminator, branch)
    assert (None if named is None else named["properties"]["kty"]["enum"]) == values


@pytest.mark.parametrize("word", ["externalDocs", "xml", "x-icon", "$id"])
def test_branches_that_differ_in_what_checks_nothing_are_one(word: str) -> None:
    assert accepts({"oneOf": [TEXT, {**TEXT, word: {"url": "https://a.example"}}]}, "a")


@pytest.mark.parametrize("name", ["default", "enum", "examples"])
def test_a_union_of_a_member_called_like_a_keyword_is_told_apart_too(name: str) -> None:
    assert accepts(made(name, **{name: KEY}), {name: {"kty": "RSA"}})

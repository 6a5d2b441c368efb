"""Required fields that only the server sets: callers leave them out, answers must have them, and nothing is sent for them."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest
from pydantic import TypeAdapter, ValidationError

from generator.emit.models_view import models_view
from generator.emit.server_set import with_server_set

from .checkers import CHECKERS, reported_lines
from .documents import answer, body, document, ref
from .packages import emit, load, normalised

TEXT = {"type": "string"}
GIVEN = {**TEXT, "readOnly": True}


def kind(said: str, /, **properties: Any) -> dict[str, Any]:
    members = {"kind": {**TEXT, "enum": [said], "readOnly": True}, "made-at": GIVEN, **properties}
    return {"type": "object", "required": list(members), "properties": members}


SCHEMAS: dict[str, Any] = {
    "Cat": kind("cat", name=TEXT),
    "Dog": {**kind("dog", friend={"anyOf": [ref("Cat"), {"type": "null"}]}), "required": ["kind", "made-at"]},
    "Pet": {
        "oneOf": [ref("Cat"), ref("Dog")],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {"cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog"},
        },
    },
    "House": {
        "type": "object",
        "required": ["id", "pets"],
        "properties": {"id": GIVEN, "pets": {"type": "array", "items": {"anyOf": [ref("Pet"), TEXT]}}, "note": TEXT},
    },
    "Wish": {"type": "object", "required": ["id", "text"], "properties": {"id": GIVEN, "text": TEXT}},
    "Fact": {"type": "object", "required": ["id", "text"], "properties": {"id": GIVEN, "text": TEXT}},
}
PATHS: dict[str, Any] = {
    "/pets": {"post": {"requestBody": body(ref("Pet")), "responses": {"200": answer(ref("Pet"))}}},
    "/houses": {"post": {"requestBody": body(ref("House")), "responses": {"200": answer(ref("House"))}}},
    "/wishes": {"post": {"requestBody": body({"type": "array", "items": ref("Wish")}), "responses": {}}},
    "/facts": {"get": {"responses": {"200": answer(ref("Fact"))}}},
}  # fmt: skip
CODE = """\
from typing import assert_type
from server_sets import ServerSets, models

def right(client: ServerSets) -> None:
    cat = models.Cat(kind="cat", name="Tom")
    client.pets.create(body=cat)
    client.pets.create(body=models.Dog(kind="dog", friend=cat))
    client.houses.create(pets=[cat, "fish"])
    client.houses.create(body=models.House(pets=[cat]))
    client.wishes.create(body=[models.Wish(text="more")])
    assert_type(client.facts.get().id, str)
    assert_type(cat.made_at, str)

def wrong() -> None:
    models.Cat(kind="cat")
    models.Fact(text="true")
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return emit(document(PATHS, SCHEMAS), "server_sets", tmp_path_factory.mktemp("sets"))


@pytest.fixture(scope="module")
def package(source: Path) -> ModuleType:
    return load(source)


def sent(package: ModuleType, resource: str, **given: Any) -> Any:
    """The body that `create` of a resource sends; the answer to it is a house or a cat."""
    bodies: list[Any] = []

    def give(request: httpx2.Request) -> httpx2.Response:
        bodies.append(json.loads(request.content))
        answered: Any = (
            {"id": "1", "pets": []} if "houses" in request.url.path else {"kind": "cat", "made-at": "x", "name": "x"}
        )
        return httpx2.Response(200, json=answered)

    transport = httpx2.Client(transport=httpx2.MockTransport(give))
    with package.ServerSets(base_url="https://pets.example", http_client=transport) as client:
        getattr(client, resource).create(**given)
    return bodies[0]


def test_models_are_made_without_them_and_nothing_is_sent_for_them(package: ModuleType) -> None:
    models = package.models
    cat = models.Cat(kind="cat", name="Tom")
    dog = models.Dog(kind="dog", friend=cat, more=1)
    assert cat.made_at is None
    assert sent(package, "pets", body=dog)["friend"] == {"name": "Tom"}
    house = models.House(pets=[cat, dog, "fish"], note="n")
    pets = [{"name": "Tom"}, {"friend": {"name": "Tom"}, "more": 1}, "fish"]
    for given in ({"body": house}, {"pets": [cat, dog, "fish"], "note": "n"}):
        assert sent(package, "houses", **given) == {"pets": pets, "note": "n"}


def test_models_that_lack_them_are_models_like_others(package: ModuleType) -> None:
    models = package.models
    dog = models.Dog(kind="dog", friend=models.Cat(kind="cat", name="Tom"), more=1)
    assert dog.model_fields_set == {"kind", "friend", "more"}
    assert dog.model_extra == {"more": 1}
    assert models.House(pets=[dog]).model_dump()["pets"][0]["more"] == 1
    assert dog.model_copy(deep=True) == dog
    dog.made_at = "now"
    assert dog.model_dump(by_alias=True)["made-at"] == "now"


def test_an_answer_must_have_them(package: ModuleType) -> None:
    models = package.models
    for kind_of, text in ((models.Cat, '{"kind": "cat", "name": "x"}'), (models.House, '{"pets": []}')):
        with pytest.raises(ValidationError, match="Field required"):
            TypeAdapter(kind_of).validate_json(text)
    assert models.Cat.model_validate_json('{"kind": "cat", "made-at": "x", "name": "y"}').made_at == "x"


@pytest.mark.parametrize("given", [{"kind": "cat"}, {"kind": "cat", "name": 1}, {"name": "x"}, {}])
def test_anything_else_that_is_required_is_needed(package: ModuleType, given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        package.models.Cat(**given)


def test_what_is_only_sent_or_only_received_is_not_changed_by_it() -> None:
    view = models_view(normalised(document(PATHS, SCHEMAS)))
    assert view.server_set == {"Cat": ("made_at",), "Dog": ("made_at",), "House": ("id",)}
    schemas = view.document["components"]["schemas"]
    assert schemas["Wish"]["required"] == ["text"]
    assert schemas["Fact"]["required"] == ["id", "text"]


def test_only_the_fields_of_their_class_are_changed() -> None:
    classes = "class A(Model):\n    a: int\n    b: int\n\n\nclass B(Model):\n    a: int\n"
    source = f"from .._runtime.model import Model\n\n\n{classes}"
    made = with_server_set(source, {"A": ("a",)})
    assert "class A(ServerSetModel):\n    a: int = set_by_server()\n    b: int\n" in made
    assert made.endswith("class B(Model):\n    a: int\n")
    assert "from .._runtime.server_set import ServerSetModel, set_by_server\n" in made
    assert with_server_set(source, {}) == source


@pytest.mark.types
@pytest.mark.parametrize("checker", CHECKERS)
def test_type_checkers_know_it(checker: str, source: Path, tmp_path: Path) -> None:
    file = tmp_path / "use.py"
    file.write_text(CODE)
    folder = tmp_path / "work"
    folder.mkdir()
    first = CODE.splitlines().index("def wrong() -> None:") + 2
    wrong = list(range(first, len(CODE.splitlines()) + 1))
    assert reported_lines(checker, file, [source.parent], folder) == wrong

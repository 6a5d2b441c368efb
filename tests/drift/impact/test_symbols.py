"""From places of the resolved form to symbols, where the normal form or the emitter makes something else of them."""

import copy
from collections.abc import Iterable

from generator.drift.impact import state_of
from generator.drift.impact.symbols import Symbols
from generator.emit.models import models_source
from generator.emit.splitting.plan import plan
from generator.workspace.paths import templates_folder

from .states import Document, answer, base_of, body, ref, small

_GET = "/paths/~1pets/get"
_POST = "/paths/~1pets/post"


def hit(symbols: Symbols, pointer: str, operations: Iterable[str] = (), direction: str = "") -> list[str]:
    return sorted(each.removeprefix("pets.") for each in symbols.named(symbols.hits(pointer), operations, direction))


def listing(schema: Document, **components: Document) -> Symbols:
    return Symbols(
        small({"/pets": {"get": {"responses": answer(schema)}}}, {"GET /pets": "pets.list"}, **components)[1]
    )


def obj(**properties: Document) -> Document:
    return {"type": "object", "properties": properties}


TEXT = {"type": "string"}


def test_an_enum_hits_what_has_its_values() -> None:
    symbols = listing(
        ref("Pet"),
        Pet=obj(kind=ref("Kind"), others={"type": "array", "items": ref("Kind")}),
        Kind={"type": "string", "enum": ["a", "b"]},
    )
    assert hit(symbols, "/components/schemas/Kind/enum") == ["models.Kind", "models.Pet.kind", "models.Pet.others"]


def test_an_enum_of_one_value_is_no_type_of_its_own() -> None:
    symbols = listing(ref("Pet"), Pet=obj(kind=ref("Kind")), Kind={"type": "string", "enum": ["a"]})
    assert hit(symbols, "/components/schemas/Kind/enum/0") == ["models.Pet.kind"]


def test_a_union_that_is_answered_hits_the_method() -> None:
    symbols = listing(ref("Any"), Any={"oneOf": [ref("Cat"), ref("Dog")]}, Cat=obj(name=TEXT), Dog=obj(tail=TEXT))
    assert hit(symbols, "/components/schemas/Any/oneOf") == ["Pets.pets.list", "models.AnySchema"]
    assert hit(symbols, "/components/schemas/Dog/properties/tail/type") == ["models.Dog.tail"]


def test_what_is_flattened_hits_all_that_it_went_into() -> None:
    part = {"allOf": [ref("Base"), obj(name=TEXT)]}
    symbols = listing(
        {"type": "array", "items": ref("Cat")}, Base=obj(id=TEXT), Cat=part, Dog=part, Owner=obj(dog=ref("Dog"))
    )
    assert hit(symbols, "/components/schemas/Base/properties/id/type") == [
        "models.Cat.id",
        "models.Dog.id",
    ]
    assert hit(symbols, "/components/schemas/Base/properties/id/type", [_GET], "response") == ["models.Cat.id"]


def test_an_object_with_a_union_in_it_hits_the_models_of_all_ways() -> None:
    pet = {**obj(id=TEXT), "oneOf": [ref("Cat"), ref("Dog")]}
    symbols = listing(ref("Pet"), Pet=pet, Cat=obj(name=TEXT), Dog=obj(tail=TEXT))
    found = hit(symbols, "/components/schemas/Pet/properties/id")
    assert found == ["models.PetVariant1.id", "models.PetVariant2.id"]
    source = models_source(symbols.state.form.document, "pets", templates_folder() / "models")
    assert all(f"class {each.split('.')[1]}(" in source for each in found)


def test_an_inline_object_hits_its_field_and_not_the_class_that_it_becomes() -> None:
    symbols = listing(ref("Pet"), Pet=obj(owner=obj(name=TEXT)))
    assert hit(symbols, "/components/schemas/Pet/properties/owner") == ["models.Pet.owner"]
    assert hit(symbols, "/components/schemas/Pet/properties/owner/properties/name/maxLength") == [
        "models.PetOwner.name"
    ]


def test_names_in_python_are_those_that_the_emitter_gives() -> None:
    symbols = listing(
        ref("Pet"), Pet=obj(**{"_id": TEXT, "class": TEXT, "schema": TEXT, "fooBar": TEXT, "foo_bar": TEXT})
    )
    found = {
        wire: hit(symbols, f"/components/schemas/Pet/properties/{wire}")[0]
        for wire in ("_id", "class", "schema", "fooBar", "foo_bar")
    }
    assert found == {
        "_id": "models.Pet.id",
        "class": "models.Pet.class_",
        "schema": "models.Pet.schema_",
        "fooBar": "models.Pet.foo_bar_2",
        "foo_bar": "models.Pet.foo_bar",
    }


def test_a_body_is_hit_as_it_is_passed() -> None:
    paths = {
        "/pets": {
            "post": {"requestBody": body(ref("Pet")), "responses": answer(TEXT)},
            "put": {"requestBody": body({"type": "array", "items": ref("Pet")}), "responses": answer(TEXT)},
        }
    }
    symbols = Symbols(small(paths, {"POST /pets": "pets.create", "PUT /pets": "pets.replace"}, Pet=obj(name=TEXT))[1])
    both = [_POST, "/paths/~1pets/put"]
    assert hit(symbols, "/components/schemas/Pet/properties/name", both) == [
        "Pets.pets.create(name)",
        "models.Pet.name",
    ]
    assert hit(symbols, "/components/schemas/Pet/properties/name", both, "response") == ["models.Pet.name"]
    assert hit(symbols, "/components/schemas/Pet/additionalProperties", both) == ["Pets.pets.create", "models.Pet"]
    assert hit(symbols, "/paths/~1pets/put/requestBody/content/application~1json/schema/minItems") == [
        "Pets.pets.replace(body)"
    ]
    assert hit(symbols, "/paths/~1pets/put/requestBody/required") == ["Pets.pets.replace"]


def test_arguments_are_called_as_in_the_signature() -> None:
    parameters = [
        {"name": "X-Trace", "in": "header", "schema": TEXT},
        {"name": "page[size]", "in": "query", "schema": ref("Size")},
    ]
    paths = {"/pets": {"get": {"parameters": parameters, "responses": answer(TEXT)}}}
    symbols = Symbols(small(paths, {"GET /pets": "pets.list"}, Size={"type": "integer", "enum": [1, 2]})[1])
    assert hit(symbols, f"{_GET}/parameters/0/schema/type") == ["Pets.pets.list(x_trace)"]
    assert hit(symbols, "/components/schemas/Size/enum") == ["Pets.pets.list(page_size)", "models.Size"]


def test_joined_operations_hit_their_one_method() -> None:
    symbols = Symbols(base_of("dvelop"))
    path = "/paths/~1scripting~1script~1{scriptId}~1run"
    for verb in ("get", "post", "put", "patch", "delete"):
        assert hit(symbols, f"{path}/{verb}/summary") == ["dvelop_scripting.DvelopScripting.scripts.run"]


def test_schemes_and_variables_are_arguments_of_the_client() -> None:
    assert hit(Symbols(base_of("celigo")), "/components/securitySchemes/bearerAuth/scheme") == [
        "celigo_scripts.Celigo(token)"
    ]
    assert hit(Symbols(base_of("dvelop")), "/servers/0/variables/tenant/default") == [
        "dvelop_scripting.DvelopScripting(tenant)"
    ]


def test_what_nothing_is_generated_from_hits_nothing() -> None:
    symbols = Symbols(base_of("celigo"))
    assert hit(symbols, "/info/version") == hit(symbols, "/nowhere/at/all") == hit(symbols, "") == []


def test_circles_of_types_end() -> None:
    many = {"type": "array", "items": ref("Tree")}
    symbols = listing(ref("Tree"), Tree={"oneOf": [many, TEXT]})
    assert hit(symbols, "/components/schemas/Tree/oneOf/0/minItems") == ["Pets.pets.list", "models.Tree"]


def test_every_property_of_the_vendors_has_a_field() -> None:
    """What has a place in the normal form is named: no property of a model, no parameter and no operation is silent."""
    for name in ("celigo", "dvelop", "patchworks"):
        symbols = Symbols(base_of(name))
        for place in [
            each for each in symbols.state.form.ledger.moves if "/properties/" in each or "/parameters/" in each
        ]:
            assert hit(symbols, place), (name, place)


def test_models_are_named_alike_however_they_are_split() -> None:
    many = {f"Model{i}": obj(**{f"field{j}": TEXT for j in range(20)}) for i in range(60)}
    symbols = listing(obj(**{name.lower(): ref(name) for name in many}), **many)
    assert plan(symbols.state.document)
    assert hit(symbols, "/components/schemas/Model7/properties/field3") == ["models.Model7.field3"]


def test_a_state_is_not_changed() -> None:
    state = base_of("patchworks")
    before = copy.deepcopy(state.resolved)
    symbols = Symbols(state_of(state.vendor, state.resolved))
    hit(symbols, "/components/schemas/PaginationMeta/properties/last_page")
    assert state.resolved == before

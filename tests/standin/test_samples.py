"""Samples conform, end, read well, and are the same for the same seed; given values are kept as far as they may be."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.exchange.operations import Api
from generator.exchange.schemas import Schemas
from generator.normalise.pipeline import normalise_file, normalise_vendor
from generator.standin.sampling.samples import NoSample, Samples

from .schemas import COMPONENTS, FORMATS, IMPOSSIBLE, POSSIBLE, ref

DOCUMENT = {"components": {"schemas": COMPONENTS}}
SPECS = Path(__file__).parents[2] / "specs"
CORPUS = os.environ.get("SPECLOOM_CORPUS")
SEEDS = range(5)
LARGEST = 500_000  # bytes of a document; larger ones take seconds to normalise
MOST_OF_A_DOCUMENT = 120


def chance(seed: int = 1) -> random.Random:
    return random.Random(seed)


def sample(schema: Any, seed: int = 1, **options: Any) -> Any:
    return Samples(DOCUMENT, "garden.json").value(schema, chance(seed), **options)


def complete(schema: Any, given: Any, **options: Any) -> Any:
    found = Samples(DOCUMENT, "garden.json").complete(schema, given, chance(), **options)
    assert Schemas(DOCUMENT, "garden.json").accepts(schema, found)
    return found


def size(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(size, value.values()))
    return 1 + sum(map(size, value)) if isinstance(value, list) else 1


@pytest.mark.parametrize("schema", POSSIBLE, ids=lambda schema: json.dumps(schema)[:80])
def test_a_sample_conforms(schema: Any):
    samples, schemas = Samples(DOCUMENT, "garden.json"), Schemas(DOCUMENT, "garden.json")
    for seed in SEEDS:
        found = samples.value(schema, chance(seed))
        assert schemas.accepts(schema, found), found
        assert size(found) < 5_000


@pytest.mark.parametrize("schema", IMPOSSIBLE, ids=lambda schema: json.dumps(schema)[:80])
def test_where_there_is_none_it_is_said_and_soon(schema: Any):
    samples = Samples(DOCUMENT, "garden.json")
    for _ in range(2):
        with pytest.raises(NoSample) as caught:
            samples.value(schema, chance())
        assert caught.value.findings[0].rule == "no-sample"
        assert caught.value.findings[0].place.file == "garden.json"
    with pytest.raises(NoSample):
        samples.complete(schema, {"a": 1}, chance())


def test_the_message_names_the_member_for_which_there_is_none():
    card = {
        "type": "object",
        "required": ["no"],
        "properties": {"no": {"type": "string", "format": "uuid", "maxLength": 9}},
    }
    with pytest.raises(NoSample, match="'no'"):
        sample({"type": "object", "required": ["card"], "properties": {"card": card}})
    with pytest.raises(NoSample, match="oneOf"):
        sample({"oneOf": [{"type": "string"}, {"type": "string", "minLength": 0}]})


@pytest.mark.parametrize(
    "schema", [{"type": "strnig"}, {"pattern": "("}, ref("Nowhere"), 7, {"pattern": "a{1000000000}"}]
)
def test_what_is_no_schema_is_an_error_of_its_own(schema: Any):
    with pytest.raises(SpecloomError) as caught:
        sample(schema)
    assert caught.value.findings[0].rule == "unusable-schema"


def test_a_sample_reads_like_a_persons():
    plant = {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "plantName": {"type": "string"},
            "height": {"type": "number", "minimum": 0},
            "rings": {"type": "integer"},
            "planted": {"type": "string", "format": "date"},
            "watered_at": {"type": ["string", "null"], "format": "date-time"},
            "categories": {"type": "array", "items": {"type": "string"}},
            "page_url": {"type": "string"},
            "gardener": {"type": "object", "properties": {"email": {"type": "string"}}},
            "notes": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    }
    found = sample(plant)
    assert list(found) == list(plant["properties"]), "what is optional is shown as well"
    assert found["plantName"] == "some plant name"
    assert found["id"].isdecimal()
    assert 0 < found["height"] <= 100
    assert 0 < found["rings"] <= 100
    assert found["planted"].startswith("2026-01-")
    assert found["watered_at"].startswith("2026-01-")
    assert found["categories"][0] == "some category"
    assert found["page_url"].startswith("https://example.com/")
    assert found["gardener"]["email"].endswith("@example.com")
    assert found["notes"] == {"first": "some first"}


@pytest.mark.parametrize("name", [*FORMATS, "objectId", "byte", "int64"])
def test_formats_differ_by_chance_or_are_fixed(name: str):
    found = [sample({"type": "string", "format": name}, seed) for seed in SEEDS]
    assert all(found)
    if name == "objectId":
        assert all(len(text) == 24 and int(text, 16) >= 0 for text in found)
        assert len(set(found)) == len(found)


def test_integers_of_a_format_are_in_its_range():
    small = sample({"type": "integer", "format": "int32", "maximum": -(2**31) + 3})
    assert -(2**31) <= small <= -(2**31) + 3
    with pytest.raises(NoSample):
        sample({"type": "integer", "format": "uint8", "minimum": 256})


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "examples": ["Ada"]}, "Ada"),
        ({"type": "integer", "examples": ["x", 7]}, 7),
        ({"type": "integer", "example": 7, "default": 3}, 7),
        ({"type": "integer", "default": 3}, 3),
        ({"type": "string", "default": "", "maxLength": 4}, "text"),
        ({"type": "string", "example": "Ada", "pattern": "^B$"}, "B"),
        ({"oneOf": [{"type": "string"}, {"type": "integer"}], "example": 5}, 5),
        ({"type": "object", "example": {"a": 1}, "properties": {"a": {"type": "integer"}, "b": {}}}, {"a": 1}),
        ({"type": "array", "items": {"const": 2}, "example": [1], "minItems": 1, "maxItems": 1}, [2]),
    ],
)
def test_valid_examples_come_first_then_defaults(schema: Any, expected: Any):
    assert sample(schema) == expected


def test_a_sample_can_be_changed_without_changing_the_document():
    schema = {"type": "object", "example": {"list": [1]}, "properties": {"x": {"enum": [{"a": []}]}}}
    samples = Samples(DOCUMENT, "garden.json")
    samples.value(schema, chance())["list"].append(2)
    assert samples.value(schema, chance()) == {"list": [1]}


def test_members_of_the_other_direction_are_left_out_unless_they_are_required():
    assert set(sample(ref("User"))) == {"id", "name", "secret"}
    assert set(sample(ref("User"), direction="request")) == {"name", "password", "secret"}
    with_example = {**ref("User"), "example": {"id": 1, "name": "Ada", "password": "x", "secret": "y"}}
    assert set(sample(with_example)) == {"id", "name", "secret"}
    assert set(sample({"type": "array", "items": with_example}, direction="request")[0]) == {
        "name",
        "password",
        "secret",
    }


def test_a_discriminator_names_the_variant_that_it_stands_with():
    mapped = {"propertyName": "kind", "mapping": {"dog": "#/components/schemas/Dog", "c": "Cat"}}
    own = {"propertyName": "kind"}
    for discriminator, names in ((mapped, {"dog": "barks", "c": "purrs"}), (own, {"Dog": "barks", "Cat": "purrs"})):
        for union in ("oneOf", "anyOf"):
            pets = {union: [ref("Dog"), ref("Cat")], "discriminator": discriminator}
            found = [sample(pets, seed) for seed in range(12)]
            assert {pet["kind"] for pet in found} == set(names)
            assert all(names[pet["kind"]] in pet for pet in found)


def test_every_variant_of_a_union_comes_up_and_null_only_where_nothing_else_can_be():
    union = {"anyOf": [{"type": "null"}, {"type": "string"}, {"type": "integer"}, {"type": "array"}]}
    samples = Samples(DOCUMENT, "garden.json")
    assert {type(samples.value(union, chance(seed))) for seed in range(40)} == {str, int, list}
    assert sample({"anyOf": [{"type": "null"}, ref("Endless")]}) is None


def test_recursion_shows_some_levels_and_then_ends():
    found = sample(ref("Tree"))
    assert found["left"]["left"] is not None
    assert size(sample(ref("Wide"))) < 2_000


def test_a_hint_names_a_text():
    assert sample({"type": "string"}, hint="firstName") == "some first name"
    assert sample({"anyOf": [{"type": "string"}]}, hint="page_url").startswith("https://")


def test_the_same_seed_gives_the_same_whatever_was_made_before():
    fresh = [sample(schema, 7) for schema in POSSIBLE]
    samples = Samples(DOCUMENT, "garden.json")
    for schema in reversed(POSSIBLE):
        samples.value(schema, chance(3))
    assert [samples.value(schema, chance(7)) for schema in POSSIBLE] == fresh


def test_the_same_seed_gives_the_same_in_every_process():
    script = """
import json, random, sys
from generator.standin.sampling.samples import Samples
from tests.standin.schemas import COMPONENTS, POSSIBLE
samples = Samples({"components": {"schemas": COMPONENTS}}, "garden.json")
print(json.dumps([samples.value(schema, random.Random(7)) for schema in POSSIBLE]))
"""
    root = Path(__file__).parents[2]
    said = {
        subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, cwd=root, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


PLANT = {
    "type": "object",
    "required": ["id", "name", "place"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "name": {"type": "string", "maxLength": 20},
        "height": {"type": "number"},
        "place": {"required": ["row"], "properties": {"row": {"type": "integer"}, "note": {"type": "string"}}},
        "kinds": {"type": "array", "items": {"enum": ["rose", "weed"]}, "maxItems": 2},
        "key": {"type": "string", "writeOnly": True},
    },
}  # fmt: skip


def test_what_is_given_stays_and_what_is_missing_is_added():
    given = {"name": "Rose", "place": {"row": 3, "more": [1, {"x": None}]}, "kinds": ["rose"], "own": {"a": 1}}
    found = complete(PLANT, given)
    assert {name: found[name] for name in given} == given
    assert set(found) == {"id", "name", "height", "place", "kinds", "own"}
    assert complete({"type": "object", "required": ["plant"], "properties": {"plant": PLANT}}, {"plant": given})[
        "plant"
    ].keys() == {"id", "name", "place", "kinds", "own"}, "below the top only what is required is added"


def test_sparse_completion_adds_only_what_is_required():
    assert complete(PLANT, {"name": "Rose"}, is_sparse=True).keys() == {"id", "name", "place"}
    assert "key" not in complete(PLANT, {"key": "x"}, is_sparse=True)


def test_what_is_not_allowed_is_replaced_or_left_out():
    found = complete(
        PLANT, {"name": "R" * 30, "height": "tall", "place": {"row": "x", "note": "n"}, "kinds": ["oak", "rose"]}
    )
    assert len(found["name"]) <= 20
    assert isinstance(found["height"], int | float)
    assert found["place"]["note"] == "n"
    assert isinstance(found["place"]["row"], int)
    assert "rose" in found["kinds"]
    closed = {**PLANT, "additionalProperties": False}
    assert "own" not in complete(closed, {"own": 1})


def test_members_of_the_other_direction_are_dropped():
    assert "key" not in complete(PLANT, {"key": "x"})
    assert complete(PLANT, {"key": "x"}, direction="request")["key"] == "x"


def test_the_variant_is_the_one_that_was_given():
    pets = {
        "anyOf": [ref("Cat"), ref("Dog")],
        "discriminator": {"propertyName": "kind", "mapping": {"c": "Cat", "d": "Dog"}},
    }
    assert complete(pets, {"kind": "d"}).keys() == {"kind", "barks"}
    assert complete(pets, {"kind": "c", "own": 1})["own"] == 1
    shapes = {"anyOf": [{"type": "string"}, {"type": "object", "required": ["a"], "properties": {"a": {"const": 1}}}]}
    assert complete(shapes, {"b": 2}) == {"a": 1, "b": 2}
    assert complete({"anyOf": [ref("User"), {"type": "null"}]}, None) is None


@pytest.mark.parametrize("given", ["text", 5, 2.5, True, None, [1, "a"], {"a": {"b": []}}])
def test_what_conforms_stays_as_it_is(given: Any):
    assert complete({}, given) == given
    assert complete({"not": {"const": "other"}}, given) == given


def test_what_is_given_can_be_of_any_kind_and_depth():
    deep: Any = {}
    for _ in range(5_000):
        deep = {"place": deep}
    for given in (None, [], "text", 5, deep, [deep], {"name": deep, "\ud800": 1}):
        assert complete(PLANT, given).keys() >= {"id", "name", "place"}


@pytest.mark.parametrize("schema", POSSIBLE, ids=lambda schema: json.dumps(schema)[:80])
def test_a_completed_value_conforms(schema: Any):
    samples, schemas = Samples(DOCUMENT, "garden.json"), Schemas(DOCUMENT, "garden.json")
    for given in ({"a": 1, "b": "x", "left": {}}, "text", 5, [1, 2, 2], None):
        found = samples.complete(schema, given, chance())
        assert schemas.accepts(schema, found)
        if not isinstance(given, dict) and schemas.accepts(schema, given):
            assert found == given


@cache
def document(case: str) -> dict[str, Any]:
    form = normalise_vendor(SPECS / case) if (SPECS / case).is_dir() else normalise_file(Path(CORPUS or "") / case)
    return form.document


def described(document: dict[str, Any]) -> list[tuple[str, Any]]:
    """The schemas of the components, and of bodies and parameters, each with the name of what holds it."""
    found = list(document.get("components", {}).get("schemas", {}).items())
    for operation in Api(document, "").operations:
        bodies = [*operation.responses.values(), *([operation.body] if operation.body else [])]
        parts = [media for body in bodies for media in body.get("content", {}).values()]
        found += [(operation.id, part["schema"]) for part in (*parts, *operation.parameters) if "schema" in part]
    return found


def wild() -> list[str]:
    found = sorted(Path(CORPUS).glob("*.*")) if CORPUS else []
    documents = [path for path in found if path.suffix in {".json", ".yaml", ".yml"}]
    return [path.name for path in documents if path.stat().st_size < LARGEST]


CASES: list[Any] = [
    "celigo",
    "patchworks",
    "dvelop",
    *wild(),
    *(() if CORPUS else [pytest.param("corpus", marks=pytest.mark.skip("SPECLOOM_CORPUS is not set"))]),
]


@pytest.mark.parametrize("case", CASES)
def test_schemas_of_documents_have_samples(case: str):
    described_here = described(document(case))
    step = max(1, len(described_here) // MOST_OF_A_DOCUMENT)
    samples = Samples(document(case), case)
    without: set[str] = set()
    for name, schema in described_here[::step]:
        try:
            found = samples.value(schema, chance())
        except NoSample:
            without.add(name)
        except SpecloomError as error:
            assert error.findings[0].rule == "unusable-schema", "the document is at fault"  # noqa: PT017
        else:
            assert samples.schemas.accepts(schema, samples.complete(schema, found, chance(2))), name
    assert without == set()


def test_an_error_carries_what_comes_near():
    pair = {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}
    samples = Samples(DOCUMENT, "garden.json")
    schema = {"oneOf": [pair, {**pair, "minProperties": 0}]}
    for _ in range(2):
        with pytest.raises(NoSample) as caught:
            samples.value(schema, chance())
        (near,) = caught.value.nearest
        assert isinstance(near.pop("a"), int)  # which leaves what the next one carries alone
    with pytest.raises(NoSample) as caught:
        samples.value({"not": {}}, chance())
    assert caught.value.nearest == ()

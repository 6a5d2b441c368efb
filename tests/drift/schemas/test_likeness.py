from typing import Any

from generator.drift.schemas.likeness import alike, match, members
from generator.drift.schemas.views import Viewer
from tests.drift.schemas.edits import CAT, DOG, FISH
from tests.drift.schemas.schema_pairs import document

VIEWERS = (Viewer(document()), Viewer(document()))


def _match(base: list[Any], revision: list[Any]) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    sides = [
        members(viewer, [(schema, f"/{i}") for i, schema in enumerate(schemas)])
        for viewer, schemas in zip(VIEWERS, (base, revision), strict=True)
    ]
    found = match(VIEWERS, *sides)
    both = sorted((old.located[1], new.located[1]) for old, new in found.both)
    return both, [each.located[1] for each in found.gone], [each.located[1] for each in found.come]


def test_the_same_are_matched_in_any_order() -> None:
    assert _match([CAT, DOG, FISH], [FISH, CAT, DOG]) == ([("/0", "/1"), ("/1", "/2"), ("/2", "/0")], [], [])


def test_two_of_the_same_are_matched_once_each() -> None:
    assert _match([CAT, CAT], [CAT]) == ([("/0", "/0")], ["/1"], [])


def test_the_most_alike_are_matched_and_strangers_are_not() -> None:
    base = [{"properties": {name: {} for name in names}} for names in ("abc", "xyz")]
    revision = [{"properties": {name: {} for name in names}} for names in ("klm", "abd")]
    assert _match(base, revision) == ([("/0", "/1")], ["/1"], ["/0"])


def test_likeness_is_what_two_have_in_common() -> None:
    cat, dog = (VIEWERS[0].view(schema, "") for schema in (CAT, DOG))
    assert alike(cat, cat) == 1
    assert 0 < alike(cat, dog) < 1
    assert alike(VIEWERS[0].view({}, ""), VIEWERS[0].view({}, "")) == 1


def test_the_last_two_without_a_name_stand_for_one_another_though_nothing_is_alike() -> None:
    both, gone, come = _match([CAT, {"type": "string"}], [{"type": "boolean"}, CAT])
    assert both == [("/0", "/1"), ("/1", "/0")]
    assert (gone, come) == ([], [])


def test_two_that_are_left_are_too_many_to_tell() -> None:
    both, gone, come = _match([CAT, {"type": "string"}], [{"type": "boolean"}, {"type": "integer"}, CAT])
    assert (both, gone, come) == ([("/0", "/2")], ["/1"], ["/0", "/1"])

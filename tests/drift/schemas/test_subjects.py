import pytest

from generator.drift.schemas.subjects import shown, subject


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("/components/schemas/Pet", "Pet"),
        ("/components/schemas/Pet/properties/owner/properties/name", "property 'owner/name' of Pet"),
        ("/components/schemas/Pet/allOf/1/properties/tags/items", "part 'tags/items' of Pet"),
        ("/components/schemas/Pet/oneOf/1/properties/a~1b", "property 'oneOf[1]/a/b' of Pet"),
        ("/paths/~1pets/get/schema", "request body"),
        ("/paths/~1pets/get/schema/patternProperties/^x", "part '/^x/' of request body"),
        ("/elsewhere", "/elsewhere"),
    ],
)
def test_places_have_names(pointer: str, expected: str) -> None:
    assert subject(pointer, "/paths/~1pets/get/schema", "request body") == expected


def test_values_are_shown_on_one_short_line() -> None:
    assert shown("a\nb\x1b[31m") == '"a\\nb\\u001b[31m"'
    assert len(shown(["x" * 500])) == 60

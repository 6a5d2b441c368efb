from typing import Any

import pytest

from tests.drift.schemas.schema_pairs import ids, of

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
KINDS: dict[str, dict[str, Any]] = {
    "object": of(TEXT),
    "text": {**TEXT, "maxLength": 5},
    "union": {"oneOf": [of(TEXT), of(WHOLE, required=True)]},
    "conjunction": {"allOf": [of(TEXT), {"type": "object", "properties": {"other": WHOLE}}]},
}


@pytest.mark.parametrize("keyword", ["allOf", "oneOf", "anyOf"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_composition_of_one_schema_is_that_schema(kind: str, keyword: str) -> None:
    plain = {"$ref": f"#/components/schemas/{kind}"}
    for base, revision in ((plain, {keyword: [plain]}), (KINDS[kind], {keyword: [KINDS[kind]], "title": "T"})):
        for one, other in ((base, revision), (of(base), of(revision))):
            assert ids(one, other, components=(KINDS, KINDS)) == []
            assert ids(other, one, components=(KINDS, KINDS)) == []


@pytest.mark.parametrize("keyword", ["allOf", "oneOf", "anyOf"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_changed_in_the_only_schema_of_a_composition_is_found(kind: str, keyword: str) -> None:
    plain, changed = {"$ref": f"#/components/schemas/{kind}"}, {**KINDS, kind: {"type": "boolean"}}
    assert ids(of(plain), of({keyword: [plain]}), components=(KINDS, changed))


def test_a_composition_of_nothing_but_itself_comes_to_an_end() -> None:
    circle = {"allOf": [{"$ref": "#/components/schemas/Circle"}], "default": 1}
    components = {"Circle": circle}, {"Circle": {**circle, "default": 2}}
    found = ids({"$ref": "#/components/schemas/Circle"}, {"$ref": "#/components/schemas/Circle"}, components=components)
    assert "response-body-default-value-changed" in found

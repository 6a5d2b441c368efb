from typing import Any

from tests.drift.schemas.edits import CAT, DOG
from tests.drift.schemas.schema_pairs import changes, ids, verdicts


def _union(**discriminator: Any) -> dict[str, Any]:
    return {"oneOf": [CAT, DOG], "discriminator": {"propertyName": "kind", **discriminator}}


def test_another_property_breaks_both_directions() -> None:
    for direction in ("request", "response"):
        found = verdicts(_union(), _union(propertyName="sort"), direction)
        assert found == {f"{direction}-body-discriminator-property-name-changed": ("breaking", "breaking", "safe")}


def test_values_that_came_went_or_stand_for_another_schema() -> None:
    base, revision = _union(mapping={"a": "#/a", "b": "#/b"}), _union(mapping={"b": "#/c", "d": "#/d"})
    assert ids(base, revision) == [
        "response-body-discriminator-mapping-added",
        "response-body-discriminator-mapping-changed",
        "response-body-discriminator-mapping-deleted",
    ]


def test_a_value_that_stands_for_the_same_schema_under_another_name_breaks_nothing() -> None:
    base, revision = (_union(mapping={"cat": f"#/components/schemas/{name}"}) for name in ("Cat", "Katze"))
    [change] = changes(base, revision, components=({"Cat": CAT}, {"Katze": CAT}))
    assert str(change.verdicts.worst) == "safe"

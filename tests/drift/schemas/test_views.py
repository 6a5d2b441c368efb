from generator.drift.schemas.views import Viewer, types_of, values_of
from tests.drift.schemas.schema_pairs import document

PET = {"type": "object", "properties": {"a": {}}, "default": {}}
VIEWER = Viewer(document({"Pet": PET}))
REF = {"$ref": "#/components/schemas/Pet"}


def test_a_reference_is_what_it_leads_to() -> None:
    view = VIEWER.view({**REF, "description": "One."}, "/here")
    assert (view.key, view.pointer, view.slot) == (("/components/schemas/Pet",), "/components/schemas/Pet", "/here")


def test_what_stands_beside_a_reference_counts_first() -> None:
    view = VIEWER.view({**REF, "default": {"a": 1}, "properties": {"b": {}}}, "/here")
    assert view.get("default") == {"a": 1}
    assert view.at("default") == "/here"
    assert {name: pointer for name, (_, pointer) in view.named("properties").items()} == {
        "b": "/here/properties/b",
        "a": "/components/schemas/Pet/properties/a",
    }


def test_null_is_told_apart() -> None:
    view = VIEWER.view({"anyOf": [REF, {"type": "null"}]}, "/here")
    assert view.nullable
    assert types_of(view) == {"object"}
    view = VIEWER.view({"type": ["string", "null"], "enum": ["a", None]}, "/here")
    assert (view.nullable, types_of(view), values_of(view)) == (True, {"string"}, ["a"])
    assert not VIEWER.view({"type": ["string", "null"], "enum": ["a"]}, "/here").nullable
    assert types_of(VIEWER.view({"type": "null"}, "/here")) == {"null"}


def test_true_and_false_are_schemas() -> None:
    assert VIEWER.view(True, "/here").is_open()
    assert VIEWER.view(False, "/here").keywords == {"not": {}}

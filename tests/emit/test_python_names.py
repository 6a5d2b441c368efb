from __future__ import annotations

import keyword

import pydantic
import pytest

from generator.emit.python_names import field_names


@pytest.mark.parametrize(
    ("wire", "python"),
    [
        ("name", "name"),
        ("weightGrams", "weight_grams"),
        ("_id", "id"),
        ("__noModule", "no_module"),
        ("filter[class]", "filter_class"),
        ("class", "class_"),
        ("self", "self_"),
        ("2fa", "field_2_fa"),
        ("", "field"),
        ("日本", "field"),
        ("copy", "copy_"),
        ("model_config", "model_config_"),
        ("model_fields_set", "model_fields_set_"),
        ("__class__", "class_"),
    ],
)
def test_a_name_is_a_plain_python_name(wire: str, python: str):
    assert field_names([wire]) == {wire: python}


@pytest.mark.parametrize(
    "wires",
    [
        ["a-b", "a_b", "aB", "a b", "A_B"],
        ["id", "_id", "__id", "ID"],
        ["class", "class_", "Class"],
        ["", "field", "!", "?"],
        ["2", "field_2", "field2"],
        ["x", "x_2", "X", "x2"],
    ],
)
def test_names_are_distinct_whatever_the_order(wires: list[str]):
    for order in (wires, wires[::-1]):
        names = field_names(order)
        assert list(names) == order
        assert len({name.casefold() for name in names.values()}) == len(wires)
        assert all(name.isidentifier() and not keyword.iskeyword(name) for name in names.values())
        assert not any(name.startswith("_") for name in names.values())


def test_who_has_the_name_already_keeps_it():
    assert field_names(["aB", "a_b"])["a_b"] == "a_b"


@pytest.mark.parametrize("attribute", sorted(name for name in dir(pydantic.BaseModel) if not name.startswith("_")))
def test_no_field_hides_an_attribute_of_the_base_class(attribute: str):
    assert field_names([attribute])[attribute] != attribute

from __future__ import annotations

import ast

import pytest

from generator.emit.aliases import MANY, completed

HEAD = "from __future__ import annotations\n\n\n"


def alias(value: str, name: str = "Name") -> str:
    return f'{HEAD}{name} = TypeAliasType("{name}", {value})\n'


def value(source: str, name: str = "Name") -> str:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            assert isinstance(node.value, ast.Call)
            return ast.unparse(node.value.args[1])
    raise AssertionError(source)


@pytest.mark.parametrize("text", ["A | B", 'Literal["a", "b"]', "list[A]", 'Literal["a[", "]"] | None', "dict[str, A]"])
def test_an_alias_that_python_can_evaluate_stays(text: str):
    assert completed(alias(text), {}) == alias(text)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ('Union["dict[str, Name]", B]', "dict[str, Name] | B"),
        ('list["Name"]', "list[Name]"),
        ('Union[Literal["x"], "Name", None]', "Literal['x'] | Name | None"),
        (
            'Annotated[Union["Name", B], Field(max_length=3, pattern="a")]',
            "Annotated[Name | B, Field(max_length=3, pattern='a')]",
        ),
    ],
)
def test_a_text_inside_an_alias_makes_all_of_it_one(text: str, whole: str):
    assert ast.literal_eval(value(completed(alias(text), {}))) == whole


def test_an_alias_with_a_name_that_comes_later_is_a_text():
    made = completed(alias("A | B") + alias("A", "Other"), {}, {"B"})
    assert ast.literal_eval(value(made)) == "A | B"
    assert value(made, "Other") == "A"


def told(source: str, name: str = "Name") -> str:
    """Return what type checkers are told that an alias is, "" where that is what it is."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == name:
            assert ast.unparse(node.annotation) == "TypeAlias"
            return ast.literal_eval(node.value or ast.Constant(""))
    return ""


@pytest.mark.parametrize("text", ['list["Name"]', 'Union["dict[str, Name]", B]'])
def test_type_checkers_are_told_of_an_alias_that_leads_back_to_itself(text: str):
    made = completed(alias(text), {})
    assert told(made) == ast.literal_eval(value(made))


def test_an_alias_that_leads_back_through_others_is_told_as_well():
    made = completed(alias('list["Other"]') + alias("list[Name]", "Other") + alias('list["Apart"]', "Third"), {})
    assert (told(made), told(made, "Other"), told(made, "Third")) == ("list[Other]", "", "")


def test_a_tagged_union_names_its_tag():
    made = completed(alias("A | B"), {"Name": "kind"})
    assert value(made) == "Annotated[A | B, Field(discriminator='kind')]"
    assert "from pydantic import Field" in made


def test_models_are_not_built_when_they_are_imported():
    made = completed(f"{HEAD}class A(Model):\n    a: A\n\n\nA.model_rebuild()\n", {})
    assert "model_rebuild" not in made


def test_an_enum_of_many_values_has_several_on_a_line():
    values = [f"värde nummer {i}, [{i}]" for i in range(MANY + 1)]
    text = f"Literal[{', '.join(map(repr, values))}]"
    made = completed(alias(text), {})
    assert ast.literal_eval(f"({value(made).removeprefix('Literal[').removesuffix(']')},)") == tuple(values)
    assert made.endswith("# fmt: skip\n")
    assert len(made.splitlines()) < MANY
    few = alias(f"Literal[{', '.join(map(repr, values[:MANY]))}]")
    assert completed(few, {}) == few

from __future__ import annotations

import json
from typing import Annotated, Any

import pytest
from pydantic import AwareDatetime, Field, ValidationError
from runtime.body import encode_body
from runtime.model import Model
from runtime.operation import Body, Operation
from runtime.read_only import ReadOnly


class Step(Model):
    id: str | None = None
    name: str
    next: Step | None = None


class Script(Model):
    id: Annotated[str, Field(alias="_id")]
    name: str
    content: str | None = None
    made_at: Annotated[AwareDatetime | None, Field(alias="madeAt")] = None
    owner_id: Annotated[str | None, Field(alias="_ownerId")] = None
    steps: list[Step] | None = None
    by_name: Annotated[dict[str, Step] | None, Field(alias="byName")] = None


class StepUpdate(Model):
    name: str


class ScriptUpdate(Model):
    name: Annotated[str | None, Field(max_length=5)] = None
    content: str | None = None
    owner: Annotated[str | None, Field(alias="_ownerId")] = None
    steps: list[StepUpdate] | None = None


READ = {
    "_id": "1", "name": "old", "content": None, "madeAt": "2026-01-31T12:00:00Z", "_ownerId": "7", "colour": "red",
    "steps": [{"id": "a", "name": "x", "next": {"id": "b", "name": "y"}}], "byName": {"k": {"id": "c", "name": "z"}},
}  # fmt: skip


@pytest.fixture
def script() -> Script:
    return Script.model_validate(READ)


def sent(model: Model) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)


# --- an update made from what was read


def test_an_update_takes_what_it_knows_by_wire_name_with_the_changes_on_top(script: Script) -> None:
    update = ScriptUpdate.model_from(script, name="new")
    assert sent(update) == {"name": "new", "content": None, "_ownerId": "7", "steps": [{"name": "x"}]}
    assert sent(ScriptUpdate.model_from(script, owner="8", steps=None))["_ownerId"] == "8"
    assert sent(script) == READ


def test_what_was_not_set_stays_unset() -> None:
    update = ScriptUpdate.model_from(Script.model_validate({"_id": "1", "name": "old"}))
    assert update.model_fields_set == {"name"}


def test_a_change_may_be_a_model(script: Script) -> None:
    update = ScriptUpdate.model_from(script, steps=[StepUpdate(name="p"), {"name": "q"}])
    assert sent(update)["steps"] == [{"name": "p"}, {"name": "q"}]


def test_an_update_is_validated(script: Script) -> None:
    with pytest.raises(ValidationError, match="at most 5"):
        ScriptUpdate.model_from(script, name="longer")
    with pytest.raises(ValidationError):
        ScriptUpdate.model_from(script, steps=[{"nam": "x"}])
    with pytest.raises(TypeError, match="ScriptUpdate has no field 'nam'"):
        ScriptUpdate.model_from(script, nam="new")


class TaggedUpdate(Model):
    name: Annotated[str, Field(max_length=5)]
    content: str | None = None
    steps: list[StepUpdate] | None = None
    tags: Annotated[list[str] | None, Field(alias="Tags", min_length=1)] = None


def test_what_is_stored_does_not_stop_an_update_of_something_else() -> None:
    stored = Script.model_validate(READ | {"name": "older than the rule", "Tags": []})
    update = TaggedUpdate.model_from(stored, content="new")
    assert sent(update) == {
        "name": "older than the rule", "content": "new", "steps": [{"name": "x"}], "Tags": [],
    }  # fmt: skip
    assert isinstance(update.steps, list)
    assert isinstance(update.steps[0], StepUpdate)
    with pytest.raises(ValidationError, match="at most 5"):
        TaggedUpdate.model_from(stored, name="longer")
    with pytest.raises(ValidationError, match="required"):
        TaggedUpdate.model_from(Step.model_construct(), tags=["a"])


# --- read-only fields

_READ_ONLY = ReadOnly({"Script": ("id", "made_at"), "Step": ("id",)})
UPDATE: Operation[None] = Operation(
    name="scripts.update",
    method="PUT",
    path="/",
    body=Body("application/json", required=True, fields={"name": "name", "steps": "steps"}, read_only=_READ_ONLY),
)
_WRITABLE = {
    "name": "old", "content": None, "_ownerId": "7", "colour": "red",
    "steps": [{"name": "x", "next": {"name": "y"}}], "byName": {"k": {"name": "z"}},
}  # fmt: skip


def body_of(**payload: Any) -> Any:
    content, media_type = encode_body(UPDATE, payload)  # type: ignore[arg-type]
    assert media_type == "application/json"
    assert isinstance(content, bytes)
    return json.loads(content)


def test_a_model_that_was_read_is_sent_without_what_the_server_alone_sets(script: Script) -> None:
    assert body_of(body=script) == _WRITABLE
    assert sent(script) == READ


def test_models_inside_lose_it_too(script: Script) -> None:
    step = Step(id="a", name="x")
    assert body_of(fields={"name": "n", "steps": [step]}) == {"name": "n", "steps": [{"name": "x"}]}
    assert body_of(body=[script, (step,)]) == [_WRITABLE, [{"name": "x"}]]


class OwnScript(Script):
    pass


def test_a_class_made_of_the_model_loses_it_too() -> None:
    assert body_of(body=OwnScript.model_validate({"_id": "1", "name": "n"})) == {"name": "n"}


def test_a_mapping_is_sent_as_it_is() -> None:
    assert body_of(body={"_id": "1", "name": "n"}) == {"_id": "1", "name": "n"}

from typing import Any

import pytest

from tests.drift.schemas.schema_pairs import ids, of, root

TEXT, WHOLE, NULL = {"type": "string"}, {"type": "integer"}, {"type": "null"}
KINDS: dict[str, dict[str, Any]] = {
    "object": of(TEXT),
    "enum": {**TEXT, "enum": ["a", "b"]},
    "text": TEXT,
    "list": {"type": "array", "items": TEXT},
    "union": {"oneOf": [TEXT, WHOLE]},
    "conjunction": {"allOf": [of(TEXT), of(WHOLE, required=True)]},
}
NOTES: list[tuple[str, Any]] = [
    ("default", "a"), ("deprecated", True), ("writeOnly", True), ("xml", {"name": "a"}), ("x-stability-level", "beta"),
]  # fmt: skip


def _ref(kind: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{kind}"}


def _ids(base: dict[str, Any], revision: dict[str, Any]) -> list[str]:
    return ids(of(base), of(revision), root("request"), (KINDS, KINDS))


@pytest.mark.parametrize(("keyword", "value"), NOTES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_note_beside_a_conjunction_of_one_is_that_beside_its_member(kind: str, keyword: str, value: Any) -> None:
    plain, note = _ref(kind), {keyword: value}
    wrapped, beside = {"allOf": [plain], **note}, {**plain, **note}
    assert _ids(plain, beside)
    assert _ids(plain, wrapped) == _ids(plain, beside)
    assert _ids(wrapped, plain) == _ids(beside, plain)
    assert _ids(wrapped, beside) == _ids(beside, wrapped) == []


@pytest.mark.parametrize("kind", KINDS)
def test_null_beside_a_conjunction_of_one_is_that_beside_its_member(kind: str) -> None:
    plain = _ref(kind)
    maybe = {"anyOf": [{"allOf": [plain]}, NULL]}
    assert _ids(plain, maybe) == ["request-property-became-nullable"]
    assert _ids(maybe, plain) == ["request-property-became-not-nullable"]
    assert _ids(maybe, {"oneOf": [NULL, plain]}) == []


def test_null_and_a_further_member_of_a_conjunction_are_two_changes() -> None:
    more = {"anyOf": [{"allOf": [_ref("object"), {"required": ["a"]}]}, NULL]}
    assert _ids(_ref("object"), more) == ["request-property-all-of-added", "request-property-became-nullable"]


@pytest.mark.parametrize(("keyword", "value"), NOTES)
@pytest.mark.parametrize("union", ["oneOf", "anyOf"])
def test_a_note_beside_a_union_is_said_of_all_its_members(union: str, keyword: str, value: Any) -> None:
    note = {keyword: value}
    for plain, members in ((TEXT, [TEXT, WHOLE]), (of(TEXT), [of(TEXT), of(WHOLE, required=True)])):
        widened = _ids(plain, {union: members})
        assert len(widened) == 1
        assert _ids({**plain, **note}, {union: members, **note}) == widened
        told = _ids(plain, {**plain, **note})
        assert _ids(plain, {union: members, **note}) == sorted([*widened, *told])


def test_what_restricts_values_beside_a_union_is_no_note() -> None:
    assert "request-property-max-length-set" in _ids(TEXT, {"oneOf": [TEXT, WHOLE], "maxLength": 5})

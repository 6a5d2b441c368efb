from typing import Any

import pytest

from .documents import changes, document, edited, ids, one, verdicts

A, B = {"a": []}, {"b": []}
READS, WRITES, BOTH = {"o": ["r"]}, {"o": ["w"]}, {"o": ["r", "w"]}
CASES: list[tuple[list[Any], list[Any], dict[str, str]]] = [
    ([], [A], {"api-security-added": "breaking safe safe"}),
    ([A], [], {"api-security-removed": "safe safe safe"}),
    ([A], [A, B], {"api-security-added": "safe safe safe"}),
    ([A, B], [A], {"api-security-removed": "risky safe safe"}),
    ([A], [B], {"api-security-added": "breaking safe safe", "api-security-removed": "breaking safe safe"}),
    ([A], [{**A, **B}], {"api-security-added": "breaking safe safe", "api-security-removed": "breaking safe safe"}),
    ([{"a": ["r"]}], [{"a": ["r", "w"]}], {"api-security-scope-added": "breaking safe safe"}),
    ([{"a": ["r", "w"]}], [{"a": ["r"]}], {"api-security-scope-removed": "safe safe safe"}),
    ([A], [A, {}], {"api-security-became-optional": "safe safe safe"}),
    ([A, {}], [A], {"api-security-became-required": "risky safe safe"}),
    ([A, B], [B, A], {}),
    ([READS], [READS, WRITES], {"api-security-added": "safe safe safe"}),
    ([READS, WRITES], [WRITES], {"api-security-removed": "risky safe safe"}),
    ([READS, WRITES], [WRITES, READS], {}),
    (
        [READS, WRITES],
        [BOTH],
        {"api-security-added": "breaking safe safe", "api-security-removed": "breaking safe safe"},
    ),
    ([READS, A], [A, BOTH], {"api-security-scope-added": "risky safe safe"}),
]


@pytest.mark.parametrize(("before", "after", "found"), CASES)
def test_an_operation(before: list[Any], after: list[Any], found: dict[str, str]):
    assert edited({"security": before}, {"security": after}) == found


def test_one_of_several_alternatives_with_the_same_scheme_is_named_with_its_scopes():
    base, revision = one({"security": [READS]}), one({"security": [READS, BOTH]})
    assert [each.message for each in changes(base, revision)] == ["the credential o (r, w) is asked for"]


def whole(security: list[Any], own: list[Any]) -> dict[str, Any]:
    return document({**{f"/{i}": {"get": {}} for i in range(3)}, "/own": {"get": {"security": own}}}, security=security)


def test_the_security_of_the_api_is_one_change_of_all_operations():
    (change,) = changes(whole([A], [B]), whole([A, B], [B]))
    assert change.id == "api-global-security-added"
    assert change.operations == ("GET /0", "GET /1", "GET /2")
    assert ids(whole([A, B], []), whole([A], [])) == ["api-global-security-removed"]
    scopes = verdicts(whole([{"a": []}], [B]), whole([{"a": ["r"]}], [B]))
    assert scopes == {"api-global-security-scope-added": "breaking safe safe"}
    assert ids(whole([{"a": ["r"]}], [B]), whole([A], [B])) == ["api-global-security-scope-removed"]


def test_operations_with_security_of_their_own_have_changes_of_their_own():
    assert ids(whole([A], [A]), whole([A, B], [B])) == [
        "api-global-security-added",
        "api-security-added",
        "api-security-removed",
    ]


def test_a_document_that_keeps_its_security_says_what_is_inherited():
    base, revision = ({**one({"security": each}), "security": each} for each in ([A], [B]))
    assert ids(base, revision) == ["api-global-security-added", "api-global-security-removed"]


def test_what_a_vendor_shows_when_it_calls_is_risky_at_most():
    base, revision = (document(webhooks={"new": {"post": {"security": each}}}) for each in ([A], [B]))
    assert verdicts(base, revision) == {
        "api-security-added": "risky safe safe",
        "api-security-removed": "risky safe safe",
    }

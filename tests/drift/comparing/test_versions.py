from typing import Any

import pytest

from generator.drift.comparing.versions import semantic

from .documents import document, ids, one


def given(version: str, *, broken: bool) -> dict[str, Any]:
    info = {"info": {"title": "t", "version": version}}
    return document(**info) if broken else one({}, **info)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("1.2.0", "1.2.0", ["api-version-not-bumped"]),
        ("1.2.0", "1.3.0", ["api-major-version-not-bumped"]),
        ("0.2.0", "0.2.1", ["api-major-version-not-bumped"]),
        ("1.2.0", "1.1.9", ["api-version-decreased"]),
        ("1.2.0", "v2.0.0", []),
        ("0.2.0", "0.3.0", []),
        ("2026-01-01", "2026-01-02", []),
    ],
)
def test_a_breaking_change_asks_for_a_version(before: str, after: str, found: list[str]):
    gone = "api-path-removed-without-deprecation"
    assert ids(given(before, broken=False), given(after, broken=True)) == sorted([gone, *found])


def test_nothing_is_said_of_versions_where_nothing_breaks():
    assert ids(given("1.0.0", broken=False), given("0.9.0", broken=False)) == []


def test_nothing_is_said_of_versions_where_only_generated_names_change():
    base, revision = (
        {**one({"tags": [tag]}), "info": {"title": "t", "version": "1.0.0"}} for tag in ("pets", "animals")
    )
    assert ids(base, revision) == ["api-tag-added", "api-tag-removed"]


def test_only_semantic_versions_are_read():
    assert semantic("v1.2.3-rc.1+build") == (1, 2, 3)
    assert [semantic(each) for each in ("1.2", "01.2.3", "v1", 1.0, "1.2.3\n")] == [None] * 5

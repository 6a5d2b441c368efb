from tests.drift.schemas.schema_pairs import changes, ids, of, root, verdicts

SAFE = ("safe", "safe", "safe")
BOTH = ("breaking", "breaking", "safe")


def test_arguments_are_closed_and_answers_open() -> None:
    base, revision = of({"enum": ["a", "b"]}), of({"enum": ["a", "c"]})
    assert verdicts(base, revision, "request") == {
        "request-property-enum-value-removed": BOTH,
        "request-property-enum-value-added": SAFE,
    }
    assert verdicts(base, revision, "response") == {
        "response-property-enum-value-removed": SAFE,
        "response-property-enum-value-added": SAFE,
    }


def test_each_value_is_a_change_with_the_value_on_its_side() -> None:
    removed, added = changes({"enum": ["a", "b"]}, {"enum": ["a", "c"]})
    assert (removed.id, removed.base.value) == ("response-mediatype-enum-value-removed", "b")
    assert (added.id, added.revision.value) == ("response-mediatype-enum-value-added", "c")


def test_an_enum_that_came_or_went() -> None:
    assert verdicts({}, {"enum": ["a"]}, "request") == {"request-body-became-enum": BOTH}
    assert verdicts({"enum": ["a"]}, {}, "request") == {"request-body-became-not-enum": SAFE}
    header = root("request", "parameter", location="header")
    assert ids(of({}), of({"enum": ["a"]}), header) == ["request-header-property-became-enum"]
    assert ids({}, {"enum": ["a"]}, header) == ["request-parameter-became-enum"]


def test_a_constant_is_an_enum_of_one() -> None:
    assert ids({"const": "a"}, {"enum": ["a"]}) == []
    assert ids({"const": "a"}, {"enum": ["a", "b"]}) == ["response-mediatype-enum-value-added"]
    assert ids({"enum": ["a", "b"]}, {"const": "a"}) == ["response-mediatype-enum-value-removed"]


def test_constants() -> None:
    assert verdicts({"const": "a"}, {"const": "b"}, "request") == {"request-body-const-changed": BOTH}
    assert verdicts({"const": "a"}, {"const": "b"}, "response") == {
        "response-body-const-changed": ("safe", "safe", "risky")
    }


def test_numbers_are_compared_by_value_and_truth_values_are_none() -> None:
    assert ids({"enum": [1, 2]}, {"enum": [1.0, 2]}) == []
    assert ids({"const": 1}, {"const": True}) == ["response-body-const-changed"]


def test_lists_that_providers_may_extend() -> None:
    base, revision = {"x-extensible-enum": ["a", "b"]}, {"x-extensible-enum": ["a"]}
    assert verdicts(base, revision, "request") == {
        "request-body-x-extensible-enum-value-removed": ("breaking", "safe", "safe")
    }

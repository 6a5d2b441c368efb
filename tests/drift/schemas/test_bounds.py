import pytest

from tests.drift.schemas.schema_pairs import changes, ids, of, root, verdicts

SAFE = ("safe", "safe", "safe")


@pytest.mark.parametrize(
    ("base", "revision", "sent", "received"),
    [
        ({"maximum": 9}, {"maximum": 5}, "breaking", "safe"),
        ({"maximum": 5}, {"maximum": 9}, "safe", "risky"),
        ({}, {"maxLength": 5}, "breaking", "safe"),
        ({"maxLength": 5}, {}, "safe", "risky"),
        ({"exclusiveMinimum": 1}, {"exclusiveMinimum": 2}, "breaking", "safe"),
        ({"minItems": 2}, {"minItems": 1}, "safe", "risky"),
        ({}, {"uniqueItems": True}, "breaking", "safe"),
        ({"multipleOf": 2}, {"multipleOf": 4}, "breaking", "safe"),
        ({"multipleOf": 4}, {"multipleOf": 2}, "safe", "risky"),
    ],
)
def test_a_tighter_limit_refuses_what_is_sent_and_a_looser_one_surprises(
    base: dict[str, int], revision: dict[str, int], sent: str, received: str
) -> None:
    [request] = verdicts(base, revision, "request").values()
    [response] = verdicts(base, revision, "response").values()
    assert request == (sent, "safe", "safe")
    assert response == ("safe", "safe", received)


def test_a_limit_below_not_is_the_other_way_round() -> None:
    base, revision = {"not": {"maximum": 5}}, {"not": {"maximum": 9}}
    assert verdicts(base, revision, "request") == {"request-property-max-increased": ("breaking", "safe", "safe")}


def test_what_is_only_read_is_not_refused() -> None:
    base, revision = (of({"readOnly": True, "maximum": size}) for size in (9, 5))
    assert verdicts(base, revision, "request") == {"request-read-only-property-max-decreased": SAFE}


def test_zero_is_the_least_length_anyway() -> None:
    assert ids({"type": "string"}, {"type": "string", "minLength": 3}) == ["response-body-min-length-increased"]
    assert ids({"type": "string"}, {"type": "string", "minLength": 0}) == []


def test_the_sentence_names_both_limits_and_the_sides_lead_to_them() -> None:
    [change] = changes(of({"maximum": 100}), of({"maximum": 50}), root("request", "parameter"))
    assert change.message == "maximum went down from 100 to 50"
    assert change.subject == "property 'it' of request parameter"
    assert (change.base.pointer, change.base.value) == ("/old/properties/it/maximum", 100)
    assert (change.revision.pointer, change.revision.value) == ("/new/properties/it/maximum", 50)


def test_a_limit_that_is_no_number_is_reported_when_it_changes() -> None:
    assert ids({"maximum": "5"}, {"maximum": "6"}) == ["response-body-max-changed"]

from pathlib import Path

import pytest

from generator.drift.comparing.rules import OWN, PUBLISHED, RULES

PUBLIC = Path(__file__).parents[4] / "shared" / "drift-rule-ids.tsv"


WAIVED = {
    "request-parameter-renamed": "only paths have parameters that are found by their place: webhooks have no path"
}


def test_ids_are_published_or_ours():
    assert not set(PUBLISHED) & set(OWN)


def test_every_direction_has_its_rules():
    """What a consumer sends in a call, a vendor may send to a webhook; published names may differ by direction."""
    other = {"request": "response", "response": "request"}
    named = {"request-body-media-type": "response-media-type", "response-media-type": "request-body-media-type"}
    for name, rule in OWN.items():
        if rule.direction != "none" and name not in WAIVED and not name.startswith("response-parameter"):
            twin = name.replace(rule.direction, other[rule.direction], 1)
            twins = {twin, *(name.replace(old, new, 1) for old, new in named.items())}
            assert twins & set(RULES) - {name}, name


def test_published_rules_are_as_published():
    if not PUBLIC.is_file():
        pytest.skip("the list of published ids is not here")
    rows = [line.split("\t") for line in PUBLIC.read_text().splitlines()[1:]]
    published = {row[0]: (row[1], row[2], row[4]) for row in rows}
    assert {name: tuple(rule) for name, rule in PUBLISHED.items()} == {name: published[name] for name in PUBLISHED}
    assert not set(OWN) & set(published)

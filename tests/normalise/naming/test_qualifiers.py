from __future__ import annotations

import pytest

from generator.normalise.naming.qualifiers import by, is_foreign, tail


@pytest.mark.parametrize(
    ("parameters", "noun", "expected"),
    [
        (["owner", "repo"], "repos", "by_owner_and_repo"),
        (["webhook_id", "webhook_token"], "webhooks", "by_id_and_token"),
        (["templateType", "slug"], "templates", "by_type_and_slug"),
        (["location_id"], "pets", "by_location"),
    ],
)
def test_parameters_lose_the_name_of_what_they_belong_to(parameters: list[str], noun: str, expected: str):
    assert by(parameters, noun) == expected


def test_parameters_of_any_script_differ():
    assert by(["日"], "pets") != by(["本"], "pets")


@pytest.mark.parametrize(
    ("parameter", "noun"),
    [("authorization_server_id", "oauth2"), ("event_exception_id", "scheduled_events"), ("user_id", "dms")],
)
def test_what_identifies_something_else(parameter: str, noun: str):
    assert is_foreign(parameter, noun)


@pytest.mark.parametrize(
    ("parameter", "noun"),
    [
        ("id", "pet"),
        ("petId", "pet"),
        ("template_key", "metadata_templates"),
        ("repo", "repos"),
        ("id|slug", "project"),
    ],
)
def test_what_identifies_the_thing_before_it(parameter: str, noun: str):
    assert not is_foreign(parameter, noun)


@pytest.mark.parametrize(
    ("identifier", "known", "expected"),
    [
        ("update pet with form", ["pet"], "with_form"),
        ("get pet by id", ["pet"], ""),
        ("find pets by status", ["pets", "status"], ""),
        ("create thread and run", ["threads", "runs"], ""),
        ("authorize with post", ["authorize"], "with_post"),
        ("with form", [], ""),
        ("", [], ""),
    ],
)
def test_how_an_id_goes_on(identifier: str, known: list[str], expected: str):
    assert tail(identifier.split(), known) == expected

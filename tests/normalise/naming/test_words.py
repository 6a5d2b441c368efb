from __future__ import annotations

import pytest

from generator.normalise.naming.words import is_plural, is_verb, singular, without_noun, word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("findByStatus", "find_by_status"), ("stop-words", "stop_words"), ("redirectURLs", "redirect_urls"),
        ("API keys", "api_keys"),
        ("oauth2", "oauth2"), ("@me", "me"), ("0", "0"), ("日本", ""), ("Ünïcode", "unicode"), ("", ""),
    ],
)  # fmt: skip
def test_words_in_snake_case(text: str, expected: str):
    assert word(text) == expected


@pytest.mark.parametrize(
    "text", ["cancel", "find_by_status", "terminate_sessions", "bulk_delete", "upload_image", "count"]
)
def test_verbs(text: str):
    assert is_verb(text)


@pytest.mark.parametrize(
    "text", ["photos", "photo", "upload_sessions", "stop_words", "search_history", "add_on_results", "bulk", "content"]
)
def test_nouns(text: str):
    assert not is_verb(text)


@pytest.mark.parametrize(
    "text", ["pets", "policies", "statuses", "upload_sessions", "media", "people", "file_responses"]
)
def test_many(text: str):
    assert is_plural(text)
    assert singular(text) == text or not is_plural(singular(text))


@pytest.mark.parametrize("text", ["pet", "status", "settings", "news", "analytics", "address", "sms", "s", "usage"])
def test_one(text: str):
    assert not is_plural(text)
    assert singular(text) == text


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("policies", "policy"),
        ("addresses", "address"),
        ("responses", "response"),
        ("file_boxes", "file_box"),
        ("keys", "key"),
    ],
)
def test_singular(many: str, one: str):
    assert singular(many) == one


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("cancel_order", "orders", "cancel"), ("list_users", "users", "list"), ("find_pets_by_tag", "pets", "find_by_tag"),
        ("cancel", "orders", "cancel"), ("reorder", "order", "reorder"),
    ],
)  # fmt: skip
def test_verbs_do_not_repeat_their_noun(text: str, noun: str, expected: str):
    assert without_noun(text, noun) == expected

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.normalise.naming.segments import route


def read(path: str) -> list[str]:
    return [
        "".join([segment.word, "()" * segment.is_call, *(f"/{{{name}}}" for name in segment.parameters)])
        for segment in route(path).segments
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/pets/{petId}/photos", ["pets/{petId}", "photos"]),
        ("/api/v2/Pets/", ["pets"]),
        ("/rest/api/3/issue", ["issue"]),
        ("/2010-04-01/Accounts/{Sid}/Calls.json", ["accounts/{Sid}", "calls"]),
        ("/Accounts/{Sid}.json", ["accounts/{Sid}"]),
        ("/apis/batch/v1/jobs", ["batch", "jobs"]),
        ("/apis/batch/v1", ["batch", "v1"]),
        ("/v1/{parent}/levels:append", ["levels", "append()"]),
        ("/pets/{id}:cancel", ["pets/{id}", "cancel()"]),
        ("/users.list", ["users", "list()"]),
        ("/widget.png", ["widget_png"]),
        ("/thumbnail.{extension}", ["thumbnail"]),
        ("/repos/{owner}/{repo}", ["repos/{owner}/{repo}"]),
        ("/compare/{base}...{head}", ["compare/{base}/{head}"]),
        ("/users('{id}')", ["users/{id}"]),
        ("/users/{id|name}", ["users/{id|name}"]),
        ("/folders/0", ["folders_0"]),
        ("/folders/{id}/0", ["folders/{id}", "resource_0"]),
        ("/.well-known/jwks", ["well_known", "jwks"]),
        ("/users/@me", ["users", "me"]),
        ("/*", []),
        ("", []),
        ("no/slash", ["no", "slash"]),
    ],
)
def test_paths_are_taken_apart(path: str, expected: list[str]):
    assert read(path) == expected


def test_what_is_taken_off_is_kept_apart():
    got = route("/{tenant}/api/v2/files/{id}.json#add_link")
    assert (got.leading, got.dropped, got.mark) == (("tenant",), ("api", "v2", "json"), "add_link")
    assert route("/files?beta=true").mark == "beta"


def test_only_a_path_that_says_its_name_has_no_losses():
    assert route("/pets/{id}/photos").losses == 0
    for path in ("/Pets", "/v1/pets", "/pets/", "/pets.json", "/{a}/pets", "/pets#x", "/find-by"):
        assert route(path).losses > 0, path


def test_scripts_without_ascii_have_names_of_their_own():
    [one], [other] = route("/日本").segments, route("/東京").segments
    assert one.word != other.word
    assert one.word.startswith("resource_")


@given(st.text(alphabet=st.sampled_from([*"/{}.:#?=ab1_-@%\\\"'\n日"]), max_size=40))
def test_any_text_is_taken_apart(path: str):
    for segment in route(path).segments:
        assert segment.word.isascii()
        assert segment.word.isidentifier()

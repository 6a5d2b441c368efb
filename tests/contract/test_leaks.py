from __future__ import annotations

import base64
import gzip
import json
from typing import Any

import pytest

from generator.contract.cassettes.cassette import Cassette
from generator.contract.cassettes.cassette_dump import dump_cassette
from generator.contract.scrubbing.leaks import leaks
from generator.document.findings import Finding, SpecloomError

from .planted import Planted, document, exchange, placements, recording
from .recordings import FIXTURES, api, cassettes, name

SECRETS = {"token": "vk_5f3ZqP9xLm2RwY8vNb4KtT", "odd": 'p4ss/W0rd+"k"&<é>~99'}
CASES = [(secret, place, planted) for secret in SECRETS.values() for place, planted in placements(secret)]
# These readers of cassettes refuse such a thing before anything could be searched.
UNREADABLE = {"user information", "fragment"}


def text_of(cassette: Cassette) -> str:
    return dump_cassette(cassette)


def found(text: str | bytes, *secrets: str) -> list[Finding]:
    return leaks(text, secrets=secrets, document=document(), name="x.yaml")


def in_body(body: Any, *secrets: str, kind: str = "application/json") -> list[tuple[str, str | None]]:
    text = text_of(recording(exchange(body=body, body_as=kind)))
    return [(finding.rule, finding.place.pointer) for finding in found(text, *secrets)]


@pytest.mark.parametrize(
    ("secret", "place", "planted"), CASES, ids=[f"{s[:2]}-{p}".replace(" ", "_") for s, p, _ in CASES]
)
def test_a_known_secret_is_found_in_every_place_and_never_shown(secret: str, place: str, planted: Planted) -> None:
    if place in UNREADABLE:
        with pytest.raises(SpecloomError):
            text_of(planted.cassette)
        return
    findings = found(text_of(planted.cassette), secret)
    assert findings
    shown = "".join(f"{finding} {finding.remedy}" for finding in findings)
    for form in (secret, json.dumps(secret)[1:-1], base64.b64encode(secret.encode()).decode(), secret.encode().hex()):
        assert form not in shown


@pytest.mark.parametrize("cassette", cassettes(), ids=name)
def test_the_committed_recordings_hold_nothing(cassette: Cassette) -> None:
    text = cassette.path.read_bytes()
    where = str(cassette.path.relative_to(FIXTURES))
    assert leaks(text, secrets=list(SECRETS.values()), document=api(cassette.vendor).document, name=where) == []


def test_a_finding_says_where_and_how_long() -> None:
    text = text_of(
        recording(
            exchange(),
            exchange("https://vault.example/v1/x?q=b3Blbi1zZXNhbWUtNzc", body={"a": [1, {"b": "open-sesame-77"}]}),
        )
    )
    first, second = found(text, "open-sesame-77")
    assert (first.place.file, first.place.pointer) == ("x.yaml", "/interactions/1/request/uri")
    assert first.message == "holds a secret of 14 characters in base64"
    assert second.place.pointer == "/interactions/1/response/body/string/a/1/b"
    assert second.message == "holds a secret of 14 characters"


def test_a_key_that_is_a_secret_is_not_shown_in_a_pointer() -> None:
    places = in_body({"open-sesame-77": {"deep": "open-sesame-77"}}, "open-sesame-77")
    assert ("leaked-secret", "/interactions/0/response/body/string/***/deep") in places


def test_what_is_no_cassette_is_searched_as_a_whole() -> None:
    assert [finding.place.pointer for finding in found("x: open-sesame-77\n", "open-sesame-77")] == [""]
    assert [finding.place.pointer for finding in found(b"\xff\xfeopen-sesame-77", "open-sesame-77")] == [""]
    assert found(text_of(recording()) + "# open-sesame-77\n", "open-sesame-77")[0].place.pointer == ""
    assert found("", "open-sesame-77") == []


@pytest.mark.parametrize(
    ("where", "recorded"),
    [
        ("request/headers/Authorization/0", exchange(headers={"Authorization": "Bearer x"})),
        ("request/headers/authorization/0", exchange(headers={"authorization": "x"})),
        ("request/headers/X-Vault-Pass/0", exchange(headers={"X-Vault-Pass": "x"})),
        ("request/headers/Proxy-Authorization/0", exchange(headers={"Proxy-Authorization": "Basic x"})),
        ("request/headers/Cookie/0", exchange(headers={"Cookie": "season=spring; vault=x"})),
        ("response/headers/Set-Cookie/0", exchange(answered={"Set-Cookie": "a=b"})),
        ("request/uri", exchange("https://vault.example/v1/items?vault_pass=x")),
        ("request/uri", exchange("https://vault.example/v1/items?access_token=x")),
        ("request/body", exchange(sent="client_secret=x", sent_as="application/x-www-form-urlencoded")),
        ("response/body/string/a/0/password", exchange(body={"a": [{"password": "x"}]})),
        ("response/body/string/session", exchange(body={"session": "q9Zt3LxV0bRk7WnY2sHd"})),
        ("response/body/string/count/password", exchange(body={"count": {"password": 12345}})),
        ("response/body/string/payload/token", exchange(body={"payload": json.dumps({"token": "x"})})),
        ("response/body/string/pin", exchange(body={"pin": "Bearer q9Zt3LxV0bRk7"})),
        ("response/body/string", exchange(body="https://u:pw@host.example/", body_as="text/plain")),
        ("response/body/string", exchange(body="ghp_" + "a1B2" * 9, body_as="text/plain")),
        ("response/body/string", exchange(body="password=hunter2x", body_as="text/plain")),
        ("response/body/string/a", exchange(body={"a": base64.b64encode(b"mail bob@acme.com!").decode()})),
    ],
)  # fmt: skip
def test_what_looks_like_a_credential_is_found_without_being_known(where: str, recorded: Any) -> None:
    places = [finding.place.pointer for finding in found(text_of(recording(recorded)))]
    assert places[:1] == [f"/interactions/0/{where}"]


@pytest.mark.parametrize(
    "body",
    [
        {"token_type": "Bearer", "has_password": True, "secret": None, "max_tokens": 4096, "token": "REDACTED"},
        {"errors": {"password": ["The password field is required."]}, "nextPageToken": "CAUQAA-12345678901"},
        {"authorization": "Basic UkVEQUNURUQ6UkVEQUNURUQ=", "cookie": "", "author": "b7Zq81LmPx02sKw93"},
        {"sessionId": "5b0f8c1e-2d3a-4f6b-9a7c-1e2d3c4b5a69", "by": "ada@example.com", "at": "git@host"},
        {"code": "const token = getToken(7); const { password } = options;", "text": "Basic authentication"},
        {"picture": base64.b64encode(bytes(range(256)) * 40).decode(), "hash": "9f86d081884c7d659a2feaa0c55ad015"},
    ],
)
def test_ordinary_content_is_no_leak(body: Any) -> None:
    assert in_body(body, "open-sesame-77", "bob:open-sesame-78", "tea4") == []


def test_short_secrets_and_names_of_users_count_as_words() -> None:
    assert in_body({"a": "tea45 bob TEA4"}, "tea4", "bob:open-sesame-78") == []
    assert in_body({"a": "(tea4)"}, "tea4") != []
    assert in_body({"a": "of open-sesame-78."}, "bob:open-sesame-78") != []
    assert in_body({"a": "of open-sesame-78."}, base64.b64encode(b"bob:open-sesame-78").decode()) != []
    assert in_body({"a": "of xyz."}, "", "REDACTED", "xyz") == []


def test_more_than_can_be_searched_is_a_finding_and_not_a_pass() -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 200_000_000))
    assert ("unsearchable", "/interactions/0/response/body/string") in in_body(bomb, kind="application/gzip")
    wrapped = "x"
    for _ in range(14):
        wrapped = base64.b64encode(wrapped.encode() + b" and so on").decode()
    assert in_body(wrapped, kind="text/plain")[0][0] == "unsearchable"
    assert in_body(b"PK\x03\x04" + b"\xff" * 50, kind="application/zip")[0][0] == "unsearchable"


def test_findings_come_to_an_end() -> None:
    assert len(in_body([f"open-sesame-77 {number}" for number in range(200)], "open-sesame-77")) == 50


@pytest.mark.parametrize(
    "text",
    [
        "\\" * 20_000,
        "%25" * 20_000,
        "&#" * 20_000,
        "eyJ" * 20_000,
        "a=" * 20_000,
        "A@" * 20_000,
        "://" * 20_000,
        "token" * 10_000,
        "[" * 20_000,
    ],
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    in_body(text, "open-sesame-77", kind="text/plain")

"""What scrubbing changes, what it leaves, and that it is the same each time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from generator.contract.cassettes.cassette import Call, Cassette
from generator.contract.cassettes.cassette_dump import dump_cassette
from generator.contract.scrubbing.scrub import Scrubber
from generator.document.findings import SpecloomError
from generator.exchange.messages import Interaction, Request, Response, header_values

from .planted import BASE, FORM, ITEM, document, exchange, recording
from .recordings import api, cassettes, name

JWT = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
OPAQUE = "q9Zt3LxV0bRk7WnY2sHd"


def scrubber(*secrets: str, **options: Any) -> Scrubber:
    return Scrubber(document(), secrets=secrets, **options)


def answered(body: Any, *secrets: str, kind: str = "application/json") -> Any:
    """The body of a response, scrubbed."""
    scrubbed = scrubber(*secrets).scrub(exchange(body=body, body_as=kind)).response.body.decode()
    return json.loads(scrubbed) if kind == "application/json" else scrubbed


def texts(cassette: Cassette) -> str:
    """All that is in a recording, ids and what JSON looks like left out."""
    text = json.dumps([cassette.note, dict(cassette.call.arguments), dict(cassette.call.client)])
    text = re.sub(r'("(?:flow|schedule|script|flow_version|script_version|version)": "?)\d+', r"\1ID", text)
    for interaction in cassette.interactions:
        request, response = interaction.request, interaction.response
        text += repr((request.method, request.url, request.headers, response.status, response.headers))
        for body in (request.body, response.body):
            text += " ".join(body.decode().split())
    text = re.sub(r"\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b[0-9a-f]{24}\b", "ID", text)
    text = re.sub(r"(?<=/)\d+\b|(?<=id\": )\d+", "ID", text)
    return text.replace("{ ", "{").replace(" }", "}").replace("[ ", "[").replace(" ]", "]")


@pytest.mark.parametrize("cassette", cassettes(), ids=name)
def test_of_the_committed_recordings_only_ids_change(cassette: Cassette) -> None:
    scrubbed = Scrubber(api(cassette.vendor).document, secrets=["REDACTED"]).scrub_cassette(cassette)
    assert texts(scrubbed) == texts(cassette)


@pytest.mark.parametrize("cassette", cassettes(), ids=name)
def test_what_is_scrubbed_stays_as_it_is(cassette: Cassette) -> None:
    document = api(cassette.vendor).document
    once = Scrubber(document, secrets=[]).scrub_cassette(cassette)
    assert Scrubber(document, secrets=[]).scrub_cassette(once) == once


def test_the_same_session_gives_the_same_bytes() -> None:
    def session(salt: str) -> str:
        """What differs from one recording to the next, differs here by `salt`."""
        secret, host = f"vk_{salt}_Zq81LmPx", f"https://tenant-{salt}.vault.example/v1"
        made = {
            "id": f"65a1f0c2b7d94e0012c3{salt}",
            "order_id": f"ord_{salt}7x",
            "at": f"2026-11-0{salt[0]}T10:00:00.000Z",
        }
        later = f"2026-11-0{salt[0]}T10:00:07.250Z"
        body = f'--{salt}\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--{salt}--\r\n'.encode()
        scrub = scrubber(secret, times=True)
        credential = {"Authorization": f"Bearer {secret}", "Cookie": f"sid={salt}"}
        volatile = {"Date": f"Mon, 0{salt[0]} Nov 2026 10:00:00 GMT", "X-Request-Id": salt, "Set-Cookie": f"sid={salt}"}
        interactions = [
            exchange(f"{host}/items", method="POST", sent={"a": 1}, body=made, headers=credential, answered=volatile),
            exchange(
                f"{host}/items/{made['id']}?order_id={made['order_id']}", body={"seen": later}, headers=credential
            ),
            exchange(f"{host}/items", method="POST", sent=body, sent_as=f"multipart/form-data; boundary={salt}"),
        ]
        return dump_cassette(scrub.scrub_cassette(recording(*interactions)))

    assert session("4a7e") == session("3b9c")


def test_headers_worth_keeping_are_kept_in_one_order_and_spelling() -> None:
    sent = {"x-other": "1", "content-type": "application/json", "trace": "t", "user-agent": "x/1"}
    got = {"server": "x", "link": "<x>", "etag": '"1"', "x-total": "3", "retry-after": "2", "x-ratelimit-left": "9"}
    scrubbed = scrubber().scrub(exchange(headers=sent, answered=got))
    assert scrubbed.request.headers == (
        ("Accept", "application/json"),
        ("Content-Type", "application/json"),
        ("Trace", "t"),
    )
    kept = [("ETag", '"1"'), ("Link", "<x>"), ("Retry-After", "2"), ("X-Total", "3")]
    assert scrubbed.response.headers == tuple(kept)


def test_lines_of_one_request_header_are_joined_and_those_of_a_response_kept() -> None:
    lines = (("accept", "a/b"), ("ACCEPT", "c/d"))
    links = (("link", '</a>; rel="next"'), ("link", '</b>; rel="prev"'))
    scrubbed = scrubber().scrub(Interaction(Request("GET", ITEM, lines), Response(200, links)))
    assert scrubbed.request.headers == (("Accept", "a/b, c/d"),)
    assert header_values(scrubbed.response.headers, "Link") == ('</a>; rel="next"', '</b>; rel="prev"')


@pytest.mark.parametrize(
    "text",
    [
        "Price rounding",
        "Says hello, twice.",
        "Basic authentication is required, a Bearer token too; the token expired.",
        "function main () { const token = ctx.token; if (!options.password) { throw new Error('no password'); } }",
        "const key = getKey(record.id); // see https://docs.vendor.io/scripts?a=1#top",
        "SELECT * FROM items WHERE id = 42 AND price >= 19.99",
        "*/15 * * * *",
        "12:30:45 and 2026-01-12, 1.2.3 or version 1.2.3.4",
        "a/b c; and/or; C:\\temp\\new; std::vector",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "+49 30 1234567",
        "<p class='x'>Hello &amp; goodbye</p>",
        "2026-01-12T08:30:00.000Z",
        "application/vnd.example.teapot+json; q=0.8",
        '{"b": 1,  "a": 2}',
        "127.0.0.1 and ada@example.com",
        "REDACTED",
        "Grüße aus Köln, 日本語 😀",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    body = {"content": text, "name": text, "list": [text]}
    assert answered(body) == body
    assert answered(text, kind="text/plain") == text
    assert scrubber().scrub_value({"q": text}) == {"q": text}


@pytest.mark.parametrize(
    "body",
    [
        {"token_type": "Bearer", "expires_in": 3600, "has_password": True, "secret": None, "max_tokens": 4096},
        {"errors": {"password": ["The password field is required."], "token": "must not be empty"}},
        {"nextPageToken": "CAUQAA-12345678901", "page_token": "abc", "author": "b7Zq81LmPx02sKw93"},
        {"session": "morning", "auth": "none", "cookies": ["oat", "chocolate"], "key": "invoice-1", "code": "E1001"},
        {"id": "settings", "orderId": "first", "valid": 17, "paid": 3, "grid": 12, "user_id": None, "ids": []},
        {"version": "10.20.30.40", "count": 12345, "price": 1.50, "big": 12345678901234567890123},
    ],
)
def test_ordinary_fields_stay(body: dict[str, Any]) -> None:
    assert answered(body) == body


@pytest.mark.parametrize(
    "body",
    [
        {"access_token": "abc"},
        {"client": {"secret": "hunter2"}},
        {"password": "correct horse battery staple"},
        {"x-api-key": OPAQUE},
        {"sessionId": OPAQUE},
        {"credentials": {"value": OPAQUE}},
        {"tokens": [OPAQUE, OPAQUE]},
        {"env": [{"name": "API_KEY", "value": "hunter2"}]},
        {"text": f"failed: password=hunter2x, api_key: '{OPAQUE}'"},
        {"text": f"Bearer {OPAQUE}"},
        {"text": "sent with Bearer hunter2hunter2abc, or as basic aHVudGVyMmh1bnRlcjI="},
        {"text": f"see {JWT}."},
        {"text": "ghp_" + "a1B2" * 9},
        {"text": "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA7Zq8\nabc=\n-----END RSA PRIVATE KEY-----"},
        {"url": f"https://bob:hunter2@host.example/x?access_token={OPAQUE}"},
        {"payload": json.dumps({"password": "hunter2"})},
        {"payload": "cGFzc3dvcmQ9aHVudGVyMng="},
        {"pin": 1, "password": 12345678},
    ],
)
def test_what_looks_like_a_credential_is_redacted_where_one_stands(body: dict[str, Any]) -> None:
    scrubbed = json.dumps(answered(body))
    for secret in (
        "hunter2",
        "abc\\",
        '"abc"',
        OPAQUE,
        "dozjgNry",
        "a1B2",
        "MIIEow",
        "battery",
        "aHVudGVy",
        "12345678",
    ):
        assert secret not in scrubbed
    assert list(json.loads(scrubbed)) == list(body)


def test_what_was_told_as_a_secret_is_one_from_then_on_and_before_in_the_same_exchange() -> None:
    scrub = scrubber()
    login = exchange(
        f"{BASE}/items?echo={OPAQUE}",
        method="POST",
        sent={"a": 1},
        body={"log": f"made {OPAQUE}", "access_token": OPAQUE},
    )
    first, second = scrub.scrub(login), scrub.scrub(exchange(body={"message": f"{OPAQUE} is not allowed"}))
    for interaction in (first, second):
        assert OPAQUE not in interaction.request.url
        assert OPAQUE.encode() not in interaction.response.body
    assert json.loads(second.response.body) == {"message": "REDACTED is not allowed"}
    assert OPAQUE in scrub.secrets


def test_a_client_that_is_given_the_placeholder_sends_what_is_recorded() -> None:
    basic = scrubber().scrub(exchange(headers={"Authorization": "Basic dXNlcjpodW50ZXIyMzQ="}))
    assert basic.request.headers[1] == ("Authorization", "Basic UkVEQUNURUQ6UkVEQUNURUQ=")
    fields = scrubber().scrub(
        exchange(f"{ITEM}?vault_pass=x&q=a%20b", headers={"X-Vault-Pass": "y", "Cookie": "vault=z"})
    )
    assert fields.request.url.endswith("?vault_pass=REDACTED&q=a%20b")
    assert header_values(fields.request.headers, "X-Vault-Pass") == ("REDACTED",)
    assert header_values(fields.request.headers, "Cookie") == ("vault=REDACTED",)


@pytest.mark.parametrize("url", ["https://login.vault.example/token", ITEM])
def test_a_request_for_a_token_says_nobody(url: str) -> None:
    form = "grant_type=password&client_id=app1&client_secret=s3&username=bob&password=p&scope=a%20b&refresh_token=r"
    body = {"access_token": "t0k", "token_type": "bearer", "expires_in": 60, "refresh_token": "r2", "scope": "a b"}
    scrubbed = scrubber().scrub(exchange(url, method="POST", sent=form, sent_as=FORM, body=body))
    assert scrubbed.request.body == (
        b"grant_type=password&client_id=REDACTED&client_secret=REDACTED&username=REDACTED&password=REDACTED"
        b"&scope=a%20b&refresh_token=REDACTED"
    )
    assert json.loads(scrubbed.response.body) == body | {"access_token": "REDACTED", "refresh_token": "REDACTED"}


def test_half_a_pair_is_a_secret_and_a_plain_name_is_none() -> None:
    body = {"user": "bob", "log": "bob sent open-sesame and b3Blbi1zZXNhbWU="}
    assert answered(body, "bob:open-sesame") == {"user": "bob", "log": "bob sent REDACTED and REDACTED"}
    assert answered({"a": "x service-77 y"}, "service-77:open-sesame") == {"a": "x REDACTED y"}


def test_a_short_secret_counts_as_a_word_and_a_shorter_one_is_refused() -> None:
    assert answered({"a": "tea4 tea45 (tea4) TEA4"}, "tea4") == {"a": "REDACTED tea45 (REDACTED) TEA4"}
    with pytest.raises(SpecloomError) as caught:
        scrubber("abc")
    assert caught.value.findings[0].rule == "short-secret"
    assert "abc" not in str(caught.value)
    assert scrubber("", "REDACTED").secrets == ()


def test_two_keys_that_become_one_stay_two() -> None:
    body = {"a1b2c3d4e5f6": 1, "REDACTED": 2, "q": 3}
    assert answered(body, "a1b2c3d4e5f6") == {"REDACTED": 1, "REDACTED-2": 2, "q": 3}


def test_json_of_a_machine_becomes_readable_and_other_json_keeps_its_layout() -> None:
    long = {"items": [{"name": "x" * 40, "price": 1}, {"name": "y" * 40, "none": None}]}
    for written in (json.dumps(long), json.dumps(long, separators=(",", ":")), json.dumps(long, indent=2)):
        assert answered(written, kind="text/json") == json.dumps(long, indent=2)
    assert answered('{"a":[],"b":{}}', kind="text/json") == '{"a": [], "b": {}}'
    for kept in ('{"b": 1,  "a": 2}\n', '{"a" : 1}', "[1,\n2]"):
        assert answered(kept, kind="text/json") == kept


def test_json_keeps_its_digits_its_signs_and_its_double_keys() -> None:
    written = '{"a": 1.50, "b": 1E400, "c": -0, "d": 123456789012345678901, "a": "\\ud800", "e": "\\u00e9"}'
    assert answered(written, kind="text/json") == written.replace("\\u00e9", "é")


def test_nesting_without_end_is_refused_and_not_a_crash() -> None:
    deep = "[" * 50_000 + "]" * 50_000
    assert answered(deep, kind="text/json") == deep
    nested: Any = "x"
    for _ in range(12):
        nested = json.dumps([nested])
    assert answered(nested, kind="text/json")
    with pytest.raises(SpecloomError):
        scrubber().scrub_value(json.loads("[" * 150 + "]" * 150))


@pytest.mark.parametrize("value", [object(), {1, 2}, float("nan"), b"x"])
def test_a_value_that_is_no_json_is_an_error(value: Any) -> None:
    with pytest.raises(SpecloomError):
        scrubber().scrub_value(value)


def test_an_api_elsewhere_comes_home() -> None:
    scrub = scrubber(base_url="http://127.0.0.1:8123/v1/")
    body = {"next": "http://127.0.0.1:8123/v1/items/7", "host": "127.0.0.1:8123", "other": "http://127.0.0.1:81230/x"}
    made = scrub.scrub(
        exchange(
            "http://127.0.0.1:8123/v1/items/7?x=1", body=body, answered={"link": "<http://127.0.0.1:8123/v1/items>"}
        )
    )
    assert made.request.url == "https://example.vault.example/v1/items/1?x=1"
    assert header_values(made.response.headers, "Link") == ("<https://example.vault.example/v1/items>",)
    assert json.loads(made.response.body) == {
        "next": "https://example.vault.example/v1/items/1",
        "host": "example.vault.example",
        "other": "http://127.0.0.1:81230/x",
    }


def test_a_call_goes_with_its_exchanges() -> None:
    scrub = scrubber("open-sesame")
    url = "https://acme-prod.vault.example/v1/items/4711?order_id=12"
    scrubbed = scrub.scrub(exchange(url, sent={"tag_ids": [9, 4711]}, sent_as="application/json"))
    assert scrubbed.request.url == "https://example.vault.example/v1/items/1?order_id=2"
    call = Call(
        "items.get",
        {"item": "4711", "order_id": 12, "tag_ids": [9, 4711], "size": 4711, "q": "of acme-prod"},
        {"tenant": "acme-prod", "password": "open-sesame", "region": None},
    )
    made = scrub.scrub_call(call)
    assert made.arguments == {"item": "1", "order_id": 2, "tag_ids": [3, 1], "size": 4711, "q": "of example"}
    assert made.client == {"tenant": "example", "password": "REDACTED", "region": None}
    assert replace(call, method="items.list", arguments={"item": 4711}) == Call(
        "items.list", {"item": 4711}, call.client
    )
    assert scrub.scrub_call(Call("items.list", {"item": 4711}, {})).arguments == {"item": 4711}

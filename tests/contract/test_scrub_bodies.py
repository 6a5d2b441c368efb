"""Bodies that are no JSON."""

from __future__ import annotations

import gzip
import zlib
from email import message_from_bytes
from typing import Any

import pytest

from generator.contract.scrubbing.scrub import Scrubber
from generator.document.findings import SpecloomError
from generator.exchange.messages import Interaction, header_values

from .planted import FORM, PNG, document, exchange

SECRET = "vk_5f3ZqP9xLm2RwY8vNb4KtT"
OBJECT, NEW = "65a1f0c2b7d94e0012c3a4f1", "1d0000000000000000000001"


def scrubbed(body: Any, kind: str) -> Interaction:
    return Scrubber(document(), secrets=[SECRET]).scrub(exchange(method="POST", sent=body, sent_as=kind))


def sent(body: Any, kind: str) -> bytes:
    return scrubbed(body, kind).request.body


def test_of_a_form_only_what_must_change_is_written_anew() -> None:
    form = f"a=1+%2b+2&b=x%20y&user_id={OBJECT}&empty=&flag&password=hunter2&note=of+{SECRET}&mail=a%40b.com"
    assert sent(form, FORM).decode() == (
        f"a=1+%2b+2&b=x%20y&user_id={NEW}&empty=&flag&password=REDACTED&note=of+REDACTED&mail=person-1%40example.com"
    )


def test_parts_are_scrubbed_by_name_and_kind_and_their_boundary_is_always_the_same() -> None:
    lines = [
        "--9f8e7d",
        'Content-Disposition: form-data; name="password"',
        "",
        "hunter2",
        "--9f8e7d",
        'Content-Disposition: form-data; name="meta"; filename="meta.json"',
        "Content-Type: application/json",
        "",
        f'{{"_id": "{OBJECT}", "token": "t0ken"}}',
        "--9f8e7d",
        'Content-Disposition: form-data; name="file"; filename="a.txt"',
        "Content-Type: text/plain; charset=latin-1",
        "",
        f"Gruß {SECRET}",
        "--9f8e7d--",
        "",
    ]
    made = scrubbed("\r\n".join(lines).encode("latin-1"), 'multipart/form-data; boundary="9f8e7d"; x=1')
    (kind,) = header_values(made.request.headers, "Content-Type")
    assert kind == "multipart/form-data; boundary=boundary; x=1"
    parts = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + made.request.body).get_payload()
    assert [part.get_payload(decode=True) for part in parts] == [
        b"REDACTED",
        f'{{"_id": "{NEW}", "token": "REDACTED"}}'.encode(),
        "Gruß REDACTED".encode("latin-1"),
    ]
    assert [part.get_filename() for part in parts] == [None, "meta.json", "a.txt"]


def test_a_part_of_bytes_stays_and_one_with_a_secret_is_refused() -> None:
    def body(content: bytes) -> bytes:
        return b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\n\r\n' + content + b"\r\n--x--\r\n"

    assert PNG in sent(body(PNG), "multipart/form-data; boundary=x")
    with pytest.raises(SpecloomError) as caught:
        sent(body(PNG + SECRET.encode()), "multipart/form-data; boundary=x")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("body", ["no parts", "--other\r\n\r\n", "--x", "--x\r\nno end", "--x--", "--x\r\n\r\n--x--"])
def test_what_only_says_that_it_has_parts_is_no_crash(body: str) -> None:
    assert sent(body, "multipart/form-data; boundary=x")


def test_markup_is_scrubbed_by_the_names_in_it() -> None:
    xml = (
        f'<order id="{OBJECT}" apiKey="a&amp;b"><userId>{OBJECT}</userId><password>x</password><n>A &amp; B</n></order>'
    )
    assert sent(xml, "application/xml").decode() == (
        f'<order id="{NEW}" apiKey="REDACTED"><userId>{NEW}</userId><password>REDACTED</password><n>A &amp; B</n></order>'
    )


def test_lines_of_json_are_scrubbed_one_by_one() -> None:
    lines = f'{{"_id":"{OBJECT}"}}\r\n\r\nnot json {{\r\n{{"token":"abc","n":1.0}}'
    assert sent(lines, "application/x-ndjson").decode() == (
        f'{{"_id":"{NEW}"}}\r\n\r\nnot json {{\r\n{{"token":"REDACTED","n":1.0}}'
    )


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_what_is_compressed_is_looked_into(pack: Any) -> None:
    unchanged = pack(b'{"a": 1}')
    assert sent(unchanged, "application/octet-stream") == unchanged
    changed = sent(pack(f'{{"a": "{SECRET}"}}'.encode()), "application/octet-stream")
    assert zlib.decompress(changed, 47) == b'{"a": "REDACTED"}'


def test_what_cannot_be_looked_into_is_refused() -> None:
    broken = gzip.compress(b"x" * 100)[:-9]
    for sealed in (broken, gzip.compress(b"\0" * 20_000_000)):
        with pytest.raises(SpecloomError) as caught:
            sent(sealed, "application/octet-stream")
        assert caught.value.findings[0].rule == "unscrubbable"


def test_other_bytes_stay() -> None:
    assert sent(PNG, "image/png") == PNG
    assert sent(b"\xff\xfe\0", "text/plain; charset=nonsense") == b"\xff\xfe\0"
    assert sent("a=%FF%00", FORM) == b"a=%FF%00"

"""What messages show of the body of a failure."""

from __future__ import annotations

import pytest
from local_server import LocalServer, Reply
from notes_api import NotesApi
from runtime.errors import APIStatusError
from runtime.media import charset
from runtime.redact import excerpt, readable, without

GATEWAY = b"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>502 Bad Gateway</title>
<style>body { font: 12px "Arial"; }</style><script>if (1 < 2) { document.write("<b>no</b>"); }</script>
<!-- a comment <b>no</b> --></head>
<body><h1>502 Bad Gateway</h1><noscript>no</noscript><svg><title>no</title></svg>
<p>The origin&#39;s <b>answer</b> was&nbsp;too late &amp; caf&eacute; closed<br>Ray: 7f<hr></body></html>"""


@pytest.mark.parametrize(
    ("content", "content_type", "shown"),
    [
        (b"", "", ""),
        (b"plain   text,\r\n on lines", "text/plain", "plain text, on lines"),
        (
            b'{\n  "message": "a  b",\n  "codes": [\n    1,\n    2\n  ]\n}\n',
            "application/json",
            '{"message": "a b", "codes": [1, 2]}',
        ),
        (b'{\n  "quote": "a \\" : [ b",\n  "x": 1', "application/problem+json", '{"quote": "a \\" : [ b", "x": 1'),
        (b"[ 1, { } ]", "", "[1, {}]"),
        (b"upstream connect error", "application/json", "upstream connect error"),
        ("\ufeff{ }".encode(), "application/json", "{}"),
        ("Zugriff für Müller".encode("latin-1"), "text/plain; charset=ISO-8859-1", "Zugriff für Müller"),
        ("拒否".encode("shift_jis"), 'text/plain; charset="Shift_JIS"', "拒否"),
        ("é".encode("utf-16"), "text/plain; charset=utf-16", "é"),
        ("für".encode(), "text/plain; charset=klingon", "für"),
        ("für".encode(), "text/plain; charset=idna", "für"),
        (b"\\x41", "text/plain; charset=unicode_escape", "\\x41"),
        (b"a\xffb", "", "a\ufffdb"),
        (b"a\x00\x1b[31mb\xe2\x80\xae", "text/plain", "a\\x00\\x1b[31mb\\u202e"),
        (GATEWAY, "text/html", "502 Bad Gateway The origin's answer was too late & café closed Ray: 7f"),
        (GATEWAY, "", "502 Bad Gateway The origin's answer was too late & café closed Ray: 7f"),
        (b"  <HTML><body>Go away", "application/json", "Go away"),
        (b"<h1>fragment</h1>of one", "text/html; charset=utf-8", "fragment of one"),
        (b"<html><script>location='/login'</script></html>", "text/html", ""),
        (b"<error><code>7</code></error>", "application/xml", "<error><code>7</code></error>"),
    ],
)
def test_excerpts(content: bytes, content_type: str, shown: str) -> None:
    assert excerpt(content, [], content_type) == shown


def test_an_excerpt_is_short() -> None:
    assert excerpt(b"x" * 300, []) == "x" * 300
    assert excerpt(b"x" * 301, []) == "x" * 297 + "..."
    assert len(excerpt(b"<html>" + b"".join(b"<p>text %d</p>" % n for n in range(99_999)), [])) == 300


@pytest.mark.parametrize("shift", range(4))
def test_a_character_that_is_cut_off_is_left_out(shift: int) -> None:
    body = b" " * (9_500 + shift) + "🜚".encode() * 50
    assert set(excerpt(body, [])) == {"🜚"}
    assert excerpt(b" " * (9_597 + shift) + "🜚".encode(), []) in {"", "🜚"}


SECRET = 'to"k/SE\\CRET&7'


@pytest.mark.parametrize(
    "content",
    [
        f"no {SECRET} here",
        '{"token": "to\\"k/SE\\\\CRET&7"}',
        '{"token": "to\\"k\\/SE\\\\CRET&7"}',
        "<html><p>to&quot;k/SE\\CRET&amp;7</p>",
        "<html><p>to&#34;k&#x2F;SE\\CRET&#38;7</p>",
        "<html><title>x</title><a href='to\"k/SE\\CRET&7'>x</a>",
    ],
)
def test_secrets_are_not_shown_however_they_are_written(content: str) -> None:
    shown = excerpt(content.encode(), [SECRET])
    assert "CRET" not in shown
    assert "***" in shown or shown == "x"


def test_a_secret_with_white_space_goes_before_that_is_collapsed() -> None:
    assert excerpt(b"is a \t b, you know", ["a \t b"]) == "is ***, you know"


@pytest.mark.parametrize("at", range(9_585, 9_601))
def test_half_a_secret_at_the_cut_is_not_shown(at: int) -> None:
    secret = "tok-SECRET-0123456"
    assert excerpt(b" " * at + secret.encode() + b" " * 99, [secret]) in {"", "***"}


def test_a_secret_too_short_to_be_one_does_not_spoil_the_message() -> None:
    assert without(["n", "tok", "four"], "Connection to four by tok") == "Connection to *** by tok"


def test_without_nothing_and_without_empty_secrets() -> None:
    assert without([], "text") == "text"
    assert without([""], "text") == "text"


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a",
        "<a ",
        "<!--",
        "<a b='",
        "<a b='\"",
        "</",
        "<?",
        "<![CDATA[",
        "&",
        "<script>",
        "<svg ",
        "<![x[y>",
        "<a b ",
    ],
)
def test_hostile_bodies_give_a_short_excerpt_soon(piece: str) -> None:
    assert len(excerpt(b"<html>" + piece.encode() * 100_000, [], "text/html")) <= 300
    assert len(excerpt(b'{"' + piece.encode() * 100_000, [], "application/json")) <= 300
    assert len(excerpt(b'["' + b'\\"' * 100_000, [], "application/json")) <= 300


def test_what_stands_around_a_broken_declaration_is_read() -> None:
    assert readable("<p>Sorry</p><![x[y>more") == "Sorry more"


def test_a_tag_that_is_cut_off_is_no_text() -> None:
    assert readable("<p>Sorry</p><div class='a") == "Sorry"


@pytest.mark.parametrize(
    "name", ["idna", "punycode", "unicode_escape", "raw-unicode-escape", "rot13", "hex", "../x", "\x00"]
)
def test_what_is_no_charset_is_utf_8(name: str) -> None:
    assert charset(f"text/plain; charset={name}") == "utf-8"


def test_the_message_of_a_gateway_is_readable(server: LocalServer) -> None:
    server.replies = [Reply(404, GATEWAY, {"Content-Type": "text/html"})]
    with NotesApi("tok-SECRET", base_url=server.url) as api, pytest.raises(APIStatusError) as caught:
        api.notes.get("1")
    assert str(caught.value).endswith(
        "/notes/1: 502 Bad Gateway The origin's answer was too late & café closed Ray: 7f"
    )
    assert caught.value.response.content == GATEWAY

"""Pages from real servers on this machine."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from generator.document.findings import SpecloomError
from generator.workspace.fetch import fetch
from generator.workspace.kept_pages import read_page
from generator.workspace.transfer import Bounds

from .web import Web, serving

SMALL = Bounds(seconds=20, silence=5, bytes=1000)
ETAG, DAY = '"one"', "Sat, 21 Nov 2026 10:00:00 GMT"


@pytest.fixture(scope="module")
def server() -> Iterator[Web]:
    with serving() as web:
        yield web


@pytest.fixture
def web(server: Web, monkeypatch: pytest.MonkeyPatch) -> Web:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    server.pages.clear()
    server.asked.clear()
    return server


def refused(url: str, rule: str, *said: str, bounds: Bounds = SMALL, context: ssl.SSLContext | None = None) -> None:
    with pytest.raises(SpecloomError) as caught:
        fetch(url, bounds=bounds, context=context)
    (finding,) = caught.value.findings
    assert finding.rule == rule
    assert finding.place.file == url
    for each in said:
        assert each in f"{finding.message} {finding.remedy}"


def conditional(web: Web, text: str, etag: str = ETAG, modified: str = DAY) -> str:
    """A page that answers 304 to whoever knows it."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        knows = etag and handler.headers["If-None-Match"] == etag
        knows = knows or (modified and handler.headers["If-Modified-Since"] == modified)
        handler.send_response(304 if knows else 200)
        if etag:
            handler.send_header("ETag", etag)
        if modified:
            handler.send_header("Last-Modified", modified)
        handler.end_headers()
        if not knows:
            handler.wfile.write(text.encode())

    web.pages["/page.md"] = reply
    return f"{web.url}/page.md"


@pytest.mark.parametrize(("etag", "modified"), [(ETAG, DAY), (ETAG, ""), ("", DAY), ('W/"weak"', "")])
def test_a_page_is_asked_for_again_only_if_it_changed(web: Web, tmp_path: Path, etag: str, modified: str) -> None:
    url = conditional(web, "# Déjà vu", etag, modified)
    assert [fetch(url, tmp_path) for _ in range(2)] == ["# Déjà vu"] * 2
    asked = [headers for _, headers in web.asked]
    assert "if-none-match" not in asked[0]
    assert "if-modified-since" not in asked[0]
    assert (asked[1].get("if-none-match", ""), asked[1].get("if-modified-since", "")) == (etag, modified)
    url = conditional(web, "# New", etag='"two"', modified="")
    assert [fetch(url, tmp_path) for _ in range(2)] == ["# New"] * 2
    assert web.asked[-1][1].get("if-none-match") == '"two"', "the newer one is kept"


@pytest.mark.parametrize("spoil", ["", "cut", "other", "link", "folder"])
def test_a_kept_page_that_is_not_sound_is_as_good_as_none(web: Web, tmp_path: Path, spoil: str) -> None:
    cache = tmp_path / "cache"
    url = conditional(web, "# Whole")
    fetch(url, cache)
    (kept,) = cache.iterdir()
    text = kept.read_text()
    kept.unlink()
    if spoil == "folder":
        kept.mkdir()
    elif spoil == "link":
        (tmp_path / "else").write_text(text)
        kept.symlink_to(tmp_path / "else")
    else:
        kept.write_text({"": "", "cut": text[:-1], "other": text.replace("Whole", "Whale")}[spoil])
    assert fetch(url, cache) == "# Whole"
    assert "if-none-match" not in web.asked[-1][1]


def test_what_may_not_be_kept_is_not(web: Web, tmp_path: Path) -> None:
    plain = web.answer("/plain.md", body="# Plain")
    secret = web.answer("/secret.md", body="# Secret", ETag=ETAG, Cache_Control="private, No-Store")
    page = web.answer("/page.md", body="<!doctype HTML><p>x", ETag=ETAG)
    fetch(plain, tmp_path)
    fetch(secret, tmp_path)
    with pytest.raises(SpecloomError):
        fetch(page, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_written_costs_a_transfer(web: Web, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert fetch(conditional(web, "# Here"), tmp_path / "file") == "# Here"
    assert read_page(tmp_path / "file", "http://127.0.0.1/") is None


def test_a_304_that_nobody_asked_for_is_no_page(web: Web) -> None:
    refused(web.answer("/page.md", 304), "unreadable-page", "answers 304")


@pytest.mark.parametrize("status", [201, 204, 400, 403, 404, 410, 429, 500, 503])
def test_another_status_is_told(web: Web, status: int) -> None:
    refused(web.answer("/page.md", status), "unreadable-page", f"answers {status}")


def test_html_is_told_by_its_type_or_its_beginning(web: Web) -> None:
    typed = web.answer("/typed.md", body="Sign in", Content_Type="Text/HTML; charset=utf-8")
    plain = web.answer("/plain.md", body="\ufeff \n<!DOCTYPE html><html>", Content_Type="text/markdown")
    for url in (typed, plain):
        refused(url, "page-is-html", "HTML", ".md")
        assert fetch(url, may_be_html=True)
    assert fetch(web.answer("/about.md", body="# About <html>", Content_Type="text/markdown")) == "# About <html>"


def test_what_is_no_text_is_told_with_its_line(web: Web) -> None:
    with pytest.raises(
        SpecloomError, match=r"page\.md:2: is not UTF-8 text \[not-utf-8\]\n  Save it as UTF-8, and give"
    ):
        fetch(web.answer("/page.md", body=b"one\ntwo \xff"))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_a_byte_order_mark_says_how_a_page_is_encoded(web: Web, encoding: str) -> None:
    assert fetch(web.answer("/page.md", body="\ufeffGröße 漢字".encode(encoding))) == "Größe 漢字"


def test_a_page_has_a_size(web: Web) -> None:
    assert len(fetch(web.answer("/page.md", body=b"x" * 1000), bounds=SMALL)) == 1000
    refused(web.answer("/page.md", body=b"x" * 1001), "file-too-large", "1,000 bytes")


def test_a_page_has_a_size_when_its_length_is_not_told(web: Web) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not web.ending.is_set():
            handler.wfile.write(b"x" * 100)

    web.pages["/page.md"] = endless
    refused(f"{web.url}/page.md", "file-too-large")


def test_a_packed_page_has_its_size_unpacked(web: Web) -> None:
    small, bomb = gzip.compress(b"# Packed"), gzip.compress(b"x" * 50_000_000)
    both = small + gzip.compress(b" twice")
    assert fetch(web.answer("/small.md", body=small, Content_Encoding="gzip"), bounds=SMALL) == "# Packed"
    assert fetch(web.answer("/both.md", body=both, Content_Encoding="gzip"), bounds=SMALL) == "# Packed twice"
    assert len(bomb) < 50_000
    wide = Bounds(seconds=20, silence=5, bytes=100_000)
    refused(web.answer("/bomb.md", body=bomb, Content_Encoding="gzip"), "file-too-large", bounds=wide)
    refused(web.answer("/cut.md", body=small[:-9], Content_Encoding="gzip"), "unreadable-page", "cut off")
    refused(web.answer("/torn.md", body=b"no gzip", Content_Encoding="gzip"), "unreadable-page")
    refused(web.answer("/br.md", body=b"x", Content_Encoding="br"), "unreadable-page", "'br'")
    assert {headers["accept-encoding"] for _, headers in web.asked} == {"gzip"}


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_page_that_drips_has_a_time_for_all_of_it(web: Web, part: str) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if part == "body" else b"X-Slow: "))
        while not web.ending.wait(0.05):
            handler.wfile.write(b"x")

    web.pages["/page.md"] = drip
    refused(f"{web.url}/page.md", "unreadable-page", "longer than 0.5 seconds", bounds=Bounds(seconds=0.5))


def test_a_silent_server_is_left(web: Web) -> None:
    web.pages["/page.md"] = lambda _: web.ending.wait(20) and None
    refused(f"{web.url}/page.md", "unreadable-page", "Timeout", bounds=Bounds(seconds=20, silence=0.2))


def test_a_page_that_breaks_off_is_told(web: Web) -> None:
    refused(web.answer("/page.md", body=b"short", Content_Length="500"), "unreadable-page", "cannot be read")
    refused("http://127.0.0.1:1/page.md", "unreadable-page", "cannot be read")


def test_redirects_stay_with_the_host(web: Web) -> None:
    web.answer("/new.md", body="# New")
    assert fetch(web.answer("/old.md", 302, Location="/new.md")) == "# New"
    other = web.url.replace("127.0.0.1", "127.0.0.2")
    for where in ("http://elsewhere.example/x", f"{other}/new.md", "//elsewhere.example/x", "http://127.0.0.1:1/"):
        refused(web.answer("/away.md", 307, Location=where), "refused-url", "leads to")
    user = web.url.replace("http://", "http://me:secret@")
    refused(web.answer("/user.md", 301, Location=f"{user}/new.md"), "refused-url")
    refused(web.answer("/file.md", 301, Location="file:///etc/passwd"), "refused-url", "file://")
    refused(web.answer("/odd.md", 301, Location="http://[bad"), "unreadable-page")
    refused(web.answer("/round.md", 308, Location="/round.md"), "unreadable-page", "more than 5 times")
    assert {path for path, _ in web.asked} <= {
        "/new.md",
        "/old.md",
        "/away.md",
        "/user.md",
        "/file.md",
        "/odd.md",
        "/round.md",
    }


@pytest.mark.parametrize(
    "url", ["http://docs.example/x.md", "ftp://127.0.0.1/x", "file:///etc/passwd", "http://localhost/x", "http:///x"]
)
def test_other_urls_are_not_asked(url: str) -> None:
    refused(url, "refused-url")


def test_credentials_in_a_url_are_neither_used_nor_told() -> None:
    with pytest.raises(SpecloomError) as caught:
        fetch("https://me:secret@docs.example/x.md")
    assert "secret" not in str(caught.value)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed: there is no certificate to serve with")
    folder = tmp_path_factory.mktemp("tls")
    files = folder / "key.pem", folder / "certificate.pem"
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    named = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(files[0]), "-out", str(files[1])]
    subprocess.run([*command, *named], check=True, capture_output=True)
    return files


def test_https_stays_https(web: Web, certificate: tuple[Path, Path]) -> None:
    key, file = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    trusting = ssl.create_default_context(cafile=str(file))
    with serving(context) as secure:
        assert fetch(secure.answer("/page.md", body="# Safe"), context=trusting) == "# Safe"
        port = secure.url.rpartition(":")[2]
        weaker = secure.answer("/down.md", 302, Location=f"http://127.0.0.1:{port}/page.md")
        refused(weaker, "refused-url", "http://127.0.0.1", context=trusting)
        refused(secure.answer("/page.md", body="# Safe"), "unreadable-page", "CERTIFICATE_VERIFY_FAILED")
    assert web.asked == []

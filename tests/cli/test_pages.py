from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from generator.cli.pages import pages_of
from generator.document.findings import SpecloomError
from generator.workspace.vendor import CapturedSource, Vendor, WrittenSource, load_vendor

from .drifting import PAGE, Drifting
from .project import Run

LIMIT = '"maximum": 100', '"maximum": 50'


@pytest.fixture
def vendor(captured_once: Drifting) -> Vendor:
    return load_vendor(captured_once.folder)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The URL of a page with a lower limit."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "crates.md").write_text(PAGE.replace(*LIMIT))

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path / "site")) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/crates.md"
        server.shutdown()
        thread.join()


def why(vendor: Vendor, given: str | None, cache: Path) -> str:
    with pytest.raises(SpecloomError) as caught:
        pages_of([vendor], given, cache)(vendor.sources[0])
    return str(caught.value)


def test_a_page_may_come_from_a_url(drifting: Drifting, site: str):
    for _ in range(2):  # the second time it is asked for on a condition
        done: Run = drifting.call("drift", "--from", site)
        assert (done.code, "[request-parameter-max-decreased]" in done.out) == (1, True)
    assert drifting.call("refresh", "crates", "--from", site).code == 0
    assert "maximum: 50" in drifting.captured.read_text()


def test_what_a_url_does_not_have_is_a_finding(drifting: Drifting, site: str):
    done = drifting.call("drift", "--from", f"{site}.gone")
    assert (done.code, "answers 404" in done.out) == (1, True)


def test_without_a_folder_and_a_url_it_cannot_be_had(vendor: Vendor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SPECLOOM_PAGES", raising=False)
    assert "[no-page]" in why(vendor, None, tmp_path)
    monkeypatch.setenv("SPECLOOM_PAGES", str(tmp_path))
    assert "--from" in why(vendor, None, tmp_path)


def test_a_folder_that_is_given_is_all_that_is_looked_at(
    captured_once: Drifting, vendor: Vendor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SPECLOOM_PAGES", str(captured_once.pages))
    assert "crates.md: cannot be read" in why(vendor, str(tmp_path), tmp_path)


@pytest.mark.parametrize(
    "given", ["https://", "ftp://acme.example/x", "http://acme.example/x", "x" * 5000, "\0", "https://[/"]
)
def test_what_is_no_page_is_an_error(vendor: Vendor, given: str, tmp_path: Path):
    assert why(vendor, given, tmp_path)


def test_one_page_is_not_several(vendor: Vendor, captured_once: Drifting, tmp_path: Path):
    source = vendor.sources[0]
    assert isinstance(source, CapturedSource)
    for given in (captured_once.page, captured_once.pages):
        assert pages_of([vendor], str(given), tmp_path)(source) == PAGE
    with pytest.raises(SpecloomError, match=r"crates\.md, crates\.md"):
        pages_of([vendor, vendor], str(captured_once.page), tmp_path)


def test_who_has_no_page_cannot_be_given_one(vendor: Vendor, tmp_path: Path):
    written = replace(vendor, sources=(WrittenSource("crates.yaml"),))
    with pytest.raises(SpecloomError, match=r"there is none of crates \[usage\]\n  .*specloom diff"):
        pages_of([written], "page.md", tmp_path)

"""References to URLs: followed to hosts that were allowed, and to no others."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from generator.cli.addresses import Allowed
from generator.cli.download import fetcher
from generator.document.findings import Place, SpecloomError
from generator.document.load import loads
from generator.standin.serving.source import of_file

from .project import Run, call, refused, run

AT = Place("api.json", pointer="/a/$ref")


class Pages(BaseHTTPRequestHandler):
    pages: ClassVar[dict[str, str]] = {
        "/plants.json": '{"Plant": {"type": "object", "properties": {"bed": {"$ref": "beds/bed.yaml"}}}}',
        "/beds/bed.yaml": "type: object\nproperties: {kind: {$ref: '../kinds.yaml#/kind'}}\n",
        "/kinds.yaml": "kind: {enum: [rose, weed]}\n",
        "/outside.json": '{"$ref": "http://garden.example/x.json"}',
        "/local.json": '{"$ref": "file:///etc/passwd"}',
    }
    moved: ClassVar[dict[str, str]] = {
        "/old.yaml": "/kinds.yaml",
        "/away.json": "http://garden.example/x.json",
        "/inward.json": "http://169.254.169.254/latest/meta-data",
        "/round.json": "/round.json",
    }
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(f"{self.headers['Host']}{self.path}")
        text = self.pages.get(self.path)
        self.send_response(302 if self.path in self.moved else 404 if text is None else 200)
        if self.path in self.moved:
            self.send_header("Location", self.moved[self.path])
        body = (text or "").encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    Pages.asked.clear()


def document(folder: Path, url: str) -> Path:
    answer = {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": url}}}}}
    path = folder / "api.json"
    info = {"title": "Garden", "version": "1"}
    path.write_text(
        json.dumps({"openapi": "3.1.0", "info": info, "paths": {"/plants": {"get": {"responses": answer}}}})
    )
    return path


def test_nothing_is_fetched_unless_its_host_was_allowed(port: int, tmp_path: Path):
    path = document(tmp_path, f"http://127.0.0.1:{port}/plants.json#/Plant")
    refused(call("normalise", path, cwd=tmp_path), "127.0.0.1", "--allow-host", "/schema/$ref")
    refused(call("normalise", path, "--allow-host", "localhost", cwd=tmp_path), "--allow-host 127.0.0.1")
    refused(call("normalise", path, "--allow-host", "127.0.0.1:1", cwd=tmp_path), "--allow-host 127.0.0.1")
    assert Pages.asked == []


@pytest.mark.parametrize("allowed", ["127.0.0.1", "127.0.0.1:{port}"])
def test_an_allowed_host_is_followed_from_page_to_page(allowed: str, port: int, tmp_path: Path):
    path = document(tmp_path, f"http://127.0.0.1:{port}/plants.json#/Plant")
    done = call("normalise", path, "--allow-host", allowed.format(port=port), cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    schemas = loads(done.out, "out.yaml")["components"]["schemas"]
    assert {"Plant", "Bed"} <= set(schemas)
    assert {"enum": ["rose", "weed"]} in schemas.values()
    assert len(Pages.asked) == 3


def test_a_package_is_generated_from_them(port: int, tmp_path: Path):
    path = document(tmp_path, f"http://127.0.0.1:{port}/plants.json#/Plant")
    command = ("generate", "--spec", path, "--package", "garden_client", "--out", tmp_path / "out")
    without = run(*command, cwd=tmp_path)
    assert (without.code, "--allow-host 127.0.0.1" in without.err) == (2, True)
    assert run(*command, "--allow-host", "127.0.0.1", cwd=tmp_path).code == 0
    assert (tmp_path / "out" / "src" / "garden_client" / "__init__.py").is_file()
    refused(call("generate", "--allow-host", "127.0.0.1", cwd=tmp_path), "go with --spec")


def test_a_stand_in_is_made_of_them(port: int, tmp_path: Path):
    path = document(tmp_path, f"http://127.0.0.1:{port}/plants.json#/Plant")
    refused(call("serve", path, cwd=tmp_path), "--allow-host 127.0.0.1")
    source = of_file(path, fetcher(["127.0.0.1"]))
    assert "Plant" in source.document["components"]["schemas"]


def test_localhost_is_this_machine(port: int, tmp_path: Path):
    path = document(tmp_path, f"http://LOCALHOST:{port}/kinds.yaml#/kind")
    assert call("normalise", path, "--allow-host", "localhost", cwd=tmp_path).code == 0
    assert Pages.asked == [f"localhost:{port}/kinds.yaml"]


def test_names_do_not_lead_to_private_addresses(port: int, tmp_path: Path):
    path = document(tmp_path, f"http://127.1:{port}/kinds.yaml#/kind")
    refused(call("normalise", path, "--allow-host", "127.1", cwd=tmp_path), "private", "--allow-host 127.0.0.1")
    assert Pages.asked == []
    done = call("normalise", path, "--allow-host", "127.1", "--allow-host", "127.0.0.1", cwd=tmp_path)
    assert (done.code, Pages.asked) == (0, [f"127.1:{port}/kinds.yaml"])


def test_redirects_stay_with_the_host(port: int, tmp_path: Path):
    def normalised(name: str, fragment: str = "") -> Run:
        path = document(tmp_path, f"http://127.0.0.1:{port}/{name}{fragment}")
        return call("normalise", path, "--allow-host", "127.0.0.1", "--allow-host", "garden.example", cwd=tmp_path)

    assert normalised("old.yaml", "#/kind").code == 0
    refused(normalised("away.json"), "leads to http://garden.example")
    refused(normalised("inward.json"), "leads to http://169.254.169.254")
    refused(normalised("round.json"), "redirects more than")
    refused(normalised("none.json"), "answers 404")


def test_pages_refer_to_allowed_hosts_and_to_no_files(port: int, tmp_path: Path):
    path = document(tmp_path, f"http://127.0.0.1:{port}/outside.json")
    refused(call("normalise", path, "--allow-host", "127.0.0.1", cwd=tmp_path), "--allow-host garden.example")
    document(tmp_path, f"http://127.0.0.1:{port}/local.json")
    refused(call("normalise", path, "--allow-host", "127.0.0.1", cwd=tmp_path), "file:///etc/passwd", "no path")


@pytest.mark.parametrize("host", ["", "*", "*.example", "a/b", "http://a.example", "u@a.example", "a:b", "a?b"])
def test_what_is_no_host_is_refused(host: str):
    with pytest.raises(SpecloomError, match="no host"):
        fetcher([host])


@pytest.mark.parametrize(
    ("hosts", "url", "may"),
    [
        (["garden.example"], "https://GARDEN.example/x", True),
        (["Garden.Example"], "http://garden.example:8080/x", True),
        (["garden.example:443"], "https://garden.example/x", True),
        (["garden.example:443"], "http://garden.example/x", False),
        (["garden.example"], "https://more.garden.example/x", False),
        (["garden.example"], "https://garden.example.evil.example/x", False),
        (["garden.example"], "https://me:secret@garden.example/x", False),
        (["garden.example"], "https://evil.example/garden.example", False),
        (["garden.example"], "ftp://garden.example/x", False),
        (["::1"], "http://[::1]/x", True),
        (["[::1]:80"], "http://[::1]/x", True),
    ],
)
def test_hosts_are_compared_whole(hosts: list[str], url: str, may: bool):
    assert Allowed(hosts).has(url) is may


@pytest.mark.parametrize("host", ["0", "0x7f000001", "2130706433", "127.1", "169.254.43518", "10.1"])
def test_other_spellings_of_addresses_are_looked_behind(host: str):
    with pytest.raises(SpecloomError, match="private"):
        Allowed([host]).request(f"http://{host}/", AT)


def test_vendors_have_no_references_to_follow(tmp_path: Path):
    refused(call("normalise", "--allow-host", "garden.example", cwd=tmp_path), "goes with a file")

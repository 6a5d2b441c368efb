"""`specloom serve`, as those who use it see it: a server that says where it is, answers, and ends when it is told to."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from .project import Project, call, clean_environment, command, refused

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")

AUTHORIZED = {"Authorization": "Bearer anything"}
THING = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}
SHOWN = {"description": "One.", "content": {"application/json": {"schema": THING}}}
LISTED = {"description": "All.", "content": {"application/json": {"schema": {"type": "array", "items": THING}}}}
DOCUMENT = {
    "openapi": "3.0.3",
    "info": {"title": "Things", "version": "1"},
    "servers": [{"url": "https://things.example"}],
    "paths": {
        "/things": {
            "get": {"responses": {"200": LISTED}},
            "post": {"requestBody": {"content": SHOWN["content"]}, "responses": {"201": SHOWN}},
        },
        "/things/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
            "get": {"responses": {"200": SHOWN, "404": {"description": "None."}}},
        },
    },
}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "things.json"
    path.write_text(json.dumps(DOCUMENT))
    return path


@dataclass
class Server:
    process: subprocess.Popen[str]
    said: str
    url: str

    def end(self, sent: signal.Signals) -> tuple[int, str]:
        """Send a signal; the exit code, and what else was said."""
        self.process.send_signal(sent)
        out, err = self.process.communicate(timeout=30)
        assert out == ""
        return self.process.returncode, err


@contextmanager
def serving(folder: Path, *arguments: str | Path) -> Iterator[Server]:
    """A server that has said that clients can connect."""
    process = subprocess.Popen(
        command("serve", *arguments, "--port", "0"), cwd=folder, env=clean_environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        said = ""
        assert process.stderr is not None
        while "Ctrl-C" not in said:
            line = process.stderr.readline()
            assert line, said
            said += line
        url = re.search(r"http://[^ ]+", said)
        assert url is not None
        yield Server(process, said, url[0])
    finally:
        process.kill()
        process.communicate()


def test_a_vendor_is_served_and_says_how_its_client_is_pointed_at_it(fresh: Project):
    assert fresh.call("normalise").code == 0
    with serving(fresh.root, "depot") as server:
        assert server.said == (
            f"Depot: {server.url} serves 2 operations; / is a page that lists them.\n"
            "  from depot_crates import Depot\n"
            f'  depot = Depot(base_url="{server.url}", token="anything")\n'
            "State: in memory, gone when this ends. Ctrl-C ends it.\n"
        )
        assert httpx2.get(f"{server.url}/crates", headers=AUTHORIZED).status_code == 200
        assert httpx2.get(f"{server.url}/crates").status_code == 401
        assert "<h1><bdi>Depot</bdi></h1>" in httpx2.get(server.url).text
        assert server.end(signal.SIGTERM) == (0, "")


def test_what_is_kept_in_a_file_outlives_an_end_and_a_kill(document: Path, tmp_path: Path):
    state = tmp_path / "state.sqlite"
    ends = (signal.SIGTERM, signal.SIGKILL, signal.SIGINT)
    for number, end in enumerate(ends):
        with serving(tmp_path, document, "--state", state) as server:
            assert f"State: {state}, with {number} things." in server.said
            assert f'base_url="{server.url}"' in server.said
            made = httpx2.post(f"{server.url}/things", json={"id": number, "name": "x"})
            assert made.status_code == 201
            assert len(httpx2.get(f"{server.url}/things").json()) == number + 1
            code, said = server.end(end)
            assert (code, said) == {signal.SIGTERM: (0, ""), signal.SIGINT: (130, "interrupted\n")}.get(end, (-9, ""))


def test_the_log_names_requests_and_no_credentials(document: Path, tmp_path: Path):
    with serving(tmp_path, document, "--log", "--seed", "3", "--no-limits") as server:
        httpx2.get(f"{server.url}/things?access_token=hush&page=1", headers={"Authorization": "Bearer hush"})
        code, said = server.end(signal.SIGTERM)
    assert code == 0
    assert re.fullmatch(r"\d\d:\d\d:\d\d GET /things\?access_token=\*\*\*&page=1 200\n", said)


def test_others_than_this_machine_are_let_in_with_a_warning(document: Path, tmp_path: Path):
    with serving(tmp_path, document, "--host", "0.0.0.0") as server:
        assert server.said.startswith("warning: others than this machine can reach 0.0.0.0")
        assert httpx2.get(f"{server.url}/things").status_code == 200


def test_a_port_that_is_taken_is_refused_with_a_remedy(document: Path, tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused(
            call("serve", document, "--port", str(port), cwd=tmp_path), f"port {port} of 127.0.0.1 is taken", "--port 0"
        )


def test_an_unknown_vendor_is_refused_with_the_nearest_one(fresh: Project):
    refused(fresh.call("serve", "depott"), "there is no vendor 'depott'", "Did you mean 'depot'?")


def test_a_vendor_that_was_never_normalised_is_refused_with_what_to_do(fresh: Project):
    refused(fresh.call("serve", "depot"), "openapi.yaml", "specloom normalise depot")


def test_a_behaviour_with_a_fault_is_refused(fresh: Project):
    assert fresh.call("normalise").code == 0
    (fresh.root / "specs" / "depot" / "behaviour.yaml").write_text("page_sizes: 3\n")
    refused(fresh.call("serve", "depot"), "behaviour.yaml", "page_size")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no/such.yaml"], "no/such.yaml"),
        (["things.json", "--port", "70000"], "70000"),
        (["things.json", "--port", "80a"], "80a"),
        (["things.json", "--state", "no/folder/state"], "no/folder/state"),
        (["things.json", "--state", "things.json"], "things.json"),
        (["things.json", "--host", "203.0.113.1"], "203.0.113.1"),
        ([], "VENDOR | FILE"),
    ],
)
def test_what_cannot_be_served_is_refused(arguments: list[str], said: str, document: Path):
    refused(call("serve", *arguments, cwd=document.parent), said)

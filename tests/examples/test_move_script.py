"""The example that moves a script, run as a command against two vendors on 127.0.0.1."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from local_server import LocalServer, Received, Reply, json_reply

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "move_script.py"
SOURCE = "/v1/scripts/5f8a"
TARGET = "/api/v1/scripts/42/script-versions"


@dataclass
class Vendors:
    """Both vendors, and the environment that leads to them."""

    celigo: LocalServer = field(default_factory=LocalServer)
    patchworks: LocalServer = field(default_factory=LocalServer)
    environment: dict[str, str] = field(default_factory=dict[str, str])

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        paths = [str(ROOT / "generated" / vendor / "src") for vendor in ("celigo", "patchworks")]
        kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
        command = [sys.executable, "-W", "error", str(EXAMPLE), *arguments]
        environment = {**kept, **self.environment, "PYTHONPATH": os.pathsep.join(paths), "COLUMNS": "120"}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)

    def received(self) -> list[str]:
        """Return what each vendor was asked: all of Celigo's before those of Patchworks."""
        return [f"{each.method} {each.target}" for each in self.celigo.received + self.patchworks.received]


def celigo(request: Received) -> Reply:
    return (
        Reply(204) if request.method == "DELETE" else json_reply({"_id": "5f8a", "name": "hello", "content": "Grüße"})
    )


@pytest.fixture
def vendors() -> Iterator[Vendors]:
    both = Vendors()
    both.celigo.handle = celigo
    both.patchworks.handle = lambda _: json_reply({"data": {"id": 7, "version": 3}}, 201)
    both.environment = {
        "CELIGO_BASE_URL": both.celigo.url,
        "CELIGO_API_TOKEN": "celigo-SECRET",
        "PATCHWORKS_BASE_URL": both.patchworks.url,
        "PATCHWORKS_API_KEY": "patchworks-SECRET",
    }
    yield both
    both.celigo.close()
    both.patchworks.close()


def test_a_script_moves(vendors: Vendors) -> None:
    done = vendors.run("5f8a", "42")
    assert (done.returncode, done.stdout, done.stderr) == (0, "hello: version 3 of Patchworks' script 42\n", "")
    assert vendors.received() == [f"GET {SOURCE}", f"DELETE {SOURCE}", f"POST {TARGET}"]
    assert vendors.patchworks.last.body == '{"content":"Grüße"}'.encode()
    assert {each.headers["authorization"] for each in vendors.celigo.received} == {"Bearer celigo-SECRET"}
    assert vendors.patchworks.last.headers["authorization"] == "patchworks-SECRET"


def test_one_source_and_one_policy_serve_both_vendors(vendors: Vendors, tmp_path: Path) -> None:
    (tmp_path / "celigo").write_text("celigo-FILE\n")
    (tmp_path / "patchworks").write_text("patchworks-FILE\n")
    busy = [json_reply({"message": "busy"}, 429, Retry_After="0") for _ in range(4)]
    vendors.celigo.replies = list(busy)
    vendors.patchworks.replies = list(busy)
    done = vendors.run("5f8a", "42", "--keep", "--secrets", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert vendors.received() == [f"GET {SOURCE}"] * 5 + [f"POST {TARGET}"] * 5
    assert {each.headers["authorization"] for each in vendors.celigo.received} == {"Bearer celigo-FILE"}
    assert {each.headers["authorization"] for each in vendors.patchworks.received} == {"patchworks-FILE"}


@pytest.mark.parametrize("vendor", ["celigo", "patchworks"])
def test_what_a_vendor_refuses_ends_it(vendors: Vendors, vendor: str) -> None:
    server: LocalServer = getattr(vendors, vendor)
    server.handle = lambda _: json_reply({"message": f"not today: {vendor}-SECRET"}, 403)
    done = vendors.run("5f8a", "42")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("move_script.py: 403 Forbidden: ")
    assert "not today: ***" in done.stderr
    assert done.stderr.count("\n") == 1
    assert f"DELETE {SOURCE}" not in vendors.received()


@pytest.mark.parametrize("vendor", ["celigo", "patchworks"])
def test_a_lost_connection_of_either_vendor_is_one_kind_of_failure(vendors: Vendors, vendor: str) -> None:
    server: LocalServer = getattr(vendors, vendor)
    server.handle = lambda _: Reply(reset=True)
    done = vendors.run("5f8a", "42")
    assert done.returncode == 3, done.stderr
    assert done.stderr.startswith("move_script.py: ")
    assert server.url in done.stderr
    assert len(server.received) == {"celigo": 5, "patchworks": 1}[vendor]  # a POST may have run: it is not repeated
    assert f"DELETE {SOURCE}" not in vendors.received()


def test_a_script_without_source_code_stays(vendors: Vendors) -> None:
    vendors.celigo.handle = lambda _: json_reply({"_id": "5f8a"})
    done = vendors.run("5f8a", "42")
    assert (done.returncode, done.stderr) == (1, "move_script.py: Celigo's script 5f8a has no source code\n")
    assert vendors.received() == [f"GET {SOURCE}"]


@pytest.mark.parametrize(
    ("missing", "says"), [("CELIGO_API_TOKEN", "set CELIGO_API_TOKEN"), ("PATCHWORKS_API_KEY", "set PATCHWORKS_TOKEN")]
)
def test_a_missing_credential_is_named(vendors: Vendors, missing: str, says: str) -> None:
    del vendors.environment[missing]
    done = vendors.run("5f8a", "42")
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert vendors.patchworks.received == []


def test_a_missing_file_is_named(vendors: Vendors, tmp_path: Path) -> None:
    done = vendors.run("5f8a", "42", "--secrets", str(tmp_path))
    assert done.returncode == 2, done.stderr
    assert vendors.received() == []


def test_help_says_what_it_needs_and_how_it_ends(vendors: Vendors) -> None:
    done = vendors.run("--help")
    assert done.returncode == 0
    for said in (*vendors.environment, "PATCHWORKS_TOKEN", "--keep", "exit codes: 0 moved"):
        assert said in done.stdout
    assert vendors.run("5f8a").returncode == 2

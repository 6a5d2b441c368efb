"""A project of one vendor in which scenarios are recorded, and an account at a server that is no stand-in."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from generator.contract.recording.record import record
from generator.contract.recording.wishes import Person, Report, Wishes
from generator.contract.replaying.client_check import check
from generator.contract.verify import against_document, load_subject
from generator.document.findings import Finding
from generator.workspace.paths import ProjectPaths

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests" / "runtime"))  # for its local server

from local_server import LocalServer, Received, Reply, json_reply  # noqa: E402

__all__ = ["FIRST", "TOKEN", "Account", "LocalServer", "Received", "Reply", "Studio", "json_reply", "studio"]

TOKEN = "live-token-4711"
FIRST = "5f0000000000000000000001"


@dataclass
class Account:
    """Scripts at a Celigo that is not one; `reply` may take the place of an answer."""

    scripts: dict[str, dict[str, Any]] = field(default_factory=dict)
    reply: Callable[[Received], Reply | None] = lambda _: None
    prefix: str = ""
    first: int = 1
    made: int = 0
    received: list[str] = field(default_factory=list)

    def handle(self, request: Received) -> Reply:
        if "/_specloom/" in request.path:
            return Reply(404)
        self.received.append(f"{request.method} {request.target}")
        if (reply := self.reply(request)) is not None:
            return reply
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return json_reply({"message": "Bearer Authentication Failed"}, 401)
        key = request.path.removeprefix(f"{self.prefix}/v1/scripts").strip("/")
        if request.method == "POST":
            self.made += 1
            key = f"5f{self.first + self.made - 1:022x}"
            self.scripts[key] = {"_id": key, **json.loads(request.body)}
            return json_reply(self.scripts[key], 201)
        if not key:
            return json_reply(list(self.scripts.values()))
        if key not in self.scripts:
            return json_reply({"errors": [{"code": "resource_not_found", "message": f"No script {key}."}]}, 404)
        if request.method == "DELETE":
            del self.scripts[key]
            return Reply(204)
        return json_reply(self.scripts[key])


@dataclass
class Studio:
    root: Path
    account: Account
    server: LocalServer
    vendor: str = "celigo"
    told: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def paths(self) -> ProjectPaths:
        return ProjectPaths(self.root)

    @property
    def scenarios(self) -> Path:
        return self.root / "specs" / self.vendor / "scenarios.yaml"

    @property
    def document(self) -> Path:
        return self.scenarios.with_name("openapi.yaml")

    def cassette(self, name: str) -> Path:
        return self.paths.fixtures / self.vendor / f"{name}.yaml"

    def files(self) -> dict[str, bytes]:
        found = sorted(path for path in self.paths.fixtures.rglob("*") if path.is_file())
        return {path.relative_to(self.paths.fixtures).as_posix(): path.read_bytes() for path in found}

    def write(self, scenarios: str) -> None:
        self.scenarios.write_text("scenarios:\n" + scenarios, "utf-8")

    def record(
        self,
        scenarios: str = "",
        *,
        say: Callable[[str], None] | None = None,
        ask: Callable[[str, bool], str] | None = None,
        **wishes: Any,
    ) -> Report:
        """Record the account with writing allowed, unless wished otherwise."""
        if scenarios:
            self.write(scenarios)
        given = {"base_url": self.server.url, "allow_writes": True, **wishes}
        return record(self.paths, self.vendor, Wishes(**given), Person(self.told.append, say or self.said.append, ask))

    def findings(self) -> list[Finding]:
        """What is wrong with the recordings, as `specloom verify` sees it."""
        subject = load_subject(self.paths, self.vendor)
        return [*against_document(subject), *check(subject)]


@contextmanager
def studio(root: Path, monkeypatch: pytest.MonkeyPatch, vendor: str = "celigo") -> Iterator[Studio]:
    folder = root / "specs" / vendor
    folder.mkdir(parents=True)
    for name in ("vendor.yaml", "openapi.yaml"):
        shutil.copy(ROOT / "specs" / vendor / name, folder / name)
    (root / "generated").symlink_to(ROOT / "generated", target_is_directory=True)
    monkeypatch.setenv("CELIGO_API_TOKEN", TOKEN)
    account, server = Account(), LocalServer()
    server.handle = account.handle
    try:
        yield Studio(root, account, server, vendor)
    finally:
        server.close()

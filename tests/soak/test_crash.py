"""A stand-in with its state in a file, killed under load at random moments: no write that was acknowledged is lost.

`SPECLOOM_KILLS` is how often, `SPECLOOM_SEED` decides when.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("SPECLOOM_KILLS", "5"))
SEED = int(os.environ.get("SPECLOOM_SEED", "1"))
HEADERS = {"Authorization": "Bearer any", "Content-Type": "application/json", "Accept": "application/json"}
WRITERS = 6

pytestmark = pytest.mark.soak


@dataclass
class Writer:
    """One client: what the server acknowledged of each script, and the one that it may or may not have changed."""

    number: int
    known: dict[str, str | None] = field(default_factory=dict[str, "str | None"])
    unsure: set[str] = field(default_factory=set[str])
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list[str])

    def write(self, port: int) -> None:
        """Make, change and delete scripts until the connection breaks."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        chance = random.Random(f"{SEED} {self.number} {self.acknowledged}")
        try:
            while True:
                self._step(connection, chance)
        except (OSError, http.client.HTTPException):
            connection.close()

    def _step(self, connection: http.client.HTTPConnection, chance: random.Random) -> None:
        name = f"{self.number}-{self.acknowledged}"
        alive = [key for key, said in self.known.items() if said is not None and key not in self.unsure]
        key = chance.choice(alive) if alive and chance.random() < 0.5 else None
        if key is None:
            status, body = exchange(connection, "POST", "/v1/scripts", {"name": name, "content": "x"})
            self._expect(status, 201)
            self.known[body["_id"]] = name
        else:
            self.unsure.add(key)
            is_update = chance.random() < 0.7
            method, sent = ("PUT", {"name": name}) if is_update else ("DELETE", None)
            status, _ = exchange(connection, method, f"/v1/scripts/{key}", sent)
            self._expect(status, 200 if is_update else 204)
            self.known[key] = name if is_update else None
            self.unsure.discard(key)
        self.acknowledged += 1

    def _expect(self, status: int, wanted: int) -> None:
        if status != wanted:
            self.wrong.append(f"{status} in place of {wanted}")

    def lost(self, port: int) -> list[str]:
        """Return what was acknowledged and is not there; what was unsure is settled."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        lost: list[str] = []
        for key, said in self.known.items():
            status, body = exchange(connection, "GET", f"/v1/scripts/{key}")
            found = None if status == 404 or body.get("deletedAt") else body["name"]
            if key in self.unsure:
                self.known[key] = found
            elif found != said:
                lost.append(f"{key}: {found!r} in place of {said!r}")
        self.unsure.clear()
        connection.close()
        return lost


def exchange(connection: http.client.HTTPConnection, method: str, path: str, sent: Any = None) -> tuple[int, Any]:
    connection.request(method, path, None if sent is None else json.dumps(sent), HEADERS)
    answer = connection.getresponse()
    body = answer.read()
    return answer.status, json.loads(body) if body else None


@contextmanager
def running(port: int, state: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "generator", "serve", "celigo", "--no-limits", "--port", str(port)]
    process = subprocess.Popen([*command, "--state", str(state)], cwd=ROOT, stderr=subprocess.PIPE)
    try:
        for _ in range(400):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, process.stderr and process.stderr.read().decode()
            time.sleep(0.05)
        yield process
    finally:
        process.kill()
        process.communicate()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_no_acknowledged_write_is_lost(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    writers = [Writer(number) for number in range(WRITERS)]
    state = tmp_path / "state.db"
    for _ in range(KILLS):
        port = free_port()
        with running(port, state) as process:
            assert [lost for writer in writers for lost in writer.lost(port)] == []
            threads = [threading.Thread(target=writer.write, args=(port,)) for writer in writers]
            for thread in threads:
                thread.start()
            time.sleep(chance.uniform(0.05, 0.6))
            process.send_signal(signal.SIGKILL)
            for thread in threads:
                thread.join()
    port = free_port()
    with running(port, state):
        assert [lost for writer in writers for lost in writer.lost(port)] == []
    assert [writer.wrong for writer in writers] == [[]] * WRITERS
    assert all(writer.acknowledged > KILLS for writer in writers)
    print(f"{KILLS} kills, {sum(writer.acknowledged for writer in writers):,} acknowledged writes, none lost")  # noqa: T201

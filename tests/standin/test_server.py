from __future__ import annotations

import asyncio
import gc
import os
import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from generator.document.findings import SpecloomError
from generator.exchange.messages import Response
from generator.standin.call import Call
from generator.standin.keeping.store_file import open_store
from generator.standin.serving import server
from generator.standin.serving.app import make_app
from generator.standin.serving.server import Running, run, serving

from .shed import AUTHORIZED, answering, exchanged, get, served, shed


def open_files() -> int:
    gc.collect()
    return len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").is_dir() else 0


def test_a_stand_in_is_served_on_a_free_port_for_as_long_as_a_test_needs_it():
    with serving(shed()) as first, serving(shed()) as second:
        assert re.fullmatch(r"http://127\.0\.0\.1:[1-9][0-9]*", first)
        assert first != second
        assert httpx2.get(f"{first}/tools", headers=AUTHORIZED).status_code == 200
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{first}/tools")


def test_nothing_is_left_of_a_server():
    with serving(shed()):
        pass
    before = threading.active_count(), open_files()
    for _ in range(3):
        with serving(shed()) as url, httpx2.Client(headers=AUTHORIZED) as client:
            assert client.get(f"{url}/tools").status_code == 200
    assert (threading.active_count(), open_files()) == before


def test_a_port_can_be_had_again_at_once_and_idle_clients_do_not_hold_it():
    with Running(make_app(shed())) as running:
        url, port = running.url, int(running.url.rpartition(":")[2])
        client = httpx2.Client(base_url=url, headers=AUTHORIZED)
        assert client.get("/tools").status_code == 200
    with Running(make_app(shed()), port=port) as again:
        assert again.url == url
        assert client.get("/tools").status_code == 200
    client.close()


def test_a_connection_is_kept_and_used_again():
    with served(shed()) as client:
        keep = get("/tools").replace(b"Connection: close\r\n", b"")
        with socket.create_connection((client.base_url.host, client.base_url.port), timeout=5) as connection:
            for _ in range(3):
                connection.sendall(keep)
                assert connection.recv(65536).endswith(b"[]")
            connection.sendall(keep * 3)  # one after the other, without waiting
            received = b""
            while received.count(b"200 OK") < 3:
                received += connection.recv(65536)


def test_many_clients_at_once_are_served():
    with served(shed()) as client, ThreadPoolExecutor(20) as pool:
        made = list(pool.map(lambda number: client.post("/tools", json={"name": f"{number}"}).status_code, range(200)))
        assert made == [201] * 200
        assert client.get("/_specloom/state").json()["kept"] == {"/tools": 200}


@pytest.mark.parametrize(("seconds", "grace"), [(0.1, 30), (60, 0.05)])
def test_the_end_waits_a_moment_for_answers_that_are_under_way(
    seconds: float, grace: float, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(server, "GRACE", grace)
    begun = threading.Event()
    received: list[bytes] = []

    async def handler(call: Call) -> Response:
        begun.set()
        await asyncio.sleep(seconds)
        return call.answer({"id": 1, "name": "rake"})

    with Running(make_app(answering("tools_get", handler))) as running:
        thread = threading.Thread(target=lambda: received.append(exchanged(running.url, get("/tools/1"))))
        thread.start()
        assert begun.wait(5)
    thread.join()
    assert received[0].endswith(b'"rake"}') == (seconds < grace)
    assert (received[0] == b"") == (seconds > grace)
    assert caplog.text == ""


def test_a_delay_ends_when_its_client_has_gone_or_the_server_ends(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(server, "GRACE", 0.05)
    with served(shed()) as client, pytest.raises(httpx2.ReadTimeout):
        client.get("/tools", headers={"Prefer": "delay=60"}, timeout=0.05)
    with Running(make_app(shed())) as running:
        thread = threading.Thread(target=exchanged, args=(running.url, get("/tools", "Prefer: delay=60")))
        thread.start()
    thread.join(30)
    assert not thread.is_alive()
    assert caplog.text == ""


def test_what_is_no_http_disturbs_nobody(capfd: pytest.CaptureFixture[str]):
    with served(shed()) as client:
        for sent in (
            b"\x16\x03\x01\x02\x00\x01\r\n\r\n",
            b"GET\r\n\r\n",
            b"GET /\xff HTTP/1.1\r\n\r\n",
            os.urandom(4000),
        ):
            assert exchanged(client.base_url, sent + b"\r\n\r\n")[9:12] == b"400"
        upgrade = get("/tools", "Connection: Upgrade", "Upgrade: websocket")
        assert b"200 OK" in exchanged(client.base_url, upgrade)
        assert client.get("/tools").status_code == 200
    assert capfd.readouterr().err == ""


def test_a_port_that_is_taken_is_an_error_that_says_what_to_do():
    with Running(make_app(shed())) as running:
        port = int(running.url.rpartition(":")[2])
        with pytest.raises(SpecloomError) as caught:
            run(make_app(shed()), "127.0.0.1", port, ready=lambda url: None)
    (finding,) = caught.value.findings
    assert finding.rule == "port-taken"
    assert f"port {port} of 127.0.0.1" in finding.message
    assert "--port 0" in finding.remedy


@pytest.mark.parametrize("host", ["203.0.113.1", "a" * 70])
def test_a_host_that_is_not_of_this_machine_is_an_error(host: str):
    with pytest.raises(SpecloomError) as caught, Running(make_app(shed()), host):
        pass
    assert caught.value.findings[0].rule in {"unknown-host", "unusable-address"}


def test_every_address_is_called_by_that_of_this_machine():
    with Running(make_app(shed()), "0.0.0.0") as running:
        assert running.url.startswith("http://127.0.0.1:")
        assert httpx2.get(f"{running.url}/_specloom/state").status_code == 200


def test_ipv6_has_its_brackets():
    if not socket.has_ipv6:
        pytest.skip("this Python has no IPv6")
    try:
        with Running(make_app(shed()), "::1") as running:
            assert running.url.startswith("http://[::1]:")
            assert httpx2.get(f"{running.url}/_specloom/state").status_code == 200
    except SpecloomError:
        pytest.skip("this machine has no IPv6")


def test_what_is_kept_in_a_file_is_there_for_the_next_server(tmp_path: Path):
    for expected in (1, 2):
        store = open_store(tmp_path / "state", "Shed")
        with served(shed(store=store)) as client:
            client.post("/tools", json={"name": "rake"})
            assert len(client.get("/tools").json()) == expected
        store.close()

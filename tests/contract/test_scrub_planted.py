"""A secret in any place of a recording never reaches the disk."""

from __future__ import annotations

import base64
import gzip
import html
import json
import random
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from generator.contract.cassettes.cassette import Cassette, load_cassette
from generator.contract.cassettes.cassette_dump import write_cassette
from generator.contract.scrubbing.scrub import Scrubber
from generator.document.findings import SpecloomError

from .planted import REFUSED, Planted, document, exchange, placements, recording

SECRETS = {
    "token": "vk_5f3ZqP9xLm2RwY8vNb4KtT",
    "odd": 'p4ss/W0rd+"k"&<é>~99',
    "long": "-".join(f"{number:03d}Xy{number * 7919:05d}" for number in range(30)),
}
CASES = [(kind, name, planted) for kind, secret in SECRETS.items() for name, planted in placements(secret)]
every_place = pytest.mark.parametrize(
    ("kind", "name", "planted"), CASES, ids=[f"{kind}-{name}".replace(" ", "_") for kind, name, _ in CASES]
)


def forms(secret: str) -> list[bytes]:
    """How a secret may stand in a file, in small letters."""
    data = secret.encode()
    texts = [secret, quote(secret, safe=""), quote_plus(secret), html.escape(secret), json.dumps(secret)[1:-1]]
    found = [text.encode().lower() for text in texts] + [data.hex().encode()]
    for before, skipped in ((0, 0), (1, 2), (2, 3)):
        coded = base64.b64encode(b"\0" * before + data)[skipped : (before + len(data)) * 8 // 6].lower()
        found += coded, coded.replace(b"+", b"-").replace(b"/", b"_")
    return found


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def recorded(folder: Path, cassette: Cassette, secrets: list[str]) -> Path:
    scrubber = Scrubber(document(), secrets=secrets)
    scrubbed = scrubber.scrub_cassette(cassette)
    return write_cassette(folder, scrubbed, secrets=[*secrets, *scrubber.secrets], document=document())


def test_there_are_many_places() -> None:
    assert len({name for name, _ in placements("x" * 20)}) >= 140


@every_place
def test_a_known_secret_never_reaches_the_disk(tmp_path: Path, kind: str, name: str, planted: Planted) -> None:
    secret = SECRETS[kind]
    if name in REFUSED:
        with pytest.raises(SpecloomError) as caught:
            recorded(tmp_path, planted.cassette, [secret])
        assert everything(tmp_path) == b""
        assert secret not in str(caught.value)
        return
    load_cassette(recorded(tmp_path, planted.cassette, [secret]))
    written = everything(tmp_path).lower()
    assert written
    assert [form for form in [planted.as_written.lower(), *forms(secret)] if form in written] == []


def wrappings(seeded: random.Random, secret: str) -> tuple[str, list[str]]:
    """A secret in up to four wrappings, one in the other, and all that it was on the way."""

    def around(text: str) -> str:
        return seeded.choice(("", "x ", "key=", '{"q": ')) + text + seeded.choice(("", " and so on", "&a=1"))

    ways = {
        "base64": lambda text: base64.b64encode(text.encode()).decode(),
        "base64url": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
        "gzip": lambda text: base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode(),
        "hex": lambda text: text.encode().hex(),
        "percent": lambda text: quote(text, safe=""),
        "html": html.escape,
        "json": lambda text: json.dumps({"deep": [text]}),
        "url": lambda text: f"https://x.example/p?value={quote(text, safe='')}",
        "plain": around,
    }
    stages = [secret]
    for way in seeded.choices(list(ways), k=seeded.randint(1, 4)):
        stages.append(ways[way](stages[-1]))
    return stages[-1], stages


@pytest.mark.soak
def test_wrappings_in_wrappings_are_undone_or_refused(tmp_path: Path) -> None:
    """Where a secret was is replaced all the way down; at the least nothing of it is written."""
    seeded = random.Random(7)
    refused = 0
    for number in range(250):
        secret = SECRETS[seeded.choice(("token", "odd"))]
        text, stages = wrappings(seeded, secret)
        body = seeded.choice((text, {"a": [text]}, {"a": {"note": text}, "id": 1}))
        cassette = recording(exchange(body=body, body_as=seeded.choice(("application/json", "text/plain"))))
        folder = tmp_path / str(number)
        try:
            recorded(folder, cassette, [secret])
        except SpecloomError:
            refused += 1
            assert not folder.exists()
            continue
        written = everything(folder).lower()
        assert [stage for stage in stages if len(stage) < 500 and stage.lower().encode() in written] == []
        assert [form for form in forms(secret) if form in written] == []
    assert refused <= 5

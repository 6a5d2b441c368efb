"""The committed recordings, read once, and the documents that they are held against."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.contract.cassette import Cassette, load_cassettes
from generator.document.load import load
from generator.exchange.conformance import Conformance
from generator.exchange.operations import Api

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
VENDORS = ("celigo", "dvelop", "patchworks")


@cache
def cassettes() -> tuple[Cassette, ...]:
    return load_cassettes(FIXTURES)


@cache
def api(vendor: str) -> Api:
    path = ROOT / "specs" / vendor / "openapi.yaml"
    return Api(load(path), str(path.relative_to(ROOT)))


@cache
def conformance(vendor: str) -> Conformance:
    return Conformance(api(vendor))


def name(cassette: Cassette) -> str:
    return f"{cassette.vendor}-{cassette.operation}-{cassette.case}"

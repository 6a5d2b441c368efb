"""The committed recordings, read once, and the documents and packages that they are held against."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

from generator.contract.cassettes.cassette import Cassette, load_cassettes
from generator.contract.coverage.declared import StrictConformance
from generator.contract.replaying.client_check import Replay
from generator.contract.replaying.packages import Package, imported
from generator.contract.subject import Subject
from generator.contract.verify import load_subject
from generator.emit.settings import vendor_package
from generator.exchange.operations import Api
from generator.workspace.paths import ProjectPaths

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
VENDORS = ("celigo", "dvelop", "patchworks")


@cache
def cassettes() -> tuple[Cassette, ...]:
    return load_cassettes(FIXTURES)


@cache
def subject(vendor: str) -> Subject:
    return load_subject(ProjectPaths(ROOT), vendor)


def api(vendor: str) -> Api:
    return subject(vendor).api


@cache
def conformance(vendor: str) -> StrictConformance:
    return StrictConformance(api(vendor))


@contextmanager
def package(vendor: str) -> Iterator[Package]:
    facts = vendor_package(api(vendor).document, subject(vendor).vendor)
    with imported(ROOT / "generated" / vendor, facts) as found:
        yield found


@contextmanager
def replays() -> Iterator[dict[str, Replay]]:
    """What plays cassettes, by vendor."""
    with ExitStack() as stack:
        yield {vendor: Replay(subject(vendor), stack.enter_context(package(vendor))) for vendor in VENDORS}


def name(cassette: Cassette) -> str:
    return f"{cassette.vendor}-{cassette.operation}-{cassette.case}"

"""What is verified: one vendor, its document, its package and its cassettes."""

from __future__ import annotations

from dataclasses import dataclass

from generator.contract.cassettes.cassette import Cassette
from generator.exchange.operations import Api
from generator.workspace.paths import ProjectPaths
from generator.workspace.vendor import Vendor


@dataclass(frozen=True, slots=True)
class Subject:
    """One vendor of the project at `paths`, with its document read and its cassettes loaded, ordered by path."""

    paths: ProjectPaths
    vendor: Vendor
    api: Api
    cassettes: tuple[Cassette, ...]

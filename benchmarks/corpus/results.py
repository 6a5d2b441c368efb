"""What came of one document, and whether that is all that is asked for."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.corpus.checks import Use, form_faults, type_errors, used
from benchmarks.corpus.documents import Document, operations_in
from benchmarks.corpus.measuring import Run, measured
from benchmarks.corpus.peers import Peer, datamodel_codegen, openapi_python_client
from benchmarks.samples import BIN

if TYPE_CHECKING:
    from collections.abc import Callable


UNUSED = Use()


@dataclass(frozen=True, slots=True)
class Result:
    """One document: its operations, our run and what is wrong with its package, and the peers' runs if they were asked.

    `type_errors` and `form` are those of pyright and of the normal form; `client` and `models` are None without peers.
    """

    name: str
    operations: int
    run: Run
    use: Use = UNUSED
    type_errors: tuple[str, ...] = ()
    form: str = ""
    client: Peer | None = None
    models: Peer | None = None
    types_checked: bool = True

    @property
    def faults(self) -> list[str]:
        """What is not as it must be, in words."""
        if not self.run.finished:
            return [f"no package: {self.run.last_line or f'exit code {self.run.code}'}"]
        found = (
            [] if self.use.operations == self.operations else [f"{self.use.operations} of {self.operations} operations"]
        )
        found += [f"import: {said}" for said in self.use.faults]
        found += [f"type: {said}" for said in self.type_errors]
        return [*found, f"normal form: {self.form}"] if self.form else found

    @property
    def peers(self) -> tuple[Peer, ...]:
        """The peers that ran."""
        return tuple(peer for peer in (self.client, self.models) if peer is not None)

    @property
    def is_comparable(self) -> bool:
        """Whether both peers and we finished."""
        return len(self.peers) == 2 and self.run.finished and all(peer.run.finished for peer in self.peers)

    @property
    def peers_seconds(self) -> float:
        """What the peers took one after the other."""
        return sum(peer.run.seconds for peer in self.peers)

    @property
    def peers_peak(self) -> int:
        """The most memory in bytes that they had while they ran one after the other."""
        return max(peer.run.peak for peer in self.peers)

    @property
    def peers_largest(self) -> int:
        """The most memory in bytes that one process of theirs had."""
        return max(peer.run.largest for peer in self.peers)

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {**dataclasses.asdict(self), "faults": self.faults}


def result_of(document: Document, folder: Path, *, peers: bool, types: bool, say: Callable[[str], None]) -> Result:
    """Generate, use and check the package of a document in the empty `folder`; run the peers if asked.

    Raises:
        BenchmarkError: something could not be measured.
    """
    operations = operations_in(document.path)
    say("generating")
    out = folder / "ours"
    command: list[str | Path] = [
        Path(BIN, "specloom"),
        "generate",
        "--spec",
        document.path,
        "--package",
        document.package,
        "--out",
        out,
    ]
    run = measured(command, folder)
    client = models = None
    if peers:
        say("the peers")
        client, models = openapi_python_client(document, folder), datamodel_codegen(document, folder)
    if not run.finished:
        return Result(document.name, operations, run, client=client, models=models)
    say("importing")
    use = used(out / "src", document.package)
    say("normalising")
    form = form_faults(document, folder)
    errors: list[str] = []
    if types:
        say("pyright")
        errors = type_errors(out / "src", operations)
    return Result(document.name, operations, run, use, tuple(errors), form, client, models, types)

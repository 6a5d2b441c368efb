"""The recordings of a vendor: which exchanges each holds, and which operations they are of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.document.findings import SpecloomError
from generator.document.load import read_text
from generator.drift.comparing.operations import operations
from generator.exchange import recorded
from generator.exchange.operations import Api

if TYPE_CHECKING:
    from pathlib import Path

    from generator.drift.impact.state import State
    from generator.exchange.messages import Interaction


@dataclass(frozen=True)
class Exchange:
    """One recorded exchange: the operation it is of, as `GET /pets/{id}`; without an interaction it cannot be read."""

    operation: str
    interaction: Interaction | None


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording: its path below the project, and its exchanges."""

    path: str
    exchanges: tuple[Exchange, ...]


def recordings(state: State, folder: Path) -> tuple[Recording, ...]:
    """Return the recordings of `state`'s vendor in `folder`, by path.

    What cannot be read, or matches no operation, counts for all operations that make the method whose folder it is in.

    Args:
        state: the vendor as it was recorded.
        folder: holds one folder a vendor, as tests/fixtures/ does; () where it is not there.
    """
    reader = _Reader(state)
    root = folder.parents[1] if len(folder.parents) > 1 else folder.parent
    files = sorted((folder / state.vendor.vendor).rglob("*.yaml"))
    return tuple(
        Recording(file.relative_to(root).as_posix(), tuple(reader.exchanges(file))) for file in files if file.is_file()
    )


class _Reader:
    def __init__(self, state: State) -> None:
        self.api = Api(state.form.document, state.vendor.vendor)
        self.labels = {
            (each.method.upper(), each.path): each.label for each in operations(state.resolved.get("paths"), "/paths")
        }
        self.by_method: dict[str, list[str]] = {}
        for operation in self.api.operations:
            label = self.labels[operation.method, operation.path]
            self.by_method.setdefault(operation.sdk_method, []).append(label)

    def exchanges(self, file: Path) -> list[Exchange]:
        """Return the exchanges of the recording `file`."""
        try:
            found = recorded.interactions(*recorded.read(read_text(file), str(file)))
        except (SpecloomError, KeyError, TypeError, AttributeError):  # not the shape of a recording
            return [Exchange(label, None) for label in self.by_method.get(file.parent.name, ())]
        return [Exchange(label, each) for each in found for label in self.operations(each, file.parent.name)]

    def operations(self, interaction: Interaction, method: str) -> list[str]:
        """Return the operation that was called; where none fits, those that make `method`."""
        match = self.api.find(interaction.request)
        if isinstance(match, str):
            return self.by_method.get(method, [])
        return [self.labels[match.operation.method, match.operation.path]]

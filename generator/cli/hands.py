"""Who works, as the options of `generate` say: --jobs, --dask and --timeout."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from generator.emit.fleet.crew import Crew

DEFAULT_SECONDS = 300
_FEW_VENDORS = 8


@dataclass(frozen=True, slots=True)
class Hands:
    """The options: how many at a time (None: as many as there are CPUs), the scheduler, and the seconds for each."""

    jobs: int | None
    dask: str | None
    seconds: int

    def are_worth_it(self, vendors: int) -> bool:
        """Tell whether several processes are quicker for so many vendors than the two engines of this one."""
        if self.dask is not None:
            return True
        return vendors > _FEW_VENDORS if self.jobs is None else self.jobs > 1

    def crew(self, templates: Path, count: int) -> AbstractContextManager[Crew]:
        """Return the crew for `count` packages."""
        from generator.emit.fleet import crew
        from generator.emit.workers import cpus

        if self.dask is not None:
            return crew.dask(templates, self.seconds, self.dask)
        jobs = min(self.jobs or cpus(), count)
        if jobs == 1:
            return crew.this_process(templates, self.seconds, count)
        return crew.processes(templates, self.seconds, jobs)

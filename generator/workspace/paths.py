"""Where things lie in a project: one place that knows the folders of the tree."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.document.findings import Place, fail

VENDOR_FILE = "vendor.yaml"


@dataclass(frozen=True, slots=True)
class ProjectPaths:
    """The folders of the project at `root`; none of them needs to exist."""

    root: Path

    @property
    def specs(self) -> Path:
        """Folders of vendors, written by people."""
        return self.root / "specs"

    @property
    def templates(self) -> Path:
        """Templates and the runtime that is stamped into each package."""
        return self.root / "templates"

    @property
    def generated(self) -> Path:
        """Generated distributions, one folder a vendor."""
        return self.root / "generated"

    @property
    def cache(self) -> Path:
        """Stamps of earlier runs; safe to delete at any time."""
        return self.root / ".cache"

    @property
    def fixtures(self) -> Path:
        """Cassettes, one folder a vendor."""
        return self.root / "tests" / "fixtures"


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above `start` that holds specs/ and pyproject.toml.

    Raises:
        SpecloomError: there is none.
    """
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / "specs").is_dir() and (folder / "pyproject.toml").is_file():
            return folder
    raise fail(
        "no-project",
        "is not inside a project: no folder here or above holds specs/ and pyproject.toml",
        Place(str(start)),
        "Change into the project's folder.",
    )


def vendors(root: Path) -> list[str]:
    """Return the names of the folders of `root`/specs that hold a vendor.yaml, sorted; [] where there is no specs/."""
    specs = root / "specs"
    if not specs.is_dir():
        return []
    return sorted(folder.name for folder in specs.iterdir() if (folder / VENDOR_FILE).is_file())


def templates_folder() -> Path:
    """Return the templates that came with this installation: those of the checkout, or those inside the wheel."""
    here = Path(__file__).resolve().parents[1]
    inside = here / "_templates"
    return inside if inside.is_dir() else here.parent / "templates"

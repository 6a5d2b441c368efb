"""The two engines by their own commands, with their defaults: what one would run without Specloom."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.samples import BIN, run

if TYPE_CHECKING:
    from collections.abc import Mapping


class Peers:
    """Runs both commands for each of `documents` (vendor to file) and keeps what they write below `folder`."""

    def __init__(self, documents: Mapping[str, Path], folder: Path) -> None:
        self.documents = documents
        self.folder = folder

    def generate(self) -> float:
        """Run them one after another into empty folders; return the seconds they took together."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        return sum(self._client(vendor) + self._models(vendor) for vendor in self.documents)

    def client_folder(self, vendor: str) -> Path:
        """The folder that the client's import package lies in."""
        return self.folder / vendor

    def client_package(self, vendor: str) -> str:
        """The import name of the client, which follows from the document's title."""
        [init] = self.client_folder(vendor).glob("*/models/__init__.py")
        return init.parent.parent.name

    def models_folder(self, vendor: str) -> Path:
        """The folder that models.py lies in."""
        return self.folder / f"{vendor}-models"

    def codegen_client_folder(self, vendor: str) -> Path:
        """The folder that the import package `client` of datamodel-codegen's own client lies in, made when asked for."""
        folder = self.folder / f"{vendor}-codegen-client"
        if not folder.exists():
            folder.mkdir()
            client = ["--generate-client", "httpx2", "--client-output", "client", "--client-package", "client"]
            run([*self._codegen(vendor), *client, "--client-model-package", "models"], folder)
        return folder

    def _client(self, vendor: str) -> float:
        command: list[str | Path] = [Path(BIN, "openapi-python-client"), "generate", "--path", self.documents[vendor]]
        command += ["--output-path", self.client_folder(vendor), "--overwrite", "--meta", "uv"]
        return run(command, self.folder)[0]

    def _models(self, vendor: str) -> float:
        self.models_folder(vendor).mkdir()
        return run(self._codegen(vendor), self.models_folder(vendor))[0]

    def _codegen(self, vendor: str) -> list[str | Path]:
        command: list[str | Path] = [Path(BIN, "datamodel-codegen"), "--input", self.documents[vendor]]
        command += ["--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel"]
        return [*command, "--output", "models.py"]

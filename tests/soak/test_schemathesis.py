"""Schemathesis, with all its checks, against each stand-in: a sample in every run, as many examples as asked for in a long one.

`SPECLOOM_EXAMPLES` is the number of examples for each operation, `SPECLOOM_SEED` their seed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.document.dump import dumps
from generator.document.load import load
from generator.normalise.pipeline import normalise_file

from .stand_ins import credential_headers, served

ROOT = Path(__file__).parents[2]
EXAMPLES = os.environ.get("SPECLOOM_EXAMPLES", "2")
SEED = os.environ.get("SPECLOOM_SEED", "1")
CORPUS = os.environ.get("SPECLOOM_CORPUS")

pytestmark = pytest.mark.soak


def schemathesis(document: Path, url: str, headers: list[str], *options: str, config: Path | None = None) -> None:
    """Run schemathesis as its users do, and fail with what it says."""
    command = [str(Path(sys.executable).parent / "schemathesis")]
    command += ["--config-file", str(config)] if config is not None else []
    command += ["run", str(document), "--url", url, "-n", EXAMPLES, "--seed", SEED, "--suppress-health-check", "all"]
    command += ["--continue-on-failure", "--no-color", "--warnings", "off", *options]
    for header in headers:
        command += ["-H", header]
    done = subprocess.run(command, cwd=document.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2_000:]


def written(document: dict[str, Any], folder: Path) -> Path:
    path = folder / "openapi.yaml"
    path.write_text(dumps(document), encoding="utf-8")
    return path


@pytest.mark.parametrize("vendor", ["celigo", "dvelop", "patchworks"])
def test_a_vendor(vendor: str, tmp_path: Path) -> None:
    folder = ROOT / "specs" / vendor
    document = load(folder / "openapi.yaml")
    config = Path(__file__).with_name(f"{vendor}.toml")
    with served(document, vendor, folder) as url:
        schemathesis(written(document, tmp_path), url, credential_headers(document), config=config)


# What a document declares no answer for is refused all the same (a missing credential, an id of nothing), with a status
# that it then does not declare: that check is for those that declare their errors.
CHECKS = (
    "not_a_server_error",
    "response_schema_conformance",
    "content_type_conformance",
    "response_headers_conformance",
)


@pytest.mark.skipif(CORPUS is None, reason="SPECLOOM_CORPUS names no folder of documents")
@pytest.mark.parametrize(
    "name", ["swagger-petstore.yaml", "museum.yaml", "spacetraders.yaml", "redocly-cafe32.yaml", "modrinth.yaml"]
)
def test_a_document_of_others(name: str, tmp_path: Path) -> None:
    document = normalise_file(Path(str(CORPUS), name)).document
    with served(document, name) as url:
        path = written(document, tmp_path)
        schemathesis(path, url, credential_headers(document), "--checks", ",".join(CHECKS))

"""Packages of Swagger 2.0 and OpenAPI 3.2 documents talk to the stand-ins of these, and type checkers find nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from generator.document.dump import dumps
from generator.normalise.pipeline import normalise_file
from generator.standin.serving.server import serving
from generator.standin.standin import StandIn
from tests.normalise.dialects.modern_documents import wind_mill
from tests.normalise.dialects.swagger_documents import mill

from .talking import Talk, talk


@pytest.fixture(scope="module", params=[mill, wind_mill], ids=lambda make: make.__name__)
def talking(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Talk, Path]]:
    folder = tmp_path_factory.mktemp("dialects")
    name = f"dialect_{request.param.__name__}"
    file = folder / f"{name}.yaml"
    file.write_text(dumps(request.param()), "utf-8")
    with talk(file, folder / "out", name) as made:
        yield made, folder / "out"


def test_every_operation_is_called_and_answered(talking: tuple[Talk, Path]):
    made, _ = talking
    made.run()
    assert made.calls > len(made.api.operations)
    assert [str(trouble) for trouble in made.troubles] == []


@pytest.mark.types
def test_pyright_finds_nothing(talking: tuple[Talk, Path], tmp_path: Path):
    _, out = talking
    source = tmp_path / "src"
    shutil.copytree(out / "src", source)
    config = tmp_path / "pyrightconfig.json"
    config.write_text('{"typeCheckingMode": "strict", "include": ["src"]}')
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "-p", str(config), "--pythonpath", sys.executable],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]


def test_methods_that_openapi_has_no_field_for_are_served_on_a_port(tmp_path: Path):
    file = tmp_path / "mill.yaml"
    file.write_text(dumps(wind_mill()), "utf-8")
    headers = {"Authorization": "Bearer any"}
    with serving(StandIn(normalise_file(file).document, "mill")) as url:
        assert httpx2.request("COPY", f"{url}/api/sacks", headers=headers).status_code == 200
        assert httpx2.request("LINK", f"{url}/api/sacks", headers=headers).status_code == 204
        assert httpx2.request("QUERY", f"{url}/api/sacks", headers=headers, json={}).status_code == 200
        assert httpx2.get(url, headers={"Accept": "text/html"}).status_code == 200

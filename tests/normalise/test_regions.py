from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.normalise.pipeline import normalise_vendor

from .documents import getting
from .test_pipeline import vendor


def normalised(folder: Path, region: str, *servers: str) -> None:
    garden: dict[str, Any] = {**getting({"type": "string"}), "servers": [{"url": url} for url in servers]}
    [path] = garden["paths"]
    operations = {f"GET {path}": "plants.list"}
    made = vendor(folder, {"a.yaml": garden}, servers={"regions": {"eu": region}}, operations=operations)
    normalise_vendor(made)


@pytest.mark.parametrize(
    ("region", "servers"),
    [
        ("https://eu.garden.example/v1", ("https://us.garden.example/v1", "https://eu.garden.example/v1/")),
        ("https://eu.garden.example", ("https://{region}.garden.example",)),
        ("https://eu.garden.example/v1", ("/v1",)),
        ("https://eu.garden.example/v1", ("{base}/v1",)),
        ("https://eu.garden.example", ("/",)),
        ("https://eu.garden.example", ()),
    ],
)
def test_a_region_is_a_server_of_the_document(tmp_path: Path, region: str, servers: tuple[str, ...]):
    normalised(tmp_path, region, *servers)


@pytest.mark.parametrize(
    "servers", [("https://us.garden.example",), ("https://{region}.meadow.example",), ("/v2",), ("https://eu-garden.example",)]
)  # fmt: skip
def test_a_region_that_is_none_is_refused_where_it_stands(tmp_path: Path, servers: tuple[str, ...]):
    with pytest.raises(SpecloomError) as caught:
        normalised(tmp_path, "https://eu.garden.example", *servers)
    [finding] = caught.value.findings
    assert (finding.rule, Path(finding.place.file).name) == ("region-without-server", "vendor.yaml")
    assert finding.place.line
    assert finding.place.pointer == "/servers/regions/eu"
    assert "the region eu is at https://eu.garden.example" in finding.message

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.contract.replaying.packages import imported
from generator.document.findings import SpecloomError
from generator.emit.settings import PackageFacts, vendor_package

from .recordings import ROOT, api, package, subject

FACTS = PackageFacts("shed-things", "shed_things", "Shed", "1", "Shed", "", {})


def write(folder: Path, text: str) -> Path:
    file = folder / "src" / "shed_things" / "__init__.py"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    return folder


def test_a_package_is_gone_when_it_was_used(tmp_path: Path) -> None:
    path, modules = list(sys.path), set(sys.modules)
    folder = write(tmp_path, "from . import part\n")
    (folder / "src" / "shed_things" / "part.py").write_text("VALUE = 7\n")
    with imported(folder, FACTS) as found:
        assert found.module.part.VALUE == 7
        assert sys.modules["shed_things"] is found.module
        assert sys.path == path
    assert {name for name in sys.modules if name.startswith("shed_things")} == set()
    assert sys.path == path
    assert modules <= set(sys.modules)


def test_one_that_was_imported_before_comes_back(tmp_path: Path) -> None:
    first, second = write(tmp_path / "1", "VALUE = 1\n"), write(tmp_path / "2", "VALUE = 2\n")
    with imported(first, FACTS) as one:
        with imported(second, FACTS) as two:
            assert two.module.VALUE == 2
        assert sys.modules["shed_things"] is one.module
        assert one.module.VALUE == 1


def test_it_comes_back_after_a_failure_too(tmp_path: Path) -> None:
    folder = write(tmp_path, "")
    with pytest.raises(KeyError), imported(folder, FACTS):
        raise KeyError
    assert "shed_things" not in sys.modules


@pytest.mark.parametrize("text", ["import no_such_module_at_all\n", "def\n", "1 / 0\n"])
def test_a_package_that_cannot_be_imported(tmp_path: Path, text: str) -> None:
    with pytest.raises(SpecloomError, match="cannot be imported") as caught, imported(write(tmp_path, text), FACTS):
        pass
    (finding,) = caught.value.findings
    assert finding.rule == "broken-package"
    assert finding.place.file.endswith("__init__.py")
    assert "shed_things" not in sys.modules


def test_a_package_that_is_not_generated(tmp_path: Path) -> None:
    with pytest.raises(SpecloomError, match="specloom generate"), imported(tmp_path, FACTS):
        pass


def test_the_environment_says_nothing_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PATCHWORKS_BASE_URL", "PATCHWORKS_API_KEY", "PATCHWORKS_TOKEN", "PATCHWORKS_PASSWORD"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("UNRELATED", "y")
    facts = vendor_package(api("patchworks").document, subject("patchworks").vendor)
    before = dict(os.environ)
    with imported(ROOT / "generated" / "patchworks", facts):
        assert {name for name in before if name not in os.environ} == {
            "PATCHWORKS_BASE_URL", "PATCHWORKS_API_KEY", "PATCHWORKS_TOKEN", "PATCHWORKS_PASSWORD",
        }  # fmt: skip
    assert dict(os.environ) == before


@pytest.mark.parametrize(
    ("vendor", "given", "server"),
    [
        ("celigo", {}, "https://api.integrator.io"),
        ("celigo", {"region": "eu"}, "https://api.eu.integrator.io"),
        ("dvelop", {}, "https://example.d-velop.cloud"),
        ("dvelop", {"tenant": "other"}, "https://other.d-velop.cloud"),
        ("patchworks", {"api_key": None, "token": "REDACTED"}, None),
    ],
)
@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_client_is_made_of_what_the_recording_says(
    vendor: str, given: dict[str, Any], server: str | None, asynchronous: bool
) -> None:
    with package(vendor) as found:
        client = found.client(given, None, None, asynchronous=asynchronous)
    assert type(client).__name__.startswith("Async") is asynchronous
    assert server is None or client.base_url == server

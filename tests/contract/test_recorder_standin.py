"""Recording stand-ins: the committed scenarios give the committed recordings, which cover every documented status."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.contract.cassettes.cassette import load_cassette
from generator.contract.coverage.measuring import measure
from generator.contract.recording.record import record
from generator.contract.recording.scenarios import load_scenarios
from generator.contract.recording.wishes import Person, Report, Wishes
from generator.document.findings import SpecloomError
from generator.document.load import load
from generator.exchange.operations import Api
from generator.standin.behaviour import load_behaviour
from generator.standin.serving.server import serving
from generator.standin.standin import StandIn
from generator.workspace.paths import ProjectPaths

from .recordings import FIXTURES, ROOT, VENDORS, api, cassettes
from .studio import Studio, studio

# A thousand calls, which are not worth the time of every test run.
SLOW = {"empty-bucket"}


def fixtures(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*.yaml") if load_cassette(path).provenance == "stand-in")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def recorded(root: Path, vendor: str, **wishes: Any) -> Report:
    """Record a vendor of this project into a project of its own."""
    for name in ("specs", "generated"):
        if not (root / name).exists():
            (root / name).symlink_to(ROOT / name, target_is_directory=True)
    return record(ProjectPaths(root), vendor, Wishes(**wishes), Person(lambda _: None))


def quick(vendor: str) -> tuple[str, ...]:
    return tuple(name for name in load_scenarios(ROOT / "specs" / vendor, api(vendor)) if name not in SLOW)


@pytest.mark.soak
@pytest.mark.parametrize("vendor", VENDORS)
def test_the_committed_recordings_are_what_the_scenarios_give(vendor: str, tmp_path: Path) -> None:
    report = recorded(tmp_path, vendor, only=quick(vendor))
    assert report.findings == []
    now = fixtures(tmp_path / "tests" / "fixtures" / vendor)
    committed = fixtures(FIXTURES / vendor)
    assert sorted(now) == sorted(name for name in committed if not name.endswith(("rate-limited.yaml", "retried.yaml")))
    assert [name for name in now if now[name] != committed[name]] == []
    again = recorded(tmp_path, vendor, only=quick(vendor))
    assert (again.written, again.unchanged) == ([], len(now))
    assert fixtures(tmp_path / "tests" / "fixtures" / vendor) == now


@pytest.mark.parametrize("vendor", VENDORS)
def test_every_status_is_recorded_from_the_stand_in(vendor: str) -> None:
    of_standin = [each for each in cassettes() if (each.vendor, each.provenance) == (vendor, "stand-in")]
    open_ones = [gap.message for gap in measure(api(vendor), of_standin, ()).open(vendor) if "status" in gap.message]
    assert open_ones == []


SCENARIOS = """
  life:
    note: A script is made.
    steps:
      - {call: scripts.create, arguments: {name: A, content: x}, as: made, case: recorded, note: Made.}
      - call: scripts.patch
        arguments: {script_id: '${made.id}', body: [{op: replace, path: /debugUntil, value: '${now+30m}'}]}
        case: recorded
        note: Debugged.
      - {call: scripts.list, answer: 403, raises: PermissionDeniedError, case: forbidden, note: Asked for.}
"""


@pytest.fixture
def celigo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with studio(tmp_path, monkeypatch) as made:
        for name in ("behaviour.py", "behaviour.yaml"):
            shutil.copy(ROOT / "specs" / "celigo" / name, made.scenarios.with_name(name))
        yield made


@pytest.fixture
def standin(celigo: Studio) -> StandIn:
    folder = celigo.scenarios.parent
    document = load(folder / "openapi.yaml")
    return StandIn(document, "Celigo", behaviour=load_behaviour(folder, Api(document, "celigo")))


def test_a_stand_in_that_is_served_gives_the_same_as_one_that_is_started(celigo: Studio, standin: StandIn) -> None:
    assert celigo.record(SCENARIOS, base_url="").findings == []
    before = celigo.files()
    with serving(standin) as url:
        for _ in range(2):  # it is made as new each time
            assert celigo.record(base_url=url).findings == []
            assert celigo.files() == before
    assert "  warning: the stand-in forgets what was made with it, and its clock is stopped" in celigo.told


def test_a_stand_in_gets_no_secret_and_no_wish_is_recorded(celigo: Studio, standin: StandIn) -> None:
    seen: list[tuple[str, ...]] = []
    handle = standin.handle

    async def watched(request: Any) -> Any:
        seen.append(tuple(value for name, value in request.headers if name.lower() in {"authorization", "prefer"}))
        return await handle(request)

    standin.handle = watched  # type: ignore[method-assign]
    with serving(standin) as url:
        celigo.record(SCENARIOS, base_url=url)
    assert seen == [("Bearer REDACTED",), ("Bearer REDACTED",), ("Bearer REDACTED", "code=403")]
    assert b"Prefer" not in b"".join(celigo.files().values())
    assert load_cassette(celigo.cassette("scripts.list/forbidden")).provenance == "stand-in"
    assert celigo.findings() == []


def test_a_stand_in_for_something_else_is_refused(celigo: Studio, tmp_path: Path) -> None:
    document = load(ROOT / "specs" / "patchworks" / "openapi.yaml")
    with serving(StandIn(document, "Patchworks")) as url, pytest.raises(SpecloomError, match="another document"):
        celigo.record(SCENARIOS, base_url=url)


def test_a_login_leaves_no_trace(tmp_path: Path) -> None:
    assert recorded(tmp_path, "patchworks", only=("marketplace",)).findings == []
    made = load_cassette(tmp_path / "tests/fixtures/patchworks/script_versions.upload/recorded-login.yaml")
    assert made.call.client == {"api_key": None, "token": "REDACTED"}
    (exchange,) = made.interactions
    assert ("Authorization", "Bearer REDACTED") in exchange.request.headers

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.document.findings import Severity, SpecloomError
from generator.drift.surface.reading import read_surface
from generator.drift.typed import checking, typed_against, typed_findings
from generator.drift.typed.calls import Call, recorded_calls
from generator.drift.typed.written import written_calls

ROOT = Path(__file__).parents[3]
BASE = ROOT / "generated" / "celigo"
FIXTURES = ROOT / "tests" / "fixtures" / "celigo"
NAME = "celigo_scripts"


def test_recorded_calls_read_what_was_answered() -> None:
    calls = [call for call in recorded_calls(FIXTURES) if call.recording.endswith("scripts.create/every-field.yaml")]
    text = written_calls(calls, read_surface(BASE / "src", NAME)).text
    assert "client: celigo_scripts.Celigo" in text
    assert "client.scripts.create(name='Hello', content='function main () {}'" in text
    assert "result__created_at: datetime.datetime | None = result.created_at" in text
    assert "result__debug_until" not in text  # which the answer does not have


def test_every_recording_of_every_vendor_is_a_test() -> None:
    for vendor, name in (("celigo", NAME), ("dvelop", "dvelop_scripting"), ("patchworks", "patchworks_core")):
        calls = recorded_calls(ROOT / "tests" / "fixtures" / vendor)
        written = written_calls(calls, read_surface(ROOT / "generated" / vendor / "src", name))
        compile(written.text, vendor, "exec")
        assert set(written.origins) - {""} == {call.recording for call in calls}


def test_nothing_of_a_recording_becomes_code_but_as_a_value(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "fixtures" / "celigo"
    for method, argument, value in (
        ("scripts.get(1) or exec('1')", "script_id", "x"),
        ("scripts.get", "script_id=1, **globals()", "x"),
        ("scripts.get", "script_id", "'''\n\"\"\"\\\nexec('1')"),
    ):
        path = folder / "scripts.get" / f"{len(list(folder.rglob('*')))}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        good = (FIXTURES / "scripts.get" / "success.yaml").read_text()
        call = f"    method: {method!a}\n    arguments:\n      {argument!a}: {value!a}\n".replace("'''", "''''")
        head, _, tail = good.partition("    method: ")
        path.write_text(head + call + "interactions" + tail.partition("\ninteractions")[2])
    calls = recorded_calls(folder)
    surface = read_surface(BASE / "src", NAME)
    hostile = Call("\nexec('1')", ("scripts", "get"), {"script_id": "'\n\\exec('1')"}, None, raises=False)
    text = written_calls([*calls, hostile], surface).text
    assert not [line for line in text.splitlines() if line.lstrip().startswith("exec")]
    compile(text, "recorded", "exec")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package without a field, and with an argument that every call must give."""
    folder = tmp_path_factory.mktemp("changed")
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    models = folder / "src" / NAME / "models.py"
    models.write_text(models.read_text().replace("    deleted_at: ", "    gone_at: "))
    resource = folder / "src" / NAME / "resources" / "scripts.py"
    old = "self, script_id: str, *, options: RequestOptions | None = None) -> models.Script:"
    assert old in resource.read_text()
    resource.write_text(resource.read_text().replace(old, old.replace("*,", "*, view: str,")))
    return folder


@pytest.mark.types
def test_what_no_longer_type_checks_is_said_where_it_was_recorded(changed: Path, tmp_path: Path) -> None:
    fixtures = tmp_path / "tests" / "fixtures" / "celigo"
    shutil.copytree(FIXTURES, fixtures)
    text = (FIXTURES / "scripts.get" / "success.yaml").read_text()
    number = fixtures / "scripts.get" / "number.yaml"
    number.write_text(text.replace("script_id: 65a1f0c2b7d94e0012c3a4f1", "script_id: 1"))
    found = typed_findings(BASE, changed, NAME, fixtures, readme="generated/celigo/README.md")
    assert {finding.severity for finding in found} == {Severity.WARNING}
    assert {finding.rule for finding in found} == {"typed-contract"}
    removed = [finding for finding in found if '"Script" has no attribute "deleted_at"' in finding.message]
    assert removed[0].place.file == "tests/fixtures/celigo/scripts.create/every-field.yaml"
    missing = [finding for finding in found if 'Missing named argument "view"' in finding.message]
    assert {finding.place.file for finding in missing} >= {
        "generated/celigo/README.md",
        "tests/fixtures/celigo/scripts.get/debugging.yaml",
    }
    # What never type-checked says nothing of the package.
    assert not [finding for finding in found if 'incompatible type "int"' in finding.message]
    [example, *_] = [finding for finding in missing if finding.place.file.endswith("README.md")]
    assert "scripts.get(" in (BASE / "README.md").read_text().splitlines()[(example.place.line or 0) - 1]


@pytest.mark.types
def test_tests_that_people_write_are_checked_as_well(tmp_path: Path) -> None:
    test = tmp_path / "test_mine.py"
    test.write_text(
        "from celigo_scripts import Celigo\n\n\ndef test(client: Celigo) -> None:\n    client.scripts.get(1)\n"
    )
    [finding] = typed_against(tmp_path, BASE / "src")
    assert (finding.place.file, finding.place.line) == (str(test), 5)
    assert 'incompatible type "int"; expected "str"' in finding.message


def test_who_has_no_type_checker_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(checking, "find_spec", lambda _: None)
    with pytest.raises(SpecloomError, match=r"needs mypy.*\n  Install it beside specloom"):
        typed_against(tmp_path, BASE / "src")


def test_a_type_checker_that_fails_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SpecloomError, match="mypy fails"):
        typed_against(tmp_path / "nothing.py", BASE / "src")

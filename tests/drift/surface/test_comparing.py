from __future__ import annotations

import shutil
from pathlib import Path

import griffe
import pytest

from generator.document.findings import SpecloomError
from generator.drift.surface import surface_changes
from generator.drift.surface.rules import RULES
from generator.drift.verdicts import Level

from .edits import CORE, CRATES, EDITS, INIT, METHOD, MODEL, MODELS
from .packages import NAME, Edit, compared, written

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("edit", EDITS, ids=str)
def test_an_edit_is_found_with_its_verdict_and_symbol(tmp_path: Path, edit: Edit) -> None:
    found, back = compared(tmp_path, edit)
    [change] = [each for each in found if each.id == edit.id]
    assert (str(change.verdicts.source), change.verdicts.wire) == (edit.level, Level.SAFE)
    assert edit.symbol in change.symbols
    assert {each.id for each in found} <= RULES.keys()
    mirrored = {rule for each in found for rule in RULES[each.id].mirror}
    assert {each.id for each in back} <= mirrored


def test_every_rule_has_an_edit_or_its_mirror_has_one() -> None:
    tried = {edit.id for edit in EDITS}
    elsewhere = {"python-package-renamed", "python-module-removed", "python-name-moved", "python-method-became-async"}
    untried = {name for name, rule in RULES.items() if not {name, *rule.mirror} & (tried | elsewhere)}
    # Of what has a type and what has constraints, one kind each stands for the others.
    assert {name for name in untried if not name.endswith(("type-changed", "constraint-changed"))} == set()


def test_nothing_changed_is_nothing_found(tmp_path: Path) -> None:
    assert compared(tmp_path) == ([], [])


def test_a_change_of_both_clients_and_of_raw_is_one(tmp_path: Path) -> None:
    gone = Edit(CRATES, "    def delete(self, crate_id: str) -> None: ...\n", "", "", "", "")
    late = Edit(CRATES, "    async def delete(self, crate_id: str) -> None: ...\n", "", "", "", "")
    raw = Edit(CRATES, "        self.delete = raw(resource.delete)\n", "", "", "", "")
    found, _ = compared(tmp_path, late, gone, raw)
    [change] = found
    assert (change.id, change.subject) == ("python-method-removed", "method Depot.crates.delete")
    assert change.symbols == (f"{METHOD}.delete",)


def test_what_a_shared_type_has_become_is_said_once(tmp_path: Path) -> None:
    wider = Edit(
        MODELS,
        'State = TypeAliasType("State", Literal["full", "empty"])',
        'State = TypeAliasType("State", int)',
        "",
        "",
        "",
    )
    found, _ = compared(tmp_path, wider)
    assert [(each.id, each.symbols) for each in found] == [("python-alias-type-changed", (f"{MODEL}.State",))]


def test_a_value_of_an_open_enum_harms_nobody(tmp_path: Path) -> None:
    more = Edit(MODELS, "    state: State | str | None", '    state: Literal["full", "half"] | str | None', "", "", "")
    found, _ = compared(tmp_path, more)
    assert all(each.verdicts.source is Level.SAFE for each in found)


def test_an_alias_in_place_of_what_it_stands_for_is_no_change(tmp_path: Path) -> None:
    same = Edit(MODELS, '    kind: Literal["wood", "steel"]', "    kind: Kind", "", "", "")
    assert compared(tmp_path, same) == ([], [])


def test_a_method_that_must_be_awaited(tmp_path: Path) -> None:
    late = Edit(CORE, "class SyncClient:\n    def close", "class SyncClient:\n    async def close", "", "", "")
    found, back = compared(tmp_path, late)
    assert [each.id for each in found] == ["python-method-became-async"]
    assert [each.id for each in back] == ["python-method-became-sync"]


def test_a_module_takes_what_is_in_it_along(tmp_path: Path) -> None:
    base, revision = written(tmp_path / "base"), written(tmp_path / "revision")
    (revision / NAME / "resources" / "crates.py").unlink()
    found = surface_changes(base, revision, NAME)
    [change] = [each for each in found if each.id == "python-module-removed"]
    assert change.verdicts.source is Level.BREAKING
    assert {f"{METHOD}.create", f"{METHOD}.list"} <= set(change.symbols)


def test_models_that_change_their_module_are_still_models(tmp_path: Path) -> None:
    """As where a package becomes large enough for its models to be split, and split otherwise later."""
    base, revision = written(tmp_path / "base"), written(tmp_path / "revision")
    for source, first, second in ((base, "crates", "shared"), (revision, "shared", "crates")):
        text = (source / NAME / "models.py").read_text().replace("._runtime", ".._runtime")
        (source / NAME / "models.py").unlink()
        (source / NAME / "models").mkdir()
        head, _, tail = text.partition("class CrateCreate")
        stars = f"    from .{first} import *\n    from .{second} import *\n"
        stars = f"from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n{stars}"
        (source / NAME / "models" / "__init__.py").write_text(stars)
        (source / NAME / "models" / f"{first}.py").write_text(head)
        imports = text.partition("Kind =")[0]
        (source / NAME / "models" / f"{second}.py").write_text(f"{imports}class CrateCreate{tail}")
    found = surface_changes(base, revision, NAME)
    assert {each.id for each in found} == {"python-name-moved", "python-name-offered"}
    assert {each.verdicts.source for each in found} == {Level.RISKY, Level.SAFE}


@pytest.mark.soak
def test_all_that_griffe_finds_breaking_is_found(tmp_path: Path) -> None:
    """griffe's own comparison sees neither annotations nor fields; what it does see is no news here."""
    base = written(tmp_path / "base")
    for number, edit in enumerate(EDITS):
        revision = written(tmp_path / str(number), edit)
        old, new = (
            griffe.load(NAME, search_paths=[side], allow_inspection=False, try_relative_path=False)
            for side in (base, revision)
        )
        if any(griffe.find_breaking_changes(old, new)):
            assert any(each.verdicts.source for each in surface_changes(base, revision, NAME)), edit


def test_nothing_is_imported(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    evil = Edit(INIT, '"""Crates."""\n', f'"""Crates."""\nopen({str(mark)!r}, "w")\n', "", "", "")
    assert compared(tmp_path, evil) == ([], [])
    assert not mark.exists()


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    base = written(tmp_path / "base")
    with pytest.raises(SpecloomError, match="has no package 'other'"):
        surface_changes(base, base, "other")
    (base / NAME / "models.py").write_text("class {")
    with pytest.raises(SpecloomError):
        surface_changes(base, base, NAME)


def test_a_generated_package_is_like_itself_and_its_parts_are_seen(tmp_path: Path) -> None:
    source = ROOT / "generated" / "celigo" / "src"
    assert surface_changes(source, source, "celigo_scripts") == []
    copy = tmp_path / "src"
    shutil.copytree(source, copy)
    models = copy / "celigo_scripts" / "models.py"
    models.write_text(
        models.read_text().replace(
            "    deleted_at: Annotated[AwareDatetime | None", "    gone_at: Annotated[AwareDatetime | None"
        )
    )
    resource = copy / "celigo_scripts" / "resources" / "scripts.py"
    resource.write_text(
        resource.read_text().replace("self, script_id: str, *, options", "self, script_id: str, *, why: str, options")
    )
    found = surface_changes(source, copy, "celigo_scripts")
    assert {(each.id, each.symbols) for each in found} == {
        ("python-field-removed", ("celigo_scripts.models.Script.deleted_at",)),
        ("python-field-added-optional", ("celigo_scripts.models.Script.gone_at",)),
        ("python-parameter-added-required", ("celigo_scripts.Celigo.scripts.delete",)),
        ("python-parameter-added-required", ("celigo_scripts.Celigo.scripts.dependencies",)),
        ("python-parameter-added-required", ("celigo_scripts.Celigo.scripts.get",)),
    }

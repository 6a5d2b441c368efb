from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.drift.changes import Change, Side
from generator.drift.surface.judged import judged, surface_symbols
from generator.drift.surface.reading import read_surface
from generator.drift.verdicts import Level, Verdicts

from .packages import NAME, written

FIELD, METHOD = f"{NAME}.models.Crate.label", f"{NAME}.Depot.crates.create"
API = Change("response-property-removed", "is gone", Verdicts(Level.BREAKING, Level.RISKY), symbols=(FIELD,))
EFFECT = Change("python-field-removed", "was removed", Verdicts(source=Level.BREAKING), "field", symbols=(FIELD,))


def test_the_package_decides_the_verdict_on_source() -> None:
    [change] = judged([API], [EFFECT], {FIELD})
    assert change == replace(API, verdicts=Verdicts(Level.BREAKING, Level.BREAKING))


def test_where_the_package_is_as_it_was_code_notices_nothing() -> None:
    assert judged([API], [], {FIELD}) == [replace(API, verdicts=Verdicts(Level.BREAKING))]


def test_a_symbol_that_the_package_never_had_is_no_evidence() -> None:
    assert judged([API], [], {METHOD}) == [API]
    assert judged([replace(API, symbols=())], [], {METHOD}) == [replace(API, symbols=())]


def test_what_no_change_of_the_api_explains_stands_for_itself() -> None:
    other = replace(EFFECT, symbols=(METHOD,))
    assert judged([API], [EFFECT, other], {FIELD})[1:] == [other]


def test_an_argument_that_calls_must_give_is_one_of_the_method() -> None:
    api = replace(API, symbols=(f"{METHOD}(label)",))
    effect = replace(EFFECT, subject="argument 'label' of Depot.crates.create", symbols=(METHOD,))
    other = replace(effect, subject="argument 'weight' of Depot.crates.create")
    [change, left] = judged([api], [effect, other], set())
    assert change.symbols == (METHOD, f"{METHOD}(label)")
    assert left == other


def test_a_resource_that_comes_with_its_methods_is_explained_by_them() -> None:
    api = Change("endpoint-added", "is new", Verdicts(), symbols=(METHOD,))
    resource = Change("python-attribute-added", "was added", Verdicts(), symbols=(f"{NAME}.Depot.crates",))
    other = replace(resource, symbols=(f"{NAME}.Depot.crat",))
    assert judged([api], [resource, other], set())[1:] == [other]


def test_a_type_of_another_name_is_so_wherever_it_is_said() -> None:
    api = Change("api-schema-removed", "is gone", Verdicts(), symbols=(f"{NAME}.models.Crate", FIELD))
    said = Change("python-return-type-changed", "", Verdicts(source=Level.BREAKING), symbols=(METHOD,))
    effect = replace(said, base=Side(value="Pages[models.Crate]"), revision=Side(value="Pages[models.Box]"))
    other = replace(said, base=Side(value="models.CrateCreate"), revision=Side(value="models.BoxCreate"))
    [change, left] = judged([api], [effect, other], set())
    assert (change.verdicts.source, left) == (Level.BREAKING, other)
    assert METHOD in change.symbols


def test_symbols_are_what_code_calls_them(tmp_path: Path) -> None:
    symbols = surface_symbols(read_surface(written(tmp_path), NAME))
    assert {FIELD, METHOD, f"{METHOD}(label)", f"{NAME}.Depot(region)", f"{NAME}.Lost"} <= symbols
    assert not any("Async" in symbol or "Raw" in symbol for symbol in symbols if ".crates" in symbol)


def test_a_parameter_that_is_renamed_comes_under_its_new_name() -> None:
    api = Change("request-parameter-renamed", "is called otherwise", Verdicts(), symbols=(f"{METHOD}(label)",))
    gone = replace(EFFECT, id="python-parameter-removed", subject="argument 'label' of Depot.crates.create")
    gone = replace(gone, symbols=(f"{METHOD}(label)",))
    new = replace(EFFECT, id="python-parameter-added-required", subject="argument 'title' of Depot.crates.create")
    new = replace(new, symbols=(METHOD,))
    other = replace(new, symbols=(f"{NAME}.Depot.crates.creat",))
    [change, left] = judged([api], [gone, new, other], set())
    assert (change.verdicts.source, change.symbols) == (Level.BREAKING, (METHOD, f"{METHOD}(label)"))
    assert left == other

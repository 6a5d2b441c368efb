from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.findings import SpecloomError
from generator.emit.fleet.documents import found, named


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with documents and other things, in which the test runs."""
    for name in ("b.yaml", "a.json", "c.YML", "notes.txt", ".hidden.yaml", "deeper/d.yaml", "deeper/e.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "folder.yaml").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def paths(*given: str) -> list[str]:
    return [path.as_posix() for path in found([Path(each) for each in given])]


@pytest.mark.usefixtures("shelf")
def test_files_folders_and_globs_name_documents():
    assert paths("b.yaml") == ["b.yaml"]
    assert paths(".") == ["a.json", "b.yaml", "c.YML"]
    assert paths("deeper", "a.json") == ["deeper/d.yaml", "deeper/e.yaml", "a.json"]
    assert paths("*.yaml") == ["b.yaml"]
    assert paths("**/?.yaml") == ["b.yaml", "deeper/d.yaml", "deeper/e.yaml"]
    assert paths("missing.yaml") == ["missing.yaml"], "it is told as any file that cannot be read"


def test_a_document_that_is_named_twice_is_there_once(shelf: Path):
    assert paths("b.yaml", "deeper/../b.yaml", str(shelf / "b.yaml"), "*.yaml") == ["b.yaml"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(shelf: Path):
    (shelf / "[b].yaml").touch()
    assert paths("[b].yaml") == ["[b].yaml"]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("given", ["folder.yaml", "*.toml", "missing/*"])
def test_what_names_no_document_is_refused(given: str):
    with pytest.raises(SpecloomError) as caught:
        found([Path(given)])
    assert caught.value.findings[0].place.file == given


def test_each_package_has_a_folder_of_its_name():
    first, second = named([Path("a.json"), Path("shop/openapi.yaml")], Path("out"))
    assert (first.package, first.folder) == ("a", Path("out/a"))
    assert (second.package, second.folder) == ("shop", Path("out/shop"))


@pytest.mark.parametrize("other", ["pet-store.json", "deeper/pet_store.yaml", "PetStore.yaml", "Pet Störe.yaml"])
def test_two_documents_of_one_name_are_refused_with_both(other: str):
    with pytest.raises(SpecloomError) as caught:
        named([Path("pet_store.yaml"), Path("c.yaml"), Path(other)], Path("out"))
    [finding] = caught.value.findings
    assert finding.place.file == other
    assert "'pet_store.yaml'" in finding.message
    assert finding.remedy

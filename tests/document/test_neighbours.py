from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.findings import Place, SpecloomError
from generator.document.neighbours import Neighbours, is_remote, refuse_remote, without_credentials

AT = Place("api.json", pointer="/a/$ref")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "schemas" / "deep").mkdir(parents=True)
    for name in ("api.json", "schemas/plant.json", "schemas/deep/leaf.json", "schemas/my plant.json"):
        (tmp_path / name).write_text("{}")
    return tmp_path


@pytest.mark.parametrize(
    ("base", "path", "key"),
    [
        ("api.json", "schemas/plant.json", "schemas/plant.json"),
        ("api.json", "./schemas//plant.json", "schemas/plant.json"),
        ("api.json", "schemas/my%20plant.json", "schemas/my plant.json"),
        ("schemas/plant.json", "deep/leaf.json", "schemas/deep/leaf.json"),
        ("schemas/deep/leaf.json", "../plant.json", "schemas/plant.json"),
        ("schemas/deep/leaf.json", "../../api.json", "api.json"),
        ("api.json", "nothing.json", None),
        ("api.json", "api.json/x", None),
    ],
)
def test_files_are_found_from_the_one_that_refers(base: str, path: str, key: str | None, folder: Path):
    assert Neighbours(folder / "api.json").find(base, path, AT) == key


def test_the_document_is_itself_by_each_of_its_names(folder: Path):
    (folder / "link.json").symlink_to("api.json")
    assert Neighbours(folder / "link.json").find("link.json", "api.json", AT) == "link.json"


def test_messages_name_files_as_their_user_does(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder.parent)
    reader = Neighbours(Path(folder.name, "api.json"))
    assert reader.read("schemas/plant.json", AT).name == f"{folder.name}/schemas/plant.json"
    (folder / "schemas" / "plant.json").write_text("{")
    with pytest.raises(SpecloomError) as caught:
        reader.read("schemas/plant.json", AT)
    assert caught.value.findings[0].place.file == f"{folder.name}/schemas/plant.json"


def test_prose_is_not_read_as_data(folder: Path):
    (folder / "intro.md").write_text("- a\n- b\n")
    assert Neighbours(folder / "api.json").read("intro.md", AT).data == "- a\n- b\n"


def test_urls_are_refused_with_their_host_and_without_their_credentials():
    assert (is_remote("https://garden.example/x"), is_remote("http:/x")) == (True, False)
    assert without_credentials("https://me:secret@garden.example/@x") == "https://garden.example/@x"
    with pytest.raises(SpecloomError) as caught:
        refuse_remote("https://me:secret@garden.example/x.json", AT)
    assert "--allow-host garden.example" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_what_fetches_gets_the_url_and_the_place(folder: Path):
    asked: list[tuple[str, Place]] = []

    def fetch(url: str, at: Place) -> str:
        asked.append((url, at))
        return "a: 1"

    assert Neighbours(folder / "api.json", fetch).read("https://garden.example/x.yaml", AT).data == {"a": 1}
    assert asked == [("https://garden.example/x.yaml", AT)]

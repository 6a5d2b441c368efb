from __future__ import annotations

import keyword
from pathlib import Path

import pytest

from generator.emit.fleet.naming import import_name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("box.json", "box"),
        ("intercom-2.13.yaml", "intercom_2_13"),
        ("twilioApiV2010.json", "twilio_api_v2010"),
        ("PetStore (final).yml", "pet_store_final"),
        ("petstore.openapi.yaml", "petstore_openapi"),
        ("Crème brûlée.yaml", "creme_brulee"),
        ("k8s-batch-v1.json", "k8s_batch_v1"),
        ("OpenAPI 3.1/HTTPBin.json", "http_bin"),
        ("3scale.yaml", "api_3scale"),
        ("stripe/openapi.yaml", "stripe"),
        ("stripe/swagger-v2.json", "stripe_v2"),
        ("calendar/v3/openapi.yaml", "calendar_v3"),
        ("bakery/OpenAPI Spec.yaml", "bakery"),
        ("json.yaml", "shelf"),
        ("email.yaml", "email_api"),
        ("class.yaml", "class_api"),
        ("httpx2.yaml", "httpx2_api"),
        ("../../x.yaml", "x"),
    ],
)
def test_a_package_is_named_after_its_document(path: str, name: str):
    assert import_name(Path("/shelf", path)) == name


def test_letters_that_ascii_does_not_have_are_told_apart_by_a_hash():
    names = {import_name(Path("/shelf", f"{stem}.yaml")) for stem in ("日本", "中国", "日本 2", "Ω")}
    assert len(names) == 4
    assert all(name.isascii() and name.isidentifier() for name in names)


@pytest.mark.parametrize(
    "stem", ["-", "a\nb", "\x1b[31mred", "__import__('os')", "..", "x" * 250, "aB" * 120, "\udc80", " "]
)
def test_whatever_the_file_is_called_the_name_is_one_that_can_be_imported(stem: str):
    name = import_name(Path("/shelf", f"{stem}.yaml"))
    assert name.isidentifier()
    assert name.isascii()
    assert not keyword.iskeyword(name)
    assert not name.startswith("_")
    assert not name.endswith("_")
    assert len(name) < 80


def test_the_folder_that_a_command_runs_in_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "bakery"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert import_name(Path("openapi.yaml")) == import_name(folder / "openapi.yaml") == "bakery"
    assert list(folder.iterdir()) == [], "the file itself is not looked at"

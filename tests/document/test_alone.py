from __future__ import annotations

import pytest

from generator.document.alone import Alone, names_a_file
from generator.document.findings import Place, SpecloomError

AT = Place("openapi.yaml", pointer="/a/$ref")


@pytest.mark.parametrize(
    "reference",
    [
        "pets.yaml",
        "pets.JSON#/a",
        "a/b",
        "./b",
        "../b#/c",
        "https://a.example/b",
        "file:b",
        "//a.example",
        "C:\\b",
        "a.yml#",
    ],
)
def test_a_reference_to_another_document_is_one_that_has_a_folder_a_scheme_or_a_suffix(reference: str):
    assert names_a_file(reference)
    with pytest.raises(SpecloomError, match=r"openapi\.yaml #/a/\$ref: refers to .*\[external-reference\]\n  Bundle"):
        Alone().find("document", reference, AT)
    with pytest.raises(SpecloomError, match="external-reference"):
        Alone().read(reference, AT)


@pytest.mark.parametrize("reference", ["#/components/schemas/Pet", "#", "#Pet", "Pet", "Pet.v1", "", "Pet#/a/b.yaml"])
def test_a_mere_name_leads_nowhere(reference: str):
    assert not names_a_file(reference)
    assert Alone().find("document", reference.partition("#")[0], AT) is None


def test_credentials_are_not_shown():
    with pytest.raises(SpecloomError) as caught:
        Alone().read("https://user:secret@a.example/pets.json", AT)
    assert "secret" not in str(caught.value)

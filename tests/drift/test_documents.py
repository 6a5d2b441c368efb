from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.document.findings import SpecloomError
from generator.drift.changes import Layer, Report
from generator.drift.documents import compare_files
from generator.normalise.pipeline import normalise_file, resolve_file

SWAGGER = """\
swagger: '2.0'
info: {title: Pets, version: '1'}
host: pets.example
schemes: [https]
produces: [application/json]
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200': {description: All., schema: {type: array, items: {$ref: '#/definitions/Pet'}}}
definitions:
  Pet: {type: object, required: [name], properties: {name: {type: string}, age: {type: integer}}}
"""
OPENAPI = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
servers: [{url: https://pets.example}]
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: All.
          content: {application/json: {schema: {type: array, items: {$ref: PET}}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}, age: {type: integer}}}
""".replace("PET", "'#/components/schemas/Pet'")


@pytest.fixture
def compared(tmp_path: Path):
    def compare(base: str, revision: str) -> Report:
        files = tmp_path / "base.yaml", tmp_path / "revision.yaml"
        for file, text in zip(files, (base, revision), strict=True):
            file.write_text(text)
        return compare_files(*files, today=date(2026, 1, 1))

    return compare


def test_documents_are_compared_in_one_dialect(compared):
    assert compared(SWAGGER, OPENAPI).changes == ()


def test_a_report_names_both_files(compared, tmp_path: Path):
    report = compared(OPENAPI, OPENAPI.replace("age: {type: integer}", "age: {type: string}"))
    assert report.layer is Layer.DOCUMENTS
    assert report.subject == f"{tmp_path / 'base.yaml'} → {tmp_path / 'revision.yaml'}"
    assert [change.id for change in report.changes] == ["response-property-type-changed"]
    assert report.changes[0].operations == ("GET /pets",)


def test_what_is_repaired_is_said_of_its_file(compared, tmp_path: Path):
    repeated = OPENAPI.replace("paths:\n", "paths:\n  /pets: {}\n")
    report = compared(OPENAPI, repeated)
    assert report.changes == ()
    assert [(each.place.file, each.severity.value) for each in report.findings] == [
        (str(tmp_path / "revision.yaml"), "warning")
    ]


def test_a_part_in_another_file_is_followed(compared, tmp_path: Path):
    (tmp_path / "pet.yaml").write_text("type: object\nrequired: [name]\nproperties: {name: {type: string}}\n")
    split = OPENAPI.replace("'#/components/schemas/Pet'", "pet.yaml")
    assert [change.id for change in compared(OPENAPI, split).changes if change.verdicts.wire] == []
    assert "response-optional-property-removed" in {change.id for change in compared(OPENAPI, split).changes}


@pytest.mark.parametrize("bad", ["[]", "openapi: 3.1.0\n", "a: ["])
def test_an_unusable_document_is_an_error_at_its_place(compared, bad: str):
    for base, revision, name in ((bad, OPENAPI, "base.yaml"), (OPENAPI, bad, "revision.yaml")):
        with pytest.raises(SpecloomError) as caught:
            compared(base, revision)
        assert {Path(finding.place.file).name for finding in caught.value.findings} == {name}


@pytest.mark.parametrize(
    ("line", "said"),
    [("", "says no version"), ("openapi: 3.9.0\n", "not known"), ("openapi: 4.0.0-rc1\n", "not known"),
     ("openapi: 3.10\n", ""), ("openapi: '3'\n", "")],
)  # fmt: skip
def test_a_document_of_no_known_version_is_compared_all_the_same(compared, line: str, said: str):
    odd = OPENAPI.replace("openapi: 3.1.0\n", line)
    report = compared(odd, odd.replace("age: {type: integer}", "age: {type: string}"))
    assert [change.id for change in report.changes] == ["response-property-type-changed"]
    assert [said in each.message for each in report.findings if each.rule == "assumed-version"] == [True] * 2 * bool(
        said
    )


@pytest.mark.parametrize("line", ["openapi: banana\n", "swagger: '1.2'\n", "openapi: [3]\n"])
def test_a_document_of_another_kind_is_refused(compared, line: str):
    with pytest.raises(SpecloomError):
        compared(OPENAPI.replace("openapi: 3.1.0\n", line), OPENAPI)


@pytest.mark.parametrize("text", [SWAGGER, OPENAPI])
def test_the_resolved_form_is_that_of_normalise(tmp_path: Path, text: str):
    file = tmp_path / "a.yaml"
    file.write_text(text)
    resolved, findings = resolve_file(file)
    form = normalise_file(file)
    assert resolved == form.resolved
    assert [each for each in form.findings if each not in findings] == []

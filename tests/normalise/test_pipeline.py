from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.document.dump import dumps
from generator.document.findings import SpecloomError
from generator.normalise.pipeline import normalise_file, normalise_vendor, resolved_vendor
from generator.workspace.vendor import load_vendor

from .documents import answer, document, getting, ref

PACKAGE = {"distribution": "garden-client", "import": "garden_client", "client": "Garden", "version": "0.1.0"}


def vendor(root: Path, sources: dict[str, Any], overlay: dict[str, Any] | None = None, **changes: Any) -> Path:
    folder = root / "garden"
    folder.mkdir()
    operations = {"GET /plants": "plants.list"}
    whole = {
        "vendor": "garden",
        "title": "Garden",
        "sources": [{"spec": name} for name in sources],
        "package": PACKAGE,
        "operations": operations,
    }
    (folder / "vendor.yaml").write_text(dumps({**whole, **changes}))
    for name, source in sources.items():
        (folder / name).write_text(source if isinstance(source, str) else dumps(source))
    if overlay is not None:
        (folder / "overlay.yaml").write_text(
            dumps({"overlay": "1.1.0", "info": {"title": "o", "version": "1"}, **overlay})
        )
    return folder


def action(**parts: Any) -> dict[str, Any]:
    return {"actions": [{"description": "Why.", **parts}]}


def test_a_file_in_json_or_yaml(tmp_path: Path):
    import json

    given = getting(ref("Plant"), Plant={"type": "object", "properties": {"a": {"type": "string"}}})
    (tmp_path / "a.json").write_text(json.dumps(given))
    (tmp_path / "a.yaml").write_text(dumps(given))
    assert normalise_file(tmp_path / "a.json").document == normalise_file(tmp_path / "a.yaml").document


def test_operations_of_one_id_in_a_file_are_repaired(tmp_path: Path):
    path = tmp_path / "a.yaml"
    path.write_text(
        dumps(document(paths={"/a": {"get": {"operationId": "x"}}, "/v2/a": {"get": {"operationId": "x"}}}))
    )
    paths = normalise_file(path).document["paths"]
    assert paths["/a"]["get"]["operationId"] == "a_get"
    assert paths["/v2/a"]["get"]["operationId"] == "a_get_v2"


def test_operations_of_one_id_in_a_vendors_sources_are_refused(tmp_path: Path):
    twice = document(paths={"/plants": {"get": {"operationId": "x"}, "put": {"operationId": "x"}}})
    with pytest.raises(SpecloomError, match="repeated-operation-id") as caught:
        normalise_vendor(vendor(tmp_path, {"a.yaml": twice}))
    assert "#/paths/~1plants/get" in str(caught.value)
    assert "#/paths/~1plants/put" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not-openapi"),
        ("[]", "not-openapi"),
        ("hello", "not-openapi"),
        ("{}", "not-openapi"),
        ("openapi: 3.1.0\n", "no-info"),
        ("openapi: 3.1.0\ninfo: {}\npaths: []\n", "wrong-shape"),
        ("a: &a [*a]\n", "recursive-alias"),
        (
            '{"openapi": "3.1.0", "info": {}, "components": {"schemas": {"A": ' + '{"items":' * 210 + "{}" + "}" * 213,
            "too-deep",
        ),
    ],
)
def test_what_cannot_be_used_is_one_clear_error(tmp_path: Path, text: str, says: str):
    path = tmp_path / "a.yaml"
    path.write_text(text)
    with pytest.raises(SpecloomError, match=says) as caught:
        normalise_file(path)
    assert all(finding.place.file == str(path) for finding in caught.value.findings)


def test_recursion_beyond_python_is_an_error_too(tmp_path: Path):
    schemas: dict[str, Any] = {
        f"S{i}": {"properties": {"p": {"allOf": [ref(f"S{i + 1}"), {"properties": {"x": {}}}]}}} for i in range(1500)
    }
    path = tmp_path / "a.yaml"
    import json

    path.write_text(json.dumps(getting(ref("S0"), **schemas, S1500={"type": "object"})))
    with pytest.raises(SpecloomError, match="too-deep"):
        normalise_file(path)


def test_a_vendors_sources_are_merged_corrected_and_titled(tmp_path: Path):
    one = document(
        paths={"/plants": {"get": answer(ref("Plant"))}}, components={"schemas": {"Plant": {"type": "string"}}}
    )
    two = document(components={"schemas": {"Plant": {"type": "string"}, "Spare": {"type": "integer"}}})
    overlay = action(target="$.components.schemas.Plant", update={"maxLength": 5})
    form = normalise_vendor(vendor(tmp_path, {"one.yaml": one, "two.yaml": two}, overlay))
    assert form.document["components"]["schemas"] == {
        "Plant": {"type": "string", "maxLength": 5},
        "Spare": {"type": "integer"},
    }
    assert form.document["info"]["title"] == "Garden"
    assert form.ledger.unexplained() == []


def test_schemas_of_a_vendor_are_renamed(tmp_path: Path):
    given = getting(ref("resp"), resp={"type": "object", "properties": {"a": {"type": "string"}}})
    form = normalise_vendor(vendor(tmp_path, {"a.yaml": given}, schemas={"resp": "Plant"}))
    assert set(form.document["components"]["schemas"]) == {"Plant"}


def test_an_action_that_matches_nothing_is_an_error_or_lenient(tmp_path: Path):
    folder = vendor(tmp_path, {"a.yaml": getting({})}, action(target="$.components.schemas.Gone", remove=True))
    with pytest.raises(SpecloomError, match="overlay-matches-nothing"):
        normalise_vendor(folder)
    document, findings = resolved_vendor(load_vendor(folder), lenient=True)
    assert "/plants" in document["paths"]
    assert [finding.rule for finding in findings] == ["overlay-matches-nothing"]


def test_an_overlay_that_breaks_the_document_is_an_error(tmp_path: Path):
    folder = vendor(tmp_path, {"a.yaml": getting({})}, action(target="$.paths['/plants'].get", update={"tags": [{}]}))
    with pytest.raises(SpecloomError, match="must be text"):
        normalise_vendor(folder)


def test_a_reference_that_the_merged_document_lacks_names_the_nearest(tmp_path: Path):
    folder = vendor(tmp_path, {"a.yaml": getting(ref("Plent"), Plant={"type": "string"})})
    with pytest.raises(SpecloomError, match="Did you mean #/components/schemas/Plant"):
        normalise_vendor(folder)


def test_messages_name_the_source_that_is_wrong(tmp_path: Path):
    folder = vendor(tmp_path, {"a.yaml": getting({}), "b.yaml": "openapi: 3.1.0\ninfo: {}\nservers: 5\n"})
    with pytest.raises(SpecloomError, match=r"b\.yaml #/servers"):
        normalise_vendor(folder)


def test_the_vendors_of_this_repository_resolve():
    specs = Path(__file__).parents[2] / "specs"
    for folder in ("celigo", "patchworks", "dvelop"):
        document, findings = resolved_vendor(load_vendor(specs / folder))
        assert findings == []
        assert document["openapi"] == "3.1.0"

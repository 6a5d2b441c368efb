from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.document import dump
from generator.document.findings import Finding, SpecloomError
from generator.normalise.pipeline import normalise_vendor
from generator.normalise.sources import upgraded_source, whole_source

SOURCE = {"page": "openapi.yaml", "dialect": "openapi", "structure": {"layout": "openapi 3.0"}}
PAGE = {**SOURCE, "page": "page.md", "dialect": "gitbook-markdown"}
GONE = "#/components/schemas/Gone"


def document(schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = {"description": "All of them.", "content": {"application/json": {"schema": schema}}}
    paths = {"/pets": {"get": {"responses": {"200": answer}}}}
    info = {"title": "Pets", "version": "1", "description": None}
    return {"openapi": "3.0.3", "info": info, "servers": [{"url": "https://pets.example"}], "paths": paths, **more}


def test_what_is_published_is_mended_where_it_is_plain():
    findings: list[Finding] = []
    upgraded = upgraded_source(document({}, **{"x-specloom-source": SOURCE}), "pets.yaml", findings)
    assert [(each.rule, each.place.pointer) for each in findings] == [("mended", "/info/description")]
    assert upgraded["openapi"] == "3.1.0"


@pytest.mark.parametrize("more", [{}, {"x-specloom-source": PAGE}], ids=["by hand", "a page"])
def test_everything_else_is_refused(more: dict[str, Any]):
    with pytest.raises(SpecloomError, match="#/info/description"):
        upgraded_source(document({}, **more), "pets.yaml", [])


def test_its_references_are_bound():
    findings: list[Finding] = []
    schemas = {"Cat": {"$anchor": "cat", "type": "string"}}
    bound = whole_source(
        document({"anyOf": [{"$ref": GONE}, {"$ref": "#cat"}]}, components={"schemas": schemas}), "x", findings
    )
    schema = bound["paths"]["/pets"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema == {"anyOf": [{"x-specloom-unknown": True}, {"$ref": "#/components/schemas/Cat"}]}
    assert [each.rule for each in findings] == ["missing-target"]
    with pytest.raises(SpecloomError, match="external-reference"):
        whole_source(document({"$ref": "pets.yaml"}), "x", [])


def test_the_overlay_comes_first(tmp_path: Path):
    folder = tmp_path / "pets"
    (folder / "captured").mkdir(parents=True)
    (folder / "captured" / "pets.yaml").write_text(
        dump.dumps(document({"$ref": GONE}, **{"x-specloom-source": SOURCE}))
    )
    package = {"distribution": "pets-client", "import": "pets_client", "client": "Pets", "version": "1.0.0"}
    source = {"captured": "pets.yaml", "page": "openapi.yaml", "dialect": "openapi"}
    described = {
        "vendor": "pets",
        "title": "Pets",
        "sources": [source],
        "package": package,
        "operations": {"GET /pets": "pets.list"},
    }
    (folder / "vendor.yaml").write_text(dump.dumps(described))
    form = normalise_vendor(folder)
    assert sorted({each.rule for each in form.findings}) == ["mended", "missing-target"]
    update = {"components": {"schemas": {"Gone": {"type": "object", "properties": {"name": {"type": "string"}}}}}}
    action = {"target": "$", "description": "The document refers to it.", "update": update}
    overlay = {"overlay": "1.1.0", "info": {"title": "Pets", "version": "1"}, "actions": [action]}
    (folder / "overlay.yaml").write_text(dump.dumps(overlay))
    form = normalise_vendor(folder)
    assert {each.rule for each in form.findings} == {"mended"}
    assert form.document["components"]["schemas"]["Gone"]["properties"]["name"] == {"type": "string"}

"""vendor.yaml: what it gives, and what is said of one that is wrong."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.document.dump import dumps
from generator.document.findings import Finding, SpecloomError
from generator.workspace.vendor import (
    Accepted,
    Authentication,
    CapturedSource,
    Login,
    LoginField,
    Operation,
    Package,
    Pagination,
    Servers,
    WrittenSource,
    load_vendor,
)

ROOT = Path(__file__).parents[2]

FULL = """\
vendor: acme
title: Acme bakery
sources:
  - captured: loaves.yaml
    page: acme-loaves.md
    url: https://docs.acme.example/loaves.md
    dialect: gitbook-markdown
  - spec: ovens.yaml
package: {distribution: acme-bakery, import: acme_bakery, client: Acme, version: 0.1.0}
servers:
  regions: {us: "https://{shop}.acme.example", eu: https://eu.acme.example/v1}
  variables: {shop: {environment: ACME_SHOP}}
  environment: ACME_BASE_URL
authentication:
  bearerAuth: {argument: token, environment: ACME_TOKEN}
  "key": {argument: api_key, environment: ACME_API_KEY}
  session:
    argument: session
    environment: ACME_SESSION
    login:
      url: https://login.acme.example/in
      environment: ACME_LOGIN_URL
      username: {field: email, argument: username, environment: ACME_USERNAME}
      password: {field: password, argument: password, environment: ACME_PASSWORD}
      token: /data/token
      expires_in: /data/ttl
headers: {Accept: application/json}
operations:
  GET /loaves: {name: loaves.list, pagination: {style: link-header}, idempotent: true}
  GET /loaves/{_id}: loaves.get
  GET /loaves/{_id}/crumbs: {name: loaves.crumbs.list, parameters: {"filter[size]": size, _id: loaf_id}}
  POST /ovens/{id}/run: {join: ovens.run}
  DELETE /ovens/{id}/run: {join: ovens.run, idempotent: false}
schemas: {Response: Loaf, Create.Request: NewLoaf}
accepted:
  - {fingerprint: "a1b2", reason: Harmless for us, expires: 2027-01-31}
  - {fingerprint: "c3d4", reason: Not ours}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "specs" / "acme"
    folder.mkdir(parents=True)
    return folder


def findings(folder: Path, text: str) -> tuple[Finding, ...]:
    (folder / "vendor.yaml").write_text(text)
    with pytest.raises(SpecloomError) as caught:
        load_vendor(folder)
    assert {finding.place.file for finding in caught.value.findings} == {str(folder / "vendor.yaml")}
    return caught.value.findings


def minimal(**changes: Any) -> str:
    whole = {
        "vendor": "acme",
        "title": "Acme",
        "sources": [{"spec": "ovens.yaml"}],
        "package": {"distribution": "acme", "import": "acme", "client": "Acme", "version": "1.0"},
        **changes,
    }
    return dumps({key: value for key, value in whole.items() if value is not ...})


def test_everything_is_there(folder: Path):
    (folder / "vendor.yaml").write_text(FULL)
    vendor = load_vendor(folder)
    assert (vendor.folder, vendor.vendor, vendor.title) == (folder, "acme", "Acme bakery")
    assert vendor.sources == (
        CapturedSource("loaves.yaml", "acme-loaves.md", "https://docs.acme.example/loaves.md", "gitbook-markdown"),
        WrittenSource("ovens.yaml"),
    )
    assert vendor.package == Package("acme-bakery", "acme_bakery", "Acme", "0.1.0")
    assert vendor.servers == Servers(
        {"us": "https://{shop}.acme.example", "eu": "https://eu.acme.example/v1"},
        {"shop": "ACME_SHOP"},
        "ACME_BASE_URL",
    )
    assert next(iter(vendor.servers.regions)) == "us"
    assert vendor.authentication == {
        "bearerAuth": Authentication("token", "ACME_TOKEN"),
        "key": Authentication("api_key", "ACME_API_KEY"),
        "session": Authentication(
            "session",
            "ACME_SESSION",
            Login(
                "https://login.acme.example/in",
                "ACME_LOGIN_URL",
                LoginField("email", "username", "ACME_USERNAME"),
                LoginField("password", "password", "ACME_PASSWORD"),
                "/data/token",
                "/data/ttl",
            ),
        ),
    }
    assert vendor.headers == {"Accept": "application/json"}
    assert vendor.operations == {
        "GET /loaves": Operation(
            "GET", "/loaves", "loaves.list", pagination=Pagination("link-header"), idempotent=True
        ),
        "GET /loaves/{_id}": Operation("GET", "/loaves/{_id}", "loaves.get"),
        "GET /loaves/{_id}/crumbs": Operation(
            "GET",
            "/loaves/{_id}/crumbs",
            "loaves.crumbs.list",
            parameters={"filter[size]": "size", "_id": "loaf_id"},
        ),
        "POST /ovens/{id}/run": Operation("POST", "/ovens/{id}/run", "ovens.run", joined=True),
        "DELETE /ovens/{id}/run": Operation("DELETE", "/ovens/{id}/run", "ovens.run", joined=True, idempotent=False),
    }
    assert vendor.schemas == {"Response": "Loaf", "Create.Request": "NewLoaf"}
    assert vendor.accepted == (Accepted("a1b2", "Harmless for us", date(2027, 1, 31)), Accepted("c3d4", "Not ours"))
    assert pickle.loads(pickle.dumps(vendor)) == vendor


def test_what_may_be_left_out(folder: Path):
    (folder / "vendor.yaml").write_text(minimal())
    vendor = load_vendor(folder)
    assert vendor.servers == Servers()
    assert (vendor.authentication, vendor.headers, vendor.operations, vendor.schemas) == ({}, {}, {}, {})
    assert vendor.accepted == ()


@pytest.mark.parametrize(
    "pagination",
    [
        {"style": "link-header"},
        {"style": "link-header", "items": "/data"},
        {"style": "page", "page": "page", "items": "/data"},
        {"style": "page", "page": "page", "size": "per_page", "items": "", "last": "/meta/last_page", "more": "/m"},
        {"style": "offset", "offset": "offset", "limit": "limit", "items": "/logs", "more": "/p/more", "total": "/t"},
        {"style": "cursor", "cursor": "after", "next": "/next", "items": "/a~1b/~0"},
        {"style": "next-url", "next": "/links/next", "items": "/data"},
        {"style": "link-header", "relation": "older.page-1"},
        {"style": "page", "in": "query", "page": "page", "first": 0, "items": "/data"},
        {"style": "page", "in": "body", "page": "/page", "size": "/p/size", "items": "/data"},
        {"style": "offset", "in": "body", "offset": "/a~1b/c", "limit": "/limit", "items": ""},
        {"style": "cursor", "in": "body", "cursor": "/after", "next": "/next", "items": "/data", "more": "/more"},
    ],
)
def test_every_style_of_pagination(folder: Path, pagination: dict[str, str | int]):
    (folder / "vendor.yaml").write_text(minimal(operations={"GET /a": {"name": "a.list", "pagination": pagination}}))
    found = load_vendor(folder).operations["GET /a"].pagination
    assert found is not None
    assert found.as_dict() == pagination


@pytest.mark.parametrize(
    ("pagination", "pointer"),
    [
        ({}, ""),
        ({"style": "pages"}, "/style"),
        ({"style": "page", "items": "/data"}, ""),
        ({"style": "page", "page": "page"}, ""),
        ({"style": "page", "page": "p", "items": "/data", "cursor": "c"}, "/cursor"),
        ({"style": "offset", "offset": "o", "items": ""}, ""),
        ({"style": "offset", "offset": "o", "limit": "l", "items": "logs"}, "/items"),
        ({"style": "cursor", "cursor": "c", "items": "/a", "next": "/a~2"}, "/next"),
        ({"style": "next-url", "next": "/n", "items": 1}, "/items"),
        ({"style": "link-header", "next": "/n"}, "/next"),
        ({"style": "link-header", "relation": "Next"}, "/relation"),
        ({"style": "link-header", "relation": 'next"'}, "/relation"),
        ({"style": "link-header", "in": "body"}, "/in"),
        ({"style": "page", "page": "p", "items": "/data", "first": -1}, "/first"),
        ({"style": "page", "page": "p", "items": "/data", "first": "0"}, "/first"),
        ({"style": "page", "page": "p", "items": "/data", "first": True}, "/first"),
        ({"style": "page", "page": "p", "items": "/data", "in": "header"}, "/in"),
        ({"style": "page", "in": "body", "page": "page", "items": "/data"}, "/page"),
        ({"style": "offset", "in": "body", "offset": "/o", "limit": "l", "items": ""}, "/limit"),
        ({"style": "cursor", "in": "body", "cursor": "/", "next": "/n", "items": ""}, "/cursor"),
        ({"style": "cursor", "cursor": "c", "next": "/n", "items": "", "more": "more"}, "/more"),
        ({"style": "next-url", "next": "/n", "items": "", "more": "/m"}, "/more"),
        ("link-header", ""),
    ],
)
def test_pagination_that_is_wrong(folder: Path, pagination: Any, pointer: str):
    (finding,) = findings(folder, minimal(operations={"GET /a": {"name": "a.list", "pagination": pagination}}))
    assert finding.place.pointer == f"/operations/GET ~1a/pagination{pointer}"


@pytest.mark.parametrize(
    ("old", "new", "line", "pointer", "remedy"),
    [
        ("servers:", "server:", 10, "/server", "Did you mean 'servers'?"),
        ("  variables:", "  varables:", 12, "/servers/varables", "Did you mean 'variables'?"),
        ("{argument: token,", "{argument: token, arg: x,", 15, "/authentication/bearerAuth/arg", "'argument'"),
        ("    dialect:", "    dialekt:", 7, "/sources/0/dialekt", "Did you mean 'dialect'?"),
        ("import: acme_bakery", "import: acme_bakery, module: x", 9, "/package/module", "distribution, import, client"),
        ("idempotent: true", "idempotant: true", 29, "/operations/GET ~1loaves/idempotant", "'idempotent'"),
        ("{shop: {environment", "{shop: {env: A, environment", 12, "/servers/variables/shop/env", "environment"),
        (
            "{join: ovens.run}",
            "{join: ovens.run, pagination: x}",
            32,
            "/operations/POST ~1ovens~1{id}~1run/pagination",
            "",
        ),
        ("reason: H", "because: x, reason: H", 36, "/accepted/0/because", "fingerprint, reason, expires"),
        (
            "  - spec: ovens.yaml",
            "  - spec: ovens.yaml\n    colour: x",
            9,
            "/sources/1/colour",
            "Valid keys: spec, page, url.",
        ),
    ],
)
def test_a_wrong_key_is_named_with_its_line_and_the_nearest_valid_one(
    folder: Path, old: str, new: str, line: int, pointer: str, remedy: str
):
    assert FULL.count(old) == 1
    finding = findings(folder, FULL.replace(old, new))[-1]
    assert (finding.place.line, finding.place.pointer) == (line, pointer)
    assert remedy in finding.remedy
    assert "Valid keys: " in finding.remedy


@pytest.mark.parametrize("key", ["vendor", "title", "sources", "package"])
def test_what_is_required(folder: Path, key: str):
    (finding,) = findings(folder, minimal(**{key: ...}))
    assert finding.message == f"lacks the key {key!r}"


def test_everything_wrong_is_reported_at_once_in_one_go(folder: Path):
    text = "vendor: Acme\ntitle: ''\nsources: []\npackage: {import: x y}\nheaders: []\noperatoins: {}\n"
    found = {(finding.place.line, finding.place.pointer) for finding in findings(folder, text)}
    assert found >= {
        (1, "/vendor"),
        (2, "/title"),
        (3, "/sources"),
        (4, "/package"),
        (4, "/package/import"),
        (5, "/headers"),
        (6, "/operatoins"),
    }


@pytest.mark.parametrize("text", ["", "null", "[]", "x", "1", "{}"])
def test_what_is_no_vendor_file_at_all(folder: Path, text: str):
    assert findings(folder, text)[0].place.line == 1 or text == ""


def test_a_file_that_is_missing_or_no_yaml(folder: Path):
    with pytest.raises(SpecloomError, match=r"vendor\.yaml"):
        load_vendor(folder)
    assert findings(folder, "vendor: [\n")[0].rule == "invalid-yaml"
    assert findings(folder, "a: 1\na: 2\n")[0].rule == "duplicate-key"


def test_a_number_where_text_belongs_is_explained(folder: Path):
    text = FULL.replace("version: 0.1.0", "version: 0.1")
    (finding,) = findings(folder, text)
    assert (finding.place.line, finding.place.pointer) == (9, "/package/version")
    assert "quotes" in finding.message


def test_very_many_faults_do_not_flood(folder: Path):
    assert len(findings(folder, minimal(**{f"wrong{n}": n for n in range(500)}))) <= 50


def test_loading_imports_nothing_heavy():
    code = "import sys, generator.workspace.vendor; print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert not {"pydantic", "rich", "typer", "jinja2", "httpx2", "datamodel_code_generator"} & set(out.split())

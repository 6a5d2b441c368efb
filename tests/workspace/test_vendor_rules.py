"""Values of vendor.yaml: the names and files it may hold, and what its parts require of each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.document.dump import dumps
from generator.document.findings import SpecloomError
from generator.workspace.vendor import load_vendor


def place(tmp_path: Path, pointer: str, value: Any) -> Path:
    """Write an otherwise sound vendor.yaml with `value` at `pointer` (tokens separated by '|')."""
    document: dict[str, Any] = {
        "vendor": "acme",
        "title": "Acme",
        "sources": [{"captured": "a.yaml", "page": "a.md", "url": "https://a.example/a"}, {"spec": "b.yaml"}],
        "package": {"distribution": "acme", "import": "acme", "client": "Acme", "version": "1.0"},
    }
    *parents, last = [int(token) if token.isdecimal() else token for token in pointer.split("|")]
    here: Any = document
    for token in parents:
        here = here[token] if isinstance(here, list) else here.setdefault(token, {})
    here[last] = value
    folder = tmp_path / "acme"
    folder.mkdir(exist_ok=True)
    (folder / "vendor.yaml").write_text(dumps(document))
    return folder


def login(**changes: Any) -> dict[str, Any]:
    """An entry of `authentication` with a login, changed; `...` leaves a key out."""
    whole: dict[str, Any] = {
        "url": "https://login.acme.example/in?v=1",
        "environment": "ACME_LOGIN_URL",
        "username": {"field": "user name", "argument": "username", "environment": "ACME_USERNAME"},
        "password": {"field": "password", "argument": "password", "environment": "ACME_PASSWORD"},
        "token": "/token",
        **changes,
    }
    return {
        "argument": "token",
        "environment": "ACME_TOKEN",
        "login": {key: value for key, value in whole.items() if value is not ...},
    }


def refused(tmp_path: Path, pointer: str, value: Any) -> list[str | None]:
    with pytest.raises(SpecloomError) as caught:
        load_vendor(place(tmp_path, pointer, value))
    assert all(finding.place.line for finding in caught.value.findings)
    return [finding.place.pointer for finding in caught.value.findings]


@pytest.mark.parametrize(
    ("pointer", "values"),
    [
        ("title", ["d.velop Scripting", "Ünïcode (fine)"]),
        ("package|distribution", ["a", "acme-core2", "a1-b2"]),
        ("package|import", ["acme_core", "a1"]),
        ("package|client", ["A", "DvelopScripting", "IA2"]),
        ("package|version", ["0.1.0", "1", "1.2rc3", "2.0.post1.dev2"]),
        ("sources|0|captured", ["script-versions.yaml", "a.b.yml", "A_1.yaml"]),
        ("sources|0|page", ["celigo-scripts.md", "page.v2.txt", "README"]),
        ("sources|0|url", ["https://a.example", "https://a.example:8443/x?y=z#w"]),
        ("sources|1|spec", ["scripting.yaml", "api.json"]),
        ("servers|regions", [{"us": "https://api.a.example/", "eu-1": "https://a.example/base"}]),
        ("headers", [{"Accept": "application/json", "X-Version": "2"}]),
        ("authentication", [{"x": login()}, {"x": login(expires_in="/data/a~1b")}, {"x": login(token="/a/0")}]),
        ("operations", [{"GET /": "a.b"}, {"PATCH /a/{b}:run": "a_b.c_d.e2"}]),
        ("operations", [{"GET /a?b=c#d": "a.b"}, {"QUERY /a b": "a.b"}, {"X-COPY /a": "a.b"}]),
        ("schemas", [{"a.b-c_d": "Name"}, {"A": "Same", "B": "Same"}]),
    ],
)
def test_values_that_are_fine(tmp_path: Path, pointer: str, values: list[Any]):
    for value in values:
        load_vendor(place(tmp_path, pointer, value))


@pytest.mark.parametrize(
    ("pointer", "values"),
    [
        ("title", ["", " ", " x", "two\nlines", "x" * 501, 5, None]),
        ("vendor", ["other", "ACME", "../acme", "", "a b"]),
        ("package|distribution", ["Acme", "a_b", "a.b", "-a", "a-", "a--b", "1a", "httpx2", "pydantic-core", "a\n"]),
        (
            "package|import",
            ["Acme", "a-b", "_a", "1a", "a__b", "json", "asyncio", "httpx2", "pydantic", "class", "generator"],
        ),
        ("package|client", ["acme", "A_b", "1A", "", "True", "None", "Exception", "TimeoutError", "Ä"]),
        ("package|version", ["", "v1", "1.0-beta", "1..0", "01", "1.0\n", 1.0]),
        (
            "sources|0|captured",
            ["../a.yaml", "a/b.yaml", "/a.yaml", "a.json", ".yaml", "..yaml", "a..yaml", "a\\b.yaml", "a"],
        ),
        ("sources|0|page", ["../a", "a/b", "/etc/passwd", "..", ".", ".env", "a\\b", "C:a", "", "a\x00", "a\n"]),
        (
            "sources|0|url",
            ["http://a.example", "ftp://a", "https://", "https:///x", "https://u:p@a.example", "a.example"],
        ),
        ("sources|0|url", ["https://a b", "https://a.example/\n", "javascript:x", "https://a\\b"]),
        ("sources|0|dialect", ["", "GitBook", "a b", "../x"]),
        ("sources|1|spec", ["../b.yaml", "/b.yaml", "b.txt", "vendor.yaml", "overlay.yaml", "openapi.yaml"]),
        ("servers|environment", ["lower", "", "1A", "A-B", "A=B"]),
        ("servers|variables", [{"x": {"environment": "x"}}, {"x": "X"}, {"1x": {"environment": "X"}}, {}]),
        (
            "servers|regions",
            [{"us": "http://a"}, {"us": "https://a?x"}, {"us": "https://u@a"}, {}, {"US": "https://a"}],
        ),
        ("authentication|x|argument", ["Token", "a-b", "_a", 1]),
        ("authentication", [{"x": login(token=token)} for token in ("", "/", "token", "/a/", "/a~2", 1)]),
        ("authentication", [{"x": login(expires_in="")}, {"x": login(url="http://a.example/in")}]),
        ("authentication", [{"x": login(url="https://u:p@a.example")}, {"x": login(realm="x")}]),
        ("authentication", [{"x": login(username=...)}, {"x": login(environment=...)}, {"x": login(token=...)}]),
        ("authentication", [{"x": login(username={"argument": "user", "environment": "U"})}]),
        ("headers", [{"A B": "x"}, {"A": "x\r\nB: y"}, {"A": ""}, {"A": "ü"}, {"A": 1}, {"A:": "x"}]),
        (
            "operations",
            [{"get /a": "a.b"}, {"GET a": "a.b"}, {"GET  /a": "a.b"}, {" GET /a": "a.b"}, {"GET /a\n": "a.b"}],
        ),
        (
            "operations|GET /a",
            ["list", "A.b", "a.", ".b", "a..b", "a.b-c", "a._b", "a.b_", "a.b__c", "1a.b", "é.b", 1, []],
        ),
        (
            "operations|GET /a",
            [{}, {"name": "a.b", "join": "a.b"}, {"name": "a"}, {"join": 1}, {"name": "a.b", "x": 1}],
        ),
        ("operations|GET /a", [{"name": "a.b", "idempotent": "yes"}, {"name": "a.b", "parameters": {"x": "X"}}]),
        (
            "schemas",
            [{"A": "lower"}, {"A": "A_b"}, {"A": ""}, {"a b": "X"}, {"A/B": "X"}, {"A": "List\n"}, {"A": "True"}],
        ),
        ("accepted", [[{}], [{"fingerprint": "a", "reason": "", "expires": "2027-01-01"}], {}]),
    ],
)
def test_values_that_are_refused(tmp_path: Path, pointer: str, values: list[Any]):
    for value in values:
        found = refused(tmp_path, pointer, value)
        top = "/" + pointer.split("|", maxsplit=1)[0]
        assert all(where is not None and where.startswith(top) for where in found), (value, found)


def test_the_vendor_is_named_as_its_folder(tmp_path: Path):
    folder = place(tmp_path, "vendor", "acme").rename(tmp_path / "other")
    with pytest.raises(SpecloomError, match="'other'"):
        load_vendor(folder)


def test_the_folder_may_be_given_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(place(tmp_path, "vendor", "acme"))
    assert load_vendor(Path()).vendor == "acme"


def test_one_file_cannot_have_two_sources(tmp_path: Path):
    twins = [{"captured": name, "page": "p.md", "url": "https://a.example"} for name in ("a.yaml", "A.yaml")]
    assert refused(tmp_path, "sources", twins) == ["/sources/1/captured"]
    assert refused(tmp_path, "sources", [{"spec": "a.yaml"}, {"spec": "a.yaml"}]) == ["/sources/1/spec"]
    load_vendor(place(tmp_path, "sources", [twins[0], {"spec": "a.yaml"}]))


def test_two_operations_of_one_name_are_an_error_unless_they_join(tmp_path: Path):
    def pointers(first: Any, second: Any, paths: str = "/a /a") -> list[str | None]:
        one, other = paths.split()
        return refused(tmp_path, "operations", {f"GET {one}": first, f"PUT {other}": second})

    assert pointers("a.b", "a.b") == ["/operations/PUT ~1a"]
    assert pointers({"name": "a.b"}, {"join": "a.b"}) == ["/operations/PUT ~1a/join"]
    assert pointers({"join": "a.b"}, "a.b") == ["/operations/PUT ~1a"]
    assert pointers({"join": "a.b"}, {"join": "a.b"}, "/a /b") == ["/operations/PUT ~1b/join"]
    joined = {"GET /a": {"join": "a.b"}, "PUT /a": {"join": "a.b"}, "PUT /b": {"join": "a.c"}}
    assert {each.name for each in load_vendor(place(tmp_path, "operations", joined)).operations.values()} == {
        "a.b",
        "a.c",
    }


@pytest.mark.parametrize("method", ["a.b", "a.b.c"])
def test_a_method_cannot_also_be_a_resource(tmp_path: Path, method: str):
    assert refused(tmp_path, "operations", {"GET /x": method, "GET /y": "a.b.c.d"}) == ["/operations/GET ~1x"]


@pytest.mark.parametrize("name", ["a.import", "class.get", "a.del.b"])
def test_no_part_of_a_name_is_a_keyword(tmp_path: Path, name: str):
    assert refused(tmp_path, "operations", {"GET /a": name}) == ["/operations/GET ~1a"]
    assert refused(tmp_path, "operations", {"GET /a": {"name": name}}) == ["/operations/GET ~1a/name"]


def test_parameters_have_different_python_names(tmp_path: Path):
    clash = {"name": "a.b", "parameters": {"x[a]": "x", "x[b]": "x"}}
    assert refused(tmp_path, "operations|GET /a", clash) == ["/operations/GET ~1a/parameters/x[b]"]
    for word in ("self", "from"):
        mapping = {"name": "a.b", "parameters": {"x": word}}
        assert refused(tmp_path, "operations|GET /a", mapping) == ["/operations/GET ~1a/parameters/x"]


def test_client_arguments_are_different(tmp_path: Path):
    schemes = {name: {"argument": "token", "environment": "A"} for name in ("one", "two")}
    assert refused(tmp_path, "authentication", schemes) == ["/authentication/two/argument"]
    assert refused(tmp_path, "authentication|x", {"argument": "lambda", "environment": "A"})
    for name in ("base_url", "http_client", "region", "retry", "self", "timeout"):
        taken = {"argument": name, "environment": "A"}
        assert refused(tmp_path, "authentication|x", taken) == ["/authentication/x/argument"]
    secret = {"field": "p", "argument": "username", "environment": "P"}
    assert refused(tmp_path, "authentication", {"x": login(password=secret)}) == [
        "/authentication/x/login/password/argument"
    ]
    other = {**login(), "argument": "other"}
    assert refused(tmp_path, "authentication", {"x": login(), "y": other}) == [
        "/authentication/y/login", "/authentication/y/login/username/argument", "/authentication/y/login/password/argument",
    ]  # fmt: skip


def test_variables_of_a_region_are_declared(tmp_path: Path):
    assert refused(tmp_path, "servers", {"regions": {"a": "https://{t}.a.example"}}) == ["/servers/regions/a"]
    assert refused(tmp_path, "servers", {"regions": {"a": "https://{t.a.example"}}) == ["/servers/regions/a"]
    declared = {"regions": {"a": "https://{t}.a.example"}, "variables": {"t": {"environment": "T"}}}
    load_vendor(place(tmp_path, "servers", declared))


@pytest.mark.parametrize("name", ["Authorization", "COOKIE", "proxy-authorization"])
def test_no_credential_stands_in_headers(tmp_path: Path, name: str):
    assert refused(tmp_path, "headers", {name: "secret"}) == [f"/headers/{name}"]


def test_one_header_stands_once(tmp_path: Path):
    assert refused(tmp_path, "headers", {"Accept": "a", "accept": "b"}) == ["/headers/accept"]


def test_schema_names_differ_in_more_than_case(tmp_path: Path):
    assert refused(tmp_path, "schemas", {"A": "ScriptList", "B": "Scriptlist"}) == ["/schemas/B"]


def test_the_day_of_accepted_drift_exists(tmp_path: Path):
    accepted = [{"fingerprint": "a", "reason": "r", "expires": "2027-02-30"}]
    assert refused(tmp_path, "accepted", accepted) == ["/accepted/0/expires"]


def test_a_change_is_accepted_once(tmp_path: Path):
    accepted = [{"fingerprint": each, "reason": "r"} for each in ("a", "b", "a")]
    assert refused(tmp_path, "accepted", accepted) == ["/accepted/2/fingerprint"]

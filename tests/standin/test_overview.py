from __future__ import annotations

import base64
import hashlib
import re
import shlex
from html.parser import HTMLParser
from typing import Any

import httpx2
import pytest

from generator.standin.behaviour import Behaviour
from generator.standin.serving.app import make_app
from generator.standin.serving.faults import FAULTS

from .shed import document, inside, served, shed

EVIL = """</style></pre><script>alert(1)</script>"'><img src=x onerror=alert(1)>{{ 7 * 7 }}\u202e"""


class Page(HTMLParser):
    """What stands on a page: its tags with their attributes, its text, its style, the text of each `pre`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.lines: list[str] = []
        self._within: list[str] = []
        self.feed(text)
        self.style = re.findall("<style>(.*?)</style>", text, re.DOTALL)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._within = [*self._within, tag]
        self.text += " " if tag in {"td", "th"} else ""
        if tag == "pre":
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self._within = self._within[: -self._within[::-1].index(tag) - 1]

    def handle_data(self, data: str) -> None:
        if "style" not in self._within:
            self.text += data
        if "pre" in self._within:
            self.lines[-1] += data


def page(standin: Any, base_url: str = "http://localhost:8080") -> Page:
    answer: httpx2.Response = inside(make_app(standin), lambda client: client.get("/"), base_url)
    assert answer.status_code == 200
    return Page(answer.text)


def test_the_page_shows_the_operations_what_is_kept_and_what_was_asked():
    app = make_app(shed())
    app.faults.plan("truncate", "tools_get", times=None)

    async def calls(client: httpx2.AsyncClient) -> httpx2.Response:
        await client.post("/tools", json={"name": "rake"})
        await client.get("/no/such/thing?door=hush")
        return await client.get("/")

    answer = inside(app, calls)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    said = " ".join(Page(answer.text).text.split())
    assert "Shed" in said
    assert "2030-01-01T12:00:00.000Z" in said
    assert "GET /tools List the tools Operation tools_list, which may answer 200" in said
    assert "/tools 1" in said
    assert "12:00:00 404 GET /no/such/thing none" in said
    assert "12:00:00 201 POST /tools tools_create" in said
    assert "truncate tools_get always" in said
    assert all(f"Prefer: fault={fault} {meaning}" in said for fault, meaning in FAULTS.items())
    assert "hush" not in answer.text


def as_request(line: str) -> tuple[str, str, dict[str, str], bytes]:
    """Method, URL, headers and body of a line that calls curl."""
    program, *words = shlex.split(line)
    assert program == "curl"
    method, url, headers, body = "", "", dict[str, str](), b""
    while words:
        word = words.pop(0)
        if word == "-X":
            method = words.pop(0)
        elif word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = words.pop(0).encode()
        else:
            url = word
    return method or ("POST" if body else "GET"), url, headers, body


def test_every_line_for_a_terminal_works():
    with served(shed()) as client:
        client.post("/tools", json={"name": "rake"})
        del client.headers["Authorization"]
        lines = Page(client.get("/").text).lines
        assert len(lines) == 7 + 4
        found: dict[str, int] = {}
        for line in lines:
            method, url, headers, body = as_request(line)
            answer = client.request(method, url, headers=headers, content=body)
            found[line.replace(str(client.base_url), "URL/")] = answer.status_code
    assert all(status < 300 for status in found.values()), found


def test_the_credential_of_a_line_is_one_that_is_taken():
    credentials = {"accepted": {"bearer": ["let me in", "or me"]}}
    lines = page(shed(behaviour=Behaviour({"credentials": credentials}))).lines
    assert lines[0] == "curl http://localhost:8080/tools -H 'Authorization: Bearer let me in'"


@pytest.mark.parametrize(
    ("scheme", "words"),
    [
        ({"type": "http", "scheme": "basic"}, "-u anything:anything"),
        ({"type": "apiKey", "in": "header", "name": "X-Key"}, "-H 'X-Key: anything'"),
        ({"type": "apiKey", "in": "cookie", "name": "key"}, "-b key=anything"),
        ({"type": "oauth2", "flows": {}}, "-H 'Authorization: Bearer anything'"),
        ({"type": "mutualTLS"}, ""),
    ],
)
def test_each_kind_of_credential_has_its_place_in_a_line(scheme: dict[str, Any], words: str):
    changed = document()
    changed["components"]["securitySchemes"]["bearer"] = scheme
    line = page(shed(document=changed)).lines[0]
    assert line == f"curl http://localhost:8080/tools {words}".strip()


def hostile() -> dict[str, Any]:
    """The shed with everything that a person reads made to break out of a page or a shell."""
    changed = document()
    changed["info"] = {"title": EVIL, "version": EVIL}
    paths: dict[str, Any] = {}
    for path, item in changed["paths"].items():
        paths[path.replace("weather", f"'; rm -rf ~; '{EVIL}")] = item
        for operation in item.values():
            if isinstance(operation, dict):
                operation["summary"] = EVIL
                operation["tags"] = [EVIL]
                operation["operationId"] += EVIL
                operation["responses"][EVIL] = {"description": EVIL}
    changed["components"]["schemas"]["NewTool"]["properties"]["name"]["example"] = f"'; rm -rf ~; '{EVIL}"
    changed["components"]["securitySchemes"]["bearer"] = {"type": "apiKey", "in": "header", "name": f"X'{EVIL}"}
    return changed | {"paths": paths}


def test_a_hostile_document_is_text_and_nothing_else():
    plain, evil = page(shed()), page(shed(document=hostile()))
    kinds = [tag for tag, _ in evil.tags]
    assert set(kinds) == {tag for tag, _ in plain.tags}
    assert kinds.count("details") == 7
    assert "script" not in kinds
    assert "img" not in kinds
    assert evil.style == plain.style
    names = {name for _, attributes in evil.tags for name in attributes}
    assert names == {name for _, attributes in plain.tags for name in attributes}
    assert not any(name.startswith("on") for name in names)
    assert EVIL in evil.text
    assert "49" not in evil.text.replace("2030", "")


def test_a_hostile_document_cannot_break_out_of_a_line_for_a_terminal():
    lines = page(shed(document=hostile())).lines[:7]
    assert all("\n" not in line for line in lines)
    for line in lines:
        words = shlex.split(line)
        assert words[0] == "curl"
        assert "rm" not in words
        assert "~;" not in words


def test_the_page_runs_and_loads_nothing():
    answer = inside(make_app(shed()), lambda client: client.get("/"))
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";"))
    seen = Page(answer.text)
    digest = base64.b64encode(hashlib.sha256(seen.style[0].encode()).digest()).decode()
    assert policy == {
        "default-src": "'none'", "style-src": f"'sha256-{digest}'", "base-uri": "'none'", "form-action": "'none'",
        "frame-ancestors": "'none'",
    }  # fmt: skip
    assert len(seen.style) == 1
    assert not [attributes for _, attributes in seen.tags if "style" in attributes or "src" in attributes]
    assert all((attributes["href"] or "").startswith("#") for _, attributes in seen.tags if "href" in attributes)
    assert "url(" not in seen.style[0]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_can_be_used_by_keyboard_and_reader():
    seen = page(shed())
    ids = {attributes["id"] for _, attributes in seen.tags if "id" in attributes}
    targets = {(attributes["href"] or "")[1:] for tag, attributes in seen.tags if tag == "a"}
    assert targets <= ids
    assert ("html", {"lang": "en"}) in seen.tags
    assert all("aria-label" in attributes for tag, attributes in seen.tags if tag == "pre")
    assert [tag for tag, _ in seen.tags if tag in {"h1", "main", "header"}] == ["header", "h1", "main"]


@pytest.mark.parametrize(
    ("host", "method", "status"),
    [
        ("localhost", "GET", 200), ("localhost", "HEAD", 200), ("192.168.0.7:8080", "GET", 200), ("[fe80::1]", "GET", 200),
        ("evil.example", "GET", 404), ("localhost", "POST", 404), ("127.0.0.1:99999", "GET", 400),
    ],
)  # fmt: skip
def test_only_who_calls_by_an_address_sees_the_page(host: str, method: str, status: int):
    app = make_app(shed())
    answer = inside(app, lambda client: client.request(method, "/", headers={"Host": host}))
    assert answer.status_code == status


def test_a_document_without_operations_has_a_page():
    empty = page(shed(document={"openapi": "3.1.0", "paths": {}}))
    assert "no operations" in empty.text
    assert "Shed" in empty.text


def test_a_route_of_a_behaviour_at_the_root_comes_first():
    from generator.exchange.messages import Response

    routes = {("GET", "/"): lambda request, world: Response(200, (), b"a login")}
    answer = inside(make_app(shed(behaviour=Behaviour(routes=routes))), lambda client: client.get("/"))
    assert answer.content == b"a login"


def test_path_variables_of_a_line_name_what_is_there():
    nested = document()
    tools = nested["paths"].pop("/tools")
    item = nested["paths"].pop("/tools/{id}")
    shelf = {"name": "shelf", "in": "path", "required": True, "schema": {"type": "string"}}
    tools["parameters"] = [shelf]
    item["parameters"].append(shelf)
    nested["paths"] |= {"/shelves/{shelf}/tools": tools, "/shelves/{shelf}/tools/{id}": item}
    app = make_app(shed(document=nested))

    async def calls(client: httpx2.AsyncClient) -> tuple[str, list[str]]:
        made = await client.post("/shelves/top%20left/tools", json={"name": "rake"})
        return made.json()["id"], Page((await client.get("/")).text).lines

    key, lines = inside(app, calls)
    assert f"curl http://localhost/shelves/top%20left/tools/{key} -H 'Authorization: Bearer anything'" in lines

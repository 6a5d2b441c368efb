from __future__ import annotations

from typing import Any

import pytest
from openapi_spec_validator import validate

from generator.document.findings import SpecloomError
from generator.extract import Extraction, extract

AUTHORIZATION = "Authorizations\nAuthorizationstringRequired\n\nA key.\n\n"
UNKNOWN = {"x-specloom-unknown": True}


def block(
    sections: str = "", *, title: str = "Call a robot", method: str = "post", path: str = "/calls", closing: str = ""
) -> str:
    responses = "" if "Responses\n" in sections else "Responses\nchevron-right\n200\n\nFine\n\napplication/json\n"
    return f"{title}\n\n{method}\n\nSays what it does.\n\n{AUTHORIZATION}{sections}{responses}{closing or method}\n{path}\n\n"


def read(*blocks: str) -> Extraction:
    extraction = extract("Robots\n\n" + "".join(blocks) + "Last updated\n\nWas this helpful?\n", "robots.txt")
    assert extraction.dialect == "gitbook-text"
    validate(extraction.document)
    return extraction


def operation(sections: str = "", **members: Any) -> dict[str, Any]:
    (item,) = read(block(sections, **members)).document["paths"].values()
    (only,) = item.values()
    return only  # type: ignore[no-any-return]


def refusal(*blocks: str) -> SpecloomError:
    with pytest.raises(SpecloomError) as caught:
        extract("Robots\n\n" + "".join(blocks), "robots.txt", dialect="gitbook-text")
    return caught.value


def body(rows: str) -> dict[str, Any]:
    return operation(f"Body\n{rows}\n")["requestBody"]["content"]["application/json"]["schema"]  # type: ignore[no-any-return]


def test_the_plain_case() -> None:
    document = read(block()).document
    assert document["info"] == {"title": "Robots", "version": "0"}
    assert document["security"] == [{"Authorization": []}]
    assert document["components"]["securitySchemes"] == {
        "Authorization": {"type": "apiKey", "in": "header", "name": "Authorization"}
    }
    assert document["paths"] == {
        "/calls": {
            "post": {
                "summary": "Call a robot",
                "responses": {"200": {"description": "OK", "content": {"application/json": {"schema": UNKNOWN}}}},
                "x-specloom-unknown": ["errors"],
            }
        }
    }
    assert {"info.version", "servers", "tags", "security-alternatives"} <= {*document["x-specloom-unknown"]}
    assert "/paths/~1calls/post/description" in document["x-specloom-source"]["prose"]


def test_line_ends_and_invisible_spaces_change_nothing() -> None:
    text = "Robots\n\n" + block("Query parameters\npageinteger · min: 1Optional\n")
    other = "\ufeff" + text.replace("\n", "\r\n").replace(" · ", "\u00a0·\u00a0").replace("Robots", "Robots\u200b")
    documents = [extract(each, "robots.txt").document for each in (text, other)]
    for document in documents:
        del document["x-specloom-source"]["sha256"]
    assert documents[0] == documents[1]


def test_headings_and_methods_in_descriptions_are_text() -> None:
    evil = "get\n\nBody\n\nResponses\n\nPath parameters\n\nThese are words.\n\n"
    sections = (
        f"Query parameters\nmoodstringOptional\n\nHow it feels.\n\nBody\n\nget\n\nBody\nnamestringRequired\n\n{evil}"
    )
    text = block(sections).replace("Says what it does.\n\n", evil)
    (item,) = read(text).document["paths"].values()
    assert [parameter["name"] for parameter in item["post"]["parameters"]] == ["mood"]
    assert [*item["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"]] == ["name"]


def test_a_request_spelt_out_in_a_description_ends_nothing() -> None:
    text = block().replace("Says what it does.", "It is the same as:\n\nget\n/elsewhere\n\nor\n\npost\n/elsewhere")
    assert [*read(text, block(method="get")).document["paths"]] == ["/calls"]


def test_the_methods_at_both_ends_must_be_the_same() -> None:
    error = refusal(block(closing="put"))
    assert error.findings[0].rule == "different-methods"
    assert error.findings[0].place.line == 21
    assert "line 5 begins with post and ends here with put" in str(error)


@pytest.mark.parametrize(
    ("path", "rows", "named"),
    [
        ("/calls/{call}", "", "{call}"),
        ("/calls", "callstringRequired", "'call'"),
        ("/calls/{call}", "caallstringRequired", "'caall'"),
    ],
)
def test_path_parameters_must_be_those_of_the_braces(path: str, rows: str, named: str) -> None:
    sections = f"Path parameters\n{rows}\n" if rows else ""
    error = refusal(block(sections, path=path))
    assert error.findings[0].rule == "path-parameters"
    assert named in str(error)
    assert error.findings[0].place.line is not None


@pytest.mark.parametrize("row", ["namestrngRequired", "namestring · ???Optional", "name: stringyRequired"])
def test_a_row_that_cannot_be_understood_is_an_error_at_its_line(row: str) -> None:
    for heading in ("Query parameters", "Body"):
        error = refusal(block(f"{heading}\nfirststringOptional\n{row}\n"))
        assert error.findings[0].rule == "unknown-row"
        assert error.findings[0].place.line == 16
        first = refusal(block(f"{heading}\n{row}\n"))
        assert first.findings[0].rule == "unknown-row"


def test_sections_out_of_order_are_an_error() -> None:
    error = refusal(block("Body\nnamestringRequired\nQuery parameters\nmoodstringOptional\n"))
    assert error.findings[0].rule == "section-order"


@pytest.mark.parametrize(
    ("sections", "rule"),
    [
        ("Query parameters\nastringOptional\nastringOptional\n", "repeated-parameter"),
        ("Body\nastringOptional\nastringOptional\n", "repeated-property"),
        ("Query parameters\nstringOptional\n", "nameless-row"),
        ("Body\nastringOptional\nstringOptional\n", "nameless-row"),
        ("Responses\nchevron-right\n200\nchevron-right\n200\n", "repeated-status"),
        ("Body\nplanobjectOptional\nHide properties\nastringOptional\n", "expanded-properties"),
    ],
)
def test_contradictions_are_errors(sections: str, rule: str) -> None:
    assert refusal(block(sections)).findings[0].rule == rule


def test_an_operation_stated_twice_is_an_error() -> None:
    assert "stated twice, on lines 5 and" in str(refusal(block(), block()))


def test_a_page_cut_off_is_an_error() -> None:
    whole = block() + block(method="get")
    assert refusal(whole[: whole.index("Responses", len(block()))]).findings[0].rule == "no-closing"


def test_a_page_that_is_cut_off_at_any_line_of_an_operation_is_refused():
    whole = block() + block(path="/other")
    lines = whole.splitlines()
    begins = len(block().splitlines()) + next(
        i
        for i, line in enumerate(block(path="/other").splitlines())
        if line in {"get", "post", "put", "delete", "patch"}
    )
    for end in range(begins + 1, len(lines) - 1):
        assert refusal("\n".join(lines[:end])).findings[0].rule == "no-closing", lines[:end][-1]


def test_an_operation_without_a_beginning_is_an_error() -> None:
    assert refusal(block(), block().replace("\npost\n\nSays", "\n\nSays")).findings[0].rule == "no-opening"


def test_methods_in_capitals_are_methods() -> None:
    text = block().replace("\npost\n", "\nPOST\n")
    assert [*read(text).document["paths"]["/calls"]] == ["post"]


def test_a_title_may_be_the_name_of_a_method() -> None:
    assert operation(title="Delete", method="delete")["summary"] == "Delete"


def test_rows_carry_defaults_examples_patterns_and_values() -> None:
    sections = (
        "Query parameters\n"
        "moodstring · enumOptional\n\nHow it feels.\n\nDefault: calm\nPossible values:\ncalm\neager\n"
        "speedinteger · enumOptionalPossible values: 1, 2\n"
        "lanestringOptional\n\nDefault: the one that it is in\nExample: north\nPattern: ^[a-z]+$\n"
        "sharpbooleanOptional\nDefault:\nfalse\n"
    )
    schemas = {parameter["name"]: parameter["schema"] for parameter in operation(sections)["parameters"]}
    assert schemas == {
        "mood": {"type": "string", "enum": ["calm", "eager"], "default": "calm"},
        "speed": {"type": "integer", "enum": [1, 2]},
        "lane": {"type": "string", "examples": ["north"], "pattern": "^[a-z]+$"},
        "sharp": {"type": "boolean", "default": False},
    }


def test_values_that_are_not_shown_are_unknown_and_reported() -> None:
    extraction = read(
        block("Query parameters\nmoodstring · enumOptionalPossible values:\nHow it feels at that very moment.\n")
    )
    (parameter,) = extraction.document["paths"]["/calls"]["post"]["parameters"]
    assert parameter["schema"] == {"type": "string", **UNKNOWN}
    assert [finding.rule for finding in extraction.findings] == ["unknown-enum"]


def test_a_single_value_may_be_several_and_is_reported() -> None:
    extraction = read(block("Query parameters\nmoodstring · enumOptional\nPossible values: calmeager\n"))
    assert [(finding.rule, finding.place.line) for finding in extraction.findings] == [("ambiguous-enum", 15)]


def test_a_default_of_another_type_is_left_out_and_reported() -> None:
    extraction = read(block("Query parameters\nspeedintegerOptional\nDefault: fast\n"))
    (parameter,) = extraction.document["paths"]["/calls"]["post"]["parameters"]
    assert parameter["schema"] == {"type": "integer"}
    assert [finding.rule for finding in extraction.findings] == ["unreadable-default"]


def test_each_section_has_its_place() -> None:
    sections = (
        "Path parameters\ncrateintegerOptional\nQuery parameters\nastringOptional\n"
        "Header parameters\nX-TracestringRequired\nCookie parameters\nlanestringOptional\n"
    )
    parameters = operation(sections, path="/crates/{crate}")["parameters"]
    assert [(each["name"], each["in"], each["required"]) for each in parameters] == [
        ("crate", "path", True),
        ("a", "query", False),
        ("X-Trace", "header", True),
        ("lane", "cookie", False),
    ]


@pytest.mark.parametrize(
    ("rows", "schema"),
    [
        ("objectOptional", {"type": "object", **UNKNOWN}),
        ("string[]Optional", {"type": "array", "items": {"type": "string"}}),
        ("A crate and its lid.\n\nnamestringOptional", {"type": "object", "properties": {"name": {"type": "string"}}}),
        (
            "typestringRequired\nOther propertiesintegerOptional",
            {
                "type": "object",
                "properties": {"type": {"type": "string"}},
                "additionalProperties": {"type": "integer"},
                "required": ["type"],
            },
        ),
        (
            "planobjectOptional\nShow properties",
            {"type": "object", "properties": {"plan": {"type": "object", **UNKNOWN}}},
        ),
        ("and\nanyOptional\nor\nor", UNKNOWN),
    ],
)
def test_bodies(rows: str, schema: dict[str, Any]) -> None:
    assert body(rows) == schema


def test_a_body_says_what_it_does_not_tell() -> None:
    shown = operation("Body\ntext/csv\nstringOptional\n")["requestBody"]
    assert shown == {"content": {"text/csv": {"schema": {"type": "string"}}}, "x-specloom-unknown": ["required"]}
    assert operation("Body\nstringOptional\n")["requestBody"]["x-specloom-unknown"] == ["required", "media-types"]


def test_several_responses_and_media_types() -> None:
    sections = (
        "Responses\nchevron-right\n200\n\n404 is another number.\n\nBody\n\napplication/json\nmessagestringOptional\ntext/csv\n"
        "chevron-right\n204\n\nNothing\n\nchevron-right\n4XX\n\napplication/json\nResponseall of\n"
        "chevron-right\ndefault\n\nAnything else\n\n"
    )
    shown = operation(sections)
    assert shown["responses"] == {
        "200": {
            "description": "OK",
            "content": {
                "application/json": {"schema": {"properties": {"message": {"type": "string"}}, "type": "object"}},
                "text/csv": {"schema": UNKNOWN},
            },
        },
        "204": {"description": "No Content"},
        "4XX": {"description": "Client Error", "content": {"application/json": {"schema": UNKNOWN}}},
        "default": {"description": "Response", "x-specloom-unknown": ["content"]},
    }
    assert "x-specloom-unknown" not in shown


def test_statuses_without_icons_are_read_too() -> None:
    sections = "Responses\n200\nOK\napplication/json\ndefault\nUnexpected\napplication/json\n"
    assert [*operation(sections)["responses"]] == ["200", "default"]


def test_an_operation_without_responses_is_marked() -> None:
    extraction = read(block("Responses\n"))
    assert extraction.document["paths"]["/calls"]["post"]["responses"]["default"]["x-specloom-unknown"] is True
    assert [finding.rule for finding in extraction.findings] == ["missing-responses"]


def test_the_request_that_some_pages_show_ends_an_operation() -> None:
    sample = 'POST /calls?now=true HTTP/1.1\nHost: api.lumendepot.example\nAccept: */*\n\n{\n"name": "get"\n}'
    document = read(block(path=sample), block(title="Look", method="get", path="/view")).document
    assert [*document["paths"]] == ["/calls", "/view"]
    assert document["paths"]["/view"]["get"]["summary"] == "Look"


def test_an_operation_without_a_title_is_reported() -> None:
    sample = 'POST /calls HTTP/1.1\nHost: api.lumendepot.example\n\n{\n"name": "x"\n}'
    extraction = read(block(path=sample), block(title="", method="get", path="/view"))
    assert "summary" not in extraction.document["paths"]["/view"]["get"]
    assert [finding.rule for finding in extraction.findings] == ["missing-title"]


def test_servers_are_known_where_the_path_is_a_url() -> None:
    document = read(block(path="https://api.lumendepot.example/v2/calls")).document
    assert document["servers"] == [{"url": "https://api.lumendepot.example"}]
    assert [*document["paths"]] == ["/v2/calls"]
    assert "servers" not in document["x-specloom-unknown"]


def test_security_differs_between_operations() -> None:
    bearer = block(method="get").replace("A key.", "Bearer authentication header of the form Bearer <token>.")
    key = block(method="put").replace("AuthorizationstringRequired", "X-KeystringRequired")
    none = block(method="delete").replace(AUTHORIZATION, "")
    odd = block(method="patch").replace("AuthorizationstringRequired", "OAuth2clientCredentialsRequired")
    extraction = read(block(), bearer, key, none, odd)
    document = extraction.document
    item = document["paths"]["/calls"]
    assert "security" not in document
    assert item["post"]["security"] == [{"Authorization": []}]
    assert item["get"]["security"] == [{"Authorization-http": []}]
    assert item["put"]["security"] == [{"X-Key": []}]
    assert "security" not in item["delete"]
    assert item["patch"]["x-specloom-unknown"] == ["security", "errors"]
    assert [finding.rule for finding in extraction.findings] == ["unknown-authorization"]
    assert document["components"]["securitySchemes"]["Authorization-http"] == {"type": "http", "scheme": "bearer"}
    assert document["components"]["securitySchemes"]["X-Key"]["x-specloom-unknown"] == ["in"]


def test_a_deprecated_operation_is_one() -> None:
    assert operation(title="Old\n\nDeprecated")["deprecated"] is True
    assert operation(title="Old\n\nDeprecated")["summary"] == "Old"


def test_another_api_cannot_be_picked() -> None:
    with pytest.raises(SpecloomError, match="unknown-api"):
        extract("Robots\n\n" + block(), "robots.txt", api="Crates")
    assert extract("Robots\n\n" + block(), "robots.txt", api="Robots").document["paths"]


def test_the_synthetic_page(pages: Any) -> None:
    extraction = extract((pages / "depot-robots.txt").read_text(encoding="utf-8"), "depot-robots.txt")
    validate(extraction.document)
    assert [(path, [*item]) for path, item in extraction.document["paths"].items()] == [
        ("/v2/crates/{crate}/calls", ["post"]),
        ("/v2/calls", ["delete"]),
        ("/v2/view", ["get"]),
    ]
    call = extraction.document["paths"]["/v2/crates/{crate}/calls"]["post"]
    assert [*call["requestBody"]["content"]["application/json"]["schema"]["properties"]] == [
        "name", "speed", "serial", "old", "cargo", "plan", "kind",
    ]  # fmt: skip
    assert [*call["responses"]] == ["201", "404", "default"]

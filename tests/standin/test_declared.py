"""Answers as declared: which media type, which headers, and a body that conforms, whatever it is encoded in."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import zipfile
import zlib
from email import message_from_bytes
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pytest

from generator.document.findings import SpecloomError
from generator.exchange.conformance import Conformance
from generator.exchange.messages import Response, header_values, media_type
from generator.exchange.operations import Api, Operation
from generator.normalise.pipeline import normalise_file, normalise_vendor
from generator.standin.sampling.declared import declared_response
from generator.standin.sampling.media_ranges import choose
from generator.standin.sampling.samples import NoSample, Samples

SPECS = Path(__file__).parents[2] / "specs"
CORPUS = os.environ.get("SPECLOOM_CORPUS")
WILD = (
    "museum.yaml",
    "redocly-cafe32.yaml",
    "swagger-petstore.yaml",
    "readme-polymorphism.json",
    "readme-file-uploads.json",
    "drf-example.yaml",
    "buildomat.json",
    "spacetraders.yaml",
    "modrinth.yaml",
    "meilisearch.json",
    "k8s-batch-v1.json",
)
PLANT = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {
        "id": {"type": "integer"},
        "name": {"type": "string"},
        "tags": {"type": "array", "items": {"type": "string"}, "minItems": 2},
        "place": {"type": "object", "required": ["row"], "properties": {"row": {"type": "integer"}}},
        "isWild": {"type": "boolean"},
    },
}


def garden(response: dict[str, Any], method: str = "get", **components: Any) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Garden", "version": "1"},
        "servers": [{"url": "https://garden.example"}],
        "paths": {
            "/plants": {method: {"operationId": "plants_list", "tags": ["plants"], "responses": {"200": response}}}
        },
        "components": {"schemas": {"Plant": PLANT}, **components},
    }


def answer(response: dict[str, Any], status: int = 200, *, method: str = "get", **options: Any) -> Response:
    """The answer that is declared so; it is held against the document."""
    document = garden(response, method)
    (operation,) = Api(document, "garden.yaml").operations
    found = declared_response(
        Samples(document, "garden.yaml"), operation, status, random=options.pop("chance", random.Random(1)), **options
    )
    if operation.response(status) is not None and not options.get("example"):
        assert faults(document, operation, found) == []
    return found


def faults(document: dict[str, Any], operation: Operation, response: Response) -> list[Any]:
    return list(Conformance(Api(document, "")).response_faults(operation, operation.method, response))


def content(**kinds: Any) -> dict[str, Any]:
    return {
        "content": {kind.replace("__", "/").replace("_", "-"): {"schema": schema} for kind, schema in kinds.items()}
    }


def body(kind: str, schema: Any, **options: Any) -> bytes:
    found = answer({"content": {kind: {"schema": schema}}}, **options)
    assert media_type(found.headers) == kind
    return found.body


@pytest.mark.parametrize(
    ("declared", "accept", "expected"),
    [
        (["text/plain", "application/json"], "", "application/json"),
        (["application/xml", "text/csv"], "", "text/csv"),
        (["application/xml"], "", "application/xml"),
        (["application/xml", "application/vnd.garden+json"], "*/*", "application/vnd.garden+json"),
        (["application/json", "text/csv"], "text/csv", "text/csv"),
        (["application/json", "text/csv"], "text/csv;q=0.4, application/json;q=0.5", "application/json"),
        (["application/json", "text/csv"], "text/*, */*;q=0.1", "text/csv"),
        (["application/json", "text/csv"], "*/*;q=0.5, application/json;q=0", "text/csv"),
        (["application/json", "text/csv"], "image/png", "application/json"),
        (["application/json", "application/xml"], "application/xml", "application/xml"),
        (["application/json", "text/csv"], "TEXT/CSV ; Q=1", "text/csv"),
        (
            ["text/plain", "text/plain;format=flowed"],
            "text/plain;format=flowed, text/plain;q=0.2",
            "text/plain;format=flowed",
        ),
        (["application/json", "text/csv"], ";;;, /, q=1, text/csv;q=many", "application/json"),
        (["application/json"], ", ".join(["text/x"] * 10_000), "application/json"),
        (["*/*"], "", "application/json"),
        (["*/*"], "image/gif, image/png;q=0.5", "image/gif"),
        (["image/*"], "", "image/png"),
        (["image/*"], "image/*", "image/png"),
        (["image/*"], "text/html, image/webp;q=0.3", "image/webp"),
        (["text/*"], "application/json", "text/plain"),
    ],
)
def test_the_accept_header_chooses_among_what_is_declared(declared: list[str], accept: str, expected: str):
    chosen = choose(declared, accept)
    assert chosen is not None
    assert chosen.concrete == expected
    assert chosen.declared in declared


def test_json_is_compact_and_conforms():
    found = answer(content(application__json={"$ref": "#/components/schemas/Plant"}))
    assert header_values(found.headers, "Content-Type") == ("application/json",)
    value = json.loads(found.body)
    assert set(value) == set(PLANT["properties"])
    assert found.body == json.dumps(value, separators=(",", ":")).encode()
    assert answer({"content": {"application/json": {}}}).body == b"{}"
    assert json.loads(body("application/json", {"const": "é"})) == "é"


def test_the_same_seed_gives_the_same_answer():
    response = content(application__json={"$ref": "#/components/schemas/Plant"})
    found = [answer(response, chance=random.Random(seed)).body for seed in (1, 1, 2)]
    assert found[0] == found[1] != found[2]


@pytest.mark.parametrize("status", [204, 205, 304])
def test_statuses_without_content_have_no_body(status: int):
    document = garden(content(application__json=PLANT))
    (operation,) = Api(document, "").operations
    operation.responses[str(status)] = {
        **content(application__json=PLANT),
        "headers": {"X-Left": {"schema": {"type": "integer", "const": 3}}},
    }
    found = declared_response(Samples(document, ""), operation, status, random=random.Random(1))
    assert (found.body, found.headers) == (b"", (("X-Left", "3"),))


def test_what_is_not_declared_has_no_body():
    assert answer({"description": "Nothing."}) == Response(200)
    assert answer(content(application__json=PLANT), 418) == Response(418)
    assert answer(content(application__json=PLANT), method="head").body == b""


def test_text():
    assert body("text/plain", {"type": "string"}) == b"text"
    assert body("text/plain", {"type": "integer", "const": 5}) == b"5"
    assert body("text/html", {"type": "string", "example": "<p>ä</p>"}) == "<p>ä</p>".encode()
    assert answer({"content": {"text/plain": {}}}).body == b"some text"
    assert answer({"content": {"text/plain; charset=utf-8": {"schema": {"type": "string"}}}}).headers == (
        ("Content-Type", "text/plain; charset=utf-8"),
    )


def test_a_form():
    flat = {name: schema for name, schema in PLANT["properties"].items() if name != "place"}
    fields = parse_qs(body("application/x-www-form-urlencoded", {"type": "object", "properties": flat}).decode())
    assert fields["name"] == ["some name"]
    assert len(fields["tags"]) == 2
    assert fields["isWild"][0] in {"true", "false"}


def test_multipart():
    found = answer(content(multipart__form_data=PLANT))
    (kind,) = header_values(found.headers, "Content-Type")
    message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + found.body)
    parts = {part.get_param("name", header="content-disposition"): part for part in message.get_payload()}
    assert set(parts) == set(PLANT["properties"])
    assert parts["name"].get_payload() == "some name"
    assert json.loads(parts["place"].get_payload()).keys() == {"row"}


def test_xml_as_its_schemas_say():
    schema = {
        "type": "object",
        "xml": {"name": "plant", "namespace": "https://garden.example/", "prefix": "g"},
        "required": ["id", "name", "tag", "parts", "none", "<odd name>"],
        "properties": {
            "id": {"type": "integer", "const": 7, "xml": {"attribute": True}},
            "name": {"const": "a < b & \x00c"},
            "tag": {"type": "array", "const": ["x", "y"], "items": {}},
            "parts": {"type": "array", "const": [True], "xml": {"wrapped": True}, "items": {"xml": {"name": "part"}}},
            "none": {"const": None},
            "<odd name>": {"const": 1},
        },
    }
    root = ElementTree.fromstring(body("application/xml", schema))
    assert (root.tag, root.attrib) == ("{https://garden.example/}plant", {"id": "7"})
    assert [(child.tag, child.text) for child in root if child.tag != "parts"] == [
        ("name", "a < b & c"),
        ("tag", "x"),
        ("tag", "y"),
        ("none", None),
        ("item", "1"),
    ]
    assert [(part.tag, part.text) for part in root.findall("parts/part")] == [("part", "true")]
    named = answer({"content": {"text/xml": {"schema": {"$ref": "#/components/schemas/Plant"}}}}).body
    assert ElementTree.fromstring(named).tag == "Plant"


def png_pixels(data: bytes) -> bytes:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    position, pixels = 8, b""
    while position < len(data):
        length = int.from_bytes(data[position : position + 4])
        chunk = data[position + 4 : position + 8 + length]
        assert zlib.crc32(chunk) == int.from_bytes(data[position + 8 + length : position + 12 + length])
        pixels += chunk[4:] if chunk[:4] == b"IDAT" else b""
        position += 12 + length
    return zlib.decompress(pixels)


@pytest.mark.parametrize("schema", [{"type": "string", "format": "binary"}, {}, {"type": "string"}])
def test_files(schema: Any):
    assert png_pixels(body("image/png", schema)) == bytes(5)
    assert zipfile.ZipFile(io.BytesIO(body("application/zip", schema))).namelist() == []
    assert gzip.decompress(body("application/gzip", schema)) == b""
    assert body("application/pdf", schema).startswith(b"%PDF-")
    assert body("video/mp4", schema)


def test_bytes():
    assert body("application/octet-stream", {"type": "string", "format": "binary"})
    assert body("application/octet-stream", {"contentMediaType": "application/octet-stream", "type": "string"})
    assert answer({"content": {"application/octet-stream": {}}}).body
    assert media_type(answer({"content": {"*/*": {"schema": PLANT}}}, accept="image/gif").headers) == "image/gif"


@pytest.mark.parametrize("kind", ["application/x-ndjson", "application/jsonl"])
def test_lines_of_json(kind: str):
    lines = body(kind, PLANT).splitlines()
    assert len(lines) == 2
    assert all(json.loads(line).keys() >= {"id", "name"} for line in lines)
    assert body(kind, {"type": "array", "const": [1, 2, 3]}) == b"1\n2\n3\n"


def test_a_sequence_of_json_texts():
    first, second = body("application/json-seq", PLANT).split(b"\x1e")[1:]
    assert json.loads(first).keys() == json.loads(second).keys()


def test_events():
    event = {
        "type": "object",
        "required": ["event", "data"],
        "properties": {"event": {"const": "grown"}, "data": {"const": "one\ntwo"}, "id": {"const": "3"}},
        "additionalProperties": False,
    }
    assert body("text/event-stream", event) == b"event: grown\nid: 3\ndata: one\ndata: two\n\n" * 2
    assert body("text/event-stream", {"const": {"a": 1}}) == b'data: {"a":1}\n\n' * 2
    assert body("text/event-stream", {"type": "string"}) == b"data: text\n\n" * 2
    assert body("text/event-stream", {"type": "string", "const": "as it is"}) == b"as it is"


EXAMPLES = {
    "first": {"value": {"id": 1, "name": "Rose"}},
    "second": {"$ref": "#/components/examples/Second"},
    "elsewhere": {"externalValue": "https://garden.example/rose.json"},
}


def test_a_named_example_is_given_as_it_is():
    document = garden(
        {
            "content": {
                "application/json": {"schema": PLANT, "examples": EXAMPLES},
                "text/plain": {"examples": {"words": {"value": "ä"}}},
            }
        },
        examples={"Second": {"value": {"id": "not even an integer"}}},
    )
    (operation,) = Api(document, "").operations
    samples = Samples(document, "")

    def named(name: str, accept: str = "") -> Response:
        return declared_response(samples, operation, 200, example=name, accept=accept, random=random.Random(1))

    assert json.loads(named("first").body) == {"id": 1, "name": "Rose"}
    assert json.loads(named("second").body) == {"id": "not even an integer"}
    assert (media_type(named("words", "application/json").headers), named("words").body) == ("text/plain", "ä".encode())
    for unknown in ("third", "elsewhere"):
        with pytest.raises(LookupError, match=r"plants_list 200 declares no example .* first, second, words"):
            named(unknown)
    with pytest.raises(LookupError, match="none"):
        declared_response(samples, operation, 404, example="first", random=random.Random(1))


def test_an_example_of_the_media_type_is_used_where_it_conforms():
    media = {
        "schema": PLANT,
        "examples": {"wrong": {"value": {"id": "x"}}, "right": {"value": {"id": 1, "name": "Rose"}}},
    }
    assert json.loads(answer({"content": {"application/json": media}}).body) == {"id": 1, "name": "Rose"}
    assert json.loads(answer({"content": {"application/json": {"schema": PLANT, "example": {"id": "x"}}}}).body)["name"]
    assert answer({"content": {"text/csv": {"example": "a,b\n1,2"}}}).body == b"a,b\n1,2"
    assert answer({"content": {"application/json": {"example": None}}}).body == b"null"
    assert answer({"content": {"application/xml": {"schema": PLANT, "example": "<plant/>"}}}).body == b"<plant/>"


def headers(**declared: Any) -> dict[str, str]:
    found = answer({"headers": {name.replace("_", "-"): value for name, value in declared.items()}})
    return dict(found.headers)


def test_headers_that_are_required_simple_or_exemplified_are_sent():
    array = {"type": "array", "items": {"type": "integer"}, "const": [1, 2]}
    map_ = {
        "type": "object",
        "const": {"a": 1, "b": 2},
        "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}},
    }
    assert headers(
        X_Count={"schema": {"type": "integer", "const": 3}},
        X_Flag={"schema": {"type": "boolean", "const": True}},
        X_List={"schema": array, "required": True},
        X_Optional_List={"schema": array},
        X_Map={"schema": map_, "required": True},
        X_Exploded={"schema": map_, "required": True, "explode": True},
        X_Example={"schema": {"type": "array", "items": {}}, "example": [1, "a"]},
        X_Examples={"schema": {}, "examples": {"some": {"value": "b"}}},
        X_Json={"content": {"application/json": {"schema": {"const": {"a": [1]}}}}, "required": True},
        X_Nothing_Said={"schema": {}},
    ) == {
        "X-Count": "3",
        "X-Flag": "true",
        "X-List": "1,2",
        "X-Map": "a,1,b,2",
        "X-Exploded": "a=1,b=2",
        "X-Example": "1,a",
        "X-Examples": "b",
        "X-Json": '{"a":[1]}',
    }


def test_well_known_headers_mean_what_they_say():
    text = {"schema": {"type": "string"}}
    found = headers(
        ETag=text, Location=text, Retry_After={"schema": {"type": "integer"}}, Link=text, Last_Modified=text
    )
    assert found["ETag"] == '"1"'
    assert found["Location"].startswith("https://")
    assert found["Retry-After"] == "1", "nobody waits for long"
    assert found["Last-Modified"].endswith(" GMT")
    assert "Link" not in found, "an invented next page would be asked for"
    assert headers(Link={**text, "required": True}) == {"Link": '<https://example.com/1>; rel="self"'}
    assert headers(Retry_After={"schema": {"type": "integer", "example": 30}}) == {"Retry-After": "30"}


def test_headers_that_frame_the_message_or_cannot_be_sent_are_left_out():
    text = {"schema": {"type": "string"}}
    names = (
        "Content-Length",
        "Content-Encoding",
        "Transfer-Encoding",
        "Content-Type",
        "Date",
        "not a name",
        "",
        "a\r\nb",
    )
    assert answer({"headers": dict.fromkeys(names, text)}).headers == ()
    assert headers(X_Odd={"schema": {"type": "string", "const": "a\r\nSet-Cookie: x=1"}}) == {}
    assert headers(X_Odd={"schema": {"type": "string"}, "example": "ä\n"}) == {"X-Odd": "some x odd"}
    assert headers(X_Odd={"schema": {"type": "string", "example": " ä "}}) == {"X-Odd": "%C3%A4"}
    with pytest.raises(NoSample, match="X-Odd"):
        headers(X_Odd={"schema": {"type": "string", "const": "ä"}, "required": True})


def test_where_no_value_conforms_one_comes_near():
    """A document whose variants cannot be told apart, as is common, has no answer that it allows."""
    one = {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "a"}}}
    other = {**one, "properties": {**one["properties"], "size": {"type": "integer"}}}
    made = answer(content(application__json={"oneOf": [one, other]}))
    assert json.loads(made.body)["kind"] == "a"


def test_an_answer_that_cannot_conform_is_an_error():
    with pytest.raises(NoSample):
        answer(content(application__json={"not": {}}))
    with pytest.raises(SpecloomError, match="unusable-schema"):
        answer(content(application__json={"type": "strnig"}))


@cache
def document(case: str) -> dict[str, Any]:
    form = normalise_vendor(SPECS / case) if (SPECS / case).is_dir() else normalise_file(Path(CORPUS or "") / case)
    return form.document


CASES: list[Any] = [
    "celigo",
    "patchworks",
    "dvelop",
    *(WILD if CORPUS else [pytest.param("corpus", marks=pytest.mark.skip("SPECLOOM_CORPUS is not set"))]),
]


@pytest.mark.parametrize("case", CASES)
def test_answers_of_documents_conform(case: str):
    api = Api(document(case), case)
    samples, conformance = Samples(api.document, case), Conformance(api)
    for operation in api.operations:
        for key, declared in operation.responses.items():
            status = int(key) if key.isdecimal() else 500
            for accept in ("", *declared.get("content", {})):
                found = declared_response(samples, operation, status, accept=accept, random=random.Random(1))
                wrong = list(conformance.response_faults(operation, operation.method, found))
                assert wrong == [], (operation.id, status, accept)

"""Names of components in references, with each way to write them; and what stands for a name that nothing has."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.normalise.pipeline import normalise_file

from .folder import STRING, body, components, garden, head, named, normal, ref, refusal, said, thing, write


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a/b", ["a~1b", "a%7E1b", "a~1%62"]),
        ("t~u", ["t~0u", "t%7E0u"]),
        ("my plant", ["my%20plant", "my plant"]),
        ("Größe", ["Größe", "Gr%C3%B6%C3%9Fe"]),
        ("植物", ["植物", "%E6%A4%8D%E7%89%A9"]),
        ("100%", ["100%25"]),
        ("a%20b", ["a%2520b", "a%20b"]),
        ("io.v1.Job", ["io.v1.Job", "io%2Ev1.Job"]),
        ("list", ["list"]),
        ("{id}", ["%7Bid%7D", "{id}"]),
        ('quote"', ["quote%22", 'quote"']),
        ("a+b", ["a+b", "a%2Bb"]),
        ("#x", ["%23x"]),
        ("", [""]),
    ],
)
def test_names_of_all_kinds_are_found_with_each_legal_escaping(name: str, written: list[str], tmp_path: Path):
    properties = {f"p{i}": ref(f"#/components/schemas/{each}") for i, each in enumerate(written)}
    document = garden(thing(**properties))
    document["components"]["schemas"][name] = thing(own=STRING)
    form = normal(tmp_path, document)
    assert form.findings == ()
    (holder,) = [schema for schema in components(form).values() if "p0" in schema["properties"]]
    (own,) = [named(each) for each, schema in components(form).items() if "own" in schema["properties"]]
    assert all(link == own for link in holder["properties"].values())


def test_names_equal_but_for_case_stay_apart(tmp_path: Path):
    form = normal(
        tmp_path, garden(thing(a=named("plant"), b=named("Plant")), plant=thing(x=STRING), Plant=thing(y=STRING))
    )
    (holder,) = [schema for schema in components(form).values() if "a" in schema["properties"]]
    links = [link["$ref"].rpartition("/")[2] for link in holder["properties"].values()]
    assert [list(components(form)[name]["properties"]) for name in links] == [["x"], ["y"]]


def test_hostile_names_of_files_and_parts_become_harmless_components(tmp_path: Path):
    hostile = '"""+__import__("os").system("true")+"""'
    files = {"api.json": garden(ref(f"a {hostile}.json#/{hostile}")), f"a {hostile}.json": {hostile: thing(z=STRING)}}
    form = normalise_file(write(tmp_path, files))
    (name,) = components(form)
    assert name.isidentifier()


@pytest.mark.parametrize("written", ["#/definitions/Plant", "#Plant", "Plant", "#components/schemas/Plant",
                                     "/components/schemas/Plant", "#/components/schema/Plant"])  # fmt: skip
def test_what_is_plainly_meant_is_found_with_a_warning(written: str, tmp_path: Path):
    form = normal(tmp_path, garden(ref(written), Plant=thing(n=STRING)))
    assert body(form) == named("Plant")
    (finding,) = form.findings
    assert finding.rule == "missing-target"
    assert written in finding.message
    assert written in said(form)


def test_a_schema_that_is_missing_is_any_value_with_a_warning(tmp_path: Path):
    form = normal(tmp_path, garden(thing(a=ref("#/components/schemas/Plan")), Plant=thing(n=STRING)))
    assert {"x-specloom-unknown": True} in [schema["properties"].get("a") for schema in components(form).values()]
    (finding,) = form.findings
    assert (finding.rule, "Did you mean 'Plant'?" in finding.remedy) == ("missing-target", True)


def test_other_parts_that_are_missing_and_that_calls_do_not_need(tmp_path: Path):
    operation = {
        "responses": {
            "200": ref("#/components/responses/Gone"),
            "201": {"description": "made", "headers": {"X": ref("#/components/headers/Gone"), "Y": {"schema": STRING}}},
        }
    }
    form = normal(tmp_path, {**head(), "paths": {"/plants": {"get": operation}}})
    responses = form.document["paths"]["/plants"]["get"]["responses"]
    assert responses["200"] == {"description": "OK"}
    assert list(responses["201"]["headers"]) == ["Y"]
    assert [finding.rule for finding in form.findings] == ["missing-target"] * 2


@pytest.mark.parametrize(
    ("part", "pointer"),
    [
        ({"parameters": [ref("#/components/parameters/Gone")]}, "/paths/~1plants/get/parameters/0/$ref"),
        ({"requestBody": ref("#/components/requestBodies/Gone")}, "/paths/~1plants/get/requestBody/$ref"),
    ],
)
def test_what_calls_need_is_refused_where_it_is_missing(part: dict[str, object], pointer: str, tmp_path: Path):
    finding = refusal(tmp_path, {"api.json": {**head(), "paths": {"/plants": {"get": part}}}})
    assert (finding.rule, finding.place.pointer) == ("unresolved-reference", pointer)
    assert finding.remedy


def test_parts_of_another_kind_are_refused(tmp_path: Path):
    document = {
        **garden(ref("#/components/parameters/P")),
        "components": {"parameters": {"P": {"name": "p", "in": "query"}}},
    }
    assert "is no schema" in refusal(tmp_path, {"api.json": document}).message
    assert "is no schema" in refusal(tmp_path, {"api.json": garden(ref("#"))}).message
    assert "no schema" in refusal(tmp_path, {"api.json": garden(ref("b.json")), "b.json": garden(STRING)}).message


def test_boolean_schemas_may_be_named(tmp_path: Path):
    form = normal(tmp_path, garden(thing(a=named("Anything"), b=ref("b.json#/no")), Anything=True), b={"no": False})
    assert [schema for schema in ({}, {"not": {}}) if schema not in components(form).values()] == []

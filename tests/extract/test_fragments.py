from __future__ import annotations

import pytest

from generator.document.findings import Finding, SpecloomError
from generator.extract.fences import Fence
from generator.extract.fragments import Fragment, read
from generator.extract.page import Page

PAGE = Page("", "page.md")


def parse(content: str, *, closed: bool = True) -> Fragment | None:
    return read(Fence(content, 10, closed), PAGE, [])


@pytest.mark.parametrize(
    "content",
    [
        '{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{}}',
        '{"info":{"title":"T","version":"1"},"openapi":"3.1.0"}',
        '\n  {"components":{"schemas":{"A":{}}}}',
        '{"paths":{"/a":{"get":{}}}}',
        "openapi: 3.0.1\npaths: {}\n",
        "# Source: somewhere\n---\nopenapi: '3.0.1'\ninfo: {title: T}\n",
        "openapi: 3.1\ncomponents: {schemas: {A: {}}}\n",
        "components:\n  schemas:\n    A: {type: string}\n",
    ],
)
def test_a_fragment_is_known_by_what_it_says(content: str) -> None:
    fragment = parse(content)
    assert fragment is not None
    assert fragment.line == 10


@pytest.mark.parametrize(
    "content",
    [
        "",
        "GET /v1/crates HTTP/1.1",
        '{"paths": ["a", "b"]}',
        '{"paths": {"north": 1}}',
        '{"components": {"wheels": {"front": 2}}}',
        '{"broken": ',
        "[1, 2",
        '{"openapi": {"nested": true}}',
        "info: a\nname: [unclosed",
        "openapi is a format",
        "paths:\n  - north\n",
        "const x = {openapi: 1};",
        '{"number": ' + "1" * 5000 + "}",
    ],
)
def test_anything_else_in_a_fence_is_passed_over(content: str) -> None:
    assert parse(content) is None


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('{"openapi":"3.1.0","paths":{"/a":', 10),
        ('{"openapi":"3.1.0",\n"paths":{}\n"tags":[]}', 12),
        ("openapi: 3.1.0\npaths: [\n", 12),
        ('{"openapi":"3.1.0","paths":{}}\n\nAnd so on\n```json\n{}', 12),
        ('{"openapi":"3.1.0","openapi":"3.0.0"}', 10),
    ],
)
def test_a_fragment_that_is_not_well_formed_is_an_error_at_its_line(content: str, line: int) -> None:
    with pytest.raises(SpecloomError) as caught:
        parse(content)
    assert caught.value.findings[0].rule == "invalid-fragment"
    assert (caught.value.findings[0].place.file, caught.value.findings[0].place.line) == ("page.md", line)


def test_a_whole_fragment_in_an_unclosed_fence_is_read_with_a_warning() -> None:
    findings: list[Finding] = []
    fragment = read(Fence('{"openapi":"3.1.0","paths":{}}\n\n# Next\n', 10, closed=False), PAGE, findings)
    assert fragment is not None
    assert [(finding.rule, finding.place.line) for finding in findings] == [("unclosed-fence", 9)]


@pytest.mark.parametrize(
    ("content", "pointer"),
    [
        ('{"openapi":"3.1.0","info":[1]}', "#/info "),
        ('{"openapi":"3.1.0","paths":{"/a":{"get":[]}}}', "#/paths/~1a/get "),
        ('{"openapi":"3.1.0","paths":{"/a":{"get":{"parameters":{}}}}}', "#/paths/~1a/get/parameters "),
        (
            '{"openapi":"3.1.0","components":{"schemas":{"A":{"properties":{"b":3}}}}}',
            "#/components/schemas/A/properties/b ",
        ),
        ('{"openapi":"3.1.0","servers":"x","paths":{}}', "#/servers "),
    ],
)
def test_a_part_of_the_wrong_kind_is_an_error_that_names_it(content: str, pointer: str) -> None:
    with pytest.raises(SpecloomError) as caught:
        parse(content)
    assert pointer in str(caught.value)


def test_true_is_a_schema_and_null_is_nothing() -> None:
    fragment = parse(
        '{"openapi":"3.1.0","servers":null,"components":{"schemas":{"A":true,"B":{"properties":{"c":null}}}}}'
    )
    assert fragment is not None
    assert fragment.content == {
        "openapi": "3.1.0",
        "components": {"schemas": {"A": True, "B": {"properties": {"c": {}}}}},
    }


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ('{"openapi":"3.1.0","paths":' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}", "deep"),
        ('{"openapi":"3.1.0","info":{},"x-a":' + "[" * 300 + "]" * 300 + "}", "deep"),
        ("openapi: 3.1.0\npaths: " + "[" * 1000, "deep"),
        ('{"openapi":"3.1.0","info":{"x":' + "1" * 5000 + "}}", "digits"),
        ('{"openapi":"3.1.0","info":{"title":"\\ud800"}}', "surrogate"),
    ],
)
def test_hostile_fragments_are_refused_with_their_place(content: str, fault: str) -> None:
    with pytest.raises(SpecloomError, match=fault) as caught:
        parse(content)
    assert caught.value.findings[0].rule == "invalid-fragment"
    assert caught.value.findings[0].place.line in {10, 11}

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from generator.document import load
from generator.document.findings import Finding, Severity, SpecloomError
from generator.document.limits import MAX_BYTES, MAX_DEPTH

if TYPE_CHECKING:
    from pathlib import Path


def refused(text: str, name: str = "a.yaml") -> Finding:
    with pytest.raises(SpecloomError) as caught:
        load.loads(text, name)
    (finding,) = caught.value.findings
    assert finding.place.file == name
    return finding


def test_yaml_values_follow_the_core_schema_of_1_2():
    text = "a: 1\nb: 0o17\nc: 0x1F\nd: 1e3\ne: .5\nf: True\ng: ~\nh: yes\ni: 1_000\nj: 2020-01-01\nk: -3\nl: ''\nm: 017\nn:\n"
    expected: dict[str, Any] = {
        "a": 1,
        "b": 15,
        "c": 31,
        "d": 1000.0,
        "e": 0.5,
        "f": True,
        "g": None,
        "h": "yes",
        "i": "1_000",
        "j": "2020-01-01",
        "k": -3,
        "l": "",
        "m": 17,
        "n": None,
    }
    assert load.loads(text, "a.yaml") == expected


def test_keys_are_text_whatever_they_look_like():
    assert load.loads("200: a\ntrue: b\nnull: c\n1.0: d\n", "a.yaml") == {
        "200": "a",
        "true": "b",
        "null": "c",
        "1.0": "d",
    }


def test_json_is_read_whatever_the_file_is_called():
    assert load.loads('{"a": [1, "\\ud83d\\ude00", null]}', "-") == {"a": [1, "😀", None]}


def test_flow_yaml_that_is_no_json_is_read_as_yaml():
    assert load.loads("{a: 1, b: [x,],}", "a.yaml") == {"a": 1, "b": ["x"]}


@pytest.mark.parametrize("text", ["", "  \n", "# only a comment\n", "---\n"])
def test_a_document_of_nothing_is_none(text: str):
    assert load.loads(text, "a.yaml") is None


def test_a_byte_order_mark_is_no_part_of_the_document(tmp_path: Path):
    path = tmp_path / "a.json"
    path.write_bytes(b"\xef\xbb\xbf{}")
    assert load.load(path) == {}
    assert load.loads("\ufeffa: 1", "a.yaml") == {"a": 1}


def test_merge_keys_are_honoured_and_quoted_ones_are_keys():
    text = "base: &b {x: 1, y: 2}\none: {<<: *b, x: 3}\ntwo: {<<: [*b, {z: 4}]}\nthree: {'<<': 5}\n"
    loaded = load.loads(text, "a.yaml")
    assert loaded["one"] == {"x": 3, "y": 2}
    assert loaded["two"] == {"x": 1, "y": 2, "z": 4}
    assert loaded["three"] == {"<<": 5}


def test_aliases_give_independent_copies():
    loaded = load.loads("a: &a {x: []}\nb: *a\n", "a.yaml")
    loaded["a"]["x"].append(1)
    assert loaded["b"] == {"x": []}


@pytest.mark.parametrize(
    ("text", "rule", "line", "says"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "duplicate-key", 4, "'c' twice in one mapping, first on line 3"),
        ("a: 1\nb: {200: x, '200': y}\n", "duplicate-key", 2, "'200'"),
        ("a: 1\n? [x]\n: 2\n", "invalid-key", 2, "no plain value"),
        ("a: &a\n  b: *a\n", "recursive-alias", None, "itself"),
        ("a: *b\n", "invalid-yaml", 1, "undefined alias"),
        ("a:\n\t- b\n", "invalid-yaml", 2, "cannot start any token"),
        ("a: 1\nb: \x00\n", "invalid-yaml", 2, "U+0000"),
        ("a: 'x\n", "invalid-yaml", None, "quoted scalar"),
        ("---\na: 1\n---\nb: 2\n", "invalid-yaml", 3, "single document"),
        ("a: !!python/object/apply:os.system [ls]\n", "invalid-yaml", 1, "python/object"),
        ("a: 1\nb: !!binary aGk=\n", "invalid-yaml", 2, "binary"),
        ("a: !!set {b}\n", "invalid-yaml", 1, "set"),
        ("a: {<<: 1}\n", "invalid-yaml", 1, "no mapping"),
        ("a: 1\nb: .nan\n", "invalid-number", 2, ".nan"),
        ("a: -.inf\n", "invalid-number", 1, "-.inf"),
        ("a: 1e999\n", "invalid-number", 1, "1e999"),
        ("a: 1\nb: " + "9" * 5000, "invalid-number", 2, "1000 digits"),
        ("a: 0x" + "f" * 5000, "invalid-number", 1, "1000 digits"),
        ('a: 1\nb: "\\ud800"\n', "not-unicode", 2, "surrogate"),
        ("a:\n  " + "[" * 3000, "too-deep", 2, "200 levels"),
        ("- " * 5000, "too-deep", 1, "200 levels"),
        ("- &a0 []\n" + "".join(f"- &a{i} [*a{i - 1}]\n" for i in range(1, 400)), "too-deep", 201, "200 levels"),
    ],
)
def test_faulty_yaml_is_refused_with_its_line(text: str, rule: str, line: int | None, says: str):
    finding = refused(text)
    assert finding.rule == rule
    assert says in finding.message
    assert line is None or finding.place.line == line


@pytest.mark.parametrize(
    ("text", "rule", "line", "says"),
    [
        ('{"a": 1,\n "b": {"c": 1,\n "c": 2}}', "duplicate-key", 3, "'c' twice in one object, first on line 2"),
        ('{"a": 1,}', "invalid-json", 1, "column 9"),
        ("", "invalid-json", 1, "Expecting value"),
        ("hello", "invalid-json", 1, "Expecting value"),
        ('{"a":\n NaN}', "invalid-number", 2, "NaN"),
        ('{"a":\n\n -Infinity}', "invalid-number", 3, "-Infinity"),
        ('{"a": "NaN", "b":\n 1e999}', "invalid-number", 2, "1e999"),
        ('{"a":\n ' + "9" * 5000 + "}", "invalid-number", 2, "1000 digits"),
        ('{"a":\n "\\ud83d"}', "not-unicode", 2, "surrogate"),
        ('{"a": "\x00"}', "invalid-json", 1, "control character"),
        ("[" * 100_000, "too-deep", 1, "200 levels"),
        ('\n{"a":' * 201 + "1" + "}" * 201, "too-deep", 202, "200 levels"),
        ('{"a": 1} {"b": 2}', "invalid-json", 1, "Extra data"),
    ],
)
def test_faulty_json_is_refused_with_its_line(text: str, rule: str, line: int, says: str):
    finding = refused(text, "a.json")
    assert (finding.rule, finding.place.line) == (rule, line)
    assert says in finding.message


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_nesting_up_to_the_limit_is_read(name: str):
    loaded = load.loads("[" * MAX_DEPTH + "]" * MAX_DEPTH, name)
    for _ in range(MAX_DEPTH - 1):
        (loaded,) = loaded
    assert loaded == []
    assert refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), name).rule == "too-deep"


BOMBS = {
    "laughs": "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30)),
    "wide": f"a: &a [{','.join('1' * 1000)}]\nb: [{','.join(['*a'] * 1000)}]\n",
    "mappings": "a0: &a0 {x: 1}\n" + "".join(f"a{i}: &a{i} {{p: *a{i - 1}, q: *a{i - 1}}}\n" for i in range(1, 90)),
    "merges": "a0: &a0 {x: 1}\n" + "".join(f"a{i}: &a{i} {{p: *a{i - 1}, <<: *a{i - 1}}}\n" for i in range(1, 90)),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_an_alias_bomb_is_refused_before_it_goes_off(bomb: str):
    started = time.perf_counter()
    finding = refused(bomb)
    assert time.perf_counter() - started < 1
    assert finding.rule == "too-large"
    assert finding.place.line
    assert finding.place.line > 1


def test_aliases_that_repeat_moderately_are_fine():
    text = f"a: &a [{','.join('1' * 100)}]\nb: [{','.join(['*a'] * 100)}]\n"
    assert len(load.loads(text, "a.yaml")["b"]) == 100


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path):
    path = tmp_path / "a.json"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(SpecloomError, match="file-too-large"):
        load.load(path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a: 1\nb: \xff\n", r"a\.yaml:2: is not UTF-8"),
        (b"a: 1\n\xfe\xff", r"a\.yaml:2"),
        (b"\xff\xfea\x00", "is not UTF-8"),
    ],
)
def test_what_is_not_utf8_is_refused(tmp_path: Path, data: bytes, message: str):
    (tmp_path / "a.yaml").write_bytes(data)
    with pytest.raises(SpecloomError, match=message):
        load.load(tmp_path / "a.yaml")


def test_what_cannot_be_read_is_refused(tmp_path: Path):
    for path in (tmp_path / "none.yaml", tmp_path, tmp_path / "a\0b"):
        with pytest.raises(SpecloomError, match="cannot be read"):
            load.load(path)


def test_the_line_of_a_value(tmp_path: Path):
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\nb:\n  - x\n  - c/d: 2\n")
    assert load.line_of(path, "/b/1/c~1d") == 4
    assert load.line_of(path, "/b/7") is None
    assert load.line_of(tmp_path / "none.yaml", "") is None


@pytest.mark.parametrize(
    ("data", "meant", "said"),
    [
        ('{"a": "Größe"}'.encode("cp1252"), "Größe", "Windows-1252"),
        ('a: 1\nb: "“x”"'.encode("cp1252"), None, "Windows-1252"),
        ('\ufeff{"a": "Größe 漢字"}'.encode("utf-16-le"), "Größe 漢字", "UTF-16"),
        ('\ufeff{"a": "Größe"}'.encode("utf-16-be"), "Größe", "UTF-16"),
        (b'\xff\xfe{"a": "1"}!', None, "Windows-1252"),
    ],
)
def test_another_encoding_of_a_document_of_others_is_found_out_with_a_warning(
    data: bytes, meant: str | None, said: str, tmp_path: Path
):
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    repairs: list[Finding] = []
    text = load.read_text(path, repairs)
    assert [(finding.rule, finding.severity) for finding in repairs] == [("not-utf-8", Severity.WARNING)]
    assert said in repairs[0].message
    if meant is not None:
        assert load.load(path, repairs) == {"a": meant}
    assert isinstance(text, str)


@pytest.mark.parametrize("text", ['{"a": 1,}', "{\n# note\n'a': 1}", "a: 1\n"])
def test_yaml_in_the_name_of_json_is_read_with_a_warning_where_the_document_is_of_others(text: str):
    repairs: list[Finding] = []
    assert load.loads(text, "a.json", repairs) == {"a": 1}
    assert [(finding.rule, finding.severity) for finding in repairs] == [("invalid-json", Severity.WARNING)]
    assert refused(text, "a.json").rule == "invalid-json"


@pytest.mark.parametrize("text", ['{"a": 1', "[1,]", "a", '{"a": 1}}'])
def test_what_is_neither_json_nor_an_object_of_yaml_is_refused_as_json(text: str):
    with pytest.raises(SpecloomError, match="is not JSON"):
        load.loads(text, "a.json", [])

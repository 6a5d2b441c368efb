from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.load import loads

from .project import call, refused, run, tree


@pytest.fixture
def text(page: Path) -> str:
    return page.read_text("utf-8")


def test_a_page_gives_a_document(page: Path, tmp_path: Path):
    done = run("extract", page, cwd=tmp_path)
    assert done.code == 0
    document = loads(done.out, "out.yaml")
    assert document["paths"]
    assert document["openapi"].startswith("3.")


def test_standard_input_gives_the_same_facts(page: Path, text: str, tmp_path: Path):
    def facts(output: str) -> object:
        document = loads(output, "out.yaml")
        document.pop("x-specloom-source", None)
        return document

    assert facts(call("extract", "-", cwd=tmp_path, stdin=text).out) == facts(call("extract", page, cwd=tmp_path).out)


def test_out_writes_a_file_and_says_so(page: Path, tmp_path: Path):
    out = tmp_path / "new" / "facts.yaml"
    done = call("extract", page, "--out", out, cwd=tmp_path)
    assert done.code == 0
    assert f"{out}: " in done.out
    assert "gitbook-markdown" in done.out
    assert out.read_text() == call("extract", page, cwd=tmp_path).out


def test_the_dialect_can_be_given(page: Path, tmp_path: Path):
    assert call("extract", page, "--dialect", "gitbook-markdown", cwd=tmp_path).code == 0


def test_an_unknown_dialect_is_refused_with_the_nearest(page: Path, tmp_path: Path):
    refused(
        call("extract", page, "--dialect", "gitbook-markdwon", cwd=tmp_path), "gitbook-markdwon", "gitbook-markdown"
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n",
        b"Just some prose, on no API at all.\n" * 20,
        b"<!doctype html><title>Not found</title>",
        b"{}",
        b"\x00\x01",
    ],
    ids=["empty", "blank", "prose", "html", "json", "binary"],
)
def test_what_is_no_page_is_refused(content: bytes, tmp_path: Path):
    path = tmp_path / "page.md"
    path.write_bytes(content)
    refused(call("extract", path, cwd=tmp_path), str(path))
    refused(call("extract", "-", cwd=tmp_path, stdin=content), "standard input")


def test_what_is_not_utf_8_is_refused_with_its_line(tmp_path: Path):
    path = tmp_path / "page.md"
    path.write_bytes(b"# One\n\n\xff\xfe\n")
    refused(call("extract", path, cwd=tmp_path), f"{path}:3: is not UTF-8 text [not-utf-8]\n  Save it as UTF-8.")
    given = call("extract", "-", cwd=tmp_path, stdin=path.read_bytes())
    refused(given, "standard input:3: is not UTF-8 text [not-utf-8]\n  Give it as UTF-8.")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_a_byte_order_mark_says_how_a_page_is_encoded(text: str, page: Path, encoding: str, tmp_path: Path):
    path = tmp_path / page.name
    path.write_bytes(f"\ufeff{text}".encode(encoding))
    asked = call("extract", page, cwd=page.parent)
    assert asked.code == 0
    for done in (call("extract", path, cwd=tmp_path), call("extract", "-", cwd=tmp_path, stdin=path.read_bytes())):
        assert done.code == 0
        assert done.out.count("operationId") == asked.out.count("operationId") > 0


def test_a_truncated_fragment_is_refused_with_its_line(text: str, tmp_path: Path):
    lines = text.splitlines()
    number = next(i for i, line in enumerate(lines) if line.startswith('{"openapi"'))
    lines[number] = lines[number][: len(lines[number]) // 2]
    path = tmp_path / "page.md"
    path.write_text("\n".join(lines))
    refused(call("extract", path, cwd=tmp_path), f"{path}:{number + 1}")


def test_a_page_that_is_not_there_is_refused(tmp_path: Path):
    refused(call("extract", "missing.md", cwd=tmp_path), "missing.md")


@pytest.mark.parametrize(
    "url", ["http://pages.example/a.md", "ftp://pages.example/a.md", "file:///etc/passwd", "https://u:p@pages.example/"]
)
def test_only_https_is_read(url: str, tmp_path: Path):
    done = call("extract", url, cwd=tmp_path)
    refused(done, "https")
    assert "u:p" not in done.err


def test_an_output_that_cannot_be_written_is_refused(page: Path, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    refused(call("extract", page, "--out", tmp_path / "file" / "facts.yaml", cwd=tmp_path), "file")
    assert list(tree(tmp_path)) == ["file"]

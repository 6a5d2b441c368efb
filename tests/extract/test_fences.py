from __future__ import annotations

from generator.extract.fences import Fence, outline
from generator.extract.page import Page


def fences(text: str) -> list[Fence]:
    return outline(Page(text, "page.md")).fences


def test_a_fence_ends_at_a_mark_as_long_as_its_own() -> None:
    assert fences("````json\na\n```\nb\n````\n") == [Fence("a\n```\nb\n", 2, closed=True)]


def test_fences_stand_in_quotes_and_lists_and_keep_their_lines() -> None:
    text = "> ~~~\n> a\n> ~~~\n\n* item\n\n  ```yaml\n  b:\n    c\n  ```\n"
    assert fences(text) == [Fence("a\n", 2, closed=True), Fence("b:\n  c\n", 8, closed=True)]


def test_line_ends_of_windows_change_nothing() -> None:
    text = "# T\n\n```\na\n```\n"
    assert fences(text.replace("\n", "\r\n")) == fences(text)


def test_an_unclosed_fence_runs_to_the_end_of_the_page() -> None:
    assert fences("```\na\n\nb\n") == [Fence("a\n\nb\n", 2, closed=False)]


def test_indentation_and_html_do_not_hide_a_fence() -> None:
    text = "<details>\n```\na\n```\n</details>\n\n    ```\n    b\n    ```\n"
    assert [fence.content for fence in fences(text)] == ["a\n", "b\n"]


def test_front_matter_is_neither_heading_nor_fence() -> None:
    found = outline(Page("---\ntitle: x\nbody: |\n  ```\n---\n\n# Crates\n\n```\na\n```\n", "page.md"))
    assert [(heading.text, heading.line) for heading in found.headings] == [("Crates", 7)]
    assert found.fences == [Fence("a\n", 10, closed=True)]


def test_tags_have_their_attributes_and_lines_and_are_not_read_in_code() -> None:
    text = '```\n{% openapi src="x" %}\n```\n\n{% openapi-operation spec="a" path="/x/{y}" method="get" %}\n{% endopenapi %}\n'
    (tag,) = outline(Page(text, "page.md")).tags
    assert (tag.name, tag.line) == ("openapi-operation", 5)
    assert tag.attributes == {"spec": "a", "path": "/x/{y}", "method": "get"}


def test_an_endless_tag_is_no_tag() -> None:
    assert outline(Page("{% openapi " + "x" * 5000 + " %}", "page.md")).tags == []

from __future__ import annotations

import pytest

from generator.extract.visible_text import visible_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>two</b>\n three</p><p>four", "One two three\nfour\n"),
        ("<ul><li>a</li><li><p>b</p><p>c</p></li></ul>d", "- a\n- b\nc\nd\n"),
        ("<pre>{\n  1\n}</pre>", "{\n1\n}\n"),
        ("a<br>b<hr/>c", "a\nb\nc\n"),
        ("&lt;x&gt; &amp; y", "<x> & y\n"),
        ("<nav><li>Home</li></nav><p>x</p>", "x\n"),
        ("<head><title>t</title></head><script>if (a < b) '<p>no</p>'</script><style>p {}</style>y", "y\n"),
        ("<div>menu</div><main><p>in</p></main><div>out</div>", "in\n"),
        ("<p>a<nav><nav>b</nav>c</nav>d", "ad\n"),
        ("</nav></main></pre>ok", "ok\n"),
        ("", ""),
        ("<", "<\n"),
    ],
)
def test_what_a_page_shows(html: str, text: str) -> None:
    assert visible_text(html) == text


@pytest.mark.parametrize("html", ["<main>" * 50_000, "<nav>" * 50_000, "<li>" * 50_000, "</main>" * 50_000])
def test_any_nesting_is_read(html: str) -> None:
    assert visible_text(html) == ""

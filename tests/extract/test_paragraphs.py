"""Sentences that belong to no part of the document."""

from __future__ import annotations

from generator.extract.layout import blocks
from generator.extract.paragraphs import unplaced

PAGE = """\
# Kilns

A key may call 90 times
in a minute.

> Fires \\`one\\` of\\
> the kilns &#x26; waits.

> Nobody says this one elsewhere.

```
code is not a sentence of anybody
```

- an item of four words

Two words.
"""


def test_what_no_part_says_is_left_with_its_first_line() -> None:
    found = unplaced(blocks(PAGE), ["Fires `one` of the kilns & waits."])
    assert [(each.line, each.text.split("\n")[0][:10]) for each in found] == [
        (3, "A key may "),
        (9, "Nobody say"),
        (15, "- an item "),
    ]
    assert found[0].text == "A key may call 90 times\nin a minute."


def test_lines_of_visible_text_are_sentences_of_their_own() -> None:
    page = (
        "Kilns\nA title of four words\nOne sentence of the page.\nAnother sentence of the page.\nsizeintegerOptional\n"
    )
    found = unplaced(blocks(page), ["First.\n\nAnother sentence of the page."])
    assert [each.text for each in found] == ["One sentence of the page."]


def test_many_paragraphs_take_no_time() -> None:
    lines = [f"This is sentence number {number}.\n" for number in range(20_000)]
    assert unplaced(blocks("\n".join(lines)), lines) == []

"""The fingerprint of a page's structure: what leaves it as it is and what does not."""

from __future__ import annotations

import pytest

from generator.extract.layout import blocks
from generator.extract.structure import headings, structure

TEXT = """\
Kilns

List kilns

get

Lists them.

Authorizations
AuthorizationstringRequired

Query parameters
pageinteger · min: 1Optional

Which one.

sizeintegerOptional

How large.

Responses
200

Fine

application/json
get
/kilns

Fire a kiln

post

Fires one.

Authorizations
AuthorizationstringRequired

Query parameters
heatintegerRequired

How hot.

Responses
200

Fine

application/json
post
/kilns/{kiln}
"""


def layout_of(text: str) -> str:
    return str(structure(blocks(text))["layout"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("How large.\n", "How large.\n\nlimitintegerOptional\n\nAt most 9.\n"),
        ("sizeinteger", "volumestring · min: 2"),
        ("Lists them.", "Lists them all\n\nevery one of them."),
        ("200", "201"),
        ("/kilns/{kiln}\n", "/kilns/{kiln}\n" + TEXT[TEXT.index("Fire a kiln") :]),
    ],
)
def test_facts_and_prose_are_left_out(old: str, new: str) -> None:
    assert old in TEXT
    assert layout_of(TEXT.replace(old, new)) == layout_of(TEXT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\nResponses\n", "\nAnswers\n"),
        ("Authorizations\nAuthorizationstringRequired\n", ""),
        ("application/json\nget\n/kilns\n", ""),
        ("Which one.", "| a | b |"),
        ("Kilns\n", "# Kilns\n"),
        (TEXT[len(TEXT) // 2 :], ""),
    ],
)
def test_another_structure_is_another_fingerprint(old: str, new: str) -> None:
    assert layout_of(TEXT.replace(old, new, 1)) != layout_of(TEXT)


def test_headings_are_those_before_what_belongs_to_them() -> None:
    assert [each.text for each in headings(blocks(TEXT))] == ["List kilns", "Fire a kiln"]
    assert [each.text for each in headings(blocks("# A\nWords\n\nSaid.\n## B"))] == ["# A", "## B"]

from __future__ import annotations

import pytest

from generator.document.encodings import decoded, guessed, text_of
from generator.document.findings import SpecloomError


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_says_the_encoding_and_is_no_part_of_the_text(encoding: str):
    assert text_of("\ufeffGröße 漢字".encode(encoding)) == "Größe 漢字"
    assert text_of("Größe".encode()) == "Größe"


@pytest.mark.parametrize("data", [b"a\nb \xff", "a\nGröße".encode("cp1252"), b"\xff\xfea"])
def test_what_is_neither_is_refused_with_its_line_and_what_to_do(data: bytes):
    with pytest.raises(SpecloomError) as caught:
        decoded(data, "a.md", "Save it.")
    (finding,) = caught.value.findings
    assert (finding.rule, finding.place.file, finding.remedy) == ("not-utf-8", "a.md", "Save it.")
    assert finding.place.line == 1 + data.startswith(b"a\n")


def test_a_guess_is_that_of_windows_unless_a_mark_says_another():
    assert guessed("“Größe”".encode("cp1252")) == ("“Größe”", "Windows-1252")
    assert guessed("\ufeffGröße".encode("utf-16-be")) == ("Größe", "UTF-16")

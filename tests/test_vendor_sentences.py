"""The vendors' sentences are the vendors': no ten words in a row of a page stand in this repository."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
RUN = 10


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9_']+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {tuple(said[i : i + RUN]) for i in range(len(said) - RUN + 1)}


def descriptions(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, member in value.items():
            if key == "description" and isinstance(member, str):
                yield member
            yield from descriptions(member)
    elif isinstance(value, list):
        for member in value:
            yield from descriptions(member)


def sentences(page: str) -> Iterator[str]:
    """Prose of a page: descriptions inside its fragments, and the text around them."""
    for part in re.split(r"^(`{3,}.*)$", page, flags=re.MULTILINE):
        if part.lstrip().startswith("{"):
            yield from descriptions(json.loads(part))
        else:
            yield from re.split(r"\n\s*\n", part)


def test_no_sentence_of_a_vendor_is_here() -> None:
    folder = os.environ.get("SPECLOOM_PAGES")
    if not folder:
        pytest.skip("SPECLOOM_PAGES is not set: the vendors' pages are not part of this repository")
    pages = [
        path for path in sorted(Path(folder).iterdir()) if path.suffix in {".md", ".txt"} and path.name != "README.md"
    ]
    theirs = set[tuple[str, ...]]().union(*(runs(text) for page in pages for text in sentences(page.read_text())))
    assert len(theirs) > 1000, "the pages were not understood"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: which files belong to the repository is unknown")
    found = {}
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and (same := runs(path.read_text(errors="replace")) & theirs):
            found[name] = " ".join(min(same))
    assert found == {}

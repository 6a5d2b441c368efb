"""The examples of docs/drift.md, run in their order on the project that they are about."""

from __future__ import annotations

from markdown_it import MarkdownIt

from generator.drift.reports import Format
from generator.drift.thresholds import FailOn

from .drifting import PAGE, Drifting
from .project import ROOT

TEXT = (ROOT / "docs" / "drift.md").read_text("utf-8")
BLOCKS = [(each.info, each.content) for each in MarkdownIt().parse(TEXT) if each.type == "fence"]
CODE = """\
from crates_client import Crates

with Crates() as depot:
    for crate in depot.crates.list(limit=100):
        print(crate.label)
"""


def shown(text: str) -> list[tuple[str, str]]:
    """Each command of a block, and what it prints."""
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in f"\n{text}".split("\n$ ")[1:]]


def test_the_examples_print_what_the_page_says(drifting: Drifting):
    drifting.page.write_text(PAGE.replace('"maximum": 100', '"maximum": 50'))
    (drifting.root / "jobs").mkdir()
    (drifting.root / "jobs" / "nightly.py").write_text(CODE)
    for kind, text in BLOCKS:
        if kind == "yaml":
            drifting.edit(drifting.vendor, "accepted: []\n", text)
            continue
        for command, prints in shown(text):
            program, *arguments = command.split()
            assert program == "specloom"
            run = drifting.run if arguments[0] == "generate" else drifting.call
            done = run(*arguments, SPECLOOM_PAGES=str(drifting.pages))
            assert (done.out.rstrip("\n"), done.err) == (prints.rstrip("\n"), ""), command


def test_it_names_every_option_and_format():
    for option in ("--from", "--uses", "--type-check", "--format", "--out", "--fail-on"):
        assert f"`{option}" in TEXT
    for word in (*Format, *FailOn):
        assert word.value in TEXT

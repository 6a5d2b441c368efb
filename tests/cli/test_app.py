from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import __version__

from .project import Project, clean_environment, command, refused, run

COMMANDS = ("generate", "normalise", "extract", "refresh", "diff", "drift")


def test_help_lists_the_commands_with_what_they_do(tmp_path: Path):
    done = run("--help", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    for name in COMMANDS:
        assert any(line.split()[:1] == [name] and len(line.split()) > 3 for line in done.out.splitlines()), name


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_explains_each_option(name: str, tmp_path: Path):
    done = run(name, "--help", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    options = re.split(r"^  (?=--)", done.out.partition("Options:")[2], flags=re.MULTILINE)[1:]
    told = {words[0]: [word for word in words[1:] if word[0] not in "<["] for words in map(str.split, options)}
    assert "--help" in told
    assert all(len(about) > 2 for about in told.values()), told


def test_without_a_command_it_shows_the_help(tmp_path: Path):
    assert "generate" in (done := run(cwd=tmp_path)).out + done.err


def test_the_version(tmp_path: Path):
    done = run("--version", cwd=tmp_path)
    assert (done.code, done.out) == (0, f"specloom {__version__}\n")


@pytest.mark.parametrize(
    "arguments", [["generat"], ["--nonsense"], ["generate", "--nonsense"], ["extract"], ["refresh"]]
)
def test_wrong_usage_exits_with_2_and_says_how(arguments: list[str], tmp_path: Path):
    done = run(*arguments, cwd=tmp_path)
    assert done.code == 2
    assert "Usage: " in done.err
    assert "error: " in done.err
    assert "Traceback" not in done.err


def test_a_traceback_is_shown_when_asked_for_and_not_else(fresh: Project):
    fresh.document.write_text("openapi: [")
    refused(fresh.run("normalise"), "crates.yaml")
    done = fresh.run("--debug", "normalise")
    assert done.code == 2
    assert "Traceback" in done.err
    assert "error: " in done.err


def test_a_reader_that_goes_away_is_no_fault(built: Project):
    """`specloom normalise | head -1`, for instance."""
    process = subprocess.Popen(
        command("normalise", "--out", "-"),
        cwd=built.root,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate(timeout=30)
    assert err == b""


def test_an_interrupt_ends_it_with_130_wherever_it_comes(tmp_path: Path):
    """Inside code that is made of text, Python remembers it however it was caught, and ends itself by the signal."""
    code = (
        "from generator.cli import app\ndef typed(**_): exec('raise KeyboardInterrupt')\napp.app = typed\napp.main()\n"
    )
    (tmp_path / "interrupted.py").write_text(code)
    environment = {**clean_environment(), "PYTHONPATH": f"{Path(__file__).parents[2]}:{tmp_path}"}
    made = [sys.executable, "-m", "interrupted"]
    done = subprocess.run(made, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "interrupted\n")

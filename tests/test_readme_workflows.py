"""The workflows of README.md, and the examples of docs/stand-in.md, run as they are written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from markdown_it import MarkdownIt

from generator.standin.serving.app import make_app
from generator.standin.serving.faults import FAULTS
from generator.standin.serving.handle import StandInHandle
from generator.standin.serving.server import Running
from generator.standin.serving.source import of_vendor
from generator.standin.standin import StandIn
from generator.workspace.paths import ProjectPaths, vendors

ROOT = Path(__file__).parents[1]
README, PAGE = ROOT / "README.md", ROOT / "docs" / "stand-in.md"
SHOWN = "http://127.0.0.1:8080"


class Workflow(NamedTuple):
    vendor: str
    variables: dict[str, str]
    code: str
    prints: str


def blocks(page: Path) -> list[tuple[str, str]]:
    """The language and the text of every block of code."""
    return [(each.info, each.content) for each in MarkdownIt().parse(page.read_text("utf-8")) if each.type == "fence"]


def workflows() -> list[Workflow]:
    """Each program that is followed by what it prints, with the commands before it."""
    shown = blocks(README)
    found: list[Workflow] = []
    for commands, program, output in zip(shown, shown[1:], shown[2:], strict=False):
        if (program[0], output[0]) == ("python", "text"):
            serve, export = commands[1].splitlines()
            pairs = dict(each.split("=", 1) for each in export.removeprefix("export ").split())
            found.append(Workflow(serve.removeprefix("specloom serve "), pairs, program[1], output[1]))
    return found


def run(code: str, variables: dict[str, str]) -> str:
    needed = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    path = os.pathsep.join(str(folder) for folder in [ROOT, *sorted(ROOT.glob("generated/*/src"))])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, env={**needed, "PYTHONPATH": path, **variables},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_each_vendor_has_a_workflow() -> None:
    assert sorted(each.vendor for each in workflows()) == vendors(ROOT)


@pytest.mark.parametrize("workflow", workflows(), ids=lambda workflow: workflow.vendor)
def test_a_workflow_prints_what_the_page_says(workflow: Workflow) -> None:
    source = of_vendor(ProjectPaths(ROOT), workflow.vendor)
    app = make_app(StandIn(source.document, source.name, behaviour=source.behaviour))
    with Running(app) as running:
        variables = {name: value.replace(SHOWN, running.url) for name, value in workflow.variables.items()}
        assert variables != workflow.variables
        assert run(workflow.code, variables) == workflow.prints
    app.standin.world.store.close()


def test_the_stand_in_can_be_called_in_process() -> None:
    *_, (_, code), (kind, prints) = blocks(PAGE)
    assert kind == "text"
    assert run(code, {}) == prints


def test_the_page_names_every_fault_endpoint_and_member_and_no_other() -> None:
    rows = [line.split("`")[1] for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    app = make_app(StandIn(of_vendor(ProjectPaths(ROOT), "celigo").document, "celigo"))
    endpoints = {
        f"{method} {route.path}"
        for route in app.routes
        for method in route.methods - {"HEAD"}
        if route.path.startswith("/_")
    }
    assert {row for row in rows if "/_specloom/" in row} == endpoints
    assert [row for row in rows if row in FAULTS] == list(FAULTS)
    members = {f".{name}" for name in vars(StandInHandle) if not name.startswith("_")}
    assert {row.removesuffix("()") for row in rows if row.startswith(".")} == members
    app.standin.world.store.close()


def test_the_page_names_every_option_of_serve_and_the_readme_every_command() -> None:
    options = {word.strip(",") for word in _help("serve").split() if word.startswith("--")} - {"--help"}
    page, readme = PAGE.read_text("utf-8"), README.read_text("utf-8")
    assert [option for option in sorted(options) if f"| `{option}" not in page] == []
    commands = [line.split()[0] for line in _help().partition("Commands:")[2].splitlines() if line.startswith("  ")]
    assert {"serve", "record", "verify"} <= set(commands)
    for command in ("serve", "record", "verify", "generate", "normalise"):
        assert f"| `specloom {command} " in readme


def _help(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "generator", *command, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout

"""The steps of .github/workflows/drift.yml, run as they are written: in a clone, with a bare repository as its remote."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.workspace.paths import vendors

from .drifting import PAGE, Drifting
from .project import ROOT, clean_environment

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("git") is None or shutil.which("bash") is None, reason="needs git and bash"
)

FILE = ROOT / ".github" / "workflows" / "drift.yml"
WORKFLOW: dict[str, Any] = yaml.safe_load(FILE.read_text())
JOBS = WORKFLOW["jobs"]
SCRIPTS: dict[str, str] = {step["name"]: step["run"] for step in JOBS["drift"]["steps"] if "run" in step}
READ, WRITE, PROPOSE = [name for name in SCRIPTS if name != "Set up"]
LIMIT = '"maximum": 100', '"maximum": 50'
GH = """\
#!/bin/sh
# Keeps the text of each proposal, by branch, in $PROPOSALS; one that was closed ends with .closed
printf '%s ' "$@" >> "$PROPOSALS/calls"; echo >> "$PROPOSALS/calls"
case "$1 $2" in
  "auth setup-git") test -n "$GH_TOKEN" ;;
  "pr list")
    case "$6" in open) pattern='*.md' ;; all) pattern='*.md*' ;; esac
    find "$PROPOSALS" -name "$pattern" | wc -l ;;
  "pr create") test "$6" = main && cp "${10}" "$PROPOSALS/$(echo "$4" | tr / -).md" ;;
  "pr edit") cp "$5" "$PROPOSALS/$(echo "$3" | tr / -).md" ;;
  *) exit 9 ;;
esac
"""


@dataclass(frozen=True)
class Repository:
    """A bare repository whose main is a project, the page that its vendor publishes, and a runner's temporary folders."""

    root: Path

    @property
    def page(self) -> Path:
        return self.root / "pages" / "crates.md"

    @property
    def proposals(self) -> Path:
        return self.root / "proposals"

    @property
    def text(self) -> str:
        return (self.proposals / "drift-crates.md").read_text()

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=cwd or self.root / "remote", env=self.environment(), capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        return done.stdout

    def environment(self, **more: str) -> dict[str, str]:
        names = {
            f"GIT_{who}_{what}": "someone@acme.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        return clean_environment(HOME=str(self.root), GIT_CONFIG_NOSYSTEM="1", **names, **more)

    def clone(self, branch: str = "main") -> Path:
        """Return a new clone of a branch, which is what a job begins with, set up."""
        folder = self.root / f"clone-{len(list(self.root.iterdir()))}"
        self.git("clone", "--quiet", "--branch", branch, f"file://{self.root / 'remote'}", str(folder), cwd=self.root)
        command = folder / ".venv" / "bin" / "specloom"
        command.parent.mkdir(parents=True)
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n')
        command.chmod(0o755)
        return folder

    def run(self, clone: Path, name: str) -> subprocess.CompletedProcess[str]:
        """Run a step as GitHub does; it is not told who commits."""
        temporary = clone / ".cache" / "runner"
        temporary.mkdir(parents=True, exist_ok=True)
        (temporary / "step.sh").write_text(SCRIPTS[name])
        environment = self.environment(
            VENDOR="crates", RUNNER_TEMP=str(temporary), GITHUB_STEP_SUMMARY=str(temporary / "summary.md"),
            GITHUB_REF_NAME="main", GH_TOKEN="a-token", PROPOSALS=str(self.proposals), SPECLOOM_PAGES=str(self.page.parent),
        )  # fmt: skip
        environment = {
            key: value for key, value in environment.items() if not key.startswith(("GIT_AUTHOR", "GIT_COMM"))
        }
        environment["PATH"] = f"{self.root / 'bin'}{os.pathsep}{environment['PATH']}"
        return subprocess.run(
            ["bash", "-e", str(temporary / "step.sh")], cwd=clone, env=environment, capture_output=True, text=True,
            check=False, timeout=120,
        )  # fmt: skip

    def all_steps(self) -> Path:
        """Run all steps in a new clone."""
        clone = self.clone()
        for name in (READ, WRITE, PROPOSE):
            done = self.run(clone, name)
            assert done.returncode == 0, (name, done)
        return clone

    def propose(self, text: str) -> subprocess.CompletedProcess[str]:
        """Run the last step in a new clone, for a page that gives this `text`, and is told of by it."""
        clone = self.clone()
        (clone / "specs" / "crates" / "captured" / "crates.yaml").write_text(text)
        (clone / ".cache" / "runner").mkdir(parents=True)
        (clone / ".cache" / "runner" / "text.md").write_text(f"About {text}")
        return self.run(clone, PROPOSE)

    def branches(self) -> list[str]:
        return self.git("for-each-ref", "--format=%(refname:short)").split()

    def show(self, path: str, branch: str = "drift/crates") -> str:
        return self.git("show", f"{branch}:{path}")

    def commit_to(self, branch: str) -> None:
        """Commit to a branch as a person does."""
        clone = self.clone(branch)
        (clone / "specs" / "crates" / "notes.txt").write_text("mended")
        self.git("add", "--all", cwd=clone)
        self.git("commit", "--quiet", "--message", "Mend it", cwd=clone)
        self.git("push", "--quiet", "origin", branch, cwd=clone)


@pytest.fixture
def repository(captured_once: Drifting, tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    for folder in ("remote", "proposals", "bin", "pages"):
        (tmp_path / folder).mkdir()
    made.page.write_text(PAGE)
    (tmp_path / "bin" / "gh").write_text(GH)
    (tmp_path / "bin" / "gh").chmod(0o755)
    seed = tmp_path / "seed"
    shutil.copytree(captured_once.root, seed, symlinks=True, ignore=shutil.ignore_patterns("pages", ".cache"))
    shutil.copy(ROOT / ".gitignore", seed)
    made.git("init", "--quiet", "--bare", "--initial-branch", "main")
    made.git("init", "--quiet", "--initial-branch", "main", cwd=seed)
    made.git("add", "--all", cwd=seed)
    made.git("commit", "--quiet", "--message", "Begin", cwd=seed)
    made.git("push", "--quiet", str(tmp_path / "remote"), "main", cwd=seed)
    return made


def test_no_script_holds_what_is_not_ours():
    for job in JOBS.values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "values reach a script in its environment"
            assert step.get("uses", "actions/checkout@v4") in {"actions/checkout@v4", "actions/setup-python@v5"}
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
    assert SCRIPTS["Set up"] == "make .venv/.ready"


def test_only_the_step_that_proposes_has_the_token():
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert "permissions" not in JOBS["vendors"]
    assert JOBS["drift"]["permissions"] == {"contents": "write", "pull-requests": "write"}
    [holder] = [step for step in JOBS["drift"]["steps"] if "token" in json.dumps(step).lower()]
    assert (holder["name"], holder["env"]) == (PROPOSE, {"GH_TOKEN": "${{ github.token }}"})
    assert set(JOBS["drift"]["env"]) == {"VENDOR"}


def test_it_runs_for_each_vendor(tmp_path: Path):
    [script] = [step["run"] for step in JOBS["vendors"]["steps"] if "run" in step]
    output = tmp_path / "output"
    subprocess.run(
        ["bash", "-e", "-c", script], cwd=ROOT / "specs", env={**os.environ, "GITHUB_OUTPUT": str(output)}, check=True
    )
    name, _, value = output.read_text().strip().partition("=")
    assert (name, json.loads(value)) == ("names", vendors(ROOT))


def test_a_changed_page_becomes_a_branch_with_its_report(repository: Repository):
    repository.page.write_text(PAGE.replace(*LIMIT))
    clone = repository.all_steps()
    assert repository.branches() == ["drift/crates", "main"]
    files = repository.git("diff", "--name-only", "main", "drift/crates").split()
    assert [name for name in files if not name.startswith("generated/crates/")] == [
        "specs/crates/captured/crates.yaml", "specs/crates/openapi.yaml",
    ]  # fmt: skip
    assert "generated/crates/src/crates_client/resources/crates.py" in files
    assert "maximum: 50" in repository.show("specs/crates/captured/crates.yaml")
    assert "maximum: 50" in repository.show("specs/crates/openapi.yaml")
    assert "(at most 50)" in repository.show("generated/crates/src/crates_client/resources/crates.py")
    assert "[bot]" in repository.git("log", "-1", "--format=%an", "drift/crates")
    assert repository.text.startswith("### API changes: upstream crates\n")
    assert "request-parameter-max-decreased" in repository.text
    assert "What is left to do" not in repository.text
    assert (clone / ".cache" / "runner" / "summary.md").read_text() == repository.text
    branch = Drifting(repository.clone("drift/crates"))
    assert branch.call("drift", SPECLOOM_PAGES=str(repository.page.parent)).code == 0, "the branch is whole"


def test_the_same_page_is_no_proposal(repository: Repository):
    repository.all_steps()
    assert repository.branches() == ["main"]
    assert list(repository.proposals.iterdir()) == [], "gh was not even called"


def test_a_page_that_cannot_be_read_fails_and_writes_nothing(repository: Repository):
    repository.page.write_text("Nothing of use.")
    clone = repository.clone()
    done = repository.run(clone, READ)
    assert done.returncode == 2
    assert repository.git("status", "--porcelain", cwd=clone) == ""
    assert "crates.md" in (clone / ".cache" / "runner" / "summary.md").read_text()


@pytest.mark.soak
def test_what_has_to_be_settled_by_hand_is_proposed_with_what_is_left_to_do(repository: Repository):
    repository.page.write_text(PAGE.replace("maxWeight", "heaviest"))
    repository.all_steps()
    assert repository.git("diff", "--name-only", "main", "drift/crates").split() == [
        "specs/crates/captured/crates.yaml"
    ]
    report, _, left = repository.text.partition("\n## What is left to do\n")
    assert "request-property-removed" in report
    assert "overlay-matches-nothing" in left


@pytest.mark.soak
def test_nothing_that_a_page_says_is_run_or_begins_a_line_of_the_log(repository: Repository, tmp_path: Path):
    bad = "$(touch pwned)`touch pwned`'; touch pwned; '\\n::error::pwned\\n##[error]pwned"
    page = PAGE.replace('"label": {"type": "string"}', f'"label": {{"type": "string"}}, "{bad}": {{"type": "string"}}')
    repository.page.write_text(page.replace('"List the crates"', f'"{bad}"').replace("# Crates", "# $(touch pwned)"))
    clone = repository.clone()
    for name in (READ, WRITE, PROPOSE):
        done = repository.run(clone, name)
        for line in (done.stdout + done.stderr).splitlines():
            assert not line.lstrip().startswith("::"), line
            assert "##[" not in line
    assert list(tmp_path.rglob("pwned")) == []
    assert "drift/crates" in repository.branches()


def test_a_branch_that_has_it_already_is_left_alone(repository: Repository):
    assert repository.propose("a: 1\n").returncode == 0
    before = repository.git("rev-parse", "drift/crates")
    (repository.proposals / "drift-crates.md").rename(repository.proposals / "drift-crates.md.closed")
    done = repository.propose("a: 1\n")
    assert (done.returncode, done.stdout) == (0, "drift/crates has this already\n")
    assert repository.git("rev-parse", "drift/crates") == before
    assert not (repository.proposals / "drift-crates.md").exists(), "who closed it is not asked again"


def test_a_branch_without_a_proposal_gets_one(repository: Repository):
    repository.propose("a: 1\n")
    (repository.proposals / "drift-crates.md").unlink()
    assert repository.propose("a: 1\n").returncode == 0
    assert repository.text == "About a: 1\n"


@pytest.mark.soak
def test_a_page_that_changes_again_replaces_the_branch_and_the_text(repository: Repository):
    repository.propose("a: 1\n")
    done = repository.propose("a: 2\n")
    assert done.returncode == 0, done
    assert repository.show("specs/crates/captured/crates.yaml") == "a: 2\n"
    assert repository.git("rev-list", "--count", "main..drift/crates") == "1\n"
    assert repository.text == "About a: 2\n"
    calls = (repository.proposals / "calls").read_text().splitlines()
    assert [line.split()[1] for line in calls if line.split()[1] in {"create", "edit"}] == ["create", "edit"]


@pytest.mark.soak
def test_the_work_of_people_on_a_branch_is_never_lost(repository: Repository):
    repository.propose("a: 1\n")
    repository.commit_to("drift/crates")
    before = repository.git("rev-parse", "drift/crates")
    assert repository.propose("a: 1\n").returncode == 0, "the branch is about this page"
    done = repository.propose("a: 2\n")
    assert done.returncode == 1
    assert "people are at work on drift/crates" in done.stdout
    assert repository.git("rev-parse", "drift/crates") == before


def test_a_remote_that_does_not_answer_is_an_error(repository: Repository):
    clone = repository.clone()
    (clone / "specs" / "crates" / "captured" / "crates.yaml").write_text("a: 1\n")
    repository.git("remote", "set-url", "origin", f"file://{repository.root / 'nowhere'}", cwd=clone)
    assert repository.run(clone, PROPOSE).returncode not in {0, 2}


def test_the_vendors_that_have_pages_are_asked_for(tmp_path: Path):
    for name in ("acme/captured", "depot", "oven-works/captured"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name.partition("/")[0] / "vendor.yaml").touch()
    [step] = [each for each in JOBS["vendors"]["steps"] if "run" in each]
    environment = clean_environment(GITHUB_OUTPUT=str(tmp_path / "output"))
    subprocess.run(["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=environment, check=True, timeout=60)
    assert (tmp_path / "output").read_text() == 'names=["acme","oven-works"]\n'

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema_rs
import pytest

from generator.drift import reports

from .project import DOCUMENT, call, refused, run

SAFE = DOCUMENT.replace("maxWeight: {type", "colour: {type: string}\n        maxWeight: {type")
BREAKING = DOCUMENT.replace("required: [label]", "required: [label, maxWeight]")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"base": DOCUMENT, "same": DOCUMENT, "safe": SAFE, "breaking": BREAKING}.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    return tmp_path


def diff(folder: Path, revision: str, *options: str | Path):
    return call("diff", "base.yaml", f"{revision}.yaml", *options, cwd=folder)


def test_no_difference(folder: Path):
    done = run("diff", "base.yaml", "same.yaml", cwd=folder)
    assert (done.code, done.out, done.err) == (0, "documents base.yaml → same.yaml: no change\n", "")


def test_a_breaking_change_is_a_finding(folder: Path):
    done = diff(folder, "breaking")
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("documents base.yaml → breaking.yaml: 1 breaking, 0 risky, ")
    assert "[request-property-became-required]" in done.out
    assert "on PUT /crates/{crateId}\n" in done.out


@pytest.mark.parametrize(
    ("revision", "fail_on", "code"),
    [
        ("breaking", "breaking", 1), ("breaking", "risky", 1), ("breaking", "safe", 1), ("breaking", "none", 0),
        ("safe", "breaking", 0), ("safe", "risky", 0), ("safe", "safe", 1), ("safe", "none", 0),
        ("same", "safe", 0),
    ],
)  # fmt: skip
def test_fail_on_says_from_where_it_fails(folder: Path, revision: str, fail_on: str, code: int):
    assert diff(folder, revision, "--fail-on", fail_on).code == code


@pytest.mark.parametrize("form", reports.Format)
def test_every_format_tells_the_change(folder: Path, form: str):
    done = diff(folder, "breaking", "--format", form)
    assert (done.code, done.err) == (1, "")
    assert "request-property-became-required" in done.out
    assert done.out == diff(folder, "breaking", "--format", form).out


def test_json_is_as_the_published_schema_says(folder: Path):
    found = json.loads(diff(folder, "breaking", "--format", "json").out)
    jsonschema_rs.validate(json.loads(Path(reports.__file__).with_name("report.schema.json").read_text()), found)
    (report,) = found["reports"]
    assert (report["layer"], report["worst"], report["counts"]["breaking"]) == ("documents", "breaking", 1)
    assert report["meta"] == {"base": "base.yaml", "revision": "breaking.yaml"}


def test_junit_fails_as_the_command_does(folder: Path):
    for fail_on, failures in (("breaking", "1"), ("none", "0")):
        done = diff(folder, "breaking", "--format", "junit", "--fail-on", fail_on)
        assert ElementTree.fromstring(done.out).get("failures") == failures
        assert str(done.code) == failures


def test_out_writes_the_report_and_prints_a_line(folder: Path):
    done = diff(folder, "breaking", "--format", "html", "--out", "reports/drift.html")
    assert (done.code, done.out.count("\n")) == (1, 1)
    assert done.out.startswith("documents base.yaml → breaking.yaml: 1 breaking")
    written = (folder / "reports" / "drift.html").read_text("utf-8")
    assert written == diff(folder, "breaking", "--format", "html", "--out", "-").out


@pytest.mark.parametrize("out", ["base.yaml", "./breaking.yaml"])
def test_out_never_overwrites_what_is_compared(folder: Path, out: str):
    before = (folder / out).read_text()
    refused(diff(folder, "breaking", "--out", out), "--out is one of the documents")
    assert (folder / out).read_text() == before


def test_an_unusable_document_exits_with_2(folder: Path):
    (folder / "bad.yaml").write_text("openapi: 3.1.0\ninfo: [\n")
    refused(diff(folder, "bad"), "bad.yaml:")
    refused(diff(folder, "gone"), "gone.yaml")
    refused(call("diff", "base.yaml", cwd=folder), "REVISION")
    refused(diff(folder, "safe", "--format", "pdf"), "--format")
    refused(diff(folder, "safe", "--fail-on", "worst"), "--fail-on")


def test_references_to_urls_are_refused_unless_their_host_is_allowed(folder: Path):
    (folder / "far.yaml").write_text(
        DOCUMENT.replace("'#/components/schemas/Crate'", "'http://127.0.0.1:9/crate.yaml'", 1)
    )
    refused(diff(folder, "far"), "far.yaml", "--allow-host")
    refused(diff(folder, "far", "--allow-host", "127.0.0.1:9"), "127.0.0.1:9/crate.yaml")


def test_help_says_what_the_verdicts_mean():
    done = call("diff", "--help", cwd=Path.cwd())
    assert done.code == 0
    assert all(
        word in done.out for word in ("BASE", "REVISION", "--fail-on", "--format", "wire", "source", "behaviour")
    )

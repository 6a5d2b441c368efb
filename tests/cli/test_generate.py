from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from generator.emit.stamps import inputs, outputs
from generator.workspace.cache import Stamp, write_stamp
from generator.workspace.paths import ProjectPaths

from .project import Project, Run, refused, run, stamps, tree

ENGINES = ("openapi_python_client", "datamodel_code_generator", "ruamel", "jinja2", "pydantic")
UP_TO_DATE = Run(0, "depot: up to date\nnothing to do\n", "")


def test_it_writes_a_distribution_and_the_normal_form(built: Project):
    written = set(tree(built.generated / "depot"))
    assert {"README.md", "pyproject.toml", "reference.md", "src/depot_crates/py.typed"} <= written
    assert {"src/depot_crates/models.py", "src/depot_crates/resources/crates.py"} <= written
    assert "operationId: crates_list" in built.form.read_text()
    assert [path.name for path in built.generated.iterdir()] == ["depot"]


def test_a_second_run_does_nothing_and_says_so(project: Project):
    before = stamps(project.root)
    assert project.run("generate") == UP_TO_DATE
    assert stamps(project.root) == before


def test_a_second_run_imports_neither_engine(project: Project):
    done = run("generate", cwd=project.root, PYTHONPROFILEIMPORTTIME="1")
    assert done.out == UP_TO_DATE.out
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.err.splitlines()}
    assert "generator" in imported
    assert imported.isdisjoint(ENGINES)


def test_it_is_found_from_any_folder_of_the_project(project: Project):
    assert run("generate", cwd=project.package) == UP_TO_DATE


def test_a_changed_input_is_generated_anew(project: Project):
    project.edit(project.document, "What stands on it.", "What is painted on it.")
    assert project.run("generate").out == "depot: written\n"
    assert "What is painted on it." in (project.package / "models.py").read_text()
    assert project.run("generate") == UP_TO_DATE


def test_one_of_several_vendors_can_be_named(project: Project):
    project.add_vendor("shed")
    assert project.run("generate", "shed").out == "shed: written\n"
    assert project.run("generate").out == "depot: up to date\nshed: up to date\nnothing to do\n"


# --- the cache is advice


def test_a_corrupt_cache_is_ignored(project: Project):
    [stamp] = project.cache.iterdir()
    stamp.write_bytes(bytes(range(256)))
    before = tree(project.generated)
    assert project.run("generate") == Run(0, "depot: unchanged\n", "")
    assert tree(project.generated) == before
    assert project.run("generate") == UP_TO_DATE


def test_the_cache_of_another_checkout_proves_nothing_of_tampered_files(project: Project, built: Project):
    expected = tree(project.generated)
    (project.package / "_client.py").write_text("import antigravity")
    (project.package / "extra.py").write_text("extra")
    (project.package / "py.typed").unlink()
    shutil.rmtree(project.cache)
    shutil.copytree(built.cache, project.cache)
    assert project.run("generate").out == "depot: written\n"
    assert tree(project.generated) == expected


def test_a_cache_that_cannot_be_written_is_not_fatal(fresh: Project):
    fresh.cache.write_text("in the way")
    assert fresh.run("generate") == Run(0, "depot: written\n", "")
    assert fresh.cache.read_text() == "in the way"


# --- --check


def test_check_finds_nothing_where_nothing_differs(project: Project):
    before = stamps(project.root)
    done = project.run("generate", "--check")
    assert done == Run(0, "generated/ is what specs/ gives: depot\n", "")
    assert stamps(project.root) == before


def test_check_names_every_difference_and_writes_nothing(project: Project):
    (project.package / "models.py").write_text("edited")
    (project.package / "extra.py").write_text("extra")
    (project.package / "py.typed").unlink()
    paths = ProjectPaths(project.root)  # whoever can write .cache can vouch for anything
    write_stamp(project.cache, "depot", Stamp(inputs(paths, "depot"), outputs(paths, "depot")))
    before = stamps(project.root)
    done = project.run("generate", "--check")
    assert done.code == 1
    for name in ("models.py", "extra.py", "py.typed"):
        assert f"generated/depot/src/depot_crates/{name}: is not what specs/ gives" in done.err
    assert done.err.count("error: ") == 3
    assert stamps(project.root) == before


def test_check_finds_a_normal_form_that_is_out_of_date(project: Project):
    project.form.write_text("openapi: 3.1.0\n")
    assert project.run("normalise", "--check").code == 1


def test_check_finds_a_package_that_no_vendor_gives(project: Project):
    """A vendor renamed or removed leaves its package behind."""
    shutil.copytree(project.generated / "depot", project.generated / "gone")
    done = project.run("generate", "--check")
    assert done.code == 1
    assert "generated/gone" in done.err


# --- refusals


def test_an_unknown_vendor_is_refused_with_the_nearest(project: Project):
    refused(project.run("generate", "dept"), "'dept'", "depot")


def test_outside_a_project_it_says_so(tmp_path: Path):
    refused(run("generate", cwd=tmp_path), str(tmp_path), "specs/")


def test_a_vendor_that_cannot_be_used_leaves_all_as_it_was(project: Project):
    before = tree(project.root)
    project.add_vendor("shed")
    project.edit(project.document, "What stands on it.", "What is painted on it.")
    (project.root / "specs" / "shed" / "crates.yaml").write_text("openapi: [")
    refused(project.run("generate"), "shed/crates.yaml:")
    after = tree(project.root)
    assert {name for name in after if after[name] != before.get(name)} == {
        "specs/depot/crates.yaml", "specs/shed/crates.yaml", "specs/shed/vendor.yaml",
    }  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_it_does_not_write_through_a_link(project: Project, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    (project.generated / "depot").rename(elsewhere)
    before = tree(elsewhere)
    (project.generated / "depot").symlink_to(elsewhere)
    project.edit(project.document, "What stands on it.", "What is painted on it.")
    refused(project.run("generate"), "generated/depot", "symbolic link")
    assert tree(elsewhere) == before


def test_a_file_in_the_place_of_the_folder_is_refused(fresh: Project):
    fresh.generated.write_text("in the way")
    refused(fresh.run("generate"), "generated", "cannot be written")
    assert fresh.generated.read_text() == "in the way"
    assert not fresh.form.exists()


def test_a_file_in_the_place_of_a_package_is_refused(fresh: Project):
    fresh.generated.mkdir()
    (fresh.generated / "depot").write_text("in the way")
    refused(fresh.run("generate"), "generated/depot", "not a folder")
    assert [path.name for path in fresh.generated.iterdir()] == ["depot"]

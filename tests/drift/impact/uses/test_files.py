import os
from pathlib import Path

import pytest

from generator.document.findings import Finding, Severity, SpecloomError
from generator.drift.impact.uses import expressions, files

from .code import found

UPDATE = "Celigo.scripts.update"
USE = "from celigo_scripts import Celigo\nCeligo().scripts.update('1')\n"


def test_all_python_files_below_a_folder_are_read_each_once(tmp_path: Path) -> None:
    for name in ("b/two.py", "a/one.py", ".hidden/x.py", "__pycache__/y.py", "node_modules/z.py", "c/text.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(USE)
    (tmp_path / "a/same.py").symlink_to(tmp_path / "b/two.py")
    (tmp_path / "a/loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a/self.py").symlink_to(tmp_path / "a/self.py")
    uses = found([tmp_path, tmp_path / "b" / "two.py", tmp_path / "b"], (UPDATE,))
    assert uses == [("one.py", 2, UPDATE), ("same.py", 2, UPDATE)]


def test_a_file_that_is_asked_for_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "script").write_text(USE)
    assert found([tmp_path / "script"], (UPDATE,)) == [("script", 2, UPDATE)]


def test_code_is_never_run(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(f"{USE}\nopen({str(tmp_path / 'ran')!r}, 'w')\nraise SystemExit\n")
    assert found([tmp_path], (UPDATE,)) == [("a.py", 2, UPDATE)]
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken", b"import celigo_scripts\ndef ("),
        ("null", b"import celigo_scripts\0"),
        ("coding", b"# coding: nonsense\nimport celigo_scripts"),
        ("not text", b"import celigo_scripts\nx = '\xff'"),
        ("brackets", b"import celigo_scripts\nx = " + b"(" * 500 + b")" * 500),
        ("additions", b"import celigo_scripts\nx = " + b"1+" * 20_000 + b"1"),
        ("attributes", b"import celigo_scripts\nx" + b".a" * 20_000),
        ("calls", b"import celigo_scripts\nx" + b"()" * 5_000),
        ("large", b"import celigo_scripts\n#" + b" " * files.MOST_BYTES),
    ],
)
def test_a_file_that_cannot_be_read_is_said_and_passed_over(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / "a.py").write_text(USE)
    (tmp_path / "odd.py").write_bytes(content)
    findings: list[Finding] = []
    assert found([tmp_path], (UPDATE,), findings=findings) == [("a.py", 2, UPDATE)], name
    (finding,) = findings
    assert finding.severity is Severity.WARNING
    assert finding.place.file.endswith("odd.py")


def test_a_broken_file_that_does_not_mention_the_package_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_bytes(b"def (")
    findings: list[Finding] = []
    assert found([tmp_path], (UPDATE,), findings=findings) == []
    assert findings == []


def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "nowhere.py").symlink_to(tmp_path / "gone.py")
    assert found([tmp_path], (UPDATE,)) == []


def test_too_many_files_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_FILES", 2)
    for name in "abc":
        (tmp_path / f"{name}.py").write_text(USE)
    findings: list[Finding] = []
    assert len(found([tmp_path], (UPDATE,), findings=findings)) == 2
    assert len(findings) == 1


def test_a_file_of_too_many_steps_is_said_and_its_first_uses_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expressions, "MOST_STEPS", 100)
    (tmp_path / "a.py").write_text(USE * 200)
    findings: list[Finding] = []
    assert found([tmp_path], (UPDATE,), findings=findings)
    assert len(findings) == 1


def test_a_path_where_nothing_is_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SpecloomError, match="no code to look for uses in"):
        found([tmp_path / "gone"], (UPDATE,))


def test_hostile_code_ends(tmp_path: Path) -> None:
    """Names that stand for one another in circles, and collections of themselves."""
    lines = ["from celigo_scripts import Celigo", "c = Celigo()", "x = [c]"]
    lines += ["x = [x, *x]", "def f(a, b=lambda q: f(q)): return f(f(a), [b])", "f(x)", "class A(A): a = x"]
    lines += [f"v{i} = v{(i + 1) % 500}.scripts.update" for i in range(500)]
    lines += [f"w{i} = [w{i - 1 if i else 0}, w{i - 1 if i else 0}]" for i in range(500)]
    (tmp_path / "a.py").write_text("\n".join(lines))
    assert found([tmp_path], (UPDATE,))

"""What becomes of spoilt documents: `python -m tests.soak.mutants CORPUS FIRST LAST FOLDER` prints a line for each fault."""

from __future__ import annotations

import ast
import json
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from generator.document.dump import dumps
from generator.document.findings import Place, SpecloomError
from generator.document.load import load
from generator.document.shapes import is_object
from generator.emit.engines import Engines
from generator.emit.project import generate_document
from generator.normalise.form import NormalForm
from generator.normalise.pipeline import normalise_file
from generator.normalise.schemas import operations

from .mutating import METHODS, mutate, sliced

TEMPLATES = Path(__file__).parents[2] / "templates"
SECONDS = 60
TOGETHER = 40
"""Packages that one process imports, and after which the engines are started anew."""
AS_YAML = 8
"""One form in so many is read again from YAML, the others from JSON: writing YAML takes longer than all the rest."""
IMPORT = """\
import importlib, json, sys
from pathlib import Path
from pydantic import BaseModel
for folder, package in json.loads(sys.argv[1]):
    source = Path(folder, "src")
    sys.path.insert(0, str(source))
    try:
        for path in sorted((source / package).rglob("*.py")):
            name = ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")
            module = importlib.import_module(name)
            for value in list(vars(module).values()):
                if isinstance(value, type) and issubclass(value, BaseModel) and value.__module__ == name:
                    value.model_rebuild(force=True)
    except Exception as error:
        print(f"{package} cannot be imported: {type(error).__name__}: {error}".replace("\\n", " ")[:300])
    sys.path.remove(str(source))
print("done")
"""


class HangError(BaseException):
    """A document took longer than `SECONDS`; what catches exceptions does not catch this."""


def spoilt(documents: dict[str, Any], number: int) -> tuple[dict[str, Any], str]:
    """Return document `number`, and what it comes from."""
    draw = random.Random(f"mutant {number}")
    name = draw.choice(sorted(documents))
    document = sliced(documents[name], draw)
    return document, f"{name}, {' '.join(mutate(document, draw))}"


def faults(number: int, file: Path, out: Path, engines: Engines) -> Iterator[str]:
    """Generate the package of `file` and yield what a user could complain about; nothing where it is refused properly."""
    try:
        form = generate_document(file, f"mutant_{number}", out, engines)
    except SpecloomError as error:
        yield from (
            f"refused without a place: {finding}" for finding in error.findings if not is_located(finding.place)
        )
        yield from (
            f"an engine failed: {finding}"
            for finding in error.findings
            if finding.rule.endswith(("-failed", "-engine"))
        )
        return
    lost = present(load(file)) - sum(1 for _ in operations(form.document))
    if lost > 0 and not form.findings:
        yield f"{lost} operations are lost in silence"
    as_yaml = number % AS_YAML == 0
    again = file.with_suffix(".yaml" if as_yaml else ".form.json")
    yield from unstable(form, again, dumps if as_yaml else json.dumps)
    again.unlink()
    for path in sorted(out.rglob("*.py")):
        try:
            ast.parse(path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            yield f"{path.name} is no Python: {error}"


def is_located(place: Place) -> bool:
    """Tell whether somebody who reads of this place finds it: a document as a whole has neither line nor pointer."""
    return bool(place.file)


def present(document: Any) -> int:
    """Return how many operations stand in the paths of `document`, as far as those are objects and no extensions."""
    paths = document.get("paths") if is_object(document) else None
    listed = paths.items() if is_object(paths) else ()
    items = [item for path, item in listed if is_object(item) and not path.startswith("x-")]
    return sum(is_object(item.get(method)) for item in items for method in METHODS)


def unstable(form: NormalForm, again: Path, write: Callable[[Any], str]) -> Iterator[str]:
    """Yield a line where the normal form of the normal form, which stands at `again` as `write` has it, is another one."""
    text = write(form.document)
    again.write_text(text, encoding="utf-8")
    if write(normalise_file(again).document) != text:
        yield "the normal form is not its own normal form"


def imports(made: list[tuple[str, str]]) -> Iterator[str]:
    """Yield a line for each package that cannot be imported, or whose models cannot be built."""
    command = [sys.executable, "-W", "error", "-c", IMPORT, json.dumps(made)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS * TOGETHER)
    lines = done.stdout.splitlines()
    yield from (line for line in lines if line != "done")
    if "done" not in lines:
        yield f"importing ended with {done.returncode}: {done.stderr[-500:]}"


def run(corpus: Path, numbers: range, folder: Path) -> Iterator[str]:
    """Yield a line for each fault that the spoilt documents of these `numbers` show; those documents stay in `folder`."""
    documents = {path.name: load(path) for path in sorted(corpus.iterdir()) if path.suffix in {".json", ".yaml"}}
    signal.signal(signal.SIGALRM, _hang)
    for first in range(numbers.start, numbers.stop, TOGETHER):
        pending = list(range(first, min(first + TOGETHER, numbers.stop)))
        while pending:
            with Engines(TEMPLATES) as engines:
                yield from _some(documents, pending, folder, engines)
        made = [(str(path), f"mutant_{path.name}") for path in sorted(folder.iterdir()) if path.is_dir()]
        yield from imports(made)
        for path, _ in made:
            shutil.rmtree(path)


def _some(documents: dict[str, Any], pending: list[int], folder: Path, engines: Engines) -> Iterator[str]:
    """Take numbers from `pending` and yield their faults, until none is left or the engines are stuck."""
    while pending:
        number = pending.pop(0)
        document, origin = spoilt(documents, number)
        file = folder / f"{number}.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        signal.alarm(SECONDS)
        try:
            found = list(faults(number, file, folder / f"{number}", engines))
        except HangError:
            yield f"{number} ({origin}): takes more than {SECONDS} seconds"
            return
        except Exception as error:
            found = [f"fails with {type(error).__name__}: {error}"]
        finally:
            signal.alarm(0)
        yield from (f"{number} ({origin}): {fault}" for fault in found)
        if not found:
            file.unlink()


def _hang(*_: Any) -> None:
    raise HangError


if __name__ == "__main__":
    for line in run(Path(sys.argv[1]), range(int(sys.argv[2]), int(sys.argv[3])), Path(sys.argv[4])):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    sys.stdout.write("all done\n")

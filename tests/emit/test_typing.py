"""What type checkers say of code that uses a package: one run of pyright over right and wrong lines."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Each line that is wrong says so, and with which rule; each `reveal_type` says what it must reveal.
CODE = """\
from __future__ import annotations

from typing import assert_type

import httpx2

from celigo_scripts import UNSET, AsyncCeligo, Celigo, Pages, RequestOptions, Response, RetryPolicy
from celigo_scripts import models as celigo
from corner_bakery import CornerBakery, models
from dvelop_scripting import DvelopScripting
from patchworks_core import Patchworks


def right(client: Celigo, bakery: CornerBakery, scripting: DvelopScripting, patchworks: Patchworks) -> None:
    assert_type(client.scripts.list(), Pages[celigo.Script, list[celigo.Script]])
    assert_type(client.scripts.get("id"), celigo.Script)
    assert_type(client.scripts.raw.get("id"), Response[celigo.Script])
    assert_type(client.scripts.raw.get("id").parse(), celigo.Script)
    assert_type(client.scripts.raw.list(), Response[list[celigo.Script]])
    assert_type(client.scripts.raw.create(name="a", content="b"), Response[celigo.Script])
    assert_type(client.scripts.raw.create(body=celigo.ScriptCreate(name="a", content="b")), Response[celigo.Script])
    client.scripts.create(name="a", content="b", description=UNSET, options=RequestOptions(timeout=1.0))
    for script in client.scripts.list(include="name"):
        assert_type(script, celigo.Script)
    bakery.breads.create(name="a", flour="rye", note=None, toppings=[models.Topping(name="salt")], labels={"a": "b"})
    bakery.breads.patch("7")
    flour = bakery.breads.get("7").flour
    if flour == "spelt":
        print(flour.upper())
    oven = bakery.ovens.get("1")
    if oven.kind == "wood":
        assert_type(oven, models.WoodOven)
    scripting.scripts.run("id", method="GET")
    scripting.scripts.run("id", json={"a": [1, None]}).raise_for_status()
    scripting.scripts.run("id", content=[b"a", b"b"])
    scripting.scripts.run_in_background("id", data={"a": "b"})
    with Celigo(region="eu", http_client=httpx2.Client()) as other:
        assert_type(other, Celigo)


class Vault:
    def token(self) -> str:
        return "t"


class Never:
    def delay(self, attempt: int, elapsed: float, retry_after: float | None) -> float | None:
        return None


def right_for_several_vendors(vault: Vault, retry: RetryPolicy) -> None:
    with Celigo(vault, retry=retry) as one, Patchworks(api_key=vault, retry=retry) as two:
        one.with_options(retry=Never()).scripts.get("id")
        two.with_options(retry=Never()).script_versions.get("id")
    DvelopScripting(vault.token, tenant="t", retry=retry)
    AsyncCeligo(vault, retry=Never())


async def right_too(client: AsyncCeligo) -> None:
    assert_type(await client.scripts.get("id"), celigo.Script)
    assert_type(await client.scripts.raw.create(name="a", content="b"), Response[celigo.Script])
    assert_type((await client.scripts.raw.list()).parse(), list[celigo.Script])
    async for script in client.scripts.list():
        assert_type(script, celigo.Script)


def wrong(client: Celigo, bakery: CornerBakery, scripting: DvelopScripting) -> None:
    client.scripts.creat(name="a", content="b")  # wrong: reportAttributeAccessIssue
    client.scripts.create(name="a")  # wrong: reportCallIssue
    client.scripts.create(name="a", content=5)  # wrong: reportArgumentType
    client.scripts.create(name="a", content="b", colour="c")  # wrong: reportCallIssue
    client.scripts.create(name="a", content="b", body=celigo.ScriptCreate(name="a", content="b"))  # wrong: reportCallIssue
    client.scripts.raw.create(name="a")  # wrong: reportCallIssue
    client.scripts.get()  # wrong: reportCallIssue
    client.scripts.get("id").nam  # wrong: reportAttributeAccessIssue
    client.scripts.get("id", celigo)  # wrong: reportCallIssue
    bakery.breads.create(id="7", name="a", flour="rye")  # wrong: reportCallIssue
    bakery.breads.create(name="a", flour="spelt")  # wrong: reportArgumentType
    bakery.breads.create(name=None, flour="rye")  # wrong: reportArgumentType
    bakery.breads.list(x_shop=1, flour="ryee")  # wrong: reportArgumentType
    bakery.breads.list()  # wrong: reportCallIssue
    scripting.scripts.run("id", method="FETCH")  # wrong: reportArgumentType
    Celigo(region="mars")  # wrong: reportArgumentType
    Celigo(Never())  # wrong: reportArgumentType
    Patchworks(retry=Vault())  # wrong: reportArgumentType
"""
ALSO = {"reportArgumentType", "reportCallIssue"}  # pyright reports a wrong argument of an overloaded call as either


@pytest.fixture
def reported(tmp_path: Path, bakery_source: Path) -> dict[int, set[str]]:
    """The rules of the errors of each line of the code, by line."""
    (tmp_path / "use.py").write_text(CODE)
    paths = [str(path) for path in [*sorted(ROOT.glob("generated/*/src")), bakery_source.parent]]
    include = ["use.py", os.path.relpath(bakery_source, tmp_path)]
    settings = {
        "typeCheckingMode": "strict",
        "extraPaths": paths,
        "reportUnusedExpression": False,
        "pythonVersion": "3.11",
    }
    (tmp_path / "pyrightconfig.json").write_text(json.dumps({**settings, "include": include}))
    pyright = Path(sys.executable).with_name("pyright")
    if not pyright.exists():
        pytest.skip("pyright is not installed")
    command = [str(pyright), "--outputjson", "--pythonpath", sys.executable, "--project", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, cwd=tmp_path)
    found: dict[int, set[str]] = {}
    for each in json.loads(done.stdout)["generalDiagnostics"]:
        assert each["file"].endswith("use.py"), f"the package itself: {each}"
        line = each["range"]["start"]["line"]
        found.setdefault(line, set()).add(each.get("rule", each["message"]))
    return found


@pytest.mark.types
def test_what_is_right_passes_and_what_is_wrong_is_an_error(reported: dict[int, set[str]]):
    for number, line in enumerate(CODE.splitlines()):
        expected = re.search(r"# wrong: (\w+)", line)
        rules = reported.get(number, set())
        if expected is None:
            assert not rules, line
        else:
            accepted = ALSO if expected[1] in ALSO else {expected[1]}
            assert rules & accepted, line

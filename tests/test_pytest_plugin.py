"""The pytest plugin, in projects of its users: each is a folder with a test file, in which pytest runs."""

from __future__ import annotations

import tomllib
from pathlib import Path

# Pytest within pytest forgets what it imported. These would be imported again in each of its runs: at a cost, and errors
# of the second httpcore2 would not be those that the first httpx2 knows.
import httpcore2  # noqa: F401
import httpx2  # noqa: F401
import pytest
from markdown_it import MarkdownIt

from generator.standin.serving import source  # noqa: F401
from generator.workspace.paths import vendors

pytest_plugins = "pytester"

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "docs" / "stand-in.md"]
PAGES += [ROOT / "generated" / vendor / "README.md" for vendor in vendors(ROOT)]


class Consumer:
    """The project of somebody who uses the packages."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester

    def write(self, tests: str, *, project: str = str(ROOT)) -> list[str]:
        """Write a file of tests, and the setting unless it is empty; the arguments of pytest for them."""
        setting = f"specloom_project = {project}" if project else ""
        self.pytester.makeini(f"[pytest]\n{setting}\n")
        self.pytester.makepyfile(tests)
        return ["-W", "error", "-p", "no:cacheprovider", "-p", "generator.pytest_plugin"]

    def run(self, tests: str, *, project: str = str(ROOT)) -> pytest.RunResult:
        # The run of this test has imported the plugin already.
        known = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
        return self.pytester.runpytest_inprocess(*self.write(tests, project=project), *known)


@pytest.fixture
def consumer(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Consumer:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")  # where nothing listens
    for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    return Consumer(pytester)


def test_a_test_in_a_few_lines_for_each_vendor(consumer: Consumer) -> None:
    tests = """
        import asyncio
        from datetime import datetime, timezone

        import pytest
        from celigo_scripts import APIConnectionError, AsyncCeligo, Celigo
        from dvelop_scripting import DvelopScripting
        from patchworks_core import AuthenticationError, Patchworks

        ID = "11111111-2222-4333-8444-555555555555"

        @pytest.fixture
        def url(standin):
            return standin("celigo", now="2026-01-31T12:00:00Z")

        @pytest.mark.parametrize("again", [1, 2])
        def test_sync(url, standin, again):
            with Celigo(base_url=url, token="anything") as celigo:
                made = celigo.scripts.create(name="mine", content="")
                assert made.last_modified == datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
                assert [each.name for each in celigo.scripts.list()] == ["Price rounding", "mine"]
            server = standin("celigo")
            assert server is url
            assert type(server.url) is str
            assert server.url == url
            assert [each.operation for each in server.last] == ["scripts_list", "scripts_create"]
            server.faults.plan("gateway")
            server.reset()
            assert (server.last, server.faults.planned) == ((), ())

        def test_async(url):
            async def main():
                async with AsyncCeligo(base_url=url, token="anything") as celigo:
                    return [each.name async for each in celigo.scripts.list()]
            assert asyncio.run(main()) == ["Price rounding"]

        def test_faults(standin):
            server = standin("celigo")
            server.faults.plan("reset", "scripts.create")
            with Celigo(base_url=server, token="anything") as celigo, pytest.raises(APIConnectionError):
                celigo.scripts.create(name="mine", content="")
            assert server.last[0].status == 201

        def test_clock(standin):
            server = standin("patchworks")
            login = server + "/fabric/api/login"
            with Patchworks(base_url=server, username="a", password="b", login_url=login) as patchworks:
                patchworks.script_versions.create("1", content="x")
                token = next(iter(server.world.store.scan("/fabric/api/login", ""))).key
            with Patchworks(base_url=server, token=token) as patchworks:
                patchworks.script_versions.get("901")
                server.clock.advance(24 * 3600)
                with pytest.raises(AuthenticationError):
                    patchworks.script_versions.get("901")

        def test_scripts_of_my_own(standin):
            server = standin("dvelop")
            server.behaviour.register(server.world, ID, lambda request: request.body.decode().upper())
            with DvelopScripting(base_url=server, token="anything") as dvelop:
                assert dvelop.scripts.run(ID, content=b"hello").text == "HELLO"

        @pytest.mark.parametrize("limits", [False, True])
        def test_limits(standin, limits):
            from celigo_scripts import RequestOptions, RetryPolicy
            server = standin("celigo", limits=limits, now=datetime(2026, 1, 31, tzinfo=timezone.utc))
            once = RequestOptions(retry=RetryPolicy(max_retries=0))
            statuses = set()
            with Celigo(base_url=server, token="anything") as celigo:
                for _ in range(1001):
                    statuses.add(celigo.scripts.raw.get("65a1f0c2b7d94e0012c3a4f1", options=once).status)
            assert statuses == ({200, 429} if limits else {200})

        def test_several_at_once(standin):
            assert len({standin(vendor) for vendor in ("celigo", "patchworks", "dvelop")}) == 3
    """
    consumer.run(tests).assert_outcomes(passed=9)


def test_any_document_stands_in_without_a_project(consumer: Consumer) -> None:
    consumer.pytester.makefile(
        ".yaml",
        things="""
            openapi: 3.0.3
            info: {title: Things, version: '1'}
            paths:
              /things:
                get: {responses: {'200': {description: All., content: {application/json: {schema: {type: array, items: {}}}}}}}
            """,
    )
    tests = """
        from pathlib import Path
        from urllib.request import urlopen

        def test_things(standin):
            things = standin("things.yaml")
            assert standin(Path("things.yaml")) is things
            assert urlopen(things + "/things").status == 200
            assert not hasattr(things, "behaviour")
    """
    consumer.run(tests, project="").assert_outcomes(passed=1)


def test_the_project_is_found_above_the_tests(consumer: Consumer) -> None:
    (consumer.pytester.path / "specs").symlink_to(ROOT / "specs")
    (consumer.pytester.path / "pyproject.toml").touch()
    consumer.run("def test_it(standin): assert standin('dvelop')", project="").assert_outcomes(passed=1)


def test_nothing_is_imported_for_tests_that_do_not_ask(consumer: Consumer) -> None:
    tests = """
        import sys

        def test_it():
            heavy = ("generator.", "uvicorn", "starlette", "httpx2", "yaml", "jsonschema_rs")
            assert [name for name in sys.modules if name.startswith(heavy)] == ["generator.pytest_plugin"]
    """
    arguments = consumer.write(tests, project="")
    consumer.pytester.runpytest_subprocess(*arguments).assert_outcomes(passed=1)


def test_pytest_finds_it_where_specloom_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"specloom": "generator.pytest_plugin"}


@pytest.mark.parametrize(
    ("call", "said", "project"),
    [
        ("standin('celigoo')", ["*there is no vendor 'celigoo'*", "*Did you mean 'celigo'?*"], str(ROOT)),
        ("standin('celigo')", ["*no folder here or above holds specs/*", "*Set specloom_project in*"], ""),
        ("standin('celigo')", ["*tox.ini: specloom_project is '*/none', which holds no specs/*"], "none"),
        ("standin('none.yaml')", ["*none.yaml*"], ""),
        ("standin('celigo', now='2026-01-31T12:00:00')", ["*has no time zone*"], str(ROOT)),
        ("standin('celigo', now='noon')", ["*noon*"], str(ROOT)),
        ("standin('celigo') and standin('celigo', seed=2)", ["*runs already*options once in a test*"], str(ROOT)),
    ],
)
def test_what_cannot_be_is_said_with_its_remedy(consumer: Consumer, call: str, said: list[str], project: str) -> None:
    result = consumer.run(f"def test_it(standin): {call}", project=project)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(said)
    assert "pytest_plugin.py" not in result.stdout.str()  # it is not where the user has to look


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_the_pages_show_passes(consumer: Consumer, page: Path) -> None:
    code = [token.content for token in MarkdownIt().parse(page.read_text("utf-8")) if token.type == "fence"]
    shown = [text for text in code if "(standin)" in text]
    assert shown
    consumer.run("\n\n".join(shown)).assert_outcomes(passed=len(shown))

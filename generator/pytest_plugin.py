"""The pytest plugin `specloom`: stand-ins for the tests of those who use the generated clients.

    def test_scripts(standin):
        with Celigo(base_url=standin("celigo"), token="anything") as celigo:
            assert [script.name for script in celigo.scripts.list()]

It is loaded in every run of pytest where Specloom is installed, so nothing is imported before a test asks for `standin`.
"""

from __future__ import annotations

import threading
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime
    from pathlib import Path

    from generator.standin.serving.handle import StandInHandle
    from generator.standin.serving.source import Source
    from generator.workspace.paths import ProjectPaths

INI = "specloom_project"

__all__ = ["StandIns", "standin"]


class _Wishes(NamedTuple):
    limits: bool = False
    seed: int = 0
    now: datetime | str | None = None


@dataclass(frozen=True, slots=True)
class _Running:
    handle: StandInHandle
    wishes: _Wishes


class StandIns:
    """Starts the stand-ins of one test: the type of the fixture `standin`."""

    def __init__(self, session: _Session) -> None:
        self._session = session
        self._running: dict[str, _Running] = {}
        self._ends: list[ExitStack] = []

    def __call__(
        self, what: str | Path, *, limits: bool = False, seed: int = 0, now: datetime | str | None = None
    ) -> StandInHandle:
        """Return a stand-in, started unless this test has it already.

        Args:
            what: a vendor of the project, or the path of an OpenAPI file, relative to pytest's rootdir.
            limits: whether the rate and the number of simultaneous calls are limited as the document states.
            seed: decides everything that is made up.
            now: the time at which its clock stands, with a time zone, as text in RFC 3339; unless given, it is the
                machine's and goes on.

        Raises:
            pytest.UsageError: there is no such vendor or file, it cannot be used, or it runs with other options already.
        """
        __tracebackhide__ = True
        from generator.document.findings import SpecloomError

        wishes = _Wishes(limits, seed, now)
        try:
            running = self._running.get(str(what)) or self._start(str(what), wishes)
        except (SpecloomError, ValueError) as error:
            raise pytest.UsageError(str(error)) from None
        if wishes not in {running.wishes, _Wishes()}:
            msg = f"the stand-in {str(what)!r} runs already, with {running.wishes}; ask for it with options once in a test"
            raise pytest.UsageError(msg)
        return running.handle

    def _start(self, what: str, wishes: _Wishes) -> _Running:
        from datetime import datetime

        from generator.standin.clock import Clock
        from generator.standin.serving.app import make_app
        from generator.standin.serving.handle import StandInHandle
        from generator.standin.serving.server import Running
        from generator.standin.standin import StandIn

        source = self._session.source(what)
        clock = Clock(datetime.fromisoformat(wishes.now) if isinstance(wishes.now, str) else wishes.now)
        made = StandIn(
            source.document, source.name, behaviour=source.behaviour, clock=clock, seed=wishes.seed,
            with_limits=wishes.limits,
        )  # fmt: skip
        app = make_app(made)
        end = ExitStack()
        end.callback(made.world.store.close)
        running = _Running(StandInHandle(end.enter_context(Running(app)).url, app), wishes)
        self._ends.append(end)
        self._running[what] = running
        return running

    def end(self) -> None:
        """Let them end; a server takes a tenth of a second for that, which no test waits for."""
        for each in self._ends:
            self._session.in_background(each)


class _Session:
    """What all tests of a run share: documents that were read, and servers that are about to end."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._sources: dict[str, Source] = {}
        self._ending: list[threading.Thread] = []

    def source(self, what: str) -> Source:
        """Return the document, and the behaviour, of a vendor or a file; they are read once.

        Raises:
            SpecloomError: they cannot be.
        """
        from generator.standin.serving import source

        if what not in self._sources:
            file = self._config.rootpath / what
            if source.is_file(what) or file.is_file():
                self._sources[what] = source.of_file(file)
            else:
                self._sources[what] = source.of_vendor(self._project(), what)
        return self._sources[what]

    def _project(self) -> ProjectPaths:
        from generator.document.findings import Place, SpecloomError, fail
        from generator.workspace.paths import ProjectPaths, find_root

        given = str(self._config.getini(INI))
        if not given:
            try:
                return ProjectPaths(find_root(self._config.rootpath))
            except SpecloomError as error:
                [finding] = error.findings
                remedy = f"Set {INI} in the configuration of pytest to the folder that holds specs/."
                raise fail(finding.rule, finding.message, finding.place, remedy) from None
        base = self._config.inipath.parent if self._config.inipath else self._config.rootpath
        paths = ProjectPaths((base / given).resolve())
        if not paths.specs.is_dir():
            place = Place(str(self._config.inipath or base))
            raise fail("no-project", f"{INI} is {str(paths.root)!r}, which holds no specs/", place, f"Correct {INI}.")
        return paths

    def in_background(self, end: ExitStack) -> None:
        """Let `end` happen while other tests run."""
        self._ending = [thread for thread in self._ending if thread.is_alive()]
        self._ending.append(threading.Thread(target=end.close, name="end of a stand-in"))
        self._ending[-1].start()

    def end(self) -> None:
        """Wait for what ends in the background."""
        for thread in self._ending:
            thread.join()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the setting that says where the vendors are."""
    said = "folder of the Specloom project whose vendors stand in (default: the nearest at or above rootdir)"
    parser.addini(INI, said, default="")


@pytest.fixture(scope="session")
def _specloom_session(pytestconfig: pytest.Config) -> Generator[_Session]:  # pyright: ignore[reportUnusedFunction]
    session = _Session(pytestconfig)
    yield session
    session.end()


@pytest.fixture
def standin(_specloom_session: _Session, monkeypatch: pytest.MonkeyPatch) -> Generator[StandIns]:
    """Start servers that stand in for vendors: `standin("celigo")` is the URL of one, for this test alone."""
    import os

    for name in ("NO_PROXY", "no_proxy"):  # or a proxy of the environment would be asked for them
        monkeypatch.setenv(name, ",".join(filter(None, (os.environ.get(name), "127.0.0.1"))))
    started = StandIns(_specloom_session)
    yield started
    started.end()

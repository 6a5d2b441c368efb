from __future__ import annotations

import copy
import json
import os
import random
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.standin.keeping import store_tables as tables
from generator.standin.keeping.store import NoRecordError, Record, RecordExistsError, Store
from generator.standin.keeping.store_file import memory_store, open_store

ROOT = Path(__file__).parents[2]
API = "garden 1.0"
BEDS, PLANTS = "/beds", "/beds/{bed}/plants"
NEAR, FAR = "/api/beds/1/plants", "/api/beds/2/plants"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.db"


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, path: Path) -> Iterator[Store]:
    with closing(memory_store() if request.param == "memory" else open_store(path, API)) as opened:
        yield opened


def plant(key: str, value: Any = None, scope: str = NEAR) -> Record:
    return Record(PLANTS, scope, key, value)


def keys(store: Store, scope: str | None = NEAR, **part: Any) -> list[str]:
    return [record.key for record in store.scan(PLANTS, scope, **part)]


class TestRecords:
    def test_what_was_inserted_is_there_in_its_scope_only(self, store: Store):
        store.insert(plant("a", {"height": 1}))
        assert store.get(PLANTS, NEAR, "a") == {"height": 1}
        assert store.get(PLANTS, FAR, "a") is None
        assert store.get(BEDS, NEAR, "a") is None
        assert store.get(PLANTS, NEAR, "A") is None

    def test_find_passes_over_the_scope_and_prefers_the_newest(self, store: Store):
        assert store.find(PLANTS, "a") is None
        store.insert(plant("a", 1, FAR))
        store.insert(plant("a", 2, NEAR))
        store.replace(plant("a", 3, FAR))
        assert store.find(PLANTS, "a") == plant("a", 2, NEAR)
        store.delete(PLANTS, NEAR, "a")
        assert store.find(PLANTS, "a") == plant("a", 3, FAR)

    def test_a_second_insert_is_refused_and_changes_nothing(self, store: Store):
        store.insert(plant("a", 1))
        with pytest.raises(RecordExistsError, match=r"'a' in '/api/beds/1/plants'"):
            store.insert(plant("a", 2))
        assert store.get(PLANTS, NEAR, "a") == 1
        assert store.count(PLANTS, NEAR) == 1

    def test_replace_keeps_the_position(self, store: Store):
        for key in "abc":
            store.insert(plant(key))
        store.replace(plant("b", "new"))
        assert keys(store) == ["a", "b", "c"]
        assert store.get(PLANTS, NEAR, "b") == "new"

    def test_what_is_not_there_cannot_be_replaced(self, store: Store):
        with pytest.raises(NoRecordError):
            store.replace(plant("a"))
        assert store.count(PLANTS, None) == 0

    def test_delete_says_whether_there_was_one(self, store: Store):
        store.insert(plant("a"))
        assert store.delete(PLANTS, NEAR, "a")
        assert not store.delete(PLANTS, NEAR, "a")
        assert store.get(PLANTS, NEAR, "a") is None

    def test_a_scope_is_emptied_alone(self, store: Store):
        for key in "abc":
            store.insert(plant(key))
        store.insert(plant("a", scope=FAR))
        store.insert(Record(BEDS, NEAR, "a", 1))
        assert store.count(PLANTS, NEAR) == 3
        store.empty(PLANTS, NEAR)
        store.empty(PLANTS, "/api/beds/none/plants")
        assert (keys(store), store.count(PLANTS, NEAR), store.count(PLANTS, None)) == ([], 0, 1)
        assert (store.get(PLANTS, FAR, "a"), store.get(BEDS, NEAR, "a")) == (None, 1)
        store.insert(plant("a"))
        assert store.count(PLANTS, NEAR) == 1

    @pytest.mark.parametrize("again", ["a", "c"])
    def test_what_is_inserted_again_is_the_last(self, store: Store, again: str):
        for key in "abc":
            store.insert(plant(key))
        store.delete(PLANTS, NEAR, again)
        store.insert(plant(again))
        assert keys(store) == [*(key for key in "abc" if key != again), again]

    def test_scan_gives_parts_in_order_of_insertion(self, store: Store):
        for number in (3, 1, 2, 10, 7):
            store.insert(plant(str(number), scope=NEAR if number < 5 else FAR))
        assert keys(store) == ["3", "1", "2"]
        assert keys(store, None) == ["3", "1", "2", "10", "7"]
        assert keys(store, offset=1) == ["1", "2"]
        assert keys(store, None, offset=1, limit=3) == ["1", "2", "10"]
        assert keys(store, limit=0) == keys(store, offset=3) == keys(store, "") == []
        assert keys(store, offset=10**30, limit=10**30) == []
        assert [record.scope for record in store.scan(PLANTS, None)] == [NEAR, NEAR, NEAR, FAR, FAR]

    def test_counts_follow_every_write(self, store: Store):
        assert store.count(PLANTS, NEAR) == store.count(PLANTS, None) == 0
        for key in "abc":
            store.insert(plant(key))
        store.insert(plant("a", scope=FAR))
        assert (store.count(PLANTS, NEAR), store.count(PLANTS, FAR), store.count(PLANTS, None)) == (3, 1, 4)
        store.delete(PLANTS, FAR, "a")
        store.replace(plant("a", 1))
        assert (store.count(PLANTS, NEAR), store.count(PLANTS, FAR), store.count(PLANTS, None)) == (3, 0, 3)
        assert store.count(BEDS, None) == 0

    def test_clear_makes_it_as_new(self, store: Store):
        store.insert(plant("a"))
        store.next_number("plant")
        assert store.count(PLANTS, NEAR) == 1
        store.clear()
        assert store.count(PLANTS, NEAR) == store.count(PLANTS, None) == 0
        assert store.scan(PLANTS, None) == []
        assert store.next_number("plant") == 1


DEEP: Any = []
for _ in range(200):
    DEEP = {"in": [DEEP]}
VALUES: list[Any] = [
    None,
    False,
    0,
    -0.1,
    1e300,
    10**400,
    "",
    'naïve ☃ 𝄞 \x00 \x7f \u2028 \\ "',
    "\ud83d",
    "\ude00\ud83d and \ud83d\ude00",
    {"": [], "\udcff": {}, "nested": [[{"a": None}], True]},
    [1, 1.0, "1"],
    "x" * 300_000,
    DEEP,
]


class TestValues:
    @pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
    def test_any_json_comes_back_as_it_was(self, store: Store, value: Any):
        store.insert(plant("a", "old"))
        store.replace(plant("a", value))
        store.insert(plant("b", value))
        for key in "ab":
            assert store.get(PLANTS, NEAR, key) == value
            assert type(store.get(PLANTS, NEAR, key)) is type(value)
        assert [record.value for record in store.scan(PLANTS, None)] == [value, value]

    @pytest.mark.parametrize("name", ["", " ", "\x00", "a\x00", "é", "e\u0301", "\ud800", "\ud83d\ude00", "%", "'; --"])
    def test_any_text_can_be_a_name(self, store: Store, name: str):
        others = ["a", "e", "\ud801", "\U0001f600"]
        for key in [name, *others]:
            store.insert(Record(key, key, key, key))
        assert store.get(name, name, name) == name
        assert store.find(name, name) == Record(name, name, name, name)
        assert store.scan(name, None) == store.scan(name, name) == [Record(name, name, name, name)]
        assert [store.next_number(name), store.next_number(name), store.next_number("a")] == [1, 2, 1]

    def test_changing_what_went_in_or_came_out_changes_nothing(self, store: Store):
        value = {"tags": ["a"], "size": {"height": 1}}
        kept = copy.deepcopy(value)
        store.insert(plant("a", value))
        found = store.find(PLANTS, "a")
        assert found is not None
        for reached in (value, store.get(PLANTS, NEAR, "a"), found.value, store.scan(PLANTS, NEAR)[0].value):
            reached["tags"].append("b")
            del reached["size"]["height"]
            assert store.get(PLANTS, NEAR, "a") == kept

    @pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes", {"a": [object()]}])
    def test_what_is_not_json_is_refused_and_not_kept(self, store: Store, value: Any):
        with pytest.raises(TypeError):
            store.insert(plant("a", value))
        assert store.count(PLANTS, None) == 0


class BrokenError(Exception):
    """What a test raises inside a transaction."""


class TestTransactions:
    def test_all_of_it_happens(self, store: Store):
        store.insert(plant("old"))
        with store.transaction():
            store.insert(plant("a", 1))
            store.replace(plant("a", 2))
            store.delete(PLANTS, NEAR, "old")
            assert keys(store) == ["a"]
        assert keys(store) == ["a"]
        assert store.get(PLANTS, NEAR, "a") == 2

    @pytest.mark.parametrize("error", [BrokenError, KeyboardInterrupt, GeneratorExit])
    def test_or_nothing_of_it(self, store: Store, error: type[BaseException]):
        for key in "abc":
            store.insert(plant(key, "old"))
        assert store.count(PLANTS, NEAR) == 3

        def work() -> None:
            with store.transaction():
                store.delete(PLANTS, NEAR, "a")
                store.replace(plant("b", "new"))
                store.insert(plant("d"))
                store.insert(plant("a"))
                assert store.count(PLANTS, NEAR) == 4
                raise error

        with pytest.raises(error):
            work()
        assert [(record.key, record.value) for record in store.scan(PLANTS, None)] == [(key, "old") for key in "abc"]
        assert store.count(PLANTS, NEAR) == store.count(PLANTS, None) == 3

    def test_clear_is_undone_too(self, store: Store):
        store.insert(plant("a"))
        store.next_number("plant")
        with suppress(BrokenError), store.transaction():
            store.clear()
            store.insert(plant("b"))
            raise BrokenError
        assert keys(store) == ["a"]
        assert store.next_number("plant") == 2

    def test_counters_that_were_cleared_begin_anew_whatever_fails_afterwards(self, store: Store):
        with store.transaction():
            store.next_number("plant")
        store.clear()
        with suppress(BrokenError), store.transaction():
            raise BrokenError
        assert store.next_number("plant") == 1

    def test_a_write_that_fails_takes_only_itself_back(self, store: Store):
        with store.transaction():
            store.insert(plant("a"))
            with pytest.raises(RecordExistsError):
                store.insert(plant("a"))
            store.insert(plant("b"))
        assert keys(store) == ["a", "b"]

    def test_an_inner_one_is_undone_by_itself_and_with_the_outer_one(self, store: Store):
        with store.transaction():
            store.insert(plant("a"))
            with suppress(BrokenError), store.transaction():
                store.insert(plant("b"))
                with store.transaction():
                    store.insert(plant("c"))
                raise BrokenError
            with store.transaction():
                store.insert(plant("d"))
        assert keys(store) == ["a", "d"]
        with suppress(BrokenError), store.transaction():
            with store.transaction():
                store.insert(plant("e"))
            raise BrokenError
        assert keys(store) == ["a", "d"]
        assert store.count(PLANTS, NEAR) == 2

    def test_a_number_is_never_given_twice(self, store: Store, path: Path):
        given = [store.next_number("plant")]
        with suppress(BrokenError), store.transaction():
            given.append(store.next_number("plant"))
            with suppress(BrokenError), store.transaction():
                given.append(store.next_number("plant"))
                raise BrokenError
            given.append(store.next_number("plant"))
            raise BrokenError
        given.append(store.next_number("plant"))
        with suppress(BrokenError), store.transaction():
            given.append(store.next_number("plant"))
            raise BrokenError
        if path.exists():
            store.close()
            with closing(open_store(path, API)) as again:
                given.append(again.next_number("plant"))
        assert given == list(range(1, len(given) + 1))

    def test_counters_know_nothing_of_each_other(self, store: Store):
        assert [store.next_number(name) for name in ("a", "b", "a", "")] == [1, 1, 2, 1]


def test_random_steps_do_what_a_list_would(store: Store):
    """Hold the store against a plain list, transactions that fail included."""
    chance = random.Random(11)
    model: list[Record] = []

    def place() -> tuple[str, str, str]:
        return chance.choice([BEDS, PLANTS]), chance.choice(["", NEAR, FAR]), str(chance.randrange(6))

    def step() -> None:
        resource, scope, key = place()
        at = next((i for i, r in enumerate(model) if (r.resource, r.scope, r.key) == (resource, scope, key)), None)
        record = Record(resource, scope, key, chance.random())
        if chance.random() < 0.4:
            assert store.delete(resource, scope, key) is (at is not None)
            if at is not None:
                del model[at]
        elif at is None:
            store.insert(record)
            model.append(record)
        else:
            store.replace(record)
            model[at] = record

    def steps(depth: int) -> None:
        before = list(model)
        with suppress(BrokenError), store.transaction():
            for _ in range(chance.randrange(5)):
                if depth < 3 and chance.random() < 0.3:
                    steps(depth + 1)
                else:
                    step()
            if chance.random() < 0.4:
                model[:] = before
                raise BrokenError

    for _ in range(400):
        if chance.random() < 0.5:
            steps(0)
        else:
            step()
        require_agreement(store, model, *place())


def require_agreement(store: Store, model: list[Record], resource: str, scope: str, key: str) -> None:
    for within in (None, scope):
        expected = [record for record in model if record.resource == resource and within in (None, record.scope)]
        assert store.scan(resource, within) == expected
        assert store.scan(resource, within, offset=1, limit=2) == expected[1:3]
        assert store.count(resource, within) == len(expected)
    same = [record for record in model if (record.resource, record.key) == (resource, key)]
    assert store.find(resource, key) == (same[-1] if same else None)


class TestThreads:
    def run(self, count: int, work: Callable[[int], None]) -> None:
        errors: list[BaseException] = []

        def guarded(number: int) -> None:
            try:
                work(number)
            except BaseException as error:
                errors.append(error)

        threads = [threading.Thread(target=guarded, args=(number,)) for number in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []

    def test_no_write_and_no_number_is_lost_between_threads(self, store: Store):
        given: list[int] = []
        store.insert(plant("sum", 0))

        def work(number: int) -> None:
            for step in range(100):
                with store.transaction():
                    store.replace(plant("sum", store.get(PLANTS, NEAR, "sum") + 1))
                store.insert(plant(f"{number}-{step}"))
                given.append(store.next_number("plant"))

        self.run(4, work)
        assert store.get(PLANTS, NEAR, "sum") == 400
        assert store.count(PLANTS, NEAR) == len(keys(store)) == 401
        assert sorted(given) == list(range(1, 401))

    def test_a_thread_sees_nothing_of_the_open_transaction_of_another(self, store: Store):
        """Half of the transactions fail, half move one from `a` to `b`: the sum is the same whenever one looks."""
        store.insert(plant("a", 100))
        store.insert(plant("b", 0))

        def work(number: int) -> None:
            for step in range(100):
                if number % 2:
                    assert sum(record.value for record in store.scan(PLANTS, NEAR)) == 100
                    continue
                with suppress(BrokenError), store.transaction():
                    store.replace(plant("a", store.get(PLANTS, NEAR, "a") - 1))
                    store.replace(plant("b", store.get(PLANTS, NEAR, "b") + 1))
                    if step % 2:
                        raise BrokenError

        self.run(4, work)
        assert [record.value for record in store.scan(PLANTS, NEAR)] == [0, 100]


@pytest.mark.parametrize("statement", ["GET", "FIND", "SCAN", "SCAN_SCOPE", "REPLACE", "DELETE"])
def test_nothing_walks_through_all_records(statement: str):
    """SQLite tells its steps: they stay few whichever of the indexes its planner would like better."""
    sql: str = getattr(tables, statement)
    names = {"resource = ?": PLANTS, "scope = ?": NEAR, "key = ?": "10", "value = ?": "1"}
    values: list[bytes | int] = [tables.to_column(names[name]) for name in names if name in sql]
    if statement == "REPLACE":
        values = [values[-1], *values[:-1]]
    if "LIMIT ? OFFSET ?" in sql:
        values += [10, 10]
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        for table in tables.TABLES:
            database.execute(table)
        rows = [(PLANTS.encode(), scope.encode(), b"%d" % n, b"1") for n in range(2000) for scope in (NEAR, FAR)]
        database.executemany(tables.INSERT, rows)
        database.set_progress_handler(count, 1)
        cursor = database.execute(sql, values)
        assert cursor.fetchall() or cursor.rowcount == 1
    assert steps < 500


def refused(path: Path, identity: str = API) -> str:
    """The message with which opening `path` is refused; checks that it changes nothing and leaves nothing."""
    before = {each: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
    with pytest.raises(SpecloomError) as caught:
        open_store(path, identity)
    assert {each: each.read_bytes() for each in path.parent.iterdir() if each.is_file()} == before
    (finding,) = caught.value.findings
    assert finding.place.file == str(path)
    assert finding.remedy
    return str(finding)


def made(path: Path) -> Path:
    with closing(open_store(path, API)) as store:
        store.insert(plant("a", 1))
    return path


def pragma(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


class TestFile:
    def test_what_was_written_is_there_when_it_is_opened_again(self, path: Path):
        with closing(open_store(path, API)) as store:
            for key in "cab":
                store.insert(plant(key, {"key": key}))
            store.replace(plant("a", [VALUES[9]]))
            store.next_number("plant")
        assert [each.name for each in path.parent.iterdir()] == [path.name]
        with closing(open_store(path, API)) as store:
            assert keys(store) == ["c", "a", "b"]
            assert store.get(PLANTS, NEAR, "a") == [VALUES[9]]
            assert store.next_number("plant") == 2
            store.insert(plant("d"))
            assert keys(store) == ["c", "a", "b", "d"]

    def test_an_empty_file_is_a_new_one(self, path: Path):
        path.touch()
        assert keys_of(made(path)) == ["a"]

    @pytest.mark.parametrize("name", [":memory:", "file:x?mode=memory", "with space & ?=#%.db", "ünï"])
    def test_a_name_is_only_a_name(self, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.chdir(tmp_path)
        made(Path(name))
        assert [each.name for each in tmp_path.iterdir()] == [name]

    def test_a_log_whose_database_was_deleted_does_no_harm(self, path: Path):
        with closing(open_store(path, API)) as store:
            store.insert(plant("a"))
            log = path.with_name(path.name + "-wal").read_bytes()
        path.unlink()
        path.with_name(path.name + "-wal").write_bytes(log)
        with closing(open_store(path, "another")) as store:
            assert store.count(PLANTS, None) == 0

    @pytest.mark.parametrize("after", ["log", "database"])
    def test_a_file_cut_off_while_it_was_written_opens_with_whole_transactions(self, path: Path, after: str):
        """Copies of the files in the middle of work, the log cut anywhere, are what a crash could have left."""
        chance = random.Random(5)
        copied = path.with_name("copy.db")
        with closing(open_store(path, API)) as store:
            for number in range(40):
                with store.transaction():
                    store.insert(plant(f"{number}", "x" * 3000, NEAR))
                    store.insert(plant(f"{number}", "x" * 3000, FAR))
            database, log = path.read_bytes(), path.with_name(path.name + "-wal").read_bytes()
        for _ in range(20):
            end = chance.randrange(len(log))
            copied.write_bytes(database)
            tail = b"" if after == "log" else chance.randbytes(200)
            copied.with_name("copy.db-wal").write_bytes(log[:end] + tail)
            with closing(open_store(copied, API)) as store:
                assert keys(store, NEAR) == keys(store, FAR) == [str(n) for n in range(store.count(PLANTS, NEAR))]
                store.insert(plant("more"))

    @pytest.mark.parametrize(
        ("data", "what"),
        [
            (b"x", "not a database"),
            (b'{"a": 1}\n' * 50, "not a database"),
            (b"\0" * 5000, "not a database"),
            (b"SQLite format 3\0", "another program"),
        ],
    )
    def test_what_is_no_database_is_left_alone(self, path: Path, data: bytes, what: str):
        path.write_bytes(data)
        assert what in refused(path)

    @pytest.mark.parametrize("mode", ["delete", "wal"])
    @pytest.mark.parametrize("statements", [(), ("PRAGMA application_id = 7",), ("PRAGMA user_version = 1",)])
    def test_another_program_s_database_is_left_alone(self, path: Path, mode: str, statements: tuple[str, ...]):
        pragma(path, f"PRAGMA journal_mode = {mode}", "CREATE TABLE record (x)", *statements)
        assert "another program" in refused(path)

    @pytest.mark.parametrize("version", [2, 99, -1])
    def test_a_newer_file_is_left_alone(self, path: Path, version: int):
        pragma(made(path), f"PRAGMA user_version = {version}")
        message = refused(path)
        assert f"version {version}" in message
        assert "Update" in message

    def test_a_file_made_for_another_api_is_left_alone(self, path: Path):
        message = refused(made(path), "orchard 2.0\x1b[2J\ud800")
        assert "'garden 1.0'" in message
        assert "orchard 2.0\\x1b[2J\\ud800" in message
        assert "delete" in message
        assert keys_of(path) == ["a"]

    def test_a_damaged_file_is_said_to_be_damaged(self, path: Path):
        with closing(open_store(path, API)) as store:
            for number in range(100):
                store.insert(plant(str(number), "x" * 1000))
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
        assert "is damaged" in refused(path)
        path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
        assert "is damaged" in refused(path)

    def test_damage_that_shows_later_is_said_too(self, path: Path):
        with closing(open_store(path, API)) as store:
            for number in range(1000):
                store.insert(plant(str(number), "x" * 1000))
        whole = path.read_bytes()
        path.write_bytes(whole[:40_960] + b"\xff" * (len(whole) - 40_960))
        with closing(open_store(path, API)) as store, pytest.raises(SpecloomError, match="is damaged"):
            store.scan(PLANTS, None)

    def test_what_is_no_file_is_refused(self, path: Path):
        path.mkdir()
        assert "not a regular file" in refused(path)
        path.rmdir()
        os.mkfifo(path)
        assert "not a regular file" in refused(path)
        assert "name too long" in refused(path.with_name("x" * 300)).lower()

    def test_a_folder_that_does_not_exist_is_not_made(self, tmp_path: Path):
        with pytest.raises(SpecloomError, match=r"folder that does not exist.*\n.*Make the folder"):
            open_store(tmp_path / "no" / "state.db", API)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc here")
    def test_a_place_that_takes_no_files_is_said_to_take_none(self):
        with pytest.raises(SpecloomError, match=r"/proc/state\.db: cannot be opened for writing"):
            open_store(Path("/proc/state.db"), API)

    @pytest.mark.parametrize("what", ["file", "folder"])
    def test_a_read_only_place_is_said_to_be_one(self, path: Path, what: str):
        made(path)
        place = path if what == "file" else path.parent
        mode = place.stat().st_mode
        place.chmod(mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
        try:
            if os.access(place, os.W_OK):
                pytest.skip("root may write anywhere")
            assert "[state-not-writable]" in refused(path)
        finally:
            place.chmod(mode)

    def test_a_file_in_use_is_refused_until_it_is_free(self, path: Path):
        child = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        with child:
            assert child.stdin is not None
            assert child.stdout is not None
            assert child.stdout.readline() == "open\n"
            assert "in use by another process" in refused(path)
            child.stdin.close()
        with closing(open_store(path, API)) as store:
            assert keys(store) == ["a"]
            with pytest.raises(SpecloomError, match="in use"):
                open_store(path, API)
            store.insert(plant("b"))
        assert keys_of(path) == ["a", "b"]

    def test_a_full_disk_fails_the_write_and_keeps_what_was_there(self, path: Path):
        """A limit on the size of files stands for the disk: in a child, because it holds for a whole process."""
        done = subprocess.run(
            [sys.executable, "-c", FULL, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        kept = json.loads(done.stdout)
        assert len(kept) > 10
        assert kept == keys_of(path)

    def test_a_closed_store_says_so(self, store: Store):
        store.close()
        store.close()
        with pytest.raises(SpecloomError, match="closed"):
            store.get(PLANTS, NEAR, "a")


HOLD = """
import sys
from pathlib import Path
from generator.standin.keeping.store import Record
from generator.standin.keeping.store_file import open_store

store = open_store(Path(sys.argv[1]), "garden 1.0")
store.insert(Record("/beds/{bed}/plants", "/api/beds/1/plants", "a", 1))
print("open", flush=True)
sys.stdin.read()
store.close()
"""
FULL = """
import json, resource, signal, sys
from pathlib import Path
from generator.document.findings import SpecloomError
from generator.standin.keeping.store import Record
from generator.standin.keeping.store_file import open_store

def plant(bed, key, size):
    return Record("/beds/{bed}/plants", f"/api/beds/{bed}/plants", key, "x" * size)

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
store = open_store(Path(sys.argv[1]), "garden 1.0")
refused = 0
for step in range(200):
    try:
        with store.transaction():
            try:
                store.insert(plant(2, str(step), 5000))
                if step % 20 == 15:
                    for more in range(40):
                        store.insert(plant(3, f"{step}-{more}", 100_000))
            except SpecloomError:
                refused += 1  # and on, as if nothing had happened
            store.insert(plant(1, str(step), 5000 if step > 20 else 1))
    except SpecloomError:
        refused += 1
assert refused > 10, refused
assert store.count("/beds/{bed}/plants", "/api/beds/3/plants") == 0
found = [record.key for record in store.scan("/beds/{bed}/plants", "/api/beds/1/plants")]
assert found == [record.key for record in store.scan("/beds/{bed}/plants", "/api/beds/2/plants")], found
store.close()
print(json.dumps(found))
"""


def keys_of(path: Path) -> list[str]:
    with closing(open_store(path, API)) as store:
        return keys(store)

"""The `testing` module of a package: canned answers by the names and types of its own methods and models."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from .checkers import CHECKERS, reported_lines
from .documents import answer, document, path_parameter
from .packages import emit, load

# Every method that answers, in both kinds of client: what is right passes, each line that is wrong says so.
CODE = """\
from __future__ import annotations

from corner_bakery import AsyncCornerBakery, Content, CornerBakery, models
from corner_bakery.testing import Answers, SentRequest

answers = Answers()
client: CornerBakery = answers.client()
awaited: AsyncCornerBakery = answers.async_client()
bread = models.Bread(id="7", name="loaf", flour="rye", class_="A", weight_grams=750)
shelf = models.Shelf(breads=[bread])


def right() -> None:
    answers.to(client.breads.get).give(bread).give(bread, status=200, headers={"X-Request-Id": "1"}).fail(404).drop()
    answers.to(client.breads.list).give(shelf)
    answers.to(client.breads.create).give(bread).fail(422, models.Problem(message="no")).fail(500, {"a": 1})
    answers.to(client.breads.delete).give(None)
    answers.to(client.breads.raw.get).give(bread)
    answers.to(client.breads.raw.list).give(shelf)
    answers.to(client.ovens.get).give(models.WoodOven(kind="wood"))
    answers.to(client.ovens.picture.get).give(Content(b"png", "image/png"))
    answers.to(client.breads.label.get).give("rye")
    answers.to(client.breads.toppings.list).give([models.Topping(name="salt")])
    answers.to(client.breads.get).compute(lambda request: models.Bread(id=request.path, name="a", flour="rye"))
    requests: list[SentRequest] = answers.requests
    print(requests[0].json(), requests[0].query["page"], requests[0].headers["x-shop"])


def right_too() -> None:
    answers.to(awaited.breads.get).give(bread)
    answers.to(awaited.breads.list).give(shelf)
    answers.to(awaited.breads.create).give(bread)
    answers.to(awaited.breads.delete).give(None)
    answers.to(awaited.breads.raw.get).give(bread)
    answers.to(awaited.breads.raw.list).give(shelf)
    answers.to(awaited.ovens.get).give(models.SteamOven(kind="SteamOven"))


def wrong() -> None:
    answers.to(client.breads.get).give(shelf)  # wrong
    answers.to(client.breads.get).give(None)  # wrong
    answers.to(client.breads.list).give([bread])  # wrong
    answers.to(client.breads.create).give(shelf)  # wrong
    answers.to(client.breads.delete).give(bread)  # wrong
    answers.to(client.breads.raw.get).give(shelf)  # wrong
    answers.to(client.breads.raw.list).give(bread)  # wrong
    answers.to(client.ovens.get).give(bread)  # wrong
    answers.to(client.breads.get).compute(lambda request: request.path)  # wrong
    answers.to(awaited.breads.get).give(shelf)  # wrong
    answers.to(awaited.breads.list).give([bread])  # wrong
    answers.to(awaited.breads.create).give(shelf)  # wrong
    answers.to(awaited.breads.delete).give(bread)  # wrong
    answers.to(awaited.breads.raw.get).give(shelf)  # wrong
    answers.to(awaited.breads.raw.list).give(bread)  # wrong
    answers.to(client.breads)  # wrong
"""


@pytest.fixture
def testing(bakery_package: ModuleType) -> Any:
    return import_module(f"{bakery_package.__name__}.testing")


def test_answers_are_what_the_methods_return(bakery_package: ModuleType, testing: Any) -> None:
    models: Any = bakery_package.models
    answers = testing.Answers()
    bread = models.Bread(
        id="7", name="loaf", flour="rye", class_="A", json="j", baked_at=datetime(2026, 1, 31, tzinfo=UTC), labels={}
    )
    given: list[tuple[str, str, Any, tuple[Any, ...]]] = [
        ("breads", "get", bread, ("7",)),
        ("breads", "create", bread, ()),
        ("breads", "delete", None, ("7",)),
        ("breads.toppings", "list", [models.Topping(name="salt")], ("7",)),
        ("breads.label", "get", "rye", ("7",)),
        ("ovens", "get", models.WoodOven(kind="wood", logs=3), ("1",)),
        ("ovens.picture", "get", bakery_package.Content(b"png", "image/png"), ("1",)),
    ]
    with answers.client() as client:
        for resource, method, value, arguments in given:
            fields = {"name": "loaf", "flour": "rye"} if method == "create" else {}
            call: Any = attrgetter(f"{resource}.{method}")(client)
            answers.to(call).give(value)
            assert call(*arguments, **fields) == value
    assert [request.operation for request in answers.requests] == [f"{each[0]}.{each[1]}" for each in given]
    assert answers.requests[1].json() == {"name": "loaf", "flour": "rye"}


def test_both_clients_share_answers_and_failures(bakery_package: ModuleType, testing: Any) -> None:
    models: Any = bakery_package.models
    answers = testing.Answers()
    bread = models.Bread(id="7", name="loaf", flour="rye")
    answers.to(answers.client().breads.list).give(models.Shelf(breads=[bread]))
    problem = models.Problem(message="sold out", code=4)

    async def main() -> None:
        async with answers.async_client() as client:
            assert [each async for each in client.breads.list(x_shop=1)] == [bread]
            answers.to(client.breads.get).fail(404, problem)
            with pytest.raises(bakery_package.NotFoundError) as caught:
                await client.breads.get("7")
            assert caught.value.parsed() == problem

    asyncio.run(main())
    assert answers.requests[0].headers["x-shop"] == "1"


def test_a_stream_gets_the_answers_of_its_method(bakery_package: ModuleType, testing: Any) -> None:
    answers = testing.Answers()
    client = answers.client()
    answers.to(client.ovens.picture.get).give(bakery_package.Content(b"a png", "image/png")).fail(404)
    with client.ovens.picture.stream.get("1") as picture:
        assert b"".join(picture) == b"a png"
    with pytest.raises(bakery_package.NotFoundError), client.ovens.picture.stream.get("1"):
        pass
    with pytest.raises(TypeError, match="is not a method of a resource"):
        answers.to(client.ovens.picture.stream.get)


def test_a_client_may_be_called_as_the_answers_are(tmp_path: Path) -> None:
    load(emit(document({"/breads/{id}": _BREADS}), "answers", tmp_path))
    testing: Any = import_module("answers.testing")
    given = testing.Answers()
    client = given.client()
    given.to(client.breads.get).give("7")
    assert client.breads.get("1") == "7"


def test_a_method_of_another_package_is_refused(testing: Any, tmp_path: Path) -> None:
    other: Any = load(emit(document({"/breads/{id}": _BREADS}), "other_bakery", tmp_path))
    stranger = other.OtherBakery(base_url="http://127.0.0.1:1").breads.get
    with pytest.raises(TypeError, match="is not a method of a resource of this package"):
        testing.Answers().to(stranger)


_BREADS = {"parameters": [path_parameter("id")], "get": {"responses": {"200": answer({"type": "string"})}}}


@pytest.mark.parametrize(
    "schemes",
    [
        {},
        {"basic": {"type": "http", "scheme": "basic"}},
        {"key": {"type": "apiKey", "in": "query", "name": "key"}},
        {"bearer": {"type": "http", "scheme": "bearer"}, "key": {"type": "apiKey", "in": "cookie", "name": "k"}},
        {"certificate": {"type": "mutualTLS"}},
        {
            "machine": {
                "type": "oauth2",
                "flows": {"clientCredentials": {"tokenUrl": "https://bakery.example/token", "scopes": {}}},
            }
        },
    ],
    ids=lambda schemes: "+".join(schemes) or "none",
)
def test_no_environment_is_needed(schemes: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"bakery_of_{'_and_'.join(schemes) or 'none'}"
    servers = [{"url": "https://{tenant}.bakery.example", "variables": {"tenant": {"default": ""}}}]
    more = {"components": {"securitySchemes": schemes}, "security": [{each: []} for each in schemes]}
    load(emit(document({"/breads/{id}": _BREADS}, **more) | {"servers": servers}, name, tmp_path))
    answers: Any = import_module(f"{name}.testing").Answers()
    for value in ("", "unusable"):
        for variable in ("BASE_URL", "TOKEN", "API_KEY", "USERNAME", "PASSWORD", "CLIENT_ID", "TENANT"):
            monkeypatch.setenv(f"{name.upper()}_{variable}", value)
        client = answers.client()
        answers.to(client.breads.get).give("7")
        assert client.breads.get("a/b") == "7"
        assert client.base_url == "http://canned.test"
        request = answers.requests[-1]
        assert (request.path, str(request.query)) == ("/breads/a%2Fb", "")
        assert {"authorization", "cookie"}.isdisjoint(request.headers)


def test_importing_the_package_leaves_it_alone(bakery_source: Path) -> None:
    code = "import sys, corner_bakery; corner_bakery.CornerBakery; print([m for m in sys.modules if 'testing' in m])"
    environment = {**os.environ, "PYTHONPATH": str(bakery_source.parent)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.types
def test_a_wrong_answer_is_a_type_error(checker: str, bakery_source: Path, tmp_path: Path) -> None:
    (use := tmp_path / "use.py").write_text(CODE)
    (folder := tmp_path / "checked").mkdir()
    expected = [number for number, line in enumerate(CODE.splitlines(), 1) if line.endswith("# wrong")]
    assert reported_lines(checker, use, [bakery_source.parent], folder) == expected

"""What a package made of a small document does on the wire."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import pytest
from local_server import Reply, json_reply  # pyright: ignore[reportMissingImports]

BREAD = {"id": "7", "name": "rye loaf", "flour": "rye"}


@pytest.fixture
def client(bakery_package: ModuleType, server: Any) -> Iterator[Any]:
    with bakery_package.CornerBakery(token="t", base_url=server.url) as made:
        yield made


def sent(server: Any) -> Any:
    return json.loads(server.last.body)


def test_fields_are_sent_under_their_wire_names(client: Any, server: Any, bakery_package: ModuleType):
    server.replies = [json_reply(BREAD, 201)]
    topping = bakery_package.models.Topping(name="seeds")
    client.breads.create(
        name="rye loaf", flour="rye", weight_grams=750, class_="A", json="text", toppings=[topping],
        baked_at=datetime(2026, 1, 31, 4, tzinfo=UTC), labels={"a": "b"},
    )  # fmt: skip
    assert server.last.headers["authorization"] == "Bearer t"
    assert sent(server) == {
        "name": "rye loaf", "flour": "rye", "weightGrams": 750, "class": "A", "json": "text", "toppings": [{"name": "seeds"}],
        "bakedAt": "2026-01-31T04:00:00+00:00", "labels": {"a": "b"},
    }  # fmt: skip


def test_a_body_sends_what_was_set_on_it(client: Any, server: Any, bakery_package: ModuleType):
    server.replies = [json_reply(BREAD)] * 2
    request = bakery_package.models.BreadsPatchRequest
    client.breads.patch("7", body=request(note=None))
    assert sent(server) == {"note": None}
    client.breads.patch("7", body=request())
    assert sent(server) == {}


def test_unset_is_not_null(client: Any, server: Any, bakery_package: ModuleType):
    server.replies = [json_reply(BREAD)] * 3
    client.breads.patch("7", note=None)
    assert sent(server) == {"note": None}
    client.breads.patch("7", name="x", note=bakery_package.UNSET)
    assert sent(server) == {"name": "x"}
    client.breads.patch("7")
    assert server.last.body == b""
    assert "content-type" not in server.last.headers


def test_fields_and_body_together_are_refused(client: Any, server: Any, bakery_package: ModuleType):
    with pytest.raises(TypeError, match="not both"):
        client.breads.patch("7", name="x", body=bakery_package.models.BreadsPatchRequest())
    assert server.received == []


def test_read_only_fields_are_not_asked_for(client: Any):
    with pytest.raises(TypeError, match="'id'"):
        client.breads.create(id="7", name="rye loaf", flour="rye")


def test_parameters_are_sent_under_their_wire_names(client: Any, server: Any):
    server.replies = [json_reply({"breads": []})]
    moment = datetime(2026, 1, 31, 4, tzinfo=UTC)
    assert list(client.breads.list(x_shop=3, flour="rye", filter_class=["a", "b&c"], baked_after=moment)) == []
    assert server.last.query == [
        ("flour", "rye"), ("filter[class]", "a"), ("filter[class]", "b&c"), ("baked-after", "2026-01-31T04:00:00+00:00"),
    ]  # fmt: skip
    assert server.last.headers["x-shop"] == "3"


def test_a_path_argument_stays_one_segment(client: Any, server: Any):
    server.replies = [json_reply(BREAD)]
    client.breads.get("a/b?c#d é")
    assert server.last.target == "/breads/a%2Fb%3Fc%23d%20%C3%A9"


@pytest.mark.parametrize("extra", [{"flour": "spelt"}, {"colour": "brown", "nested": {"a": [1, None]}}, {"note": None}])
def test_what_the_document_does_not_know_passes_and_nothing_is_lost(client: Any, server: Any, extra: dict[str, Any]):
    answer = {**BREAD, "weightGrams": 1, "toppings": [{"name": "salt", "origin": "sea"}], **extra}
    server.replies = [json_reply(answer)]
    bread = client.breads.get("7")
    assert bread.toppings[0].origin == "sea"
    assert json.loads(bread.model_dump_json(exclude_unset=True)) == answer
    server.replies = [json_reply(answer, 201)]
    client.breads.create(body=bread)
    assert {"id": "7", **sent(server)} == answer  # the bakery alone sets the id
    assert "id" not in sent(server)


def test_constraints_of_the_document_do_not_make_an_answer_unreadable(client: Any, server: Any):
    server.replies = [json_reply({**BREAD, "name": "x" * 41})]
    assert len(client.breads.get("7").name) == 41


def test_an_answer_of_another_shape_is_one_error_with_the_body(client: Any, server: Any, bakery_package: ModuleType):
    server.replies = [json_reply({"name": "no id"})]
    with pytest.raises(bakery_package.ResponseValidationError) as caught:
        client.breads.get("7")
    assert b"no id" in caught.value.response.content


def test_a_union_is_told_apart_by_its_discriminator(client: Any, server: Any, bakery_package: ModuleType):
    server.replies = [json_reply({"kind": "wood", "logs": 3}), json_reply({"kind": "SteamOven", "litres": 1.5})]
    assert isinstance(client.ovens.get("1"), bakery_package.models.WoodOven)
    assert isinstance(client.ovens.get("2"), bakery_package.models.SteamOven)


def test_a_declared_error_is_read(client: Any, server: Any, bakery_package: ModuleType):
    server.replies = [json_reply({"message": "eaten"}, 404)]
    with pytest.raises(bakery_package.NotFoundError) as caught:
        client.breads.get("7")
    assert caught.value.status == 404
    assert caught.value.parsed().message == "eaten"


def test_every_page_is_walked(client: Any, server: Any):
    server.replies = [
        json_reply({"breads": [BREAD], "paging": {"next": "c2"}}),
        json_reply({"breads": [{**BREAD, "id": "8"}], "paging": {"next": None}}),
    ]
    assert [bread.id for bread in client.breads.list(x_shop=1)] == ["7", "8"]
    assert server.last.query == [("cursor", "c2")]


def test_raw_gives_the_response(client: Any, server: Any):
    server.replies = [json_reply(BREAD), json_reply({"message": "x"}, 404), json_reply({"breads": [BREAD]})]
    reply = client.breads.raw.get("7")
    assert (reply.status, reply.parse().id) == (200, "7")
    assert client.breads.raw.get("7").status == 404
    assert client.breads.raw.list(x_shop=1).parse().breads[0].id == "7"


def test_binary_content_goes_and_comes_as_it_is(client: Any, server: Any):
    picture = bytes(range(256))
    server.replies = [Reply(200, picture, {"Content-Type": "image/png"}), Reply(204)]
    got = client.ovens.picture.get("1")
    assert got == picture
    client.ovens.picture.update("1", content=got)
    assert (server.last.body, server.last.headers["content-type"]) == (picture, "application/octet-stream")


def test_text_is_text(client: Any, server: Any):
    server.replies = [Reply(200, "süß".encode("latin-1"), {"Content-Type": "text/plain; charset=latin-1"})]
    assert client.breads.label.get("7") == "süß"


def test_a_form_is_sent_as_a_form(client: Any, server: Any, bakery_package: ModuleType):
    server.replies = [Reply(204)] * 2
    request = bakery_package.models.BreadsLabelCreateRequest
    for given in ({"text": "a&b"}, {"body": request(text="a&b")}):
        client.breads.label.create("7", **given)
        assert (server.last.body, server.last.headers["content-type"]) == (
            b"text=a%26b",
            "application/x-www-form-urlencoded",
        )


def test_the_asynchronous_client_does_the_same(server: Any, bakery_package: ModuleType):
    server.replies = [
        json_reply(BREAD),
        json_reply({"breads": [BREAD], "paging": {"next": "c2"}}),
        json_reply({"breads": []}),
        json_reply(BREAD),
    ]

    async def use() -> list[str]:
        async with bakery_package.AsyncCornerBakery(token="t", base_url=server.url) as client:
            one = await client.breads.get("7")
            more = [bread.id async for bread in client.breads.list(x_shop=1)]
            raw = await client.breads.raw.get("7")
            return [one.id, *more, raw.parse().id]

    assert asyncio.run(use()) == ["7", "7", "7"]


def test_the_server_and_the_token_come_from_the_environment(
    server: Any, bakery_package: ModuleType, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CORNER_BAKERY_BASE_URL", server.url)
    monkeypatch.setenv("CORNER_BAKERY_API_KEY", "k")
    server.replies = [json_reply(BREAD)]
    with bakery_package.CornerBakery() as client:
        client.breads.get("7")
    assert server.last.headers["x-key"] == "k"
    assert "authorization" not in server.last.headers


def test_models_take_python_and_wire_names(bakery_package: ModuleType):
    by_wire = bakery_package.models.Bread.model_validate({**BREAD, "weightGrams": 5, "class": "A"})
    by_name = bakery_package.models.Bread(**BREAD, weight_grams=5, class_="A")
    assert by_wire == by_name
    assert by_wire.weight_grams == 5

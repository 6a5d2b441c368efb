from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.normalise.naming.operation_name import name_operation


def name(method: str, path: str, **operation: Any) -> str:
    got = name_operation({}, path, method.lower(), {"responses": {}, **operation})
    return f"{got.resource}.{got.method}"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("GET /pets", "pets.list"),
        ("POST /pets", "pets.create"),
        ("GET /pets/{id}", "pets.get"),
        ("PUT /pets/{id}", "pets.update"),
        ("PATCH /pets/{id}", "pets.patch"),
        ("DELETE /pets/{id}", "pets.delete"),
        ("DELETE /pets", "pets.delete_all"),
        ("POST /pets/{id}/photos", "pets.photos.create"),
        ("GET /api/v2/pets/{id}/photos", "pets.photos.list"),
        ("GET /2010-04-01/Accounts/{Sid}/Calls.json", "accounts.calls.list"),
        ("POST /chat/completions", "chat.completions.create"),
        ("POST /payments/{id}/capture", "payments.capture"),
        ("GET /pets/findByStatus", "pets.find_by_status"),
        ("POST /levels:append", "levels.append"),
        ("POST /orders/{id}:cancel", "orders.cancel"),
        ("POST /orders/cancelOrder", "orders.cancel"),
        ("POST /users.list", "users.list"),
        ("POST /api/chat.postMessage", "chat.post_message"),
        ("GET /users/count", "users.count"),
        ("GET /users/me", "users.get_me"),
        ("GET /users/@me/guilds", "user_me.guilds.list"),
        ("GET /catalogs/feeds/{feed_id}", "catalog_feeds.get"),
        ("GET /repos/{owner}/{repo}", "repos.get_by_owner_and_repo"),
        ("GET /repos/{owner}/{repo}/issues", "repos.issues.list"),
        ("POST /oauth2/{server_id}/revoke", "oauth2.revoke_by_server"),
        ("DELETE /logs/stream", "logs.delete_stream"),
        ("PUT /files/{id}#add_shared_link", "files.add_shared_link"),
        ("GET /responses/{id}?beta=true", "responses.get_beta"),
        ("GET /{tenant}/pets", "pets.list"),
        ("GET /a/b/c/d/e/f", "a.b.c.d_e_f.get"),
        ("GET /class", "class_.get"),
        ("POST /x/import", "x.import_"),
        ("GET /", "root.get"),
        ("GET /{id}", "root.get"),
    ],
)
def test_names_that_a_person_would_choose(call: str, expected: str):
    assert name(*call.split(" ")) == expected


@pytest.mark.parametrize(
    ("call", "operation", "expected"),
    [
        ("POST /login", {"tags": ["Authentication"]}, "authentication.login"),
        ("POST /login", {"tags": ["default"]}, "login.create"),
        ("GET /search", {"tags": ["Search"]}, "search.get"),
        ("GET /", {"tags": ["Health checks"]}, "health_checks.list"),
        ("POST /pet/{petId}", {"operationId": "updatePetWithForm"}, "pet.update_with_form"),
        ("GET /pet/{petId}", {"operationId": "getPetById"}, "pet.get"),
        ("GET /hooks/{id}/{token}", {"operationId": "getHookByToken"}, "hooks.get_by_id_and_token"),
        ("POST /threads/{id}", {"operationId": "modifyThread"}, "threads.update"),
        ("POST /pets/list", {"operationId": "listAllPets"}, "pets.list_all"),
        ("GET /v2/pets", {"operationId": "listPets"}, "pets.list"),
        ("GET /v2/pets", {"operationId": "listPetsV2"}, "v2.pets.list"),
        ("GET /v1/pets", {"operationId": "listV1Pets"}, "pets.list"),
    ],
)
def test_the_vendors_id_and_tag_help(call: str, operation: dict[str, Any], expected: str):
    assert name(*call.split(" "), **operation) == expected


def test_many_at_once_are_called_so():
    body = {
        "content": {"application/json": {"schema": {"required": ["ids"], "properties": {"ids": {"type": "array"}}}}}
    }
    assert name("POST", "/users/ban", requestBody=body) == "users.ban_many"
    assert name("POST", "/users/{id}/ban") == "users.ban"


PLURALS = st.sampled_from(["pets", "photos", "orders", "feeds", "items"])
NAMESPACES = st.sampled_from(["chat", "store", "account"])
VIEWS = st.sampled_from(["me", "active", "content"])
ACTIONS = st.sampled_from(["cancel", "capture", "archive"])


@st.composite
def regular(draw: st.DrawFn) -> tuple[str, str]:
    """A method and a path as they are taught: namespaces, collections each with its item, what is done with the last."""
    spaces = draw(st.lists(NAMESPACES, unique=True, max_size=2))
    things = draw(st.lists(PLURALS, unique=True, min_size=1, max_size=3))
    path = "".join(f"/{each}" for each in spaces) + "".join(f"/{each}/{{id}}" for each in things)
    kind = draw(st.sampled_from(["item", "collection", "action", "view"]))
    if kind == "item":
        return draw(st.sampled_from(["get", "put", "patch", "delete", "head"])), path
    if kind == "collection":
        return draw(st.sampled_from(["get", "post", "put", "patch", "delete", "head"])), path.removesuffix("/{id}")
    if kind == "action":
        return draw(st.sampled_from(["post", "delete"])), f"{path}/{draw(ACTIONS)}"
    return draw(st.sampled_from(["get", "put"])), f"{path.removesuffix('/{id}')}/{draw(VIEWS)}"


@given(regular(), regular())
def test_different_regular_operations_have_different_names(one: tuple[str, str], other: tuple[str, str]):
    names = [name_operation({}, path, method, {}) for method, path in (one, other)]
    assert (one == other) is (names[0] == names[1])
    identifiers = {f"{each.resource}.{each.method}".replace(".", "_") for each in names}
    assert len(identifiers) == len({one, other})


@given(
    st.lists(PLURALS, min_size=2, max_size=4, unique=True), st.lists(st.booleans(), min_size=4, max_size=4), st.data()
)
def test_a_collection_without_its_item_differs_from_one_with_it(
    things: list[str], items: list[bool], data: st.DataObject
):
    others = data.draw(st.lists(st.booleans(), min_size=4, max_size=4).filter(lambda each: each != items))
    shapes = [
        "".join(f"/{thing}" + "/{id}" * item for thing, item in zip(things, each, strict=False))
        for each in (items, others)
    ]
    names = [name_operation({}, path, "get", {}) for path in shapes]
    assert (shapes[0] == shapes[1]) is (names[0] == names[1])


@given(st.text(max_size=30), st.text(max_size=12), st.lists(st.text(max_size=12), max_size=2))
def test_any_text_gives_usable_names(path: str, identifier: str, tags: list[str]):
    got = name_operation({}, path, "get", {"operationId": identifier, "tags": tags})
    assert all(part.isidentifier() and part.isascii() for part in (*got.resource.split("."), got.method))
    assert got == name_operation({}, path, "get", {"operationId": identifier, "tags": tags})


def test_what_is_a_method_is_never_a_resource():
    """A verb is called on what stands before it, wherever it stands, so no resource of that name is ever beside the method."""
    assert name("GET", "/users/search") == "users.search"
    assert name("GET", "/users/search/advanced") == "users.search_advanced"
    assert name("GET", "/users/search/{id}/hits") == "users.search_hits"
    assert name("GET", "/users/{id}/photo") == "users.photo.get"
    assert name("GET", "/users/{id}/photo/sizes") == "users.photo.sizes.list"

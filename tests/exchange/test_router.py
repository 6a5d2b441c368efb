"""Paths and the templates that they fit."""

from __future__ import annotations

import pytest

from generator.exchange.router import Router

ROUTES = (
    "/pets",
    "/pets/{id}",
    "/pets/mine",
    "/pets/{id}/photos",
    "/pets/mine/{kind}",
    "/{any}/{id}",
    "/files/{name}.{ext}",
    "/a b",
)


@pytest.mark.parametrize(
    ("path", "templates"),
    [
        ("/pets", ["/pets"]),
        ("/pets/7", ["/pets/{id}", "/{any}/{id}"]),
        ("/pets/mine", ["/pets/mine", "/pets/{id}", "/{any}/{id}"]),
        ("/pets/mine/photos", ["/pets/mine/{kind}", "/pets/{id}/photos"]),
        ("/files/a.tar.gz", ["/files/{name}.{ext}", "/{any}/{id}"]),
        ("/a%20b", ["/a b"]),
        ("/pets/", []),
        ("/pets//photos", []),
        ("", []),
        ("//", []),
    ],
)
def test_concrete_templates_come_before_those_with_variables(path: str, templates: list[str]) -> None:
    assert [template for template, _ in Router(zip(ROUTES, ROUTES, strict=True)).find(path)] == templates


def test_variables_are_decoded_once() -> None:
    router = Router([("/pets/{id}", "pet")])
    assert list(router.find("/pets/..%2Fx%3Fy%2523z")) == [("pet", {"id": "../x?y%23z"})]


def test_a_path_of_many_segments_ends_soon() -> None:
    routes = [
        ("/" + "/".join(f"{{v{i}}}" if bits >> i & 1 else "a" for i in range(10)), str(bits)) for bits in range(1024)
    ]
    assert len(list(Router(routes).find("/a" * 10))) == 1024
    assert list(Router(routes).find("/a" * 10_000)) == []


def test_what_follows_a_number_sign_is_never_sent_and_does_not_count() -> None:
    router = Router([("/pets/{id}", "pet"), ("/pets/{id}#photo", "photo")])
    assert list(router.find("/pets/7")) == [("pet", {"id": "7"}), ("photo", {"id": "7"})]

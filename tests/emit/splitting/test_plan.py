"""Which module holds which models, of documents of all sizes."""

from __future__ import annotations

from typing import Any

import pytest

from generator.emit.splitting.graph import circles, references
from generator.emit.splitting.plan import LIMIT, ModelsModule, plan
from generator.emit.splitting.sizes import lines

from ..documents import answer, bakery, document, ref
from ..packages import normalised
from .streets import SHOPS, paths, ring, street, wares


def modules(whole: dict[str, Any]) -> dict[str, ModelsModule]:
    """The plan by module, which has every component once."""
    form = normalised(whole)
    found = plan(form)
    assert sorted(name for module in found for name in module.components) == sorted(form["components"]["schemas"])
    assert plan(form) == found
    return {module.name: module for module in found}


def needs(whole: dict[str, Any]) -> dict[str, list[str]]:
    """The modules that each module imports."""
    form = normalised(whole)
    found = plan(form)
    where = {name: module.name for module in found for name in module.components}
    graph = references(form["components"]["schemas"])
    return {
        module.name: sorted({where[target] for name in module.components for target in graph[name]} - {module.name})
        for module in found
    }


def test_few_models_stay_in_one_module():
    assert plan(normalised(bakery())) == ()
    assert plan(normalised(document({}))) == ()


def test_models_stand_with_the_resource_that_alone_uses_them():
    found = modules(street())
    assert set(found) == {*SHOPS, "shared", "unused", "webhooks"}
    assert found["baker"].components == ("Baker", "BakerOrder", "BakerPart", "BakerState")
    assert found["shared"].components == ("Address",)
    assert found["unused"].components == ("Ghost",)
    assert found["webhooks"].components == ("Alarm",)
    assert "`baker`" in found["baker"].summary


def test_no_module_hides_a_builtin():
    whole = street()
    whole["paths"] |= paths("list", "Baker") | paths("sorted", "Ghost")
    assert {"sorted_"} <= modules(whole).keys()
    assert {"list", "sorted"}.isdisjoint(modules(whole))


def test_a_module_needs_only_what_all_its_users_use():
    needed = needs(street())
    assert all(needed[shop] == ["shared"] for shop in SHOPS)
    assert needed["shared"] == []


def test_a_resource_with_too_many_models_is_split_by_the_resources_in_it():
    schemas = {f"Shop{part}": wares(120, address=ref("Address")) for part in ("", "Clerk", "Till")}
    whole = document(
        {
            **paths("shop", "Shop"),
            **paths("shop/{id}/clerks", "ShopClerk"),
            **paths("shop/{id}/tills", "ShopTill"),
        },
        {**schemas, "Address": wares(120)},
    )
    for path in [path for path in whole["paths"] if path.startswith("/shop/{id}/")]:
        inner = path.replace("{id}", "{shop}", 1)
        whole["paths"][inner] = whole["paths"].pop(path)
        for operation in whole["paths"][inner].values():
            operation["parameters"] = [
                *operation.get("parameters", []),
                {"name": "shop", "in": "path", "required": True, "schema": {"type": "string"}},
            ]
    found = modules(whole)
    assert [len(module.components) for module in found.values()] == [2, 1, 1]
    assert found["shop"].components == ("Address", "Shop")
    assert needs(whole)["shop"] == []


def test_too_many_models_of_one_resource_are_cut_into_parts_that_need_only_those_before():
    schemas = {f"Thing{i:03d}": wares(20, **({"next": ref(f"Thing{i + 1:03d}")} if i < 99 else {})) for i in range(100)}
    whole = document(paths("things", "Thing000"), schemas)
    found = modules(whole)
    assert set(found) == {"things", *(f"things_{i}" for i in range(2, len(found) + 1))}
    assert len(found) > 2
    assert found["things"].summary.endswith(f"part 1 of {len(found)}")
    number = {name: int(name.rpartition("_")[2]) if "_" in name else 1 for name in found}
    assert all(number[other] < number[name] for name, others in needs(whole).items() for other in others)


@pytest.mark.parametrize("whole", [street(), street(200), ring()], ids=["street", "long street", "ring"])
def test_no_module_is_too_long(whole: dict[str, Any]):
    form = normalised(whole)
    sizes = {name: lines(schema) for name, schema in form["components"]["schemas"].items()}
    for module in plan(form):
        assert sum(sizes[name] for name in module.components) <= 2 * LIMIT


def test_a_circle_that_one_module_holds_is_not_cut():
    whole = ring(10)
    whole["components"]["schemas"] |= {"Other": wares(500)}
    whole["paths"].update(paths("others", "Other"))
    found = modules(whole)
    assert len(found["chain"].components) == 20


def test_importing_one_resource_of_a_thousand_operations_needs_its_own_models_and_shared_ones():
    """The normal form of 200 resources of five operations each, as the normaliser would give it."""
    whole = document({}, {"Problem": wares(2), "Money": wares(2)})
    for i in range(200):
        name = f"Shop{i:03d}"
        whole["components"]["schemas"] |= {
            name: wares(8, price=ref("Money")),
            f"{name}Order": wares(8, price=ref("Money"), part=ref(f"{name}Part")),
            f"{name}Part": wares(8),
        }
        for part, schema in (("", name), ("/{id}", f"{name}Order")):
            told = {status: answer(ref(target)) for status, target in (("200", schema), ("default", "Problem"))}
            operation: dict[str, Any] = {"tags": [name.lower()], "responses": told}
            whole["paths"][f"/{name}{part}"] = dict.fromkeys(("get", "put", "post"), operation)
    found = plan(whole)
    assert len(found) == 201
    where = {name: module.name for module in found for name in module.components}
    graph = references(whole["components"]["schemas"])
    for module in found:
        needed = {where[target] for name in module.components for target in graph[name]}
        assert needed <= {module.name, "shared"}
    assert all(len(circle) == 1 for circle in circles(graph))

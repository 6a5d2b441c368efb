from __future__ import annotations

from tests.normalise.documents import getting, ref
from tests.normalise.helpers import normal

from .helpers import noted, read


def test_a_recursion_leads_to_the_anchor_around_it():
    leaf = {"type": "array", "items": {"$recursiveRef": "#"}}
    tree = {"type": "object", "$recursiveAnchor": True, "properties": {"children": leaf}}
    hedge = {"type": "object", "properties": {"tree": {**tree, "title": "Inner"}, "next": {"$recursiveRef": "#"}}}
    given = getting(ref("Tree"), Tree=tree, Hedge=hedge)
    document, repairs = read(given)
    schemas = document["components"]["schemas"]
    assert schemas["Tree"] == {"type": "object", "properties": {"children": {"type": "array", "items": ref("Tree")}}}
    inner = schemas["Hedge"]["properties"]["tree"]["properties"]["children"]["items"]
    assert inner == {"$ref": "#/components/schemas/Hedge/properties/tree"}
    assert schemas["Hedge"]["properties"]["next"] == ref("Hedge")
    place = "/components/schemas/Tree/properties/children/items/$recursiveRef"
    assert noted(repairs)[place] == "recurs to #/components/schemas/Tree"
    assert normal(given).ledger.unexplained() == []

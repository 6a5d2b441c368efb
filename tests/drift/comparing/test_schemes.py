from typing import Any

import pytest

from .documents import changes, ids, one, verdicts

KEY = {"type": "apiKey", "in": "header", "name": "X-Key"}
FLOW = {"authorizationUrl": "https://a", "tokenUrl": "https://t", "refreshUrl": "https://r", "scopes": {"r": "read"}}


def using(scheme: Any, name: str = "s") -> dict[str, Any]:
    schemes = {name: scheme} if scheme else {}
    return one({"security": [{name: []}]}, components={"securitySchemes": schemes})


def oauth(**more: Any) -> dict[str, Any]:
    return {"type": "oauth2", "flows": {"implicit": {**FLOW, **more}}}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (None, KEY, {"added": "safe safe safe"}),
        (KEY, None, {"removed": "safe breaking safe"}),
        (KEY, {**KEY, "type": "http"}, {"type-changed": "breaking breaking safe"}),
        (KEY, {"type": "http", "scheme": "bearer"}, {"type-changed": "breaking breaking safe"}),
        ({"type": "http", "scheme": "basic"}, {"type": "http", "scheme": "Basic"}, {}),
        (KEY, {**KEY, "scheme": "x"}, {"scheme-changed": "breaking breaking safe"}),
        (KEY, {**KEY, "in": "query"}, {"location-changed": "breaking safe safe"}),
        (KEY, {**KEY, "description": "d", "bearerFormat": "b"}, {}),
        (KEY, {**KEY, "deprecated": True}, {"deprecated": "safe safe safe"}),
        (oauth(), oauth(authorizationUrl="https://x"), {"oauth-url-changed": "breaking safe safe"}),
        (oauth(), oauth(tokenUrl="https://x"), {"oauth-token-url-changed": "breaking safe safe"}),
        (oauth(), oauth(refreshUrl="https://x"), {"oauth-refresh-url-changed": "breaking safe safe"}),
        (oauth(), oauth(scopes={"r": "read", "w": ""}), {"oauth-scope-added": "safe safe safe"}),
        (oauth(), oauth(scopes={}), {"oauth-scope-removed": "risky safe safe"}),
        (oauth(), oauth(scopes={"r": "write"}), {"oauth-scope-changed": "safe safe safe"}),
        (oauth(), {"type": "oauth2", "flows": {}}, {"oauth-flow-removed": "breaking safe safe"}),
    ],
)  # fmt: skip
def test_schemes(before: Any, after: Any, found: dict[str, str]):
    named = {f"api-security-component-{action}": verdict for action, verdict in found.items()}
    assert verdicts(using(before), using(after)) == named


def test_all_operations_that_ask_for_it_are_reached():
    (change,) = changes(using(KEY), using({**KEY, "name": "X-Token"}))
    assert (change.subject, change.operations) == ("security scheme 's'", ("GET /pets",))


def test_another_name_is_no_change():
    assert ids(using(KEY, "old"), using(KEY, "new")) == []

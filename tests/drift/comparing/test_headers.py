from typing import Any

from .documents import changes, document, edited, one, verdicts

TEXT = {"schema": {"type": "string"}}


def given(**headers: Any) -> dict[str, Any]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"responses": {"200": {"description": "d", "headers": named}}}


def test_headers_that_come_and_go():
    required = {**TEXT, "required": True}
    assert edited(given(), given(X_Id=TEXT)) == {"response-header-added": "safe safe safe"}
    assert edited(given(X_Id=TEXT), given()) == {"optional-response-header-removed": "risky safe safe"}
    assert edited(given(X_Id=required), given()) == {"required-response-header-removed": "breaking safe safe"}
    assert edited(given(X_Id=required), given(X_Id=TEXT)) == {"response-header-became-optional": "risky safe safe"}
    assert edited(given(X_Id=TEXT), given(X_Id=required)) == {"response-header-became-required": "safe safe safe"}


def test_names_differ_in_no_case():
    assert edited(given(X_Id=TEXT), given(x_id=TEXT)) == {}


def test_schemas_of_headers_are_compared():
    (change,) = changes(one(given(X_Id={"schema": {"type": "integer"}})), one(given(X_Id=TEXT)))
    assert change.id.startswith("response-header-type-")
    assert change.subject == "header 'X-Id' of response 200"


def test_deprecation():
    found = edited(given(X_Id=TEXT), given(X_Id={**TEXT, "deprecated": True}))
    assert list(found) == ["response-header-deprecated", "response-header-deprecated-sunset-missing"]


def test_headers_of_answers_to_webhooks_are_sent():
    def hook(**headers: Any) -> dict[str, Any]:
        return document(webhooks={"new": {"post": given(**headers)}})

    assert verdicts(hook(), hook(A={**TEXT, "required": True})) == {"request-header-added": "breaking safe safe"}
    assert verdicts(hook(A=TEXT), hook()) == {"optional-request-header-removed": "risky safe safe"}

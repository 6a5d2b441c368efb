from typing import Any

from .documents import changes, document, ids, one, verdicts

EU, US = {"url": "https://eu.example", "description": "eu"}, {"url": "https://us.example", "description": "us"}


def given(*servers: Any) -> dict[str, Any]:
    return one({}, servers=list(servers))


def variable(**more: Any) -> dict[str, Any]:
    return given({"url": "https://{r}.example", "variables": {"r": {"default": "eu", **more}}})


def test_a_changed_server_breaks_calls():
    (change,) = changes(given(EU), given(US))
    assert (change.id, str(change.verdicts.wire)) == ("api-server-url-changed", "breaking")
    assert change.operations == ("GET /pets",)
    assert verdicts(given(EU, US), given(EU)) == {"api-server-removed": "breaking safe safe"}
    assert verdicts(given(EU), given(EU, US)) == {"api-server-added": "safe safe safe"}
    assert verdicts(given(EU, US), given(US, EU)) == {"api-server-default-changed": "risky safe safe"}
    assert verdicts(given(EU), given(US, EU)) == {
        "api-server-added": "safe safe safe",
        "api-server-default-changed": "risky safe safe",
    }


def test_a_description_chooses_one_of_many():
    other = {**US, "description": "usa"}
    assert ids(given(US), given(other)) == []
    moved = {"url": "https://us2.example", "description": "usa"}
    assert ids(given(EU, US), given(EU, moved)) == ["api-server-url-changed"]
    assert verdicts(given(EU, US), given(EU, other)) == {"api-server-description-changed": "safe risky safe"}


def test_a_slash_at_the_end_means_nothing():
    assert ids(given(EU), given({**EU, "url": EU["url"] + "/"})) == []


def test_variables():
    assert verdicts(variable(), variable(default="us")) == {"api-server-variable-default-changed": "breaking safe safe"}
    assert verdicts(variable(), variable(enum=["eu"])) == {"api-server-variable-became-enum": "risky safe safe"}
    assert verdicts(variable(enum=["eu"]), variable()) == {"api-server-variable-became-not-enum": "safe safe safe"}
    narrowed = verdicts(variable(enum=["eu", "us"]), variable(enum=["eu"]))
    assert narrowed == {"api-server-variable-enum-value-removed": "breaking safe safe"}
    assert ids(variable(enum=["eu"]), variable(enum=["eu", "us"])) == ["api-server-variable-enum-value-added"]
    assert ids(variable(), variable(description="words")) == []


def test_servers_of_operations():
    def paths(**own: Any) -> dict[str, Any]:
        return document({"/a": {"get": {**own}}, "/b": {"get": {}}}, servers=[EU])

    (change,) = changes(paths(), paths(servers=[US]))
    assert (change.id, change.operations) == ("api-server-url-changed", ("GET /a",))

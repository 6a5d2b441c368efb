"""Real changes to the resolved forms of the three vendors, with the exact symbols and recordings that they hit."""

from pathlib import Path
from typing import Any

import pytest

from generator.drift.changes import Change, Side
from generator.drift.verdicts import Level, Verdicts

from .states import ROOT, Document, Edit, answer, edited, fixtures, of, ref, schemas, small, symbols

_LOGS = "/v1/scripts/{_id}/logs"
_RUN = "/scripting/script/{scriptId}/run"


def _rename(component: str, before: str, after: str) -> Edit:
    def edit(document: Document) -> None:
        properties = schemas(document)[component]["properties"]
        properties[after] = properties.pop(before)

    return edit


def _without_status(path: str, method: str, status: str) -> Edit:
    return lambda document: document["paths"][path][method]["responses"].pop(status)


def _demanding(path: str, method: str, place: str) -> Edit:
    parameter = {"name": "tenant", "in": place, "required": True, "schema": {"type": "string"}}
    return lambda document: document["paths"][path][method].setdefault("parameters", []).append(parameter)


def _typed(component: str, name: str, kind: str) -> Edit:
    def edit(document: Document) -> None:
        schemas(document)[component]["properties"][name] = {"type": kind}

    return edit


def _required(component: str, name: str) -> Edit:
    return lambda document: schemas(document)[component].setdefault("required", []).append(name)


def _level(document: Document) -> Any:
    (found,) = (each for each in document["paths"][_LOGS]["get"]["parameters"] if each["name"] == "level")
    return found["schema"]["enum"]


def _level_answered(document: Document) -> Any:
    schema = document["paths"][_LOGS]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return schema["properties"]["logs"]["items"]["properties"]["level"]["enum"]


def _include(document: Document) -> Any:
    parameters = document["paths"]["/api/v1/scripts/{script}/script-versions"]["get"]["parameters"]
    (found,) = (each for each in parameters if each["name"] == "include")
    return found["schema"]["items"]["enum"]


_DEPENDENCIES = (
    "bad-token none recorded-bad-request recorded-in-use recorded-rate-limited recorded-refused-token recorded success"
)
_CLEARED = "not-found recorded-not-found recorded-rate-limited recorded-refused-token recorded success"
_UNSCHEDULED = "recorded-forbidden recorded-not-found recorded-refused-key recorded success"
_DESCRIBED = {
    "scripts.create": "every-field recorded-every-field recorded",
    "scripts.update": "recorded-every-field success",
}
_PAGED = {
    "script_versions.list": "empty filtered recorded-filtered recorded-pages recorded success two-pages unknown-status",
    "script_versions.logs": "recorded-earlier recorded-empty recorded success two-pages",
}
_WITH_LEVEL = "filtered recorded-errors recorded-pages success two-pages unknown-level"

CASES: dict[str, tuple[str, Edit, dict[str, tuple[list[str], dict[str, str]]]]] = {
    "a shared field has another name": (
        "celigo",
        _rename("Request", "description", "about"),
        {
            "request-property-removed": (
                [
                    "Celigo.scripts.create(description)",
                    "Celigo.scripts.update(description)",
                    "models.ScriptCreate.description",
                    "models.ScriptUpdate.description",
                ],
                _DESCRIBED,
            ),
            "response-optional-property-removed": (
                ["models.Script.description"],
                {
                    **_DESCRIBED,
                    "scripts.get": "debugging recorded-in-use recorded success",
                    "scripts.list": "include recorded-included recorded success",
                },
            ),
            "new-optional-request-property": (
                [
                    "Celigo.scripts.create(about)",
                    "Celigo.scripts.update(about)",
                    "models.ScriptCreate.about",
                    "models.ScriptUpdate.about",
                ],
                {},
            ),
            "response-optional-property-added": (["models.Script.about"], {}),
        },
    ),
    "a status is gone": (
        "celigo",
        _without_status("/v1/scripts", "get", "403"),
        {
            "response-non-success-status-removed": (
                ["Celigo.scripts.list"],
                {"scripts.list": "forbidden recorded-forbidden"},
            )
        },
    ),
    "a parameter is required": (
        "celigo",
        _demanding("/v1/scripts/{_id}/dependencies", "get", "query"),
        {
            "new-required-request-parameter": (
                ["Celigo.scripts.dependencies", "Celigo.scripts.dependencies(tenant)"],
                {"scripts.dependencies": _DEPENDENCIES},
            )
        },
    ),
    "an operation is gone": (
        "celigo",
        lambda document: document["paths"][_LOGS].pop("delete"),
        {
            "api-removed-without-deprecation": (
                ["Celigo.scripts.logs.delete"],
                {"scripts.logs.delete": _CLEARED},
            )
        },
    ),
    "an enum of a parameter has a value less": (
        "celigo",
        lambda document: _level(document).remove("debug"),
        {
            "request-parameter-enum-value-removed": (
                ["Celigo.scripts.logs.list(level)", "models.LogLevel"],
                {"scripts.logs.list": "filtered recorded-errors"},
            )
        },
    ),
    "an enum of an answer has a value more": (
        "celigo",
        lambda document: _level_answered(document).append("trace"),
        {
            "response-property-enum-value-added": (
                ["models.LogEntry.level", "models.LogLevel"],
                {"scripts.logs.list": _WITH_LEVEL},
            )
        },
    ),
    "a component two levels down is of another type": (
        "celigo",
        _typed("DependencyEntry", "accessLevel", "integer"),
        {
            "response-property-type-changed": (
                ["models.DependencyEntry.access_level"],
                {"scripts.dependencies": "recorded-in-use success"},
            )
        },
    ),
    "the field of a shared page": (
        "patchworks",
        _rename("PaginationMeta", "last_page", "pages"),
        {
            "response-optional-property-removed": (["models.PaginationMeta.last_page"], _PAGED),
            "response-optional-property-added": (["models.PaginationMeta.pages"], {}),
        },
    ),
    "a status of one of many operations": (
        "patchworks",
        _without_status("/api/v1/script-versions/{script_version}/invoke", "post", "404"),
        {
            "response-non-success-status-removed": (
                ["Patchworks.script_versions.invoke"],
                {"script_versions.invoke": "recorded-not-found"},
            )
        },
    ),
    "a header is required": (
        "patchworks",
        _demanding("/api/v1/flow-versions/{flow_version}/schedules/{schedule}", "delete", "header"),
        {
            "new-required-request-parameter": (
                ["Patchworks.flow_versions.schedules.delete", "Patchworks.flow_versions.schedules.delete(tenant)"],
                {"flow_versions.schedules.delete": _UNSCHEDULED},
            )
        },
    ),
    "a property of a body is required": (
        "patchworks",
        _required("ScriptVersionsInvokeInvokeRequest", "flow"),
        {
            "request-property-became-required": (
                [
                    "Patchworks.script_versions.invoke",
                    "Patchworks.script_versions.invoke(flow)",
                    "models.ScriptVersionInvoke",
                    "models.ScriptVersionInvoke.flow",
                ],
                {
                    "script_versions.invoke": (
                        "invalid recorded-draft recorded-forbidden recorded-not-found recorded-refused-key "
                        "recorded-unprocessable recorded success with-flow"
                    )
                },
            )
        },
    ),
    "an operation is gone with its model": (
        "patchworks",
        lambda document: document["paths"]["/api/v1/flow-versions/{flow_version}/schedules/{schedule}"].pop("put"),
        {
            "api-removed-without-deprecation": (
                ["Patchworks.flow_versions.schedules.update", "models.ScheduleUpdate"],
                {
                    "flow_versions.schedules.update": (
                        "recorded-forbidden recorded-not-found recorded-refused-key recorded-unprocessable recorded success"
                    )
                },
            )
        },
    ),
    "an enum in a list": (
        "patchworks",
        lambda document: _include(document).remove("script"),
        {
            "request-parameter-property-enum-value-removed": (
                ["Patchworks.script_versions.list(include)", "models.ScriptVersionInclude"],
                {"script_versions.list": "filtered recorded-filtered"},
            )
        },
    ),
    "a field in a list": (
        "dvelop",
        _rename("LogEntry", "statusCode", "status"),
        {
            "response-optional-property-removed": (
                ["models.LogEntry.status_code"],
                {"logs.list": "more recorded success"},
            ),
            "response-optional-property-added": (["models.LogEntry.status"], {}),
        },
    ),
    "a status of one verb of a joined method": (
        "dvelop",
        _without_status(_RUN, "get", "504"),
        {
            "response-non-success-status-removed": (
                ["DvelopScripting.scripts.run"],
                {"scripts.run": "recorded-timed-out-get"},
            )
        },
    ),
    "one verb of a joined method": (
        "dvelop",
        lambda document: document["paths"][_RUN].pop("delete"),
        {
            "api-removed-without-deprecation": (
                ["DvelopScripting.scripts.run(method)"],
                {
                    "scripts.run": (
                        "recorded-broken-off-delete recorded-delete recorded-not-found-delete recorded-not-started-delete "
                        "recorded-refused-session-delete recorded-timed-out-delete recorded-too-many-delete success-delete"
                    )
                },
            )
        },
    ),
    "a required parameter of one verb of a joined method": (
        "dvelop",
        _demanding(_RUN, "patch", "query"),
        {
            "new-required-request-parameter": (
                ["DvelopScripting.scripts.run"],
                {
                    "scripts.run": (
                        "recorded-broken-off-patch recorded-not-found-patch recorded-not-started-patch recorded-patch "
                        "recorded-refused-session-patch recorded-timed-out-patch recorded-too-many-patch success-patch"
                    )
                },
            )
        },
    ),
    "a method with its path": (
        "dvelop",
        lambda document: document["paths"].pop("/scripting/log/script/{scriptId}/execution/{executionId}"),
        {
            "api-path-removed-without-deprecation": (
                ["DvelopScripting.logs.read"],
                {
                    "logs.read": (
                        "empty forbidden json not-found recorded-forbidden recorded-json recorded-not-found "
                        "recorded-refused-session recorded-server-error recorded server-error success unauthenticated"
                    )
                },
            )
        },
    ),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_change_hits_exactly_these_symbols_and_recordings(case: str) -> None:
    vendor, edit, expected = CASES[case]
    _, changes = edited(vendor, edit)
    assert symbols(changes) == {identity: sorted(hit) for identity, (hit, _) in expected.items()}
    assert fixtures(changes) == {identity: touched for identity, (_, touched) in expected.items()}


def test_the_security_and_the_server_are_the_clients_affair() -> None:
    _, changes = edited("dvelop", lambda document: document["servers"][0].update(url="https://{tenant}.example.com"))
    assert symbols(changes) == {"api-server-url-changed": ["DvelopScripting"]}
    assert len(changes[0].fixtures) == len(list((ROOT / "tests/fixtures/dvelop").rglob("*.yaml")))


def test_a_status_of_all_operations_hits_each_of_them() -> None:
    def edit(document: Document) -> None:
        for item in document["paths"].values():
            for operation in item.values():
                operation["responses"].pop("429", None)

    _, (change,) = edited("celigo", edit)
    assert len(change.symbols) == len(change.operations) == 10
    assert all("rate-limited" in path or "retried" in path or "recorded" in path for path in change.fixtures)
    assert "tests/fixtures/celigo/scripts.delete/recorded-rate-limited.yaml" in change.fixtures
    assert "tests/fixtures/celigo/scripts.delete/recorded.yaml" not in change.fixtures


def test_other_ids_and_tags_hit_nothing_that_keeps_its_name() -> None:
    def edit(document: Document) -> None:
        document["paths"]["/v1/scripts"]["get"].update(operationId="other", tags=["Other"])

    _, changes = edited("celigo", edit)
    assert {change.id for change in changes} >= {"api-operation-id-removed", "api-tag-removed"}
    assert all(not change.symbols and not change.fixtures for change in changes)


def test_sentences_hit_methods_and_no_recordings_and_advice_hits_nothing() -> None:
    impact, _ = edited("celigo", lambda _: None)
    get, pointer = "GET /v1/scripts/{_id}", "/paths/~1v1~1scripts~1{_id}/get"
    for place in ("/x-specloom-source/paragraphs/3", f"{pointer}/description"):
        sentence = impact.on(Change("prose-changed", "", Verdicts(), "", (get,), Side(place, "a"), Side(place, "b")))
        assert (sentence.symbols, sentence.fixtures) == (("celigo_scripts.Celigo.scripts.get",), ())
    advice = Change("api-deprecated-sunset-missing", "", Verdicts(), "", (get,), Side(pointer), Side(pointer, True))
    assert impact.on(advice) == advice


def test_a_name_that_nothing_of_ours_has_is_safe_in_source() -> None:
    impact, _ = edited("celigo", lambda _: None)
    side = Side("/paths/~1v1~1scripts~1{_id}/get/operationId", "a")
    change = Change(
        "api-operation-id-removed", "", Verdicts(source=Level.BREAKING), "", ("GET /v1/scripts/{_id}",), side
    )
    assert impact.on(change).verdicts == Verdicts()


def test_a_path_parameter_with_another_name_hits_nothing_that_vendor_yaml_names() -> None:
    def edit(document: Document) -> None:
        item = document["paths"]["/v1/scripts/{id}"] = document["paths"].pop("/v1/scripts/{_id}")
        for operation in item.values():
            for parameter in operation["parameters"]:
                parameter["name"] = parameter["name"].replace("_id", "id")

    impact, changes = edited("celigo", edit)
    assert symbols(changes) == {"request-parameter-renamed": []}
    removal = Change("x", "", Verdicts(), "", ("GET /v1/scripts/{_id}",), Side("/paths/~1v1~1scripts~1{_id}/get", {}))
    assert impact.on(removal).symbols == ("celigo_scripts.Celigo.scripts.get",)


def test_a_schema_with_another_name_hits_its_class() -> None:
    def edit(document: Document) -> None:
        schemas(document)["Fault"] = schemas(document).pop("Unauthorized")
        for item in document["paths"].values():
            for operation in item.values():
                for response in operation["responses"].values():
                    for media in response.get("content", {}).values():
                        if media["schema"].get("$ref", "").endswith("/Unauthorized"):
                            media["schema"] = ref("Fault")

    _, changes = edited("celigo", edit)
    assert symbols(changes) == {"api-schema-removed": ["models.Unauthorized"]}
    assert fixtures(changes) == {"api-schema-removed": {}}


def test_what_is_new_is_named_after_the_newer_state(tmp_path: Path) -> None:
    vendor, base = small(
        {"/pets": {"get": {"responses": answer(ref("Pet"))}}},
        {"GET /pets": "pets.list"},
        Pet={"type": "object", "properties": {"name": {"type": "string"}}},
    )

    def edit(document: Document) -> None:
        document["paths"]["/pets/{id}"] = {
            "delete": {
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "responses": {"204": {"description": "gone"}},
                "security": [],
            }
        }
        schemas(document)["Pet"]["properties"]["bornOn"] = {
            "type": "object",
            "properties": {"year": {"type": "integer"}},
        }

    _, changes = of(base, vendor, edit, tmp_path)
    assert symbols(changes) == {
        "endpoint-added": ["Pets.pets.delete"],
        "response-optional-property-added": ["models.Pet.born_on"],
    }


def test_a_map_that_becomes_an_object_hits_the_field_of_the_new_class(tmp_path: Path) -> None:
    vendor, base = small(
        {"/pets": {"get": {"responses": answer(ref("Pet"))}}},
        {"GET /pets": "pets.list"},
        Pet={"type": "object", "properties": {"extra": {"type": "object"}}},
    )

    def edit(document: Document) -> None:
        schemas(document)["Pet"]["properties"]["extra"]["properties"] = {"bornOn": {"type": "integer"}}

    _, changes = of(base, vendor, edit, tmp_path)
    assert symbols(changes)["response-optional-property-added"] == ["models.PetExtra.born_on"]

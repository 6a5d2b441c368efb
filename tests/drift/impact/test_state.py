import copy

import pytest

from generator.document.findings import SpecloomError
from generator.drift.impact import state_of
from generator.emit.constants import without_constants
from generator.emit.resources import resources
from generator.normalise.pipeline import normalise_described
from generator.normalise.schemas import operations

from .states import Document, base_of, loaded, schemas

VENDORS = ("celigo", "dvelop", "patchworks")


def methods(state_resources: tuple[object, ...]) -> list[str]:
    roots = [resource for root in state_resources for resource in root.walk()]  # type: ignore[attr-defined]
    return [f"{resource.path}.{method.name}" for resource in roots for method in resource.methods]


@pytest.mark.parametrize("name", VENDORS)
def test_a_state_is_what_is_generated(name: str) -> None:
    state, form = base_of(name), normalise_described(loaded(name))
    assert state.form.document == form.document
    assert methods(state.resources) == methods(resources(without_constants(form.document), state.package.client))
    assert state.vendor == loaded(name)


@pytest.mark.parametrize("name", VENDORS)
def test_the_way_back_is_complete(name: str) -> None:
    """Every place of the resolved form has its place in the normal form, or an entry that tells what took it."""
    assert base_of(name).form.ledger.unexplained() == []


def test_a_newer_document_has_other_operations_than_vendor_yaml_knows() -> None:
    resolved = copy.deepcopy(base_of("celigo").resolved)
    item = resolved["paths"].pop("/v1/scripts/{_id}/audit")
    resolved["paths"]["/v1/flows"] = {"get": {**item["get"], "operationId": "listFlows", "parameters": []}}
    found = methods(state_of(loaded("celigo"), resolved).resources)
    assert "flows.list" in found
    assert "scripts.audit.list" not in found


def test_a_new_operation_takes_no_name_that_another_has() -> None:
    resolved = copy.deepcopy(base_of("celigo").resolved)
    resolved["paths"]["/scripts"] = copy.deepcopy({"get": resolved["paths"]["/v1/scripts"]["get"]})
    found = methods(state_of(loaded("celigo"), resolved).resources)
    assert len(found) == len(set(found)) == 11


def test_schemas_that_vendor_yaml_gives_one_name_may_come_to_differ() -> None:
    def page(document: Document) -> Document:
        schema: Document = document["paths"]["/v1/scripts/{_id}/logs"]["get"]["responses"]["200"]
        found: Document = schema["content"]["application/json"]["schema"]["properties"]["pagination"]["properties"]
        return found

    resolved = copy.deepcopy(base_of("celigo").resolved)
    page(resolved)["next"] = {"type": "string"}
    state = state_of(loaded("celigo"), resolved)
    assert {"Pagination", "Script", "LogEntry"} <= state.document["components"]["schemas"].keys()


def test_operations_that_are_joined_may_come_to_differ() -> None:
    resolved = copy.deepcopy(base_of("dvelop").resolved)
    resolved["paths"]["/scripting/script/{scriptId}/run"]["put"]["responses"].pop("401")
    assert methods(state_of(loaded("dvelop"), resolved).resources) == methods(base_of("dvelop").resources)


def test_what_pages_are_asked_for_by_may_go() -> None:
    resolved = copy.deepcopy(base_of("celigo").resolved)
    for path, _, operation, _ in operations(resolved):
        if path.endswith("/logs"):
            operation["parameters"] = [each for each in operation["parameters"] if each["name"] != "offset"]
    assert "scripts.logs.list" in methods(state_of(loaded("celigo"), resolved).resources)


def test_a_scheme_may_become_one_that_no_login_is_for() -> None:
    resolved = copy.deepcopy(base_of("patchworks").resolved)
    resolved["components"]["securitySchemes"]["BearerAuth"] = {"type": "http", "scheme": "basic"}
    assert state_of(loaded("patchworks"), resolved).package.client == "Patchworks"


def test_a_document_without_a_normal_form_is_an_error() -> None:
    resolved = copy.deepcopy(base_of("celigo").resolved)
    schemas(resolved)["Error"] = {"allOf": [{"$ref": "#/components/schemas/Error"}, {"type": "object"}]}
    with pytest.raises(SpecloomError):
        state_of(loaded("celigo"), resolved)

"""The eight guarantees of the normal form (DESIGN.md section 3), for the vendors, documents in the wild, and nasty ones."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.document import dump, load, pointers
from generator.normalise.components import class_name
from generator.normalise.form import NormalForm, normal_form
from generator.normalise.pipeline import normalise_file, normalise_vendor
from generator.normalise.resolve import resolve
from generator.normalise.schemas import operations
from generator.normalise.upgrade import upgrade

from . import conformance, documents
from .wild import CORPUS, WILD

if TYPE_CHECKING:
    from collections.abc import Callable

SPECS = Path(__file__).parents[2] / "specs"
VENDORS = {"celigo": 10, "patchworks": 20, "dvelop": 12}
SWAGGER_2 = {"swagger"}


CASES: list[Any] = [
    *VENDORS,
    *(make.__name__ for make in documents.ALL),
    *WILD,
]
MADE: dict[str, Callable[[], dict[str, Any]]] = {make.__name__: make for make in documents.ALL}


@cache
def form(case: str) -> NormalForm:
    if case in VENDORS:
        return normalise_vendor(SPECS / case)
    if case in MADE:
        return normal_form(resolve(upgrade(MADE[case](), case), case), case)
    return normalise_file(Path(CORPUS or "") / case)


def source(case: str) -> dict[str, Any]:
    return MADE[case]() if case in MADE else load.load(Path(CORPUS or "") / case)


every_case = pytest.mark.parametrize("case", CASES)


@every_case
def test_guarantee_1_operations_have_one_resource_and_a_name_of_their_own(case: str):
    assert conformance.operation_names(form(case).document) == []


@every_case
def test_guarantee_2_objects_enums_and_unions_are_components(case: str):
    assert conformance.inline_classes(form(case).document) == []


@every_case
def test_guarantee_3_component_names_are_unique_class_names(case: str):
    assert conformance.component_names(form(case).document) == []


@every_case
def test_guarantee_3_component_names_are_fixed_points_of_the_client_engine(case: str):
    from openapi_python_client.strings import ClassName

    names = form(case).document.get("components", {}).get("schemas", {})
    assert [name for name in names if ClassName(name, "field_") != name] == []


@pytest.mark.parametrize("case", [*VENDORS, *MADE])
def test_guarantee_3_component_names_are_fixed_points_of_the_models_engine(case: str):
    from generator.emit.constants import without_constants

    document = form(case).document
    # An enum of one value has a name in the normal form and none in Python, where its literal stands in its place.
    named = without_constants(document)
    assert set(named.get("components", {}).get("schemas", {})) <= defined_classes(document)


def defined_classes(document: dict[str, Any]) -> set[str]:
    """The names of the classes and types that datamodel-code-generator makes of the components."""
    from generator.emit.models import models_source

    tree = ast.parse(models_source(document, "garden", SPECS.parent / "templates/models"))
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    # An alias that leads back to itself is told type checkers in one branch, and made in the other.
    made = [*tree.body, *(node for branch in tree.body if isinstance(branch, ast.If) for node in branch.orelse)]
    targets = [target for node in made if isinstance(node, ast.Assign) for target in node.targets]
    targets += [node.target for node in tree.body if isinstance(node, ast.AnnAssign)]
    aliases = {target.id for target in targets if isinstance(target, ast.Name)}
    imported = {
        alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert imported.isdisjoint(classes | aliases)
    return classes | {alias for alias in aliases if not alias.startswith("_")}


def test_guarantee_3_two_schemas_never_share_a_name():
    names = form("tricky_names").document["components"]["schemas"]
    assert len(names) == len(documents.TRICKY_NAMES)


@every_case
def test_guarantee_4_compositions_are_merged_and_discriminators_explicit(case: str):
    assert conformance.unmerged(form(case).document) == []


@every_case
def test_guarantee_5_parameters_have_distinct_python_names_and_keep_their_wire_names(case: str):
    normal = form(case)
    assert conformance.argument_names(normal.document) == []
    assert parameters(normal.document) == parameters(normal.resolved)


@every_case
def test_guarantee_5_path_parameters_are_those_of_the_path(case: str):
    for path, _, operation, _ in operations(form(case).document):
        inside = [each["name"] for each in operation.get("parameters", []) if each["in"] == "path"]
        assert sorted(inside) == sorted(set(re.findall(r"\{([^{}]*)\}", path)))


def parameters(document: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """Return the parameters of each operation outside of its path."""
    return {
        pointer: [(each["name"], each["in"]) for each in operation.get("parameters", []) if each["in"] != "path"]
        for _, _, operation, pointer in operations(document)
    }


@every_case
def test_guarantee_6_security_is_explicit_and_servers_are_absolute_or_declared(case: str):
    assert conformance.security_and_servers(form(case).document) == []


@every_case
def test_guarantee_7_a_normal_form_is_its_own_normal_form(case: str, tmp_path: Path):
    written = tmp_path / "openapi.yaml"
    written.write_text(dump.dumps(form(case).document), encoding="utf-8")
    # Equal data in equal order gives equal bytes, and JSON is written many times faster than YAML.
    assert json.dumps(normalise_file(written).document) == json.dumps(form(case).document)


@every_case
def test_guarantee_8_whatever_is_gone_is_in_the_ledger(case: str):
    normal = form(case)
    assert normal.ledger.unexplained() == []
    for entry in normal.ledger.entries:
        assert entry.rule
        assert entry.detail
    for origin, places in normal.ledger.moves.items():
        pointers.get(normal.resolved, origin)
        for place in places:
            pointers.get(normal.document, place)


@every_case
def test_guarantee_8_no_operation_is_dropped(case: str):
    normal = form(case)
    for _, method, _, pointer in operations(normal.resolved):
        assert normal.ledger.locate(pointer), (method, pointer)
    wanted = VENDORS[case] if case in VENDORS else conformance.count(normal.resolved)
    assert conformance.count(normal.document) == wanted


@pytest.mark.parametrize("case", [case for case in CASES if isinstance(case, str) and case not in VENDORS])
def test_guarantee_8_the_resolved_form_has_every_operation_of_the_source(case: str):
    document = source(case)
    written = {
        f"{method} {path}"
        for path, item in document.get("paths", {}).items()
        for method in (item if isinstance(item, dict) else ())
        if method in {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}
        and not path.startswith("x-")
    }
    assert written <= {f"{method} {path}" for path, method, _, _ in operations(form(case).resolved)}


@every_case
def test_every_part_of_an_operation_stands_on_the_operation(case: str):
    assert conformance.nothing_inherited(form(case).document) == []


def test_the_vendors_have_42_operations():
    assert {vendor: conformance.count(form(vendor).document) for vendor in VENDORS} == VENDORS


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_committed_document_is_what_its_inputs_give(vendor: str):
    assert (SPECS / vendor / "openapi.yaml").read_text("utf-8") == dump.dumps(form(vendor).document)


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_vendors_documents_are_valid_openapi(vendor: str):
    from openapi_spec_validator import validate

    validate(form(vendor).document)


@pytest.mark.parametrize("name", documents.TRICKY_NAMES)
def test_a_class_name_is_its_own_class_name(name: str):
    assert class_name(class_name(name)) == class_name(name)

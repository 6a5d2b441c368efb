from __future__ import annotations

from typing import Any

from generator.document.findings import Severity

from .documents import document
from .helpers import normal, said


def secured(security: Any, operation: dict[str, Any] | None = None) -> Any:
    schemes = {"key": {"type": "apiKey", "in": "header", "name": "X"}, "token": {"type": "http", "scheme": "bearer"}}
    top = {} if security is None else {"security": security}
    return normal(document(paths={"/a": {"get": operation or {}}}, components={"securitySchemes": schemes}, **top))


def of(form: Any) -> Any:
    return form.document["paths"]["/a"]["get"]["security"]


def test_security_is_explicit():
    assert of(secured([{"key": []}, {"token": ["read"]}])) == [{"key": []}, {"token": ["read"]}]
    assert of(secured([{"key": []}], {"security": []})) == []
    assert of(secured([{"key": []}], {"security": [{}]})) == [{}]
    assert of(secured(None)) == []


def test_a_requirement_that_no_scheme_defines_is_left_out_with_a_warning():
    form = secured([{"key": []}, {"gone": []}, {"token": [], "gone": []}])
    assert of(form) == [{"key": []}]
    (finding,) = form.findings
    assert finding.severity is Severity.WARNING
    assert "'gone'" in finding.message
    assert finding.place.pointer == "/paths/~1a/get/security/1/gone"
    assert said(form.ledger)["/paths/~1a/get/security/1"] == "no scheme defines it"


def test_one_undefined_scheme_is_one_warning_however_often_it_is_required():
    paths = {f"/{i}": {"get": {"security": [{"gone": []}]}} for i in range(50)}
    assert len(normal(document(paths=paths)).findings) == 1


def test_a_scheme_that_is_a_reference_is_written_out():
    schemes = {"a": {"$ref": "#/components/securitySchemes/b"}, "b": {"type": "http", "scheme": "basic"}}
    form = normal(document(components={"securitySchemes": schemes}))
    assert form.document["components"]["securitySchemes"]["a"] == {"type": "http", "scheme": "basic"}

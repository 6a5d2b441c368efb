"""Any OpenAPI document, Swagger 2.0 among them, in the words of OpenAPI 3.1: everything after reads one dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import references
from generator.document.copies import plain_copy
from generator.document.findings import Place, SpecloomError, fail
from generator.document.shapes import is_array, is_object
from generator.normalise import mending, parts, shape
from generator.normalise.dialects import openapi32, swagger, swagger_repairs
from generator.normalise.dialects.methods import settle_methods
from generator.normalise.dialects.moves import Moves
from generator.normalise.dialects.old_drafts import modernise
from generator.normalise.dialects.recursion import Recursion
from generator.normalise.dialects.repairs import Repairs
from generator.normalise.dialects.schemas30 import lower_schema
from generator.normalise.dialects.spare_schemas import place_schema
from generator.normalise.dialects.spelling import spell_methods, spell_statuses
from generator.normalise.dialects.swagger_specification import SWAGGER
from generator.normalise.dialects.type_names import repair_type
from generator.normalise.misdirection import lead_references
from generator.normalise.own_parts import leave_out_own_parts
from generator.normalise.specification import OPENAPI

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.document.findings import Finding
    from generator.normalise.parts import Part
    from generator.normalise.specification import Specification

_READABLE = ("3.0", "3.1", "3.2")
_SWAGGER = "2.0"


def upgrade(document: Any, name: str, repairs: Repairs | None = None, *, lenient: bool = False) -> dict[str, Any]:
    """Return `document` as OpenAPI 3.1; one of OpenAPI 3 is changed in place, one of Swagger 2.0 is not.

    What only OpenAPI 3.2 has words for stays as it is.

    Args:
        document: any OpenAPI document.
        name: stands for the file in messages.
        repairs: learns what was repaired, and what is lost.
        lenient: mend parts whose type is wrong while their meaning is plain, instead of refusing them.

    Raises:
        SpecloomError: it is no OpenAPI document, or parts of it have the wrong type.
    """
    version = _version(document, name)
    repairs = Repairs() if repairs is None else repairs
    if lenient:
        walked = _mend(document, version, repairs)
        lead_references(document, walked, SWAGGER if version == _SWAGGER else OPENAPI, repairs)
    if not is_object(document.get("info")):
        raise fail("no-info", "has no 'info' object", Place(name, pointer="/info"), "Give it a title and a version.")
    if version == _SWAGGER:
        result = _upgraded(plain_copy(document), name, version, SWAGGER, repairs, lenient=lenient)
        if broken := shape.misdirected(result, parts.reached(result, SWAGGER), name, SWAGGER):
            raise SpecloomError(repairs.at_origin(broken, name))
        result = swagger.translate(result, repairs)
    else:
        result = _upgraded(document, name, version, OPENAPI, repairs, lenient=lenient)
    for key, missing in (("title", "API"), ("version", "0")):
        result["info"][key] = str(result["info"].get(key, missing))
    result["openapi"] = openapi32.VERSION_31
    if lenient:
        leave_out_own_parts(result, repairs)
    return result


def _version(document: Any, name: str) -> str:
    """Return the version that `document` says it is of, of which only the first two numbers count."""
    remedy = "The document must be an object with the key 'openapi', for instance 'openapi: 3.1.0'."
    if not is_object(document):
        raise fail("not-openapi", "is not an OpenAPI 3 document", Place(name), remedy)
    key = "openapi" if "openapi" in document or "swagger" not in document else "swagger"
    given: Any = document.get(key)
    if isinstance(given, int | float) and not isinstance(given, bool):
        given = str(float(given))  # `openapi: 3.1` in YAML
    if not isinstance(given, str):
        raise fail("not-openapi", "is not an OpenAPI 3 document", Place(name), remedy)
    version = ".".join([*given.strip().split("."), "0"][:2])
    if version in _READABLE or version == _SWAGGER:
        return version
    message = f"declares OpenAPI {given[:40]!r}, which is not known"
    known = ", ".join((_SWAGGER, *_READABLE))
    raise fail("unknown-version", message, Place(name, pointer=f"/{key}"), f"Known: {known}.")


def _mend(document: dict[str, Any], version: str, repairs: Repairs) -> list[Part]:
    """Mend everything but what schemas of old drafts say in their own way, which is repaired with what it means.

    Return what `parts.walk` gives of the document then.
    """
    if document.get("info") is None and any(
        document.get(key) for key in ("paths", "webhooks", "components", "definitions")
    ):
        document["info"] = {}
        repairs.warn("/info", mending.RULE, "has no 'info' object: it is read as one without a title")
    return mending.mend(document, SWAGGER if version == _SWAGGER else OPENAPI, repairs, leave=_is_of_an_old_draft)


def _is_of_an_old_draft(kind: str, part: Any) -> bool:
    """Tell whether a part may be an unknown name of a type, `required: true` of draft 3, or `items` as a list."""
    if kind == "types":
        return part is not None
    return (kind == "[text]" and isinstance(part, bool)) or (kind == "schema" and is_array(part))


def _upgraded(
    document: dict[str, Any], name: str, version: str, specification: Specification, repairs: Repairs, *, lenient: bool
) -> dict[str, Any]:
    """Return `document` with its idioms as those of OpenAPI 3.1, changed in place, every part where it stood."""
    found = _repaired(document, name, version, specification, repairs, lenient=lenient)
    referred = _referred(found)
    repairs.begin(Moves())
    if version != _SWAGGER:
        openapi32.lower_document(document, repairs)
    for kind, part, pointer in found:
        if kind == "schema":
            lower_schema(part, repairs.now(pointer), version, repairs)
        elif version != _SWAGGER:
            openapi32.lower_part(kind, part, repairs.now(pointer), repairs, version)
    _redirect(parts.reached(document, specification), referred, repairs)
    return document


def _repaired(
    document: dict[str, Any], name: str, version: str, specification: Specification, repairs: Repairs, *, lenient: bool
) -> list[Part]:
    """Write what is invalid but intelligible as the specification has it, in place; return every well-shaped part."""
    if version == _SWAGGER:
        swagger_repairs.spell_discriminators(document, repairs)
    found: list[Part] = []
    strays: list[Part] = []
    findings: list[Finding] = []
    recursion = Recursion(repairs)
    for kind, part, pointer in parts.reached(document, specification, strays):
        found.append((kind, part, pointer))
        if kind == "responses":
            spell_statuses(part, pointer, repairs)
        elif kind == "path item":
            findings += spell_methods(part, pointer, name, repairs)
        if kind == "schema":
            _repair_schema(part, pointer, version, repairs)
            recursion.spell(part, pointer)
        elif version == _SWAGGER:
            swagger_repairs.repair_part(kind, part, pointer, repairs)
        else:
            place_schema(kind, part, pointer, repairs)
            if kind == "path item":
                findings += settle_methods(part, pointer, name, repairs)
    walked = mending.mend(document, specification, repairs) if lenient else parts.walk(document, specification)
    if wrong := [*shape.shape_findings(walked, name, specification), *findings]:
        raise SpecloomError(repairs.at_origin(wrong, name))
    found = _sound(found, strays, name, specification)
    _redirect(found, _referred(found), repairs)
    return found


def _referred(found: list[Part]) -> set[str]:
    return {part["$ref"] for _, part, _ in found if isinstance(part.get("$ref"), str)}


def _redirect(found: Iterable[Part], referred: set[str], repairs: Repairs) -> None:
    """Let the references in `found`, all of which are `referred`, lead to where their targets went in this pass."""
    moved: dict[str, str] = {}
    for reference in referred:
        target = references.target(reference)
        if target and (place := repairs.now(target)) != target:
            moved[reference] = "#" + place.replace("%", "%25")
    for _, part, _ in found if moved else ():
        if isinstance(part.get("$ref"), str) and part["$ref"] in moved:
            part["$ref"] = moved[part["$ref"]]


def _repair_schema(schema: dict[str, Any], pointer: str, version: str, repairs: Repairs) -> None:
    if version == _SWAGGER:
        swagger_repairs.spell_schema(schema)
    modernise(schema, pointer, repairs)
    repair_type(schema, pointer, repairs)


def _sound(found: list[Part], strays: list[Part], name: str, specification: Specification) -> list[Part]:
    """Return the parts that are well-shaped; the others nothing but a reference leads to, whose reader reports them."""
    broken = [
        pointer
        for kind, part, pointer in strays
        if shape.misshapen(part, name, kind, pointer, specification=specification)
    ]
    if not broken:
        return found
    return [part for part in found if not any(f"{part[2]}/".startswith(f"{pointer}/") for pointer in broken)]

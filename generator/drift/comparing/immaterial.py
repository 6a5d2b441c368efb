"""The fields whose edits are no change of the API, by kind of object, each with the reason; all others give a change."""

from __future__ import annotations

from typing import Final

_PROSE = "is for people"
_SHOWN = "shows values, restricts none"
_USED = "counts where it is used: the resolved form has it there"
_TOLD = "says what a page told us, not what the API does"

EVERYWHERE: Final[dict[str, str]] = {
    "description": _PROSE,
    "summary": _PROSE,
    "example": _SHOWN,
    "examples": _SHOWN,
    "externalDocs": "leads to a page for people",
    "x-specloom-source": _TOLD,
    "x-specloom-unknown": _TOLD,
    "x-specloom-inferred": _TOLD,
    "x-specloom-original-id": "tells the vendor's name of what has its own here",
}
"""What is immaterial in objects of every kind."""

IMMATERIAL: Final[dict[str, dict[str, str]]] = {
    "document": {
        "openapi": "names the notation: both documents are in the resolved form",
        "$self": "names the document: references are followed",
        "jsonSchemaDialect": "names the notation of schemas: the resolved form has one",
        "info": "is about the document, its version included: `versions` judges that where something breaks",
        "tags": "describes tags for people: methods are found by the tags of operations",
    },
    "header": {"x-specloom-name": "names keyword arguments: headers of answers are none"},
    "info": {
        "title": _PROSE,
        "termsOfService": "leads to a page for people",
        "contact": _PROSE,
        "license": "is about the document",
        "version": "is what the vendor calls this edition: `versions` judges it where something breaks",
    },
    "tag": dict.fromkeys(
        ("name", "parent", "kind"), "describes tags for people: methods are found by those of operations"
    ),
    "components": dict.fromkeys(
        ("responses", "parameters", "requestBodies", "headers", "links", "callbacks", "pathItems", "mediaTypes"), _USED
    ),
    "path item": {"servers": _USED, "parameters": _USED},
    "response": {
        "links": "says which calls may follow: nothing is generated from it, and the calls are compared themselves"
    },
    "server": {},
    "server variable": {},
    "security scheme": {"bearerFormat": "is a hint for people (OpenAPI 3.1 section 4.8.27)"},
    "link": {"*": "says which calls may follow: nothing is generated from it, and the calls are compared themselves"},
    "example": {"*": _SHOWN},
    "external docs": {"*": "leads to a page for people"},
}
"""What else is immaterial in objects of one kind; "*" stands for all fields."""

JUDGED_EXTENSIONS: Final = frozenset(
    {"x-sunset", "x-stability-level", "x-specloom-limits", "x-specloom-pagination", "x-specloom-idempotent",
     "x-specloom-join", "x-specloom-name"}
)  # fmt: skip
"""The specification extensions that say something of the API; the others are of tools."""


COUNTED: Final = frozenset({("server", "description")})
"""What is material though it is not elsewhere: clients call one of many servers by its description."""


def is_immaterial(kind: str, field: str) -> bool:
    """Tell whether edits of `field` in objects of `kind` are no change of the API."""
    if (kind, field) in COUNTED:
        return False
    own = IMMATERIAL.get(kind, {})
    if field in EVERYWHERE or field in own or "*" in own:
        return True
    return field.startswith("x-") and field not in JUDGED_EXTENSIONS

"""The table of rule families: which keywords each one answers for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.drift.schemas import (
    access,
    additional,
    bounds,
    contents,
    defaults,
    dependents,
    discriminators,
    lifecycle,
    markup,
    nullability,
    patterns,
    properties,
    subschemas,
    types,
    unions,
    values,
)
from generator.drift.schemas.conjunctions import conjunctions
from generator.drift.schemas.immaterial import is_immaterial
from generator.drift.schemas.sameness import same
from generator.drift.schemas.unknown import unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.drift.schemas.pairs import Pair

    Family = Callable[[Pair], None]

FAMILIES: Final[dict[str, Family]] = {
    "type": types.types,
    "format": types.types,
    **dict.fromkeys(bounds.BOUNDS, bounds.bounds),
    "uniqueItems": bounds.uniqueness,
    "multipleOf": bounds.multiples,
    "pattern": patterns.patterns,
    "enum": values.values,
    "const": values.values,
    "x-extensible-enum": values.extensible,
    "default": defaults.defaults,
    "properties": properties.properties,
    "required": properties.properties,
    "oneOf": unions.unions,
    "anyOf": unions.unions,
    "allOf": conjunctions,
    "discriminator": discriminators.discriminators,
    **dict.fromkeys(subschemas.SINGLE, subschemas.single),
    **dict.fromkeys(subschemas.BY_NAME, subschemas.by_name),
    "prefixItems": subschemas.prefix_items,
    "additionalProperties": additional.additional,
    "dependentRequired": dependents.dependents,
    "contentEncoding": contents.contents,
    "contentMediaType": contents.contents,
    "contentSchema": contents.schema,
    "readOnly": access.access,
    "writeOnly": access.access,
    "deprecated": lifecycle.lifecycle,
    "x-sunset": lifecycle.lifecycle,
    "x-stability-level": lifecycle.stability,
    "xml": markup.markup,
}
"""The family of each keyword; all of a family's keywords are looked at together."""
PARTS: Final = frozenset(
    {"properties", "oneOf", "anyOf", "allOf", "prefixItems", "additionalProperties", "contentSchema"}
    | subschemas.SINGLE.keys()
    | subschemas.BY_NAME.keys()
)
"""The keywords that hold schemas: equal ones may refer to what has changed."""


def families(pair: Pair) -> Iterator[Family]:
    """Yield the families that have something to look at in `pair`, each once."""
    base, revision = pair.base.keywords, pair.revision.keywords
    if pair.base.nullable is not pair.revision.nullable:
        yield nullability.nullability
    chosen: dict[Family, None] = {}
    for keyword in sorted(base.keys() | revision.keys()):
        equal = keyword in base and keyword in revision and same(base[keyword], revision[keyword])
        if (not equal or keyword in PARTS) and not is_immaterial(keyword):
            family = FAMILIES.get(keyword, unknown)
            chosen[family] = None
    yield from chosen

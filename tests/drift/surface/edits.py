"""Edits of the small package, one a kind of change: what is expected of each."""
# ruff: noqa: E501  # a table

from __future__ import annotations

from .packages import NAME, Edit

CLIENT, CRATES, MODELS, CORE, INIT = (
    "_client.py", "resources/crates.py", "models.py", "_runtime/core.py", "__init__.py"
)  # fmt: skip
METHOD, MODEL = f"{NAME}.Depot.crates", f"{NAME}.models"

# File, what stands in it, what stands there instead, the id, the verdict on source, the symbol.
EDITS = [
    # arguments
    Edit(CRATES, "*, limit: int | Unset = UNSET, ", "*, limit: int, ", "python-parameter-became-required", "breaking", f"{METHOD}.list"),
    Edit(CRATES, "*, limit: int | Unset = UNSET, ", "*, ", "python-parameter-removed", "breaking", f"{METHOD}.list(limit)"),
    Edit(CRATES, "limit: int |", "limit: int | str |", "python-parameter-type-widened", "safe", f"{METHOD}.list(limit)"),
    Edit(CRATES, "limit: int |", "limit: str |", "python-parameter-type-changed", "breaking", f"{METHOD}.list(limit)"),
    Edit(CRATES, "weight: int | Unset = UNSET, ", "weight: int | Unset = UNSET, more: int | Unset = UNSET, ", "python-parameter-added-optional", "safe", f"{METHOD}.create(more)"),
    Edit(CRATES, "label: str, ", "label: str, owner: str, ", "python-parameter-added-required", "breaking", f"{METHOD}.create"),
    Edit(CRATES, 'Literal["up", "down"]', 'Literal["up"]', "python-parameter-literal-removed", "breaking", f"{METHOD}.create(order)"),
    Edit(CRATES, 'Literal["up", "down"]', 'Literal["up", "down", "off"]', "python-parameter-literal-added", "safe", f"{METHOD}.create(order)"),
    Edit(CRATES, 'part: str = "all"', 'part: str = "none"', "python-parameter-default-changed", "risky", f"{METHOD}.get(part)"),
    Edit(CRATES, 'crate_id: str, part', 'crate_id: str, *, part', "python-parameter-kind-changed", "breaking", f"{METHOD}.get(part)"),
    Edit(CRATES, 'crate_id: str, part', 'crate_id: str, first: int = 0, part', "python-parameter-moved", "breaking", f"{METHOD}.get(part)"),
    Edit(CLIENT, '"us", "eu"', '"us"', "python-parameter-literal-removed", "breaking", f"{NAME}.Depot(region)"),
    Edit(CLIENT, "*, region", "*, tenant: str, region", "python-parameter-added-required", "breaking", f"{NAME}.Depot"),
    # what methods are, return and raise
    Edit(CRATES, 'part: str = "all") -> models.Crate:', 'part: str = "all") -> models.Crate | None:', "python-return-type-widened", "breaking", f"{METHOD}.get"),
    Edit(CRATES, 'part: str = "all") -> models.Crate:', 'part: str = "all") -> models.Crate | models.Size:', "python-return-type-widened", "risky", f"{METHOD}.get"),
    Edit(CRATES, "Pages[models.Crate]", "Pages[models.Size]", "python-return-type-changed", "breaking", f"{METHOD}.list"),
    Edit(CRATES, "    @overload\n    def create(self, *, body: models.CrateCreate) -> models.Crate: ...\n", "", "python-overload-removed", "breaking", f"{METHOD}.create"),
    Edit(CRATES, "            Gone: 410", "            Lost: 404, not there.\n            Gone: 410", "python-exception-added", "safe", f"{METHOD}.list"),
    Edit(CRATES, '"on", "off"', '"on", "off", "dim"', "python-return-literal-added", "risky", f"{METHOD}.light"),
    Edit(CRATES, "def count(self) -> int", "def count(self) -> int | str", "python-attribute-type-widened", "risky", f"{METHOD}.count"),
    Edit(CRATES, 'Literal["left"]', 'Literal["left", "right"]', "python-attribute-literal-added", "risky", f"{METHOD}.side"),
    Edit(CRATES, "    def delete(", '    @typing_extensions.deprecated("Gone soon")\n    def delete(', "python-method-deprecated", "risky", f"{METHOD}.delete"),
    # fields
    Edit(MODELS, "    width: int\n", "    width: int | None = None\n", "python-field-became-optional", "breaking", f"{MODEL}.Size.width"),
    Edit(MODELS, "    weight: int | None = None\n", "    weight: int\n", "python-field-became-required", "breaking", f"{MODEL}.CrateCreate.weight"),
    Edit(MODELS, "    width: int\n", "    width: int\n    depth: int\n", "python-field-added-required", "risky", f"{MODEL}.Size.depth"),
    Edit(MODELS, "    weight: int |", "    height: int\n    weight: int |", "python-field-added-required", "breaking", f"{MODEL}.CrateCreate.height"),
    Edit(MODELS, "    width: int\n", "    width: int\n    depth: int = 0\n", "python-field-added-optional", "safe", f"{MODEL}.Size.depth"),
    Edit(MODELS, "    label: str | None = None\n", "", "python-field-removed", "breaking", f"{MODEL}.Crate.label"),
    Edit(MODELS, "    label: str | None = None\n", "    label: int | None = None\n", "python-field-type-changed", "breaking", f"{MODEL}.Crate.label"),
    Edit(MODELS, "    width: int\n", "    width: int | str\n", "python-field-type-widened", "risky", f"{MODEL}.Size.width"),
    Edit(MODELS, "    more: JsonValue", "    more: str | None", "python-field-type-narrowed", "breaking", f"{MODEL}.CrateCreate.more"),
    Edit(MODELS, 'alias="_id"', 'alias="id"', "python-field-wire-name-changed", "risky", f"{MODEL}.Crate.id"),
    Edit(MODELS, "max_length=10", "max_length=5", "python-field-constraint-changed", "risky", f"{MODEL}.CrateCreate.label"),
    Edit(MODELS, "Field(max_length=10)", "Field(max_length=10, pattern='x')", "python-field-constraint-added", "risky", f"{MODEL}.CrateCreate.label"),
    Edit(MODELS, 'kind: Literal["wood", "steel"]', 'kind: Literal["wood", "steel", "tin"]', "python-field-literal-added", "risky", f"{MODEL}.Crate.kind"),
    # names for types: what is given is closed, what is received open where it can be text as well
    Edit(MODELS, '"Kind", Literal["wood", "steel"]', '"Kind", Literal["wood"]', "python-alias-literal-removed", "breaking", f"{MODEL}.Kind"),
    Edit(MODELS, '"Kind", Literal["wood", "steel"]', '"Kind", Literal["wood", "steel", "tin"]', "python-alias-literal-added", "safe", f"{MODEL}.Kind"),
    Edit(MODELS, '"State", Literal["full", "empty"]', '"State", Literal["full", "empty", "half"]', "python-alias-literal-added", "safe", f"{MODEL}.State"),
    Edit(MODELS, '"State", Literal["full", "empty"]', '"State", Literal["full"]', "python-alias-literal-removed", "safe", f"{MODEL}.State"),
    Edit(MODELS, '"Kind", Literal["wood", "steel"]', '"Kind", str', "python-alias-type-widened", "safe", f"{MODEL}.Kind"),
    Edit(CORE, "Token: TypeAlias = str | Callable[[], str]", "Token: TypeAlias = str", "python-alias-type-narrowed", "breaking", f"{NAME}.Token"),
    Edit(MODELS, "list[str], Field(min_length=1)", "list[str], Field(max_length=1)", "python-alias-constraint-added", "safe", f"{MODEL}.Labels"),
    # names
    Edit(MODELS, 'Labels = TypeAliasType("Labels", Annotated[list[str], Field(min_length=1)])', "", "python-alias-removed", "breaking", f"{MODEL}.Labels"),
    Edit(MODELS, "def fresh() -> Crate: ...", "", "python-function-removed", "breaking", f"{MODEL}.fresh"),
    Edit(MODELS, "class Size(", "class Measure(", "python-class-removed", "breaking", f"{MODEL}.Size.width"),
    Edit(MODELS, 'class Size(Model):\n    width: int\n', 'Size = TypeAliasType("Size", dict[str, int])\n', "python-name-kind-changed", "breaking", f"{MODEL}.Size"),
    Edit(INIT, '"Gone", "Lost"', '"Lost"', "python-class-removed", "breaking", f"{NAME}.Gone"),
    Edit(CLIENT, "def crates(", "def boxes(", "python-attribute-removed", "breaking", METHOD),
    Edit(CORE, "class Gone(Lost)", "class Gone(Exception)", "python-base-removed", "breaking", f"{NAME}.Gone"),
    Edit(CORE, "    def close(", "    def shut(", "python-method-removed", "breaking", f"{NAME}._runtime.core.SyncClient.close"),
]  # fmt: skip

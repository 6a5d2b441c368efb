"""A small package in the shape of generated ones, and copies of it with an edit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.drift.changes import Change
from generator.drift.surface import surface_changes

NAME = "depot_crates"

INIT = '''\
"""Crates."""
from __future__ import annotations
from typing import TYPE_CHECKING
from ._runtime.lazy import lazy_attributes
if TYPE_CHECKING:
    from . import models
    from ._client import AsyncDepot, Depot
    from ._runtime.core import Gone, Lost, Pages, Token, UNSET, Unset
__all__ = ["AsyncDepot", "Depot", "Gone", "Lost", "Pages", "Token", "UNSET", "Unset", "models"]
if not TYPE_CHECKING:
    __getattr__ = lazy_attributes(__name__, {})
'''
CORE = """\
from __future__ import annotations
from collections.abc import Callable
from typing import Any, Generic, TypeAlias, TypeVar
from pydantic import BaseModel
T = TypeVar("T")
class Unset: ...
UNSET = Unset()
Token: TypeAlias = str | Callable[[], str]
class Model(BaseModel): ...
class Lost(Exception): ...
class Gone(Lost):
    def __init__(self, status: int) -> None:
        self.status = status
class Pages(Generic[T]): ...
class SyncClient:
    def close(self) -> None: ...
class AsyncClient:
    async def close(self) -> None: ...
class Resource:
    def __init__(self, caller: object) -> None: ...
def raw(method: Any) -> Any: ...
"""
CLIENT = """\
from __future__ import annotations
from functools import cached_property
from typing import TYPE_CHECKING, Literal
from ._runtime.core import AsyncClient, SyncClient, Token
if TYPE_CHECKING:
    from .resources.crates import AsyncCrates, Crates
class Depot(SyncClient):
    def __init__(self, token: Token | None = None, *, region: Literal["us", "eu"] | None = None) -> None: ...
    @cached_property
    def crates(self) -> Crates:
        from .resources.crates import Crates
        return Crates(self)
class AsyncDepot(AsyncClient):
    def __init__(self, token: Token | None = None, *, region: Literal["us", "eu"] | None = None) -> None: ...
    @cached_property
    def crates(self) -> AsyncCrates:
        from .resources.crates import AsyncCrates
        return AsyncCrates(self)
"""
_METHODS = '''\
    @cached_property
    def raw(self) -> RawCrates:
        return RawCrates(self)
    def list(self, *, limit: int | Unset = UNSET, kind: models.Kind | Unset = UNSET) -> Pages[models.Crate]:
        """List them.

        Raises:
            Gone: 410, see the class.
        """
    @overload
    def create(
        self, *, label: str, weight: int | Unset = UNSET, order: Literal["up", "down"] | Unset = UNSET
    ) -> models.Crate: ...
    @overload
    def create(self, *, body: models.CrateCreate) -> models.Crate: ...
    def create(self, *, body: models.CrateCreate | Unset = UNSET, **fields: object) -> models.Crate: ...
    def get(self, crate_id: str, part: str = "all") -> models.Crate: ...
    def delete(self, crate_id: str) -> None: ...
    def light(self) -> Literal["on", "off"]: ...
    @property
    def count(self) -> int: ...
    @property
    def side(self) -> Literal["left"]: ...
'''
_RAW = """\
    def __init__(self, resource: Crates) -> None:
        self.list = raw(resource.list)
        self.create = raw(resource.create)
        self.get = raw(resource.get)
        self.delete = raw(resource.delete)
"""
_PROPERTIES = re.compile(r"async (?=def (?:raw|count|side)\()")
_AWAITED = _PROPERTIES.sub("", _METHODS.replace("RawCrates", "AsyncRawCrates").replace("    def ", "    async def "))
CRATES = f"""\
from __future__ import annotations
from functools import cached_property
from typing import TYPE_CHECKING, Literal, overload
import typing_extensions
from .._runtime.core import Gone, Pages, Resource, UNSET, Unset, raw
if TYPE_CHECKING:
    from .. import models
class Crates(Resource):
{_METHODS}
class AsyncCrates(Resource):
{_AWAITED}
class RawCrates:
{_RAW}
class AsyncRawCrates:
{_RAW.replace("Crates", "AsyncCrates")}
"""
MODELS = """\
from __future__ import annotations
from typing import Annotated, Literal
from pydantic import Field, JsonValue
from typing_extensions import TypeAliasType
from ._runtime.core import Model
Kind = TypeAliasType("Kind", Literal["wood", "steel"])
Labels = TypeAliasType("Labels", Annotated[list[str], Field(min_length=1)])
def fresh() -> Crate: ...
State = TypeAliasType("State", Literal["full", "empty"])
class Crate(Model):
    id: Annotated[str, Field(alias="_id")]
    label: str | None = None
    state: State | str | None = None
    kind: Literal["wood", "steel"] = "wood"
    size: Size
class Size(Model):
    width: int
class CrateCreate(Model):
    label: Annotated[str, Field(max_length=10)]
    weight: int | None = None
    more: JsonValue = None
"""


@dataclass(frozen=True)
class Edit:
    """A text of one module put in place of another, everywhere in it; what is expected of the comparison."""

    file: str
    old: str
    new: str
    id: str
    level: str
    symbol: str

    def __str__(self) -> str:
        return f"{self.id}: {self.new or 'nothing'}"


FILES = {
    "__init__.py": INIT,
    "_client.py": CLIENT,
    "_runtime/__init__.py": "",
    "_runtime/core.py": CORE,
    "_runtime/lazy.py": "def lazy_attributes(name: str, names: dict[str, str]) -> object: ...\n",
    "models.py": MODELS,
    "resources/__init__.py": "",
    "resources/crates.py": CRATES,
}


def written(folder: Path, *edits: Edit) -> Path:
    """Write the package with `edits` into `folder`/src, and return that."""
    for name, text in FILES.items():
        changed = text
        for edit in edits:
            if edit.file == name:
                assert edit.old in changed, edit
                changed = changed.replace(edit.old, edit.new)
        path = folder / "src" / NAME / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed)
    return folder / "src"


def compared(tmp_path: Path, *edits: Edit) -> tuple[list[Change], list[Change]]:
    """What the edits change, and what it is with the sides exchanged."""
    base, revision = written(tmp_path / "base"), written(tmp_path / "revision", *edits)
    return surface_changes(base, revision, NAME), surface_changes(revision, base, NAME)

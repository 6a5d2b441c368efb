"""The one sentinel: an argument that was not given, which is something else than null."""

from __future__ import annotations

from enum import Enum
from typing import Literal, TypeAlias


class UnsetType(Enum):
    """The type of `UNSET`; an enum of one member, so that type checkers narrow on `is UNSET`."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"


Unset: TypeAlias = Literal[UnsetType.UNSET]
UNSET: Unset = UnsetType.UNSET
